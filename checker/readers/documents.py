"""YAML and JSON: one submission a file."""

from __future__ import annotations

from collections.abc import Callable

from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.records import Record, Records
from checker.syntax.document import Document
from checker.syntax.json import read_json
from checker.syntax.yaml import read_yaml

MAX_EXPLAINED = 1_000_000  # bytes; a larger file is told what the decoder found, and nothing else


def read_yaml_form(file: InputFile, _: Pack) -> Records:
    """Yield the one submission of a YAML file. Raises InputError at the character that is wrong."""
    yield _record(file, read_yaml)


def read_json_form(file: InputFile, _: Pack) -> Records:
    """Yield the one submission of a JSON file. Raises InputError at the character that is wrong."""
    yield _record(file, read_json)


def _record(file: InputFile, parse: Callable[[str, str], Document]) -> Record:
    decoded = file.decoded
    small = len(file.content) <= MAX_EXPLAINED
    return Record(parse(decoded.text, file.name), file.sha256, decoded.encoding, by_schema=small)
