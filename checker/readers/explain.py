"""Faults of structure, explained by ``jsonschema`` with the generated schema. Only a faulty file pays its import."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from checker.expression.scope import nearest
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.submission import Path
from checker.model.text import Text
from checker.readers.faults import Fault
from checker.readers.schema import DATE, NAMEABLE, submission_schema
from checker.syntax.document import Bare, Document, is_missing

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

MAX_NAME = 100  # longer than any name or label

_CODES = {
    "enum": "not-one-of",
    "const": "not-one-of",
    "minimum": "out-of-bounds",
    "maximum": "out-of-bounds",
}


def explain(
    document: Document, pack: Pack, faults: Sequence[Fault], read: Collection[Path] = frozenset()
) -> list[Fault]:
    """Return all faults of *document*: the schema's, and *faults* of the decoder.

    Where both speak of one place, the decoder is heard only if it says something else or more: it knows units, periods
    and what may be meant. Of what stands at a path of *read* the schema is not heard: it was read by the table.
    """
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - a sound file never pays for it

    labels = {label: one.id for one in pack.indicators.values() for label in (one.label.zh, one.label.en)}
    errors = Draft202012Validator(submission_schema(pack, Decimal)).iter_errors(to_plain(document.tree))
    said = [fault for error in errors for fault in _faults(error, document, labels)]
    heard = (fault for fault in said if fault.path not in read)
    by_schema = {(fault.path, fault.code, fault.parameters["expected"]): fault for fault in heard}.values()
    codes = {fault.path: fault.code for fault in by_schema}
    by_decoder = [fault for fault in faults if codes.get(fault.path) != fault.code or _says_more(fault)]
    better_known = {fault.path for fault in by_decoder}
    return [fault for fault in by_schema if fault.path not in better_known] + by_decoder


def _says_more(fault: Fault) -> bool:
    """Return whether the decoder says what may be meant, or in both languages what is asked for."""
    return "nearest" in fault.parameters or isinstance(fault.parameters.get("expected"), Text)


def to_plain(value: object) -> object:
    """Return *value* as JSON would hold it: bare scalars that look like numbers, truth values or null become that."""
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_plain(item) for item in value]
    if not isinstance(value, Bare):
        return value
    if is_missing(value):
        return None
    if value in ("true", "false"):
        return value == "true"
    exact = parse_number(value)
    if exact is None:
        return str(value)
    return exact.numerator if exact.denominator == 1 else Decimal(value)


def _faults(error: ValidationError, document: Document, labels: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what an error of the schema means in our words."""
    path: Path = tuple(error.absolute_path)
    rule: Any = error.validator_value
    instance: Any = error.instance
    schema_here: Any = error.schema
    if error.validator == "additionalProperties":
        known = list(schema_here.get("properties", {}))
        for key in instance:
            if key not in known:
                written = key[:MAX_NAME]
                near = nearest(written, known) or labels.get(nearest(written, labels), "")
                yield Fault((*path, key), "unknown-field", {"found": key, "expected": "", "nearest": near}, of_key=True)
    elif error.validator == "required":
        for key in rule:
            if key not in instance:
                yield Fault(path, "missing-field", {"found": "", "expected": key})
    elif instance is None and path and isinstance(path[-1], str):
        yield Fault(path, "missing-field", {"found": "", "expected": path[-1]})
    elif "propertyNames" in error.absolute_schema_path:
        facts = {"found": instance, "expected": NAMEABLE}
        yield Fault((*path, instance), "wrong-structure", facts, of_key=True)
    else:
        code, expected = _type(error) if error.validator == "type" else (_code(error), _expected(error))
        yield Fault(path, code, {"found": document.at(path), "expected": expected})


def _type(error: ValidationError) -> tuple[str, str]:
    """Return code and expectation of a value of another type."""
    value: Any = error.validator_value
    here: Any = error.schema
    kinds = [kind for kind in ([value] if isinstance(value, str) else value) if kind != "null"]
    match kinds:
        case ["boolean"]:
            return "not-one-of", "true, false"
        case ["integer" | "number" as kind]:
            return "wrong-type", f"{kind}, {here['$comment']}" if "$comment" in here else kind
        case [kind]:
            return "wrong-structure", kind
        case _:
            return "wrong-structure", "text"


def _code(error: ValidationError) -> str:
    return "not-a-date" if error.validator_value == DATE else _CODES.get(str(error.validator), "wrong-structure")


def _expected(error: ValidationError) -> str:
    """Return what the schema asks for at the place of *error*."""
    value: Any = error.validator_value
    here: Any = error.schema
    match error.validator:
        case "enum":
            return ", ".join(dict.fromkeys(str(option) for option in value if option is not None))
        case "minimum" | "maximum":
            return f"[{here.get('minimum', '-∞')}, {here.get('maximum', '∞')}]"
        case "maxLength":
            return f"≤ {value}"
        case _:
            return "2020-06-30" if value == DATE else str(value)[:80]
