"""Texts and tables of a report that know what they are: as plain text they are that text, on a terminal laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from checker.model.interval import Interval
from checker.reports.terminal.screen import Tone


class Toned(str):  # noqa: SLOT000 - it has a dictionary
    """A line with a meaning that a terminal may show as a colour: all of it, or the part *mark*."""

    tone: Tone
    mark: str

    def __new__(cls, text: str, tone: Tone, mark: str = "") -> Self:
        """Return *text*; *mark* is a part of it, empty for all."""
        made = super().__new__(cls, text)
        made.tone, made.mark = tone, mark
        return made


@dataclass(frozen=True, slots=True)
class Layout:
    """What a table holds, for a terminal that may be too narrow for it.

    *columns* name its columns. *drops* are those that are left out first, in this order. *spans*, one a row, are drawn
    as bars before the column ``interval``. Of a table with a *lead* no column is left out: it comes in parts, each
    with that many of its first columns.
    """

    columns: tuple[str, ...]
    drops: tuple[str, ...] = ()
    spans: tuple[Interval | None, ...] = ()
    lead: int = 0


class Grid(str):  # noqa: SLOT000 - it has a dictionary
    """A table as text, which still knows its cells."""

    headers: Sequence[str]
    rows: Sequence[Sequence[str]]
    align: Sequence[str]
    layout: Layout


def grid(
    rows: Sequence[Sequence[str]], headers: Sequence[str], style: str, align: Sequence[str] | None, layout: Layout
) -> Grid:
    """Return a table in a *style* of tabulate; *align* is left, right or center for each column, None for all left."""
    from tabulate import tabulate  # noqa: PLC0415 - costs start-up, and most reports have no such table

    text = tabulate(rows, headers, tablefmt=style, colalign=align if rows else None, disable_numparse=True)
    made = Grid(text)
    made.headers, made.rows, made.layout = headers, rows, layout
    made.align = align or ["left"] * len(headers)
    return made
