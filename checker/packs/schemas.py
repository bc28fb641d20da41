"""The forms of a pack's files -> their JSON Schemas (draft 2020-12), by which an editor completes and checks.

An editor sees YAML's numbers and truth values where the loader keeps text, so a text may be any scalar here. A blank
key is one that was left out. What needs more than one file (names, units, sums) is for the loader to say.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, get_args

from pydantic import BaseModel

from checker.model.assessment import OUTCOMES
from checker.model.directive import FULL_SCORE
from checker.model.indicator import EvidenceKind
from checker.model.locality import LEVELS
from checker.packs.forms import MOST_DRAWS, DirectiveForm, FieldForm, Form, IndicatorForm, IntegrityForm, RuleForm
from checker.packs.key_texts import key_text
from checker.packs.rules import ANALYST_WEIGHT
from checker.packs.shapes import DUE, GATES, SHAPE_KEYS, DatedForm, MilestoneForm, ShapeKeys
from checker.packs.units import UnitForm
from checker.packs.verification import ReviewForm, ReviewsForm
from checker.packs.waivers import WaiverForm

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR: Json = {"type": ["string", "number", "boolean"]}
_CREDIT: Json = {"type": "number", "minimum": 0, "maximum": 1}
_LESS_THAN_ALL: Json = {"type": "number", "minimum": 0, "exclusiveMaximum": 1}
_NUMBER: Json = {"type": "number"}
_WORTH: Json = {"type": "number", "minimum": 0}
_END: Json = {"type": ["number", "null"]}
_ROLES = ("weight", "bonus", "deduct", "veto")
_EVIDENCE: Json = {"items": {"enum": [kind for kind in get_args(EvidenceKind) if kind != "copy"]}, "type": "array"}
_FIELD_TYPES = ("integer", "number", "bool", "date", "state")


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _list_of(name: str, **more: object) -> Json:
    return {"type": "array", "items": _ref(name), **more}


# What a form leaves to a reader of its own, or checks elsewhere: the key's schema in place of the form's.
_READ_ELSEWHERE: Mapping[tuple[str, str], Json] = {
    ("RuleForm", "score"): _ref("Shape"),
    ("RuleForm", "examples"): _list_of("Example"),
    ("RuleForm", "evidence"): {**_EVIDENCE, "minItems": 1},
    ("RuleForm", "deduct"): {"type": "number", "minimum": 0, "maximum": int(FULL_SCORE)},
    ("IntegrityForm", "examples"): _list_of("Example"),
    ("IndicatorForm", "evidence"): _EVIDENCE,
    ("IndicatorForm", "type"): {"enum": [*_FIELD_TYPES, "list"]},
    ("IndicatorForm", "levels"): {"type": "array", "items": {"enum": list(LEVELS)}},
    ("FieldForm", "type"): {"enum": [*_FIELD_TYPES, "text"]},
    ("FieldForm", "bounds"): {"type": "array", "prefixItems": [_WORTH, _END], "minItems": 2, "maxItems": 2},
    ("RobustnessForm", "spread"): _LESS_THAN_ALL,
    ("RobustnessForm", "shift"): _LESS_THAN_ALL,
    ("RobustnessForm", "draws"): {"type": "integer", "minimum": 1, "maximum": MOST_DRAWS},
    ("DirectiveForm", "expected-level"): {"enum": list(LEVELS)},
    ("ReviewsForm", "reviews"): _list_of("ReviewForm", minItems=1),
    ("WaiverForm", "reason"): {"anyOf": [_ref("TextForm"), _SCALAR]},
}


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: the form of the whole file, or of each entry of its list, and schemas that the form refers to."""

    form: type[Form]
    listed: bool = False
    inner: tuple[type[Form], ...] = ()
    others: Callable[[], Json] = field(default=dict)


def pack_schema(kind: str) -> Json:
    """Return the schema of a file of *kind*, one of :data:`KINDS`."""
    asked = KINDS[kind]
    definitions: Json = dict(asked.others())
    for form in (asked.form, *asked.inner):
        definitions |= _definitions(form)
    entry = _ref(asked.form.__name__)
    whole = {"type": "array", "items": entry} if asked.listed else entry
    head = {"$schema": DIALECT, "$id": f"urn:checker:pack:{kind}", "title": f"checker: {kind}"}
    return {**head, **whole, "$defs": dict(sorted(definitions.items()))}


