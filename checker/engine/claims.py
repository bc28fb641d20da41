"""Claims -> what an indicator may be at the end of a period (several sources, several dates, hedges, rounding)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby, pairwise

from checker.errors import Locus
from checker.model.assessment import Finding, Severity
from checker.model.directive import Hedge
from checker.model.indicator import EvidenceKind, Indicator
from checker.model.interval import Interval, hull
from checker.model.period import Period
from checker.model.submission import Claim, Path
from checker.model.types import ListType, StateType, TruthType
from checker.model.value import Items, Possible, union

# Claims of one day that differ by less are still a contradiction, but a small one (relation R22 of the pack's sources).
SMALL_DIFFERENCE = Fraction(5, 100)


@dataclass(frozen=True, slots=True)
class Settled:
    """What an indicator may be, by which claims, and what is to be asked about them."""

    possible: Possible
    used: tuple[Claim, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Settling:
    """What is needed to settle the claims of one submission."""

    period: Period
    hedges: Mapping[str, Hedge]
    locate: Callable[[Path], Locus]

    def settle(self, indicator: Indicator, claims: Sequence[Claim]) -> Settled:
        """Return what *indicator* may be. Nothing said leaves all that its bounds allow."""
        timely = [claim for claim in claims if self._is_timely(indicator, claim)]
        findings = [self._late(claim) for claim in claims if claim not in timely]
        days = [(day, list(group)) for day, group in groupby(sorted(timely, key=_by_day), key=_by_day)]
        if not days:
            return Settled(indicator.unknown, (), tuple(findings))
        joined = [(day, self._join(indicator, group)) for day, group in days]
        findings += [conflict for _, group in days for conflict in self._conflicts(indicator, group)]
        findings += self._falls(
            indicator, [(group, value) for (_, group), (_, value) in zip(days, joined, strict=True)]
        )
        (last, group), (_, possible) = days[-1], joined[-1]
        if last < self.period.end and _only_grows(indicator):
            possible = _at_least(indicator, possible)
            findings.append(
                self._finding("claim-stale", "note", group[0], indicator, as_of=last, until=self.period.end)
            )
        return Settled(possible, tuple(group), tuple(findings))

    def interval(self, indicator: Indicator, claim: Claim) -> Possible:
        """Return what one claim says: the stated value, widened by its rounding and its hedge."""
        stated = claim.stated
        if isinstance(stated, frozenset):
            return _at_least(indicator, stated) if claim.hedge == "at-least" else stated
        if not isinstance(stated, Interval):
            return stated
        half = (claim.rounded_to or Fraction(0)) / 2
        widened = stated + Interval(-half, half)
        if claim.hedge is not None:
            hedge = self.hedges[claim.hedge]
            lower = indicator.bounds.lower if hedge.lower is None else widened.lower * hedge.lower
            upper = indicator.bounds.upper if hedge.upper is None else widened.upper * hedge.upper
            widened = Interval(lower, upper)
        return widened.meet(indicator.bounds) or widened

    def _is_timely(self, indicator: Indicator, claim: Claim) -> bool:
        """Whether a claim can speak of the period: not later, and a flow not of another year."""
        earliest = self.period.start if indicator.kind == "flow" else date.min
        return earliest <= claim.as_of <= self.period.end

    def _join(self, indicator: Indicator, group: Sequence[Claim]) -> Possible:
        """Return what the claims of one day leave possible: their intersection, or their hull if they do not meet."""
        values = [self.interval(indicator, claim) for claim in group]
        if isinstance(indicator.type, ListType):
            return Items(tuple(item for value in values if isinstance(value, Items) for item in value.items))
        intervals = [value for value in values if isinstance(value, Interval)]
        if intervals:
            return _meet_all(intervals) or hull(intervals)
        sets = [value for value in values if isinstance(value, frozenset)]
        common = set(sets[0]).intersection(*sets)
        return union([one & frozenset(common) for one in sets]) if common else union(sets)

    def _conflicts(self, indicator: Indicator, group: Sequence[Claim]) -> Iterable[Finding]:
        """Yield a finding for each claim of a day that contradicts one before it."""
        for index, claim in enumerate(group):
            for earlier in group[:index]:
                if not _agree(self.interval(indicator, earlier), self.interval(indicator, claim)):
                    yield self._pair("claim-conflict", earlier, claim, indicator)
                    break

    def _falls(self, indicator: Indicator, days: Sequence[tuple[Sequence[Claim], Possible]]) -> Iterable[Finding]:
        """Yield a finding where what only grows is said to have fallen from one date to the next."""
        if not _only_grows(indicator) or isinstance(indicator.type, ListType):
            return
        for (before, earlier), (after, later) in pairwise(days):
            if not _agree(_at_least(indicator, earlier), later):
                yield self._pair("claim-falls", before[0], after[0], indicator)

    def _late(self, claim: Claim) -> Finding:
        place = self.locate((*claim.path, "as_of"))
        facts = {"indicator": claim.indicator, "found": claim.as_of, "expected": self.period}
        return Finding("claim-outside-period", "note", place, facts)

    def _pair(self, code: str, before: Claim, after: Claim, indicator: Indicator) -> Finding:
        """Return a finding that names two claims and, for numbers, how far apart they are."""
        gap: Fraction | None = None
        severity: Severity = "major"
        if isinstance(before.stated, Interval) and isinstance(after.stated, Interval):
            first, second = Fraction(before.stated.lower), Fraction(after.stated.lower)
            gap = abs(first - second)
            severity = "minor" if gap <= SMALL_DIFFERENCE * max(abs(first), abs(second)) else "major"
        question = indicator.question
        return self._finding(code, severity, after, indicator, before=before, after=after, gap=gap, question=question)

    def _finding(
        self, code: str, severity: Severity, claim: Claim, indicator: Indicator, **parameters: object
    ) -> Finding:
        facts = {"indicator": indicator.id, "label": indicator.label, "unit": indicator.unit, "claim": claim}
        return Finding(code, severity, self.locate(claim.path), facts | parameters)


def is_supported(claim: Claim, indicator: Indicator, kinds: frozenset[EvidenceKind], deadline: date) -> bool:
    """Return whether a claim's evidence is of an accepted kind and was issued by *deadline*.

    Press supports public acts, never counts; a copy supports nothing; an undated source cannot be shown to be in time.
    """
    evidence = claim.evidence
    if evidence is None or evidence.kind not in kinds or evidence.kind == "copy":
        return False
    if evidence.kind == "press" and indicator.is_count:
        return False
    return evidence.issued is not None and evidence.issued <= deadline


def supported_until(period: Period, days: int) -> date:
    """Return the last day on which evidence for *period* may be issued."""
    return period.end + timedelta(days=days)


def _by_day(claim: Claim) -> date:
    return claim.as_of


def _only_grows(indicator: Indicator) -> bool:
    """Whether an earlier value is a lower bound: stocks, year-to-date flows, milestones and ordered states."""
    return indicator.kind in ("stock", "flow") or isinstance(indicator.type, StateType | TruthType | ListType)


def _at_least(indicator: Indicator, possible: Possible) -> Possible:
    """Return what may have grown from *possible*."""
    if isinstance(possible, Interval):
        return Interval(possible.lower, max(possible.upper, indicator.bounds.upper))
    if isinstance(possible, Items):
        return possible
    if isinstance(indicator.type, StateType):
        order = indicator.type.states
        lowest = min(order.index(str(state)) for state in possible)
        return frozenset(order[lowest:])
    return frozenset({True, False}) if False in possible else frozenset({True})


def _meet_all(intervals: Iterable[Interval]) -> Interval | None:
    """Return what all intervals have in common, or None."""
    first, *rest = intervals
    common: Interval | None = first
    for interval in rest:
        common = common.meet(interval) if common is not None else None
    return common


def _agree(left: Possible, right: Possible) -> bool:
    """Return whether both can be true at once."""
    if isinstance(left, Interval) and isinstance(right, Interval):
        return left.meet(right) is not None
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        return not left.isdisjoint(right)
    return True
