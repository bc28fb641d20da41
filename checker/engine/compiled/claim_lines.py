"""The dictionary -> the lines that say what claims may be, and those that take them up."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator
from fractions import Fraction

from checker.engine.compiled.names import comment, inside, is_spoken_of, is_within_reach, span_of
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
            told = comment(", ".join(part for part in (name, one.unit) if part))
            yield f"    {_form(one)},  # {self._places[name]} {told}"
        yield ")"
        yield "BARE = [one.bare for one in CLAIMS]"
        yield "TEXTS = [one.other for one in CLAIMS]"

    def names(self) -> Iterator[str]:
        """Yield the lines that give the claims their names."""
        spoken = [name for name, one in self.pack.indicators.items() if is_spoken_of(one)]
        divided = [name for name in spoken if _is_looked_into(self.pack.indicators[name])]
        for letter, taken, names in (("v", "said", spoken), ("u", "unders", divided), ("e", "marks", spoken)):
            stems = [f"{letter}{place}" if name in names else "_" for name, place in self._places.items()]
            yield f"({', '.join(stems)},) = {taken}"
        silent = [f"v{place} = " for name, place in self._places.items() if name in {*self._named} - {*spoken}]
        if silent:
            yield f"{''.join(silent)}None"

    def plain(self) -> Iterator[str]:
        """Yield the lines that read on where the decoder left off, if it found the claims to be plain."""
        spoken = [(one, self._places[name]) for name, one in self.pack.indicators.items() if is_spoken_of(one)]
        yield "if plain is not None:"
        yield "    end, mark, cited = plain.end, plain.marks, 0"
        for one, place in spoken:
            if not _is_looked_into(one):
                yield f"    if v{place} is not None and type(v{place}) is not {_plain(one)}:  # {comment(one.id)}"
                yield f"        if v{place}.as_of == end:"
                yield f"            v{place}, e{place} = v{place}.value, mark[v{place}.source]"
                yield "        else:"
                yield f"            v{place}, e{place} = plain.undated(v{place})"
                yield "        cited += 1"
        for one, place in spoken:
            if _is_looked_into(one):
                v, within = f"v{place}", inside(span_of(one), f"v{place}")
                sound = f"type({v}) is int and {within}" if within else f"type({v}) is int"
                yield f"    if {v} is not None and not ({sound}):  # {comment(one.id)}"
                yield f"        if type({v}) is Bare:"
                yield f"            {v}, u{place} = BARE[{place}]({v})"
                yield "        else:"
                yield f"            {v}, u{place}, e{place} = plain.ratio({v}, {place})"
            elif isinstance(one.type, StateType | DateType):
                yield f"    if type(v{place}) is str:  # {comment(one.id)}"
                yield f"        v{place} = TEXTS[{place}](v{place})"
        yield "    plain.keys += 3 * cited"
        yield from self._levels()

    def _levels(self) -> Iterator[str]:
        """Yield the lines that ask whether an indicator was said that is not for the level of the locality."""
        spoken = {name: one for name, one in self.pack.indicators.items() if is_spoken_of(one)}
        for levels in dict.fromkeys(one.levels for one in spoken.values()):
            others = [str(place) for place, level in enumerate(LEVELS) if level not in levels]
            said = [f"v{self._places[name]} is not None" for name, one in spoken.items() if one.levels == levels]
            if others:
                yield f"    if plain.level in ({', '.join(others)},) and ({' or '.join(said)}):"
                yield "        return None"

    def questions(self) -> Iterator[str]:
        """Yield the lines that give up where a number is a question by itself."""
        for name in self._asked:
            place, whole = self._places[name], not _is_divided(self.pack.indicators[name])
            under = "" if whole else f" * u{place}"
            yield f"if v{place} and not c{place}_low{under} <= v{place} <= c{place}_high{under}:  # {comment(name)}"
            yield "    return None"


def _is_looked_into(indicator: Indicator) -> bool:
    """Return whether the decoder cannot tell by itself that a number is sound."""
    span, kind = span_of(indicator), indicator.type
    return isinstance(kind, NumberType) and not (kind.whole and is_within_reach(span.lower, span.upper))


def _is_divided(indicator: Indicator) -> bool:
    return isinstance(indicator.type, NumberType) and not indicator.type.whole


def _plain(indicator: Indicator) -> str:
    """Return the name of the type of the plainest values."""
    match indicator.type:
        case NumberType():
            return "int"
        case TruthType():
            return "bool"
    return "str"


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
