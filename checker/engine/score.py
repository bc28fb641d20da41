"""Credits -> point scores -> overall score -> grades, both ends of every interval carried (exact weighted sums)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import PointScore, RuleResult, Score
from checker.model.directive import Grade, Point, Scoring
from checker.model.interval import ZERO, End, Interval
from checker.model.pack import Pack

FULL = Fraction(100)
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each rule in the sum is worth, and how much of that rests on what: the same for all with the same rules."""

    shares: Mapping[str, Fraction]
    resting_on: Mapping[str, Fraction]


class Scorer:
    """Scores the rule results of one pack. Which rules apply decides their worth, so that is kept."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._weights: dict[tuple[str, ...], Weights] = {}

    def score(self, results: Sequence[RuleResult]) -> Score:
        """Return the score of all rule results of one reading: points, then bonus, then grade."""
        scoring = self.pack.directive.scoring
        weighted = _by_point(results)
        points = tuple(_point_score(point, weighted.get(point.id, [])) for point in self.pack.directive.points)
        base = weighted_mean([(point.weight, point.score) for point in points if point.score is not None])
        bonus = bonus_of(scoring, base, results)
        total = None if base is None else Interval(_capped(base.lower, bonus.lower), _capped(base.upper, bonus.upper))
        weights = self._weights_of(weighted)
        decided = [result.rule.id for found in weighted.values() for result in found if result.credit.is_point]
        return Score(
            points=points,
            base=base,
            bonus=bonus,
            total=total,
            grades=() if total is None else grades_of(scoring, total),
            known=_share(weights.shares, decided),
            shares=weights.shares,
            resting_on=weights.resting_on,
        )

    def _weights_of(self, weighted: Mapping[str, Sequence[RuleResult]]) -> Weights:
        rules = [result.rule for found in weighted.values() for result in found]
        key = tuple(rule.id for rule in rules)
        known = self._weights.get(key)
        if known is None:
            shares = rule_shares(self.pack, weighted)
            resting = {
                "mark-c": _share(shares, [rule.id for rule in rules if rule.mark == "C"]),
                "analyst": _share(shares, [rule.id for rule in rules if rule.basis.number_from == "analyst"]),
            }
            known = self._weights[key] = Weights(shares, resting)
        return known


def weighted_mean(parts: Sequence[tuple[Fraction, Interval]], scale: Fraction = ONE) -> Interval | None:
    """Return *scale* x sum(weight x interval) / sum(weight); None if no weight is left."""
    whole = sum((weight for weight, _ in parts), Fraction(0))
    if whole == 0:
        return None
    lower = _mean_of_ends([(weight, interval.lower) for weight, interval in parts], whole, scale)
    return Interval(lower, _mean_of_ends([(weight, interval.upper) for weight, interval in parts], whole, scale))


def _mean_of_ends(parts: Sequence[tuple[Fraction, End]], whole: Fraction, scale: Fraction) -> Fraction:
    """Return *scale* x sum(weight x end) / *whole*. Where nothing is known, all ends are 0 or all are 1."""
    if all(end == 1 for _, end in parts):
        return scale
    return scale / whole * _sum_of_ends(parts) if any(end for _, end in parts) else Fraction(0)


def weighted_sum(parts: Iterable[tuple[Fraction, Interval]]) -> Interval:
    """Return sum(weight x interval); no weight is negative."""
    kept = list(parts)
    lower = _sum_of_ends((weight, interval.lower) for weight, interval in kept)
    return Interval(lower, _sum_of_ends((weight, interval.upper) for weight, interval in kept))


def _sum_of_ends(parts: Iterable[tuple[Fraction, End]]) -> Fraction:
    """Return sum(weight x value), exactly; most values are 0 or 1, and cost nothing."""
    total = Fraction(0)
    for weight, value in parts:
        if value == 1:
            total += weight
        elif value:
            total += weight * Fraction(value)
    return total


def bonus_of(scoring: Scoring, base: Interval | None, results: Iterable[RuleResult]) -> Interval:
    """Return the bonus points: each rule and all together capped, each end only if that end of the base allows it."""
    earned = weighted_sum(
        (result.rule.bonus, result.credit) for result in results if result.rule.bonus and result.applies
    )
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


def rule_shares(pack: Pack, weighted: Mapping[str, Sequence[RuleResult]]) -> Mapping[str, Fraction]:
    """Return for each rule in the sum how many points of the base its full credit is worth; they add up to 100."""
    scored = [point for point in pack.directive.points if point.weight and point.id in weighted]
    whole = sum((point.weight for point in scored), Fraction(0))
    shares: dict[str, Fraction] = {}
    for point in scored:
        results = weighted[point.id]
        unit = FULL * point.weight / whole / sum((result.rule.weight for result in results), Fraction(0))
        shares |= {result.rule.id: unit * result.rule.weight for result in results}
    return shares


def _share(shares: Mapping[str, Fraction], rules: Iterable[str]) -> Fraction:
    """Return the share of the score's weight that lies with *rules*."""
    return sum((shares[rule] for rule in rules), Fraction(0)) / FULL


def _by_point(results: Iterable[RuleResult]) -> Mapping[str, list[RuleResult]]:
    """Return the results that stay in the sum, by point."""
    weighted: dict[str, list[RuleResult]] = defaultdict(list)
    for result in results:
        if result.applies and result.rule.weight:
            weighted[result.rule.point].append(result)
    return weighted


def _point_score(point: Point, results: Sequence[RuleResult]) -> PointScore:
    mean = weighted_mean([(result.rule.weight, result.credit) for result in results], FULL)
    return PointScore(point.id, mean, point.weight)


def _capped(base: End, bonus: End) -> Fraction:
    return min(FULL, Fraction(base) + Fraction(bonus))
