"""Credits become scores and grades: worked by hand, with both ends of every interval."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from checker.engine.score import Scorer, bonus_of, grades_of, weighted_mean, weighted_sum
from checker.model.assessment import PointScore, RuleResult, Score
from checker.model.directive import Scoring
from checker.model.interval import ZERO, Interval
from checker.model.rule import Basis
from tests.builders import pack, point, result, scoring, span

F = Fraction
ANALYST = Basis("1", "should", "analyst", "", None)


def judged(credit: Any, name: str = "P1-1", weight: int | str = 1, **changes: Any) -> RuleResult:
    """Return the result of a rule; its point is what its id begins with."""
    return result(credit, id=name, point=name[1:].split("-", maxsplit=1)[0], weight=F(weight), **changes)


def extra(credit: Any, name: str = "P1-9", bonus: int | str = 1) -> RuleResult:
    """Return the result of a bonus rule."""
    return judged(credit, name, 0, bonus=F(bonus))


def score(
    results: Sequence[RuleResult], points: Mapping[str, int | str] | None = None, policy: Scoring | None = None
) -> Score:
    """Return the score of *results* in a pack with *points* by weight."""
    made = pack({}, [one.rule for one in results], points, policy=policy or scoring())
    return Scorer(made).score(results, results)


def names(found: Score) -> list[str]:
    """Return the names of the possible grades."""
    return [grade.id for grade in found.grades]


# --- by hand ----------------------------------------------------------------------------------------------------------


def test_a_score_by_hand() -> None:
    """Point 1, weight 60: (3 x 1 + 0.5) / 4 = 0.875. Point 2, weight 40: from (0.2 + 0) / 2 to (0.2 + 1) / 2."""
    results = [
        judged(1, "P1-1", 3),
        judged("0.5", "P1-2", 1, mark="C"),
        judged("0.2", "P2-1", 1, basis=ANALYST),
        judged(span(0, 1), "P2-2", 1),
        judged(None, "P2-3", 5),
    ]
    assert score(results, {"1": 60, "2": 40}) == Score(
        points=(
            PointScore("1", point("87.5"), ZERO, point("87.5"), F(60)),
            PointScore("2", span(10, 60), ZERO, span(10, 60), F(40)),
        ),
        base=span("56.5", "76.5"),
        bonus=ZERO,
        total=span("56.5", "76.5"),
        sum_grades=scoring().grades[:1:-1],
        vetoes=(),
        grades=scoring().grades[:1:-1],
        known=F("0.8"),
        shares={"P1-1": F(45), "P1-2": F(15), "P2-1": F(20), "P2-2": F(20)},
        resting_on={"mark-c": F("0.15"), "analyst": F("0.2")},
        not_applicable=F(40, 100) * F(5, 7),
    )


def test_an_unknown_costs_its_share_of_the_score() -> None:
    results = [judged(1, "P1-1", 3), judged(span("0.25", "0.75"), "P1-2", 1)]
    found = score(results)
    assert found.total == span("81.25", "93.75")
    assert [found.cost(one) for one in results] == [F(0), F("12.5")]
    assert found.cost(extra(span(0, 1))) == 0


def test_a_tenth_ten_times_is_a_whole() -> None:
    results = [judged("0.1", f"P1-{index}", "0.1") for index in range(10)]
    assert score(results).total == point(10)
    ones = [judged(1, f"P{index}-1", "0.1") for index in range(1, 11)]
    assert score(ones, {str(index): "0.1" for index in range(1, 11)}).total == point(100)


def test_a_rounded_third_stays_a_rounded_third() -> None:
    third = "0.333333333333"
    found = score([judged(third, f"P1-{index}") for index in range(3)])
    assert found.total == point("33.3333333333")
    assert score([judged(third, "P1-1", 3)]).total == found.total


def test_what_does_not_apply_leaves_its_weight_to_the_others() -> None:
    without = [judged(1, "P1-1", 1), judged(None, "P1-2", 9), judged("0.5", "P2-1", 1), judged(None, "P3-1", 1)]
    found = score(without, {"1": 30, "2": 30, "3": 40})
    assert [one.score for one in found.points] == [point(100), point(50), None]
    assert (found.total, found.known) == (point(75), F(1))
    assert found.shares == {"P1-1": F(50), "P2-1": F(50)}


@pytest.mark.parametrize(
    "results",
    [
        pytest.param([], id="no rule at all"),
        pytest.param([judged(None)], id="no rule applies"),
        pytest.param([judged(None), extra(1)], id="a bonus applies, but nothing to add it to"),
    ],
)
def test_without_a_rule_that_applies_there_is_no_score(results: list[RuleResult]) -> None:
    assert score(results) == Score(
        points=(PointScore("1", None, ZERO, None, F(100)),),
        base=None,
        bonus=ZERO,
        total=None,
        sum_grades=(),
        vetoes=(),
        grades=(),
        known=F(0),
        shares={},
        resting_on={"mark-c": F(0), "analyst": F(0)},
        not_applicable=F(bool(results)),
    )


def test_the_order_of_rules_does_not_matter() -> None:
    results = [judged(1, "P1-1", 3), judged("0.333333333333", "P1-2", "0.7"), judged(span(0, 1), "P2-1"), extra("0.5")]
    points = {"1": "33.3", "2": "66.7"}
    assert {score(order, points).total for order in permutations(results)} == {score(results, points).total}


def test_shares_and_known_weight_follow_the_rules_that_apply() -> None:
    """The scorer keeps what rules are worth: another set of rules is another worth."""
    all_apply = [judged(1, "P1-1", 1), judged(span(0, 1), "P1-2", 3)]
    one_applies = [judged(1, "P1-1", 1), judged(None, "P1-2", 3)]
    scorer = Scorer(pack({}, [one.rule for one in all_apply]))
    found = [scorer.score(results, results) for results in (all_apply, one_applies, all_apply)]
    assert [one.known for one in found] == [F("0.25"), F(1), F("0.25")]
    assert [one.shares for one in found] == [{"P1-1": F(25), "P1-2": F(75)}, {"P1-1": F(100)}, found[0].shares]


@pytest.mark.parametrize(
    "weights",
    [["1"], ["1", "1", "1"], ["0.1", "0.7", "3"], ["7", "11", "13", "0.000001"]],
    ids="-".join,
)
def test_shares_add_up_to_100(weights: list[str]) -> None:
    results = [
        judged("0.3", f"P{number}-{index}", weight)
        for number in (1, 2, 3)
        for index, weight in enumerate(weights[: number + 1])
    ]
    found = score(results, {"1": 15, "2": "84.9", "3": "0.1"})
    assert sum(found.shares.values()) == 100
    assert found.known == 1


# --- bonus ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("base", "extras", "expected"),
    [
        pytest.param("0.70", [extra(1)], (1, 71), id="above the threshold"),
        pytest.param("0.60", [extra(1)], (1, 61), id="exactly at the threshold"),
        pytest.param("0.599999999999", [extra(1)], (0, "59.9999999999"), id="just below it"),
        pytest.param("0.70", [extra("0.5", bonus=2)], (1, 71), id="half of two"),
        pytest.param("0.70", [extra(1), extra(1, "P1-8", "0.5")], ("1.5", "71.5"), id="two together"),
        pytest.param("0.70", [extra(1, f"P1-{index}", 3) for index in range(5)], (5, 75), id="capped together"),
        pytest.param("0.70", [extra(1, bonus=7)], (5, 75), id="one above the common cap"),
        pytest.param("0.98", [extra(1, bonus=4)], (4, 100), id="100 at most"),
        pytest.param("0.70", [extra(None)], (0, 70), id="one that does not apply"),
        pytest.param("0.70", [extra(0)], (0, 70), id="one that is not earned"),
    ],
)
def test_extras_are_added_on_a_decent_base(
    base: str, extras: list[RuleResult], expected: tuple[int | str, int | str]
) -> None:
    found = score([judged(base), *extras])
    assert (found.bonus, found.total) == (point(expected[0]), point(expected[1]))


@pytest.mark.parametrize(
    ("base", "extras", "expected"),
    [
        pytest.param(span("0.5", "0.7"), [extra(1)], (span(0, 1), span(50, 71)), id="allowed at the upper end only"),
        pytest.param(span("0.6", "0.7"), [extra(1)], (point(1), span(61, 71)), id="allowed at both"),
        pytest.param(span("0.5", "0.59"), [extra(1)], (point(0), span(50, 59)), id="allowed at neither"),
        pytest.param(span("0.6", "0.7"), [extra(span(0, 1))], (span(0, 1), span(60, 71)), id="lower with lower"),
        pytest.param(
            span("0.6", "0.7"), [extra(span("0.5", 1), bonus=8)], (span(4, 5), span(64, 75)), id="each end capped"
        ),
        pytest.param(span("0.97", 1), [extra(1, bonus=4)], (point(4), point(100)), id="both ends at 100"),
    ],
)
def test_each_end_of_the_bonus_goes_with_that_end_of_the_base(
    base: Interval, extras: list[RuleResult], expected: tuple[Interval, Interval]
) -> None:
    found = score([judged(base), *extras])
    assert (found.bonus, found.total) == expected


def test_a_pack_may_leave_out_the_bonus() -> None:
    policy = scoring(bonus_cap=F(0), bonus_above=F(0))
    assert score([judged("0.5"), extra(1)], policy=policy).total == point(50)


def test_a_bonus_takes_no_part_in_shares_and_known_weight() -> None:
    found = score([judged(1), extra(span(0, 1))])
    assert (found.shares, found.known) == ({"P1-1": F(100)}, F(1))


def test_a_bonus_without_a_base_is_nothing() -> None:
    assert bonus_of(scoring(), None, [extra(1)]) == ZERO


# --- grades -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        pytest.param(point(100), ["excellent"], id="all"),
        pytest.param(point(90), ["excellent"], id="on a cut"),
        pytest.param(point("89.999999999999"), ["good"], id="just below a cut"),
        pytest.param(point(60), ["pass"], id="on the lowest cut"),
        pytest.param(point("59.96"), ["fail"], id="59.96 is no 60, however it is shown"),
        pytest.param(point(F(60 * 10**30 - 1, 10**30)), ["fail"], id="a fail by a hair"),
        pytest.param(point(0), ["fail"], id="nothing"),
        pytest.param(span("59.96", 60), ["fail", "pass"], id="both sides of a cut"),
        pytest.param(span(0, 100), ["fail", "pass", "good", "excellent"], id="any"),
        pytest.param(span(80, "89.9"), ["good"], id="one band, though not one score"),
        pytest.param(span(60, 90), ["pass", "good", "excellent"], id="from cut to cut"),
    ],
)
def test_the_grade_is_the_range_of_bands_of_the_exact_score(total: Interval, expected: list[str]) -> None:
    assert [grade.id for grade in grades_of(scoring(), total)] == expected


@pytest.mark.parametrize("cut", [60, 80, 90])
@pytest.mark.parametrize("parts", [3, 7, 10, 33])
def test_a_sum_of_fractions_that_makes_a_cut_exactly_is_on_it(cut: int, parts: int) -> None:
    """Floats lose the boundary in every fifth sum; here each of these is on it, and a hair less is below."""
    share = F(cut, 100)
    weights = [F(index, 3) for index in range(1, parts + 1)]
    results = [judged(share, f"P1-{index}", weight=weight) for index, weight in enumerate(weights)]
    found = score(results)
    assert found.total == point(cut)
    assert names(found) == [grade.id for grade in scoring().grades if grade.floor == cut]
    less = [judged(share - F(1, 10**12), "P1-0", weight=weights[0]), *results[1:]]
    assert names(score(less)) != names(found)


# --- sums -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([(F(0), point(1))], None, id="no weight"),
        pytest.param([(F(1), point(1)), (F(2), point(1))], point(1), id="all of it"),
        pytest.param([(F(1), point(0)), (F(2), point(0))], point(0), id="none of it"),
        pytest.param([(F(1), point(1)), (F(2), point(0))], point(F(1, 3)), id="a third"),
        pytest.param([(F(1), span("0.2", 1)), (F(3), span(0, "0.4"))], span("0.05", "0.55"), id="each end by itself"),
    ],
)
def test_weighted_mean(parts: list[tuple[Fraction, Interval]], expected: Interval | None) -> None:
    assert weighted_mean(parts) == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param([], ZERO, id="nothing"),
        pytest.param([(F(2), point("0.5")), (F(3), span(0, 1))], span(1, 4), id="each end by itself"),
    ],
)
def test_weighted_sum(parts: list[tuple[Fraction, Interval]], expected: Interval) -> None:
    assert weighted_sum(parts) == expected
