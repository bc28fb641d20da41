"""The credits of a second scorer, written from the design and the model before the engine was read; it shares no code.

From a submission to credits, in plain fractions: every quantity is a pair of ends, low and high. Only the value of an
expression comes from ``checker.expression``, which has an oracle of its own (``tests/properties/test_expressions.py``).
Where the design is silent it takes the engine's side: what is done and what is listed only grows, ``zero`` also stands
for a share of nothing, and a lifting condition that cannot be evaluated is unknown. Left out: registers, integrity,
self-claims, and targets that are due before the year's end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import product
from math import floor, inf

from checker.expression.interpret import interpret
from checker.model.directive import Scoring
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.review import Review
from checker.model.rule import Expression, InForce, Rule, Shape
from checker.model.submission import Claim, Submission
from checker.model.types import StateType, TruthType
from checker.model.value import EITHER, Items, Possible, Value, day

End = Fraction | float  # a float is an infinity
Ends = tuple[Fraction, Fraction]
NOTHING, ALL, OPEN = Fraction(0), Fraction(1), (Fraction(0), Fraction(1))
SURELY, SURELY_NOT = Value(frozenset({True})), Value(frozenset({False}))  # and it cannot fail


# --- section 3: what a submission says --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """What is known in one reading: the pack's facts, and the claims that *counts* lets through."""

    pack: Pack
    said: Submission
    counts: Callable[[Claim], bool]

    def indicator(self, indicator: str) -> Possible:
        """Return what *indicator* may be: the latest claim by the period's end, or all that it can be."""
        entry, period = self.pack.indicators[indicator], self.said.period
        if entry.held_by_pack:
            fact = self.pack.frame_fact(self.said.locality.code, indicator, period)
            return entry.unknown if fact is None else fact.value
        start = period.start if entry.kind == "flow" else date.min
        claims = [one for one in self.said.claims.get(indicator, ()) if start <= one.as_of <= period.end]
        claims = [one for one in claims if self.counts(one)]
        if not claims:
            return entry.unknown
        last = max(one.as_of for one in claims)
        value = joined([claimed_value(one, entry, self.pack.directive.scoring) for one in claims if one.as_of == last])
        return value if last == period.end else grown(value, entry)

    def given(self, name: str) -> Possible:
        """Return the level of the locality or the day on which the period ends."""
        return frozenset({self.said.locality.level}) if name == "level" else day(self.said.period.end)

    def target(self, indicator: str) -> Interval:
        """Return the target in force, or all that it could be."""
        row = self.pack.target_in_force(self.said.locality.code, indicator, self.said.period)
        known = row is not None and row.value is not None
        return Interval.point(row.value) if known else self.pack.indicators[indicator].bounds

    def has_target(self, indicator: str) -> frozenset[bool]:
        """Return whether somebody set a target; without a row both are possible."""
        row = self.pack.target_in_force(self.said.locality.code, indicator, self.said.period)
        return EITHER if row is None else frozenset({row.value is not None})

    def target_stated(self, indicator: str) -> bool:
        """Return whether a row states a value."""
        return self.has_target(indicator) == frozenset({True})

    def due(self) -> Interval:
        """Return the share of the year that is over, by months."""
        return Interval.point(Fraction(self.said.period.month, 12))


def joined(said: Sequence[Possible]) -> Possible:
    """Return what claims of one day have in common, all that they span if that is nothing, or all that they list."""
    if isinstance(said[0], Items):
        return Items(tuple(item for one in said for item in one.items))
    if isinstance(said[0], Interval):
        low, high = max(one.lower for one in said), min(one.upper for one in said)
        if low > high:
            low, high = min(one.lower for one in said), max(one.upper for one in said)
        return Interval(low, high)
    return frozenset.intersection(*said) or frozenset.union(*said)


def grown(value: Possible, entry: Indicator) -> Possible:
    """Return what a value of an earlier day leaves possible: stocks, flows, states and what is done only grow."""
    if isinstance(entry.type, TruthType):
        return value if value == frozenset({True}) else EITHER
    if isinstance(entry.type, StateType):
        return at_least(value, entry.type)
    if isinstance(value, Interval) and entry.kind in ("stock", "flow"):
        return Interval(value.lower, entry.bounds.upper)
    return value


def at_least(states: Possible, kind: StateType) -> Possible:
    """Return *states* and all above the lowest of them."""
    assert isinstance(states, frozenset)
    return frozenset(kind.states[min(map(kind.states.index, states)) :])


def claimed_value(claim: Claim, entry: Indicator, policy: Scoring) -> Possible:
    """Return what a claim says: the value stated, as widely as its rounding and its hedge make it."""
    hedge = policy.hedges[claim.hedge] if claim.hedge else None
    if not isinstance(claim.stated, Interval):
        return grown(claim.stated, entry) if hedge and hedge.upper is None else claim.stated
    slack = (claim.rounded_to or NOTHING) / 2
    low, high = claim.stated.lower - slack, claim.stated.upper + slack
    if hedge:
        factors = [one for one in (hedge.lower, hedge.upper) if one is not None]
        worst, best = min(low * one for one in factors), max(high * one for one in factors)
        low = -inf if hedge.lower is None else worst
        high = inf if hedge.upper is None else best
    return Interval(max(low, entry.bounds.lower), min(high, entry.bounds.upper))


