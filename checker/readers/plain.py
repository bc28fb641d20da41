"""What a submission says, taken from its tree at once: the same content as of the typed submission, where all is plain.

Plain is what is written as the form writes it: codes, periods, words and states by their ids, numbers as JSON has them,
days as ISO has them. Of anything else, and of all that is wrong, ``SubmissionReader`` says what is meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, NoReturn

from checker.model.content import Content, Said, said_items, said_value
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.locality import Gazetteer
from checker.model.number import MAX_DIGITS
from checker.model.pack import Pack
from checker.model.period import parse_date, parse_period
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.model.words import HEDGE_WORDS
from checker.readers.schema import EVIDENCE_KINDS, hedges_of
from checker.syntax.document import Bare, is_missing

_DECIMAL = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?", re.ASCII)
_DAYS = 4_096  # that are remembered: those of one batch are few
_USUAL = {"value", "as_of", "source"}
_NO_MORE = ("", "", "")

_Value = Callable[[object], str]
_Entry = dict[str, object]


class _NotPlainError(Exception):
    """Something is written otherwise."""


class _Kind(NamedTuple):
    """How claims on an indicator are read: their value, and the unit and the hedges that they may name."""

    value: _Value
    unit: str
    hedges: tuple[str, ...]


class PlainContents:
    """Takes contents from trees of submissions that were accepted under *pack*: nothing else of them is checked."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._directive = pack.directive
        self._gazetteer = gazetteer
        self._kinds = {one.id: self._kind(one) for one in pack.indicators.values()}

    def of(self, tree: object) -> Content | None:
        """Return what is said by the *tree* of a submission; None where that takes the reader to say."""
        try:
            return self._content(_mapping(tree))
        except _NotPlainError:
            return None

    def _kind(self, indicator: Indicator) -> _Kind:
        hedges = hedges_of(indicator.type, self._directive.scoring.hedges)
        return _Kind(_value_of(indicator), indicator.unit, tuple(one for one in hedges if one in HEDGE_WORDS))

    def _content(self, tree: _Entry) -> Content:
        locality, name = str(tree.get("locality")), str(tree.get("period"))
        period = parse_period(name) if name in self._directive.periods else None
        if period is None or self._gazetteer.find(locality) is None:
            raise _NotPlainError
        origin = "reconstructed" if tree.get("origin") == "reconstructed" else "filing"
        tellers = _Tellers(_mapping(tree.get("sources")), period.end.isoformat())
        claims = {
            indicator: found
            for indicator, said in _mapping(tree.get("claims")).items()
            if (found := tellers.claims(self._kinds.get(indicator), said))
        }
        return Content(
            locality, name, origin, claims, [tellers.note(_mapping(one)) for one in _list(tree.get("notes"))]
        )


class _Tellers:
    """Tells the claims and notes of one submission, which cite its *sources*; *end* is the last day of its period."""

    def __init__(self, sources: _Entry, end: str) -> None:
        self._sources = sources
        self._end = end
        self._cited: dict[str, Said] = {"": ()}

    def claims(self, kind: _Kind | None, said: object) -> list[Said]:
        """Return what is said of an indicator; nothing where that is blank."""
        if kind is None:
            raise _NotPlainError
        if isinstance(said, dict):
            return [] if is_missing(said.get("value")) else [self._claim(kind, said)]
        if isinstance(said, list):
            return [claim for one in said for claim in self.claims(kind, _mapping(one))]
        return [] if is_missing(said) else [(kind.value(said), self._end, *_NO_MORE)]

    def note(self, entry: _Entry) -> Said:
        """Return what is said by a note."""
        texts = [_text(entry.get(key)) for key in ("fact", "value", "unit", "as_of", "note")]
        return *texts, *self._evidence(_text(entry.get("source")))

    def _claim(self, kind: _Kind, entry: _Entry) -> Said:
        more = _NO_MORE if entry.keys() <= _USUAL else _more(kind, entry)
        as_of = _day(entry.get("as_of")) or self._end
        return kind.value(entry["value"]), as_of, *more, *self._evidence(_text(entry.get("source")))

    def _evidence(self, cited: str) -> Said:
        """Return what is said of the source that is *cited*."""
        if cited not in self._cited:
            entry = _mapping(self._sources.get(cited))
            kind = _text(entry.get("kind"))
            if kind not in EVIDENCE_KINDS:
                raise _NotPlainError
            texts = kind, _text(entry.get("title")), _text(entry.get("url")), _day(entry.get("issued"))
            self._cited[cited] = texts
        return self._cited[cited]


