"""A pack answers which target is in force and which facts hold."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from checker.model.pack import TargetRow
from checker.model.text import Text
from checker.model.unit import UnitEntry
from tests.builders import counted, dictionary, frame_fact, pack, period, point, rule, shape, target

INDICATORS = dictionary(counted("built"), counted("residents", kind="frame"))
EARLY = target("built", 100, line=2)
LATE = target("built", 120, announced_on=date(2020, 5, 1), line=3)
REGULATOR = target("built", 140, announced_on=date(2020, 6, 1), body="regulator", line=4)
AUTUMN = target("built", 160, announced_on=date(2020, 9, 1), line=5)
NEXT_YEAR = target("built", 300, year=2021, line=6)
TWICE = target("built", 101, line=7)
NOBODY = target("built", None, announced_on=date(2020, 6, 30), line=8)


@pytest.mark.parametrize(
    ("rows", "when", "expected"),
    [
        pytest.param([], "2020-H1", None, id="no row"),
        pytest.param([EARLY], "2020-H1", EARLY, id="one row"),
        pytest.param([EARLY, LATE], "2020-H1", LATE, id="the latest"),
        pytest.param([LATE, EARLY], "2020-H1", LATE, id="the latest, whatever the order of rows"),
        pytest.param([EARLY, REGULATOR], "2020-H1", EARLY, id="the highest body, though earlier"),
        pytest.param([REGULATOR], "2020-H1", REGULATOR, id="a lower body, if it is the only one"),
        pytest.param([EARLY, AUTUMN], "2020-H1", EARLY, id="nothing announced after the period"),
        pytest.param([EARLY, AUTUMN], "2020-Q3", AUTUMN, id="announced within the period"),
        pytest.param([NEXT_YEAR], "2020-H1", None, id="another year"),
        pytest.param([EARLY, TWICE], "2020-H1", EARLY, id="the first line of two of one day"),
        pytest.param([EARLY, NOBODY], "2020-H1", NOBODY, id="announced on the last day that there is none"),
    ],
)
def test_target_in_force(rows: list[TargetRow], when: str, expected: TargetRow | None) -> None:
    assert pack(INDICATORS, targets=rows).target_in_force("110000", "built", period(when)) == expected


def test_target_of_another_locality_is_not_in_force() -> None:
    held = pack(INDICATORS, targets=[EARLY])
    assert held.target_in_force("120000", "built", period()) is None


def test_frame_fact_is_that_of_the_year() -> None:
    before, now = frame_fact("residents", point(9), year=2019), frame_fact("residents", point(10))
    held = pack(INDICATORS, frame=[before, now])
    assert held.frame_fact("110000", "residents", period()) == now
    assert held.frame_fact("110000", "residents", period("2019")) == before
    assert held.frame_fact("110000", "residents", period("2018")) is None
    assert held.frame_fact("120000", "residents", period()) is None


def test_rules_of_a_point_are_in_the_order_of_the_file() -> None:
    score = shape("at-least", INDICATORS, full_at="1")
    rules = [rule(INDICATORS, "built", score, id=f"P{at}", point=at[0]) for at in ("1-2", "2-1", "1-1")]
    assert [one.id for one in pack(INDICATORS, rules).rules_of("1")] == ["P1-2", "P1-1"]
    assert pack(INDICATORS, rules).rules_of("3") == ()


def test_unit_is_called_by_its_label_or_as_the_dictionary_names_it() -> None:
    far = UnitEntry("10k m", Text("万米", "10 km"), Fraction(10_000), "m", ())
    held = pack(INDICATORS, units={"10k m": far})
    assert (held.unit_label("10k m"), held.unit_label("m")) == (Text("万米", "10 km"), Text("m", "m"))
