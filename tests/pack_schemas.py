"""Files of packs beside their schemas, as an editor sees both."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator

from checker.model.number import parse_number
from checker.packs.schemas import pack_schema
from checker.syntax.document import Bare, is_missing
from checker.syntax.yaml import read_yaml


def seen(value: object) -> Any:
    """Return what an editor sees of our values: bare scalars as YAML's core schema types them."""
    if isinstance(value, dict):
        return {key: seen(one) for key, one in value.items()}
    if isinstance(value, list):
        return [seen(one) for one in value]
    if not isinstance(value, Bare):
        return value
    if is_missing(value):
        return None
    if value in ("true", "false"):
        return value == "true"
    number = parse_number(value)
    return str(value) if number is None else int(number) if number.denominator == 1 else float(number)


def kind_of(path: Path) -> str:
    """Return the kind of a file of a pack."""
    return path.parent.name if path.parent.name in ("points", "integrity", "reviews") else path.stem


@cache
def validator(kind: str) -> Draft202012Validator:
    """Return the validator of a kind of file."""
    return Draft202012Validator(pack_schema(kind))


def faults(path: Path) -> list[str]:
    """Return what the schema of a file says against it."""
    tree = seen(read_yaml(path.read_text(encoding="utf-8"), path.name).tree)
    return [f"{error.json_path}: {error.message}" for error in validator(kind_of(path)).iter_errors(tree)]


def files_of(*folders: Path) -> list[Path]:
    """Return the YAML files of the packs in *folders* that have a schema: not submissions, nor stories."""
    found = [(folder, path) for folder in folders for path in folder.rglob("*.yaml")]
    return sorted(path for folder, path in found if path.relative_to(folder).parts[0] not in ("submissions", "tests"))
