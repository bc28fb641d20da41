"""Coherence of one submission: relations, and what it repeats of the pack's facts. Arithmetic, never a judgement."""

from __future__ import annotations

from collections.abc import Iterator

from checker.engine.claims import Settling, by_content
from checker.engine.facts import Facts
from checker.engine.magnitude import Surroundings, magnitude_finding
from checker.expression.interpret import interpret
from checker.model.assessment import Finding, Severity, Trace
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.rule import Consequence, IntegrityRule
from checker.model.submission import Claim, Submission
from checker.model.types import NumberType
from checker.model.value import EITHER, FALSE, Possible, Truths

SEVERITY: dict[Consequence, Severity] = {"reject": "critical", "confirm": "major", "note": "note"}


def check_integrity(rule: IntegrityRule, facts: Facts) -> tuple[Truths, Trace]:
    """Return whether the condition holds (both if that is unknown or it cannot be evaluated), and how."""
    trace = interpret(rule.check.tree, facts)
    if trace.value.possible is None or trace.value.may_fail:
        return EITHER, trace
    return frozenset(map(bool, trace.value.members)), trace


def iter_integrity_findings(facts: Facts, submission: Submission) -> Iterator[Finding]:
    """Yield a finding for each integrity rule that no possible value satisfies; of nothing said, nothing is asked.

    A share or a rate speaks of its own day: it is held against figures of that day only.
    """
    for rule in facts.frame.pack.integrity:
        if submission.claims.keys().isdisjoint(rule.indicators):
            continue
        holds, trace = check_integrity(rule, facts)
        if holds == FALSE and _of_one_day(rule, facts, submission):
            *others, last = _claims_named(rule, submission)
            parameters = {"rule": rule, "trace": trace, "others": tuple(submission.locate(one.path) for one in others)}
            yield Finding("integrity", SEVERITY[rule.consequence], submission.locate(last.path), parameters, rule.id)


def iter_claim_findings(
    facts: Facts, submission: Submission, settling: Settling, earlier: Submission | None = None
) -> Iterator[Finding]:
    """Yield a finding where a claim differs from a fact of the pack (which counts), or is outside the soft bounds.

    One that looks some orders of magnitude off is asked about that, and not about its soft bounds besides.
    """
    known = Surroundings(facts, settling, earlier)
    for name, claims in submission.claims.items():
        indicator = facts.frame.pack.indicators[name]
        if indicator.held_by_pack and not _is_on_record(indicator, facts):
            for claim in claims:
                parameters = {"indicator": name, "label": indicator.label, "claim": claim}
                yield Finding("frame-not-held", "note", submission.locate(claim.path), parameters)
        found = [(claim, magnitude_finding(known, indicator, claim)) for claim in claims]
        yield from (finding for _, finding in found if finding is not None)
        for code, severity, expected in _expectations(indicator, facts):
            for claim, finding in found:
                if code == "implausible" and finding is not None:
                    continue
                if not _meets(settling.said(indicator, claim), expected):
                    parameters = {"indicator": name, "label": indicator.label, "claim": claim, "expected": expected}
                    yield Finding(code, severity, submission.locate(claim.path), parameters)


def _is_on_record(indicator: Indicator, facts: Facts) -> bool:
    """Return whether the pack holds the fact for the locality and the period's year."""
    return facts.frame.pack.frame_fact(facts.frame.locality.code, indicator.id, facts.frame.period) is not None


def _expectations(indicator: Indicator, facts: Facts) -> Iterator[tuple[str, Severity, Possible]]:
    """Yield what a claim is held against, and the code and severity of a finding if it does not meet that."""
    if indicator.held_by_pack:
        yield "frame-differs", "minor", facts.indicator(indicator.id)
    if indicator.plausible is not None:
        yield "implausible", "major", indicator.plausible


def _of_one_day(rule: IntegrityRule, facts: Facts, submission: Submission) -> bool:
    """Return whether a rule that names a share or a rate finds the latest claims on all it names on one day."""
    if not any(_is_rate(facts.frame.pack.indicators[name]) for name in rule.indicators):
        return True
    end = submission.period.end
    days = [[one.as_of for one in submission.claims.get(name, ()) if one.as_of <= end] for name in rule.indicators]
    return len({max(found) for found in days if found}) == 1


def _is_rate(indicator: Indicator) -> bool:
    """Return whether an indicator may fall as well as rise; a count of another day is held against all the same."""
    kind = indicator.type
    return indicator.kind in ("state", "derived") and isinstance(kind, NumberType) and not kind.whole


def _claims_named(rule: IntegrityRule, submission: Submission) -> tuple[Claim, ...]:
    """Return the claims on the indicators that a condition names, in the order of the condition."""
    return tuple(claim for name in rule.indicators for claim in sorted(submission.claims.get(name, ()), key=by_content))


def _meets(left: Possible, right: Possible) -> bool:
    if isinstance(left, Interval) and isinstance(right, Interval):
        return left.meet(right) is not None
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        return not left.isdisjoint(right)
    return True
