"""What a column holds, by its head: one notation for all tables, which carries all that the YAML form can say.

``stations``, its label in zh or en, with the unit in brackets or without; ``stations.as_of`` and the other parts of a
claim; ``stations#2`` and ``stations#2.as_of`` for a second claim; ``trials#1.sector`` for a field of the first item of
a list, ``trials#2#1.sector`` for that of a second claim; ``sources.s1.kind``; ``notes#1.fact``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from checker.expression.scope import nearest
from checker.model.indicator import Indicator
from checker.model.pack import Pack
from checker.model.types import ListType
from checker.model.unit import SCALE_WORDS
from checker.readers.tables import headings
from checker.readers.tables.headings import by_word, folded
from checker.readers.written.characters import tidy
from checker.readers.written.quantities import is_unit
from checker.readers.written.reading import conventions_of

LONGEST = 200  # characters; what is longer is prose
# What a column holds, one of: "locality" and the like; "claims", indicator, number, part; "claims", indicator, number,
# "value", item, field; "sources", name, key; "notes", number, key; "row" and a part that a row says of its claims.
Field = tuple[str | int, ...]

_NUMBERED = re.compile(r"(.+?)((?:#[1-9][0-9]{0,2}){0,2})(?:\.([^.#]+))?")
_SOURCE = re.compile(r"(?:sources|来源)\.(.+)\.([^.]+)", re.IGNORECASE)
_NOTE = re.compile(r"(?:notes|不计分事实)#([1-9][0-9]{0,2})\.([^.]+)", re.IGNORECASE)
_BRACKETS = re.compile(r"(.+)[(\[]([^()\[\]]+)[)\]]")
_UNIT_BEFORE = re.compile(r"(?:单位|unit) ?[:：] ?", re.IGNORECASE)
_HALVES = re.compile(r"[\r\n/|]+")
_SHARES = ("%", "‰", "百分比", "per cent", "percent")

_FIXED = by_word(headings.FIXED)
_PLACE = frozenset(map(folded, headings.PLACE_WORDS))
_INDICATOR = frozenset(map(folded, headings.INDICATOR_WORDS))
_PARTS = by_word(headings.PARTS)
_SOURCES = by_word(headings.SOURCES)
_NOTES = by_word(headings.NOTES)


@dataclass(frozen=True, slots=True)
class Named:
    """What a head names. *wrong_unit* is the unit it gives, where the dictionary asks for another, *unit*."""

    field: Field
    wrong_unit: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class _Based:
    """An indicator, or a field of its items, and the unit that stands in brackets after its name."""

    name: str
    unit: str = ""


class FieldNames:
    """Finds what is meant by a head, or by a cell in the ``indicator`` column of a long table."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self._known = conventions_of(pack)
        self._indicators = _index(pack.indicators)
        self._found: dict[str, Named | None] = {}

    def find(self, text: str) -> Named | None:
        """Return what *text* names; None if that is nothing we know."""
        if text not in self._found:
            plain = tidy(text) if len(text) <= LONGEST else ""
            self._found[text] = self._find(plain) or self._of_halves(plain)
        return self._found[text]

    def nearest(self, text: str, others: Collection[str]) -> str:
        """Return the name that is most like *text* and would be accepted: an indicator's id, or one of *others*.

        Empty if there is none. What *text* says already is no advice: it was not accepted where it stands.
        """
        wanted = folded(text[:LONGEST])
        words = {word: key for word, key in (*_FIXED.items(), *_PARTS.items()) if key in others} | self._indicators
        meant = words.get(nearest(wanted, words), "")
        return "" if folded(meant) == wanted else meant

    def unit_of(self, field: Field) -> str:
        """Return the unit of a claim's value, or of a field of its items."""
        indicator = self._pack.indicators[str(field[1])]
        specs = {one.id: one.unit for one in indicator.fields}
        return specs.get(str(field[-1]), "") if len(field) > 4 else indicator.unit

    def is_unit(self, text: str, unit: str) -> bool:
        """Return whether *text* names *unit* and no multiple of it."""
        return is_unit(text, unit, self._known)

    def _of_halves(self, plain: str) -> Named | None:
        """Return what a head in two languages names, 备注 / note, if both halves name the same."""
        halves = [self._find(half) for half in map(str.strip, _HALVES.split(plain)) if half]
        return halves[0] if len(halves) == 2 and halves[0] == halves[1] else None

    def _find(self, plain: str) -> Named | None:
        word = folded(plain)
        if word in _FIXED:
            return Named((_FIXED[word],))
        if word in _PLACE:
            return Named((headings.PLACE,))
        if word in _INDICATOR:
            return Named(("row", headings.INDICATOR))
        if word in _PARTS:
            return Named(("row", _PARTS[word]))
        return self._claim(plain) or _source(plain) or _note(plain)

    def _claim(self, plain: str) -> Named | None:
        """Return the part of a claim, or of an item, that *plain* names; an indicator alone is its value."""
        whole = self._based(plain)
        if whole is not None:
            return self._with_unit(("claims", whole.name, 1, "value"), whole, self._unit(whole.name))
        match = _NUMBERED.fullmatch(plain)
        based = self._based(match[1]) if match else None
        if match is None or based is None:
            return None
        numbers = [int(number) for number in match[2].split("#")[1:]]
        field = self._part(self._pack.indicators[based.name], numbers, match[3] or "value")
        return (
            field if field is None or field.wrong_unit else self._with_unit(field.field, based, self._unit(based.name))
        )

    def _part(self, indicator: Indicator, numbers: list[int], part: str) -> Named | None:
        """Return the part of the claim, or of the item, with these *numbers*."""
        if isinstance(indicator.type, ListType) and numbers:
            fields = {folded(one.id): one for one in indicator.fields}
            name = _split(part, fields)
            if name is not None:
                spec = fields[folded(name.name)]
                claim, item = ([1, *numbers])[-2:]
                return self._with_unit(("claims", indicator.id, claim, "value", item, spec.id), name, spec.unit)
        key = _PARTS.get(folded(part))
        if key is None or len(numbers) > 1 or (isinstance(indicator.type, ListType) and numbers and key == "value"):
            return None
        return Named(("claims", indicator.id, numbers[0] if numbers else 1, key))

    def _based(self, plain: str) -> _Based | None:
        """Return the indicator that *plain* names by id or label, with a unit in brackets or without."""
        found = _split(plain, self._indicators)
        if found is None or (found.unit and not self._is_any_unit(found.unit, self._indicators[folded(found.name)])):
            return None
        return _Based(self._indicators[folded(found.name)], found.unit)

    def _with_unit(self, field: Field, based: _Based, unit: str) -> Named:
        """Return *field*, and whether the unit that its head gives is another one."""
        if not based.unit or self.is_unit(based.unit, unit):
            return Named(field)
        return Named(field, based.unit, unit)

    def _unit(self, indicator: str) -> str:
        return self._pack.indicators[indicator].unit

    def _is_any_unit(self, text: str, indicator: str) -> bool:
        """Return whether *text* names a unit: the indicator's own, another of the pack, or a multiple or share."""
        units = {self._unit(indicator), *self._pack.units, *(one.unit for one in self._pack.indicators.values())}
        scales = [scale for scale in SCALE_WORDS if text.startswith(scale)]
        words = [text, *(text.removeprefix(scale) for scale in scales)]
        return is_share(text) or text in SCALE_WORDS or any(self.is_unit(w, u) for w in words for u in units)


