"""Ranks are ranges: where intervals overlap, no strict order is claimed."""

from collections.abc import Mapping
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.rank import rank_ranges, standings_of
from checker.model.assessment import Assessment, Standing
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack
from tests.builders import (
    claim,
    counted,
    dictionary,
    integrity_rule,
    pack,
    period,
    point,
    rule,
    shape,
    span,
    submission,
)
from tests.strategies import repeatable

INDICATORS = dictionary(counted("built", span(0, 100)))


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        pytest.param({}, {}, id="nobody"),
        pytest.param({"a": span(0, 100)}, {"a": (1, 1)}, id="alone"),
        pytest.param({"a": point(70), "b": point(60)}, {"a": (1, 1), "b": (2, 2)}, id="a clear order"),
        pytest.param({"a": point(60), "b": point(60)}, {"a": (1, 2), "b": (1, 2)}, id="a tie"),
        pytest.param({"a": span(60, 70), "b": span(50, 60)}, {"a": (1, 2), "b": (1, 2)}, id="to touch is to overlap"),
        pytest.param({"a": span(0, 100), "b": span(0, 100)}, {"a": (1, 2), "b": (1, 2)}, id="whole overlap"),
        pytest.param(
            {"a": span(80, 90), "b": span(10, 85), "c": span(20, 30), "d": point(5)},
            {"a": (1, 2), "b": (1, 3), "c": (2, 3), "d": (4, 4)},
            id="overlaps in a row",
        ),
        pytest.param(
            {"a": point(90), "b": point(70), "c": point(70), "d": point(50)},
            {"a": (1, 1), "b": (2, 3), "c": (2, 3), "d": (4, 4)},
            id="a tie in the middle",
        ),
    ],
)
def test_best_and_worst_rank(scores: Mapping[str, Interval], expected: Mapping[str, tuple[int, int]]) -> None:
    assert rank_ranges(scores) == expected


@given(st.randoms(use_true_random=True))
@repeatable(200)
def test_ranks_are_the_counts_of_the_definition(dice: Random) -> None:
    scores = {str(number): span(*sorted(dice.choices(range(10), k=2))) for number in range(dice.randint(0, 8))}
    assert rank_ranges(scores) == {
        name: (
            1 + sum(other.lower > mine.upper for other in scores.values()),
            sum(other.upper >= mine.lower for other in scores.values()),
        )
        for name, mine in scores.items()
    }


# --- standings --------------------------------------------------------------------------------------------------------

ALPHA = Locality("110000", "province", "", "甲省", "Alpha")
BETA = Locality("120000", "province", "", "乙省", "Beta")
GAMMA = Locality("130000", "province", "", "丙省", "Gamma")
TOWN = Locality("110100", "prefecture", "110000", "甲市", "Alphatown")
SHARE = rule(INDICATORS, "built", shape("share", INDICATORS, of="100"))
ODD = integrity_rule(INDICATORS, "built != 13", consequence="reject")
PACK = pack(INDICATORS, [SHARE], integrity=(ODD,))


def assessed(locality: Locality, built: object = None, when: str = "2020-H1", held: Pack = PACK) -> Assessment:
    """Return the assessment of *locality*: its score is what it has built."""
    claims = [] if built is None else [claim("built", built)]
    return Assessor(held).assess(submission(*claims, locality=locality, period=period(when)))


def test_standings_are_by_period_and_level_with_those_that_are_missing() -> None:
    assessments = [
        assessed(TOWN, 99),
        assessed(BETA, 40, "2020"),
        assessed(ALPHA, 70),
        assessed(BETA, 60),
    ]
    assert standings_of(PACK.directive, assessments, [ALPHA, BETA, GAMMA]) == (
        Standing("2020-H1", "province", {"110000": (1, 1), "120000": (2, 2)}, (GAMMA,)),
        Standing("2020-H1", "prefecture", {"110100": (1, 1)}, ()),
        Standing("2020", "province", {"120000": (1, 1)}, (ALPHA, GAMMA)),
    )


def test_unknown_scores_share_all_ranks() -> None:
    (standing,) = standings_of(PACK.directive, [assessed(ALPHA), assessed(BETA), assessed(GAMMA, 50)], ())
    assert standing.ranks == {"110000": (1, 3), "120000": (1, 3), "130000": (1, 3)}


def test_a_rejected_submission_has_no_rank_but_is_not_missing() -> None:
    assert standings_of(PACK.directive, [assessed(ALPHA, 13), assessed(BETA, 60)], [ALPHA, BETA]) == (
        Standing("2020-H1", "province", {"120000": (1, 1)}, ()),
    )


def test_where_no_rule_applies_there_is_no_rank() -> None:
    nowhere = pack(INDICATORS, [rule(INDICATORS, "built", SHARE.shape, applies_when='level == "county"')])
    assert standings_of(PACK.directive, [assessed(ALPHA, 70, held=nowhere)], [ALPHA]) == (
        Standing("2020-H1", "province", {}, ()),
    )


def test_who_is_expected_is_not_named_where_only_a_town_was_asked_for() -> None:
    assert standings_of(PACK.directive, [assessed(TOWN, 70)], [ALPHA]) == (
        Standing("2020-H1", "prefecture", {"110100": (1, 1)}, ()),
    )


def test_nothing_assessed_is_no_standing() -> None:
    assert standings_of(PACK.directive, [], [ALPHA]) == ()
