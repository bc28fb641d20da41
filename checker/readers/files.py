"""Files -> bytes: regular files only, and bounded, or streamed where a format holds any number of submissions."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from io import BufferedReader, BytesIO, RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from checker.errors import InputError, Locus
from checker.readers.encoding import Decoded, decode
from checker.syntax.document import MAX_BYTES
from checker.syntax.files import bounded, open_regular, read_bytes

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """The bytes that are judged, the name they are shown under, and the encoding that was declared for them."""

    name: str
    content: bytes
    encoding: str | None = None

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def decoded(self) -> Decoded:
        """The text of the bytes and its encoding. Raises InputError where they are not text of one encoding."""
        return decode(self.content, self.name, self.encoding)


@dataclass(frozen=True, slots=True)
class InputStream:
    """A file that is read record by record, the name it is shown under, and the encoding declared for it."""

    name: str
    file: BinaryIO
    encoding: str | None = None


def read_file(path: str, encoding: str | None = None) -> InputFile:
    """Return the bytes of a regular file, or of standard input for ``-``. Raises InputError for anything else."""
    if path == STANDARD_INPUT:
        return InputFile(path, bounded(read_begin(open_file(path)), path), encoding)
    shown = shown_name(path)
    return InputFile(shown, read_bytes(Path(path), shown), encoding)


def open_file(path: str, encoding: str | None = None) -> InputStream:
    """Return a regular file opened for reading, or standard input. Raises InputError for anything else."""
    if path == STANDARD_INPUT:
        return InputStream(path, sys.stdin.buffer, encoding)
    shown = shown_name(path)
    return InputStream(shown, open_regular(Path(path), shown), encoding)


def read_begin(stream: InputStream) -> bytes:
    """Return what a stream holds, or the first of it: a byte more than is read of one file. Raises InputError."""
    try:
        return stream.file.read(MAX_BYTES + 1)
    except OSError as error:
        raise InputError("cannot-read", Locus(stream.name), found=error.strerror) from None


def continued(begin: bytes, file: BinaryIO) -> BinaryIO:
    """Return a file that holds *begin*, which was read of *file*, and then what is left of it."""
    return BufferedReader(_Continued(begin, file))


class _Continued(RawIOBase):
    """Bytes that are at hand, and then those of a file."""

    def __init__(self, begin: bytes, file: BinaryIO) -> None:
        self._begin = BytesIO(begin)
        self._file = file

    def readable(self) -> bool:
        """Return that this can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill *buffer*, and return how far."""
        block = self._begin.read(len(buffer)) or self._file.read(len(buffer))
        buffer[: len(block)] = block
        return len(block)


def shown_name(path: str) -> str:
    """Return how a file is named in every output: as it was given, in POSIX form."""
    return path if path == STANDARD_INPUT else Path(path).as_posix()
