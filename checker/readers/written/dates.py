"""Text -> day. A day is a fact of the calendar of a place: no time zone is applied to it."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction

from checker.model.period import Period, parse_date
from checker.readers.written.characters import tidy
from checker.readers.written.numerals import parse_numeral
from checker.readers.written.reading import LONGEST, Conventions, Missing, Plain, ReadAs, Reading, Refused

_TIME = r"[T ] ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?"
_YEAR_FIRST = re.compile(
    r"((?:19|20)[0-9]{2})(?:(-|/|\.)([0-9]{1,2})\2([0-9]{1,2})| ?年 ?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号])"
    rf"(?:{_TIME})?"
)
_UNBROKEN = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_ZONED = re.compile(rf"([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_TIME} ?(?:Z|UTC|[+-][0-9]{{2}}:?[0-9]{{2}})", re.IGNORECASE)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2((?:19|20)[0-9]{2})")
_SHORT_YEAR = re.compile(r"([0-9]{2})年([0-9]{1,2})月([0-9]{1,2})[日号]")
_MONTH = re.compile(r"((?:19|20)[0-9]{2})(?:[-/.]([0-9]{1,2})|年 ?([0-9]{1,2})月(?:份|底|末)?)")
_NO_YEAR = re.compile(r"[0-9]{1,2}月[0-9]{1,2}[日号]|[0-9]{1,2}[-/][0-9]{1,2}")
_SERIAL = re.compile(r"[1-9][0-9]{4}")
_NUMERALS = re.compile(
    r"([零〇一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
# Day 0 of spreadsheets; from 1 March 1900 on, their count is that of the calendar.
_DAY_ZERO = date(1899, 12, 30)


def read_date(text: str, known: Conventions) -> Reading:
    """Return what *text* says where a day is asked for. It never raises."""
    found = parse_date(text)
    if found is not None:
        return Plain(found)
    if len(text) > LONGEST:
        return Refused("not-a-date")
    plain = tidy(text)
    if known.is_missing(plain):
        return Missing()
    day = _clear(plain)
    return ReadAs(day, day.isoformat()) if day is not None else _refused(plain)


def _clear(plain: str) -> date | None:
    """Return the day that a text names with its year first; the hour does not matter."""
    match = _YEAR_FIRST.fullmatch(plain)
    if match is not None:
        return _day(match[1], match[3] or match[5], match[4] or match[6])
    unbroken = _UNBROKEN.fullmatch(plain)
    return None if unbroken is None else _day(*unbroken.groups())


def _refused(plain: str) -> Refused:
    """Return why a text is no day, and which one may be meant."""
    if zoned := _ZONED.fullmatch(plain):
        day = parse_date(zoned[1])
        return Refused("date-with-zone", "" if day is None else day.isoformat())
    if last := _YEAR_LAST.fullmatch(plain):
        days = [_day(last[4], last[3], last[1]), _day(last[4], last[1], last[3])]
        found = sorted({day.isoformat() for day in days if day is not None})
        return Refused("date-unclear", " / ".join(found)) if found else Refused("not-a-date")
    if month := _MONTH.fullmatch(plain):
        return Refused("date-without-day", _month_end(month[1], month[2] or month[3]))
    if _NO_YEAR.fullmatch(plain):
        return Refused("date-without-year")
    if _SERIAL.fullmatch(plain):
        return Refused("date-serial", "", {"day": _DAY_ZERO + timedelta(days=int(plain))})
    return _respelt(plain)


def _respelt(plain: str) -> Refused:
    """Return the refusal of a year cut short, or of a day in Chinese numerals; of anything else."""
    if short := _SHORT_YEAR.fullmatch(plain):
        day = _day(f"20{short[1]}", short[2], short[3])
    elif written := _NUMERALS.fullmatch(plain):
        parts = [parse_numeral(part) for part in written.groups()]
        day = _day(*(str(part) for part in parts)) if all(isinstance(part, Fraction) for part in parts) else None
    else:
        day = None
    return Refused("not-a-date") if day is None else Refused("date-unclear", day.isoformat())


def _day(year: str, month: str, day: str) -> date | None:
    """Return a day of the calendar, or None: 30 February is none."""
    return parse_date(f"{year}-{month.rjust(2, '0')}-{day.rjust(2, '0')}")


def _month_end(year: str, month: str) -> str:
    """Return the last day of a month; empty if there is no such month."""
    number = int(month)
    return Period(int(year), number, "").end.isoformat() if 1 <= number <= 12 else ""
