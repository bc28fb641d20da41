"""Coherence of one submission: relations, and what it repeats of the pack's facts. Arithmetic, never a judgement."""

from __future__ import annotations

from collections.abc import Iterator

from checker.engine.facts import Facts
from checker.expression.interpret import interpret
from checker.model.assessment import Finding, Severity, Trace
from checker.model.interval import Interval
from checker.model.rule import Consequence, IntegrityRule
from checker.model.submission import Claim, Submission
from checker.model.value import FALSE, Possible, Truths

_SEVERITY: dict[Consequence, Severity] = {"reject": "critical", "confirm": "major", "note": "note"}


def check_integrity(rule: IntegrityRule, facts: Facts) -> tuple[Truths, Trace]:
    """Return whether the condition holds (both if that is unknown or it cannot be evaluated), and how."""
    trace = interpret(rule.check.tree, facts)
    if trace.value.possible is None or trace.value.may_fail:
        return frozenset({True, False}), trace
    return frozenset(map(bool, trace.value.members)), trace


def iter_integrity_findings(facts: Facts, submission: Submission) -> Iterator[Finding]:
    """Yield a finding for each integrity rule that no possible value satisfies; of nothing said, nothing is asked."""
    for rule in facts.frame.pack.integrity:
        if submission.claims.keys().isdisjoint(rule.indicators):
            continue
        holds, trace = check_integrity(rule, facts)
        if holds == FALSE:
            claims = _claims_named(rule, submission)
            place = submission.locate(claims[-1].path if claims else ())
            parameters = {"rule": rule, "trace": trace, "claims": claims}
            yield Finding("integrity", _SEVERITY[rule.consequence], place, parameters, rule.id)


def iter_frame_findings(facts: Facts, submission: Submission) -> Iterator[Finding]:
    """Yield a note where a submission repeats a fact of the pack and says something else. The pack's value counts."""
    for indicator in facts.frame.pack.indicators.values():
        if not indicator.held_by_pack:
            continue
        held = facts.indicator(indicator.id)
        for claim in submission.claims.get(indicator.id, ()):
            if not _meets(claim.stated, held):
                parameters = {"indicator": indicator.id, "label": indicator.label, "claim": claim, "expected": held}
                yield Finding("frame-differs", "minor", submission.locate(claim.path), parameters)


def iter_plausibility_findings(facts: Facts, submission: Submission) -> Iterator[Finding]:
    """Yield a question for each stated number outside the soft bounds of the dictionary."""
    for name, claims in submission.claims.items():
        indicator = facts.frame.pack.indicators[name]
        for claim in claims:
            if indicator.plausible is not None and not _meets(claim.stated, indicator.plausible):
                parameters = {
                    "indicator": name,
                    "label": indicator.label,
                    "claim": claim,
                    "expected": indicator.plausible,
                }
                yield Finding("implausible", "major", submission.locate(claim.path), parameters)


def _claims_named(rule: IntegrityRule, submission: Submission) -> tuple[Claim, ...]:
    """Return the claims on the indicators that a condition names, in the order of the condition."""
    return tuple(claim for name in rule.indicators for claim in submission.claims.get(name, ()))


def _meets(left: Possible, right: Possible) -> bool:
    if isinstance(left, Interval) and isinstance(right, Interval):
        return left.meet(right) is not None
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        return not left.isdisjoint(right)
    return True
