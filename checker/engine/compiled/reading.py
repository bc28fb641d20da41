"""The parts of a plain submission that the generated source does not read itself: sources, notes, claims in long form.

Everything here either says what a part means or raises DoubtError: then the whole submission goes the slow way, which
finds what is wrong with it, if anything is, and where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from msgspec import UNSET
from msgspec.structs import astuple

from checker.engine.compiled.form import Note
from checker.engine.compiled.names import EVIDENCE_BITS, span_of
from checker.model.indicator import Indicator
from checker.model.number import parse_number
from checker.model.period import parse_date
from checker.model.submission import SOURCE_NAME, TEXT_LIMIT
from checker.model.types import StateType
from checker.syntax.document import Bare

_CLAIM_KEYS = frozenset({"value", "unit", "as_of", "hedge", "rounded-to", "source", "note"})
_MOST_NUMBERS = 65_536
Marks = Mapping[object, int]
_SOURCE_NAME = re.compile(SOURCE_NAME)


class DoubtError(Exception):
    """Something that the fast way cannot be sure of."""


def marks_of(sources: object, last_day: str) -> tuple[dict[object, int], int]:
    """Return the bit of its kind for each source that was issued by *last_day*, else 0; None is no source.

    And how many keys the sources have.
    """
    marks: dict[object, int] = {None: 0}
    if not sources:
        return marks, 0
    assert isinstance(sources, dict)
    keys = 0
    for name, source in sources.items():
        if type(source.title) is not str or not _SOURCE_NAME.fullmatch(name):
            raise DoubtError
        keys += 3
        issued, url = source.issued, source.url
        if url is not UNSET:
            keys += 1
            if url is not None and type(url) is not str:
                raise DoubtError
        marks[name] = 0
        if issued is not UNSET:
            keys += 1
            if issued is not None and ordinal(issued) and issued <= last_day:
                marks[name] = EVIDENCE_BITS[source.kind]
    if len(sources) > 1 and len({name.casefold() for name in sources}) < len(sources):
        raise DoubtError  # two names that look alike
    return marks, keys


def check_notes(notes: Sequence[Note] | None, marks: Marks) -> int:
    """Return how many keys *notes* have. Raises DoubtError if one names no source, or is not text as it was written."""
    keys = 0
    for note in notes or ():
        values = [value for value in astuple(note) if value is not UNSET]
        if any(value is not None and type(value) is not str for value in values):
            raise DoubtError
        if note.source is not UNSET and note.source not in marks:
            raise DoubtError
        keys += len(values)
    return keys


def said_any(*claims: object) -> bool:
    """Return whether any of *claims* says something."""
    return any(one is not UNSET and one is not None for one in claims)


class Numbers(dict[str, tuple[int, int]]):
    """The exact values of numbers, numerator and denominator, by their texts: the same ones come again and again."""

    def __missing__(self, text: str) -> tuple[int, int]:
        """Return the value of a number that was not met before. Raises DoubtError if *text* is none."""
        found = parse_number(text)
        if found is None:
            raise DoubtError
        if len(self) >= _MOST_NUMBERS:
            self.clear()
        self[text] = found.numerator, found.denominator
        return self[text]


class ClaimReader:
    """Reads claims that are written out: one in a list, or with more keys than value, date and source."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.units = [one.unit for one in indicators.values()]
        self.spans = [span_of(one) for one in indicators.values()]
        self.states = [
            {state: place for place, state in enumerate(one.type.states)} if isinstance(one.type, StateType) else {}
            for one in indicators.values()
        ]
        self.numbers = Numbers()

    def opened(self, claim: object, place: int, end: str, mark: Marks) -> tuple[object, int]:
        """Return what a claim on the indicator at *place* says, and the mark of its source.

        Raises DoubtError unless it is one claim, of the day *end*, and without a hedge.
        """
        if not isinstance(claim, dict) or not claim.keys() <= _CLAIM_KEYS:
            raise DoubtError
        get = claim.get
        unit, day = get("unit"), get("as_of")
        plain = get("hedge") is None and get("rounded-to") is None
        if not plain or (day is not None and day != end) or (unit is not None and unit != self.units[place]):
            raise DoubtError
        _allow_text(get("note"))
        return claim["value"], mark[get("source")]

    def plain(self, claim: object, place: int, end: str, marks: Marks) -> tuple[object, int]:
        """Return what a claim says, whatever its form, and the mark of its source."""
        if claim.__class__ is dict:
            return self.opened(claim, place, end, marks)
        return self._unlisted(claim, 0, place, end, marks)

    def whole(self, value: object, mark: int, place: int, end: str, marks: Marks) -> tuple[int | None, int]:
        """Return a whole number that stands in a list, or was written with a point or an exponent."""
        over, under, mark = self.ratio(value, mark, place, end, marks)
        if under != 1:
            raise DoubtError
        return over, mark

    def ratio(self, value: object, mark: int, place: int, end: str, marks: Marks) -> tuple[int | None, int, int]:
        """Return a number that stands in a list, or was written with a point or an exponent, within its bounds."""
        value, mark = self._unlisted(value, mark, place, end, marks)
        if value is None:
            return None, 1, 0
        if type(value) is not int and type(value) is not Bare:
            raise DoubtError
        over, under = (value, 1) if type(value) is int else self.numbers[value]
        if not self.spans[place].contains(Fraction(over, under)):
            raise DoubtError
        return over, under, mark

    def state(self, value: object, mark: int, place: int, end: str, marks: Marks) -> tuple[int | None, int]:
        """Return the place of a state that stands in a list."""
        value, mark = self._unlisted(value, mark, place, end, marks)
        return (None, 0) if value is None else (self.states[place][str(value)], mark)

    def truth(self, value: object, mark: int, place: int, end: str, marks: Marks) -> tuple[bool | None, int]:
        """Return a truth value that stands in a list."""
        value, mark = self._unlisted(value, mark, place, end, marks)
        if value is None:
            return None, 0
        if not isinstance(value, bool):
            raise DoubtError
        return value, mark

    def date(self, value: object, mark: int, place: int, end: str, marks: Marks) -> tuple[int | None, int]:
        """Return the number of a day, which may stand in a list."""
        value, mark = self._unlisted(value, mark, place, end, marks)
        return (None, 0) if value is None else (ordinal(value), mark)

    def _unlisted(self, value: object, mark: int, place: int, end: str, marks: Marks) -> tuple[object, int]:
        """Return the value of the one claim in a list, and its mark; what is no list as it is."""
        if not isinstance(value, list):
            return value, mark
        if not value:
            return None, 0
        return self.opened(value[0], place, end, marks) if len(value) == 1 else _doubt()


def _doubt() -> tuple[object, int]:
    raise DoubtError


@lru_cache(maxsize=4096)
def ordinal(text: str) -> int:
    """Return the number of a day. Raises DoubtError if *text* is none."""
    found = parse_date(text) if isinstance(text, str) else None
    if found is None:
        raise DoubtError
    return found.toordinal()


def _allow_text(value: object) -> None:
    if value is not None and (type(value) is not str or len(value) > TEXT_LIMIT):
        raise DoubtError
