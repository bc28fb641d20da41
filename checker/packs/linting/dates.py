"""Dates in the wrong order: the directive's own, times in force, targets, and rows that no period asks for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from checker.errors import Locus
from checker.model.assessment import Finding
from checker.model.lint import lint_finding
from checker.model.naming import all_rules, targets_asked
from checker.model.pack import TargetRow
from checker.model.rule import ALWAYS
from checker.packs import policy
from checker.packs.linting.sources import Sources
from checker.packs.tables import LOCALITIES, TARGET_COLUMNS, TARGETS


def iter_dates(sources: Sources) -> Iterator[Finding]:
    """Yield a finding for each date that cannot be meant."""
    yield from _periods(sources)
    yield from _in_force(sources)
    yield from _targets(sources)
    yield from _years(sources)
    yield from _waivers(sources)


def _periods(sources: Sources) -> Iterator[Finding]:
    issued = sources.pack.directive.issued
    for index, period in enumerate(sources.pack.directive.known_periods):
        if period.end < issued:
            place = sources.documents[policy.NAME].locate(("periods", index))
            yield lint_finding("period-before-issued", place, found=period.name, expected=issued)


def _in_force(sources: Sources) -> Iterator[Finding]:
    """Yield rules that bind at the end of no period, and periods in which a threshold of theirs has no value."""
    ends = [period.end for period in sources.pack.directive.known_periods]
    for rule in sources.pack.rules:
        binding = [end for end in ends if rule.in_force.holds(end)]
        place = sources.rules[rule.id].place("in-force")
        if not binding:
            yield lint_finding("never-in-force", place, rule.id, found=_days(ends))
        gaps = [end for end in binding if rule.on(end) is None]
        if gaps and len(gaps) == len(binding):
            yield lint_finding("never-in-force", sources.rules[rule.id].place("score"), rule.id, found=_days(ends))
        elif gaps:
            yield lint_finding("threshold-gap", sources.rules[rule.id].place("score"), rule.id, found=_days(gaps))


def _days(days: list[date]) -> str:
    return ", ".join(day.isoformat() for day in days)


def _targets(sources: Sources) -> Iterator[Finding]:
    rows = sorted((row for found in sources.pack.targets.values() for row in found), key=lambda row: row.line)
    for row in rows:
        if row.announced_on.year > row.year:
            yield lint_finding(
                "target-late", _cell(sources, row, "announced_on"), found=row.announced_on, year=row.year
            )
        if row.value == 0:
            yield lint_finding("target-zero", _cell(sources, row, "value"), found=row.indicator)
        if row.due_by is not None and row.due_by < max(row.announced_on, date(row.year, 1, 1)):
            place = _cell(sources, row, "due_by")
            yield lint_finding("target-due-early", place, found=row.due_by, expected=row.announced_on)
    yield from _twice(sources, rows)
    yield from _unused(sources, rows)


def _twice(sources: Sources, rows: list[TargetRow]) -> Iterator[Finding]:
    """Yield a row that says the same thing of the same day as another: only the first of them counts."""
    seen: dict[tuple[object, ...], TargetRow] = {}
    for row in rows:
        key = (row.locality, row.indicator, row.year, row.body, row.announced_on)
        first = seen.setdefault(key, row)
        if first is not row:
            at = _cell(sources, first, "indicator")
            yield lint_finding("target-twice", _cell(sources, row, "indicator"), found=row.indicator, at=at)


def _unused(sources: Sources, rows: list[TargetRow]) -> Iterator[Finding]:
    """Yield the first row of each indicator whose target no rule asks for."""
    asked = {name for rule in all_rules(sources.pack) for name in targets_asked(rule)}
    for name, same in groupby(sorted(rows, key=lambda row: (row.indicator, row.line)), lambda row: row.indicator):
        if name not in asked:
            kept = list(same)
            yield lint_finding("target-unused", _cell(sources, kept[0], "indicator"), found=name, count=len(kept))


def _years(sources: Sources) -> Iterator[Finding]:
    """Yield rows of a year that no period of the directive lies in: nothing ever reads them."""
    years = {period.year for period in sources.pack.directive.known_periods}
    tables = ((TARGETS, sources.pack.targets), (LOCALITIES, sources.pack.frame))
    for name, table in tables:
        lines = sorted((row.line, row.year) for rows in table.values() for row in rows if row.year not in years)
        for line, year in lines:
            yield lint_finding("row-outside-periods", Locus(sources.files.shown(name), line, 3), found=year)


def _waivers(sources: Sources) -> Iterator[Finding]:
    """Yield waivers that do not hold at the end of their period, or excuse from a rule that does not bind then."""
    ends = {period.name: period.end for period in sources.pack.directive.known_periods}
    binding = {rule.id: rule.in_force for rule in sources.pack.rules}
    for waiver in (one for found in sources.pack.waivers.values() for one in found):
        end, in_force = ends[waiver.period], binding.get(waiver.rule, ALWAYS)
        if not waiver.holds(end, end) or not in_force.holds(end):
            days = {"granted": waiver.granted_on, "until": waiver.until, "end": end}
            yield lint_finding("waiver-without-effect", waiver.locus, waiver.rule, found=waiver.rule, **days)


def _cell(sources: Sources, row: TargetRow, column: str) -> Locus:
    return Locus(sources.files.shown(TARGETS), row.line, TARGET_COLUMNS.index(column) + 1)
