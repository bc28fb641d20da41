"""Numbers with a word after them, 3.2万, 85%, 500座: read only where the unit of the field leaves one meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from checker.model.number import format_exact, parse_number
from checker.model.unit import SCALE_WORDS
from checker.readers.written.characters import tidy
from checker.readers.written.reading import Conventions, NumberField, ReadAs, Refused

_NUMBER = re.compile(
    r"([+-]?)([1-9][0-9]{0,2}(?:,[0-9]{3})+|0|[1-9][0-9]*|)(?:\.([0-9]*))?([eE][+-]?[0-9]{1,6})?", re.ASCII
)
# The last form is a unit whose own name begins with a number: 3.2 10k yuan.
_QUANTITY = re.compile(r"([+-]?[0-9.,]+) ?([%‰]|[^\W\d_][^0-9]*|(?<= )[0-9]+k [^\W\d_][^0-9]*)")
_SHARES = {"%": 100, "‰": 1000}
# Letters that stand for a scale in speech: never read, but what is meant is clear.
_LETTERS = {"w": "万", "k": "千"}


def number_of(plain: str) -> Fraction | None:
    """Return the number of a tidied text that is one: with a plus, strict groups of three, ``.5`` or ``5.``."""
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    sign, whole, decimals, exponent = match.groups()
    if not whole and not decimals:
        return None
    point = f".{decimals}" if decimals else ""
    return parse_number(f"{sign.removeprefix('+')}{whole.replace(',', '') or '0'}{point}{exponent or ''}")


def quantity_of(plain: str, field: NumberField, known: Conventions) -> ReadAs | Refused | None:
    """Return what a number and the word after it come to in the unit of *field*; None if the text is no such thing."""
    match = _QUANTITY.fullmatch(plain)
    number = number_of(match[1]) if match else None
    if match is None or number is None:
        return None
    word = match[2]
    factor = _factor(word, field, known)
    if factor is not None:
        return _read(number * factor)
    if word in _SHARES:
        return _read(number / _SHARES[word]) if field.is_ratio else Refused("percent-not-ratio")
    if word in SCALE_WORDS:
        return _scaled(number, SCALE_WORDS[word], field, known)
    if field.unit in known.units and any(
        name in _words(unit, known) for unit in known.units for _, name in _named(word)
    ):
        return Refused("wrong-unit")
    return _by_letter(number, word, field, known) or Refused("words-after-number", "", {"word": word})


def _by_letter(number: Fraction, word: str, field: NumberField, known: Conventions) -> Refused | None:
    """Return the refusal of ``3.2w``, with what it may mean; None if *word* is no such letter, or stands in a ratio."""
    scale = _LETTERS.get(word.casefold())
    if scale is None or field.is_ratio:
        return None
    meant = _scaled(number, SCALE_WORDS[scale], field, known)
    return meant if isinstance(meant, Refused) else Refused("words-after-number", meant.shown, {"word": word})


def is_unit(text: str, unit: str, known: Conventions) -> bool:
    """Return whether *text* names *unit* and no multiple of it: its label in a language, or a word of its own."""
    entry = known.units.get(unit)
    plain = tidy(text)
    own = () if entry is None else (entry.label.zh, entry.label.en, *entry.words)
    return any(plain.casefold() == tidy(word).casefold() for word in (unit, *own))


def _read(value: Fraction) -> ReadAs:
    return ReadAs(value, format_exact(value))


def _scaled(number: Fraction, scale: int, field: NumberField, known: Conventions) -> ReadAs | Refused:
    """Return what ``3.2万`` is: clear only in a unit that is declared, and neither a multiple nor a quotient.

    In 万元, ``1亿`` is 1亿元 or, as the form asks for multiples, 1亿 times 万元: both are named, in the field's unit.
    """
    if field.is_ratio:
        return Refused("wrong-type")
    entry = known.units.get(field.unit)
    if entry is not None and not entry.is_scaled and "/" not in entry.id:
        return _read(number * scale)
    unit = field.unit if entry is None else entry.label
    first = number * scale / entry.times if entry is not None and entry.is_scaled else number
    facts = {"first": first, "second": number * scale, "unit": unit}
    return Refused("scale-unclear", "", facts)


def _factor(word: str, field: NumberField, known: Conventions) -> Fraction | None:
    """Return by what a number before *word* is multiplied to be in the unit of *field*; None for another unit."""
    entry = known.units.get(field.unit)
    if entry is None:
        return Fraction(1) if word.casefold() == field.unit.casefold() else None
    for scale, name in _named(word):
        if name in _words(entry.id, known) and not (scale > 1 and entry.is_scaled):  # 亿万元 is no way to count
            return Fraction(scale)
        if entry.is_scaled and name in _words(entry.base, known):
            return scale / entry.times
    return None


def _named(word: str) -> Iterator[tuple[int, str]]:
    """Yield the ways to take *word* for a scale and the word of a unit: the whole word first."""
    word = word.casefold()
    yield 1, word
    for scale, times in SCALE_WORDS.items():
        if word.startswith(scale) and word != scale:
            yield times, word.removeprefix(scale).strip(" ")


def _words(unit: str, known: Conventions) -> frozenset[str]:
    """Return the words that follow numbers of *unit*, in lower case: its id and its labels are among them."""
    entry = known.units.get(unit)
    if entry is None:
        return frozenset()
    return frozenset(tidy(word).casefold() for word in (entry.id, entry.label.zh, entry.label.en, *entry.words))
