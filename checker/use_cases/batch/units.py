"""The input cut into units: a few small files, a stretch of lines, or a file that is one whole."""

from __future__ import annotations

import contextlib
import hashlib
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checker.errors import InputError
from checker.readers.files import STANDARD_INPUT, shown_name
from checker.readers.formats import InputOptions, format_of
from checker.readers.ndjson import Line, split_lines
from checker.syntax.document import MAX_BYTES
from checker.syntax.files import open_regular

FILES_A_UNIT = 32
STRETCH = 1_000_000  # bytes of lines a unit: some hundred submissions
LINES = "ndjson"  # the format that can be cut at any line
UTF16 = "utf-16"  # in which a line end is two bytes, so that it cannot
AS_UTF8 = (None, "utf-8")  # encodings in which a text is read alike in a line and in a file of its own
LONGEST = STRETCH + MAX_BYTES  # bytes of a stretch: with one more line than fits, which may be as long as any
SMALL = ("yaml", "json")  # formats of one submission a file


class Stretch(NamedTuple):
    """Lines of the file at *path* from the byte *start* on, the first being line *line*."""

    path: str
    start: int
    length: int
    line: int


class Unit(NamedTuple):
    """What is judged in one go: whole *files*, or a *stretch* of lines. *fingerprint* changes with the input."""

    files: tuple[str, ...]
    stretch: Stretch | None
    fingerprint: str


def cut(files: Iterable[str], options: InputOptions, received: Path | None = None) -> Iterator[Unit]:
    """Yield the units of *files*, in their order; what came on standard input is in the file *received*."""
    small: list[str] = []
    for path in files:
        form = format_id(path, options)
        if form in SMALL and path != STANDARD_INPUT:
            small.append(path)
            if len(small) == FILES_A_UNIT:
                yield _whole(tuple(small))
                small = []
            continue
        if small:
            yield _whole(tuple(small))
            small = []
        if path == STANDARD_INPUT:
            assert received is not None
            yield from _received(received, by_lines=form == LINES)
        elif form != LINES:
            yield _whole((path,))
        else:
            yield from _stretches(path, options)
    if small:
        yield _whole(tuple(small))


def format_id(path: str, options: InputOptions) -> str:
    """Return the format of a file; one without any is left to the reader, which says so."""
    if path == STANDARD_INPUT and options.format is None:
        return ""
    try:
        return format_of(shown_name(path), options).id
    except InputError:
        return ""


def _whole(files: tuple[str, ...]) -> Unit:
    return Unit(files, None, _fingerprint(*(part for name in files for part in (name, _state(name)))))


def _fingerprint(*parts: str) -> str:
    """Return a digest of texts; the name of a file may hold bytes that are no text."""
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def _state(path: str) -> str:
    """Return what changes when a file does, as far as that can be told without reading it.

    The time of the last change of its status cannot be set.
    """
    with contextlib.suppress(OSError):
        status = Path(path).lstat()
        return f"{status.st_size}|{status.st_mtime_ns}|{status.st_ctime_ns}|{status.st_ino}"
    return "?"


def _stretches(path: str, options: InputOptions) -> Iterator[Unit]:
    """Yield stretches of whole lines.

    One unit is a file that cannot be opened, or that begins otherwise than with a record on a line of its own, or in
    UTF-16: the reader says what it is.
    """
    try:
        file = open_regular(Path(path), shown_name(path))
    except InputError:
        yield _whole((path,))
        return
    with file:
        if options.encoding == UTF16 or not _begins_with_record(file):
            yield _whole((path,))
            return
        file.seek(0)
        for stretch, content in _cut_lines(file, path):
            place = f"{stretch.start}|{stretch.length}|{stretch.line}"
            yield Unit((path,), stretch, _fingerprint(path, place, _digest(content)))


def _received(path: Path, *, by_lines: bool) -> Iterator[Unit]:
    """Yield what came on standard input, as stretches or whole, known by its content: the file is always another."""
    with path.open("rb") as file:
        if not by_lines:
            yield Unit((STANDARD_INPUT,), None, hashlib.file_digest(file, "sha256").hexdigest())
            return
        for stretch, content in _cut_lines(file, str(path)):
            yield Unit((STANDARD_INPUT,), stretch, _digest(content))


def _digest(content: Iterable[bytes]) -> str:
    """Return the SHA-256 of parts of a file: of lines that were judged before only those that changed are again."""
    found = hashlib.sha256()
    for part in content:
        found.update(part)
    return found.hexdigest()


def _begins_with_record(file: BinaryIO) -> bool:
    """Return whether the first line that is not blank looks like a record."""
    line = file.readline(LONGEST).removeprefix(BOM_UTF8)
    while line and not line.strip():
        line = file.readline(LONGEST)
    return line.startswith(b"{") and line.rstrip().endswith(b"}")


def _cut_lines(file: BinaryIO, path: str) -> Iterator[tuple[Stretch, list[bytes]]]:
    """Yield the stretches of a file and what stands in them, in parts; of a line that is too long only its end."""
    start, line = 0, 1
    while block := file.read(STRETCH):
        kept, length, ends = [block], len(block), block.count(b"\n")
        while not kept[-1].endswith(b"\n") and (more := file.readline(STRETCH)):
            ends += more.endswith(b"\n")
            length += len(more)
            kept = [*kept, more] if length <= LONGEST else [*kept[:-1], more]  # a longer line is refused all the same
        yield Stretch(path, start, length, line), kept
        start += length
        line += ends


def iter_lines(stretch: Stretch) -> Iterator[Line]:
    """Yield the lines of a stretch that are not blank. Raises InputError if the file cannot be read any more."""
    with open_regular(Path(stretch.path), shown_name(stretch.path)) as file:
        file.seek(stretch.start)
        content = file.read(min(stretch.length, LONGEST + 1))
    return split_lines(content, stretch.line, stretch.start)
