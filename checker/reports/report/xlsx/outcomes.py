"""The sheet of the outcomes: a row a locality and rule, with the numbers put in and where they stand in the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache

from checker.model.assessment import Assessment, RuleResult
from checker.model.number import format_exact
from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.rules import RuleView, RuleViews
from checker.reports.report.view.words import WORDS
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Cell, Number
from checker.reports.report.xlsx.panels import WHO, members, who
from checker.reports.report.xlsx.table import Column, Table
from checker.reports.report.xlsx.words import HEADS

_NOTE = Text(
    "得分率在 0 到 1 之间，是区间；得分和不明以总分的分计。所在位置是报送文件中的行列或单元格。",
    "A credit is an interval within 0 and 1; what it gives and what is unknown are in points of the total. A place is "
    "the line and column, or the cell, of the file submitted.",
)
MOST_LISTED = 50_000  # rows that are still opened with ease
_COLUMNS = (
    *WHO,
    Column(LABELS["point"], 6, "center"),
    Column(LABELS["rule"], 8),
    Column(LABELS["title"], 24, "wrap"),
    Column(HEADS["outcome"], 10, "wrap"),
    Column(HEADS["overlays"], 16, "wrap"),
    Column(HEADS["credit-lower"], 9, "number"),
    Column(HEADS["credit-upper"], 9, "number"),
    Column(HEADS["supported-credit"], 10, "number"),
    Column(HEADS["verified-credit"], 10, "number"),
    Column(LABELS["weight"], 7, "number"),
    Column(HEADS["gained"], 9, "number"),
    Column(HEADS["unknown-points"], 9, "number"),
    Column(HEADS["expression"], 38, "wrap"),
    Column(HEADS["numbers"], 34, "wrap"),
    Column(HEADS["place"], 30, "wrap"),
    Column(HEADS["missing"], 26, "wrap"),
)


def write_outcomes(book: Book, report: ReportView) -> None:
    """Write the sheet. Of a submission that is not scored no rule is listed.

    Where all that is listed would be too much, rules of which nothing was reported are counted and left out.
    """
    table = Table(book, "outcomes", _COLUMNS, _NOTE)
    table.heads()
    pack, untold = book.material.run.pack, 0
    is_whole = len(book.material.run.assessments) * len(pack.rules) <= MOST_LISTED
    for panel, assessment, row in members(report):
        if assessment.headline is None:
            continue
        views, first, places = RuleViews(pack, assessment), who(book, panel, row), _places(assessment)
        for result in assessment.results["claimed"]:
            if is_whole or views.is_told(result.rule):
                table.add((*first, *_row(book, views.view(result.rule), places)))
            else:
                untold += 1
    if untold:
        book.left_out.append(_untold(untold))
    table.close(len(WHO))


def _untold(count: int) -> Text:
    return Text(
        f"“逐地规则”表没有列出没有报数的 {count} 行：其结果为不明或不适用，各规则的合计见“规则汇总”表。",
        f"Sheet “Outcomes” leaves out {count} rows of which nothing was reported: they are unknown or do not apply. "
        "Sheet “Rules” counts them, rule by rule.",
    )


def _row(book: Book, view: RuleView, places: Mapping[str, tuple[str, ...]]) -> tuple[Cell, ...]:
    """Return the cells of one rule, with the places of the figures it rests on and what it lacks."""
    indicators = book.material.run.pack.indicators
    stands = tuple(dict.fromkeys(place for name in view.claims for place in places[name]))
    missing = tuple(book.say(indicators[name].label) for name in view.missing)
    return *_cells(book, view), stands, missing


def _places(assessment: Assessment) -> dict[str, tuple[str, ...]]:
    """Return where the claims on each indicator stand: those that decide it, else all."""
    submission = assessment.submission
    return {
        name: tuple(str(submission.locate(claim.path)) for claim in assessment.used.get(name) or claims)
        for name, claims in submission.claims.items()
    }


def _cells(book: Book, view: RuleView) -> tuple[Cell, ...]:
    rule = view.rule
    claimed, supported, verified = view.results
    return (
        rule.point,
        rule.id,
        book.say(rule.title),
        book.say(LABELS[view.outcome]),
        tuple(_more(book, view)),
        *_credit(claimed),
        _credit(supported)[0],
        _credit(verified)[0],
        Number(rule.weight, view.weight) if view.weight else "",
        Number(view.gained, view.gained_text),
        Number(view.unknown, view.unknown_text),
        tuple(f"{one.name}: {one.text}" for one in view.expressions),
        tuple(_numbers(view)),
    )


def _more(book: Book, view: RuleView) -> Iterator[str]:
    """Yield what else there is to say: overlays, what a rule without a weight does, and the light of its pace."""
    yield from (book.say(LABELS[name]) for name in view.overlays)
    if view.remark.zh:
        yield book.say(view.remark)
    if view.light.zh:
        yield f"{book.say(WORDS['pace'])} {book.say(view.light)}"


def _credit(result: RuleResult) -> tuple[Cell, Cell]:
    """Return both ends, exactly; nothing where the rule does not apply."""
    if not result.applies:
        return None, None
    return _exact(Fraction(result.credit.lower)), _exact(Fraction(result.credit.upper))


@lru_cache(maxsize=4_096)
def _exact(end: Fraction) -> Number:
    return Number(end, format_exact(end))


def _numbers(view: RuleView) -> Iterator[str]:
    """Yield each expression with its numbers put in, and its value."""
    for one in view.expressions:
        numbers = "" if one.numbers in (one.value, one.text) else f"{one.numbers} = "
        yield f"{one.name}: {numbers}{one.value}"
