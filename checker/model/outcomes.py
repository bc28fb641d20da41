"""What is kept of a judged submission in a batch: outcomes, credits and scores, exact and without larger objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from checker.model.assessment import Outcome
from checker.model.number import CREDIT_DECIMALS

FULL = 10**CREDIT_DECIMALS  # full credit: a credit is rounded to 12 decimals, so it is a whole number of these units
NOT_APPLICABLE = -1
Exact = tuple[int, int]  # numerator and denominator, in lowest terms
Span = tuple[Exact, Exact]
Found = tuple[str, str, str]  # severity, code, and the rule or indicator it is about


class ReadingOutcomes(NamedTuple):
    """One reading. Credits are by rule, in units of 10^-12, -1 where a rule does not apply; *errors* are its places.

    *total* is None if no rule applies; *grades* are the lowest and the highest band.
    """

    lowers: tuple[int, ...]
    uppers: tuple[int, ...]
    errors: tuple[int, ...]
    total: Span | None
    grades: tuple[str, str] | None
    known: Exact

    def outcome(self, place: int) -> Outcome:
        """Return the outcome of the rule at *place*."""
        lower, upper = self.lowers[place], self.uppers[place]
        if lower == NOT_APPLICABLE:
            return "not-applicable"
        if place in self.errors:
            return "error"
        if lower != upper:
            return "unknown"
        return "met" if lower == FULL else "partly" if lower else "unmet"


class Scores(NamedTuple):
    """The scores of one submission without its credits: all that a roll-up by province needs of it.

    *grade* is that of the lower end. *supported* and *verified* are the lower ends of those readings. None where there
    is none: no rule applies.
    """

    period: str
    rejected: bool
    grade: str | None
    claimed: Span | None
    supported: Exact | None
    verified: Exact | None


class Outcomes(NamedTuple):
    """All that is kept of one submission; the findings without their places, in a fixed order."""

    locality: str
    period: str
    findings: tuple[Found, ...]
    claimed: ReadingOutcomes
    supported: ReadingOutcomes
    verified: ReadingOutcomes

    @property
    def rejected(self) -> bool:
        """Whether the integrity gate refuses a score."""
        return is_rejected(self.findings)

    @property
    def scores(self) -> Scores:
        """What is left without credits."""
        claimed, supported, verified = self[3:]
        return Scores(
            self.period,
            self.rejected,
            claimed.grades and claimed.grades[0],
            claimed.total,
            supported.total and supported.total[0],
            verified.total and verified.total[0],
        )


def is_rejected(findings: Iterable[Found]) -> bool:
    """Return whether *findings* refuse a score."""
    return bool(findings) and any(severity == "critical" for severity, _, _ in findings)
