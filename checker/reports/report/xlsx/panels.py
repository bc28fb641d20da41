"""The periods and levels in the order of the workbook, and the first columns that all its tables share."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.assessment import Assessment
from checker.reports.labels import LABELS
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.ranking import RankRow
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.spans import Span
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, Number
from checker.reports.report.xlsx.table import Column

WHO = (
    Column(LABELS["period"], 9),
    Column(LABELS["level"], 10),
    Column(LABELS["code"], 8.5),
    Column(LABELS["locality"], 17),
)


def ordered(report: ReportView) -> tuple[Panel, ...]:
    """Return the panels, that which the report opens with before all others."""
    first = report.first
    return () if first is None else (first, *(one for one in report.panels if one.key != first.key))


def members(report: ReportView) -> Iterator[tuple[Panel, Assessment, RankRow]]:
    """Yield every submission judged with its place in the order."""
    for panel in ordered(report):
        for assessment, row in zip(panel.members, panel.rows, strict=True):
            yield panel, assessment, row


def who(book: Book, panel: Panel, row: RankRow) -> tuple[Cell, ...]:
    """Return the cells of the columns ``WHO``."""
    return panel.period, book.say(LABELS[panel.level]), row.code, book.say(row.name)


def ends(span: Span | None) -> tuple[Cell, Cell]:
    """Return the two ends of an interval of scores; nothing where there is no score."""
    if span is None:
        return None, None
    return Number(span.lower, span.lower_text), Number(span.upper, span.upper_text)
