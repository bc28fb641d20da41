"""What an expression can ask: of the submission, and of what the pack holds."""

from datetime import date
from fractions import Fraction

import pytest

from checker.engine.facts import Facts, Frame
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack, TargetRow
from checker.model.value import EITHER, FALSE, TRUE, Possible, Truths
from tests.builders import (
    PROVINCE,
    counted,
    dictionary,
    facts,
    frame_fact,
    pack,
    period,
    point,
    span,
    target,
    yes_or_no,
)

F = Fraction
INDICATORS = dictionary(
    counted("built"), counted("new", kind="flow"), counted("cities", kind="frame"), yes_or_no("hosted", kind="frame")
)
BETA = Locality("120000", "province", "", "乙省", "Beta")


def held(*rows: TargetRow) -> Pack:
    """Return a pack with *rows*, and the number of cities of Alpha in two years."""
    cities = [frame_fact("cities", point(9), year=2019), frame_fact("cities", point(10), line=3)]
    return pack(INDICATORS, targets=rows, frame=cities)


@pytest.mark.parametrize(
    ("known", "indicator", "expected"),
    [
        pytest.param(facts(held(), built=5), "built", point(5), id="submitted"),
        pytest.param(facts(held()), "built", span(0, 1000), id="not submitted"),
        pytest.param(facts(held()), "cities", point(10), id="held by the pack"),
        pytest.param(facts(held(), cities=3), "cities", point(10), id="held by the pack, whatever is submitted"),
        pytest.param(facts(held(), "2019"), "cities", point(9), id="held for another year"),
        pytest.param(facts(held(), "2021"), "cities", span(0, 1000), id="not held for this year"),
        pytest.param(facts(held(), locality=BETA), "cities", span(0, 1000), id="not held for this locality"),
        pytest.param(facts(held(), locality=BETA, cities=3), "cities", span(0, 1000), id="nor taken from a submission"),
        pytest.param(facts(held()), "hosted", EITHER, id="held for nobody"),
    ],
)
def test_an_indicator_comes_from_the_pack_or_from_the_submission(
    known: Facts, indicator: str, expected: Possible
) -> None:
    assert known.indicator(indicator) == expected


def test_level_and_period_end_are_given() -> None:
    known = facts(held(), "2020-Q3")
    assert known.given("level") == {"province"}
    assert known.given("period_end") == point(date(2020, 9, 30).toordinal())


EARLY, LATE = date(2020, 2, 1), date(2020, 6, 30)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([], (EITHER, False, span(0, 1000)), id="no row: unknown"),
        pytest.param([target("built", None)], (FALSE, False, span(0, 1000)), id="a row that says: none"),
        pytest.param([target("built", 500)], (TRUE, True, point(500)), id="a row with a value"),
        pytest.param([target("built", 0)], (TRUE, True, point(0)), id="a target of nothing is a target"),
        pytest.param([target("built", 500, year=2021)], (EITHER, False, span(0, 1000)), id="of another year"),
        pytest.param([target("new", 500)], (EITHER, False, span(0, 1000)), id="of another indicator"),
        pytest.param([target("built", 500, locality="120000")], (EITHER, False, span(0, 1000)), id="of another place"),
        pytest.param(
            [target("built", 500, announced_on=LATE)], (TRUE, True, point(500)), id="announced on the last day"
        ),
        pytest.param(
            [target("built", 500, announced_on=date(2020, 7, 1))],
            (EITHER, False, span(0, 1000)),
            id="announced the day after",
        ),
        pytest.param(
            [target("built", 500, announced_on=EARLY), target("built", 600, announced_on=LATE)],
            (TRUE, True, point(600)),
            id="the latest",
        ),
        pytest.param(
            [target("built", 500, body="government"), target("built", 600, body="regulator", announced_on=LATE)],
            (TRUE, True, point(500)),
            id="the highest body, though not the latest",
        ),
        pytest.param(
            [target("built", None, announced_on=LATE), target("built", 500, announced_on=EARLY)],
            (FALSE, False, span(0, 1000)),
            id="withdrawn",
        ),
        pytest.param(
            [target("built", 500, line=3), target("built", 600, line=2)],
            (TRUE, True, point(600)),
            id="two of one day and body: the first line",
        ),
    ],
)
def test_the_target_in_force_is_the_latest_of_the_highest_body(
    rows: list[TargetRow], expected: tuple[Truths, bool, Interval]
) -> None:
    known = facts(held(*rows))
    assert (known.has_target("built"), known.target_stated("built"), known.target("built")) == expected


@pytest.mark.parametrize(
    ("when", "rows", "expected"),
    [
        pytest.param("2020-H1", [], F(1, 2), id="half a year"),
        pytest.param("2020-Q3", [], F(3, 4), id="three quarters"),
        pytest.param("2020", [target("built", 500)], F(1), id="the year"),
        pytest.param("2020-H1", [target("built", 500, due_by=date(2020, 9, 30))], F(2, 3), id="due by September"),
        pytest.param("2020-H1", [target("built", 500, due_by=date(2020, 3, 31))], F(1), id="due by March"),
        pytest.param(
            "2020-H1",
            [target("new", 500, due_by=date(2020, 9, 30)), target("built", 500)],
            F(1, 2),
            id="by the first target that the rule names",
        ),
        pytest.param(
            "2020-H1",
            [target("new", 500, due_by=date(2020, 9, 30)), target("built", None, due_by=date(2020, 3, 31))],
            F(2, 3),
            id="by the first that a row states",
        ),
        pytest.param(
            "2020-H1", [target("cities", 5, due_by=date(2020, 3, 31))], F(1, 2), id="not by a target of others"
        ),
    ],
)
def test_the_share_due_is_linear_unless_the_row_says_otherwise(
    when: str, rows: list[TargetRow], expected: Fraction
) -> None:
    frame = facts(held(*rows), when).frame
    assert Facts(frame, {}, rule_targets=("built", "new")).due() == Interval.point(expected)


def test_an_example_knows_only_what_it_states() -> None:
    told = Frame(held(target("built", 500), target("new", 50)), PROVINCE, period(), {"hosted": TRUE}, {"new": None})
    known = Facts(told, {}, rule_targets=("built",))
    assert (known.indicator("hosted"), known.indicator("cities")) == (TRUE, span(0, 1000))
    assert (known.has_target("built"), known.target("built")) == (EITHER, span(0, 1000))
    assert (known.has_target("new"), known.target_stated("new")) == (FALSE, False)
    assert known.due() == point("0.5")
