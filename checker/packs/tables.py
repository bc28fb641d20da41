"""``targets.csv`` and ``localities.csv``: what only the assessor may set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from checker.errors import Locus, PackError
from checker.expression.scope import nearest
from checker.model.directive import Directive
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.locality import Gazetteer
from checker.model.number import parse_number
from checker.model.pack import FrameFact, TargetRow
from checker.model.period import parse_date
from checker.model.types import NumberType, StateType, TruthType
from checker.model.value import Possible
from checker.packs.files import PackFiles

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
        rows: dict[tuple[str, str], list[TargetRow]] = defaultdict(list)
        for line, cells in self._rows(TARGETS, TARGET_COLUMNS):
            row = self._target(line, cells)
            rows[row.locality, row.indicator].append(row)
        return {key: tuple(found) for key, found in rows.items()}

    def frame(self) -> FrameFacts:
        """Return the frame facts by locality and indicator. Raises PackError at a bad or repeated row."""
        rows: dict[tuple[str, str], list[FrameFact]] = defaultdict(list)
        for line, cells in self._rows(LOCALITIES, FRAME_COLUMNS):
            fact = self._frame_fact(line, cells)
            same = [row for row in rows[fact.locality, fact.indicator] if row.year == fact.year]
            if same:
                raise self._fault(
                    "id-twice", LOCALITIES, line, found=fact.indicator, at=self._place(LOCALITIES, same[0].line)
                )
            rows[fact.locality, fact.indicator].append(fact)
        return {key: tuple(found) for key, found in rows.items()}

    def _target(self, line: int, cells: dict[str, str]) -> TargetRow:
        value = None if cells["value"] == "none" else parse_number(cells["value"])
        announced = parse_date(cells["announced_on"])
        basis = cells["basis"]
        if (value is None) != (cells["value"] == "none"):
            raise self._fault("bad-value", TARGETS, line, key="value", found=cells["value"], expected="number / none")
        if announced is None:
            found = cells["announced_on"]
            raise self._fault("bad-value", TARGETS, line, key="announced_on", found=found, expected="YYYY-MM-DD")
        if basis not in ("flow", "stock") and not (basis == "" and value is None):
            raise self._fault("bad-value", TARGETS, line, key="basis", found=basis, expected="flow / stock")
        if cells["body"] not in self.directive.scoring.bodies:
            expected = ", ".join(self.directive.scoring.bodies)
            raise self._fault("bad-value", TARGETS, line, key="body", found=cells["body"], expected=expected)
        indicator = self._indicator(TARGETS, line, cells["indicator"])
        if value is not None and basis != indicator.kind:
            raise self._fault(
                "target-basis", TARGETS, line, found=basis, expected=indicator.kind, indicator=indicator.id
            )
        return TargetRow(
            locality=self._locality(TARGETS, line, cells["locality"]),
            indicator=indicator.id,
            year=self._year(TARGETS, line, cells["period"]),
            value=value,
            basis=basis or None,  # type: ignore[arg-type]
            set_by=cells["set_by"],
            body=cells["body"],
            announced_on=announced,
            due_by=self._due_by(line, cells["due_by"]),
            source_title=cells["source_title"],
            source_url=cells["source_url"],
            line=line,
        )

    def _frame_fact(self, line: int, cells: dict[str, str]) -> FrameFact:
        indicator = self._indicator(LOCALITIES, line, cells["indicator"])
        if not indicator.held_by_pack:
            raise self._fault("not-a-frame-fact", LOCALITIES, line, found=indicator.id)
        value = _value_of(indicator, cells["value"])
        if value is None:
            raise self._fault("bad-value", LOCALITIES, line, key="value", found=cells["value"], expected=indicator.type)
        if cells["status"] not in ("verified", "unverified"):
            found = cells["status"]
            raise self._fault(
                "bad-value", LOCALITIES, line, key="status", found=found, expected="verified / unverified"
            )
        return FrameFact(
            locality=self._locality(LOCALITIES, line, cells["locality"]),
            indicator=indicator.id,
            year=self._year(LOCALITIES, line, cells["period"]),
            text=cells["value"],
            value=value,
            verified=cells["status"] == "verified",
            source_title=cells["source_title"],
            source_url=cells["source_url"],
            line=line,
        )

    def _rows(self, name: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
        return list(self.files.rows(name, columns)) if name in self.files.contents else []

    def _locality(self, name: str, line: int, code: str) -> str:
        if self.gazetteer.find(code) is None:
            raise self._fault("unknown-locality", name, line, found=code)
        return code

    def _indicator(self, name: str, line: int, indicator: str) -> Indicator:
        known = self.indicators.get(indicator)
        if known is None:
            raise self._fault("unknown-name", name, line, found=indicator, nearest=nearest(indicator, self.indicators))
        return known

    def _year(self, name: str, line: int, period: str) -> int:
        if len(period) != 4 or not period.isascii() or not period.isdigit():
            raise self._fault("bad-period", name, line, found=period)
        return int(period)

    def _due_by(self, line: int, text: str) -> date | None:
        day = parse_date(text) if text else None
        if text and day is None:
            raise self._fault("bad-value", TARGETS, line, key="due_by", found=text, expected="YYYY-MM-DD")
        return day

    def _place(self, name: str, line: int) -> Locus:
        return Locus(self.files.shown(name), line, 1)

    def _fault(self, code: str, name: str, line: int, **parameters: object) -> PackError:
        return PackError(code, self._place(name, line), **parameters)


def _value_of(indicator: Indicator, text: str) -> Possible | None:
    """Return the value of *indicator* that *text* states, within its bounds; None if it states none."""
    if isinstance(indicator.type, TruthType):
        return frozenset({text == "true"}) if text in ("true", "false") else None
    if isinstance(indicator.type, StateType):
        return frozenset({text}) if text in indicator.type.states else None
    number = parse_number(text) if isinstance(indicator.type, NumberType) else None
    return Interval.point(number) if number is not None and indicator.bounds.contains(number) else None
