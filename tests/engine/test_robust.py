"""How firm an order is: the draws against a plain scorer, ranks and groups by hand, nothing by order or company."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.rank import rank_ranges
from checker.engine.robustness.draws import (
    BILLIONTHS,
    BLOCK,
    declared_weights,
    draw_totals,
    locality_stream,
    totals_without_rules,
    weight_stream,
)
from checker.engine.robustness.robust import decisive_rule, firmness_of, firmness_of_run, place
from checker.engine.score import Scorer
from checker.model.assessment import Assessment, RuleResult, Run
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.robustness import Firmness, Pairs, Placing, Removal
from tests import builders as build
from tests.standings import (
    Credit,
    adding,
    deducting,
    judged,
    member,
    members_of,
    policy,
    random_members,
    random_pack,
    run_of,
    standing_of,
    unsure,
    weighing,
)
from tests.strategies import repeatable

F = Fraction
SURE = F(9, 10)
DICE = st.randoms(use_true_random=True)


# --- draws ------------------------------------------------------------------------------------------------------------


@given(DICE)
@repeatable(25)
def test_each_draw_is_scored_as_the_engine_scores(dice: Random) -> None:
    pack = random_pack(dice)
    tried = policy(draws=4)
    members = random_members(dice, pack, 3)
    totals = draw_totals(pack, members, tried)
    for one, row in zip(members, totals.tolist(), strict=True):
        assert all(abs(found - exact) < 1 for found, exact in zip(row, plain_totals(pack, one, 4), strict=True))


def plain_totals(pack: Pack, one: Assessment, draws: int) -> list[Fraction]:
    """Return the totals in billionths, each scored by the engine with the same random numbers."""
    declared = declared_weights(pack)
    factors = 1 + (2 * weight_stream(20200324).random((len(declared), draws)) - 1) / 4
    open_ = in_order(pack, one)
    parts = locality_stream(20200324, one.submission.locality.code).random((len(open_), draws))
    found = []
    for draw in range(draws):
        weights = {name: w * F(factor) for (name, w), factor in zip(declared.items(), factors[:, draw], strict=True)}
        drawn = dict(zip((result.rule.id for result in open_), map(F, parts[:, draw]), strict=True))
        points = tuple(replace(point, weight=weights["point", point.id]) for point in pack.directive.points)
        results = [
            replace(
                result,
                credit=within(result.credit, drawn.get(result.rule.id, F(0))),
                rule=replace(result.rule, weight=weights.get(("rule", result.rule.id), F(0))),
            )
            for result in one.results["claimed"]
        ]
        total = Scorer(replace(pack, directive=replace(pack.directive, points=points))).score(results, results).total
        assert total is not None
        found.append(F(total.lower) * BILLIONTHS)
    return found


def in_order(pack: Pack, one: Assessment) -> list[RuleResult]:
    """Return the unknown results that count, as they are drawn: weights by point, then deductions, then extras."""
    results = [result for result in one.results["claimed"] if result.applies and not result.credit.is_point]
    scored = {point.point for point in one.scores["claimed"].points if point.score is not None and point.weight}
    kinds = [
        [
            found
            for point in pack.directive.points
            for found in results
            if found.rule.weight and found.rule.point == point.id
        ],
        [found for found in results if found.rule.deduct],
    ]
    extras = [found for found in results if found.rule.bonus]
    return [found for kind in kinds for found in kind if found.rule.point in scored] + extras


def within(credit: Interval, share: Fraction) -> Interval:
    lower, upper = F(credit.lower), F(credit.upper)
    return Interval.point(lower + (upper - lower) * share)


@given(DICE)
@repeatable(25)
def test_where_all_is_known_and_weights_stay_the_totals_are_exact(dice: Random) -> None:
    pack = random_pack(dice)
    for one in random_members(dice, pack, 3):
        known = member(
            pack, "11", [replace(found, credit=within(found.credit, F(0))) for found in one.results["claimed"]]
        )
        assert known.headline is not None
        exact = round(F(known.headline.lower) * BILLIONTHS)
        assert draw_totals(pack, [known], policy(draws=3, spread=0)).tolist() == [[exact] * 3]


def test_totals_depend_on_nobody_else_and_on_no_order() -> None:
    """Blocks of draws are cut the same for all."""
    dice = Random(7)
    pack = random_pack(dice)
    members = random_members(dice, pack, 6)
    tried = policy(draws=BLOCK + 3)
    together = draw_totals(pack, members, tried)
    assert together.shape == (len(members), BLOCK + 3)
    assert draw_totals(pack, members[::-1], tried).tolist() == together[::-1].tolist()
    assert draw_totals(pack, members[2:3], tried).tolist() == together[2:3].tolist()
    assert draw_totals(pack, members, replace(tried, seed=1)).tolist() != together.tolist()


def test_equal_credits_tie_in_every_draw() -> None:
    """Ten tenths make a whole in whatever order floats add them up."""
    rules = [weighing(f"P{point}-{number}", "0.7") for point in (1, 2) for number in range(5)]
    pack = build.pack({}, rules, {"1": "33.3", "2": "66.7"})
    members = members_of(pack, {"11": [1] * 10, "12": [1] * 10, "13": ["0.3"] * 10, "14": [*["0.3"] * 9, None]})
    first, second, third, fourth = draw_totals(pack, members, policy()).tolist()
    assert set(first) == set(second) == {100 * BILLIONTHS}
    assert set(third) == set(fourth) == {30 * BILLIONTHS}


def test_a_bonus_needs_its_base_in_each_draw() -> None:
    """With weights drawn apart the base lies on either side of 60; exactly 60 is enough."""
    pack = build.pack({}, [weighing("P1-1"), weighing("P1-2"), adding("P1-9", 2)])
    (moving,) = draw_totals(pack, members_of(pack, {"11": ["0.3", "0.9", 1]}), policy())
    bases = {total // BILLIONTHS for total in moving.tolist()}
    assert bases & set(range(60))
    assert bases & set(range(62, 90))
    assert not bases & {60, 61}
    (still,) = draw_totals(pack, members_of(pack, {"11": ["0.3", "0.9", 1]}), policy(spread=0))
    assert set(still.tolist()) == {62 * BILLIONTHS}


@pytest.mark.parametrize("credit", ["0.5", 1, build.span(0, 1)])
def test_a_point_that_may_leave_the_sum_is_one_unknown(credit: Credit) -> None:
    pack = build.pack({}, [weighing("P1-1"), deducting("P1-2", 10), weighing("P2-1")], {"1": 50, "2": 50})
    free = member(pack, "11", unsure(judged(pack, [credit, 0, "0.5"])))
    (drawn,) = draw_totals(pack, [free], policy(draws=400, spread=0)).tolist()
    assert 25 * BILLIONTHS < min(drawn) < 26 * BILLIONTHS
    assert 74 * BILLIONTHS < max(drawn) < 75 * BILLIONTHS
    assert totals_without_rules(pack, [free])[0, 0] == 25 * BILLIONTHS


# --- places -----------------------------------------------------------------------------------------------------------


def placed(*rows: Sequence[int], codes: str = "abcd", sure: Fraction = SURE) -> list[Placing]:
    return list(place(np.array(rows, np.int64), codes[: len(rows)], sure))


def test_places_by_hand() -> None:
    """Ten draws: a beats all but once, where b does; c and d swap."""
    found = placed([9] * 9 + [4], [5] * 10, [2, 1] * 5, [1, 2] * 5)
    assert found == [
        Placing("a", 1, (1, 1), (1, 2), 1, "b", F(9, 10)),
        Placing("b", 2, (2, 2), (1, 2), 2, "c", F(1)),
        Placing("c", 3, (3, 4), (3, 4), 3, "d", F(1, 2)),
        Placing("d", 3, (3, 4), (3, 4), 3, None, None),
    ]


def test_an_order_that_holds_less_often_parts_nobody() -> None:
    found = placed([9] * 8 + [4] * 2, [5] * 10)
    assert [(one.group, one.places, one.above_next) for one in found] == [(1, (1, 2), F(4, 5)), (1, (1, 2), None)]
    assert [one.group for one in placed([9] * 8 + [4] * 2, [5] * 10, sure=F(8, 10))] == [1, 2]


def test_a_tie_is_the_same_rank_and_no_order() -> None:
    found = placed([5] * 4, [5] * 4, [5] * 4, [3] * 4)
    assert [(one.code, one.places, one.likely, one.median) for one in found] == [
        ("a", (1, 3), (1, 1), 1),
        ("b", (1, 3), (1, 1), 1),
        ("c", (1, 3), (1, 1), 1),
        ("d", (4, 4), (4, 4), 4),
    ]
    assert [one.above_next for one in found] == [F(0), F(0), F(1), None]


def test_within_a_group_the_order_is_that_of_codes() -> None:
    found = placed([1, 3], [9, 2], [2, 3])
    assert [(one.code, one.group, one.next) for one in found] == [("a", 1, "b"), ("b", 1, "c"), ("c", 1, None)]


@pytest.mark.parametrize(("draws", "expected"), [(1, (1, 1, 1)), (20, (1, 19, 10)), (100, (5, 95, 50))])
def test_quantiles_are_counted(draws: int, expected: tuple[int, int, int]) -> None:
    """In draw number k, k - 1 others have more: the ranks are 1, 2, ... once each."""
    mine = [0] * draws
    others = [[int(draw > number) for draw in range(draws)] for number in range(draws)]
    found = place(np.array([mine, *others], np.int64), [f"{number:03}" for number in range(draws + 1)], SURE)
    first = next(one for one in found if one.code == "000")
    assert (*first.likely, first.median) == expected


# --- without one rule -------------------------------------------------------------------------------------------------


@given(DICE)
@repeatable(25)
def test_a_removed_rule_leaves_the_sum_as_if_it_did_not_apply(dice: Random) -> None:
    pack = random_pack(dice)
    members = random_members(dice, pack, 4)
    rules = [rule for rule in pack.rules if rule.weight]
    totals = totals_without_rules(pack, members).tolist()
    for one, (declared, *without) in zip(members, totals, strict=True):
        assert declared == round(F(one.headline.lower) * BILLIONTHS)
        for rule, found in zip(rules, without, strict=True):
            left = [result for result in one.results["claimed"] if result.rule is not rule]
            total = Scorer(pack).score(left, left).total
            exact = F(0) if total is None else F(total.lower)
            assert abs(found - exact * BILLIONTHS) < 1


def test_the_rule_that_the_order_rests_on_most() -> None:
    """Without P1-1, worth most, the last becomes first; P1-2 makes nobody change places."""
    pack = build.pack({}, [weighing("P1-1", 3), weighing("P1-2", "0.5"), weighing("P1-3")])
    members = members_of(pack, {"11": [1, 0, 0], "12": ["0.8", "0.5", "0.1"], "13": ["0.4", 1, 1]})
    assert decisive_rule(pack, members) == Removal("P1-1", 4, "11", 1, 3)


def test_no_rule_changes_the_order_of_one() -> None:
    pack = build.pack({}, [weighing("P1-1"), weighing("P1-2")])
    assert decisive_rule(pack, members_of(pack, {"11": [1, 0]})) is None


# --- the whole --------------------------------------------------------------------------------------------------------


@given(DICE)
@repeatable(10)
def test_where_nothing_is_open_groups_and_ranks_are_those_of_the_scores(dice: Random) -> None:
    pack = random_pack(dice)
    members = [
        member(
            pack,
            one.submission.locality.code,
            [replace(r, credit=within(r.credit, F(0))) for r in one.results["claimed"]],
        )
        for one in random_members(dice, pack, 5)
    ]
    if not members:
        return
    found = firm(pack, members, draws=3, spread=0)
    scores = {one.submission.locality.code: one.headline for one in members}
    assert {one.code: one.places for one in found.placings} == rank_ranges(scores)
    assert {one.likely for one in found.placings if one.places[0] == one.places[1]} <= {
        one.places for one in found.placings
    }
    assert found.pairs.more == 0
    assert found.pairs.certain == sum(best - 1 for best, _ in rank_ranges(scores).values())


def firm(pack: Pack, members: Sequence[Assessment], draws: int = 40, spread: int | str = "0.25") -> Firmness:
    return firmness_of(pack, standing_of(members), members, policy(draws, spread))


def test_the_whole_depends_on_no_order() -> None:
    dice = Random(3)
    pack = random_pack(dice)
    members = random_members(dice, pack, 6)
    assert firm(pack, members[::-1]) == firm(pack, members)


@pytest.mark.parametrize(
    ("second", "groups", "pairs"),
    [
        pytest.param("0.7", [1, 2, 2, 3], Pairs(6, 5, 0), id="in 87 of 100 draws: not sure enough"),
        pytest.param("0.72", [1, 2, 3, 4], Pairs(6, 5, 1), id="in 93 of 100 draws: sure"),
        pytest.param("0.9", [1, 2, 3, 4], Pairs(6, 6, 0), id="whatever the unknowns are"),
    ],
)
def test_pairs_are_certain_parted_or_open(second: str, groups: list[int], pairs: Pairs) -> None:
    """11 lies above all for certain and 14 below; 12 and 13 overlap by what P1-2 may be."""
    pack = build.pack({}, [weighing("P1-1", 9), weighing("P1-2")])
    unknown = build.span(0, 1)
    members = members_of(pack, {"11": [1, 1], "12": [second, unknown], "13": ["0.65", unknown], "14": ["0.2", unknown]})
    found = firm(pack, members, draws=400, spread=0)
    assert [one.group for one in found.placings] == groups
    assert found.pairs == pairs
    assert found.pairs.open == 6 - pairs.certain - pairs.more


def test_a_run_is_tried_standing_by_standing() -> None:
    """One without a score is not tried; a standing without any is left out."""
    pack = build.pack({}, [weighing("P1-1")])
    members = members_of(pack, {"11": [1], "12": [0], "13": [None]})
    empty = replace(standing_of([]), period="2020")
    run = replace(run_of(pack, members), standings=(empty, standing_of(members)))
    (found,) = firmness_of_run(run, policy())
    assert [one.code for one in found.placings] == ["11", "12"]
    assert firmness_of_run(Run(pack, 0, (), (), ()), policy()) == ()
