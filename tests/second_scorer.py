"""A second scorer, written from the design and the model before the engine was read; it shares no code with it.

From credits (``tests/second_credits.py``) to the score, in plain fractions, the low end and the high one. Where the
design is silent it takes the engine's side: in a point that only deducts, a rule weighs as much as it can take, and a
point of which nobody knows whether it binds may be worth anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.directive import Scoring
from checker.model.pack import Pack
from tests.second_credits import NOTHING, Ends, Judged

# --- section 6: the score ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PointSheet:
    """One point: the mean of its weighted rules, what is deducted, and what is left; None if nothing binds."""

    mean: Ends | None
    deduction: Ends
    score: Ends | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A score. Grades are ids, the lowest first; a veto is its rule, its ceiling and whether it is sure."""

    points: Mapping[str, PointSheet]
    base: Ends | None
    bonus: Ends
    total: Ends | None
    sum_grades: tuple[str, ...]
    vetoes: tuple[tuple[str, str, bool], ...]
    grades: tuple[str, ...]
    known: Fraction
    shares: Mapping[str, Fraction]
    resting_on: Mapping[str, Fraction]
    not_applicable: Fraction


def score(pack: Pack, judged: Sequence[Judged], verified: Sequence[Judged]) -> Sheet:
    """Return the score of one reading. A veto is sure only in the *verified* one."""
    policy = pack.directive.scoring
    weights = {point.id: point.weight for point in pack.directive.points}
    points = {point: point_sheet([one for one in judged if one.rule.point == point]) for point in weights}
    whole = sum((weights[point] for point, sheet in points.items() if sheet.score), NOTHING)
    parts = {point: weights[point] / whole for point, sheet in points.items() if sheet.score} if whole else {}
    missing = not_applicable(judged, weights)
    if not parts:
        return Sheet(points, None, (NOTHING, NOTHING), None, (), (), (), NOTHING, {}, resting_on((), {}), missing)
    base = pair(sum(part * points[point].score[end] for point, part in parts.items()) for end in (0, 1))
    bonus = pair(bonus_of(judged, policy, base, end) for end in (0, 1))
    total = pair(min(Fraction(100), base[end] + bonus[end]) for end in (0, 1))
    plain = pair(band(policy, one) for one in total)
    vetoes = vetoes_of(judged, verified)
    held = tuple(held_down(policy, plain[end], vetoes, sure=end == 1) for end in (0, 1))
    return Sheet(
        points,
        base,
        bonus,
        total,
        between(policy, plain),
        vetoes,
        between(policy, held),
        share_of_weight(judged, parts, lambda one: one.credit[0] == one.credit[1]),
        shares(judged, parts),
        resting_on(judged, parts),
        missing,
    )


def pair(ends: Iterable[Fraction]) -> Ends:
    """Return two ends."""
    low, high = ends
    return low, high


def point_sheet(judged: Sequence[Judged]) -> PointSheet:
    """Return 100 x the weighted mean of credits, less what is deducted, never below 0."""
    weighted = [one for one in judged if one.rule.weight]
    bound = [one for one in weighted if one.credit]
    deducting = [one for one in judged if one.rule.deduct and one.credit]
    taken = pair(sum((one.rule.deduct * (1 - one.credit[end]) for one in deducting), NOTHING) for end in (1, 0))
    if not bound and (weighted or not deducting):
        return PointSheet(None, (NOTHING, NOTHING), None)
    mean = (Fraction(100), Fraction(100))
    if bound:
        whole = sum(one.rule.weight for one in bound)
        mean = pair(100 * sum(one.rule.weight * one.credit[end] for one in bound) / whole for end in (0, 1))
    if all(one.may_leave for one in bound or deducting):
        return PointSheet(mean, taken, (NOTHING, Fraction(100)))  # or none at all: between the two lies every base
    return PointSheet(mean, taken, (max(NOTHING, mean[0] - taken[1]), max(NOTHING, mean[1] - taken[0])))


