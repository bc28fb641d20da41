"""The charts, drawn from cells: the ranking as bars to the lower end and on to the upper, and the distribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checker.model.text import Text
from checker.reports.forms.styles import FONT
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.spans import Span
from checker.reports.report.view.words import WORDS
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.panels import ordered
from checker.reports.report.xlsx.ranking import LOCALITY, LOWER, WIDTH
from checker.reports.report.xlsx.styles import INK, LINE, MUTE, OPEN, SOLID
from checker.reports.report.xlsx.table import Table
from checker.reports.report.xlsx.words import SHEETS

MOST_BARS = 31  # what is still read on one page, and all provinces
_WIDE, _BAR, _AROUND = 1000, 22, 150  # pixels: of a chart, of each bar, of all that is not bars
_ROW, _COLUMNS, _COLUMN = 20, 14, 10.0  # pixels of a row; columns that a chart spans, in characters
_PAGE = 42  # rows of a printed page
_SCALE = 68  # percent, in print
_FAR = 70  # from this lower end on there is no room for figures beside it
_AXES = Text("横轴：分，满分 100；柱高：地区数", "axis: points of 100; height: localities")
_SMALL: dict[str, Any] = {"name": FONT, "size": 9, "color": MUTE, "bold": False}


def write_charts(book: Book, report: ReportView, table: Table) -> None:
    """Write a sheet with a chart of each order, drawn from rows of the ranking *table*; none if there is no order."""
    drawn = list(_drawn(report, table))
    if not drawn:
        return
    name, told = SHEETS["charts"]
    sheet = book.add(name, told)
    sheet.set_default_row(_ROW * 0.75)
    sheet.set_column(0, _COLUMNS, _COLUMN)
    sheet.set_print_scale(_SCALE)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    row, breaks = 0, [0]
    for panel, ends in drawn:
        high = _AROUND + _BAR * (ends[1] - ends[0] + 1)
        rows = high // _ROW + 2
        if row + rows > breaks[-1] + _PAGE:
            breaks.append(row)
        chart = _ranking(book, panel, table, ends)
        chart.set_size({"width": _WIDE, "height": high})
        sheet.insert_chart(row, 0, chart, {"object_position": 2, "description": book.say(panel.title)})
        row += rows
    sheet.set_h_pagebreaks(breaks[1:])


def _drawn(report: ReportView, table: Table) -> Iterator[tuple[Panel, tuple[int, int]]]:
    """Yield the panels with an order to draw, and the rows in which their first localities stand."""
    start = table.first
    for panel in ordered(report):
        count = min(sum(one.score is not None for one in panel.rows), MOST_BARS)
        if count > 1 and start + count <= table.row:
            yield panel, (start, start + count - 1)
        start += len(panel.rows)


def _ranking(book: Book, panel: Panel, table: Table, rows: tuple[int, int]) -> Any:
    """Return the chart of a panel's first localities, which stand in *rows* of the ranking."""
    first, last = rows
    shown = [row.score for row in panel.rows if row.score is not None][: last - first + 1]
    far = [span.lower >= _FAR for span in shown]
    chart: Any = book.chart({"type": "bar", "subtype": "stacked"})
    for column, title, colour in ((LOWER, WORDS["to-lower"], SOLID), (WIDTH, WORDS["to-upper"], OPEN)):
        name, here = book.say(table.name), far if column == LOWER else [not one for one in far]
        labels = _labels(shown, here, "#FFFFFF" if column == LOWER else INK)
        chart.add_series(
            {
                "name": book.say(title),
                "categories": [name, first, LOCALITY, last, LOCALITY],
                "values": [name, first, column, last, column],
                "fill": {"color": colour},
                "gap": 45,
                "data_labels": {**labels, "position": "inside_end" if column == LOWER else "inside_base"},
            }
        )
    chart.set_title({"name": book.say(_title(panel, last - first + 1)), "name_font": {"name": FONT, "size": 12}})
    chart.set_x_axis(_axis(book, {"min": 0, "max": 100, "major_unit": 20}))
    names = {**_SMALL, "color": INK}
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": names, "line": {"color": MUTE}})
    chart.set_legend({"position": "top", "font": _SMALL})
    chart.set_chartarea({"border": {"none": True}})
    return chart


def _labels(spans: Sequence[Span], here: Sequence[bool], colour: str) -> dict[str, Any]:
    """Return the intervals in figures, where they are to stand *here*: each bar has its own beside it, or in it."""
    texts = [f"{span.lower_text}–{span.upper_text}" if span.width else span.text for span in spans]
    custom = [{"value": text} if stays else {"delete": True} for text, stays in zip(texts, here, strict=True)]
    return {"value": True, "custom": custom, "font": {**_SMALL, "size": 8, "color": colour}}


def _title(panel: Panel, count: int) -> Text:
    if count == len(panel.rows):
        return panel.title
    return Text(
        f"{panel.title.zh}（共 {len(panel.rows)} 个，画出前 {count} 个）",
        f"{panel.title.en} (the first {count} of {len(panel.rows)})",
    )


def _axis(book: Book, ends: dict[str, int]) -> dict[str, Any]:
    return {
        **ends,
        "name": book.say(WORDS["out-of-100"]),
        "name_font": _SMALL,
        "num_font": _SMALL,
        "num_format": "0",
        "major_gridlines": {"visible": True, "line": {"color": LINE, "width": 0.5}},
        "line": {"none": True},
    }


def spread_chart(book: Book, rows: tuple[str, int], count: int) -> Any:
    """Return how the ends of the scores are spread; *rows*: the sheet, and the row of *count* bins above both ends."""
    name, row = rows
    chart: Any = book.chart({"type": "column"})
    for place, (title, colour) in enumerate(((WORDS["lower-ends"], SOLID), (WORDS["upper-ends"], OPEN)), start=1):
        chart.add_series(
            {
                "name": book.say(title),
                "categories": [name, row, 1, row, count],
                "values": [name, row + place, 1, row + place, count],
                "fill": {"color": colour},
                "gap": 40,
                "overlap": 0,
                "data_labels": {"value": True, "num_format": "0;;", "font": _SMALL},
            }
        )
    chart.set_title({"none": True})
    chart.set_x_axis({"name": book.say(_AXES), "name_font": _SMALL, "num_font": _SMALL})
    chart.set_y_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "top", "font": _SMALL})
    chart.set_chartarea({"border": {"none": True}})
    return chart
