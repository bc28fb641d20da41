"""The examples inside the rules: what each rule must say of given values. They run as tests."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from checker.errors import Locus, PackError
from checker.model.assessment import OUTCOMES, Outcome
from checker.model.indicator import Indicator, everything
from checker.model.interval import Interval
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.period import Period, parse_date, parse_period
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.model.value import Items, Possible, day
from checker.packs.files import PackFiles
from checker.syntax.document import Bare, Document, Path, is_missing

DEFAULT_PERIOD = "2020-H1"
DEFAULT_LEVEL = "province"


@dataclass(frozen=True, slots=True)
class Example:
    """One example: what is given, and the outcome and credit (or whether an integrity rule holds) it must give."""

    rule: str
    locus: Locus
    period: Period
    level: str
    given: Mapping[str, Possible]
    frame: Mapping[str, Possible]
    targets: Mapping[str, Fraction | None]
    outcome: Outcome | None
    credit: Interval | None
    holds: str | None


def iter_examples(files: PackFiles, pack: Pack) -> Iterator[Example]:
    """Yield the examples of all rules, in the order of the files. Raises PackError at one that cannot be read."""
    for name in files.names("points/") + files.names("integrity/"):
        document = files.document(name)
        assert isinstance(document.tree, list)
        for index, rule in enumerate(document.tree):
            for number, _ in enumerate(rule.get("examples", [])):
                yield ExampleReader(pack, document, (index, "examples", number)).read(str(rule["id"]))


@dataclass(frozen=True, slots=True)
class ExampleReader:
    """Reads the example at *path*."""

    pack: Pack
    document: Document
    path: Path

    def read(self, rule: str) -> Example:
        """Return the example of *rule*."""
        value: Any = self.document.tree
        for step in self.path:
            value = value[step]
        known = {"period", "level", "given", "frame", "targets", "expect"}
        for key in value:
            if key not in known:
                raise self._fault("unknown-key", key, found=key, nearest="")
        period = parse_period(value.get("period", DEFAULT_PERIOD))
        if period is None:
            raise self._fault("bad-period", "period", found=value["period"])
        expect = value.get("expect", {})
        return Example(
            rule=rule,
            locus=self.document.locate(self.path),
            period=period,
            level=value.get("level", DEFAULT_LEVEL),
            given=self._values("given", value.get("given", {})),
            frame=self._values("frame", value.get("frame", {})),
            targets={name: self._target(text) for name, text in value.get("targets", {}).items()},
            outcome=self._outcome(expect.get("outcome")),
            credit=self._credit(expect.get("credit")),
            holds=expect.get("holds"),
        )

    def _values(self, key: str, values: Mapping[str, object]) -> dict[str, Possible]:
        found: dict[str, Possible] = {}
        for name, value in values.items():
            indicator = self.pack.indicators.get(name)
            if indicator is None or indicator.held_by_pack != (key == "frame"):
                raise self._fault("unknown-name", key, found=name, nearest="")
            found[name] = self._value(indicator, value)
        return found

    def _value(self, indicator: Indicator, value: object) -> Possible:
        if isinstance(indicator.type, ListType) and isinstance(value, list):
            return Items(tuple(self._item(indicator, item) for item in value))
        if isinstance(value, list) and isinstance(indicator.type, NumberType):
            lower, upper = value
            bounds = indicator.bounds
            return Interval(
                bounds.lower if is_missing(lower) else self._number(lower),
                bounds.upper if is_missing(upper) else self._number(upper),
            )
        if isinstance(value, list) and isinstance(indicator.type, StateType):
            return frozenset(map(str, value))
        return self._scalar(indicator.type, value)

    def _item(self, indicator: Indicator, item: Mapping[str, object]) -> Mapping[str, Possible]:
        return {
            field.id: self._scalar(field.type, item[field.id])
            if field.id in item
            else everything(field.type, field.bounds)
            for field in indicator.fields
        }

    def _scalar(self, kind: Type, value: object) -> Possible:
        match kind:
            case NumberType():
                return Interval.point(self._number(value))
            case TruthType() if value in ("true", "false"):
                return frozenset({value == "true"})
            case StateType() if value in kind.states:
                return frozenset({str(value)})
            case TextType():
                return Items(())
            case DateType() if (found := parse_date(str(value))) is not None:
                return day(found)
        raise self._fault("bad-value", "given", key="given", found=str(value)[:60], expected=kind)

    def _number(self, value: object) -> Fraction:
        exact = parse_number(value) if isinstance(value, Bare) else None
        if exact is None:
            raise self._fault("bad-value", "given", key="given", found=str(value)[:60], expected="a number")
        return exact

    def _target(self, value: object) -> Fraction | None:
        return None if value == "none" else self._number(value)

    def _outcome(self, value: str | None) -> Outcome | None:
        if value is not None and value not in OUTCOMES:
            raise self._fault("bad-value", "expect", key="outcome", found=value, expected=", ".join(OUTCOMES))
        return next((outcome for outcome in OUTCOMES if outcome == value), None)

    def _credit(self, value: object) -> Interval | None:
        if value is None:
            return None
        if isinstance(value, list):
            return Interval(self._number(value[0]), self._number(value[1]))
        return Interval.point(self._number(value))

    def _fault(self, code: str, at: str, /, **parameters: object) -> PackError:
        return PackError(code, self.document.locate((*self.path, at)), **parameters)
