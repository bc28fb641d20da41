"""The table of characters: which ones are another way to write a plain one. Nothing else is folded."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction

_BLANKS = "\t\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000"
_FULL_WIDTH: Mapping[int, int] = {0xFF01 + place: 0x21 + place for place in range(94)}
_SAME: Mapping[int, str] = {
    0x2212: "-",  # minus sign
    0x301C: "~",  # wave dash
    0x223C: "~",  # tilde operator
    0x842C: "万",  # traditional
    0x5104: "亿",
}
_TABLE: Mapping[int, int | str] = {**_FULL_WIDTH, **dict.fromkeys(map(ord, _BLANKS), " "), **_SAME}

# The full stop of a Chinese keyboard, where the point was meant.
_STOP = re.compile(r"(?<=[0-9])。(?=[0-9])", re.ASCII)


def tidy(text: str) -> str:
    """Return *text* in plain characters: half-width, one kind of minus, point and blank, none around it.

    An apostrophe before it is left out: spreadsheets ask for one before text that looks like a number.
    """
    plain = _STOP.sub(".", text.translate(_TABLE)).strip(" \r\n")
    if plain.startswith("'"):
        plain = plain.removeprefix("'").removesuffix("'").strip(" ")
    return plain


def plain_digits(text: str) -> str | None:
    """Return *text* with the digits of another script as ours, or a lone ``⑨``; None if there are none."""
    if len(text) == 1:
        folded = unicodedata.normalize("NFKC", text)
        return folded if folded != text and folded.isascii() else None
    digits = [str(unicodedata.decimal(char)) if char.isdecimal() else char for char in text]
    found = "".join(digits).replace("\u066b", ".").replace("\u066c", ",")  # the Arabic point and comma
    return found if found != text and found.isascii() else None


def lone_fraction(text: str) -> Fraction | None:
    """Return the number that one character such as ``½`` means; None for any other text."""
    over, slash, under = unicodedata.normalize("NFKC", text).partition("\u2044") if len(text) == 1 else ("", "", "")
    if not slash or not over.isascii() or not under.isascii() or not over.isdigit() or not under.isdigit():
        return None
    return Fraction(int(over), int(under)) if int(under) else None