# --- section 6: the readings ------------------------------------------------------------------------------------------


def supports(claim: Claim, rule: Rule, pack: Pack, said: Submission) -> bool:
    """Return whether the evidence of a claim is of an accepted kind and was issued in time."""
    source, within = claim.evidence, timedelta(pack.directive.scoring.supported_within_days)
    if source is None or source.issued is None or source.kind == "copy":
        return False
    counts = pack.indicators[claim.indicator].is_count
    accepted = source.kind in rule.evidence and not (source.kind == "press" and counts)
    return accepted and source.issued <= said.period.end + within


def concerns(review: Review, claim: Claim) -> bool:
    """Return whether a review is about *claim*."""
    value = review.value is None or review.value == claim.text
    return review.indicator == claim.indicator and value and review.as_of in (None, claim.as_of)


def told(pack: Pack, said: Submission, reviews: Sequence[Review], reading: str, rule: Rule) -> Told:
    """Return what *rule* may rest on in *reading*; a rejected claim counts in none."""

    def counts(claim: Claim) -> bool:
        verdicts = {one.verdict for one in reviews if concerns(one, claim)}
        if "rejected" in verdicts:
            return False
        if reading == "verified":
            return "confirmed" in verdicts
        return reading == "claimed" or supports(claim, rule, pack, said)

    return Told(pack, said, counts)


# --- section 2: shapes ------------------------------------------------------------------------------------------------


def share_between(x: End, start: End, end: End) -> Fraction:
    """Return how far *x* is on the way from *start* to *end*, 0 to 1; at the end is there, endlessly far is never."""
    if x >= end:
        return ALL
    if x <= start or end == inf:
        return NOTHING
    return ALL if start == -inf else Fraction(x - start) / Fraction(end - start)


def steps_credit(x: End, shape: Shape) -> Fraction:
    """Return the credit of the highest threshold reached."""
    return max((credit for threshold, credit in shape.steps if x >= threshold), default=NOTHING)


def date_credit(x: End, due: End, grace: Fraction) -> Fraction:
    """Return 1 on time, falling to 0 at the end of the grace."""
    if x <= due:
        return ALL
    return NOTHING if x - due >= grace else 1 - Fraction(x - due) / grace


def loss_credit(x: End, lose: Fraction) -> Fraction:
    """Return 1 less *lose* for each one counted."""
    if x == inf:
        return NOTHING if lose else ALL
    return ALL if x == -inf else min(ALL, max(NOTHING, 1 - lose * x))


def full_steps_credit(x: End, shape: Shape) -> Fraction:
    """Return ``each`` for every full step above the start, at most 1."""
    start, step, each = (shape.numbers[name] for name in ("start", "step", "each"))
    if x < start or not each:
        return NOTHING
    return ALL if x == inf else min(ALL, floor((x - start) / step) * each)


def part_credit(part: Interval, whole: Interval) -> Ends:
    """Return a part of a whole that is not below 0, and not 0 alone; at most 1."""
    low = NOTHING if part.lower <= 0 or whole.upper == inf else Fraction(part.lower) / Fraction(whole.upper)
    high = ALL if part.upper > 0 else NOTHING
    if 0 < part.upper < inf and whole.lower > 0:
        high = NOTHING if whole.lower == inf else Fraction(part.upper) / Fraction(whole.lower)
    return min(ALL, low), min(ALL, high)


def number_credit(shape: Shape, x: Interval, limits: Mapping[str, Interval]) -> Ends:
    """Return the credit of a number or a day."""
    low, high = x.lower, x.upper
    if shape.name == "steps":
        return steps_credit(low, shape), steps_credit(high, shape)
    if shape.name == "lower-is-better":
        return loss_credit(high, shape.numbers["lose"]), loss_credit(low, shape.numbers["lose"])
    if shape.name == "bonus-steps":
        return full_steps_credit(low, shape), full_steps_credit(high, shape)
    if shape.name == "by-date":
        due, grace = limits["due"], shape.numbers["grace"]
        return date_credit(high, due.lower, grace), date_credit(low, due.upper, grace)
    if shape.name == "share":
        return part_credit(x, limits["of"])
    if shape.name in ("at-least", "at-most"):
        limit = limits["threshold"]
        if shape.name == "at-least":
            return Fraction(low >= limit.upper), Fraction(high >= limit.lower)
        return Fraction(high <= limit.lower), Fraction(low <= limit.upper)
    zero, full = limits["zero-at"], limits["full-at"]
    if shape.name == "ramp":
        return share_between(low, zero.upper, full.upper), share_between(high, zero.lower, full.lower)
    # what falls towards the right rises towards the left
    return share_between(-high, -zero.lower, -full.lower), share_between(-low, -zero.upper, -full.upper)


