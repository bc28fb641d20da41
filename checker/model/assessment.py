"""What the checker says of a submission: findings, outcomes and scores, each apart from the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.directive import Grade, YearEndRule
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.nodes import Indicator, Node
from checker.model.pack import Pack
from checker.model.review import NOTHING_HELD, Check, Verification
from checker.model.rule import Rule
from checker.model.submission import Claim, Path, Submission
from checker.model.value import TRUE, Value
from checker.model.waiver import Waiver

Severity = Literal["note", "minor", "major", "critical"]
SEVERITIES: tuple[Severity, ...] = ("note", "minor", "major", "critical")
Outcome = Literal["met", "partly", "unmet", "unknown", "not-applicable", "error"]
OUTCOMES: tuple[Outcome, ...] = ("met", "partly", "unmet", "unknown", "not-applicable", "error")
Overlay = Literal["unverified", "disputed", "waived"]
Reading = Literal["claimed", "supported", "verified"]
READINGS: tuple[Reading, ...] = ("claimed", "supported", "verified")
Light = Literal["green", "yellow", "red"]
LIGHTS: tuple[Light, ...] = ("green", "yellow", "red")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to mend or to answer, at its place. The text is made from *code* and *parameters* at the very end.

    *path* names the value in its document, where reading found it: unlike the place, it stays when lines move. A
    *waiver* excuses it: it stays on the page, and fails nothing.
    """

    code: str
    severity: Severity
    locus: Locus
    parameters: Mapping[str, object] = field(default_factory=dict)
    rule: str | None = None
    path: Path = ()
    waiver: Waiver | None = None

    @property
    def rank(self) -> tuple[int, Locus, str]:
        """Sort key: worst first, then by place."""
        return (-SEVERITIES.index(self.severity), self.locus, self.code)


