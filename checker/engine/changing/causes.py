"""What moves a total from one pack to another, laid on the rules that changed: exact, and nothing left over.

A weighted mean M = sum(w c) / W moves by sum(w' (c' - M) - w (c - M) x W / W') / W', since the deviations from a mean
add up to nothing. So each rule answers for its own credit and its own weight: one that changed neither gets nothing,
however much the others re-scale it. The same holds of points within the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.engine.comparing.compare import account_of
from checker.model.assessment import Assessment, PointScore, Reading, RuleResult
from checker.model.changes import Pair
from checker.model.comparison import NOTHING, Ends
from checker.model.directive import FULL_SCORE
from checker.model.impact import Cause, CauseName, Shift
from checker.model.pack import Pack

Amounts = Mapping[CauseName, Ends]
_ONE = Ends.both(1)


@dataclass(frozen=True, slots=True)
class Side:
    """What one pack says of a submission in one reading; it has a total.

    *results* are those that apply, by point and by the pair of their rule.
    """

    pack: Pack
    assessment: Assessment
    reading: Reading
    results: Mapping[str, Mapping[Pair, RuleResult]]

    @property
    def base(self) -> Ends:
        """The score before the bonus."""
        base = self.assessment.scores[self.reading].base
        assert base is not None
        return Ends.of(base)

    @property
    def points(self) -> Mapping[str, PointScore]:
        """The points that are in the sum."""
        return {one.point: one for one in self.assessment.scores[self.reading].points if one.score is not None}

    def worth(self, point: str) -> Mapping[Pair, tuple[object, ...]]:
        """Return all that the rules of a point bring into its score."""
        found = self.results.get(point, {})
        return {pair: (one.credit, one.rule.weight, one.rule.deduct) for pair, one in found.items()}

    def weight_of(self, point: str) -> Fraction:
        """Return the weight of the rules that apply in a point."""
        return sum((result.rule.weight for result in self.results.get(point, {}).values()), Fraction(0))


def shift_of(before: Side, after: Side) -> Shift:
    """Return how the total moves between two sides of one submission: rules first, the greatest move of them first."""
    amounts: dict[CauseName, Ends] = defaultdict(lambda: NOTHING)
    for name, amount in (*_of_base(before, after), *_of_bonus(before, after)):
        amounts[name] += amount
    old, new = (_by_rule(side) for side in (before, after))
    causes = [Cause(name, move, old.get(name.rule), new.get(name.rule)) for name, move in amounts.items() if move]
    causes.sort(key=_rank)
    first, second = (side.assessment.scores[side.reading] for side in (before, after))
    return Shift(first, second, tuple(causes))


def side_of(pack: Pack, assessment: Assessment, reading: Reading, pairs: Mapping[str, Pair]) -> Side:
    """Return a side; *pairs* are those of the rules by their id in *pack*."""
    results: dict[str, dict[Pair, RuleResult]] = defaultdict(dict)
    for one in assessment.results[reading]:
        if one.applies:
            results[one.rule.point][pairs[one.rule.id]] = one
    return Side(pack, assessment, reading, results)


def _by_rule(side: Side) -> Mapping[Pair, RuleResult]:
    return {pair: result for found in side.results.values() for pair, result in found.items()}


def _rank(cause: Cause) -> tuple[bool, Fraction, Fraction, tuple[int, str, str]]:
    return cause.name.kind != "rule", -abs(cause.move.lower), -abs(cause.move.upper), cause.name.rank


def _of_base(before: Side, after: Side) -> Iterator[tuple[CauseName, Ends]]:
    """Yield what moves the base, point by point; a point may enter or leave the sum."""
    old, new, base = before.points, after.points, before.base
    whole = sum((one.weight for one in new.values()), Fraction(0))
    for point in dict.fromkeys((*new, *old)):
        one, other = old.get(point), new.get(point)
        if other is None:
            assert one is not None
            found, unit = _scaled(_deviations(before, one, base), Fraction(-1)), one.weight / whole
        elif one is None:
            found, unit = _deviations(after, other, base), other.weight / whole
        else:
            assert one.score is not None
            found, unit = _within(before, one, after, other), other.weight / whole
            yield (
                CauseName("point", point=point),
                (Ends.of(one.score) - base).times((other.weight - one.weight) / whole),
            )
        yield from _scaled(found, unit).items()


def _within(before: Side, old: PointScore, after: Side, new: PointScore) -> Amounts:
    """Return what moves the score of one point that is in the sum on both sides."""
    if old.score == new.score and before.worth(old.point) == after.worth(old.point):
        return {}  # most points: nothing in them moved
    assert old.mean is not None
    mean = Ends.of(old.mean)
    weight = after.weight_of(new.point)
    factor = before.weight_of(new.point) / weight if weight else Fraction(0)
    found: dict[CauseName, Ends] = defaultdict(lambda: NOTHING)
    for name, amount in _deviations(after, new, mean).items():
        found[name] += amount
    for name, amount in _deviations(before, old, mean, factor).items():
        found[name] -= amount
    return found


def _deviations(side: Side, point: PointScore, reference: Ends, factor: Fraction = Fraction(1)) -> Amounts:
    """Return amounts that add up to the point's score less *reference*: of its rules, its start and its floor.

    The weighted rules' amounts are times *factor*.
    """
    assert point.mean is not None
    assert point.score is not None
    weight = side.weight_of(point.point)
    found: dict[CauseName, Ends] = {}
    for pair, result in side.results.get(point.point, {}).items():
        credit, name = Ends.of(result.credit), CauseName("rule", pair)
        if result.rule.weight:
            found[name] = (credit.times(FULL_SCORE) - reference).times(factor * result.rule.weight / weight)
        elif result.rule.deduct:
            found[name] = (credit - _ONE).times(result.rule.deduct)
    if not weight:
        found[CauseName("start", point=point.point)] = Ends.both(FULL_SCORE) - reference
    found[CauseName("floor", point=point.point)] = Ends.of(point.score) - Ends.of(point.mean - point.deduction)
    return found


def _of_bonus(before: Side, after: Side) -> Iterator[tuple[CauseName, Ends]]:
    """Yield what the bonus of each rule gains or loses, and what caps and conditions make of all together."""
    for sign, side in ((Fraction(-1), before), (Fraction(1), after)):
        for pair, result in _by_rule(side).items():
            if result.rule.bonus:
                yield CauseName("rule", pair), Ends.of(result.credit).times(sign * result.rule.bonus)
        account = account_of(side.pack.directive.scoring, side.assessment, side.reading)
        for (kind, point), amount in account.adjustments.items():
            if not point:
                yield CauseName(kind), amount.times(sign)


def _scaled(amounts: Amounts, factor: Fraction) -> Amounts:
    return {name: amount.times(factor) for name, amount in amounts.items()}
