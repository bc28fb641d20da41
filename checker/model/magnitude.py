"""Orders of magnitude: by how much a number looks too large or too small."""

from __future__ import annotations

from fractions import Fraction

from checker.model.interval import Interval

# What people slip by: a digit, per cent, a thousand, 万 and 亿. The smallest slip is the likeliest.
SLIPS = (10, 100, 1000, 10_000, 100_000_000)


def nearest_scale(value: Fraction, bounds: Interval) -> Fraction | None:
    """Return the smallest slip that brings *value* inside *bounds*, as a factor; None if none does, or none is needed.

    ``85`` within [0, 1] needs 1/100: ``value * factor`` is what may have been meant.
    """
    if bounds.contains(value):
        return None
    factors = (factor for slip in SLIPS for factor in (Fraction(1, slip), Fraction(slip)))
    return next((factor for factor in factors if value and bounds.contains(value * factor)), None)
