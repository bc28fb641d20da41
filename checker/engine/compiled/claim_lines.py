"""The dictionary -> the lines that read what a submission says of each indicator."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from checker.engine.compiled.names import comment, inside, is_spoken_of, span_of
from checker.expression.ratios import Ratio, compared, ratio_of
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.locality import LEVELS
from checker.model.pack import Pack
from checker.model.types import NumberType, StateType, TruthType

_RETURN = "    return None"


class ClaimLines:
    """Writes what reads the claims: v is a value, u what it is divided by unless it is whole, e its evidence.

    *named* are the indicators that some rule names; *asked* those of which the pack may hold something by which a slip
    of scale is told.
    """

    def __init__(self, pack: Pack, named: Collection[str], asked: Collection[str]) -> None:
        self.pack = pack
        self._named = named
        self._asked = asked
        self._places = {name: place for place, name in enumerate(pack.indicators)}

    def lines(self) -> Iterator[str]:
        """Yield the lines; what is plain is read at once, the rest by the claim reader."""
        marks = ["e", *(f"e{place}" for name, place in self._places.items() if name in self._named)]
        yield f"keys = {len(self._places)}"
        yield f"{' = '.join(marks)} = 0"
        for name, indicator in self.pack.indicators.items():
            yield ""
            yield f"# {comment(', '.join(part for part in (name, indicator.unit) if part))}"
            yield from self._claim(indicator)
        yield from self._levels()

    def states(self) -> Iterator[str]:
        """Yield the lines that name the places of states."""
        for name, place in self._places.items():
            kind = self.pack.indicators[name].type
            if isinstance(kind, StateType) and is_spoken_of(self.pack.indicators[name]):
                yield f"STATES_{place} = {{{', '.join(f'{one!r}: {at}' for at, one in enumerate(kind.states))}}}"

    def _claim(self, indicator: Indicator) -> list[str]:
        place = self._places[indicator.id]
        if not is_spoken_of(indicator):
            nothing = [f"v{place} = None"] if indicator.id in self._named else []
            return [f"if said.v{place} is UNSET:", "    keys -= 1", *nothing]
        v, e = (f"v{place}", f"e{place}") if indicator.id in self._named else ("v", "e")
        return [
            f"{v} = said.v{place}",
            f"if type({v}) is dict:",
            f"    keys += len({v})",
            f"    if len({v}) == 3 and 'source' in {v} and {v}.get('as_of') == end:",
            f"        {v}, {e} = {v}['value'], mark[{v}['source']]",
            "    else:",
            f"        {v}, {e} = opened({v}, {place}, end, mark)",
            *self._value(indicator, place, v, e),
        ]

    def _value(self, indicator: Indicator, place: int, v: str, e: str) -> list[str]:
        """Return the lines that make of a value what the rules reckon with."""
        known, rest = f"{v}, {e}", f"({v}, {e}, {place}, end, mark)"
        match indicator.type:
            case NumberType(whole=True):
                lines = [f"if type({v}) is int:", *_checked(inside(span_of(indicator), v))]
                reader = f"{known} = whole{rest}"
            case NumberType():
                u = f"u{v[1:]}"
                lines = [f"if type({v}) is int:", f"    {u} = 1", *_checked(inside(span_of(indicator), v))]
                lines += [f"elif type({v}) is Bare:", f"    {v}, {u} = EXACT[{v}]"]
                lines += _checked(_between(span_of(indicator), Ratio(v, u)))
                reader = f"{v}, {u}, {e} = ratio{rest}"
            case StateType():
                lines = [f"if type({v}) is str:", f"    {v} = STATES_{place}[{v}]"]
                reader = f"{known} = state{rest}"
            case TruthType():
                lines = [f"if type({v}) is bool:", "    pass"]
                reader = f"{known} = truth{rest}"
            case _:
                lines = [f"if type({v}) is str:", f"    {v} = ordinal({v})"]
                reader = f"{known} = date{rest}"
        lines += [f"elif {v} is UNSET:", f"    {v} = None", "    keys -= 1", f"elif {v} is None:", f"    {e} = 0"]
        return [*lines, "else:", f"    {reader}", *self._calm(indicator, place, v)]

    def _calm(self, indicator: Indicator, place: int, v: str) -> list[str]:
        """Return the lines that give up where somebody may ask for a slip of scale."""
        if indicator.id not in self._asked:
            return []
        under = "" if indicator.type.whole else f" * u{v[1:]}"
        return [f"if {v} and not c{place}_low{under} <= {v} <= c{place}_high{under}:", _RETURN]

    def _levels(self) -> Iterator[str]:
        """Yield the lines that ask whether an indicator was said that is not for the level of the locality."""
        for levels in dict.fromkeys(one.levels for one in self.pack.indicators.values() if is_spoken_of(one)):
            others = [str(place) for place, level in enumerate(LEVELS) if level not in levels]
            stems = [
                f"said.v{self._places[name]}"
                for name, one in self.pack.indicators.items()
                if one.levels == levels and is_spoken_of(one)
            ]
            if others:
                yield ""
                yield f"# only for {comment(', '.join(levels))}"
                yield f"if level in ({', '.join(others)},) and said_any({', '.join(stems)}):"
                yield _RETURN


def _checked(condition: str) -> list[str]:
    """Return the lines that give up unless *condition* holds."""
    return [f"    if not {condition}:", f"    {_RETURN}"] if condition else ["    pass"]


def _between(span: Interval, number: Ratio) -> str:
    """Return the text of whether *number* lies in *span*; empty if every one does."""
    lower = [compared(number, ">=", ratio_of(span.lower))] if isinstance(span.lower, Fraction) else []
    upper = [compared(number, "<=", ratio_of(span.upper))] if isinstance(span.upper, Fraction) else []
    both = " and ".join([*lower, *upper])
    return f"({both})" if both else ""
