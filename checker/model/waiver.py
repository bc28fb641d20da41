"""Waivers: granted, dated excuses. One excuses what is found; it never replaces outcome, credit or weight."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.errors import Locus
from checker.model.text import Text


@dataclass(frozen=True, slots=True)
class Waiver:
    """Excuses one locality's miss of one rule in one period, or what an integrity rule asks there.

    *until* is the last day on which it holds. *locus* is its place in the pack, never in a submission.
    """

    rule: str
    locality: str
    period: str
    reason: Text
    granted_by: str
    granted_on: date
    until: date
    locus: Locus

    def holds(self, end: date, day: date) -> bool:
        """Return whether it holds on *day* for a period that ended on *end*: nobody is excused after the event."""
        return self.granted_on <= min(end, day) and day <= self.until
