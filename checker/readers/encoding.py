"""Bytes -> text: a byte order mark, else strict UTF-8, else strict GB18030, else refused. Nothing is guessed.

Excel in China saves CSV as GBK, which is a part of GB18030. Bytes that read well in two ways are refused: the sender
knows the encoding, and ``--encoding`` says it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass

from checker.errors import InputError, Locus
from checker.model.text import Text
from checker.syntax.document import place_in

# What neither YAML nor XML can hold: control characters but for tab and line ends, and two that are no characters.
_FORBIDDEN = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
# What text in Chinese holds: ideographs, their punctuation, full-width forms.
_CHINESE = re.compile("[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# What text in Latin letters holds beyond ASCII: accented letters within words, a few signs, typographer's punctuation.
_LATIN = re.compile(
    "(?<=[A-Za-z])[\u00c0-\u024f\u0300-\u036f]+|[\u00c0-\u024f]+(?=[A-Za-z])"
    "|[\u00b0-\u00b3\u00b5\u00b7\u00d7\u00f7\u2010-\u2027]"
)
_NOT_ASCII = re.compile(b"[\x80-\xff]")
_BEYOND_GB2312 = 5  # one character in so many: written Chinese needs GBK's further characters in a name now and then

# What bytes of no one encoding are, or may be.
_HAS_NUL = Text("有 NUL 字节，可能是没有标记的 UTF-16", "a NUL byte: may be UTF-16 without a mark")
_CUT_OFF = Text("可能是中断的 UTF-8", "may be UTF-8, cut off")
_UTF8_OR_GBK = Text("可能是 UTF-8 或 GBK", "may be UTF-8 or GBK")
_NEITHER = Text("既不是 UTF-8，也不是 GB18030", "neither UTF-8 nor GB18030")
_MIXED = Text("可能是 UTF-8 和 GBK 混用", "may be UTF-8 and GBK together")
_GB18030_OR_BIG5 = Text("可能是 GB18030 或 Big5", "may be GB18030 or Big5")

_MARKS: Mapping[bytes, str] = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# The registry of encodings that may be declared: the name that is asked for, and the codec that reads it.
ENCODINGS: Mapping[str, str] = {
    "utf-8": "utf-8",
    "gb18030": "gb18030",
    "gbk": "gbk",
    "gb2312": "gb2312",
    "big5": "big5",
    "utf-16": "utf-16",
}


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the encoding that it was read in."""

    text: str
    encoding: str


def decode(content: bytes, name: str, declared: str | None = None) -> Decoded:
    """Return the text of *content*, in the *declared* encoding or the one it shows.

    Raises InputError at the byte that is wrong, where two encodings fit, or at a character that is no text.
    """
    marked = next((mark for mark in _MARKS if content.startswith(mark)), None)
    encoding = declared or (None if marked is None else _MARKS[marked])
    decoded = _unmarked(content, name) if encoding is None else _strictly(content, name, encoding)
    at = decoded.text.find("\0")
    if at >= 0:
        raise InputError("encoding-unclear", Locus(name), found=_HAS_NUL, at=content.find(0))
    forbidden = _FORBIDDEN.search(decoded.text)
    if forbidden is not None:
        raise InputError(
            "encoding", place_in(decoded.text, name, forbidden.start()), found=f"U+{ord(forbidden.group()):04X}"
        )
    return decoded


def forbidden_in(text: str) -> str | None:
    """Return the code point of the first character of *text* that is no text: ``U+0000``; None if there is none."""
    found = _FORBIDDEN.search(text) or re.search("\0", text)
    return None if found is None else f"U+{ord(found.group()):04X}"


def _strictly(content: bytes, name: str, encoding: str) -> Decoded:
    """Return the text in an encoding that was declared, or that a byte order mark shows."""
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else ENCODINGS[encoding])
    except UnicodeDecodeError as error:
        raise InputError("encoding-broken", Locus(name), found=encoding, at=error.start) from None
    return Decoded(text, encoding)


def _unmarked(content: bytes, name: str) -> Decoded:
    """Return the text as UTF-8 if it is that and nothing else, else as GB18030 if it is that and nothing else."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.end == len(content) and error.reason == "unexpected end of data":
            raise InputError("encoding-unclear", Locus(name), found=_CUT_OFF, at=error.start) from None
        return _chinese(content, name, error.start)
    seldom = not text.isascii() and _CHINESE.search(text) is None and not _LATIN.sub("", text).isascii()
    if seldom and _reads_as_chinese(content):
        raise InputError("encoding-unclear", Locus(name), found=_UTF8_OR_GBK, at=_first_beyond_ascii(content))
    return Decoded(text, "utf-8")


def _chinese(content: bytes, name: str, at: int) -> Decoded:
    """Return the text as GB18030. Raises InputError if it is not, or if a part of it is something else."""
    try:
        text = content.decode("gb18030")
    except UnicodeDecodeError:
        raise InputError("encoding-unclear", Locus(name), found=_NEITHER, at=at) from None
    if any(_is_utf8_chinese(line) for line in content.splitlines()):
        raise InputError("encoding-unclear", Locus(name), found=_MIXED, at=at)
    beyond = [character for character in text if ord(character) > 0x7F]
    rare = sum(not _in_gb2312(character) for character in beyond)
    if rare * _BEYOND_GB2312 > len(beyond):
        raise InputError("encoding-unclear", Locus(name), found=_GB18030_OR_BIG5, at=at)
    return Decoded(text, "gb18030")


def _is_utf8_chinese(line: bytes) -> bool:
    """Return whether a line with more than ASCII is well-formed UTF-8 that holds Chinese."""
    if _NOT_ASCII.search(line) is None:
        return False
    try:
        return _CHINESE.search(line.decode("utf-8")) is not None
    except UnicodeDecodeError:
        return False


def _reads_as_chinese(content: bytes) -> bool:
    try:
        return _CHINESE.search(content.decode("gb18030")) is not None
    except UnicodeDecodeError:
        return False


def _in_gb2312(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _first_beyond_ascii(content: bytes) -> int:
    found = _NOT_ASCII.search(content)
    return 0 if found is None else found.start()
