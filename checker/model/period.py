"""Reporting periods. Flows count from 1 January, so a period is a year and the day that it ends on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache

_PERIOD = re.compile(r"((?:19|20)[0-9]{2})(?:-(H[12]|Q[1-4]|M(?:0[1-9]|1[0-2])))?", re.ASCII)
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MONTHS = {"H": 6, "Q": 3, "M": 1}
_LAST_DAY = {1: 31, 2: 28, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A year up to the end of *month*; *name* is ``2020-H1``, ``2020-Q3``, ``2020-M05`` or ``2020``."""

    year: int
    month: int
    name: str

    @property
    def start(self) -> date:
        """The first of January: year-to-date flows count from here."""
        return date(self.year, 1, 1)

    @property
    def end(self) -> date:
        """The last day of the period."""
        return _last_day(self.year, self.month)

    def due(self, by: date | None = None) -> Fraction:
        """Return the share of a year's target due by the period's end, linear in months until *by* (year's end)."""
        months = 12 if by is None or by.year > self.year else by.month
        if by is not None and by.year < self.year:
            return Fraction(1)
        return min(Fraction(1), Fraction(self.month, months))

    def __str__(self) -> str:
        return self.name


@cache
def _last_day(year: int, month: int) -> date:
    leap = month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month, 29 if leap else _LAST_DAY[month])


def parse_period(text: str) -> Period | None:
    """Return the period that *text* names, or None."""
    match = _PERIOD.fullmatch(text)
    if match is None:
        return None
    year, part = match.groups()
    month = 12 if part is None else _MONTHS[part[0]] * int(part[1:])
    return Period(int(year), month, text)


def parse_date(text: str) -> date | None:
    """Return the day that an ISO date names, or None: 30 February is none."""
    if _DATE.fullmatch(text) is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
