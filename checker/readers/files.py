"""Files -> bytes -> text: bounded, and in an encoding that is known, never guessed."""

from __future__ import annotations

import hashlib
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError, Locus
from checker.syntax.document import MAX_BYTES, place_in
from checker.syntax.files import bounded, read_bytes

STANDARD_INPUT = "-"

# What neither YAML nor XML can hold: control characters but for tab and line ends, and two that are no characters.
_FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


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
        """The text of the bytes. Raises InputError at the byte that is not UTF-8, or the character that is no text."""
        if self.content[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise InputError("encoding-unclear", Locus(self.name), found="UTF-16", at=0)
        try:
            text = self.content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise InputError("encoding-unclear", Locus(self.name), found=_guess(self.content), at=error.start) from None
        if "\0" in text:
            raise InputError("encoding-unclear", Locus(self.name), found="NUL", at=self.content.index(0))
        forbidden = _FORBIDDEN.search(text)
        if forbidden is not None:
            place = place_in(text, self.name, forbidden.start())
            raise InputError("encoding", place, found=f"U+{ord(forbidden.group()):04X}")
        return text


def read_file(path: str) -> InputFile:
    """Return the bytes of a regular file, or of standard input for ``-``. Raises InputError for anything else."""
    if path == STANDARD_INPUT:
        return InputFile(path, bounded(sys.stdin.buffer.read(MAX_BYTES + 1), path))
    shown = shown_name(path)
    return InputFile(shown, read_bytes(Path(path), shown))


def shown_name(path: str) -> str:
    """Return how a file is named in every output: as it was given, in POSIX form."""
    return path if path == STANDARD_INPUT else Path(path).as_posix()


def _guess(content: bytes) -> str:
    """Return what the bytes may be instead of UTF-8: only for the message, never to read them."""
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return "neither UTF-8 nor GB18030"
    return "GBK / GB18030"
