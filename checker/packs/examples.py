"""The examples inside the rules, typed by the dictionary. They run as tests (``checker.engine.examples``)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from checker.errors import PackError
from checker.expression.scope import nearest
from checker.model.assessment import OUTCOMES, Outcome
from checker.model.example import HOLDINGS, Example, Holding
from checker.model.indicator import Indicator
from checker.model.interval import UNIT, Interval
from checker.model.locality import LEVELS
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.period import Period, parse_date, parse_period
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.model.value import Items, Possible, day
from checker.packs.files import PackFiles
from checker.syntax.document import Bare, Document, Path, is_missing

DEFAULT_PERIOD = "2020-H1"
DEFAULT_LEVEL = "province"
_KEYS = ("period", "level", "given", "frame", "targets", "expect")


def iter_examples(files: PackFiles, pack: Pack) -> Iterator[Example]:
    """Yield the examples of all rules, in the order of the files. Raises PackError at one that cannot be read."""
    for name in files.names("points/") + files.names("integrity/"):
        document = files.document(name)
        assert isinstance(document.tree, list)
        expected = ("outcome", "credit") if name.startswith("points/") else ("holds",)
        for index, rule in enumerate(document.tree):
            for number, value in enumerate(rule.get("examples", [])):
                reader = ExampleReader(pack, document, (index, "examples", number), expected)
                yield reader.read(str(rule["id"]), value)


@dataclass(frozen=True, slots=True)
class ExampleReader:
    """Reads the example at *path*. *expected* are the keys of what it expects; the first of them must be there."""

    pack: Pack
    document: Document
    path: Path
    expected: tuple[str, ...]

    def read(self, rule: str, value: Mapping[str, object]) -> Example:
        """Return the example of *rule*."""
        self._check_keys(value, _KEYS, ())
        expect = self._mapping(value, "expect", self.expected)
        if self.expected[0] not in expect:
            raise self._fault("missing-key", ("expect",), found=self.expected[0])
        return Example(
            rule=rule,
            locus=self.document.locate(self.path),
            period=self._period(value.get("period", DEFAULT_PERIOD)),
            level=self._one_of(value.get("level", DEFAULT_LEVEL), LEVELS, ("level",)),
            given=self._values(value, "given"),
            frame=self._values(value, "frame"),
            targets=self._targets(value),
            outcome=self._outcome(expect.get("outcome")),
            credit=self._credit(expect.get("credit")),
            holds=self._holds(expect.get("holds")),
        )

    def _period(self, value: object) -> Period:
        period = parse_period(str(value))
        if period is None:
            raise self._fault("bad-period", ("period",), found=value, expected="2020-H1, 2020-Q3, 2020")
        return period

    def _values(self, example: Mapping[str, object], key: str) -> dict[str, Possible]:
        """Return what is ``given`` by a submission, or held in the pack's ``frame``."""
        found: dict[str, Possible] = {}
        for name, value in self._mapping(example, key).items():
            indicator = self._indicator(name, (key, name))
            if indicator.held_by_pack != (key == "frame"):
                raise self._fault("unknown-name", (key, name), found=name, nearest="")
            found[name] = self._value(indicator, value, (key, name))
        return found

    def _targets(self, example: Mapping[str, object]) -> dict[str, Fraction | None]:
        found: dict[str, Fraction | None] = {}
        for name, value in self._mapping(example, "targets").items():
            indicator = self._indicator(name, ("targets", name))
            found[indicator.id] = None if value == "none" else self._number(value, ("targets", name))
        return found

    def _indicator(self, name: str, at: Path) -> Indicator:
        indicator = self.pack.indicators.get(name)
        if indicator is None:
            raise self._fault("unknown-name", at, found=name, nearest=nearest(name, self.pack.indicators))
        return indicator

    def _value(self, indicator: Indicator, value: object, at: Path) -> Possible:
        """Return what one value says: a list of two is a range of numbers, one of states those that are possible."""
        kind = indicator.type
        if isinstance(kind, ListType):
            items = value if isinstance(value, list) else [value]
            return Items(tuple(self._item(indicator, item, at) for item in items))
        if isinstance(value, list) and isinstance(kind, NumberType) and len(value) == 2:
            ends = zip(value, (indicator.bounds.lower, indicator.bounds.upper), strict=True)
            lower, upper = (bound if is_missing(end) else self._number(end, at) for end, bound in ends)
            return self._within(Interval(lower, upper), indicator.bounds, at)
        if isinstance(value, list) and isinstance(kind, StateType) and value:
            return frozenset(self._one_of(state, kind.states, at) for state in value)
        return self._scalar(kind, indicator.bounds, value, at)

    def _item(self, indicator: Indicator, item: object, at: Path) -> Mapping[str, Possible]:
        """Return one item; a field that it does not state may be anything."""
        if not isinstance(item, dict):
            raise self._fault("bad-value", at, key=at[-1], found=str(item)[:60], expected=indicator.type)
        self._check_keys(item, [field.id for field in indicator.fields], at)
        return {
            field.id: self._scalar(field.type, field.bounds, item[field.id], at) if field.id in item else field.unknown
            for field in indicator.fields
        }

    def _scalar(self, kind: Type, bounds: Interval, value: object, at: Path) -> Possible:
        match kind:
            case NumberType():
                return self._within(Interval.point(self._number(value, at)), bounds, at)
            case TruthType() if value in ("true", "false"):
                return frozenset({value == "true"})
            case StateType():
                return frozenset({self._one_of(value, kind.states, at)})
            case TextType():
                return Items(())
            case DateType() if (found := parse_date(str(value))) is not None:
                return day(found)
        raise self._fault("bad-value", at, key=at[-1], found=str(value)[:60], expected=kind)

    def _within(self, interval: Interval, bounds: Interval, at: Path) -> Interval:
        if interval.lower > interval.upper or not bounds.covers(interval):
            found, expected = (f"{one.lower} .. {one.upper}" for one in (interval, bounds))
            raise self._fault("bad-value", at, key=at[-1], found=found, expected=expected)
        return interval

    def _number(self, value: object, at: Path) -> Fraction:
        exact = parse_number(value) if isinstance(value, Bare) else None
        if exact is None:
            raise self._fault("bad-value", at, key=at[-1], found=str(value)[:60], expected="a number")
        return exact

    def _one_of(self, value: object, known: tuple[str, ...], at: Path) -> str:
        found = next((one for one in known if one == value), None)
        if found is None:
            raise self._fault("bad-value", at, key=at[-1], found=str(value)[:60], expected=", ".join(known))
        return found

    def _outcome(self, value: object) -> Outcome | None:
        found = None if value is None else self._one_of(value, OUTCOMES, ("expect", "outcome"))
        return next((outcome for outcome in OUTCOMES if outcome == found), None)

    def _holds(self, value: object) -> Holding | None:
        found = None if value is None else self._one_of(value, HOLDINGS, ("expect", "holds"))
        return next((holding for holding in HOLDINGS if holding == found), None)

    def _credit(self, value: object) -> Interval | None:
        if value is None:
            return None
        ends = value if isinstance(value, list) and len(value) == 2 else [value, value]
        lower, upper = (self._number(end, ("expect", "credit")) for end in ends)
        return self._within(Interval(lower, upper), UNIT, ("expect", "credit"))

    def _mapping(self, example: Mapping[str, object], key: str, known: tuple[str, ...] | None = None) -> dict[str, Any]:
        """Return the mapping at *key*, with *known* keys only; an empty one if the key is not there."""
        value = example.get(key, {})
        if not isinstance(value, dict):
            raise self._fault("bad-value", (key,), key=key, found=str(value)[:60], expected="{name: value}")
        if known is not None:
            self._check_keys(value, known, (key,))
        return value

    def _check_keys(self, value: Mapping[str, object], known: Sequence[str], at: Path) -> None:
        for key in value:
            if key not in known:
                raise self._fault("unknown-key", (*at, key), found=key, nearest=nearest(key, known))

    def _fault(self, code: str, at: Path, /, **parameters: object) -> PackError:
        return PackError(code, self.document.locate((*self.path, *at)), **parameters)