def _more(kind: _Kind, entry: _Entry) -> Said:
    """Return what a claim says that most do not: its hedge, to what it is rounded, and its note."""
    unit, hedge, rounded = _text(entry.get("unit")), _text(entry.get("hedge")), entry.get("rounded-to")
    if (unit and unit != kind.unit) or (hedge and hedge not in kind.hedges):
        raise _NotPlainError
    return hedge, "" if is_missing(rounded) else _number(rounded), _text(entry.get("note"))


# --- values -----------------------------------------------------------------------------------------------------------


def _value_of(indicator: Indicator) -> _Value:
    """Return how a value of an indicator is read."""
    if isinstance(indicator.type, TextType):
        return lambda value: said_items(()) + _text(value)
    if not isinstance(indicator.type, ListType):
        return _scalar_of(indicator.type)
    fields = [(one.id, _scalar_of(one.type), _unsaid(one)) for one in indicator.fields]

    def items(value: object) -> str:
        if not isinstance(value, list):
            raise _NotPlainError
        return said_items(_item(_mapping(one), fields) for one in value)

    return items


def _item(entry: _Entry, fields: Sequence[tuple[str, _Value, str]]) -> Mapping[str, str]:
    said = ((name, unsaid if is_missing(entry.get(name)) else read(entry[name])) for name, read, unsaid in fields)
    return {name: value for name, value in said if value}


def _unsaid(field: ItemFieldSpec) -> str:
    """Return what is said by an item that leaves a field out: in words, nothing; else that it may be anything."""
    return "" if isinstance(field.type, TextType) else said_value(field.unknown)


def _scalar_of(kind: Type) -> _Value:
    match kind:
        case NumberType():
            return _number
        case TruthType():
            return _truth
        case DateType():
            return _ordinal
        case StateType(states):
            return _state_of(frozenset(states))
        case _:
            return _text


def _number(value: object) -> str:
    """Return a number as it is written exactly: without zeros at the end of its decimals."""
    if type(value) is int:
        return str(value)
    found = _DECIMAL.fullmatch(value) if isinstance(value, Bare) else None
    if found is None or found.end() > MAX_DIGITS:
        raise _NotPlainError
    sign, whole, decimals = found.groups()
    decimals = (decimals or "").rstrip("0")
    exact = f"{whole}.{decimals}" if decimals else whole
    return exact if exact == "0" else sign + exact


def _truth(value: object) -> str:
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, Bare) and value in ("true", "false"):
        return value.capitalize()
    raise _NotPlainError


def _state_of(states: frozenset[str]) -> _Value:
    def state(value: object) -> str:
        if isinstance(value, str) and value in states:
            return str(value)
        raise _NotPlainError

    return state


def _ordinal(value: object) -> str:
    return str(date.fromisoformat(_day(value)).toordinal())


def _day(value: object) -> str:
    """Return a day as it is written; nothing where none is said."""
    if value is None or is_missing(value):
        return ""
    if isinstance(value, str) and _is_day(value):
        return str(value)
    raise _NotPlainError


@lru_cache(_DAYS)
def _is_day(text: str) -> bool:
    return parse_date(text) is not None


def _text(value: object) -> str:
    """Return a text, however it is written; nothing where none is."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if is_missing(value) else str(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    raise _NotPlainError


def _mapping(value: object) -> _Entry:
    """Return a mapping that may be left blank."""
    if isinstance(value, dict):
        return value
    return {} if is_missing(value) else _refused()


def _list(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    return [] if is_missing(value) else _refused()


def _refused() -> NoReturn:
    raise _NotPlainError
