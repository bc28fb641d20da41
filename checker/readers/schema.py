"""The dictionary -> the JSON Schema (draft 2020-12) of a submission. Nothing is declared twice."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType, Type

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FORMAT = "checker-submission/1"
ORIGINS = ("filing", "reconstructed")
EVIDENCE_KINDS = (
    "ledger",
    "statistics",
    "document",
    "item-list",
    "photo",
    "grid-confirmation",
    "test-report",
    "approval-list",
    "voucher",
    "minutes",
    "incident-export",
    "press",
    "copy",
)
_DATE = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}
_TEXT = {"type": "string", "maxLength": 2000}
_NAME = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"


def submission_schema(pack: Pack) -> dict[str, Any]:
    """Return the schema of a submission under *pack*."""
    directive = pack.directive
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
            "name": {"type": ["string", "null"]},
            "period": {"enum": _periods(pack)},
            "origin": {"enum": list(ORIGINS)},
            "sources": {
                "type": ["object", "null"],
                "propertyNames": {"pattern": _NAME},
                "additionalProperties": _source(),
            },
            "claims": {
                "type": ["object", "null"],
                "additionalProperties": False,
                "properties": {
                    name: _claims(indicator, directive.scoring.hedges) for name, indicator in pack.indicators.items()
                },
            },
            "notes": {"type": ["array", "null"], "items": _note()},
        },
    }


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
            "url": {"type": ["string", "null"], "maxLength": 2000},
            "issued": _or_null(_DATE),
        },
    }


def _note() -> dict[str, Any]:
    keys = ("fact", "value", "unit", "as_of", "source", "note")
    return {
        "type": "object",
        "required": ["fact"],
        "additionalProperties": False,
        "properties": {key: {"type": ["string", "number", "boolean", "null"]} for key in keys},
    }


def _claims(indicator: Indicator, hedges: Iterable[str]) -> dict[str, Any]:
    """Return the schema of what may be said of an indicator: nothing, a value, a claim, or several claims."""
    value = _value(indicator.type, indicator.unit, indicator.bounds, indicator.fields)
    claim = {
        "type": "object",
        "required": ["value"],
        "additionalProperties": False,
        "properties": {
            "value": _or_null(value),
            "unit": {"enum": [indicator.unit, None]},
            "as_of": _or_null(_DATE),
            "hedge": {"enum": [*hedges, None]},
            "rounded-to": {"type": ["number", "null"], "exclusiveMinimum": 0},
            "source": {"type": ["string", "null"]},
            "note": {"type": ["string", "null"], "maxLength": 2000},
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
    return {**schema, "type": [schema["type"], "null"]}


def _value(kind: Type, unit: str, bounds: Interval, fields: tuple[ItemFieldSpec, ...] = ()) -> dict[str, Any]:
    """Return the schema of one value."""
    match kind:
        case NumberType():
            ends = {"minimum": bounds.lower, "maximum": bounds.upper}
            limits = {key: _plain(end) for key, end in ends.items() if isinstance(end, Fraction)}
            return {"type": "integer" if kind.whole else "number", **limits, "$comment": unit}
        case TruthType():
            return {"type": "boolean"}
        case StateType():
            return {"enum": list(kind.states)}
        case DateType():
            return dict(_DATE)
        case ListType():
            return {
                "type": "array",
                "items": {
                    "type": "object",
                    "additionalProperties": False,
                    "properties": {field.id: _value(field.type, field.unit, field.bounds) for field in fields},
                },
            }
        case _:
            return dict(_TEXT)


def _plain(end: Fraction) -> int | float:
    """Return a bound as JSON writes it; bounds are short decimals of the dictionary, compared exactly elsewhere."""
    return end.numerator if end.denominator == 1 else float(end)
