"""Numbers that look ten, a hundred, a thousand, 10^4 (万) or 10^8 (亿) times off: a question, never a judgement.

A claim is held against, in this order: the soft bounds, what is usual for so many heads, the previous submission, the
target in force. The first of them by which it is off, and which a slip of scale would mend, is asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.engine.claims import Settling
from checker.engine.earlier import latest_claims
from checker.engine.facts import Facts
from checker.model.assessment import Finding
from checker.model.indicator import Indicator
from checker.model.interval import ANYTHING, Interval
from checker.model.magnitude import nearest_scale
from checker.model.pack import Pack
from checker.model.submission import Claim, Submission
from checker.model.text import Text
from checker.model.types import NumberType
from checker.model.value import Possible

Against = Literal["plausible", "per-head", "previous", "target"]

# Two numbers this far apart still say the same of the order of magnitude.
CLOSE = 2
# A tenth or a tenfold of a target is an ordinary result; only these slips are told from one.
TARGET_SLIPS = frozenset(map(Fraction, (1000, 10_000))) | {Fraction(1, 1000), Fraction(1, 10_000)}


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a number is expected to lie, by what, and the slips that this can tell (all if None)."""

    against: Against
    span: Interval
    told: Mapping[str, object]
    slips: frozenset[Fraction] | None = None

    @property
    def reach(self) -> Interval:
        """How far a number may lie before its scale is in doubt.

        One that is only just outside the soft bounds is asked about as such: 501 of at most 500 is no slip of scale.
        """
        if self.against != "plausible":
            return self.span
        lower, upper = self.span.lower, self.span.upper
        return Interval(min(lower, lower / CLOSE), max(upper, upper * CLOSE))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the numbers of one submission are held against; *earlier* is the same locality's previous submission."""

    facts: Facts
    settling: Settling
    earlier: Submission | None = None


def magnitude_finding(known: Surroundings, indicator: Indicator, claim: Claim) -> Finding | None:
    """Return the question whether a number is some orders of magnitude off, or None."""
    value = _number(indicator, claim)
    if value is None:
        return None
    usual, moving = list(_usual(known, indicator)), list(_moving(known, indicator, claim))
    if all(one.span.contains(value) for one in (*usual, *moving)):
        return None
    near = _near(known.settling.said(indicator, claim), value)
    off = [one for one in (*usual, *moving) if near.meet(one.reach) is None]
    clearing = [one for one in usual if one not in off]
    for one in off:
        decides = one in usual
        meant = _meant(indicator, value, one, _narrowed(one, usual, moving) if decides else [one.span])
        if meant is None:
            continue
        if decides or not any(_can_tell(other, indicator, too_small=meant > value) for other in clearing):
            return _finding(known, indicator, claim, one, meant)
    return None


def _number(indicator: Indicator, claim: Claim) -> Fraction | None:
    """Return the number that a claim states, if it is above zero."""
    if not isinstance(indicator.type, NumberType):
        return None
    assert isinstance(claim.stated, Interval)
    return Fraction(claim.stated.lower) if claim.stated.lower > 0 else None


def _near(said: Possible, value: Fraction) -> Interval:
    """Return what is said of a number, an open end drawn in: by "over 2" nobody means 20,000."""
    assert isinstance(said, Interval)
    return said.clamp(value / CLOSE, value * CLOSE)


def _usual(known: Surroundings, indicator: Indicator) -> Iterator[Reference]:
    """Yield the soft bounds, and the usual range for as many heads as the pack holds for the locality."""
    if indicator.plausible is not None:
        yield Reference("plausible", indicator.plausible, {"expected": indicator.plausible})
    usual = indicator.per_head
    if usual is None:
        return
    frame = known.facts.frame
    counted = frame.pack.indicators[usual.of]
    heads = frame.value(counted)
    if isinstance(heads, Interval) and heads.is_point and heads.lower > 0:
        told = {"of": counted.label, "of_unit": _unit(frame.pack, counted), "heads": heads, "expected": usual.plausible}
        yield Reference("per-head", usual.plausible * heads, told)


