"""A value is a set of possibilities, or a failure."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from checker.model.interval import ANYTHING, UNIT, Interval
from checker.model.value import EITHER, FAILURE, FALSE, TRUE, Items, Value, day, ordinal_day, truth, union


def test_number_of_a_value_is_its_interval() -> None:
    assert Value(UNIT).number == UNIT


def test_members_of_a_value_are_its_set() -> None:
    assert Value(frozenset({"full"})).members == {"full"}


@pytest.mark.parametrize("value", [Value(EITHER), Value(Items(())), FAILURE], ids=["truth", "items", "failure"])
def test_what_is_no_number_has_no_interval(value: Value) -> None:
    with pytest.raises(AssertionError):
        _ = value.number


@pytest.mark.parametrize("value", [Value(ANYTHING), Value(Items(())), FAILURE], ids=["number", "items", "failure"])
def test_what_is_no_set_has_no_members(value: Value) -> None:
    with pytest.raises(AssertionError):
        _ = value.members


def test_truth_of_several_outcomes_is_their_set() -> None:
    assert [truth([True, True]), truth([False]), truth([False, True])] == [Value(TRUE), Value(FALSE), Value(EITHER)]


def test_union_holds_all_members() -> None:
    assert union([frozenset({"none"}), frozenset({"full", "none"})]) == {"none", "full"}


@pytest.mark.parametrize("when", [date(1, 1, 1), date(2020, 2, 29), date(9999, 12, 31)], ids=str)
def test_day_is_a_point_that_reads_back(when: date) -> None:
    assert day(when) == Interval.point(when.toordinal())
    assert ordinal_day(Fraction(when.toordinal())) == when


@pytest.mark.parametrize("ordinal", [0, -5, date.max.toordinal() + 1, 10**30])
def test_there_is_no_day_outside_the_calendar(ordinal: int) -> None:
    assert ordinal_day(Fraction(ordinal)) is None


def test_lists_of_items_are_each_their_own() -> None:
    assert Items(()) != Items(())
