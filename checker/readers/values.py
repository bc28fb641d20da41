"""Scalars of a document -> values typed by the dictionary: plain ones at once, others by the table of readings."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from checker.model.assessment import Severity
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.magnitude import SLIPS
from checker.model.number import format_exact, parse_number
from checker.model.pack import Pack
from checker.model.period import parse_date
from checker.model.submission import Path
from checker.model.text import Text
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.model.value import Items, Possible, day
from checker.readers.faults import Faults, Remarks
from checker.readers.written.characters import tidy
from checker.readers.written.choices import read_state, read_truth
from checker.readers.written.dates import read_date
from checker.readers.written.numbers import read_number
from checker.readers.written.quantities import is_unit, number_of
from checker.readers.written.reading import (
    Conventions,
    Missing,
    NumberField,
    Plain,
    ReadAs,
    Reading,
    Refused,
    Value,
    conventions_of,
)
from checker.syntax.document import Bare, as_written, is_missing

Spec = Indicator | ItemFieldSpec
_PER_CENT = Fraction(1, 100)
_DATE = "2020-06-30"
_DIGITS = re.compile(r"([+-]?[0-9.,]+).*", re.DOTALL)
_ABOVE_ZERO = Text("大于 0 的数", "a number above 0")
_TRUTHS = Text("是（true）、否（false）", "true, false")
_UP_TO_ONE = Interval(Fraction(0), Fraction(1))
_SHARE = Text("0 至 1 的比率（或带 %）", "a share from 0 to 1 (or with %)")
_RATIO = Text("比率（如 0.85，或带 %）", "a ratio (such as 0.85, or with %)")


class ValueReader:
    """Reads single values. What is wrong goes to *faults*; what had to be read otherwise, to *remarks*."""

    def __init__(self, pack: Pack, faults: Faults, remarks: Remarks) -> None:
        self._pack = pack
        self._faults = faults
        self._remarks = remarks

    def value(self, spec: Spec, value: object, path: Path) -> Possible | None:
        """Return one value of *spec*, which is not a list; None if it is faulty, or says that nothing is known."""
        value, kind = as_written(value), spec.type
        match kind:
            case NumberType():
                return self._bounded(spec, kind, value, path)
            case TruthType():
                truth = self._truth(value, path)
                return None if truth is None else frozenset({truth})
            case StateType():
                state = self._state(spec, kind, value, path)
                return None if state is None else frozenset({state})
            case DateType():
                found = self.date(value, path, None)
                return None if found is None else day(found)
            case TextType() | ListType():
                return Items(())

    def date(self, value: object, path: Path, default: date | None) -> date | None:
        """Return a day; *default* where nothing is said, None after noting a fault."""
        if is_missing(value):
            return default
        value = as_written(value)
        found = parse_date(value) if isinstance(value, str) else None
        if found is not None:
            return found
        reading = read_date(value, self._known) if isinstance(value, str) else Refused("not-a-date")
        read = self._settle(reading, value, path, _DATE)
        return default if isinstance(reading, Missing) else read if isinstance(read, date) else None

    def positive(self, spec: Spec, value: object, path: Path) -> Fraction | None:
        """Return a number above 0 in the unit of *spec*; None if there is none, or after noting a fault."""
        if is_missing(value):
            return None
        value, expected = as_written(value), _ABOVE_ZERO
        exact = parse_number(value) if isinstance(value, Bare) else None
        if exact is None:
            exact = self._read_number(spec, value, path, expected)
        if exact is not None and exact <= 0:
            self._faults.add(path, "wrong-type", value, expected)
        return exact

    def unit(self, spec: Spec, value: object, path: Path) -> None:
        """Note that the unit of *spec* is written otherwise, or that another one is."""
        entry = self._known.units.get(spec.unit)
        asked = spec.unit if entry is None else _with_id(entry.label, spec.unit)
        if isinstance(value, str) and is_unit(value, spec.unit, self._known):
            self._remarks.add(path, "read-as", "note", found=value, reading=asked)
        else:
            self._faults.add(path, "wrong-unit", value, asked)

    def says_nothing(self, value: object, path: Path) -> bool:
        """Return whether *value* is a word that the pack declares for what is not known, after noting it."""
        said = isinstance(value, str) and self._known.is_missing(tidy(value))
        if said:
            self._remarks.add(path, "read-as-missing", "note", found=value)
        return said

    @cached_property
    def _known(self) -> Conventions:
        return conventions_of(self._pack)

    def _bounded(self, spec: Spec, kind: NumberType, value: object, path: Path) -> Interval | None:
        exact = parse_number(value) if isinstance(value, Bare) else None
        if exact is None:
            exact = self._read_number(spec, value, path, self._asked(spec, kind))
        if exact is None:
            return None
        if kind.whole and exact.denominator != 1:
            self._faults.add(path, "not-whole", value, kind)
        elif not spec.bounds.contains(exact):
            nearest = _without_words(exact, spec, value) if _has_words(value) else _nearest(exact, spec, kind)
            self._settle(Refused("out-of-bounds", nearest), value, path, spec.bounds)
        else:
            return Interval.point(exact)
        return None

    def _asked(self, spec: Spec, kind: NumberType) -> Text:
        """Return what number is asked for: with its unit, or as a share."""
        if _is_ratio(kind):
            return _SHARE if spec.bounds == _UP_TO_ONE else _RATIO
        zh, en = ("整数", "whole number") if kind.whole else ("数", "number")
        entry = self._known.units.get(spec.unit)
        unit = Text(spec.unit, spec.unit) if entry is None else entry.label
        return Text(f"{zh}（{unit.zh}）", f"{en} ({unit.en})")

    def _read_number(self, spec: Spec, value: object, path: Path, expected: object) -> Fraction | None:
        """Return the number that a value reads as; only what JSON would not write comes here."""
        field = NumberField(spec.unit, is_ratio=_is_ratio(spec.type))
        reading = read_number(value, field, self._known) if isinstance(value, str) else Refused("wrong-type")
        entry = self._known.units.get(spec.unit)
        if entry is not None and isinstance(reading, Refused) and reading.code != "wrong-type":
            expected = entry.label
        if entry is not None and entry.is_scaled and isinstance(reading, ReadAs):
            reading = replace(reading, facts={"unit": _in_brackets(entry.label)})  # 32万户 is 32 of 万户
        read = self._settle(reading, value, path, expected)
        return read if isinstance(read, Fraction) else None

    def _truth(self, value: object, path: Path) -> bool | None:
        if isinstance(value, bool) or (isinstance(value, Bare) and value in ("true", "false")):
            return value in (True, "true")
        reading = read_truth(value, self._known) if isinstance(value, str) else Refused("not-one-of")
        read = self._settle(reading, value, path, _TRUTHS, "note")
        return read if isinstance(read, bool) else None

    def _state(self, spec: Spec, kind: StateType, value: object, path: Path) -> str | None:
        if isinstance(value, str) and value in kind.states:
            return str(value)
        reading = read_state(value, spec.states, self._known) if isinstance(value, str) else Refused("not-one-of")
        read = self._settle(reading, value, path, _choices(spec, kind), "note")
        return read if isinstance(read, str) else None

    def _settle(
        self, reading: Reading, value: object, path: Path, expected: object, severity: Severity = "minor"
    ) -> Value | None:
        """Return what was read after noting how, or None after noting why not."""
        match reading:
            case Plain(read):
                self._remarks.add(path, "number-as-text", "note", found=value)
                return read
            case ReadAs(read, shown, facts):
                code = "word-read-as" if severity == "note" else "read-as"
                self._remarks.add(path, code, severity, found=value, reading=shown, **facts)
                return read
            case Missing():
                self._remarks.add(path, "read-as-missing", "note", found=value)
            case Refused(code, nearest, facts):
                self._faults.add(path, code, value, expected, **({"nearest": nearest} if nearest else {}), **facts)
        return None


def _in_brackets(label: Text) -> Text:
    return Text(f"（{label.zh}）", f" ({label.en})")


def _is_ratio(kind: Type) -> bool:
    return isinstance(kind, NumberType) and kind.unit is not None and not kind.unit.powers


def _has_words(value: object) -> bool:
    """Return whether a scale, a unit or a sign of per cent was written after a number."""
    return isinstance(value, str) and parse_number(value) is None and number_of(tidy(value)) is None


def _without_words(exact: Fraction, spec: Spec, value: object) -> str:
    """Return the number alone that stands before 万 or 亿, where it fits and with the word is too large; else nothing.

    Per cent was not meant a hundredfold.
    """
    text = tidy(str(value))
    found = number_of(_DIGITS.sub(r"\1", text))
    if found is None or text.endswith(("%", "‰")) or not 0 < found < exact or not spec.bounds.contains(found):
        return ""
    return format_exact(found)


def _with_id(label: Text, name: str) -> Text:
    """Return a label with the id that files are written with, where the two differ."""
    zh = label.zh if label.zh == name else f"{label.zh}（{name}）"
    return Text(zh, label.en if label.en == name else f"{label.en} ({name})")


def _choices(spec: Spec, kind: StateType) -> Text:
    """Return the states that may be chosen, each with its label."""
    labels = {state.id: state.text for state in spec.states}
    named = [_with_id(labels.get(state, Text(state, state)), state) for state in kind.states]
    return Text("、".join(one.zh for one in named), ", ".join(one.en for one in named))


def _nearest(exact: Fraction, spec: Spec, kind: NumberType) -> str:
    """Return what a value outside its bounds may mean: per cent of a share, else the one slip that fits.

    Where several slips lead inside the bounds, the soft bounds decide between them. Empty if none, or not one, is left.
    """
    if _is_ratio(kind):
        meant = exact * _PER_CENT
        return f"{format_exact(meant)} / {format_exact(exact)}%" if spec.bounds.contains(meant) else ""
    slips = [exact * factor for slip in SLIPS for factor in (Fraction(1, slip), Fraction(slip))]
    fitting = {one for one in slips if spec.bounds.contains(one) and not (kind.whole and one.denominator != 1)}
    plausible = spec.plausible if isinstance(spec, Indicator) else None
    usual = fitting if plausible is None else {one for one in fitting if plausible.contains(one)}
    return format_exact(usual.pop()) if len(usual) == 1 else ""
