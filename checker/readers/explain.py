"""Faults of structure, explained by ``jsonschema`` with the generated schema. Only a faulty file pays for its import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from checker.expression.scope import nearest
from checker.model.number import parse_number
from checker.model.submission import Path
from checker.readers.decode import Fault
from checker.syntax.document import Bare, is_missing

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

_CODES = {
    "type": "wrong-type",
    "enum": "not-one-of",
    "const": "not-one-of",
    "minimum": "out-of-bounds",
    "maximum": "out-of-bounds",
    "pattern": "not-a-date",
}


def explain(tree: object, schema: dict[str, Any], faults: Sequence[Fault]) -> list[Fault]:
    """Return all faults of *tree*: the schema's own, and those of *faults* at places where the schema says nothing."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - a sound file never pays for it

    errors = Draft202012Validator(schema).iter_errors(to_plain(tree))
    found = [fault for error in errors for fault in _faults(error, schema)]
    explained = {fault.path for fault in found}
    found += [fault for fault in faults if not _is_explained(fault.path, explained)]
    return sorted(found, key=lambda fault: [str(step) for step in fault.path])


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


def _faults(error: ValidationError, schema: dict[str, Any]) -> Iterator[Fault]:
    """Yield what an error of the schema means in our words."""
    path: Path = tuple(error.absolute_path)
    rule: Any = error.validator_value
    instance: Any = error.instance
    schema_here: Any = error.schema
    if error.validator == "additionalProperties":
        known = list(schema_here.get("properties", {}))
        for key in instance:
            if key not in known:
                yield Fault((*path, key), "unknown-field", {"found": key, "nearest": _nearest(key, known, schema)})
    elif error.validator == "required":
        for key in rule:
            if key not in instance:
                yield Fault(path, "missing-field", {"found": "", "expected": key})
    else:
        code = _CODES.get(str(error.validator), "wrong-structure")
        yield Fault(path, code, {"found": error.instance, "expected": _expected(error)})


def _nearest(key: str, known: Iterable[str], schema: dict[str, Any]) -> str:
    """Return the known name most like *key*: by id, or by label in zh or en."""
    found = nearest(key, known)
    if found:
        return found
    labels: dict[str, str] = {
        label: name
        for name, entry in schema["properties"]["claims"]["properties"].items()
        for label in entry["title"].split(" / ")
    }
    return labels.get(nearest(key, labels), "")


def _expected(error: ValidationError) -> str:
    """Return what the schema asks for at the place of *error*."""
    value: Any = error.validator_value
    here: Any = error.schema
    if error.validator == "type":
        kinds = value if isinstance(value, list) else [value]
        return " / ".join(kind for kind in kinds if kind != "null")
    if error.validator == "enum":
        return ", ".join(str(option) for option in value if option is not None)
    if error.validator in ("minimum", "maximum"):
        return f"{here.get('minimum', '')} .. {here.get('maximum', '')}"
    return "2020-06-30" if error.validator == "pattern" else str(value)[:80]


def _is_explained(path: Path, explained: set[Path]) -> bool:
    return any(path[:length] in explained for length in range(len(path) + 1)) or any(
        known[: len(path)] == path for known in explained if known
    )
