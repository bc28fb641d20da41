"""The first sheet: what each period and level comes to in words, how the scores are spread, what is missed."""

from __future__ import annotations

from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.shortfalls import Tally
from checker.reports.report.view.words import WORDS, some_reconstructed
from checker.reports.report.xlsx.basis import basis_of
from checker.reports.report.xlsx.cells import Cell, Number
from checker.reports.report.xlsx.charts import spread_chart
from checker.reports.report.xlsx.page import Page
from checker.reports.report.xlsx.panels import ordered

_LEADING = 3  # sentences that stand out
_CHART = (780, 190)  # pixels
_TALLY = ((0, 6), (7, 7), (8, 8), (9, 10))
_BASIS = Text("依据", "What it rests on")
_SHEETS = Text("本工作簿各表", "The sheets of this workbook")
_LEFT_OUT = Text("没有列入的", "What is left out")


def write_overview(page: Page, report: ReportView) -> None:
    """Fill the *page*, once all other sheets are written: it lists them, and what they have no room for."""
    book = page.book
    page.title(book.say(report.title) + book.say(WORDS["how-localities-comply"]))
    counts = [report.counts]
    if report.origin.reconstructed:
        counts.append(some_reconstructed(report.origin.reconstructed))
    page.line(" · ".join(map(book.say, counts)), "note")
    for place, panel in enumerate(ordered(report)):
        if place and _has_spread(panel):
            page.turn()
        _write_panel(page, panel)
    page.section(book.say(_BASIS))
    for name, value in basis_of(report):
        page.fact(book.say(name), book.say(value))
    page.line(book.say(WORDS["unknown-is"]))
    _write_sheets(page)
    _write_left_out(page)


def _write_panel(page: Page, panel: Panel) -> None:
    book = page.book
    page.section(book.say(panel.title))
    for place, said in enumerate(panel.headline):
        page.line(book.say(said), "lead" if place < _LEADING else "body")
    for said in panel.firm:
        page.line(book.say(said))
    if _has_spread(panel):
        _write_spread(page, panel)
    _write_shortfalls(page, panel)
    _write_unknowns(page, panel)
    if panel.missing_count:
        page.fact(f"{book.say(WORDS['nothing-sent'])} ({panel.missing_count})", book.say(panel.missing))


def _has_spread(panel: Panel) -> bool:
    return sum(row.score is not None for row in panel.rows) > 1


def _write_spread(page: Page, panel: Panel) -> None:
    """Write how the ends of the scores are spread, and the chart of it."""
    spans = [(place, place) for place in range(len(panel.bins) + 1)]
    heads = [WORDS["spread"], *(Text(f"{one.start}–{one.end}", f"{one.start}–{one.end}") for one in panel.bins)]
    lowers: list[Cell] = [page.book.say(WORDS["lower-ends"]), *(one.lowers for one in panel.bins)]
    uppers: list[Cell] = [page.book.say(WORDS["upper-ends"]), *(one.uppers for one in panel.bins)]
    page.row += 1
    start = page.row
    page.table(spans, heads, [lowers, uppers])
    chart = spread_chart(page.book, (page.name, start), len(panel.bins))
    page.chart(chart, _CHART, page.book.say(WORDS["spread"]))


def _write_shortfalls(page: Page, panel: Panel) -> None:
    book = page.book
    page.subsection(book.say(WORDS["shortfalls"]))
    if not panel.missed:
        page.line(book.say(WORDS["no-shortfall"]) + book.say(WORDS["unknown-not-missed"]))
        return
    page.line(book.say(WORDS["shortfalls-are"]), "note")
    heads = (LABELS["rule"], LABELS["unmet"], LABELS["partly"], WORDS["bound"])
    rows = ((_rule(page, one), one.counts["unmet"], one.counts["partly"], one.bound) for one in panel.missed)
    page.table(_TALLY, heads, rows)


def _write_unknowns(page: Page, panel: Panel) -> None:
    if not panel.unknown:
        return
    book = page.book
    page.subsection(book.say(WORDS["unknowns"]))
    page.line(book.say(WORDS["unknowns-are"]), "note")
    heads = (LABELS["rule"], LABELS["unknown"], WORDS["bound"], WORDS["cost"])
    rows = (
        (_rule(page, one), one.counts["unknown"], one.bound, Number(one.cost, one.cost_text)) for one in panel.unknown
    )
    page.table(_TALLY, heads, rows)


def _rule(page: Page, tally: Tally) -> str:
    return f"{tally.rule.id} {page.book.say(tally.rule.title)}"


def _write_sheets(page: Page) -> None:
    page.section(page.book.say(_SHEETS))
    for name, told in page.book.sheets[1:]:
        page.link(name, page.book.say(told))


def _write_left_out(page: Page) -> None:
    notes = list(page.book.notes())
    if notes:
        page.section(page.book.say(_LEFT_OUT))
    for note in notes:
        page.line(page.book.say(note))
