"""Scalars of a document -> values typed by the dictionary: plain ones at once, others by the table of readings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from checker.model.assessment import Severity
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.magnitude import nearest_scale
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
from checker.readers.written.quantities import is_unit
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
        value, expected = as_written(value), "a number above 0"
        exact = parse_number(value) if isinstance(value, Bare) else None
        if exact is None:
            exact = self._read_number(spec, value, path, expected)
        if exact is not None and exact <= 0:
            self._faults.add(path, "wrong-type", value, expected)
        return exact

    def unit(self, spec: Spec, value: object, path: Path) -> None:
        """Note that the unit of *spec* is written otherwise, or that another one is."""
        if isinstance(value, str) and is_unit(value, spec.unit, self._known):
            self._remarks.add(path, "read-as", "note", found=value, reading=spec.unit)
        else:
            self._faults.add(path, "wrong-unit", value, spec.unit)

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
            exact = self._read_number(spec, value, path, kind)
        if exact is None:
            return None
        if kind.whole and exact.denominator != 1:
            self._faults.add(path, "not-whole", value, kind)
        elif not spec.bounds.contains(exact):
            self._settle(Refused("out-of-bounds", _nearest(exact, spec, kind)), value, path, spec.bounds)
        else:
            return Interval.point(exact)
        return None

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
        read = self._settle(reading, value, path, "true, false", "note")
        return read if isinstance(read, bool) else None

    def _state(self, spec: Spec, kind: StateType, value: object, path: Path) -> str | None:
        if isinstance(value, str) and value in kind.states:
            return str(value)
        reading = read_state(value, spec.states, self._known) if isinstance(value, str) else Refused("not-one-of")
        read = self._settle(reading, value, path, ", ".join(kind.states), "note")
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
                self._remarks.add(path, "read-as", severity, found=value, reading=shown, **facts)
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


def _nearest(exact: Fraction, spec: Spec, kind: NumberType) -> str:
    """Return what a value outside its bounds may mean: per cent of a share, else the smallest slip; empty if none."""
    share = _is_ratio(kind)
    factor = _PER_CENT if share and spec.bounds.contains(exact * _PER_CENT) else nearest_scale(exact, spec.bounds)
    if factor is None or (kind.whole and (exact * factor).denominator != 1):
        return ""
    meant = exact * factor
    return f"{format_exact(meant)} / {format_exact(meant * 100)}%" if share else format_exact(meant)
