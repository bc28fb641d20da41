"""Credits -> point scores -> overall score -> grades, both ends of every interval carried (exact weighted sums)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from checker.model.assessment import PointScore, RuleResult, Score
from checker.model.directive import Grade, Scoring
from checker.model.interval import ZERO, End, Interval
from checker.model.pack import Pack
from checker.model.rule import Rule

FULL = Fraction(100)


def score_of(pack: Pack, results: Sequence[RuleResult]) -> Score:
    """Return the score of all rule results of one reading: points, then bonus, then grade."""
    scoring = pack.directive.scoring
    points = tuple(_point_score(point.id, point.weight, results) for point in pack.directive.points)
    base = weighted_mean([(point.weight, point.score) for point in points if point.score is not None])
    bonus = bonus_of(scoring, base, results)
    total = None if base is None else Interval(_capped(base.lower, bonus.lower), _capped(base.upper, bonus.upper))
    return Score(
        points=points,
        base=base,
        bonus=bonus,
        total=total,
        grades=() if total is None else grades_of(scoring, total),
        known=share_of_weight(pack, results, lambda result: result.credit.is_point),
        shares=rule_shares(pack, results),
        resting_on={
            "mark-c": share_of_weight(pack, results, lambda result: result.rule.mark == "C"),
            "analyst": share_of_weight(pack, results, lambda result: result.rule.basis.number_from == "analyst"),
        },
    )


def weighted_mean(parts: Sequence[tuple[Fraction, Interval]]) -> Interval | None:
    """Return sum(weight x interval) / sum(weight); None if no weight is left."""
    whole = sum((weight for weight, _ in parts), Fraction(0))
    if whole == 0:
        return None
    lower = sum((weight * Fraction(interval.lower) for weight, interval in parts), Fraction(0))
    upper = sum((weight * Fraction(interval.upper) for weight, interval in parts), Fraction(0))
    return Interval(lower / whole, upper / whole)


def bonus_of(scoring: Scoring, base: Interval | None, results: Iterable[RuleResult]) -> Interval:
    """Return the bonus points: each rule and all together capped, each end only if that end of the base allows it."""
    earned = ZERO
    for result in results:
        if result.applies and result.rule.bonus:
            earned = earned + result.credit * Interval.point(result.rule.bonus)
    capped = earned.clamp(Fraction(0), scoring.bonus_cap)
    if base is None:
        return ZERO
    lower = capped.lower if base.lower >= scoring.bonus_above else Fraction(0)
    upper = capped.upper if base.upper >= scoring.bonus_above else Fraction(0)
    return Interval(lower, upper)


def grades_of(scoring: Scoring, total: Interval) -> tuple[Grade, ...]:
    """Return the bands from that of the lower end to that of the upper end, lowest first."""
    bands = list(reversed(scoring.grades))
    lowest = bands.index(scoring.grade_of(Fraction(total.lower)))
    highest = bands.index(scoring.grade_of(Fraction(total.upper)))
    return tuple(bands[lowest : highest + 1])


def share_of_weight(pack: Pack, results: Sequence[RuleResult], counts: Callable[[RuleResult], bool]) -> Fraction:
    """Return the share of the score's weight that lies with rules for which *counts* holds."""
    shares: list[tuple[Fraction, Interval]] = []
    for point in pack.directive.points:
        weighted = _weighted(point.id, results)
        share = weighted_mean([(r.rule.weight, Interval.point(int(counts(r)))) for r in weighted])
        if share is not None:
            shares.append((point.weight, share))
    mean = weighted_mean(shares)
    return Fraction(0) if mean is None else Fraction(mean.lower)


def rule_shares(pack: Pack, results: Sequence[RuleResult]) -> Mapping[str, Fraction]:
    """Return for each rule in the sum how many points of the overall score its full credit is worth."""
    scored = {point.id: _weighted(point.id, results) for point in pack.directive.points}
    whole = sum((point.weight for point in pack.directive.points if scored[point.id]), Fraction(0))
    return {
        result.rule.id: FULL * point.weight / whole * result.rule.weight / _weight_of(scored[point.id])
        for point in pack.directive.points
        if point.weight
        for result in scored[point.id]
    }


def _point_score(point: str, weight: Fraction, results: Sequence[RuleResult]) -> PointScore:
    mean = weighted_mean([(result.rule.weight, result.credit) for result in _weighted(point, results)])
    return PointScore(point, None if mean is None else mean * Interval.point(FULL), weight)


def _weighted(point: str, results: Sequence[RuleResult]) -> list[RuleResult]:
    """Return the results of a point that stay in its sum."""
    return [result for result in results if result.rule.point == point and result.applies and result.rule.weight]


def _weight_of(results: Sequence[RuleResult]) -> Fraction:
    rules: list[Rule] = [result.rule for result in results]
    return sum((rule.weight for rule in rules), Fraction(0))


def _capped(base: End, bonus: End) -> Fraction:
    return min(FULL, Fraction(base) + Fraction(bonus))
