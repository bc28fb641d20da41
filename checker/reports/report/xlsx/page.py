"""A sheet that is read from top to bottom: headings, sentences, facts and small tables over a grid of columns."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from checker.model.text import Text
from checker.reports.forms.heights import height_of
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, Number, text_of
from checker.reports.report.xlsx.words import SHEETS

_FIRST, _OTHER, COLUMNS = 27.0, 7.9, 11  # characters; how many columns the grid has
_SCALE = 78  # percent, in print: then the grid is as wide as a page; "fit to width" would ignore breaks between pages
_PIXELS = 20  # of a row that is as high as usual
_LARGER = {"lead": 12 / 9, "page-title": 16 / 9}  # than the text that heights are known for, by style

Span = tuple[int, int]
ALL: Span = (0, COLUMNS - 1)


class Page:
    """The sheet and the row that is written next."""

    def __init__(self, book: Book, name: str) -> None:
        self.book = book
        title, told = SHEETS[name]
        self.name = book.say(title)
        self.sheet = book.add(title, told)
        self.sheet.set_column(0, 0, _FIRST)
        self.sheet.set_column(1, COLUMNS - 1, _OTHER)
        self.sheet.set_portrait()
        self.sheet.set_print_scale(_SCALE)
        self.sheet.hide_gridlines(2)
        self.row = 0
        self._breaks: list[int] = []

    def title(self, text: str) -> None:
        """Write the title of the page."""
        self.line(text, "page-title")

    def turn(self) -> None:
        """Begin a new page in print."""
        self._breaks.append(self.row)
        self.sheet.set_h_pagebreaks(self._breaks)

    def section(self, text: str) -> None:
        """Write a heading, after a blank row."""
        self.row += 1
        self.sheet.set_row(self.row, 21)
        self.book.merged(self.sheet, self.row, ALL, (text, "section"))
        self.row += 1

    def subsection(self, text: str) -> None:
        """Write a smaller heading, a little apart from what is above."""
        self.sheet.set_row(self.row, 24)
        self.book.merged(self.sheet, self.row, ALL, (text, "subsection"))
        self.row += 1

    def line(self, text: str, style: str = "body") -> None:
        """Write a sentence or a paragraph across the page."""
        scale = _LARGER.get(style, 1.0)
        self.sheet.set_row(self.row, height_of([(text_of(text), _width(ALL) / scale)]) * scale)
        self.book.merged(self.sheet, self.row, ALL, (text, style))
        self.row += 1

    def fact(self, name: str, value: str) -> None:
        """Write a name and what there is to say of it."""
        rest = (1, COLUMNS - 1)
        self.sheet.set_row(self.row, height_of([(text_of(name), _FIRST), (text_of(value), _width(rest))]))
        self.book.write(self.sheet, (self.row, 0), name, "name")
        self.book.merged(self.sheet, self.row, rest, (value, "body"))
        self.row += 1

    def table(self, spans: Sequence[Span], heads: Sequence[Text], rows: Iterable[Sequence[Cell]]) -> None:
        """Write a small table; each of its columns spans some of the grid's. Numbers stand to the right."""
        listed = [tuple(row) for row in rows]
        numeric = [bool(listed) and isinstance(cell, int | Number) for cell in (listed or [()])[0]]
        self._cells(spans, [self.book.say(head) for head in heads], [_head(one) for one in numeric])
        for row in listed:
            self._cells(spans, row, ["line-number" if one else "line-text" for one in numeric])

    def chart(self, chart: Any, size: tuple[int, int], told: str) -> None:
        """Put a chart of *size* in pixels here, and go on below it; *told* says what it shows to who cannot see it."""
        wide, high = size
        chart.set_size({"width": wide, "height": high})
        self.sheet.insert_chart(self.row, 0, chart, {"object_position": 2, "x_offset": 4, "description": told})
        self.row += math.ceil(high / _PIXELS)

    def link(self, sheet: str, text: str) -> None:
        """Write a way to another *sheet* of the workbook, and what it holds."""
        self.sheet.write_url(self.row, 0, f"internal:'{sheet}'!A1", self.book.styles.style("inside"), sheet)
        self.book.merged(self.sheet, self.row, (1, COLUMNS - 1), (text, "body"))
        self.row += 1

    def _cells(self, spans: Sequence[Span], cells: Sequence[Cell], styles: Sequence[str]) -> None:
        texts = [
            (text_of(cell), _width(span)) for span, cell in zip(spans, cells, strict=True) if isinstance(cell, str)
        ]
        self.sheet.set_row(self.row, height_of(texts))
        for (first, last), cell, style in zip(spans, cells, styles, strict=False):
            if last > first:
                self.sheet.merge_range(self.row, first, self.row, last, "", self.book.styles.style(style))
            self.book.write(self.sheet, (self.row, first), cell, style)
        self.row += 1


def _head(is_number: bool) -> str:  # noqa: FBT001 - a column is one or the other
    return "header-number" if is_number else "header"


def _width(span: Span) -> float:
    first, last = span
    return (_FIRST if first == 0 else 0.0) + _OTHER * (last - max(first, 1) + 1)
