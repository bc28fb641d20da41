"""What is certain whatever the unknowns are: pairs in order, differences on a point, and what to report next. Exact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from checker.model.assessment import Assessment, RuleResult
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.robustness import NextReport, Pairs, PointOrder, Step


def certain_pairs(scores: Iterable[Interval]) -> int:
    """Return how many pairs of *scores* have nothing in common: one lies wholly above the other."""
    kept = list(scores)
    uppers = sorted(score.upper for score in kept)
    return sum(bisect_left(uppers, score.lower) for score in kept)


def pairs_of(headlines: Mapping[str, Interval], groups: Iterable[Sequence[str]]) -> Pairs:
    """Return the pairs of localities that stand in an order. *groups* are the codes of each tie group."""
    tied = [[headlines[code] for code in group] for group in groups]
    whole = _pairs(len(headlines))
    certain = certain_pairs(headlines.values())
    apart = whole - sum(_pairs(len(group)) for group in tied)
    certain_and_apart = certain - sum(certain_pairs(group) for group in tied)
    return Pairs(whole, certain, apart - certain_and_apart)


def point_orders(pack: Pack, members: Sequence[Assessment]) -> tuple[PointOrder, ...]:
    """Return the certain differences on each point of *pack*, in its order."""
    found = []
    for place, point in enumerate(pack.directive.points):
        scores = {one.submission.locality.code: one.scores["claimed"].points[place].score for one in members}
        known = {code: score for code, score in scores.items() if score is not None}
        found.append(PointOrder(point.id, certain_pairs(known.values()), steps_of(known)))
    return tuple(found)


def steps_of(scores: Mapping[str, Interval]) -> tuple[Step, ...]:
    """Return who certainly scores above whom, each locality named at most once on either side.

    Those certainly below a score are the ones whose upper end lies under its lower end. Going up, these sets only grow
    (an interval order: P. C. Fishburn, 1970), so a step says whom it adds.
    """
    ends = [((score.upper, 1), code) for code, score in scores.items()]
    ends += [((score.lower, 0), code) for code, score in scores.items()]  # equal is not above: lower ends come first
    runs = [
        (is_upper, tuple(sorted(code for _, code in run)))
        for is_upper, run in groupby(sorted(ends), key=lambda end: end[0][1])
    ]
    steps = [Step(above=codes, below=below) for (was_upper, below), (_, codes) in pairwise(runs) if was_upper]
    return tuple(steps)


def next_report(pack: Pack, assessment: Assessment) -> NextReport | None:
    """Return what a locality should report next; None if nothing that is undecided costs anything.

    It is the undecided rule that costs most, but one that waits for the locality goes before one that waits for a
    target or for a fact that the pack holds. Ties go by rule id.
    """
    score = assessment.scores["claimed"]
    costs = ((score.cost(result), result) for result in assessment.results["claimed"])
    found = [_next(pack, assessment, result, cost) for cost, result in costs if cost]
    return min(found, key=lambda one: (one.no_target or not one.missing, -one.cost, one.rule), default=None)


def _next(pack: Pack, assessment: Assessment, result: RuleResult, cost: Fraction) -> NextReport:
    submission = assessment.submission
    missing = [name for name in result.indicators if not assessment.used.get(name)]
    asked = tuple(name for name in missing if not pack.indicators[name].held_by_pack)
    no_target = pack.lacks_target(result.rule, submission.locality.code, submission.period)
    return NextReport(submission.locality.code, result.rule.id, cost, asked, no_target=no_target)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2
