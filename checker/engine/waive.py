"""Waivers over an assessment: marks what is excused, and changes no outcome, credit, weight or score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from checker.model.assessment import Assessment, Finding, RuleResult
from checker.model.waiver import Waiver

_NOTHING_TO_EXCUSE = ("met", "not-applicable")


def waive(assessment: Assessment, waivers: Sequence[Waiver], as_of: date | None = None) -> Assessment:
    """Return *assessment* with what *waivers* excuse marked, and a finding for each of no effect.

    *waivers* are those of the submission's locality and period; they hold on *as_of*, or at the period's end. A scored
    rule is excused if what is claimed does not meet it, and then in every reading that does not.
    """
    if not waivers:
        return assessment
    end = assessment.submission.period.end
    day = as_of or end
    holding = {one.rule: one for one in waivers if one.holds(end, day)}
    findings = [replace(one, waiver=holding.get(one.rule or "")) for one in assessment.findings]
    missed = {one.rule.id for one in assessment.results["claimed"] if _is_missed(one)} & holding.keys()
    used = missed | {one.waiver.rule for one in findings if one.waiver is not None}
    findings += [_without_effect(one, end, day, holding) for one in waivers if one.rule not in used]
    return replace(
        assessment,
        findings=tuple(sorted(findings, key=lambda finding: finding.rank)),
        results={
            reading: tuple(_marked(one) if one.rule.id in missed and _is_missed(one) else one for one in results)
            for reading, results in assessment.results.items()
        },
        waivers=tuple(one for one in waivers if one.rule in used),
    )


def _is_missed(result: RuleResult) -> bool:
    return result.outcome not in _NOTHING_TO_EXCUSE


def _marked(result: RuleResult) -> RuleResult:
    return replace(result, overlays=result.overlays | {"waived"})


def _without_effect(waiver: Waiver, end: date, day: date, holding: dict[str, Waiver]) -> Finding:
    """Return that a waiver does not hold, or that it holds and there is nothing to excuse; at the waiver's place."""
    told: dict[str, object] = {"waived": waiver.rule, "locality": waiver.locality, "period": waiver.period}
    path = ("waivers", waiver.rule)
    if waiver.rule in holding:
        return Finding("waiver-unused", "note", waiver.locus, told, path=path)
    told |= {"granted": waiver.granted_on, "until": waiver.until, "end": end, "day": day}
    return Finding("waiver-expired", "minor", waiver.locus, told, path=path)
