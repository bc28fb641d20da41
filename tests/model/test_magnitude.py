"""By which slip a number may be off."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.model.interval import INFINITY, UNIT, Interval
from checker.model.magnitude import nearest_scale

WIDE = Interval(Fraction(1000), Fraction(2000))


@pytest.mark.parametrize(
    ("value", "bounds", "factor"),
    [
        ("0.5", UNIT, None),
        ("1", UNIT, None),
        ("9.5", UNIT, "1/10"),
        ("85", UNIT, "1/100"),
        ("850", UNIT, "1/1000"),
        ("8500", UNIT, "1/10000"),
        ("85000000", UNIT, "1/100000000"),
        ("850000000000", UNIT, None),
        ("-5", UNIT, None),
        ("0", WIDE, None),
        ("150", WIDE, "10"),
        ("15", WIDE, "100"),
        ("0.15", WIDE, "10000"),
        ("15000", WIDE, "1/10"),
        ("-1", Interval(Fraction(0), INFINITY), None),
    ],
)
def test_smallest_slip_that_fits(value: str, bounds: Interval, factor: str | None) -> None:
    assert nearest_scale(Fraction(value), bounds) == (None if factor is None else Fraction(factor))
