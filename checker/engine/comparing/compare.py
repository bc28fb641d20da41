"""Two assessments side by side: what moved the total, and which rule moved it, digit for digit.

A total is taken apart into amounts that add up to it exactly: what each rule gives (share x credit; one that deducts
takes share x what its credit lacks), and what the stages of scoring add or take beyond that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model import nodes
from checker.model.assessment import Assessment, Reading, RuleResult, Score, Trace
from checker.model.comparison import (
    ADJUSTMENTS,
    NOTHING,
    Adjustment,
    AdjustmentKind,
    Comparison,
    Ends,
    Input,
    InputKind,
    RuleMove,
    RuleSide,
)
from checker.model.directive import FULL_SCORE, Scoring
from checker.model.pack import Pack
from checker.model.value import Items, Value

Place = tuple[AdjustmentKind, str]
Asked = Mapping[tuple[InputKind, str], Value]


@dataclass(frozen=True, slots=True)
class Account:
    """A total taken apart: what the rules give and what the stages adjust add up to it, at both ends."""

    sides: Mapping[str, RuleSide]
    adjustments: Mapping[Place, Ends]


def compare(pack: Pack, before: Assessment, after: Assessment, reading: Reading) -> Comparison:
    """Return what moved between two assessments under *pack*, the greatest move of the lower end first.

    Both must have a total in *reading*.
    """
    first, second = (
        account_of(pack.directive.scoring, before, reading),
        account_of(pack.directive.scoring, after, reading),
    )
    moved = []
    for rule in pack.rules:
        old, new = first.sides[rule.id], second.sides[rule.id]
        if new.gives - old.gives:
            inputs = _inputs(_asked(pack, before, old.result, reading), _asked(pack, after, new.result, reading))
            moved.append(RuleMove(old, new, _rescaled(old, new), tuple(inputs)))
    moved.sort(key=lambda one: (-abs(one.move.lower), -abs(one.move.upper), one.after.result.rule.id))
    adjusted = _adjustments(pack, first.adjustments, second.adjustments)
    return Comparison(before, after, reading, tuple(moved), tuple(adjusted), len(pack.rules) - len(moved))


def account_of(scoring: Scoring, assessment: Assessment, reading: Reading) -> Account:
    """Return the total of *assessment* taken apart; it has one in *reading*."""
    score, results = assessment.scores[reading], assessment.results[reading]
    sides = {result.rule.id: _side(score, result) for result in results}
    earned = sum((sides[result.rule.id].gives for result in results if result.rule.bonus), NOTHING)
    return Account(sides, {**dict(_by_point(score, results)), **_of_total(scoring, score, earned)})


def _side(score: Score, result: RuleResult) -> RuleSide:
    rule = result.rule
    if not result.applies:
        return RuleSide(result, Fraction(0), NOTHING)
    share = rule.bonus or score.shares.get(rule.id, Fraction(0))
    return RuleSide(result, share, _counted(result).times(share))


def _counted(result: RuleResult) -> Ends:
    """Return what a rule's share is multiplied by: its credit, or what its credit lacks, taken away."""
    credit = Ends.of(result.credit)
    return credit - Ends.both(1) if result.rule.deduct else credit


def _by_point(score: Score, results: Sequence[RuleResult]) -> Iterator[tuple[Place, Ends]]:
    """Yield for each point in the sum what it starts from without a weighted rule, and what its floor at 0 gives back.

    The lower end of a deduction is taken from the upper end of the mean, and the upper end from the lower.
    """
    weighted = {result.rule.point for result in results if result.applies and result.rule.weight}
    scored = [point for point in score.points if point.score is not None]
    whole = sum((point.weight for point in scored), Fraction(0))
    for point in scored:
        assert point.mean is not None
        assert point.score is not None
        unit = point.weight / whole
        if point.point not in weighted:
            yield ("start", point.point), Ends.both(FULL_SCORE * unit)
        left = Ends.of(point.mean - point.deduction)
        yield ("floor", point.point), (Ends.of(point.score) - left).times(unit)


def _of_total(scoring: Scoring, score: Score, earned: Ends) -> Mapping[Place, Ends]:
    """Return what the caps and the condition of the bonus, and the cap at 100, take from the total."""
    assert score.base is not None
    assert score.total is not None
    capped = Ends(min(earned.lower, scoring.bonus_cap), min(earned.upper, scoring.bonus_cap))
    bonus = Ends.of(score.bonus)
    return {
        ("bonus-cap", ""): capped - earned,
        ("bonus-base", ""): bonus - capped,
        ("total-cap", ""): Ends.of(score.total) - Ends.of(score.base) - bonus,
    }


def _rescaled(old: RuleSide, new: RuleSide) -> Ends:
    """Return how far a rule that applies on both sides would move the total by its share alone."""
    if not old.result.applies or not new.result.applies:
        return NOTHING
    return _counted(old.result).times(new.share - old.share)


def _adjustments(pack: Pack, first: Mapping[Place, Ends], second: Mapping[Place, Ends]) -> Iterator[Adjustment]:
    """Yield the adjustments that differ: those of the points in the order of the directive, then those of the whole."""
    for point in (*(point.id for point in pack.directive.points), ""):
        for kind in ADJUSTMENTS:
            old, new = first.get((kind, point), NOTHING), second.get((kind, point), NOTHING)
            if new - old:
                yield Adjustment(kind, point, old, new)


def _inputs(first: Asked, second: Asked) -> Iterator[Input]:
    """Yield what differs among what two credits rest on; nothing where one of them rests on nothing."""
    if not first or not second:
        return
    for key in dict.fromkeys((*first, *second)):
        old, new = first.get(key), second.get(key)
        if not _is_same(old, new):
            yield Input(*key, old, new)


def _is_same(old: Value | None, new: Value | None) -> bool:
    if old is not None and new is not None and isinstance(old.possible, Items) and isinstance(new.possible, Items):
        return old.possible.items == new.possible.items
    return old == new


def _asked(pack: Pack, assessment: Assessment, result: RuleResult, reading: Reading) -> Asked:
    """Return by name what a credit rests on, with its values in *reading*; nothing where the rule does not apply."""
    if not result.applies:
        return {}
    found = {key: trace.value for trace in _traces(result) if (key := _key(trace.node)) is not None}
    word = result.rule.self_claim
    if word is not None and reading == "claimed":  # only there a locality's own word may decide
        found["indicator", word] = assessment.values.get(word, Value(pack.indicators[word].unknown))
    return found


def _traces(result: RuleResult) -> Iterator[Trace]:
    """Yield the sub-values of a credit, in the order of the rule's expressions."""
    names = [name for name in result.rule.named_expressions if name in result.traces and name != "applies-when"]
    waiting = [result.traces[name] for name in reversed(names)]
    while waiting:
        trace = waiting.pop()
        yield trace
        waiting.extend(reversed(trace.parts))


def _key(node: nodes.Node) -> tuple[InputKind, str] | None:
    match node:
        case nodes.Indicator():
            return "indicator", node.id
        case nodes.Target():
            return "target", node.indicator
        case nodes.Due():
            return "due", ""
        case _:
            return None
