"""Credits -> point scores -> overall score -> grades, both ends of every interval carried (exact weighted sums).

The stages, in this order: points less deductions, bonus, grade, veto on the grade. The integrity gate comes before all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import PointScore, RuleResult, Score, Veto
from checker.model.directive import FULL_SCORE, Grade, Point, Scoring
from checker.model.interval import ONE as CLEAN
from checker.model.interval import ZERO, End, Interval
from checker.model.pack import Pack
from checker.model.rule import Rule

ONE = Fraction(1)
ANY_SCORE = Interval(Fraction(0), FULL_SCORE)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each rule in the sum is worth, and how much of that rests on what: the same for all with the same rules.

    *shares* are what full credit gives or takes in points of the base; *parts* are how the 100 points of the whole are
    laid on the rules that decide them.
    """

    shares: Mapping[str, Fraction]
    parts: Mapping[str, Fraction]
    resting_on: Mapping[str, Fraction]
    not_applicable: Fraction


class Scorer:
    """Scores the rule results of one pack. Which rules apply decides their worth, so that is kept."""

    def __init__(self, pack: Pack) -> None:
        self.pack = pack
        self._weights: dict[tuple[str, ...], Weights] = {}
        self._only_deducts = {point.id for point in pack.directive.points} - {
            rule.point for rule in pack.rules if rule.role == "weight"
        }
        self._declared = self._parts([rule for rule in pack.rules if rule.role in ("weight", "deduct")])

    def score(self, results: Sequence[RuleResult], verified: Sequence[RuleResult]) -> Score:
        """Return the score of all rule results of one reading; only what is *verified* can be certain to veto."""
        scoring = self.pack.directive.scoring
        weighted = _by_point(results)
        points = tuple(self._point_score(point, weighted.get(point.id, [])) for point in self.pack.directive.points)
        base = weighted_mean([(point.weight, point.score) for point in points if point.score is not None])
        bonus = bonus_of(scoring, base, results)
        total = None if base is None else Interval(_capped(base.lower, bonus.lower), _capped(base.upper, bonus.upper))
        weights = self._weights_of(weighted)
        decided = [result.rule.id for found in weighted.values() for result in found if result.credit.is_point]
        found = () if total is None else iter_vetoes(scoring, results, verified)
        vetoes = tuple(sorted(found, key=lambda veto: veto.rule.id))
        return Score(
            points=points,
            base=base,
            bonus=bonus,
            total=total,
            sum_grades=() if total is None else grades_of(scoring, total),
            vetoes=vetoes,
            grades=() if total is None else grades_of(scoring, total, vetoes),
            known=_share(weights.parts, decided),
            shares=weights.shares,
            resting_on=weights.resting_on,
            not_applicable=weights.not_applicable,
        )

    def _point_score(self, point: Point, results: Sequence[RuleResult]) -> PointScore:
        mean = weighted_mean([(one.rule.weight, one.credit) for one in results if one.rule.weight], FULL_SCORE)
        if mean is None and results and point.id in self._only_deducts:
            mean = Interval.point(FULL_SCORE)
        deducting = [one for one in results if one.rule.deduct]
        if mean is None or not deducting:
            return PointScore(point.id, mean, ZERO, mean, point.weight)
        deduction = weighted_sum((one.rule.deduct, CLEAN - one.credit) for one in deducting)
        left = (mean - deduction).clamp(Fraction(0), FULL_SCORE)
        if all(one.may_leave for one in results if one.rule.weight or point.id in self._only_deducts):
            left = ANY_SCORE  # if no rule binds, the point leaves the sum, which may lower or raise what is left
        return PointScore(point.id, mean, deduction, left, point.weight)

    def _weights_of(self, weighted: Mapping[str, Sequence[RuleResult]]) -> Weights:
        rules = [result.rule for found in weighted.values() for result in found]
        key = tuple(rule.id for rule in rules)
        known = self._weights.get(key)
        if known is None:
            parts = self._parts(rules)
            resting = {
                "mark-c": _share(parts, [rule.id for rule in rules if rule.mark == "C"]),
                "analyst": _share(parts, [rule.id for rule in rules if rule.basis.number_from == "analyst"]),
            }
            unbound = _share(self._declared, self._declared.keys() - {rule.id for rule in rules})
            known = self._weights[key] = Weights(self._shares(rules, parts), parts, resting, unbound)
        return known

    def _parts(self, rules: Sequence[Rule]) -> Mapping[str, Fraction]:
        """Return how the 100 points of the base lie on *rules*: by weight, and by size where a point only deducts."""
        carrying: dict[str, list[tuple[str, Fraction]]] = defaultdict(list)
        for rule in rules:
            size = rule.deduct if rule.point in self._only_deducts else rule.weight
            if size:
                carrying[rule.point].append((rule.id, size))
        whole = self._weight_of(carrying)
        parts: dict[str, Fraction] = {}
        for point in self.pack.directive.points:
            if point.weight and point.id in carrying:
                unit = FULL_SCORE * point.weight / whole / sum((size for _, size in carrying[point.id]), Fraction(0))
                parts |= {rule: unit * size for rule, size in carrying[point.id]}
        return parts

    def _shares(self, rules: Sequence[Rule], parts: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        """Return what full credit of each rule gives or takes in points of the base."""
        taking = [rule for rule in rules if rule.deduct]
        if not taking:
            return parts
        scored = {rule.point for rule in rules if rule.id in parts}
        whole = self._weight_of(scored)
        weights = {point.id: point.weight for point in self.pack.directive.points if point.id in scored}
        taken = {rule.id: weights.get(rule.point, Fraction(0)) / whole * rule.deduct for rule in taking if whole}
        return {**parts, **taken}

    def _weight_of(self, points: Container[str]) -> Fraction:
        return sum((point.weight for point in self.pack.directive.points if point.id in points), Fraction(0))


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


def iter_vetoes(scoring: Scoring, results: Iterable[RuleResult], verified: Iterable[RuleResult]) -> Iterator[Veto]:
    """Yield the vetoes on the grade: those that verified facts trigger, and those that cannot be ruled out.

    A veto is ruled out where the credit in the reading, or by verified facts, is certainly above 0.
    """
    checked = {result.rule.id: result for result in verified}
    grades = {grade.id: grade for grade in scoring.grades}
    for result in results:
        if not result.rule.veto or not result.applies:
            continue
        fact = checked[result.rule.id].credit
        if fact.upper == 0 or (fact.lower == 0 and result.credit.lower == 0):
            yield Veto(result.rule, grades[result.rule.veto], certain=fact.upper == 0)


def grades_of(scoring: Scoring, total: Interval, vetoes: Sequence[Veto] = ()) -> tuple[Grade, ...]:
    """Return the bands from that of the lower end to that of the upper end, lowest first, as far as *vetoes* allow.

    A certain veto holds both ends down; one that cannot be ruled out holds down the lower end alone.
    """
    bands = list(reversed(scoring.grades))
    ends = (bands.index(scoring.grade_of(Fraction(end))) for end in (total.lower, total.upper))
    lowest, highest = ends
    lowest = min([lowest, *(bands.index(veto.ceiling) for veto in vetoes)])
    highest = min([highest, *(bands.index(veto.ceiling) for veto in vetoes if veto.certain)])
    return tuple(bands[lowest : highest + 1])


def _share(shares: Mapping[str, Fraction], rules: Iterable[str]) -> Fraction:
    """Return the share of the score's weight that lies with *rules*."""
    return sum((shares.get(rule, Fraction(0)) for rule in rules), Fraction(0)) / FULL_SCORE


def _by_point(results: Iterable[RuleResult]) -> Mapping[str, list[RuleResult]]:
    """Return the results that stay in the sum or take from it, by point."""
    weighted: dict[str, list[RuleResult]] = defaultdict(list)
    for result in results:
        if result.applies and (result.rule.weight or result.rule.deduct):
            weighted[result.rule.point].append(result)
    return weighted


def _capped(base: End, bonus: End) -> Fraction:
    return min(FULL_SCORE, Fraction(base) + Fraction(bonus))
