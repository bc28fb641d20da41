"""Files -> bytes -> text: regular files only, bounded, never guessed."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError, Locus
from checker.syntax.document import MAX_BYTES

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class InputFile:
    """The bytes that are judged, and the name they are shown under."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        """The SHA-256 of the bytes."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def text(self) -> str:
        """The text of the bytes. Raises InputError at the byte that is not UTF-8."""
        if self.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise InputError("encoding-unclear", Locus(self.name), found="UTF-16", at=0)
        try:
            text = self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError("encoding-unclear", Locus(self.name), found=_guess(self.content), at=error.start) from None
        if "\0" in text:
            raise InputError("encoding-unclear", Locus(self.name), found="NUL", at=text.index("\0"))
        return text


def read_file(path: str) -> InputFile:
    """Return the bytes of a regular file, or of standard input for ``-``. Raises InputError for anything else."""
    if path == STANDARD_INPUT:
        return _bounded(STANDARD_INPUT, sys.stdin.buffer.read(MAX_BYTES + 1))
    shown = shown_name(path)
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        if Path(path).is_symlink():
            raise InputError("not-a-file", Locus(shown), found="link") from None
        raise InputError("cannot-read", Locus(shown), found=error.strerror) from None
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise InputError("not-a-file", Locus(shown), found="folder, pipe or device")
        return _bounded(shown, file.read(MAX_BYTES + 1))


def shown_name(path: str) -> str:
    """Return how a file is named in every output: as it was given, in POSIX form."""
    return path if path == STANDARD_INPUT else Path(path).as_posix()


def _bounded(name: str, content: bytes) -> InputFile:
    if len(content) > MAX_BYTES:
        raise InputError("too-large", Locus(name), limit=MAX_BYTES)
    return InputFile(name, content)


def _guess(content: bytes) -> str:
    """Return what the bytes may be instead of UTF-8: only for the message, never to read them."""
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "neither UTF-8 nor GB18030"
    return "GBK / GB18030"
