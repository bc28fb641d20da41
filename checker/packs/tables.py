"""``targets.csv`` and ``localities.csv``: what only the assessor may set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from checker.errors import Locus
from checker.expression.scope import nearest
from checker.model.directive import Directive
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.number import parse_number
from checker.model.pack import FrameFact, TargetBasis, TargetRow
from checker.model.period import parse_date
from checker.model.types import NumberType, StateType, TruthType
from checker.model.value import Possible
from checker.packs.files import PackFiles, Row

TARGETS = "targets.csv"
LOCALITIES = "localities.csv"
TARGET_COLUMNS = (
    "locality",
    "indicator",
    "period",
    "value",
    "basis",
    "set_by",
    "body",
    "announced_on",
    "due_by",
    "source_title",
    "source_url",
    "note",
)
FRAME_COLUMNS = ("locality", "indicator", "period", "value", "status", "source_title", "source_url", "note")

_BASES: Mapping[str, TargetBasis | None] = {"flow": "flow", "stock": "stock", "": None}

Targets = Mapping[tuple[str, str], tuple[TargetRow, ...]]
FrameFacts = Mapping[tuple[str, str], tuple[FrameFact, ...]]


class TableReader:
    """Reads the tables of one pack against its dictionary and the list of localities."""

    def __init__(
        self, files: PackFiles, directive: Directive, indicators: Mapping[str, Indicator], gazetteer: Gazetteer
    ) -> None:
        self.files = files
        self.directive = directive
        self.indicators = indicators
        self.gazetteer = gazetteer

    def targets(self) -> Targets:
        """Return the rows by locality and indicator. Without the file there are none. Raises PackError at a bad row."""
        targets: dict[tuple[str, str], list[TargetRow]] = defaultdict(list)
        for row in self._rows(TARGETS, TARGET_COLUMNS):
            with self.files.entry():
                target = self._target(row)
                targets[target.locality, target.indicator].append(target)
        return {key: tuple(found) for key, found in targets.items()}

    def frame(self) -> FrameFacts:
        """Return the frame facts by locality and indicator. Raises PackError at a bad or repeated row."""
        facts: dict[tuple[str, str], list[FrameFact]] = defaultdict(list)
        for row in self._rows(LOCALITIES, FRAME_COLUMNS):
            with self.files.entry():
                fact = self._frame_fact(row)
                same = [other for other in facts[fact.locality, fact.indicator] if other.year == fact.year]
                if same:
                    raise row.fault("id-twice", "indicator", at=Locus(row.file, same[0].line, 1))
                facts[fact.locality, fact.indicator].append(fact)
        return {key: tuple(found) for key, found in facts.items()}

    def _target(self, row: Row) -> TargetRow:
        indicator = indicator_of(row, self.indicators)
        value = None if row["value"] == "none" else parse_number(row["value"])
        announced = parse_date(row["announced_on"])
        if (value is None) != (row["value"] == "none"):
            raise row.fault("bad-value", "value", expected="number / none")
        if announced is None:
            raise row.fault("bad-value", "announced_on", expected="YYYY-MM-DD")
        if row["basis"] not in _BASES or (row["basis"] == "" and value is not None):
            raise row.fault("bad-value", "basis", expected="flow / stock")
        if row["body"] not in self.directive.scoring.bodies:
            raise row.fault("bad-value", "body", expected=", ".join(self.directive.scoring.bodies))
        if value is not None and row["basis"] != indicator.kind:
            raise row.fault("target-basis", "basis", expected=indicator.kind, indicator=indicator.id)
        if value is not None and value_of(indicator, row["value"]) is None:
            raise row.fault("bad-value", "value", expected=indicator.bounds)
        return TargetRow(
            locality=locality_of(row, self.gazetteer),
            indicator=indicator.id,
            year=_year(row),
            value=value,
            basis=_BASES[row["basis"]],
            set_by=row["set_by"],
            body=row["body"],
            announced_on=announced,
            due_by=_due_by(row),
            source_title=row["source_title"],
            source_url=row["source_url"],
            line=row.line,
        )

    def _frame_fact(self, row: Row) -> FrameFact:
        indicator = indicator_of(row, self.indicators)
        if not indicator.held_by_pack:
            raise row.fault("not-a-frame-fact", "indicator")
        value = value_of(indicator, row["value"])
        if value is None:
            counted = isinstance(indicator.type, NumberType)
            raise row.fault("bad-value", "value", expected=indicator.bounds if counted else indicator.type)
        if row["status"] not in ("verified", "unverified"):
            raise row.fault("bad-value", "status", expected="verified / unverified")
        return FrameFact(
            locality=locality_of(row, self.gazetteer),
            indicator=indicator.id,
            year=_year(row),
            text=row["value"],
            value=value,
            verified=row["status"] == "verified",
            source_title=row["source_title"],
            source_url=row["source_url"],
            line=row.line,
        )

    def _rows(self, name: str, columns: tuple[str, ...]) -> list[Row]:
        """Return the rows of a table; those before the mistake, where it ends with one and mistakes are collected."""
        rows: list[Row] = []
        with self.files.entry():
            rows.extend(self.files.rows(name, columns))
        return rows


def locality_of(row: Row, gazetteer: Gazetteer) -> str:
    """Return the code in a row. Raises PackError if there is no such locality."""
    if gazetteer.find(row["locality"]) is None:
        raise row.fault("unknown-locality", "locality")
    return row["locality"]


def indicator_of(row: Row, indicators: Mapping[str, Indicator]) -> Indicator:
    """Return the indicator that a row names. Raises PackError if the dictionary does not have it."""
    known = indicators.get(row["indicator"])
    if known is None:
        raise row.fault("unknown-name", "indicator", nearest=nearest(row["indicator"], indicators))
    return known


def _year(row: Row) -> int:
    period = row["period"]
    if len(period) != 4 or not period.isascii() or not period.isdigit():
        raise row.fault("bad-period", "period", expected="2020")
    return int(period)


def _due_by(row: Row) -> date | None:
    text = row["due_by"]
    day = parse_date(text) if text else None
    if text and day is None:
        raise row.fault("bad-value", "due_by", expected="YYYY-MM-DD")
    return day


def value_of(indicator: Indicator, text: str) -> Possible | None:
    """Return the value of *indicator* that *text* states, within its bounds; None if it states none."""
    if isinstance(indicator.type, TruthType):
        return frozenset({text == "true"}) if text in ("true", "false") else None
    if isinstance(indicator.type, StateType):
        return frozenset({text}) if text in indicator.type.states else None
    number = parse_number(text) if isinstance(indicator.type, NumberType) else None
    return Interval.point(number) if number is not None and indicator.bounds.contains(number) else None