def is_share(text: str) -> bool:
    """Return whether *text* names parts of a hundred or a thousand: the dictionary writes shares without."""
    return text.casefold() in _SHARES


def _index(indicators: Mapping[str, Indicator]) -> dict[str, str]:
    """Return ids by folded id and label; a label that several have names none of them."""
    labels: dict[str, set[str]] = {}
    for one in indicators.values():
        for label in (one.label.zh, one.label.en):
            labels.setdefault(folded(label), set()).add(one.id)
    unique = {label: min(ids) for label, ids in labels.items() if len(ids) == 1}
    return {**unique, **{folded(name): name for name in indicators}}


def _split(plain: str, known: Mapping[str, object]) -> _Based | None:
    """Return one of the *known* names, and what stands in brackets after it."""
    if folded(plain) in known:
        return _Based(plain)
    match = _BRACKETS.fullmatch(plain)
    if match is None or folded(match[1]) not in known:
        return None
    return _Based(match[1], _UNIT_BEFORE.sub("", match[2].strip(" "), count=1))


def _source(plain: str) -> Named | None:
    match = _SOURCE.fullmatch(plain)
    key = _SOURCES.get(folded(match[2])) if match else None
    return None if match is None or key is None else Named(("sources", match[1].strip(" "), key))


def _note(plain: str) -> Named | None:
    match = _NOTE.fullmatch(plain)
    key = _NOTES.get(folded(match[2])) if match else None
    return None if match is None or key is None else Named(("notes", int(match[1]), key))
