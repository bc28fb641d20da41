"""The traffic light inside the year: is a measure where it is due, nearly there, or behind.

Green: what is due by the period's end is reached; yellow: missed by at most the pack's band, a share of what is due;
red: by more (the quarterly light of the National Development and Reform Commission, 发改办环资〔2020〕901号).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.model.assessment import LIGHTS, Light, Trace
from checker.model.interval import Interval

# What is due, by shape: where full credit begins.
DUE: Mapping[str, str] = {"ramp": "full-at", "at-least": "threshold", "ramp-down": "full-at", "at-most": "threshold"}
_FALLING = frozenset({"ramp-down", "at-most"})


def lights_of(shape: str, traces: Mapping[str, Trace], band: Fraction) -> frozenset[Light]:
    """Return the colours that are possible for a measure against what is due; *band* is a share of it."""
    values = [traces[name].value for name in ("measure", DUE[shape])]
    measure, due = (value.possible for value in values)
    if not isinstance(measure, Interval) or not isinstance(due, Interval) or any(value.may_fail for value in values):
        return frozenset(LIGHTS)
    slack = abs(due) * Interval.point(band)
    ahead = due - measure if shape in _FALLING else measure - due
    best = 0 if ahead.upper >= 0 else 1 if (ahead + slack).upper >= 0 else 2
    worst = 0 if ahead.lower >= 0 else 1 if (ahead + slack).lower >= 0 else 2
    return frozenset(LIGHTS[best : worst + 1])
