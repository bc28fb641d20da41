"""One workbook for many localities: a row each, a column an indicator."""

from __future__ import annotations

import re

from checker.model.form import INDICATOR_COLUMN, MANY
from checker.model.indicator import Indicator
from checker.model.types import ListType
from checker.reports.forms.book import FIRST_ROW, Book, Column, Sheet, meta_of, whom_line
from checker.reports.forms.cells import type_word, unit_text
from checker.reports.forms.guide import write_guide
from checker.reports.forms.inputs import allow_day, allow_value, blanks, source_rule, value_style, write_sources
from checker.reports.forms.request import FormRequest
from checker.reports.forms.words import COUNTS, SHEETS

_WIDTH = 16
_ID_LINE = 15  # characters of an id in one line of a header
_SHOWN = 2  # code and name: these columns come again on every printed page, so the title stands beside them


def to_many(request: FormRequest) -> bytes:
    """Return the blank workbook of all localities of *request*. Lists of items have no place in it."""
    book = Book(request)
    write_guide(book)
    _write_rows(book)
    write_sources(book)
    return book.close(meta_of(request))


def _write_rows(book: Book) -> None:
    """Write the sheet to fill: what a locality is not asked is locked and grey."""
    request = book.request
    asked = [one for one in request.indicators if not isinstance(one.type, ListType)]
    columns = [Column("locality", 9), Column("name", 18), Column("as_of", 12), Column("source", 8)]
    columns += [Column(f"{INDICATOR_COLUMN}{one.id}", _WIDTH, _header(book, one)) for one in asked]
    sheet = Sheet(book, SHEETS["many"], MANY, columns)
    sheet.head(request.pack.directive.title.in_(book.language), whom_line(request, book.language), beside=_SHOWN)
    for locality in request.localities:
        name = locality.name_zh if book.language == "zh" else locality.name_en or locality.name_zh
        cells = {"locality": (locality.code, "text"), "name": (name, "text"), **blanks("as_of", "source")}
        for one in asked:
            style = value_style(one) if request.is_asked(one, locality) else "not-asked"
            cells[f"{INDICATOR_COLUMN}{one.id}"] = ("", style)
        sheet.entry(locality.code, cells)
    rows = (FIRST_ROW, sheet.row - 1)
    allow_day(sheet, rows)
    sheet.allow("source", source_rule(book), rows)
    for one in asked:
        allow_value(sheet, f"{INDICATOR_COLUMN}{one.id}", one, rows)
    sheet.close("name", pages=None)


def _header(book: Book, indicator: Indicator) -> str:
    """Return the labels of an indicator, and what is to be written in its column."""
    counts = COUNTS[indicator.kind].in_(book.language)
    unit = unit_text(book.request.pack, indicator.unit, book.language)
    word = unit or type_word(indicator.type).in_(book.language)
    return f"{book.both(indicator.label)}\n{word} · {counts}\n{_broken(indicator.id)}"


def _broken(name: str) -> str:
    """Return an id in lines that end after an underscore, or spreadsheet programs would break it anywhere."""
    lines = [""]
    for part in re.findall(r"[^_]*_|[^_]+", name):
        if lines[-1] and len(lines[-1] + part) > _ID_LINE:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)
