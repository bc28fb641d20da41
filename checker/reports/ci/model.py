"""What every report of a build says: findings in one list, worst first, and a summary of each submission."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.assessment import SEVERITIES, Reading, Run, Severity
from checker.model.directive import Grade
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.tally import Tally
from checker.model.text import Text
from checker.reports.ci.fingerprint import Identity

Status = Literal["new", "baselined", "waived"]
STATUSES: tuple[Status, ...] = ("new", "baselined", "waived")
State = Literal["judged", "rejected", "refused"]


@dataclass(frozen=True, slots=True)
class Annotation:
    """A finding, worded, with whom it is about. *submission* is its place in the summaries; None: about none of them.

    *fingerprint* is unique in a report and stays the same when lines move, files are read in another order, or the
    language changes. *excuse* says why one that is not new does not count.
    """

    code: str
    severity: Severity
    rule: str | None
    locus: Locus
    title: Text
    reason: Text
    remedy: Text
    locality: Locality | None
    period: str
    submission: int | None
    related: tuple[Locus, ...] = ()
    fingerprint: str = ""
    status: Status = "new"
    excuse: Text | None = None

    @property
    def check(self) -> str:
        """What was checked: the rule of the pack if there is one, else the code."""
        return self.rule or self.code

    @property
    def rank(self) -> tuple[int, Locus, str, str, str]:
        """Sort key: worst first, then by place and code."""
        return (-SEVERITIES.index(self.severity), self.locus, self.code, self.rule or "", self.reason.en)


@dataclass(frozen=True, slots=True)
class Summary:
    """One submission that was read. *scores* are totals by reading: None without a score, nothing if it was refused.

    *counts* are of all its findings, whatever their status. *ruled* says whether any rule applied.
    """

    file: str
    state: State
    locality: Locality | None
    period: str
    sha256: str
    scores: Mapping[Reading, Interval | None]
    grades: tuple[Grade, ...]
    known: Fraction | None
    counts: Mapping[Severity, int]
    ruled: bool

    @property
    def worst(self) -> int:
        """The worst severity found as a number, -1 for none."""
        return max((SEVERITIES.index(one) for one, count in self.counts.items() if count), default=-1)


Order = tuple[Period, str, str, Locus] | tuple[str, Sequence[tuple[int, Locus, str]]]


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of one submission, before it stands among others: its findings are not told apart from theirs yet.

    *order* is where it stands among those that were judged, or among those that were refused.
    """

    summary: Summary
    found: tuple[tuple[Annotation, Identity], ...]
    order: Order

    @property
    def refused(self) -> bool:
        """Whether it could not be judged."""
        return self.summary.state == "refused"


@dataclass(frozen=True, slots=True)
class CiReport:
    """What a build says. New findings fail it from *fail_from* on; a critical one always does.

    ``read == judged + refused`` holds; a rejected submission is judged, yet has no score. *run* is there if the whole
    of it was kept.
    """

    pack: Pack
    annotations: tuple[Annotation, ...]
    submissions: tuple[Summary, ...]
    fail_from: Severity = "major"
    run: Run | None = None

    @property
    def read(self) -> int:
        """How many submissions were read."""
        return len(self.submissions)

    @property
    def judged(self) -> int:
        """How many submissions were judged."""
        return self.read - self.refused

    @property
    def refused(self) -> int:
        """How many submissions were refused."""
        return sum(one.state == "refused" for one in self.submissions)

    @property
    def tally(self) -> Tally:
        """What it comes to for the exit code."""
        rejected = sum(one.state == "rejected" for one in self.submissions)
        severities = {one.severity for one in self.annotations if one.status != "waived"}
        return Tally(self.judged, sum(one.ruled for one in self.submissions), rejected, self.refused, severities)

    def fails(self, annotation: Annotation) -> bool:
        """Return whether *annotation* fails the build."""
        bad_enough = SEVERITIES.index(annotation.severity) >= SEVERITIES.index(self.fail_from)
        return annotation.status == "new" and bad_enough

    @property
    def failing(self) -> tuple[Annotation, ...]:
        """What fails the build, worst first."""
        return tuple(one for one in self.annotations if self.fails(one))

    @property
    def fresh(self) -> tuple[Annotation, ...]:
        """What is new, worst first."""
        return tuple(one for one in self.annotations if one.status == "new")

    @property
    def excused(self) -> tuple[Annotation, ...]:
        """What is waived or known from before, worst first."""
        return tuple(one for one in self.annotations if one.status != "new")

    def by_submission(self) -> Mapping[int | None, Sequence[Annotation]]:
        """Return the annotations of each submission by its place in the summaries; None: of no submission."""
        found = defaultdict[int | None, list[Annotation]](list)
        for one in self.annotations:
            found[one.submission].append(one)
        return found
