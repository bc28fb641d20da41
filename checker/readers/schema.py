"""The dictionary -> the JSON Schema (draft 2020-12) of a submission. Nothing is declared twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any, get_args

from checker.model.indicator import EvidenceKind, Indicator, ItemFieldSpec
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.submission import CORRECTS, FORMAT, ORIGINS, SOURCE_NAME, TEXT_LIMIT
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType, Type

DIALECT = "https://json-schema.org/draft/2020-12/schema"
EVIDENCE_KINDS: tuple[EvidenceKind, ...] = get_args(EvidenceKind)
NAMEABLE = "A-Z a-z 0-9 _ . -"
DATE = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_DATE = {"type": "string", "pattern": DATE}
# A text may look like a number or a truth value; written without quotes, YAML readers take it for one.
_TEXT = {"type": ["string", "number", "boolean"], "maxLength": TEXT_LIMIT}

Bound = Callable[[str], Any]


def submission_schema(pack: Pack, bound: Bound = float) -> dict[str, Any]:
    """Return the schema of a submission under *pack*. *bound* makes a number of a decimal: ``Decimal`` exactly."""
    directive = pack.directive
    hedges = directive.scoring.hedges
    return {
        "$schema": DIALECT,
        "$id": f"urn:checker:{directive.id}:{directive.version}:submission",
        "title": f"{directive.title.zh} / {directive.title.en}",
        "type": "object",
        "required": ["format", "directive", "locality", "period", "claims"],
        "additionalProperties": False,
        "properties": {
            "format": {"const": FORMAT},
            "directive": {"const": directive.id},
            "locality": {"type": ["string", "integer"], "description": "GB/T 2260"},
            "name": _or_null(_TEXT),
            "period": {"enum": _periods(pack)},
            "origin": {"enum": list(ORIGINS)},
            "corrects": {"type": ["string", "integer", "null"], "pattern": f"^{CORRECTS}$"},
            "sources": {
                "type": ["object", "null"],
                "propertyNames": {"pattern": SOURCE_NAME},
                "additionalProperties": _source(),
            },
            "claims": {
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {name: _claims(one, hedges, bound) for name, one in pack.indicators.items()},
            },
            "notes": {"type": ["array", "null"], "items": _note()},
        },
    }


def hedges_of(kind: Type, known: Iterable[str]) -> list[str]:
    """Return the hedges that a value of type *kind* may have: only a number can be over, nearly or about."""
    return [hedge for hedge in known if isinstance(kind, NumberType) or hedge == "at-least"]


def _periods(pack: Pack) -> list[str | int]:
    """Return the periods of the pack's cycle. A year alone is read as a number by most YAML readers."""
    names = pack.directive.periods
    return [*names, *(int(name) for name in names if name.isdigit())]


def _source() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["kind", "title"],
        "additionalProperties": False,
        "properties": {
            "kind": {"enum": list(EVIDENCE_KINDS)},
            "title": _TEXT,
            "url": _or_null(_TEXT),
            "issued": _or_null(_DATE),
        },
    }


def _note() -> dict[str, Any]:
    keys = ("value", "unit", "as_of", "source", "note")
    return {
        "type": "object",
        "required": ["fact"],
        "additionalProperties": False,
        "properties": {"fact": _TEXT, **{key: _or_null(_TEXT) for key in keys}},
    }


def _claims(indicator: Indicator, hedges: Iterable[str], bound: Bound) -> dict[str, Any]:
    """Return the schema of what may be said of an indicator: nothing, a value, a claim, or several claims."""
    value = _value(indicator, bound)
    claim = {
        "type": ["object", "null"],
        "required": ["value"],
        "additionalProperties": False,
        "properties": {
            "value": _or_null(value),
            "unit": {"enum": [indicator.unit, None]},
            "as_of": _or_null(_DATE),
            "hedge": {"enum": [*hedges_of(indicator.type, hedges), None]},
            "rounded-to": {"type": ["number", "null"], "exclusiveMinimum": 0},
            "source": _or_null(_TEXT),
            "note": _or_null(_TEXT),
        },
    }
    return {
        "title": f"{indicator.label.zh} / {indicator.label.en}",
        "description": f"{indicator.definition.zh} {indicator.definition.en}",
        "if": {"type": "object"},
        "then": claim,
        "else": {
            "if": {"type": "array"},
            "then": {"items": claim},
            "else": {"if": {"type": "null"}, "else": value},
        },
    }


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    """Return *schema* with null allowed: what is null is missing."""
    if "enum" in schema:
        return {**schema, "enum": [*schema["enum"], None]}
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    return {**schema, "type": [*kinds, "null"]}


def _value(spec: Indicator | ItemFieldSpec, bound: Bound) -> dict[str, Any]:
    """Return the schema of one value of an indicator, or of a field of its items."""
    kind = spec.type
    match kind:
        case NumberType():
            ends = {"minimum": spec.bounds.lower, "maximum": spec.bounds.upper}
            limits = {key: _plain(end, bound) for key, end in ends.items() if isinstance(end, Fraction)}
            return {"type": "integer" if kind.whole else "number", **limits, "$comment": spec.unit}
        case TruthType():
            return {"type": "boolean"}
        case StateType():
            return {"enum": list(kind.states)}
        case DateType():
            return dict(_DATE)
        case ListType():
            fields = spec.fields if isinstance(spec, Indicator) else ()
            item = {field.id: _or_null(_value(field, bound)) for field in fields}
            return {"type": "array", "items": {"type": "object", "additionalProperties": False, "properties": item}}
        case _:
            return dict(_TEXT)


def _plain(end: Fraction, bound: Bound) -> object:
    """Return a bound as JSON writes it: bounds are short decimals of the dictionary."""
    return end.numerator if end.denominator == 1 else bound(format_exact(end))
