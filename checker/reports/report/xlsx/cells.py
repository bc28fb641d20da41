"""What stands in a cell of the report's workbook: numbers that look as they do in the other formats, and text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from checker.model.number import format_fixed
from checker.reports.cell import LONGEST
from checker.reports.wording import visible

SIGNIFICANT = 15  # digits that a number of a spreadsheet holds
FIRST_YEAR = 1904  # from which on all programs count days alike
MAX_ADDRESS = 2_079  # characters of a link
_DECIMAL = re.compile(r"(-?)([0-9]+)(?:\.([0-9]+))?(%?)", re.ASCII)
_CUT = "…"


@dataclass(frozen=True, slots=True)
class Number:
    """A number and how it is shown: ``59.96``, ``12.5%``, ``<0.01``."""

    value: Fraction
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """An address: *url* is empty where it may not become a link."""

    text: str
    url: str


Cell = str | tuple[str, ...] | int | date | Number | Link | None


@lru_cache(maxsize=16_384)
def shown_as(number: Number) -> tuple[float, str] | None:
    """Return the value that a cell holds and its format, so that it shows as the number's text.

    It is the exact value but for what a spreadsheet cannot hold, and never one that is shown on the other side of a
    cut. None where it has too many digits: then the text itself has to stand there.
    """
    found = _DECIMAL.fullmatch(number.text)
    if found is None:  # "<0.01"
        return float(number.value), f'"{number.text}"'
    _, whole, decimals, percent = found.groups(default="")
    if len(whole.lstrip("0")) + len(decimals) > SIGNIFICANT:
        return None
    scale = 100 if percent else 1
    places = len(decimals)
    held = float(number.value)
    if format_fixed(Fraction(repr(held)) * scale, places) != number.text.removesuffix("%"):
        held = float(Fraction(number.text.removesuffix("%")) / scale)
    return held, ("0." + "0" * places if places else "0") + percent


def text_of(cell: str | tuple[str, ...]) -> str:
    """Return the text of a cell, control and invisible characters as escapes; of several texts a line each."""
    return visible(cell) if isinstance(cell, str) else "\n".join(map(visible, cell))


def fitted(text: str) -> str:
    """Return as much of *text* as a cell holds, with a sign where it is cut."""
    if len(text) * 2 <= LONGEST:  # units of UTF-16 are what is counted
        return text
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST:
        return text
    return units[: 2 * (LONGEST - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
