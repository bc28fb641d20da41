"""What ``checker rules lint`` can find in a pack: every code, and how bad it is.

What the loader refuses keeps the loader's code, and is critical.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.errors import Locus
from checker.model.assessment import SEVERITIES, Finding, Severity

LINT: Mapping[str, Severity] = {
    # structure: what the files say
    "text-same": "minor",
    "text-language": "minor",
    "remedy-is-title": "minor",
    "period-before-issued": "minor",
    "never-in-force": "major",
    "threshold-gap": "minor",
    "target-late": "minor",
    "target-due-early": "minor",
    "target-twice": "minor",
    "target-zero": "minor",
    "target-unused": "note",
    "row-outside-periods": "minor",
    "waiver-without-effect": "note",
    "indicator-unused": "minor",
    "point-without-rule": "minor",
    "rule-without-example": "minor",
    "rule-same": "major",
    "evidence-never": "major",
    "evidence-foreign": "minor",
    "self-claim-without-target": "major",
    "zero-without-effect": "minor",
    "zero-earns": "major",
    "target-of-state": "major",
    "reject-of-two-days": "major",
    # against an older version
    "id-reused": "major",
    "id-renumbered": "major",
    "rule-removed": "note",
    "version-unchanged": "minor",
    # meaning: what it comes to within the dictionary's bounds
    "condition-always-true": "major",
    "condition-always-false": "major",
    "condition-never-known": "minor",
    "condition-unreached": "note",
    "credit-never-full": "major",
    "credit-never-zero": "minor",
    "credit-full-unreached": "note",
    "credit-zero-unreached": "note",
    "divides-by-zero": "major",
    "checks-contradict": "major",
    "checks-contradict-searched": "note",
    "check-implied": "minor",
    "check-implied-searched": "note",
    "point-may-leave": "minor",
    "nothing-applies": "major",
    "search-cut": "note",
    # fairness: who gains by hiding, or by choosing what he is held against
    "fairness-hiding": "major",
    "fairness-sum": "major",
    "fairness-silence": "major",
    "fairness-turns": "minor",
    "fairness-list": "major",
    "fairness-items": "major",
    "fairness-denominator": "major",
    "fairness-denominator-argued": "minor",
    "fairness-denominator-held": "note",
    "fairness-target": "major",
    "fairness-target-stated": "minor",
    "fairness-self-claim": "note",
    "fairness-veto-evidence": "major",
    "fairness-veto-list": "major",
    "fairness-veto-plausible": "major",
    "fairness-veto-lifted": "major",
    "fairness-veto-analyst": "major",
    "fairness-analyst": "major",
}


# Beyond so many evaluations the searches of one pack end, and say so: about a quarter of a minute.
MOST_EVALUATIONS = 100_000


@dataclass(frozen=True, slots=True)
class Linted:
    """What was found in a pack, by the name of its folder and the digest of its files; worst first."""

    name: str
    digest: str
    findings: tuple[Finding, ...]

    def fails(self, severity: str) -> bool:
        """Return whether there is a finding of *severity* or worse; ``never`` is none of them."""
        return any(severity in SEVERITIES[: SEVERITIES.index(one.severity) + 1] for one in self.findings)


def lint_finding(code: str, locus: Locus, rule: str | None = None, /, **parameters: object) -> Finding:
    """Return the finding of a code of :data:`LINT`. Raises KeyError if it is none of them."""
    return Finding(code, LINT[code], locus, parameters, rule)
