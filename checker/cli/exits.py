"""What was judged -> the exit code."""

from __future__ import annotations

from dataclasses import dataclass

from checker.errors import UsageError
from checker.model.assessment import SEVERITIES, Run

JUDGED = 0
FOUND = 1
CANNOT_JUDGE = 2
CANNOT_STORE = 3
OUR_BUG = 70


@dataclass(frozen=True, slots=True)
class Outcome:
    """A run, and from which severity on findings count as failure (``never`` for none)."""

    run: Run
    fail_on: str
    exit_zero: bool = False


def exit_code(outcome: Outcome) -> int:
    """Return 0 or 1. Raises UsageError if no rule applied to anything that was judged."""
    run = outcome.run
    if run.assessments and all(one.scores["claimed"].total is None for one in run.assessments):
        raise UsageError("no-rule-applied")
    if outcome.exit_zero:
        return JUDGED
    worst = [severity for severity in SEVERITIES if outcome.fail_on in SEVERITIES[: SEVERITIES.index(severity) + 1]]
    failed = any(finding.severity in worst for one in run.assessments for finding in one.findings)
    refused = bool(run.refusals) or any(one.rejected for one in run.assessments)
    return FOUND if failed or refused else JUDGED
