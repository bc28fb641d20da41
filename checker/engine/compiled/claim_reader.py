"""What may be said of each indicator, and the claims of a plain submission read by it.

Everything here either says what a claim means or raises DoubtError, LookupError or TypeError: then the whole submission
goes the slow way, which finds what is wrong with it, if anything is, and where.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Annotated, Any, Literal, NoReturn

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import astuple

from checker.engine.compiled.names import is_within_reach
from checker.engine.compiled.reading import DoubtError, Marks, allow_text, ordinal
from checker.model.interval import End
from checker.model.locality import LEVELS
from checker.model.number import parse_number
from checker.syntax.document import Bare

_CLAIM_KEYS = frozenset({"value", "unit", "as_of", "hedge", "rounded-to", "source", "note"})
_CITED_KEYS = frozenset({"value", "as_of", "source"})
_MOST_NUMBERS = 4096  # kept of each indicator
_TRUTHS = {True: True, False: False}
_ALL_LEVELS = tuple(range(len(LEVELS)))
_Empty = Annotated[list[Any], Meta(max_length=0)]
Read = Callable[[Any], Any]
Taken = tuple[list[Any], list[int], list[int]]  # values, what they are divided by, the marks of their sources


class Cited(Struct, forbid_unknown_fields=True, gc=False):
    """A claim with its date and source, if it has them, and nothing else."""

    value: Any
    as_of: str | UnsetType = UNSET
    source: str | UnsetType = UNSET


class Numbers(dict[str, tuple[int, int]]):
    """Exact values by their texts, numerator and denominator: the same ones come again and again."""

    def __init__(self, lower: End, upper: End, *, whole: bool) -> None:
        super().__init__()
        self._lower, self._upper, self._whole = lower, upper, whole

    def __missing__(self, text: str) -> tuple[int, int]:
        """Return the value of a text that was not met before. Raises DoubtError if it is none that may be."""
        found = parse_number(text)
        if found is None or not self._lower <= found <= self._upper or (self._whole and found.denominator != 1):
            raise DoubtError
        if len(self) >= _MOST_NUMBERS:
            self.clear()
        self[text] = found.numerator, found.denominator
        return self[text]


def _refused(_: object) -> NoReturn:
    raise DoubtError


@dataclass(frozen=True, slots=True)
class Spec:
    """What may be said of an indicator: whole numbers from *low* to *high*, what *bare* and *other* values mean.

    Bare are numbers with a point or an exponent, and all that stands without quotes in some formats. *plain* is the
    type of the plainest values, which the decoder knows by itself; None if it knows no such type.
    """

    low: End = 1
    high: End = 0
    bare: Read = _refused
    other: Read = _refused
    plain: Any = None
    levels: Sequence[int] = _ALL_LEVELS

    @property
    def says_nothing(self) -> bool:
        """Whether nothing may be said."""
        return self.bare is _refused and self.other is _refused


def whole(lower: End, upper: End, levels: Sequence[int] = _ALL_LEVELS) -> Spec:
    """Return that whole numbers from *lower* to *upper* may be said."""
    low, high = _rounded(lower, upper)
    least, most = (None if isinstance(end, float) else int(end) for end in (low, high))
    plain = Annotated[int, Meta(ge=least, le=most)] if is_within_reach(lower, upper) else None
    return Spec(low, high, Numbers(lower, upper, whole=True).__getitem__, plain=plain, levels=levels)


def ratio(lower: End, upper: End, levels: Sequence[int] = _ALL_LEVELS) -> Spec:
    """Return that numbers from *lower* to *upper* may be said."""
    return Spec(*_rounded(lower, upper), Numbers(lower, upper, whole=False).__getitem__, levels=levels)


def _rounded(lower: End, upper: End) -> tuple[End, End]:
    """Return the whole numbers between two ends, which may be infinite."""
    low = lower if lower == -math.inf else math.ceil(lower)
    return low, (upper if upper == math.inf else math.floor(upper))


def state(*states: str, levels: Sequence[int] = _ALL_LEVELS) -> Spec:
    """Return that one of *states* may be said; it is known by its place."""
    place = {state: place for place, state in enumerate(states)}.__getitem__
    return Spec(bare=place, other=place, plain=Literal[states], levels=levels)


def truth(levels: Sequence[int] = _ALL_LEVELS) -> Spec:
    """Return that true or false may be said."""
    return Spec(other=_TRUTHS.__getitem__, plain=bool, levels=levels)


def day(levels: Sequence[int] = _ALL_LEVELS) -> Spec:
    """Return that a day may be said; it is known by its number."""
    return Spec(bare=ordinal, other=ordinal, plain=str, levels=levels)


def nothing() -> Spec:
    """Return that nothing may be said."""
    return Spec(plain=_Empty)


WORDS: Mapping[str, Any] = {
    **{word.__name__: word for word in (whole, ratio, state, truth, day, nothing)},
    "NO_END": math.inf,
    "Bare": Bare,
    "Fraction": Fraction,
}


class ClaimReader:
    """Reads the claims of localities of one level."""

    def __init__(self, specs: Sequence[Spec], units: Sequence[str], level: int) -> None:
        self.level = level
        self._specs = [one if level in one.levels else nothing() for one in specs]
        self._units = units
        self._unders, self._marks = [1] * len(specs), [0] * len(specs)

    def blank(self) -> tuple[list[int], list[int]]:
        """Return what values are divided by, and the marks of their sources, where nothing is said of either."""
        return self._unders[:], self._marks[:]

    def read(self, claims: Any, end: str, marks: Marks) -> tuple[int, Taken]:
        """Return how many keys *claims* have, not counting lists of claims, and what they say."""
        taken = list(astuple(claims)), self._unders[:], self._marks[:]
        keys = 0
        for place, value in enumerate(taken[0]):
            if value is UNSET:
                taken[0][place] = None
            else:
                keys += 1 + (len(value) if type(value) is dict else 0)
                said, mark = self.opened(value, place, end, marks)
                taken[0][place], taken[1][place] = self.exact(said, place)
                taken[2][place] = 0 if said is None else mark
        return keys, taken

    def exact(self, value: Any, place: int) -> tuple[Any, int]:
        """Return a value as the rules know it, and what it is divided by. Raises DoubtError if it may not be said."""
        spec, kind = self._specs[place], type(value)
        if value is None:
            return None, 1
        if kind is Bare:
            value = spec.bare(value)
            return value if type(value) is tuple else (value, 1)
        if kind is str or kind is bool:
            return spec.other(value), 1
        if kind is int and spec.low <= value <= spec.high:
            return value, 1
        raise DoubtError

    def opened(self, claim: Any, place: int, end: str, marks: Marks) -> tuple[Any, int]:
        """Return what a claim on the indicator at *place* says, whatever its form, and the mark of its source.

        Raises DoubtError unless it is one claim at most, of the day *end*, and without a hedge.
        """
        if type(claim) is list:
            if not claim:
                return None, 0
            (claim, *more) = claim
            if more or type(claim) is not dict:
                raise DoubtError
        if isinstance(claim, Cited):
            return (claim.value, marks[claim.source]) if claim.as_of in (end, UNSET) else _refused(claim)
        if type(claim) is not dict:
            return claim, 0
        if not claim.keys() <= _CLAIM_KEYS:
            raise DoubtError
        get = claim.get
        unit, day_ = get("unit"), get("as_of")
        plain = get("hedge") is None and get("rounded-to") is None
        if not plain or (day_ is not None and day_ != end) or (unit is not None and unit != self._units[place]):
            raise DoubtError
        source = get("source")
        if source is not None and not isinstance(source, str):
            raise DoubtError
        allow_text(get("note"))
        return claim["value"], marks[source]


class Said:
    """The claims of one submission, and what is needed to read them; *keys* is how many were found in them so far."""

    __slots__ = ("claims", "end", "keys", "level", "marks", "reader")

    def __init__(self, reader: ClaimReader, claims: Any, end: str, marks: Marks) -> None:
        self.reader, self.claims, self.end, self.marks = reader, claims, end, marks
        self.level = reader.level
        self.keys = 0

    def read(self) -> Taken:
        """Return what all claims say."""
        self.keys, taken = self.reader.read(self.claims, self.end, self.marks)
        return taken

    def undated(self, claim: Cited) -> tuple[Any, int]:
        """Return what a claim says that is not dated the last day of the period, and the mark of its source.

        Raises DoubtError if it is dated another day.
        """
        if claim.as_of is not UNSET:
            raise DoubtError
        self.keys -= 1 + (claim.source is UNSET)  # a cited claim is taken to have all keys
        return claim.value, self.marks[claim.source]

    def ratio(self, claim: Any, place: int) -> tuple[Any, int, int]:
        """Return a number that need not be whole, what it is divided by, and its mark."""
        if type(claim) is dict:
            self.keys += len(claim)
            if claim.keys() == _CITED_KEYS and claim["as_of"] == self.end and type(claim["source"]) is str:
                value, under = self.reader.exact(claim["value"], place)
                return value, under, 0 if value is None else self.marks[claim["source"]]
        value, mark = self.reader.opened(claim, place, self.end, self.marks)
        return (*self.reader.exact(value, place), 0 if value is None else mark)
