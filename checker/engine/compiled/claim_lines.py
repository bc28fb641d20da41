"""The dictionary -> the lines that say what claims may be, and those that take them up."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from fractions import Fraction

from checker.engine.compiled.names import comment, is_spoken_of, span_of
from checker.model.indicator import Indicator
from checker.model.interval import End
from checker.model.locality import LEVELS
from checker.model.pack import Pack
from checker.model.types import DateType, NumberType, StateType, TruthType


class ClaimLines:
    """Writes what the claims are read by: v is a value, u what it is divided by unless it is whole, e its evidence.

    *named* are the indicators that some rule names; *asked* those of which the pack may hold something by which a slip
    of scale is told.
    """

    def __init__(self, pack: Pack, named: Collection[str], asked: Collection[str]) -> None:
        self.pack = pack
        self._named = named
        self._asked = asked
        self._places = {name: place for place, name in enumerate(pack.indicators)}

    def table(self) -> Iterator[str]:
        """Yield the lines of the table of what may be said of each indicator."""
        yield "CLAIMS = ("
        for name, one in self.pack.indicators.items():
            yield f"    {_form(one)},  # {self._places[name]} {comment(', '.join(part for part in (name, one.unit) if part))}"
        yield ")"

    def names(self) -> Iterator[str]:
        """Yield the lines that give the claims their names."""
        divided = [name for name in self._named if _is_divided(self.pack.indicators[name])]
        for letter, names in (("v", {*self._named, *self._asked}), ("u", {*divided, *self._asked}), ("e", self._named)):
            stems = [f"{letter}{place}" if name in names else "_" for name, place in self._places.items()]
            yield f"({', '.join(stems)},) = {_TAKEN[letter]}"

    def questions(self) -> Iterator[str]:
        """Yield the lines that give up where a number is a question by itself."""
        for name in self._asked:
            place, whole = self._places[name], not _is_divided(self.pack.indicators[name])
            under = "" if whole else f" * u{place}"
            yield f"if v{place} and not c{place}_low{under} <= v{place} <= c{place}_high{under}:  # {comment(name)}"
            yield "    return None"


_TAKEN = {"v": "said", "u": "unders", "e": "marks"}


def _is_divided(indicator: Indicator) -> bool:
    return isinstance(indicator.type, NumberType) and not indicator.type.whole


def _form(indicator: Indicator) -> str:
    """Return the text of what may be said of an indicator, and of which levels of localities."""
    levels = [] if len(indicator.levels) == len(LEVELS) else [f"levels={_levels(indicator)}"]
    if not is_spoken_of(indicator):
        return "nothing()"
    match indicator.type:
        case NumberType():
            span = span_of(indicator)
            parts = [_end(span.lower), _end(span.upper), *levels]
            return f"{'whole' if indicator.type.whole else 'ratio'}({', '.join(parts)})"
        case StateType():
            return f"state({', '.join([*map(repr, indicator.type.states), *levels])})"
        case TruthType():
            return f"truth({', '.join(levels)})"
        case _:
            assert isinstance(indicator.type, DateType)
            return f"day({', '.join(levels)})"


def _levels(indicator: Indicator) -> str:
    return f"({', '.join(str(LEVELS.index(level)) for level in indicator.levels)},)"


def _end(end: End) -> str:
    """Return the text of an end of a span."""
    if not isinstance(end, Fraction):
        return "NO_END" if end == math.inf else "-NO_END"
    return str(end.numerator) if end.denominator == 1 else f"Fraction({end.numerator}, {end.denominator})"
