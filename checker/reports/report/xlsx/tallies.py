"""The sheet of the rules: how many localities meet each, and what its being unknown costs."""

from __future__ import annotations

from checker.model.assessment import Outcome
from checker.reports.labels import LABELS
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.shortfalls import Tally
from checker.reports.report.view.words import WORDS
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, Number
from checker.reports.report.xlsx.panels import ordered
from checker.reports.report.xlsx.table import Column, Table

_COUNTED: tuple[Outcome, ...] = ("met", "partly", "unmet", "unknown", "error", "not-applicable")
_COLUMNS = (
    Column(LABELS["period"], 9),
    Column(LABELS["level"], 10),
    Column(LABELS["point"], 7, "center"),
    Column(LABELS["rule"], 9),
    Column(LABELS["title"], 52, "wrap"),
    Column(WORDS["bound"], 9, "number"),
    *(Column(LABELS[name], 10, "number") for name in _COUNTED),
    Column(WORDS["cost"], 12, "number"),
)


def write_tallies(book: Book, report: ReportView) -> None:
    """Write the sheet."""
    table = Table(book, "tallies", _COLUMNS, WORDS["unknowns-are"])
    table.heads()
    for panel in ordered(report):
        for tally in panel.tallies:
            table.add((panel.period, book.say(LABELS[panel.level]), *_cells(book, tally)))
    table.close(5)


def _cells(book: Book, tally: Tally) -> tuple[Cell, ...]:
    rule = tally.rule
    counts = (tally.counts[name] for name in _COUNTED)
    return rule.point, rule.id, book.say(rule.title), tally.bound, *counts, Number(tally.cost, tally.cost_text)
