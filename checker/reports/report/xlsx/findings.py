"""The sheet of the findings: what is to be mended or answered, and why files could not be judged."""

from __future__ import annotations

from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.report.view.advice import FindingView, finding_view
from checker.reports.report.view.report import ReportView
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell
from checker.reports.report.xlsx.panels import WHO, members, who
from checker.reports.report.xlsx.styles import ROW_LINE, WARN
from checker.reports.report.xlsx.table import Column, Table
from checker.reports.report.xlsx.words import HEADS, NOT_JUDGED, YES

_NOTE = Text(
    "有出入的数据是一个问题，不是指责：主要和严重的须先说明或改正。",
    "An inconsistency is a question, never an accusation: major and critical ones are to be answered or mended first.",
)
_COLUMNS = (
    *WHO,
    Column(HEADS["severity"], 9),
    Column(HEADS["waived"], 7, "center"),
    Column(HEADS["message-code"], 20),
    Column(LABELS["rule"], 8),
    Column(HEADS["reason"], 60, "wrap"),
    Column(HEADS["remedy"], 50, "wrap"),
    Column(HEADS["place"], 36, "wrap"),
)
_SEVERITY = 4


def write_findings(book: Book, report: ReportView) -> None:
    """Write the sheet."""
    table = Table(book, "findings", _COLUMNS, _NOTE)
    table.heads()
    pack = book.material.run.pack
    for panel, assessment, row in members(report):
        for finding in assessment.findings:
            table.add((*who(book, panel, row), *_cells(book, finding_view(pack, finding))))
    for refused in report.refused:
        for view in refused.findings:
            table.add(("", "", "", book.say(NOT_JUDGED), *_cells(book, view)))
    _mark(table)
    table.close(len(WHO))


def _cells(book: Book, view: FindingView) -> tuple[Cell, ...]:
    return (
        book.say(LABELS[view.severity]),
        book.say(YES) if view.waived else "",
        view.code,
        view.rule,
        book.say(view.reason),
        book.say(view.remedy),
        view.place,
    )


def _mark(table: Table) -> None:
    """Colour the severities that have to be answered."""
    warn = table.book.styles.condition(font_color=WARN, bold=True, **ROW_LINE)
    for name in ("major", "critical"):
        word = table.book.say(LABELS[name])
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": warn}
        table.sheet.conditional_format(table.first, _SEVERITY, table.last, _SEVERITY, rule)
