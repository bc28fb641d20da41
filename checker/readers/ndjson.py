"""NDJSON: a submission a line, read one after the other in constant memory. A bad line costs that line only."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BufferedReader, BytesIO, RawIOBase
from itertools import chain
from typing import Any, BinaryIO, NamedTuple

from checker.errors import InputError, Locus
from checker.model.pack import Pack
from checker.readers.encoding import decode
from checker.readers.files import InputStream
from checker.readers.records import Record, Records, refuse
from checker.syntax.document import MAX_BYTES, Document, Places, look_alikes
from checker.syntax.json import read_json
from checker.syntax.json_line import decode_line

_UTF8, _UTF16 = "utf-8", "utf-16"
_UTF16_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLOCK = 2**16
_LONGEST = MAX_BYTES + 2  # with a line end of two characters
_MOST_NAMES = 10_000


class Line(NamedTuple):
    """A line without its end, its number from 1, and the place of its first byte; no *content* if it is too long."""

    number: int
    offset: int
    content: bytes | None


def read_ndjson(file: InputStream, _: Pack) -> Records:
    """Yield a record, or a refusal, for each line of *file* that is not blank.

    Raises InputError if there is none, if the file cannot be read on, or if it is one document over several lines.
    """
    source = _Lines(file)
    lines = iter(source)
    first = next(lines, None)
    if first is None:
        raise InputError("no-records", Locus(file.name))
    reader = LineReader(file.name, source.encoding)
    try:
        yield reader.read(first)
    except InputError as error:
        second = next(lines, None)
        if second is not None:
            _refuse_one_document(first, second, error)
            lines = chain([second], lines)
        yield refuse(file.name, error)
    for line in lines:
        try:
            yield reader.read(line)
        except InputError as error:
            yield refuse(file.name, error)


def split_lines(content: bytes, number: int = 1, offset: int = 0) -> Iterator[Line]:
    """Yield the lines in *content* that are not blank; the first is *number*, and *offset* bytes stand before it."""
    for ended in BytesIO(content):
        if (line := _line_of(number, offset, ended)) is not None:
            yield line
        number, offset = number + 1, offset + len(ended)


def _line_of(number: int, offset: int, ended: bytes) -> Line | None:
    """Return a line with its end, which the last may lack, as a line; None if it is blank."""
    if offset == 0 and ended.startswith(codecs.BOM_UTF8):
        ended, offset = ended.removeprefix(codecs.BOM_UTF8), len(codecs.BOM_UTF8)
    content = ended.removesuffix(b"\n").removesuffix(b"\r")
    if len(content) > MAX_BYTES:
        return Line(number, offset, None)
    return Line(number, offset, content) if content.strip() else None


def _refuse_one_document(first: Line, second: Line, error: InputError) -> None:
    """Raise InputError if *first*, of which *error* says that it breaks off, is not a record that was cut short."""
    if first.content is None or second.content is None or error.code != "syntax" or error.locus is None:
        return
    breaks_off = error.locus.column > len(first.content.decode(errors="replace").rstrip())
    is_record = second.content.startswith(b"{") and second.content.rstrip().endswith(b"}")
    if breaks_off and not is_record:
        raise InputError("one-document", replace(error.locus, column=0))


class SourceNames:
    """Looks whether names of sources look alike, and knows those that it looked through: most recur.

    No other keys of a submission need be looked at: the form leaves none of them free, so two that look alike are not
    both known, the one that is not is refused, and its place is found the strict way, which says what is wrong.
    """

    def __init__(self) -> None:
        self._distinct: set[tuple[str, ...]] = set()

    def are_distinct(self, sources: object) -> bool:
        """Return whether no two of the *sources* of a submission have names that look alike."""
        if not isinstance(sources, dict) or (names := tuple(sources)) in self._distinct:
            return True
        if look_alikes(names) is not None:
            return False
        if len(self._distinct) < _MOST_NAMES:
            self._distinct.add(names)
        return True


class LineReader:
    """Reads lines: by the fast decoder if nothing about a line is in doubt, else the strict way.

    *encoding* is the one that was declared; without one, each line is read in the encoding that it shows.
    """

    def __init__(self, name: str, encoding: str | None) -> None:
        self.name = name
        self.encoding = encoding
        self._sources = SourceNames()

    def read(self, line: Line) -> Record:
        """Return the record in *line*. Raises InputError at the character that is wrong."""
        content = line.content
        if content is None:
            raise InputError("line-too-long", Locus(self.name, line=line.number), limit=MAX_BYTES)
        sha256 = hashlib.sha256(content).hexdigest()
        if self.encoding in (None, _UTF8, _UTF16):
            tree = decode_line(content)
            if tree is not None and self._sources.are_distinct(tree.get("sources")):
                return Record(Document(tree, _LinePlaces(line, self.name)), sha256, self.encoding or _UTF8)
        document, encoding = _read_strictly(line, self.name, self.encoding)
        return Record(document, sha256, encoding)


def _read_strictly(line: Line, name: str, declared: str | None) -> tuple[Document, str]:
    """Return the document in a line, and its encoding. Raises InputError at the character that is wrong."""
    assert line.content is not None
    try:
        decoded = decode(line.content, name, _encoding_of(line.content, declared))
    except InputError as error:
        place = error.locus or Locus(name)
        error.locus = replace(place, line=line.number)
        if isinstance(at := error.parameters.get("at"), int):
            error.parameters["at"] = line.offset + at
        raise
    try:
        document = read_json(decoded.text, name, line.number)
    except InputError as error:
        if error.code == "syntax" and error.locus and decoded.text[error.locus.column - 1 :].startswith("{"):
            raise InputError("glued-records", error.locus) from None
        raise
    return document, declared or decoded.encoding


def _encoding_of(content: bytes, declared: str | None) -> str | None:
    """Return the encoding that a line is to be read in; None if that has to be found out.

    JSON is UTF-8 (RFC 8259), so a line that is well-formed UTF-8 is that, whatever else its bytes may look like.
    """
    if declared is not None:
        return _UTF8 if declared == _UTF16 else declared
    try:
        content.decode()
    except UnicodeDecodeError:
        return None
    return _UTF8


class _LinePlaces:
    """The places in a line that the fast decoder read, worked out the strict way when the first is asked for."""

    __slots__ = ("_found", "_line", "_name")

    def __init__(self, line: Line, name: str) -> None:
        self._line = line
        self._name = name
        self._found: Places | None = None

    def __call__(self) -> Places:
        """Return the places. Raises InputError where two keys of one object look alike."""
        if self._found is None:
            self._found = _read_strictly(self._line, self._name, _UTF8)[0].places()
        return self._found


class _Lines:
    """The lines of a file that are not blank. UTF-16, in which a line end is two bytes, is read as if it were UTF-8.

    What raises OSError or UnicodeDecodeError while it is read raises InputError here.
    """

    def __init__(self, file: InputStream) -> None:
        self.encoding = file.encoding
        self._name = file.name
        self._source: BinaryIO | BufferedReader = file.file
        self._first = self._next()
        if file.encoding == _UTF16 or self._first.startswith(_UTF16_MARKS):
            self.encoding = _UTF16
            self._source = BufferedReader(_Recoded(self._first, file.file))
            self._first = self._next()

    def __iter__(self) -> Iterator[Line]:
        number, offset, ended = 1, 0, self._first
        while ended:
            if (line := _line_of(number, offset, ended)) is not None:
                yield line
            if not ended.endswith(b"\n"):
                offset += self._read_over()
            number, offset, ended = number + 1, offset + len(ended), self._next()

    def _read_over(self) -> int:
        """Read over what is left of a line, and return how much that is: one that is too long was read in part."""
        length = 0
        while (rest := self._next(_BLOCK)) and not rest.endswith(b"\n"):
            length += len(rest)
        return length + len(rest)

    def _next(self, limit: int = _LONGEST) -> bytes:
        try:
            return self._source.readline(limit)
        except OSError as error:
            raise InputError("cannot-read", Locus(self._name), found=error.strerror) from None
        except UnicodeDecodeError as error:
            raise InputError("encoding-broken", Locus(self._name), found=_UTF16, at=error.start) from None


class _Recoded(RawIOBase):
    """The bytes of a file in UTF-16, of which the *first* were read, as UTF-8."""

    def __init__(self, first: bytes, file: BinaryIO) -> None:
        self._waiting = first
        self._file = file
        self._decoder = codecs.getincrementaldecoder(_UTF16)()
        self._ready = b""

    def readable(self) -> bool:
        """Return that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill *buffer*, and return how far. Raises UnicodeDecodeError where the bytes are not UTF-16."""
        while not self._ready:
            block = self._waiting or self._file.read(_BLOCK)
            self._waiting = b""
            self._ready = self._decoder.decode(block, final=not block).encode()
            if not block:
                break
        count = min(len(buffer), len(self._ready))
        buffer[:count], self._ready = self._ready[:count], self._ready[count:]
        return count
