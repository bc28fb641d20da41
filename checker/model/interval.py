"""Closed intervals over the exact rationals, open to infinity at either end.

Every operation is outward: the true result lies inside for every choice of true operands
(R. E. Moore, *Interval Analysis*, 1966). Widths never shrink by guessing. Of points, whose ends are mostly one and the
same object, one end is worked out.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

# The only floats are the two infinities: they compare exactly with every Fraction, and nothing is computed with them.
INFINITY = math.inf
End = Fraction | float


def _plus(left: End, right: End) -> End:
    if isinstance(left, float):
        return left
    return right if isinstance(right, float) else left + right


def _times(left: End, right: End) -> End:
    if left == 0 or right == 0:
        return Fraction(0)
    if isinstance(left, float) or isinstance(right, float):
        return INFINITY if (left > 0) == (right > 0) else -INFINITY
    return left * right


def _reciprocal(end: End) -> Fraction:
    return Fraction(0) if isinstance(end, float) else 1 / end


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from *lower* to *upper*, both included. ``lower <= upper`` always holds."""

    lower: End
    upper: End

    @classmethod
    def point(cls, value: Fraction | int) -> Interval:
        """Return the interval that holds *value* alone."""
        exact = value if isinstance(value, Fraction) else Fraction(value)
        return cls(exact, exact)

    @property
    def is_point(self) -> bool:
        """Whether exactly one number is left."""
        return self.lower is self.upper or self.lower == self.upper

    def contains(self, value: End) -> bool:
        """Return whether *value* lies inside or on an end."""
        return self.lower <= value <= self.upper

    def covers(self, other: Interval) -> bool:
        """Return whether all of *other* lies inside."""
        return self.lower <= other.lower and other.upper <= self.upper

    def meet(self, other: Interval) -> Interval | None:
        """Return what both have in common, or None."""
        lower, upper = max(self.lower, other.lower), min(self.upper, other.upper)
        return Interval(lower, upper) if lower <= upper else None

    def clamp(self, lower: End, upper: End) -> Interval:
        """Return the image under ``min(max(x, lower), upper)``."""
        least = min(max(self.lower, lower), upper)
        return Interval(least, least if self.lower is self.upper else min(max(self.upper, lower), upper))

    def __neg__(self) -> Interval:
        least = -self.upper
        return Interval(least, least if self.lower is self.upper else -self.lower)

    def __add__(self, other: Interval) -> Interval:
        least = _plus(self.lower, other.lower)
        are_points = self.lower is self.upper and other.lower is other.upper
        return Interval(least, least if are_points else _plus(self.upper, other.upper))

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        if self.lower is self.upper and other.lower is other.upper:
            product = _times(self.lower, other.lower)
            return Interval(product, product)
        if self.lower >= 0 and other.lower >= 0:
            return Interval(_times(self.lower, other.lower), _times(self.upper, other.upper))
        products = [_times(a, b) for a in (self.lower, self.upper) for b in (other.lower, other.upper)]
        return Interval(min(products), max(products))

    def __abs__(self) -> Interval:
        if self.lower >= 0:
            return self
        if self.upper <= 0:
            return -self
        return Interval(Fraction(0), max(-self.lower, self.upper))

    def divide(self, other: Interval) -> Interval | None:
        """Return the quotients by every divisor but zero; None if zero is the only divisor."""
        lower, upper = other.lower, other.upper
        if lower == 0 and upper == 0:
            return None
        if lower < 0 < upper:
            everything = Interval(-INFINITY, INFINITY)
            return self * everything
        if lower is upper:
            return self * Interval(end := _reciprocal(lower), end)
        smallest: End = -INFINITY if upper == 0 else _reciprocal(upper)
        greatest: End = INFINITY if lower == 0 else _reciprocal(lower)
        return self * Interval(smallest, greatest)


ZERO = Interval.point(0)
ONE = Interval.point(1)
UNIT = Interval(Fraction(0), Fraction(1))
ANYTHING = Interval(-INFINITY, INFINITY)


def hull(intervals: Iterable[Interval]) -> Interval:
    """Return the smallest interval that covers all of *intervals*; there is at least one."""
    kept = list(intervals)
    return Interval(min(i.lower for i in kept), max(i.upper for i in kept))
