"""The registry of input formats: id, suffixes, and the function that takes such a file apart into records."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Mapping
from dataclasses import dataclass, replace
from importlib import import_module
from io import BytesIO
from pathlib import PurePath

from checker.errors import InputError, Locus
from checker.model.pack import Pack
from checker.readers.files import (
    STANDARD_INPUT,
    InputFile,
    InputStream,
    continued,
    open_file,
    read_begin,
    read_file,
    shown_name,
)
from checker.readers.records import Records
from checker.syntax.document import MAX_BYTES
from checker.syntax.files import bounded


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
        Format("csv", (".csv",), "checker.readers.delimited:read_csv"),
        Format("tsv", (".tsv", ".tab"), "checker.readers.delimited:read_tsv"),
        Format("parquet", (".parquet",), "checker.readers.parquet:read_parquet", streamed=True),
        Format("xlsx", (".xlsx", ".xlsm"), "checker.readers.workbook.read:read_workbook"),
        Format("ndjson", (".ndjson", ".jsonl"), "checker.readers.ndjson:read_ndjson", streamed=True),
    )
}
SUFFIXES: Mapping[str, Format] = {suffix: one for one in FORMATS.values() for suffix in one.suffixes}
_BY_CONTENT = {b"PK\x03\x04": "xlsx", b"PAR1": "parquet", b"{": "json", b"[": "json"}


@dataclass(frozen=True, slots=True)
class InputOptions:
    """What is said of the files beside their names: a format of ``FORMATS``, and an encoding of ``ENCODINGS``.

    *pattern* is what the name of a file that is found in a folder must match, as in a shell.
    """

    format: str | None = None
    encoding: str | None = None
    pattern: str | None = None

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The suffixes by which files are known in a folder: those of the format, if there is one."""
        return tuple(SUFFIXES) if self.format is None else FORMATS[self.format].suffixes


AS_NAMED = InputOptions()


def read_records(path: str, options: InputOptions, pack: Pack) -> tuple[Format, Records]:
    """Return the format of a file, and the records in it. Raises InputError where it cannot be opened or has none."""
    if path == STANDARD_INPUT and options.format is None:
        stream = open_file(path, options.encoding)
        begin = read_begin(stream)
        form = format_by_content(begin)
        if form.streamed and len(begin) > MAX_BYTES:
            return form, form.read(replace(stream, file=continued(begin, stream.file)), pack)
        return records_of(InputFile(path, bounded(begin, path), options.encoding), InputOptions(form.id), pack)
    try:
        form = format_of(shown_name(path), options)
    except InputError:
        open_file(path).file.close()  # of a link or a folder it is said that it is one, not that its suffix is unknown
        raise
    if form.streamed:
        return form, _closing(open_file(path, options.encoding), form, pack)
    return form, form.read(read_file(path, options.encoding), pack)


def _closing(stream: InputStream, form: Format, pack: Pack) -> Records:
    try:
        yield from form.read(stream, pack)
    finally:
        if stream.name != STANDARD_INPUT:
            stream.file.close()


def records_of(file: InputFile, options: InputOptions, pack: Pack) -> tuple[Format, Records]:
    """Return the format of bytes that are at hand, and the records in them. Raises InputError."""
    by_content = file.name == STANDARD_INPUT and options.format is None
    form = format_by_content(file.content) if by_content else format_of(file.name, options)
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


def format_by_content(content: bytes) -> Format:
    """Return the format of what came from standard input, by how it begins; YAML where nothing else shows.

    JSON whose second line begins an object of its own is NDJSON: in one document, that line would go on with a key.
    """
    begin = content.removeprefix(BOM_UTF8).lstrip()
    form = next((form for mark, form in _BY_CONTENT.items() if begin.startswith(mark)), "yaml")
    if form == "json" and begin.partition(b"\n")[2].lstrip().startswith(b"{") and begin.startswith(b"{"):
        form = "ndjson"
    return FORMATS[form]
