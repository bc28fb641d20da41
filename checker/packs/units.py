"""``units.yaml`` -> how the units of the dictionary are called and written. A pack may do without it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Annotated

from pydantic import BeforeValidator, WithJsonSchema

from checker.errors import PackError
from checker.expression.scope import nearest
from checker.model.indicator import Indicator
from checker.model.number import parse_number
from checker.model.unit import SCALE_WORDS, UnitEntry
from checker.packs.dictionary import Entry
from checker.packs.files import PackFiles
from checker.packs.forms import Form, TextForm, Words, entries, fill
from checker.syntax.document import Bare

NAME = "units.yaml"


def _times(value: object) -> Fraction:
    exact = parse_number(value) if isinstance(value, Bare) else None
    if exact is None or exact <= 0 or exact == 1:
        raise ValueError("a number above 0, not 1")
    return exact


Times = Annotated[
    Fraction, BeforeValidator(_times), WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "not": {"const": 1}})
]


class UnitForm(Form):
    """One entry of ``units.yaml``: ``times`` and ``base`` where the unit is a multiple of another."""

    id: Words
    label: TextForm
    times: Times | None = None
    base: Words | None = None
    words: tuple[Words, ...] = ()


def read_units(files: PackFiles, indicators: Mapping[str, Indicator]) -> dict[str, UnitEntry]:
    """Return the units by id, in the order of the file; none without it. Raises PackError at a wrong entry."""
    if NAME not in files.contents:
        return {}
    document = files.document(NAME)
    units: dict[str, UnitEntry] = {}
    places: dict[str, Entry] = {}
    for index in entries(document):
        with files.entry():
            form, entry = fill(UnitForm, document, (index,)), Entry(document, (index,))
            if form.id in units:
                raise entry.fault("id-twice", "id", found=form.id, at=places[form.id].place("id"))
            units[form.id] = _unit(form, entry)
            places[form.id] = entry
    if not files.mistakes:  # else what is named may be in an entry that could not be read
        _check_names(files, units, places, set(_asked(indicators)))
    return units


def _unit(form: UnitForm, entry: Entry) -> UnitEntry:
    if (form.times is None) != (form.base is None):
        raise entry.fault("missing-key", "id", found="base" if form.base is None else "times")
    if form.base == form.id:
        raise entry.fault("unknown-name", "base", found=form.base)
    for number, word in enumerate(form.words):
        if word in SCALE_WORDS or any(char.isdigit() for char in word):
            expected = "a word of a unit, without digits"
            raise PackError("bad-value", entry.place("words", number), key="words", found=word, expected=expected)
        if word in form.words[:number]:
            at = entry.place("words", form.words.index(word))
            raise PackError("id-twice", entry.place("words", number), found=word, at=at)
    return UnitEntry(form.id, form.label.text, form.times or Fraction(1), form.base or form.id, form.words)


def _check_names(
    files: PackFiles, units: Mapping[str, UnitEntry], places: Mapping[str, Entry], asked: set[str]
) -> None:
    """Refuse a unit that nothing has, and a multiple of what is no unit here or is a multiple itself."""
    used = asked | {unit.base for unit in units.values() if unit.is_scaled}
    plain = [unit.id for unit in units.values() if not unit.is_scaled]
    for unit in units.values():
        if unit.base not in plain:
            with files.entry():
                close = nearest(unit.base, plain)
                raise places[unit.id].fault("unknown-name", "base", found=unit.base, nearest=close)
    for unit in units.values():
        if unit.id not in used:
            with files.entry():
                close = nearest(unit.id, sorted(asked))
                raise places[unit.id].fault("unknown-name", "id", found=unit.id, nearest=close)


def _asked(indicators: Mapping[str, Indicator]) -> Iterator[str]:
    """Yield the units of the dictionary, and of the items of its lists."""
    for indicator in indicators.values():
        yield indicator.unit
        yield from (field.unit for field in indicator.fields)
