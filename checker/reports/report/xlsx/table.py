"""A sheet with one table: what it holds, heads that stay, rows to sort and filter, and pages that repeat the heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.model.text import Text
from checker.reports.forms.heights import height_of
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, text_of
from checker.reports.report.xlsx.styles import ROW_LINE
from checker.reports.report.xlsx.words import SHEETS

MOST_ROWS = 1_048_576  # of a sheet
USUAL, TALLEST = 15.5, 409.0  # points
_ARROW = 13.0  # points at the foot of a head, for the arrow of the filter
NOTE_WIDTH = 130.0  # characters
NOTHING = "–"
_WRAPPED = ("wrap", "value")
_EMPTY: tuple[Cell, ...] = ("", ())
_HEADERS = {"number": "header-number", "value": "header-number", "center": "header-center", "cell": "header-point"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, how wide it is in characters, and the style of its cells."""

    head: Text
    width: float
    style: str = "text"


class Table:
    """A sheet with a title, a note, *above* lines of the caller's own, then the heads and the rows."""

    def __init__(self, book: Book, name: str, columns: Sequence[Column], note: Text, *, above: int = 0) -> None:
        self.book = book
        self.columns = columns
        self.name, told = SHEETS[name]
        self.sheet = book.add(self.name, told)
        self.header = 2 + above
        self.row = self.header + 1
        self.left = 0
        self._wrapped = [place for place, column in enumerate(columns) if column.style in _WRAPPED]
        self.sheet.hide_gridlines(2)
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, column.width)
        self._title(note)

    @property
    def first(self) -> int:
        """The first row of the table's body."""
        return self.header + 1

    @property
    def last(self) -> int:
        """The last row of the table's body; the first one where it has none."""
        return max(self.row - 1, self.first)

    def _title(self, note: Text) -> None:
        title = self.book.say(self.book.material.run.pack.directive.title)
        self.sheet.set_row(0, 26)
        self.book.write(self.sheet, (0, 0), f"{self.book.say(self.name)} · {title}", "title")
        said, width, last = self.book.say(note), 0.0, 0
        for place, column in enumerate(self.columns):
            width += column.width
            last = place
            if width >= NOTE_WIDTH:
                break
        self.sheet.set_row(1, height_of([(said, width)]) + 3)
        self.book.merged(self.sheet, 1, (0, last), (said, "note"))

    def heads(self, height: float | None = None) -> None:
        """Write the heads, *height* points high."""
        said = [self.book.say(column.head) for column in self.columns]
        widths = [column.width for column in self.columns]
        tall = height_of(zip(said, widths, strict=True)) + _ARROW if height is None else height
        self.sheet.set_row(self.header, tall)
        for place, (column, head) in enumerate(zip(self.columns, said, strict=True)):
            style = _HEADERS.get(column.style, "header")
            self.book.write(self.sheet, (self.header, place), tuple(head.split("\n")), style)

    def add(self, cells: Sequence[Cell]) -> None:
        """Write a row. One that the sheet has no room for is counted."""
        if self.row >= MOST_ROWS:
            self.left += 1
            return
        tall = self._height(cells)
        if tall > USUAL:
            self.sheet.set_row(self.row, min(tall, TALLEST))
        for place, cell in enumerate(cells):
            if cell not in _EMPTY:
                style = self.columns[place].style
                self.book.write(self.sheet, (self.row, place), NOTHING if cell is None else cell, style)
        self.row += 1

    def _height(self, cells: Sequence[Cell]) -> float:
        """Return how high a row must be for what is wrapped in it."""
        tall = 0.0
        for place in self._wrapped:
            cell = cells[place]
            if isinstance(cell, str | tuple):
                tall = max(tall, _height(cell, self.columns[place].width))
        return tall

    def close(self, frozen: int) -> None:
        """Freeze heads and the first *frozen* columns, filter, and print all columns on a page, heads repeated."""
        sheet, last = self.sheet, len(self.columns) - 1
        sheet.freeze_panes(self.first, frozen)
        sheet.autofilter(self.header, 0, self.last, last)
        sheet.repeat_rows(self.header)
        sheet.print_area(0, 0, self.last, last)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.fit_to_pages(1, 0)
        line = {"type": "formula", "criteria": "=TRUE", "format": self.book.styles.condition(**ROW_LINE)}
        sheet.conditional_format(self.first, 0, self.last, last, line)  # empty cells need not be written for it
        if self.left:
            name = self.name
            self.book.left_out.append(
                Text(
                    f"“{name.zh}”表放不下的 {self.left} 行没有列出；全部数据见 checker score --format json。",
                    f"Sheet “{name.en}” has no room for {self.left} more rows; all of it is in checker score --format "
                    "json.",
                )
            )


@lru_cache(maxsize=16_384)
def _height(cell: str | tuple[str, ...], width: float) -> float:
    return height_of([(text_of(cell), width)])
