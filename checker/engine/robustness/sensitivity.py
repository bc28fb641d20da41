"""Which grades hang on the weights: the extremes of a total when every weight may move. Exact.

A weighted mean with each weight anywhere in [w(1 - s), w(1 + s)] is largest where the values above some threshold weigh
most and the others least: in one weight it is a monotone quotient, so the extreme lies in a corner, and a weight is
worth raising exactly where its value exceeds the mean. The base only rises with the point scores: the extremes nest.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from checker.engine.score import bonus_of, grades_of
from checker.model.assessment import Assessment, PointScore, RuleResult
from checker.model.directive import FULL_SCORE, Scoring
from checker.model.interval import ZERO, End, Interval
from checker.model.robustness import GradeShift

Range = tuple[Fraction, Fraction]  # the least and the greatest that one number can become


@dataclass(frozen=True, slots=True)
class Part:
    """One point as it enters the base of one locality, and its *rules* with a weight; none where it only deducts."""

    point: PointScore
    rules: tuple[RuleResult, ...]

    @property
    def score(self) -> Interval:
        """The score of the point."""
        assert self.point.score is not None
        return self.point.score

    @property
    def is_free(self) -> bool:
        """Whether the score does not follow from mean and deduction: the point may yet leave the sum."""
        assert self.point.mean is not None
        if self.point.deduction == ZERO:
            return self.score != self.point.mean
        return self.score != (self.point.mean - self.point.deduction).clamp(Fraction(0), FULL_SCORE)


def parts_of(assessment: Assessment) -> tuple[Part, ...]:
    """Return the points that make up the base of the claimed reading, in the pack's order."""
    rules: dict[str, list[RuleResult]] = defaultdict(list)
    for result in assessment.results["claimed"]:
        if result.applies and result.rule.weight:
            rules[result.rule.point].append(result)
    points = assessment.scores["claimed"].points
    return tuple(Part(one, tuple(rules[one.point])) for one in points if one.weight and one.score is not None)


def grade_shift(scoring: Scoring, assessment: Assessment, shift: Fraction) -> GradeShift | None:
    """Return how the grades change when each weight moves by at most *shift*; None if they never do.

    *assessment* has a headline.
    """
    score = assessment.scores["claimed"]
    low, high = (grades_of(scoring, one, score.vetoes) for one in moved_totals(scoring, assessment, shift))
    if (low[0], low[-1]) == (high[0], high[-1]):
        return None
    return GradeShift(
        assessment.submission.locality.code, score.grades, lower=(low[0], high[0]), upper=(low[-1], high[-1])
    )


def moved_totals(scoring: Scoring, assessment: Assessment, shift: Fraction) -> tuple[Interval, Interval]:
    """Return the total with both ends as low as weights moved by at most *shift* make them, and as high."""
    parts = parts_of(assessment)
    means = WeightedMeans([part.point.weight for part in parts], shift)
    moved = [_moved_points(part, shift) for part in parts]
    lower, upper = (means.of_ranges([point[end] for point in moved]) for end in (0, 1))
    bases = (Interval(lower[0], upper[0]), Interval(lower[1], upper[1]))
    results = assessment.results["claimed"]
    low, high = ((base + bonus_of(scoring, base, results)).clamp(Fraction(0), FULL_SCORE) for base in bases)
    return low, high


def _moved_points(part: Part, shift: Fraction) -> tuple[Range, Range]:
    """Return what the lower and the upper end of a point's score can become."""
    deduction = part.point.deduction
    if not part.rules or part.is_free:
        return (Fraction(part.score.lower),) * 2, (Fraction(part.score.upper),) * 2
    means = WeightedMeans([one.rule.weight for one in part.rules], shift)
    lower = means.of([one.credit.lower for one in part.rules])
    upper = means.of([one.credit.upper for one in part.rules])
    return _less(lower, deduction.upper), _less(upper, deduction.lower)


def _less(mean: Range, deduction: End) -> Range:
    """Return the score of a point, 0 to 100: its mean credit less a deduction, never below 0."""
    low, high = (max(Fraction(0), FULL_SCORE * one - Fraction(deduction)) for one in mean)
    return low, high


class WeightedMeans:
    """Weighted means under *weights*, all above 0, each of which may move by at most *shift* of itself."""

    def __init__(self, weights: Sequence[Fraction], shift: Fraction) -> None:
        self.weights, _ = _common(weights)
        self.least, self.added = shift.denominator - shift.numerator, 2 * shift.numerator

    def of(self, values: Sequence[End]) -> Range:
        """Return the least and the greatest mean of *values*, one for each weight."""
        first = Fraction(values[0])
        if all(value == first for value in values):
            return first, first
        whole, unit = _common([Fraction(value) for value in values])
        ordered = sorted(zip(whole, self.weights, strict=True))
        falling = self._highest([(-value, weight) for value, weight in ordered], unit)
        return -falling, self._highest(ordered[::-1], unit)

    def of_ranges(self, ranges: Sequence[Range]) -> Range:
        """Return the least and the greatest mean of values that may lie anywhere in *ranges*."""
        return self.of([least for least, _ in ranges])[0], self.of([greatest for _, greatest in ranges])[1]

    def _highest(self, falling: Iterable[tuple[int, int]], unit: int) -> Fraction:
        """Return the greatest mean of values (in *unit*) that come with their weights, the greatest value first."""
        pairs = list(falling)
        whole = self.least * sum(weight for _, weight in pairs)
        total = self.least * sum(value * weight for value, weight in pairs)
        for value, weight in pairs:
            if value * whole > total:  # above the mean so far: after the first that is not, none is
                whole += self.added * weight
                total += self.added * weight * value
        return Fraction(total, whole * unit)


def _common(numbers: Sequence[Fraction]) -> tuple[list[int], int]:
    """Return *numbers* as whole numbers of one unit, and how many units make 1: sums of these are fast."""
    unit = lcm(*(number.denominator for number in numbers))
    return [number.numerator * (unit // number.denominator) for number in numbers], unit
