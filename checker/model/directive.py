"""The directive: its parts and points, and the policy by which it is scored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.model.period import Period, parse_period
from checker.model.rule import Addressee, Mark, Scope
from checker.model.text import Text

FULL_SCORE = Fraction(100)  # the most that a total, and each point by itself, can come to
YearEndRule = Literal["last", "mean", "half"]
YEAR_END_RULES: tuple[YearEndRule, ...] = ("last", "mean", "half")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the directive."""

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Unseen:
    """What a point asks that no rule can see, and why."""

    what: Text
    why: Text


@dataclass(frozen=True, slots=True)
class Point:
    """A numbered unit of the directive. *mark* says how far its text was seen: A text, B title, C memory."""

    id: str
    part: str
    title: Text
    summary: Text
    addressee: Addressee
    scope: Scope
    mark: Mark
    weight: Fraction
    unseen: tuple[Unseen, ...] = ()


@dataclass(frozen=True, slots=True)
class Grade:
    """A band of the score: from *floor* up to the band above."""

    id: str
    floor: Fraction
    title: Text


@dataclass(frozen=True, slots=True)
class Hedge:
    """What a hedging word makes of a stated value: factors for the ends, None for the hard bound."""

    lower: Fraction | None
    upper: Fraction | None


@dataclass(frozen=True, slots=True)
class Robustness:
    """How the order is tried: every weight times a factor within 1 +- *spread*, *draws* times, from *seed*.

    An order counts as sure where it holds in the share *sure* of the draws; *shift* is how far weights are moved to see
    whether a grade changes.
    """

    spread: Fraction
    shift: Fraction
    draws: int
    seed: int
    sure: Fraction


@dataclass(frozen=True, slots=True)
class Scoring:
    """The policy by which credits become a score and a grade.

    *year_end* makes a year's score from those of its periods: the ``last``, their ``mean``, or ``half`` the mean of the
    earlier ones and half the last. *pace_band* is how far behind what is due a measure is still yellow, as a share of
    it; None: no traffic lights. *independent* are words in the names of bodies that answer to the centre though they
    carry a locality's name: only such a body may review that locality.
    """

    digits: int
    supported_within_days: int
    bonus_cap: Fraction
    bonus_above: Fraction
    bodies: tuple[str, ...]
    independent: tuple[str, ...]
    hedges: Mapping[str, Hedge]
    grades: tuple[Grade, ...]
    year_end: YearEndRule
    pace_band: Fraction | None
    robustness: Robustness | None

    def grade_of(self, score: Fraction) -> Grade:
        """Return the band of an exact *score*; the last band starts at 0."""
        return next(grade for grade in self.grades if score >= grade.floor)


@dataclass(frozen=True, slots=True)
class Directive:
    """The published text that obliges, and how a pack scores it. *missing* are words for a value that is not known."""

    id: str
    version: str
    title: Text
    number: str
    issued: date
    issuer: Text
    source_title: str
    source_url: str
    periods: tuple[str, ...]
    expected_level: str
    scoring: Scoring
    parts: tuple[Part, ...]
    points: tuple[Point, ...]
    missing: tuple[str, ...] = ()

    @property
    def known_periods(self) -> tuple[Period, ...]:
        """The periods, read: a name that is none is a mistake of the pack and is left out."""
        return tuple(period for name in self.periods if (period := parse_period(name)) is not None)