@dataclass(frozen=True, slots=True)
class Trace:
    """The value of a node of an expression, and those of its parts."""

    node: Node
    value: Value
    parts: tuple[Trace, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What one rule says. *traces* hold every sub-value, by the expression's name: ``measure``, ``full-at``, ...

    *lights* are the colours that the pace may have; empty for a rule without one.
    """

    rule: Rule
    outcome: Outcome
    credit: Interval
    overlays: frozenset[Overlay]
    traces: Mapping[str, Trace]
    lights: frozenset[Light] = frozenset()

    @property
    def applies(self) -> bool:
        """Whether the rule stays in the sum."""
        return self.outcome != "not-applicable"

    @property
    def may_leave(self) -> bool:
        """Whether it is unknown if the rule binds, so that it may yet leave the sum."""
        trace = self.traces.get("applies-when")
        return trace is not None and trace.value != Value(TRUE)

    @property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that the credit rests on, in order: those of branches not taken are left out."""
        named = self.rule.named_expressions
        waiting = [
            self.traces[name] for name in reversed(tuple(named)) if name in self.traces and name != "applies-when"
        ]
        found: dict[str, None] = {}
        while waiting:
            trace = waiting.pop()
            if isinstance(trace.node, Indicator):
                found[trace.node.id] = None
            waiting.extend(reversed(trace.parts))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class PointScore:
    """The score of one point, 0 to 100: *mean* of its weighted rules, less *deduction*, never below 0.

    None if no rule with a weight applies. A point that only deducts starts from 100.
    """

    point: str
    mean: Interval | None
    deduction: Interval
    score: Interval | None
    weight: Fraction


@dataclass(frozen=True, slots=True)
class Veto:
    """A veto on the grade. *certain*: verified facts trigger it; else it cannot be ruled out."""

    rule: Rule
    ceiling: Grade
    certain: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The overall score in one reading. *base* is before the bonus; all None if no rule applies.

    *sum_grades* are the bands of the total alone, *grades* those that the *vetoes* leave. *known* is the share of
    weight that is decided, *shares* what full credit of each rule in the sum is worth in points of the base, and what
    one that deducts takes at most; *resting_on* the share of weight on reading mark C and on numbers of our own.
    *not_applicable* is the share of the declared weight that does not bind here; the rest is scaled to 100.
    """

    points: tuple[PointScore, ...]
    base: Interval | None
    bonus: Interval
    total: Interval | None
    sum_grades: tuple[Grade, ...]
    vetoes: tuple[Veto, ...]
    grades: tuple[Grade, ...]
    known: Fraction
    shares: Mapping[str, Fraction]
    resting_on: Mapping[str, Fraction]
    not_applicable: Fraction

    def cost(self, result: RuleResult) -> Fraction:
        """Return how many points the base's lower end would gain if a rule's credit were known to be at its upper end.

        Where deductions would take more than the point has, the first of the gain only fills that gap.
        """
        share, credit = self.shares.get(result.rule.id), result.credit
        if not share or credit.is_point:
            return Fraction(0)
        gain = share * (Fraction(credit.upper) - Fraction(credit.lower))
        return max(Fraction(0), gain - self._gap(result.rule.point))

    def _gap(self, name: str) -> Fraction:
        """Return by how many points of the base the deductions at the lower end exceed what their point has."""
        point = next((one for one in self.points if one.point == name), None)
        if point is None or point.mean is None or point.deduction.upper <= point.mean.lower:
            return Fraction(0)
        whole = sum((one.weight for one in self.points if one.score is not None), Fraction(0))
        return (Fraction(point.deduction.upper) - Fraction(point.mean.lower)) * point.weight / whole


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that is said of one submission.

    *used* are the claims that decided an indicator in the claimed reading, *checks* what the assessor checked,
    *waivers* those that excuse something here.
    """

    submission: Submission
    findings: tuple[Finding, ...]
    results: Mapping[Reading, tuple[RuleResult, ...]]
    scores: Mapping[Reading, Score]
    values: Mapping[str, Value]
    used: Mapping[str, tuple[Claim, ...]]
    checks: tuple[Check, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def rejected(self) -> bool:
        """Whether the integrity gate refuses a score."""
        return any(finding.severity == "critical" for finding in self.findings)

    def total(self, reading: Reading) -> Interval | None:
        """Return the total in one reading; None if there is no score."""
        return None if self.rejected else self.scores[reading].total

    @property
    def headline(self) -> Interval | None:
        """The total of the claimed reading; None if there is no score."""
        return self.total("claimed")


Verdict = Literal["compliant", "partly-compliant", "non-compliant", "undetermined"]


def verdict_of(results: Iterable[RuleResult]) -> Verdict | None:
    """Return the verdict on the rules whose miss would be a breach; None if none applies.

    One of them not met is enough for non-compliant; all met is compliant; all decided and some met in part is partly
    compliant; else it cannot be told yet.
    """
    outcomes = {result.outcome for result in results if result.applies and result.rule.in_sum and result.rule.binds}
    if not outcomes:
        return None
    if "unmet" in outcomes:
        return "non-compliant"
    if outcomes == {"met"}:
        return "compliant"
    return "partly-compliant" if outcomes <= {"met", "partly"} else "undetermined"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A file that cannot be judged, and why."""

    file: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """The order within one period and level: best and worst rank by locality code, and who is expected but absent."""

    period: str
    level: str
    ranks: Mapping[str, tuple[int, int]]
    missing: tuple[Locality, ...]


@dataclass(frozen=True, slots=True)
class YearEnd:
    """A year's result within one level by the pack's own rule: totals by reading, grades and ranks by locality code."""

    year: int
    level: str
    rule: YearEndRule
    totals: Mapping[Reading, Mapping[str, Interval]]
    grades: Mapping[str, tuple[Grade, ...]]
    ranks: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Run:
    """What was judged together. ``read == len(assessments) + len(refusals)`` always holds.

    *verification* is what the assessor held beside the submissions. The rules are those in force on *as_of*, or at the
    end of each period.
    """

    pack: Pack
    read: int
    assessments: tuple[Assessment, ...]
    refusals: tuple[Refusal, ...]
    standings: tuple[Standing, ...]
    years: tuple[YearEnd, ...] = ()
    verification: Verification = NOTHING_HELD
    as_of: date | None = None
