"""The registry of input formats: id, suffixes, and the function that takes such a file apart into records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import PurePath

from checker.errors import InputError, Locus
from checker.model.pack import Pack
from checker.readers.files import STANDARD_INPUT, InputFile, InputStream, open_file, read_file, shown_name
from checker.readers.records import Records


@dataclass(frozen=True, slots=True)
class Format:
    """One input format. *reader* is ``module:function``, imported for the first such file.

    A *streamed* format gets the open file, any other its bytes.
    """

    id: str
    suffixes: tuple[str, ...]
    reader: str
    streamed: bool = False

    def read(self, file: InputFile | InputStream, pack: Pack) -> Records:
        """Yield the records in *file*. Raises InputError where it has none, or cannot be taken apart further."""
        module, function = self.reader.split(":")
        records: Records = getattr(import_module(module), function)(file, pack)
        return records


FORMATS: Mapping[str, Format] = {
    one.id: one
    for one in (
        Format("yaml", (".yaml", ".yml"), "checker.readers.documents:read_yaml_form"),
        Format("json", (".json",), "checker.readers.documents:read_json_form"),
    )
}
SUFFIXES: Mapping[str, Format] = {suffix: one for one in FORMATS.values() for suffix in one.suffixes}
_BY_CONTENT = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet", b"{": "json", b"[": "json"}


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What is said of the files beside their names: a format of ``FORMATS``, and an encoding of ``ENCODINGS``."""

    format: str | None = None
    encoding: str | None = None


AS_NAMED = InputOptions()


def read_records(path: str, options: InputOptions, pack: Pack) -> tuple[Format, Records]:
    """Return the format of a file, and the records in it. Raises InputError where it cannot be opened or has none."""
    if path == STANDARD_INPUT and options.format is None:
        return records_of(read_file(path, options.encoding), options, pack)
    form = format_of(shown_name(path), options)
    return form, form.read((open_file if form.streamed else read_file)(path, options.encoding), pack)


def records_of(file: InputFile, options: InputOptions, pack: Pack) -> tuple[Format, Records]:
    """Return the format of bytes that are at hand, and the records in them. Raises InputError."""
    form = (
        _of_content(file) if file.name == STANDARD_INPUT and options.format is None else format_of(file.name, options)
    )
    stream = InputStream(file.name, BytesIO(file.content), file.encoding)
    return form, form.read(stream if form.streamed else file, pack)


def format_of(name: str, options: InputOptions = AS_NAMED) -> Format:
    """Return the format that was asked for, or that the suffix of *name* shows. Raises InputError if there is none."""
    if options.format is not None:
        return FORMATS[options.format]
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError("unknown-format", Locus(name), found=suffix, expected=", ".join(SUFFIXES))
    return SUFFIXES[suffix]


def _of_content(file: InputFile) -> Format:
    """Return the format of what came from standard input, by how it begins; YAML where nothing else shows."""
    begin = file.content.removeprefix(b"\xef\xbb\xbf").lstrip()
    return FORMATS[next((form for mark, form in _BY_CONTENT.items() if begin.startswith(mark)), "yaml")]
