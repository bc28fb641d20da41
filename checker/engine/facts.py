"""What an expression can ask: the values of one submission in one reading, and what the pack holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack, TargetRow
from checker.model.period import Period
from checker.model.value import EITHER, Possible, Truths, day


@dataclass(frozen=True, slots=True)
class Frame:
    """What the pack says of one locality and period; *values* and *targets* replace it in examples.

    The rules are those in force on *as_of*, the period's end unless it is given.
    """

    pack: Pack
    locality: Locality
    period: Period
    values: Mapping[str, Possible] = field(default_factory=dict)
    targets: Mapping[str, Fraction | None] | None = None
    as_of: date | None = None

    @property
    def day(self) -> date:
        """The day whose rules bind."""
        return self.as_of or self.period.end

    def value(self, indicator: Indicator) -> Possible:
        """Return what a frame indicator may be."""
        if indicator.id in self.values or self.targets is not None:
            return self.values.get(indicator.id, indicator.unknown)
        fact = self.pack.frame_fact(self.locality.code, indicator.id, self.period)
        return indicator.unknown if fact is None else fact.value

    def row(self, indicator: str) -> TargetRow | None:
        """Return the row of the target in force, or None."""
        return self.pack.target_in_force(self.locality.code, indicator, self.period)

    def target(self, indicator: str) -> tuple[bool, Fraction | None]:
        """Return whether anything is known of a target, and its value: None if it is known that there is none."""
        if self.targets is not None:
            return indicator in self.targets, self.targets.get(indicator)
        row = self.row(indicator)
        return row is not None, None if row is None else row.value


@dataclass(frozen=True, slots=True)
class Facts:
    """Answers the questions of expressions. *rule_targets* are the targets that a rule's expressions name."""

    frame: Frame
    values: Mapping[str, Possible]
    rule_targets: tuple[str, ...] = ()

    def indicator(self, indicator: str) -> Possible:
        """Return what the indicator may be: from the pack if it is a frame fact, else from the submission."""
        known = self.frame.pack.indicators[indicator]
        if known.held_by_pack:
            return self.frame.value(known)
        return self.values.get(indicator, known.unknown)

    def given(self, name: str) -> Possible:
        """Return ``level`` or ``period_end``."""
        return frozenset({self.frame.locality.level}) if name == "level" else day(self.frame.period.end)

    def target(self, indicator: str) -> Interval:
        """Return the target in force as a point; without one, all that the indicator's bounds allow."""
        _, value = self.frame.target(indicator)
        return self.frame.pack.indicators[indicator].bounds if value is None else Interval.point(value)

    def has_target(self, indicator: str) -> Truths:
        """Return whether somebody set a target; both if no row says."""
        known, value = self.frame.target(indicator)
        return frozenset({value is not None}) if known else EITHER

    def target_stated(self, indicator: str) -> bool:
        """Return whether a row states a value."""
        return self.frame.target(indicator)[1] is not None

    def due(self) -> Interval:
        """Return the share due by the period's end, by the row of the first target the rule names, else linear."""
        rows = [self.frame.row(indicator) for indicator in self.rule_targets if self.target_stated(indicator)]
        first = next((row for row in rows if row is not None), None)
        return Interval.point(self.frame.period.due(None if first is None else first.due_by))
