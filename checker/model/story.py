"""A story: a whole submission, and what the checker must say of it. Stories are invented, and run as tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.assessment import Finding, Outcome, Reading
from checker.model.interval import Interval
from checker.model.review import Verification
from checker.model.submission import Submission
from checker.model.value import Possible

ScoreEnd = Literal["lower", "upper"]


@dataclass(frozen=True, slots=True)
class ExpectedFindings:
    """Findings by what they are called (``claim-stale``, ``integrity I08-1``). *exactly*: these and no others."""

    names: tuple[str, ...]
    exactly: bool
    locus: Locus


@dataclass(frozen=True, slots=True)
class ExpectedScore:
    """One end of the total of a reading, as far as its *digits* go: 43.17 means what rounds to 43.17."""

    reading: Reading
    end: ScoreEnd
    value: Fraction
    digits: int
    locus: Locus


@dataclass(frozen=True, slots=True)
class ExpectedGrades:
    """The grades of a reading, from the lowest to the highest."""

    reading: Reading
    grades: tuple[str, ...]
    locus: Locus


@dataclass(frozen=True, slots=True)
class ExpectedOutcome:
    """What a rule says in a reading; a credit that is None is not stated."""

    rule: str
    reading: Reading
    outcome: Outcome
    credit: Interval | None
    locus: Locus


@dataclass(frozen=True, slots=True)
class Expectations:
    """All that a story expects."""

    findings: ExpectedFindings | None = None
    scores: tuple[ExpectedScore, ...] = ()
    grades: tuple[ExpectedGrades, ...] = ()
    outcomes: tuple[ExpectedOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class Held:
    """What the pack is taken to hold of the story's locality and year, in place of its tables; None is not stated."""

    frame: Mapping[str, Possible]
    targets: Mapping[str, Fraction | None]


@dataclass(frozen=True, slots=True)
class Case:
    """A story that was read. *submission* is None if it is refused; *findings* are those of reading it."""

    locus: Locus
    submission: Submission | None
    findings: tuple[Finding, ...]
    expected: Expectations
    held: Held | None = None
    verification: Verification = field(default_factory=Verification)
