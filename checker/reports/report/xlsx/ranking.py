"""The sheet of the ranking: a row a locality, intervals as two columns of numbers."""

from __future__ import annotations

from checker.reports.forms.styles import GROUP
from checker.reports.labels import LABELS
from checker.reports.report.view.ranking import RankRow
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.words import WORDS
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, Number
from checker.reports.report.xlsx.panels import WHO, ends, members, who
from checker.reports.report.xlsx.styles import MUTE, ROW_LINE
from checker.reports.report.xlsx.table import Column, Table
from checker.reports.report.xlsx.words import HEADS
from checker.reports.view import score_text

_COLUMNS = (
    *WHO,
    Column(LABELS["rank"], 9, "center"),
    Column(HEADS["best"], 9, "number"),
    Column(HEADS["worst"], 9, "number"),
    Column(HEADS["lower"], 9, "number"),
    Column(HEADS["upper"], 9, "number"),
    Column(HEADS["width"], 9, "number"),
    Column(HEADS["supported-lower"], 10, "number"),
    Column(HEADS["supported-upper"], 10, "number"),
    Column(HEADS["verified-lower"], 10, "number"),
    Column(HEADS["verified-upper"], 10, "number"),
    Column(LABELS["known"], 10, "number"),
    Column(LABELS["grade"], 18),
    Column(WORDS["to-answer"], 9, "number"),
    Column(HEADS["group"], 8, "number"),
)
_FIRM = (
    Column(HEADS["likely-best"], 10, "number"),
    Column(HEADS["likely-worst"], 10, "number"),
    Column(WORDS["median-rank"], 10, "number"),
)
FROZEN = len(WHO)
LOCALITY, LOWER, WIDTH = 3, 7, 9  # columns that the charts are drawn from
_GROUP = "$R"


def write_ranking(book: Book, report: ReportView) -> Table:
    """Write the sheet, and return it: the charts are drawn from its rows."""
    is_firm = any(panel.firmness for panel in report.panels)
    table = Table(book, "ranking", (*_COLUMNS, *(_FIRM if is_firm else ())), WORDS["ranking-note"])
    table.heads()
    for panel, _, row in members(report):
        cells = (*who(book, panel, row), *_order(row), *_scores(book, row), *_rest(book, row))
        table.add((*cells, *_firm(row)) if is_firm else cells)
    _mark_groups(table)
    table.close(FROZEN)
    return table


def _order(row: RankRow) -> tuple[Cell, ...]:
    return row.rank, row.best or None, row.worst or None


def _scores(book: Book, row: RankRow) -> tuple[Cell, ...]:
    score, directive = row.score, book.material.run.pack.directive
    width = None if score is None else Number(score.width, score_text(score.width, directive))
    return *ends(score), width, *ends(row.readings["supported"]), *ends(row.readings["verified"])


def _rest(book: Book, row: RankRow) -> tuple[Cell, ...]:
    return Number(row.known, row.known_text), book.say(row.grade), row.asked, row.group or None


def _firm(row: RankRow) -> tuple[Cell, ...]:
    return (None, None, None) if row.firm is None else (*row.firm.likely, row.firm.median)


def _mark_groups(table: Table) -> None:
    """Part the tie groups of each period and level, as the page does: a dark line above, every second one shaded."""
    styles, area = table.book.styles, (table.first, 0, table.last, len(table.columns) - 1)
    here, above = table.first + 1, table.first
    differs = f"OR({','.join(f'{column}{here}<>{column}{above}' for column in ('$A', '$B', _GROUP))})"
    second = f"ISEVEN({_GROUP}{here})"
    line, soft = ROW_LINE | {"top": 1, "top_color": MUTE}, ROW_LINE | {"bg_color": GROUP}
    # Some programs apply only the first condition that holds: so both together come first.
    for formula, looks in ((f"AND({differs},{second})", line | soft), (differs, line), (second, soft)):
        rule = {"type": "formula", "criteria": f"={formula}", "format": styles.condition(**looks)}
        table.sheet.conditional_format(*area, rule)
