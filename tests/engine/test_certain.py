"""What is certain whatever the unknowns are, and what to report next."""

from collections.abc import Mapping
from fractions import Fraction
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.robustness.certain import certain_pairs, next_report, pairs_of, point_orders, steps_of
from checker.model.interval import Interval
from checker.model.robustness import NextReport, Pairs, PointOrder, Step
from tests import builders as build
from tests.builders import point, span
from tests.standings import members_of, weighing
from tests.strategies import repeatable

F = Fraction


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param({}, (), id="nobody"),
        pytest.param({"a": span(0, 100), "b": span(0, 100)}, (), id="all open"),
        pytest.param({"a": point(50), "b": point(50)}, (), id="equal"),
        pytest.param({"a": span(0, 50), "b": span(50, 100)}, (), id="to touch is not to be above"),
        pytest.param({"a": point(9), "b": point(5)}, (Step(("a",), ("b",)),), id="two"),
        pytest.param(
            {"a": point(9), "b": point(5), "c": point(1)},
            (Step(("b",), ("c",)), Step(("a",), ("b",))),
            id="a chain: each is named once above and once below",
        ),
        pytest.param(
            {"d": point(1), "c": point(2), "b": span(5, 9), "a": span(6, 8), "x": span(0, 100)},
            (Step(("c",), ("d",)), Step(("a", "b"), ("c",))),
            id="two above two, one open",
        ),
    ],
)
def test_steps(scores: Mapping[str, Interval], expected: tuple[Step, ...]) -> None:
    assert steps_of(scores) == expected


@given(st.randoms(use_true_random=True))
@repeatable(200)
def test_steps_say_all_certain_differences_and_no_other(dice: Random) -> None:
    scores = {str(number): span(*sorted(dice.choices(range(8), k=2))) for number in range(dice.randint(0, 7))}
    told: set[tuple[str, str]] = set()
    below: list[str] = []
    for step in steps_of(scores):
        below += step.below
        told |= {(high, low) for high in step.above for low in below}
    certain = {(a, b) for a in scores for b in scores if scores[a].lower > scores[b].upper}
    assert told == certain
    assert certain_pairs(scores.values()) == len(certain)


@given(st.randoms(use_true_random=True))
@repeatable(100)
def test_pairs_are_counted_once(dice: Random) -> None:
    scores = {str(number): span(*sorted(dice.choices(range(8), k=2))) for number in range(dice.randint(1, 7))}
    group = {code: dice.randint(0, 2) for code in scores}
    groups = [[code for code in scores if group[code] == number] for number in range(3)]
    pairs = list(combinations(scores, 2))
    certain = {one for one in pairs if scores[one[0]].meet(scores[one[1]]) is None}
    parted = {one for one in pairs if group[one[0]] != group[one[1]]}
    assert pairs_of(scores, groups) == Pairs(len(pairs), len(certain), len(parted - certain))


def test_points_are_compared_one_by_one() -> None:
    """A locality to which a point does not apply is compared with nobody there."""
    pack = build.pack({}, [weighing("P1-1"), weighing("P2-1")], {"1": 50, "2": 50})
    members = members_of(pack, {"11": [1, span(0, 1)], "12": [0, 1], "13": [None, 0]})
    assert point_orders(pack, members) == (
        PointOrder("1", 1, (Step(("11",), ("12",)),)),
        PointOrder("2", 1, (Step(("12",), ("13",)),)),
    )


# --- what to report next ----------------------------------------------------------------------------------------------

INDICATORS = build.dictionary(
    build.counted("built"),
    build.counted("shared"),
    build.counted("homes", kind="frame"),
)
SHARE = build.shape("share", INDICATORS, of="100")
AIMED = build.rule(
    INDICATORS, "built / target(built)", build.shape("share", INDICATORS, of="1"), id="P1-1", weight=F(5)
)
OWN = build.rule(INDICATORS, "shared", SHARE, id="P1-2", weight=F(2))
PER_HOME = build.rule(INDICATORS, "built / homes", build.shape("share", INDICATORS, of="1"), id="P1-3", weight=F(3))


@pytest.mark.parametrize(
    ("targets", "claims", "expected"),
    [
        pytest.param([], {}, ("P1-3", 30, ("built",), False), id="what waits for a target comes later"),
        pytest.param([10], {}, ("P1-1", 50, ("built",), False), id="the costliest"),
        pytest.param([], {"built": 5}, ("P1-2", 20, ("shared",), False), id="what waits for a fact comes later"),
        pytest.param([], {"built": 5, "shared": 9}, ("P1-1", 50, (), True), id="all waits for the assessor"),
    ],
)
def test_what_to_report_next(
    targets: list[int], claims: dict[str, int], expected: tuple[str, int, tuple[str, ...], bool]
) -> None:
    rows = [build.target("built", value) for value in targets]
    pack = build.pack(INDICATORS, [AIMED, OWN, PER_HOME], targets=rows)
    found = next_report(pack, Assessor(pack).assess(build.submission(*(build.claim(*one) for one in claims.items()))))
    rule, cost, missing, no_target = expected
    assert found == NextReport("110000", rule, F(cost), missing, no_target)


def test_where_only_a_target_is_lacking_it_is_said() -> None:
    pack = build.pack(INDICATORS, [AIMED])
    found = next_report(pack, Assessor(pack).assess(build.submission(build.claim("built", 5))))
    assert found == NextReport("110000", "P1-1", F(100), (), no_target=True)


def test_where_all_is_decided_nothing_is_to_report() -> None:
    pack = build.pack(INDICATORS, [OWN])
    assert next_report(pack, Assessor(pack).assess(build.submission(build.claim("shared", 5)))) is None
