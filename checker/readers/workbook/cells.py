"""A cell as it is stored -> the scalar that the dictionary will type, and what is to be said of it.

Nothing is computed and nothing is fetched: of a formula the value that was stored with it is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

from checker.model.number import format_fixed
from checker.readers.tables.table import Remark, Scalar
from checker.readers.workbook.formats import NumberFormat
from checker.readers.workbook.percents import PERCENT
from checker.syntax.document import Bare

MAX_TEXT = 32_767  # characters that Excel allows in a cell
MAX_FORMULA = 200  # characters that are kept to be shown
ERRORS = frozenset(
    {
        *("#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!", "#CALC!"),
        *("#FIELD!", "#BLOCKED!", "#CONNECT!", "#BUSY!", "#UNKNOWN!", "#PYTHON!"),
    }
)

ROUNDED = "shown-rounded"
_WHOLE = re.compile("0|-?[1-9][0-9]{0,14}", re.ASCII)
_NUMBER = re.compile(r"-?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?", re.ASCII)
_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INFINITE = {"inf", "-inf"}

# Excel counts days from 1900 as if that year had had a 29 February (serial 60); on the Mac they may count from 1904.
_FIRST_1900, _FROM_MARCH_1900, _FIRST_1904 = date(1899, 12, 31), date(1899, 12, 30), date(1904, 1, 1)
_NO_DAY = 60
_SECONDS = 86_400


Read = tuple[Scalar, tuple[Remark, ...]]
_BLANK: Read = (None, ())


class CellReader:
    """Reads cells of one workbook: *strings* are the texts that cells share.

    A cell is told by its kind (``t`` in its XML), its text or None, and what its format does to a number.
    """

    def __init__(self, strings: Sequence[str], *, from_1904: bool = False) -> None:
        self._strings = [read_text(text) for text in strings]
        self._from_1904 = from_1904

    def computed(self, kind: str, text: str | None, formula: str, shown: NumberFormat | None) -> Read:
        """Return the stored result of a *formula*, and the remarks on it. Raises as ``read`` does."""
        written = f"={formula[:MAX_FORMULA]}"
        if text is None or (not text and kind not in ("str", "inlineStr")):
            return written, (_fault("formula-not-computed", found=written),)
        value, remarks = self.read(kind, text, shown)
        if value is None or any(one.severity == "critical" for one in remarks):
            return value, remarks
        return value, (*remarks, Remark("formula-read", "minor", {"found": value, "formula": written}))

    def read(self, kind: str, text: str | None, shown: NumberFormat | None) -> Read:
        """Return the value of a cell, and the remarks on it. Raises ValueError or IndexError if it is damaged."""
        if text is None or (not text and kind != "s"):
            return _BLANK
        match kind:
            case "s":
                return self._strings[_index(text)]
            case "" | "n":
                return self._number(text, shown)
            case "b":
                return text.strip() in ("1", "true"), ()
            case "e":
                return text, (_fault("cell-error", found=text),)
            case "d":
                return Bare(re.sub("[T ]00:00(:00(\\.0+)?)?Z?$", "", text)), ()
            case _:
                return read_text(text)

    def _number(self, text: str, shown: NumberFormat | None) -> Read:
        number = Bare(number_text(text))
        if shown is None:
            return number, ()
        match shown:
            case NumberFormat("day"):
                day = self.day(Fraction(number))
                return (number, (_fault("no-such-day", found=number),)) if day is None else (Bare(day), ())
            case NumberFormat("percent", code, places):
                percent = Remark(PERCENT, "minor", {"found": number, "shown": code})
                return number, (percent, *_rounded(number, places, 100, "%"))
            case NumberFormat("fixed", places=places):
                return number, _rounded(number, places)
            case NumberFormat("scaled", code):
                return number, (Remark("shown-scaled", "minor", {"found": number, "shown": code}),)
        return number, ()

    def day(self, serial: Fraction) -> str | None:
        """Return what a serial number says, in ISO 8601: a day, with the time if there is one, or a time alone.

        None if there is no such day: 29 February 1900, day 0, or one before the count or after the year 9999.
        """
        seconds = round(serial * _SECONDS)
        days, rest = divmod(seconds, _SECONDS)
        time = f"{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"
        if days == 0 and rest:
            return time
        first = _FIRST_1904 if self._from_1904 else _FIRST_1900 if days < _NO_DAY else _FROM_MARCH_1900
        if days < (0 if self._from_1904 else 1) or (days == _NO_DAY and not self._from_1904):
            return None
        try:
            found = (first + timedelta(days=days)).isoformat()
        except OverflowError:
            return None
        return f"{found} {time}" if rest else found


def _rounded(number: Bare, places: int, times: int = 1, sign: str = "") -> tuple[Remark, ...]:
    """Return that a format with so many *places* shows another value than is stored, if it does."""
    if _WHOLE.fullmatch(number):
        return ()
    value = Fraction(number) * times
    shown = format_fixed(value, places)
    return () if Fraction(shown) == value else (Remark(ROUNDED, "note", {"found": number, "shown": f"{shown}{sign}"}),)


def _index(text: str) -> int:
    index = int(text)
    if index < 0:
        raise IndexError(text)
    return index


def read_text(text: str) -> Read:
    """Return a text as it was typed in: what looks blank is blank, and the name of an error is an error."""
    if "_x" in text:
        text = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if len(text) > MAX_TEXT:
        return text[:MAX_TEXT], (_fault("text-too-long", limit=MAX_TEXT),)
    if not text.isprintable() and (control := _CONTROL.search(text)):
        return text.replace(control[0], " "), (_fault("control-character", found=f"U+{ord(control[0]):04X}"),)
    if text in ERRORS:
        return text, (_fault("cell-error", found=text),)
    return (text if text.strip() else None), ()


def number_text(text: str) -> str:
    """Return the shortest decimal of the double that is stored: 0.89949999999999997 is 0.8995. Raises ValueError.

    A workbook holds doubles, and nothing else; this is where each is read, and what follows is exact.
    """
    if _WHOLE.fullmatch(text):
        return text
    plain = text.strip()
    if not _NUMBER.fullmatch(plain):
        raise ValueError(plain)
    shortest = repr(float(plain))
    if shortest in _INFINITE:
        raise ValueError(plain)
    whole = shortest.removesuffix(".0")
    return "0" if whole == "-0" else whole


def _fault(code: str, **parameters: object) -> Remark:
    facts: Mapping[str, object] = parameters
    return Remark(code, "critical", facts)
