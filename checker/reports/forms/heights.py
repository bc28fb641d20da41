"""How high a row must be. Not every program works that out when it opens a file, so it is written down."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

LINE = 12.5  # points, for text of 9 points
_MARGIN = 3.0
# Widths in the unit of columns (a digit of the default font), for text of 9 points; somewhat generous, as fonts differ.
_WIDE, _NARROW = 1.65, 0.88


def height_of(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height in points of a row of wrapped *cells*: of each the text, and the width of its column."""
    return LINE * max((_lines(text, width) for text, width in cells), default=1) + _MARGIN


def _lines(text: str, width: float) -> int:
    """Return how many lines *text* takes in a column."""
    room = max(width - 1, 1)
    return sum(max(1, math.ceil(_width(line) / room)) for line in text.split("\n"))


def _width(text: str) -> float:
    return sum(_WIDE if unicodedata.east_asian_width(char) in "WFA" else _NARROW for char in text)