def bonus_of(judged: Sequence[Judged], policy: Scoring, base: Ends, end: int) -> Fraction:
    """Return one end of the bonus: counted where that end of the base is high enough, and capped."""
    earned = sum((one.rule.bonus * one.credit[end] for one in judged if one.credit), NOTHING)
    return min(earned, policy.bonus_cap) if base[end] >= policy.bonus_above else NOTHING


def band(policy: Scoring, total: Fraction) -> int:
    """Return the place of the band of *total*, 0 for the best."""
    return min(place for place, grade in enumerate(policy.grades) if grade.floor <= total)


def vetoes_of(judged: Sequence[Judged], verified: Sequence[Judged]) -> tuple[tuple[str, str, bool], ...]:
    """Return the vetoes that are sure, and those that neither the reading nor verified facts rule out."""
    nothing = {one.rule.id for one in verified if one.credit == (NOTHING, NOTHING)}
    perhaps = {one.rule.id for one in verified if one.credit and one.credit[0] == 0}
    open_ = [one for one in judged if one.rule.veto and one.credit]
    found = [
        (one.rule, one.rule.id in nothing)
        for one in open_
        if one.rule.id in nothing or (one.rule.id in perhaps and one.credit and one.credit[0] == 0)
    ]
    return tuple(sorted((rule.id, rule.veto, sure) for rule, sure in found))


def held_down(policy: Scoring, place: int, vetoes: Sequence[tuple[str, str, bool]], *, sure: bool) -> int:
    """Return the place of a band below the ceilings of all vetoes, or of the *sure* ones alone."""
    ids = [grade.id for grade in policy.grades]
    return max([place, *(ids.index(ceiling) for _, ceiling, certain in vetoes if certain or not sure)])


def between(policy: Scoring, places: Sequence[int]) -> tuple[str, ...]:
    """Return the ids of the bands from the lower place to the upper one."""
    lowest, highest = places
    return tuple(policy.grades[place].id for place in range(lowest, highest - 1, -1))


def sizes(judged: Sequence[Judged], point: str) -> Mapping[Judged, Fraction]:
    """Return the results that carry the weight of a point: by weight, or by what they take where all only deduct."""
    own = [one for one in judged if one.rule.point == point]
    weighted = {one: one.rule.weight for one in own if one.rule.weight}
    return weighted or {one: one.rule.deduct for one in own if one.rule.deduct}


def share_of_weight(
    judged: Sequence[Judged], parts: Mapping[str, Fraction], among: Callable[[Judged], bool]
) -> Fraction:
    """Return the share of the weight, laid on points by *parts*, that lies with some of the rules that bind."""
    found = NOTHING
    for point, part in parts.items():
        carrying = {one: size for one, size in sizes(judged, point).items() if one.credit}
        chosen = sum((size for one, size in carrying.items() if among(one)), NOTHING)
        found += part * chosen / sum(carrying.values())
    return found


def resting_on(judged: Sequence[Judged], parts: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """Return the shares of weight on points known from memory only, and on numbers of our own."""
    return {
        "mark-c": share_of_weight(judged, parts, lambda one: one.rule.mark == "C"),
        "analyst": share_of_weight(judged, parts, lambda one: one.rule.basis.number_from == "analyst"),
    }


def shares(judged: Sequence[Judged], parts: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
    """Return what each rule moves in the base, in points: by full credit, or by taking all that it can."""
    bound = [one.rule for one in judged if one.credit and parts.get(one.rule.point)]
    whole = {rule.point: sum(other.weight for other in bound if other.point == rule.point) for rule in bound}
    giving = {rule.id: 100 * parts[rule.point] * rule.weight / whole[rule.point] for rule in bound if rule.weight}
    return giving | {rule.id: parts[rule.point] * rule.deduct for rule in bound if rule.deduct}


def not_applicable(judged: Sequence[Judged], weights: Mapping[str, Fraction]) -> Fraction:
    """Return the share of the declared weight that does not bind: of rules in points, and of points in the sum."""
    declared = missing = NOTHING
    for point, weight in weights.items():
        carrying = sizes(judged, point)
        if carrying:
            unbound = sum((size for one, size in carrying.items() if not one.credit), NOTHING)
            declared += weight
            missing += weight * unbound / sum(carrying.values())
    return missing / declared if declared else NOTHING
