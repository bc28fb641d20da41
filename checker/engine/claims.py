"""Claims -> what an indicator may be at the end of a period (several sources, several dates, hedges, rounding)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby

from checker.errors import Locus
from checker.model.assessment import Finding, Severity
from checker.model.directive import Hedge
from checker.model.indicator import EvidenceKind, Indicator
from checker.model.interval import Interval, hull
from checker.model.period import Period
from checker.model.submission import Claim, Path
from checker.model.types import ListType, StateType, TruthType
from checker.model.value import EITHER, TRUE, Items, Possible, union

# Claims of one day that differ by less are still a contradiction, but a small one (relation R22 of the pack's sources).
SMALL_DIFFERENCE = Fraction(5, 100)
_DISPUTES = frozenset({"claim-conflict", "claim-falls"})


@dataclass(frozen=True, slots=True)
class Settled:
    """What an indicator may be, by which claims, and what is to be asked about them."""

    possible: Possible
    used: tuple[Claim, ...]
    findings: tuple[Finding, ...]

    @property
    def disputed(self) -> bool:
        """Whether the claims contradict one another."""
        return any(finding.code in _DISPUTES for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Day:
    """What the claims of one day say, each and together, and how high that reaches."""

    claims: tuple[Claim, ...]
    said: tuple[Possible, ...]
    joined: Possible

    @property
    def as_of(self) -> date:
        """The day."""
        return self.claims[0].as_of


@dataclass(frozen=True, slots=True)
class Settling:
    """What is needed to settle the claims of one submission."""

    period: Period
    hedges: Mapping[str, Hedge]
    locate: Callable[[Path], Locus]

    def settle(self, indicator: Indicator, claims: Sequence[Claim]) -> Settled:
        """Return what *indicator* may be, in whatever order the *claims* come.

        Nothing said leaves all that its bounds allow.
        """
        if not claims:
            return Settled(indicator.unknown, (), ())
        ordered = sorted(claims, key=by_content) if len(claims) > 1 else claims
        findings = [self._late(claim) for claim in ordered if not self._is_timely(indicator, claim)]
        timely = [claim for claim in ordered if self._is_timely(indicator, claim)]
        if not timely:
            return Settled(indicator.unknown, (), tuple(findings))
        days = [self._day(indicator, tuple(group)) for _, group in groupby(timely, key=_by_day)]
        if not isinstance(indicator.type, ListType):
            findings += [finding for day in days for finding in self._conflicts(indicator, day)]
            findings += self._falls(indicator, days)
        last = days[-1]
        possible = last.joined
        if last.as_of < self.period.end and only_grows(indicator):
            possible = _at_least(indicator, possible)
            if possible != last.joined:
                dates = {"as_of": last.as_of, "until": self.period.end}
                findings.append(self._finding("claim-stale", "note", last.claims[0], indicator, **dates))
        return Settled(possible, last.claims, tuple(findings))

    def said(self, indicator: Indicator, claim: Claim) -> Possible:
        """Return what one claim says: the stated value, widened by its rounding and its hedge."""
        stated = claim.stated
        if isinstance(stated, frozenset):
            return _at_least(indicator, stated) if claim.hedge == "at-least" else stated
        if not isinstance(stated, Interval):
            return stated
        widened = stated
        if claim.rounded_to:
            half = claim.rounded_to / 2
            widened = stated + Interval(-half, half)
        if claim.hedge is not None:
            widened = _hedged(widened, self.hedges[claim.hedge], indicator.bounds)
        return widened.clamp(indicator.bounds.lower, indicator.bounds.upper)

    def _is_timely(self, indicator: Indicator, claim: Claim) -> bool:
        """Whether a claim can speak of the period: not later, and a flow not of another year."""
        earliest = self.period.start if indicator.kind == "flow" else date.min
        return earliest <= claim.as_of <= self.period.end

    def _day(self, indicator: Indicator, claims: tuple[Claim, ...]) -> Day:
        said = tuple(self.said(indicator, claim) for claim in claims)
        return Day(claims, said, _join(said))

    def _conflicts(self, indicator: Indicator, day: Day) -> Iterator[Finding]:
        """Yield a finding for each claim of a day that lies above the one that reaches least high.

        There is one exactly if the claims have nothing in common.
        """
        spans = [_span(indicator, possible) for possible in day.said]
        lowest = min(range(len(spans)), key=lambda index: spans[index].upper)
        for claim, span in zip(day.claims, spans, strict=True):
            if span.lower > spans[lowest].upper:
                yield self._pair("claim-conflict", day.claims[lowest], claim, indicator)

    def _falls(self, indicator: Indicator, days: Sequence[Day]) -> Iterator[Finding]:
        """Yield a finding where what only grows is said to have fallen below what was said of an earlier day."""
        if not only_grows(indicator):
            return
        highest, floor = days[0], _span(indicator, days[0].joined).lower
        for day in days[1:]:
            span = _span(indicator, day.joined)
            falls = span.upper < floor
            if falls:
                yield self._pair("claim-falls", highest.claims[0], day.claims[0], indicator)
            if falls or span.lower >= floor:
                highest, floor = day, span.lower

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
        told = {"before": before, "after": after, "at": self.locate(before.path), "gap": gap}
        return self._finding(code, severity, after, indicator, question=indicator.question, **told)

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


def by_content(claim: Claim) -> tuple[date, str, Path]:
    """Sort key: by day, then by what was written, so that the order within a file does not matter."""
    return claim.as_of, claim.text, claim.path


def _by_day(claim: Claim) -> date:
    return claim.as_of


def only_grows(indicator: Indicator) -> bool:
    """Return whether an earlier value is a lower bound: stocks, year-to-date flows, milestones and ordered states."""
    return indicator.kind in ("stock", "flow") or isinstance(indicator.type, StateType | TruthType | ListType)


def _hedged(stated: Interval, hedge: Hedge, bounds: Interval) -> Interval:
    """Return what a hedging word makes of a value, which stays possible: factors of it, or a bound for an open end."""
    factors = [factor for factor in (hedge.lower, hedge.upper) if factor is not None]
    spread = hull([stated, *(stated * Interval.point(factor) for factor in factors)])
    return Interval(
        bounds.lower if hedge.lower is None else spread.lower, bounds.upper if hedge.upper is None else spread.upper
    )


def _join(said: Sequence[Possible]) -> Possible:
    """Return what the claims of one day leave possible: what they have in common, or their hull if that is nothing.

    Lists are open: what one names and another does not is there all the same.
    """
    intervals = [one for one in said if isinstance(one, Interval)]
    if intervals:
        lower, upper = max(one.lower for one in intervals), min(one.upper for one in intervals)
        return Interval(lower, upper) if lower <= upper else hull(intervals)
    sets = [one for one in said if isinstance(one, frozenset)]
    if sets:
        return sets[0].intersection(*sets) or union(sets)
    return Items(tuple(item for one in said if isinstance(one, Items) for item in one.items))


def _at_least(indicator: Indicator, possible: Possible) -> Possible:
    """Return what may have grown from *possible*."""
    if isinstance(possible, Interval):
        return Interval(possible.lower, indicator.bounds.upper)
    if isinstance(possible, Items):
        return possible
    if isinstance(indicator.type, StateType):
        order = indicator.type.states
        return frozenset(order[min(order.index(str(state)) for state in possible) :])
    return TRUE if possible == TRUE else EITHER


def _span(indicator: Indicator, possible: Possible) -> Interval:
    """Return *possible* as an interval: of numbers, or of places in the order of the states (false before true)."""
    if isinstance(possible, Interval):
        return possible
    assert isinstance(possible, frozenset)
    order = indicator.type.states if isinstance(indicator.type, StateType) else (False, True)
    places = [order.index(one) for one in possible]
    return Interval(Fraction(min(places)), Fraction(max(places)))