def schema_text(kind: str) -> str:
    """Return the schema of *kind* as the text of its file."""
    return json.dumps(pack_schema(kind), ensure_ascii=False, indent=2) + "\n"


def schema_files() -> dict[str, str]:
    """Return the texts of all schemas by the names of their files."""
    return {f"{kind}.json": schema_text(kind) for kind in KINDS}


def _definitions(form: type[BaseModel]) -> Json:
    """Return the schemas of *form* and of the forms in it, by name."""
    made = form.model_json_schema(by_alias=True)
    found = {**made.pop("$defs", {}), form.__name__: made}
    return {name: _definition(name, one) for name, one in found.items()}


def _definition(name: str, made: Json) -> Json:
    """Return what pydantic *made* of a form in our words: closed, described, blank where a key may be left out."""
    required = made.get("required", [])
    properties = {key: _property(name, key, one, needed=key in required) for key, one in made["properties"].items()}
    rules = _CONDITIONS.get(name, dict)()
    closed = {"type": "object", "required": required, "additionalProperties": False, "properties": properties}
    return {**closed, **rules}


def _property(form: str, key: str, made: Json, *, needed: bool) -> Json:
    schema = _READ_ELSEWHERE.get((form, key)) or _plain(made)
    if not needed:
        schema = _or_null(schema)
    return {"description": key_text(form, key), **schema}


def _plain(made: Json) -> Json:
    """Return a value's schema without what the form's own names added; a text without a pattern may be any scalar."""
    schema = {word: one for word, one in made.items() if word not in ("title", "default", "description")}
    if schema.get("type") == "string" and not {"enum", "pattern", "const"} & set(schema):
        schema |= _SCALAR
    for word in ("items", "additionalProperties"):
        if isinstance(schema.get(word), dict):
            schema[word] = _plain(schema[word])
    if "anyOf" in schema:
        schema["anyOf"] = [_plain(one) for one in schema["anyOf"]]
    return schema


def _or_null(schema: Json) -> Json:
    """Return *schema* with a blank allowed."""
    blank: Json = {"type": "null"}
    alternatives = schema.get("anyOf", [schema])
    return {"anyOf": [*(one for one in alternatives if one != blank), blank]}


def _has(*keys: str) -> Json:
    """Return the condition that all *keys* are there and not blank."""
    return {"required": list(keys), "properties": {key: {"not": {"type": "null"}} for key in keys}}


def _when(condition: Json, then: Json) -> Json:
    return {"if": condition, "then": then}


def _is(key: str, *values: object) -> Json:
    """Return the condition that *key* is there with one of *values*."""
    return {"required": [key], "properties": {key: {"enum": list(values)}}}


def _rule_conditions() -> Json:
    """Return how the keys of a rule hang together: one role, a measure where the shape has one, numbers of our own."""
    unmeasured = [name for name, keys in SHAPE_KEYS.items() if not keys.measures]
    without = {"required": ["score"], "properties": {"score": _is("shape", *unmeasured)}}
    ours = {"required": ["basis"], "properties": {"basis": _is("number-from", "analyst")}}
    light = {"properties": {"score": _is("shape", *DUE)}}
    return {
        "oneOf": [{"required": [key], "properties": {key: {"not": {"enum": [None, 0]}}}} for key in _ROLES],
        "allOf": [
            {**_when(without, {"properties": {"measure": {"type": "null"}}}), "else": _has("measure")},
            _when(ours, {"properties": {"weight": {"maximum": int(ANALYST_WEIGHT)}}}),
            _when(_has("lifted-when"), _has("veto")),
            _when(_is("pace", True), light),
        ],
    }


def _indicator_conditions() -> Json:
    """Return what a type needs: a number its unit and bounds, a state its states."""
    return {
        "allOf": [
            _when(_is("type", "integer", "number"), _has("unit", "bounds")),
            _when(_is("type", "state"), _has("states")),
        ]
    }