def _moving(known: Surroundings, indicator: Indicator, claim: Claim) -> Iterator[Reference]:
    """Yield what a stock or a flow was in the same year's previous submission, and where its target puts it."""
    if indicator.kind not in ("stock", "flow"):
        return
    if known.earlier is not None:
        yield from _previous(known.earlier, claim)
    frame = known.facts.frame
    row = frame.row(indicator.id)
    if row is not None and row.value is not None and row.value > 0:
        due = row.value * frame.period.due(row.due_by)
        told = {"expected": row.value, "year": row.year, "set_by": row.set_by}
        yield Reference("target", Interval(due / CLOSE, row.value * CLOSE), told, TARGET_SLIPS)


def _previous(earlier: Submission, claim: Claim) -> Iterator[Reference]:
    """Yield what the latest claims of the previous submission say, if of the same year and of no later day."""
    last = latest_claims(earlier, claim.indicator)
    if not last or last[-1].as_of.year != claim.as_of.year or last[-1].as_of > claim.as_of:
        return
    values = [Fraction(one.stated.lower) for one in last if isinstance(one.stated, Interval)]
    if min(values) > 0:
        told = {"before": last[-1], "period": earlier.period, "other": earlier.file}
        yield Reference("previous", Interval(min(values) / CLOSE, max(values) * CLOSE), told)


def _narrowed(one: Reference, usual: Sequence[Reference], moving: Sequence[Reference]) -> Iterator[Interval]:
    """Yield where the number meant may lie, narrow ranges first: in a wide one the first slip that fits wins."""
    lower, upper = max(other.span.lower for other in usual), min(other.span.upper for other in usual)
    common = [Interval(lower, upper)] if lower <= upper else []
    for expected in (*(other.span for other in moving), ANYTHING):
        for range_ in (*common, one.span):
            within = range_.meet(expected)
            if within is not None:
                yield within


def _meant(indicator: Indicator, value: Fraction, one: Reference, ranges: Iterable[Interval]) -> Fraction | None:
    """Return the number in the first of *ranges* that a slip leads to, and which the indicator can hold."""
    for span in ranges:
        factor = nearest_scale(value, span)
        if factor is not None and (one.slips is None or factor in one.slips) and _can_hold(indicator, value * factor):
            return value * factor
    return None


def _can_hold(indicator: Indicator, value: Fraction) -> bool:
    whole = isinstance(indicator.type, NumberType) and indicator.type.whole
    return indicator.bounds.contains(value) and (not whole or value.denominator == 1)


def _can_tell(one: Reference, indicator: Indicator, *, too_small: bool) -> bool:
    """Return whether a range says more than the hard bounds do about numbers that are too small, or too large."""
    if too_small:
        return one.span.lower > indicator.bounds.lower
    return one.span.upper < indicator.bounds.upper


def _finding(known: Surroundings, indicator: Indicator, claim: Claim, one: Reference, meant: Fraction) -> Finding:
    pack = known.facts.frame.pack
    entry = pack.units.get(indicator.unit)
    told = {"indicator": indicator.id, "label": indicator.label, "unit": _unit(pack, indicator), "claim": claim}
    asked = {"suggested": meant, "scaled": entry is not None and entry.is_scaled, "against": one.against}
    return Finding("magnitude", "major", known.settling.locate(claim.path), {**told, **asked, **one.told})


def _unit(pack: Pack, indicator: Indicator) -> Text | str:
    """Return what an indicator's unit is called, or as the dictionary has it; nothing for a ratio."""
    assert isinstance(indicator.type, NumberType)
    if indicator.type.unit is None or not indicator.type.unit.powers:
        return ""
    entry = pack.units.get(indicator.unit)
    return indicator.unit if entry is None else entry.label
