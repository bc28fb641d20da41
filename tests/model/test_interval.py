"""Interval arithmetic: every result holds what its operands allow."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.interval import ANYTHING, INFINITY, ONE, UNIT, ZERO, Interval, hull
from tests.strategies import drawn, intervals, nested_intervals, repeatable

INF = INFINITY


def of(lower: Fraction | float | str, upper: Fraction | float | str | None = None) -> Interval:
    """Return an interval; one number is a point."""
    ends = [end if end in (INF, -INF) else Fraction(end) for end in (lower, lower if upper is None else upper)]
    return Interval(*ends)


def shown(one: object) -> str:
    """Return a parameter as it stands in the name of a test."""
    if isinstance(one, Interval):
        return f"{one.lower}..{one.upper}"
    return getattr(one, "__name__", str(one))


@pytest.mark.parametrize(
    ("operation", "left", "right", "expected"),
    [
        (operator.add, of(1, 2), of(10, 20), of(11, 22)),
        (operator.add, of(1, INF), of(-INF, 2), ANYTHING),
        (operator.add, of(1, INF), of(2), of(3, INF)),
        (operator.sub, of(1, 2), of(10, 20), of(-19, -8)),
        (operator.sub, of(1, INF), of(2, INF), ANYTHING),
        (operator.mul, of(2, 3), of(4, 5), of(8, 15)),
        (operator.mul, of(-2, 3), of(4, 5), of(-10, 15)),
        (operator.mul, of(-2, 3), of(-5, 4), of(-15, 12)),
        (operator.mul, of(-3, -2), of(-5, -4), of(8, 15)),
        (operator.mul, of(0), ANYTHING, of(0)),
        (operator.mul, of(0, 1), of(2, INF), of(0, INF)),
        (operator.mul, of(-1, 1), of(0, INF), ANYTHING),
        (operator.mul, of(-2, -1), of(3, INF), of(-INF, -3)),
        (Interval.divide, of(1, 2), of(4, 5), of("1/5", "1/2")),
        (Interval.divide, of(1, 2), of(-5, -4), of("-1/2", "-1/5")),
        (Interval.divide, of(1, 2), of(0, 4), of("1/4", INF)),
        (Interval.divide, of(1, 2), of(-4, 0), of(-INF, "-1/4")),
        (Interval.divide, of(1, 2), of(-1, 1), ANYTHING),
        (Interval.divide, of(-1, 2), of(0, 1), ANYTHING),
        (Interval.divide, of(0), of(-1, 1), of(0)),
        (Interval.divide, of(0), of(0, INF), of(0)),
        (Interval.divide, of(1), of(2, INF), of(0, "1/2")),
        (Interval.divide, of(1, 2), of(0), None),
        (Interval.divide, of(0), of(0), None),
        (Interval.divide, of(1, INF), of(2, INF), of(0, INF)),
        (Interval.meet, of(1, 3), of(2, 4), of(2, 3)),
        (Interval.meet, of(1, 2), of(2, 3), of(2)),
        (Interval.meet, of(1, 2), of(3, 4), None),
        (Interval.meet, of(1, 2), ANYTHING, of(1, 2)),
    ],
    ids=shown,
)
def test_operation_gives_the_smallest_interval_that_holds_every_result(
    operation: Callable[[Interval, Interval], Interval | None],
    left: Interval,
    right: Interval,
    expected: Interval | None,
) -> None:
    assert operation(left, right) == expected


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (-of(1, 2), of(-2, -1)),
        (-of(0, INF), of(-INF, 0)),
        (abs(of(1, 2)), of(1, 2)),
        (abs(of(-2, -1)), of(1, 2)),
        (abs(of(-2, 1)), of(0, 2)),
        (abs(of(-1, 2)), of(0, 2)),
        (abs(ANYTHING), of(0, INF)),
        (of(-5, 5).clamp(0, 1), UNIT),
        (of(-5, -4).clamp(0, 1), ZERO),
        (of(4, INF).clamp(0, 1), ONE),
        (of("1/3", "1/2").clamp(0, 1), of("1/3", "1/2")),
        (hull([of(1, 2), of(5, 6), of(3)]), of(1, 6)),
        (hull([of(1)]), of(1)),
        (Interval.point(3), of(3)),
        (Interval.point(Fraction(1, 3)), of("1/3")),
    ],
    ids=shown,
)
def test_image_of_one_interval(found: Interval, expected: Interval) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("interval", "is_point", "holds_zero", "within_unit"),
    [
        (ZERO, True, True, True),
        (ONE, True, False, True),
        (UNIT, False, True, True),
        (ANYTHING, False, True, False),
        (of(-1, 0), False, True, False),
        (of("1/3", "1/2"), False, False, True),
        (of(1, INF), False, False, False),
    ],
    ids=shown,
)
def test_questions_to_an_interval(interval: Interval, *, is_point: bool, holds_zero: bool, within_unit: bool) -> None:
    assert (interval.is_point, interval.contains(0), UNIT.covers(interval)) == (is_point, holds_zero, within_unit)


OPERATIONS = (operator.add, operator.sub, operator.mul, operator.truediv)
NESTS = drawn(nested_intervals())


def applied(operation: Callable[..., Any], left: Interval, right: Interval) -> Interval | None:
    return left.divide(right) if operation is operator.truediv else operation(left, right)


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda one: one.__name__)
@repeatable(200)
@given(NESTS, NESTS)
def test_arithmetic_holds_every_result_and_only_shrinks(
    operation: Callable[..., Any], left: tuple[Interval, ...], right: tuple[Interval, ...]
) -> None:
    wide, narrow, full = (applied(operation, *pair) for pair in zip(left, right, strict=True))
    if full is not None:
        assert full == of(operation(left[2].lower, right[2].lower))
        assert narrow is not None
        assert narrow.covers(full)
    if narrow is not None:
        assert wide is not None
        assert wide.covers(narrow)


@repeatable(200)
@given(intervals(), intervals(), st.sampled_from([-2, -1, 0, Fraction(1, 2), 1, 3]))
def test_meet_and_hull_agree_with_membership(left: Interval, right: Interval, value: Fraction) -> None:
    both = left.meet(right)
    assert (both is not None and both.contains(value)) == (left.contains(value) and right.contains(value))
    assert hull([left, right]).covers(left)
    assert hull([left, right]).covers(right)
