"""The table of points: a row a locality, a column a point, lower ends beside upper ends, coloured by condition."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_col_to_name

from checker.model.directive import Point
from checker.model.text import Text
from checker.reports.report.view.ranking import RankRow
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.words import WORDS
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, Number
from checker.reports.report.xlsx.panels import WHO, members, who
from checker.reports.report.xlsx.styles import MUTE, SHADES, UNKNOWN
from checker.reports.report.xlsx.table import Column, Table
from checker.reports.view import score_text

_NOTE = Text(
    "每格为该地该条的得分，前半为下端，后半为上端；颜色为该端的得分。",
    "Each cell is a locality's score on a point: lower ends first, upper ends after them, each coloured by its score.",
)
_STEP, _FULL = 20, 100
_ENDS = (Text("下端", "lower"), Text("上端", "upper"))
_CELL, _HEAD = 6.2, 175.0  # characters; points
_KEY, _BAND = 2, 3  # rows


def write_points(book: Book, report: ReportView) -> None:
    """Write the sheet."""
    directive = book.material.run.pack.directive
    count = len(directive.points)
    columns = [Column(_head(point, end), _CELL, "cell") for end in _ENDS for point in directive.points]
    table = Table(book, "points", (*WHO, *columns), _NOTE, above=2)
    _write_key(table, count)
    _write_bands(table, count)
    table.heads(_HEAD)
    shown = cache(lambda score: Number(score, score_text(score, directive)))
    for panel, _, row in members(report):
        table.add((*who(book, panel, row), *_cells(row, shown)))
    _colour(table, count)
    table.close(len(WHO))
    _set_up_pages(table)


def _head(point: Point, end: Text) -> Text:
    return Text(f"{point.id} {end.zh}：{point.title.zh}", f"{point.id} {end.en}: {point.title.en}")


def _cells(row: RankRow, shown: Callable[[Fraction], Number]) -> list[Cell]:
    """Return the lower ends of all points, then the upper ends; nothing where no rule applies."""
    scores = [cell.score for cell in row.points]
    lowers = [None if one is None else shown(Fraction(one.lower)) for one in scores]
    return [*lowers, *(None if one is None else shown(Fraction(one.upper)) for one in scores)]


def _write_key(table: Table, count: int) -> None:
    """Write what the colours mean, each over two cells; above the upper ends again where there is room."""
    book, first = table.book, len(WHO)
    book.write(table.sheet, (_KEY, first - 1), book.say(WORDS["out-of-100"]), "key")
    keys = [(f"{low}–{low + _STEP}", f"key-{place}") for place, low in enumerate(range(0, 100, _STEP))]
    keys.append((book.say(WORDS["all-unknown"]), "key-unknown"))
    keys.append((book.say(WORDS["does-not-apply"]), "key"))
    for start in (first, first + count) if count >= 2 * len(keys) else (first,):
        for place, said in enumerate(keys):
            at = start + 2 * place
            book.merged(table.sheet, _KEY, (at, at + 1), said)


def _write_bands(table: Table, count: int) -> None:
    for place, title in enumerate((WORDS["lower-ends"], WORDS["upper-ends"])):
        first = len(WHO) + place * count
        table.book.merged(table.sheet, _BAND, (first, first + count - 1), (table.book.say(title), "band"))


def _colour(table: Table, count: int) -> None:
    """Colour the cells by condition, the first that holds. Text comes first: it is greater than any number there."""
    styles, first, row = table.book.styles, len(WHO), table.first + 1
    unknown = f"=AND({xl_col_to_name(first)}{row}=0,{xl_col_to_name(first + count)}{row}={_FULL})"
    grey = styles.condition(bg_color=UNKNOWN, font_color=MUTE, num_format='"·"')
    for start in (first, first + count):
        area = (table.first, start, table.last, start + count - 1)
        text = f"=ISTEXT({xl_col_to_name(start)}{row})"
        rules: list[dict[str, Any]] = [
            {"type": "formula", "criteria": text, "format": styles.condition(font_color=MUTE)},
            {"type": "formula", "criteria": unknown, "format": grey},
        ]
        for place in reversed(range(len(SHADES))):
            shade = styles.shade(place)
            rules.append({"type": "cell", "criteria": ">=", "value": place * _STEP, "format": shade})
        for rule in rules:
            table.sheet.conditional_format(*area, {**rule, "stop_if_true": True})


def _set_up_pages(table: Table) -> None:
    """Print two pages across, each with the localities in front: lower ends on one, upper ends on the other."""
    table.sheet.repeat_columns(0, len(WHO) - 1)
    table.sheet.repeat_rows(_KEY, table.header)
    table.sheet.print_area(_KEY, 0, table.last, len(table.columns) - 1)
    table.sheet.fit_to_pages(2, 0)
