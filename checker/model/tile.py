"""The tile grid: a province is a square at a row and a column, and no border is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.locality import Locality


@dataclass(frozen=True, slots=True)
class Tile:
    """One province. *row* and *column* count from 1, the north-west; *letters* are its two of GB/T 2260.

    *covered* says whether the directives shipped address it: Taiwan, Hong Kong and Macao have authorities of their own.
    """

    locality: Locality
    row: int
    column: int
    short_zh: str
    letters: str
    pinyin: str
    covered: bool