def checklist_credit(shape: Shape, holds: Mapping[str, frozenset[bool]]) -> Ends:
    """Return the credits of the milestones that surely hold, and of those that may."""
    sure = sum((one.credit for one in shape.milestones if holds[one.id] == frozenset({True})), NOTHING)
    return sure, sum((one.credit for one in shape.milestones if True in holds[one.id]), NOTHING)


def gates_credit(worth: Mapping[str, Fraction], annual: Iterable[bool], cumulative: Iterable[bool]) -> Ends:
    """Return the worst and the best of the ways that may have been gone through two gates."""
    names = {(True, True): "both", (True, False): "annual", (False, True): "cumulative", (False, False): "neither"}
    found = [worth[names[way]] for way in product(annual, cumulative)]
    return min(found), max(found)


def rounded(credit: Fraction) -> Fraction:
    """Return a credit with 12 decimals, a half going up."""
    return Fraction(floor(credit * 10**12 + Fraction(1, 2)), 10**12)


# --- section 1: the credit of a rule ----------------------------------------------------------------------------------


@dataclass(frozen=True, eq=False)
class Judged:
    """A rule and the ends of its credit; None if it does not apply. *may_leave*: nobody knows whether it does."""

    rule: Rule
    credit: Ends | None
    may_leave: bool = False


def judge(rule: Rule, facts: Told) -> Judged:
    """Return the credit of *rule*. Whether it applies being unknown, its credit may be anything."""
    rule, declared = in_force(rule, facts.said.period.end), rule
    if rule is None:
        return Judged(declared, None)
    if rule.applies_when is not None:
        binds = ask(rule.applies_when, facts)
        if binds == SURELY_NOT:
            return Judged(rule, None)
        if binds != SURELY:
            return Judged(rule, OPEN, may_leave=True)
    low, high = map(rounded, shape_credit(rule, facts))
    if rule.lifted_when is not None:
        lifted = ask(rule.lifted_when, facts)
        if lifted != SURELY_NOT:
            low, high = (ALL if lifted == SURELY else low), ALL
    return Judged(rule, (low, high))


def in_force(rule: Rule, day: date) -> Rule | None:
    """Return *rule* with the thresholds of *day*; None if it, or one of them, does not bind then."""
    chosen = dict(rule.shape.expressions)
    for name, ways in rule.shape.dated.items():
        (chosen[name],) = [one.expression for one in ways if binds_on(one.in_force, day)] or [None]
    if not binds_on(rule.in_force, day) or None in chosen.values():
        return None
    return replace(rule, shape=replace(rule.shape, expressions=chosen))


def binds_on(days: InForce, day: date) -> bool:
    """Return whether *day* is among *days*; both ends are."""
    return (days.start or date.min) <= day <= (days.end or date.max)


def ask(expression: Expression, facts: Told) -> Value:
    """Return what *expression* may be."""
    return interpret(expression.tree, facts).value


def shape_credit(rule: Rule, facts: Told) -> Ends:
    """Return the credit of the rule's shape, unrounded; what may divide by zero may be worth anything."""
    shape = rule.shape
    asked = {name: ask(one, facts) for name, one in shape.expressions.items()}
    asked |= {one.id: ask(one.when, facts) for one in shape.milestones}
    if any(value.possible is None or value.may_fail for value in asked.values()):
        return OPEN
    if shape.name == "checklist":
        return checklist_credit(shape, {name: value.members for name, value in asked.items()})
    if shape.name == "two-gate":
        return gates_credit(shape.credits, asked["annual"].members, asked["cumulative"].members)
    return measured_credit(rule, ask(rule.measure, facts), {name: value.number for name, value in asked.items()})


def measured_credit(rule: Rule, measure: Value, limits: Mapping[str, Interval]) -> Ends:
    """Return the credit of a measure; where it divides by zero, that of what the rule says instead."""
    whole = limits.get("of", Interval.point(1))
    fails = measure.may_fail or whole.contains(0)
    if fails and (rule.zero is None or rule.shape.name == "ordered"):
        return OPEN
    if rule.shape.name == "ordered":
        found = [rule.shape.credits[state] for state in measure.members]
        return min(found), max(found)
    found = []
    if fails:
        zero_of = {**limits, "of": Interval.point(1)}
        found.append(number_credit(rule.shape, Interval.point(rule.zero), zero_of))
    if measure.possible is not None and whole.upper > 0:
        found.append(number_credit(rule.shape, measure.number, limits))
    return min(low for low, _ in found), max(high for _, high in found)


def judge_submission(pack: Pack, said: Submission, reviews: Sequence[Review] = ()) -> Mapping[str, Sequence[Judged]]:
    """Return the credits of all rules in the three readings."""
    return {
        reading: [judge(rule, told(pack, said, reviews, reading, rule)) for rule in pack.rules]
        for reading in ("claimed", "supported", "verified")
    }
