"""Grades that hang on the weights: against every corner of the box, and by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.robustness.sensitivity import WeightedMeans, grade_shift, moved_totals
from checker.engine.score import Scorer
from checker.model.assessment import Assessment
from checker.model.interval import Interval
from checker.model.pack import Pack
from tests import builders as build
from tests.standings import Credit, deducting, judged, member, random_members, random_pack, unsure, vetoing, weighing
from tests.strategies import repeatable

F = Fraction
TENTH = F(1, 10)


@pytest.mark.parametrize(
    ("weights", "values", "shift", "expected"),
    [
        pytest.param([1], ["0.3"], "0.1", ("0.3", "0.3"), id="one value"),
        pytest.param([1, 5], ["0.3", "0.3"], "0.5", ("0.3", "0.3"), id="equal values"),
        pytest.param([1, 1], [0, 1], "0.1", ("0.45", "0.55"), id="9 to 11"),
        pytest.param([1, 1], [0, 1], 0, ("0.5", "0.5"), id="weights that stay"),
        pytest.param([1, 1, 1], [0, "0.5", 1], "0.5", ("0.3", "0.7"), id="only the outer ones are raised"),
    ],
)
def test_the_extremes_of_a_mean(
    weights: Sequence[int], values: Sequence[int | str], shift: int | str, expected: tuple[Fraction | str, ...]
) -> None:
    means = WeightedMeans([F(weight) for weight in weights], F(shift))
    assert means.of([F(value) for value in values]) == tuple(map(F, expected))


@given(st.randoms(use_true_random=True))
@repeatable(30)
def test_moved_totals_are_those_of_the_worst_and_best_corner(dice: Random) -> None:
    pack = random_pack(dice, rules=3)
    shift = F(dice.choice((0, 1, 4)), 10)
    for one in random_members(dice, pack, 1):
        ends = [(total.lower, total.upper) for total in corner_totals(pack, one, shift)]
        low, high = moved_totals(pack.directive.scoring, one, shift)
        assert (low.lower, high.lower) == (min(lower for lower, _ in ends), max(lower for lower, _ in ends))
        assert (low.upper, high.upper) == (min(upper for _, upper in ends), max(upper for _, upper in ends))


def corner_totals(pack: Pack, one: Assessment, shift: Fraction) -> Iterator[Interval]:
    """Yield the total with each weight at either end of its range."""
    rules = [rule.id for rule in pack.rules if rule.weight]
    points = pack.directive.points
    for factors in product((1 - shift, 1 + shift), repeat=len(rules) + len(points)):
        factor = dict(zip([*rules, *(point.id for point in points)], factors, strict=True))
        moved = tuple(replace(point, weight=point.weight * factor[point.id]) for point in points)
        results = [
            replace(found, rule=replace(found.rule, weight=found.rule.weight * factor.get(found.rule.id, 1)))
            for found in one.results["claimed"]
        ]
        total = Scorer(replace(pack, directive=replace(pack.directive, points=moved))).score(results, results).total
        assert total is not None
        yield total


def test_the_grade_of_each_end_can_change() -> None:
    """Point 1 is all met, point 2 between 0 and a half: from 60 to 80; a tenth more or less is 55 to 82.4 and more."""
    pack = build.pack({}, [weighing("P1-1"), weighing("P2-1")], {"1": 60, "2": 40})
    one = member(pack, "11", judged(pack, [1, build.span(0, "0.5")]))
    found = grade_shift(pack.directive.scoring, one, TENTH)
    assert found is not None
    assert (found.code, [grade.id for grade in found.declared]) == ("11", ["pass", "good"])
    assert [grade.id for grade in (*found.lower, *found.upper)] == ["fail", "pass", "pass", "good"]


def test_far_from_every_cut_no_grade_changes() -> None:
    pack = build.pack({}, [weighing("P1-1"), weighing("P1-2")])
    one = member(pack, "11", judged(pack, [1, "0.4"]))
    assert grade_shift(pack.directive.scoring, one, TENTH) is None
    assert grade_shift(pack.directive.scoring, one, F(4, 5)) is not None


def test_a_veto_holds_the_grade_however_the_weights_move() -> None:
    rules = [weighing("P1-1"), weighing("P1-2"), vetoing("P1-3", "fail")]
    pack = build.pack({}, rules)
    free, held = (member(pack, "11", judged(pack, [1, "0.2", credit])) for credit in (1, 0))
    assert grade_shift(pack.directive.scoring, free, TENTH) is not None
    assert grade_shift(pack.directive.scoring, held, TENTH) is None


@pytest.mark.parametrize("credit", ["0.5", 1, build.span(0, 1)])
def test_a_point_that_may_leave_the_sum_stays_between_0_and_100(credit: Credit) -> None:
    """No rule of point 1 is known to bind, and something is deducted there: the engine leaves its score open."""
    pack = build.pack({}, [weighing("P1-1"), deducting("P1-2", 10), weighing("P2-1")], {"1": 50, "2": 50})
    one = member(pack, "11", unsure(judged(pack, [credit, 0, "0.5"])))
    assert one.headline == build.span(25, 75)
    low, high = moved_totals(pack.directive.scoring, one, TENTH)
    assert (low, high) == (build.span("22.5", "72.5"), build.span("27.5", "77.5"))
