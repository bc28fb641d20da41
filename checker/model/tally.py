"""What a run comes to for the exit code: kept apart from the run, which may be too large to be held."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import chain

from checker.model.assessment import Assessment, Refusal, Run, Severity


@dataclass(slots=True)
class Tally:
    """Counts of submissions: judged, of which some are *ruled* (a rule applied), some contradict themselves; *unread*.

    *severities* are those of findings that no waiver excuses.
    """

    judged: int = 0
    ruled: int = 0
    rejected: int = 0
    unread: int = 0
    severities: set[Severity] = field(default_factory=set)

    def add(self, one: Assessment | Refusal) -> None:
        """Count one submission."""
        if isinstance(one, Refusal):
            self.unread += 1
            return
        self.judged += 1
        self.ruled += one.scores["claimed"].total is not None
        self.rejected += one.rejected
        self.severities |= {finding.severity for finding in one.findings if finding.waiver is None}

    @property
    def refused(self) -> int:
        """How many have no score that could count."""
        return self.unread + self.rejected


def tally_of(run: Run) -> Tally:
    """Return what *run* comes to."""
    tally = Tally()
    for one in chain[Assessment | Refusal](run.assessments, run.refusals):
        tally.add(one)
    return tally