_CONDITIONS: Mapping[str, Callable[[], Json]] = {
    RuleForm.__name__: _rule_conditions,
    "BasisForm": lambda: _when(_is("number-from", "analyst"), _has("argument")),
    IndicatorForm.__name__: _indicator_conditions,
    FieldForm.__name__: _indicator_conditions,
    UnitForm.__name__: lambda: {"allOf": [_when(_has("times"), _has("base")), _when(_has("base"), _has("times"))]},
}


def _shape() -> Json:
    """Return the closed alternatives of ``score:``, one for each shape."""
    alternatives = [_alternative(name, keys) for name, keys in SHAPE_KEYS.items()]
    return {"type": "object", "required": ["shape"], "oneOf": alternatives}


def _alternative(name: str, keys: ShapeKeys) -> Json:
    """Return one shape with its own keys, all of them needed."""
    properties: Json = {"shape": {"const": name}}
    properties |= {key: {"anyOf": [_SCALAR, _list_of(DatedForm.__name__, minItems=1)]} for key in keys.expressions}
    properties |= dict.fromkeys(keys.conditions, _SCALAR)
    properties |= dict.fromkeys(keys.numbers, _WORTH)
    if "step" in properties:
        properties["step"] = {"type": "number", "exclusiveMinimum": 0}
    if keys.table:
        properties[keys.table] = _gates() if keys.conditions else _TABLES[keys.table]
    described = {key: {"description": key_text("Shape", key), **one} for key, one in properties.items()}
    return {"type": "object", "required": list(properties), "additionalProperties": False, "properties": described}


def _gates() -> Json:
    worth = {gate: {"description": key_text("Shape", gate), **_CREDIT} for gate in GATES}
    return {"type": "object", "required": list(GATES), "additionalProperties": False, "properties": worth}


_TABLES: Mapping[str, Json] = {
    "steps": {
        "type": "array",
        "minItems": 1,
        "items": {
            "type": "array",
            "prefixItems": [_WORTH, _CREDIT],
            "minItems": 2,
            "maxItems": 2,
        },
    },
    "credits": {"type": "object", "minProperties": 1, "additionalProperties": _CREDIT},
    "milestones": _list_of(MilestoneForm.__name__, minItems=1),
}


def _examples(*expected: str) -> Json:
    """Return the schema of an example that states *expected*, the first of them always.

    What may be given of an indicator is for its type to say.
    """
    expect = {key: {"description": key_text("Expect", key), **_EXPECTED[key]} for key in expected}
    properties: Json = {
        "period": _SCALAR,
        "level": {"enum": list(LEVELS)},
        "given": {"type": "object"},
        "frame": {"type": "object"},
        "targets": {"type": "object", "additionalProperties": {"anyOf": [_NUMBER, {"const": "none"}]}},
        "expect": {"type": "object", "required": [expected[0]], "additionalProperties": False, "properties": expect},
    }
    described = {key: {"description": key_text("Example", key), **one} for key, one in properties.items()}
    return {
        "Example": {"type": "object", "required": ["expect"], "additionalProperties": False, "properties": described}
    }


_EXPECTED: Mapping[str, Json] = {
    "outcome": {"enum": list(OUTCOMES)},
    "credit": {"anyOf": [_CREDIT, {"type": "array", "items": _CREDIT, "minItems": 2, "maxItems": 2}]},
    "holds": {"enum": [True, False, "unknown"]},
}


def _of_scored_rules() -> Json:
    return {**_examples("outcome", "credit"), "Shape": _shape()}


def _of_integrity_rules() -> Json:
    return _examples("holds")


# The registry of files that have a schema.
KINDS: Mapping[str, Kind] = {
    "directive": Kind(DirectiveForm),
    "indicators": Kind(IndicatorForm, listed=True),
    "points": Kind(RuleForm, listed=True, inner=(MilestoneForm, DatedForm), others=_of_scored_rules),
    "integrity": Kind(IntegrityForm, listed=True, others=_of_integrity_rules),
    "units": Kind(UnitForm, listed=True),
    "waivers": Kind(WaiverForm, listed=True),
    "reviews": Kind(ReviewsForm, inner=(ReviewForm,)),
}
