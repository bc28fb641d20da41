"""How a measured quantity becomes credit: one small monotone function a shape, and their registry.

All shapes were found in real assessments (energy saving, water management, government websites, 5G "Sail" cities).
Each takes intervals and returns the interval of all credits they allow: an end of the result comes from ends of the
operands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from fractions import Fraction

from checker.model.interval import ONE, ZERO, End, Interval, hull
from checker.model.rule import Shape
from checker.model.value import TRUE, Truths

Operands = Mapping[str, Interval]
Credit = Callable[[Shape, Operands], Interval]


def ramp(_: Shape, operands: Operands) -> Interval:
    """Credit rises linearly from 0 at ``zero-at`` to 1 at ``full-at``; if they coincide, it steps up there."""
    x, zero, full = operands["measure"], operands["zero-at"], operands["full-at"]
    return Interval(_rise(x.lower, zero.upper, full.upper), _rise(x.upper, zero.lower, full.lower))


def ramp_down(shape: Shape, operands: Operands) -> Interval:
    """Credit falls linearly from 1 at ``full-at`` to 0 at ``zero-at``: less is better."""
    return ramp(shape, {name: -interval for name, interval in operands.items()})


def steps(shape: Shape, operands: Operands) -> Interval:
    """Credit of the highest threshold reached, 0 below the first."""
    x = operands["measure"]
    return Interval(_step(shape, x.lower), _step(shape, x.upper))


def at_least(_: Shape, operands: Operands) -> Interval:
    """1 from the threshold on, else 0. Equal is enough."""
    x, threshold = operands["measure"], operands["threshold"]
    return Interval(Fraction(x.lower >= threshold.upper), Fraction(x.upper >= threshold.lower))


def at_most(_: Shape, operands: Operands) -> Interval:
    """1 up to the threshold, else 0. Equal is enough."""
    x, threshold = operands["measure"], operands["threshold"]
    return Interval(Fraction(x.upper <= threshold.lower), Fraction(x.lower <= threshold.upper))


def share(_: Shape, operands: Operands) -> Interval:
    """Credit is the part that was reached, at most the whole. ``measure`` is already divided by ``of``."""
    return operands["measure"].clamp(Fraction(0), Fraction(1))


def by_date(shape: Shape, operands: Operands) -> Interval:
    """1 up to ``due``, then down linearly to 0 after ``grace`` days; without grace to 0 on the day after."""
    late = operands["measure"] - operands["due"]
    return ramp_down(shape, {"measure": late, "zero-at": Interval.point(shape.numbers["grace"]), "full-at": ZERO})


def lower_is_better(shape: Shape, operands: Operands) -> Interval:
    """1 at a count of 0, less by ``lose`` for each one counted, never below 0."""
    lost = operands["measure"] * Interval.point(shape.numbers["lose"])
    return (ONE - lost).clamp(Fraction(0), Fraction(1))


def bonus_steps(shape: Shape, operands: Operands) -> Interval:
    """``each`` for every full ``step`` above ``start``, at most 1."""
    x = operands["measure"]
    return Interval(_full_steps(shape, x.lower), _full_steps(shape, x.upper))


def ordered(shape: Shape, states: frozenset[str]) -> Interval:
    """Return the credits of all states that are possible."""
    assert shape.credits is not None
    return hull(Interval.point(shape.credits[state]) for state in states)


def checklist(shape: Shape, holds: Mapping[str, Truths]) -> Interval:
    """Return the sum of the credits of the milestones that hold; one that may hold widens it."""
    lower = sum((m.credit for m in shape.milestones if holds[m.id] == TRUE), Fraction(0))
    upper = sum((m.credit for m in shape.milestones if True in holds[m.id]), Fraction(0))
    return Interval(lower, upper)


def two_gates(shape: Shape, annual: Truths, cumulative: Truths) -> Interval:
    """Return the credits of all ways in which the annual and the cumulative target may have been met or missed."""
    assert shape.credits is not None
    return hull(Interval.point(shape.credits[GATES[bool(a), bool(c)]]) for a in annual for c in cumulative)


GATES = {(True, True): "both", (True, False): "annual", (False, True): "cumulative", (False, False): "neither"}


SHAPES: Mapping[str, Credit] = {
    "ramp": ramp,
    "ramp-down": ramp_down,
    "steps": steps,
    "at-least": at_least,
    "at-most": at_most,
    "share": share,
    "by-date": by_date,
    "lower-is-better": lower_is_better,
    "bonus-steps": bonus_steps,
}


def _rise(x: End, zero: End, full: End) -> Fraction:
    """Return the height at *x* of the line from 0 at *zero* to 1 at *full*."""
    if x >= full:
        return Fraction(1)
    if x <= zero:
        return Fraction(0)
    if isinstance(zero, float) or isinstance(full, float):
        # An end at infinity: the line is flat, and all that is known is its limit.
        return Fraction(0) if isinstance(full, float) else Fraction(1)
    return (Fraction(x) - zero) / (full - zero)


def _step(shape: Shape, x: End) -> Fraction:
    reached = [credit for threshold, credit in shape.steps if x >= threshold]
    return reached[-1] if reached else Fraction(0)


def _full_steps(shape: Shape, x: End) -> Fraction:
    numbers = shape.numbers
    if isinstance(x, float):
        return Fraction(x > 0)
    full = max(0, math.floor((x - numbers["start"]) / numbers["step"]))
    return min(Fraction(1), full * numbers["each"])
