"""The sheet of the years, where a year's score is more than that of its last period."""

from __future__ import annotations

from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.report.view.report import ReportView
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.panels import ends
from checker.reports.report.xlsx.table import Column, Table
from checker.reports.report.xlsx.words import HEADS, SHEETS

_COLUMNS = (
    Column(SHEETS["years"][0], 44),
    Column(LABELS["code"], 8),
    Column(LABELS["locality"], 24),
    Column(LABELS["rank"], 10, "center"),
    Column(HEADS["lower"], 10, "number"),
    Column(HEADS["upper"], 10, "number"),
    Column(HEADS["supported-lower"], 10, "number"),
    Column(HEADS["supported-upper"], 10, "number"),
    Column(LABELS["grade"], 20),
)
_NOTE = Text(
    "年度得分按规则包所定的办法由各期得分算出。", "A year's score is made from its periods' by the pack's own rule."
)


def write_years(book: Book, report: ReportView) -> None:
    """Write the sheet, if there is a year."""
    if not report.years:
        return
    table = Table(book, "years", _COLUMNS, _NOTE)
    table.heads()
    for year in report.years:
        for row in year.rows:
            scores = (*ends(row.score), *ends(row.supported))
            table.add((book.say(year.title), row.code, book.say(row.name), row.rank, *scores, book.say(row.grade)))
    table.close(3)
