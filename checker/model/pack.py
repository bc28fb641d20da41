"""A rule pack: the directive, its dictionary, its rules, and the facts that only the assessor may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.model.directive import Directive
from checker.model.indicator import Indicator
from checker.model.period import Period
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import Text
from checker.model.unit import UnitEntry
from checker.model.value import Possible
from checker.model.waiver import Waiver

TargetBasis = Literal["flow", "stock"]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A target somebody set for a locality and a year. *value* None: it is known that nobody set one."""

    locality: str
    indicator: str
    year: int
    value: Fraction | None
    basis: TargetBasis | None
    set_by: str
    body: str
    announced_on: date
    due_by: date | None
    source_title: str
    source_url: str
    line: int


@dataclass(frozen=True, slots=True)
class FrameFact:
    """A fact about a locality that the pack holds, so that the scored party cannot choose it."""

    locality: str
    indicator: str
    year: int
    text: str
    value: Possible
    verified: bool
    source_title: str
    source_url: str
    line: int


@dataclass(frozen=True, slots=True)
class Pack:
    """Everything that judges a submission. *digest* is the SHA-256 of the pack's files; *units* may lack some.

    *waivers* are by locality and period; no two of them are of one rule.
    """

    directive: Directive
    indicators: Mapping[str, Indicator]
    rules: tuple[Rule, ...]
    integrity: tuple[IntegrityRule, ...]
    targets: Mapping[tuple[str, str], tuple[TargetRow, ...]]
    frame: Mapping[tuple[str, str], tuple[FrameFact, ...]]
    units: Mapping[str, UnitEntry]
    waivers: Mapping[tuple[str, str], tuple[Waiver, ...]]
    digest: str

    def target_in_force(self, locality: str, indicator: str, period: Period) -> TargetRow | None:
        """Return the row of the highest body, the latest announced by the period's end; None if there is no row."""
        rank = {body: place for place, body in enumerate(self.directive.scoring.bodies)}
        rows = [
            row
            for row in self.targets.get((locality, indicator), ())
            if row.year == period.year and row.announced_on <= period.end
        ]
        return min(rows, key=lambda row: (rank[row.body], -row.announced_on.toordinal(), row.line), default=None)

    def lacks_target(self, rule: Rule, locality: str, period: Period) -> bool:
        """Return whether *rule* asks for targets of which none is on record: only the assessor can enter one."""
        return bool(rule.targets) and not any(self.target_in_force(locality, name, period) for name in rule.targets)

    def frame_fact(self, locality: str, indicator: str, period: Period) -> FrameFact | None:
        """Return what the pack holds for the period's year, or None."""
        rows = self.frame.get((locality, indicator), ())
        return next((row for row in rows if row.year == period.year), None)

    def unit_label(self, unit: str) -> Text:
        """Return how a unit is called; as the dictionary names it where it has no entry."""
        entry = self.units.get(unit)
        return Text(unit, unit) if entry is None else entry.label

    def rules_of(self, point: str) -> tuple[Rule, ...]:
        """Return the rules drawn from *point*, in the order of the file."""
        return tuple(rule for rule in self.rules if rule.point == point)
