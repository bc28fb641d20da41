"""What a quantity may be, given what was submitted: a set of possibilities, never a guess."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import cast

from checker.model.interval import Interval

States = frozenset[str]
Truths = frozenset[bool]

TRUE: Truths = frozenset({True})
FALSE: Truths = frozenset({False})
EITHER: Truths = frozenset({True, False})


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """The items a submission names; each maps a field to what it may be. The list is open.

    *texts* are what each says in fields that are kept as they were written; nothing is judged by it.
    """

    items: tuple[Mapping[str, Possible], ...]
    texts: tuple[Mapping[str, str], ...] = ()


Possible = Interval | States | Truths | Items


@dataclass(frozen=True, slots=True)
class Value:
    """The possible results of an expression; None if it cannot be evaluated at all.

    *may_fail* says that for some values of the unknowns it cannot (a zero denominator).
    """

    possible: Possible | None
    may_fail: bool = False

    @property
    def number(self) -> Interval:
        """The possible numbers. Raises AssertionError if the value is of another type: checked at load."""
        assert isinstance(self.possible, Interval)
        return self.possible

    @property
    def members(self) -> frozenset[bool] | frozenset[str]:
        """The possible truth values or states. Raises AssertionError for another type: checked at load."""
        assert isinstance(self.possible, frozenset)
        return self.possible


FAILURE = Value(None, may_fail=True)


def truth(values: Iterable[bool]) -> Value:
    """Return the value of a condition that may come out as any of *values*."""
    return Value(frozenset(values))


def day(value: date) -> Interval:
    """Return the point interval of a calendar day."""
    return Interval.point(value.toordinal())


def union(sets: Iterable[States | Truths]) -> States | Truths:
    """Return all members of *sets*, which hold values of one type."""
    members = [member for one in sets for member in one]
    return cast("States | Truths", frozenset(members))


def ordinal_day(end: Fraction) -> date | None:
    """Return the calendar day of an ordinal, or None outside the calendar."""
    return date.fromordinal(int(end)) if date.min.toordinal() <= end <= date.max.toordinal() else None
