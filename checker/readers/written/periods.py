"""Text -> a reporting period, where people name it by its words: 2020年上半年, 2020Q3, 2020年三季度."""

from __future__ import annotations

import re

from checker.readers.written.characters import tidy
from checker.readers.written.reading import LONGEST

_HALVES = {"上": "H1", "下": "H2"}
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_CODE = re.compile(r"(?P<year>20\d\d)[ .年_/-]?(?P<part>H[12]|Q[1-4]|M(?:0[1-9]|1[0-2]))", re.ASCII | re.IGNORECASE)
_HALF = re.compile(r"(?P<year>20\d\d)年?(?P<half>[上下])半年(?:度)?", re.ASCII)
_QUARTER = re.compile(r"(?P<year>20\d\d)年?第?(?P<quarter>[一二三四1-4])季度?", re.ASCII)
_YEAR = re.compile(r"(?P<year>20\d\d)年(?:度|全年)?", re.ASCII)


def read_period(text: str) -> str | None:
    """Return the name of the period that *text* has one meaning as, ``2020-H1``; None if it has none or several.

    A month alone is not read: whether it is that month or the year up to it cannot be told.
    """
    if len(text) > LONGEST:
        return None
    plain = tidy(text).replace(" ", "")
    if found := _CODE.fullmatch(plain):
        return f"{found['year']}-{found['part'].upper()}"
    if found := _HALF.fullmatch(plain):
        return f"{found['year']}-{_HALVES[found['half']]}"
    if found := _QUARTER.fullmatch(plain):
        return f"{found['year']}-Q{_QUARTERS.get(found['quarter'], found['quarter'])}"
    found = _YEAR.fullmatch(plain)
    return None if found is None else found["year"]
