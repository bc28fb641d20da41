"""An assessment -> what is kept of it in a batch."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from checker.model.assessment import READINGS, Assessment, Finding, RuleResult, Score
from checker.model.interval import Interval
from checker.model.outcomes import FULL, NOT_APPLICABLE, Exact, Found, Outcomes, ReadingOutcomes, Span


def outcomes_of(assessment: Assessment) -> Outcomes:
    """Return what is kept of an assessment."""
    claimed, supported, verified = (_reading(assessment.results[name], assessment.scores[name]) for name in READINGS)
    submission = assessment.submission
    findings = tuple(sorted(map(_found, assessment.findings)))
    return Outcomes(submission.locality.code, submission.period.name, findings, claimed, supported, verified)


def exact(value: Fraction) -> Exact:
    """Return a number as numerator and denominator."""
    return value.numerator, value.denominator


def _found(finding: Finding) -> Found:
    return finding.severity, finding.code, finding.rule or str(finding.parameters.get("indicator", ""))


def _reading(results: Sequence[RuleResult], score: Score) -> ReadingOutcomes:
    return ReadingOutcomes(
        lowers=tuple(credit_units(result)[0] for result in results),
        uppers=tuple(credit_units(result)[1] for result in results),
        errors=tuple(place for place, result in enumerate(results) if result.outcome == "error"),
        total=None if score.total is None else _span(score.total),
        grades=(score.grades[0].id, score.grades[-1].id) if score.grades else None,
        known=exact(score.known),
    )


def credit_units(result: RuleResult) -> tuple[int, int]:
    """Return both ends of a credit in units of 10^-12."""
    if not result.applies:
        return NOT_APPLICABLE, NOT_APPLICABLE
    lower, upper = Fraction(result.credit.lower) * FULL, Fraction(result.credit.upper) * FULL
    return int(lower), int(upper)


def _span(total: Interval) -> Span:
    return exact(Fraction(total.lower)), exact(Fraction(total.upper))
