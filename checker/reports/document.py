"""A run as JSON: versioned, with a published schema, and enough in it to recompute each score by hand.

Numbers that judge are exact texts: a decimal, or ``p/q``. Nothing depends on clock, path or locale.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from checker import __version__
from checker.expression.render import to_numbers, to_value
from checker.model.assessment import (
    LIGHTS,
    READINGS,
    Assessment,
    Finding,
    PointScore,
    RuleResult,
    Run,
    Score,
    YearEnd,
    verdict_of,
)
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.review import Check, Review
from checker.model.robustness import Firmness
from checker.model.submission import Claim
from checker.model.text import LANGUAGES
from checker.model.value import Items, Value
from checker.model.waiver import Waiver
from checker.reports.output import (
    Bilingual,
    CheckOutput,
    ClaimOutput,
    CountOutput,
    Ends,
    EvidenceOutput,
    ExpressionOutput,
    FindingOutput,
    LocalityOutput,
    PackOutput,
    PointOutput,
    ReadingOutput,
    RefusalOutput,
    Report,
    RuleOutput,
    StandingOutput,
    SubmissionOutput,
    VetoOutput,
    WaiverOutput,
    YearEndOutput,
)
from checker.reports.robustness.document import robustness_output
from checker.reports.waivers import verdict_with_waivers
from checker.reports.wording import reason, remedy, shown

FORMAT = "checker-report/1"
SCHEMA_ID = "urn:checker:report:1"


def to_json(run: Run, firmness: Sequence[Firmness] = ()) -> str:
    """Return the run as JSON text, and how firm its order is, if that was asked for."""
    return json.dumps(build_report(run, firmness).model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"


def report_schema() -> dict[str, Any]:
    """Return the JSON Schema of the report."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **Report.model_json_schema(mode="serialization"),
    }


def build_report(run: Run, firmness: Sequence[Firmness] = ()) -> Report:
    """Return the run as a report, submissions in the order of period, level and code."""
    directive = run.pack.directive
    title = Bilingual(zh=directive.title.zh, en=directive.title.en)
    return Report(
        engine=__version__,
        pack=PackOutput(id=directive.id, version=directive.version, sha256=run.pack.digest, title=title),
        reviews_sha256=run.verification.digest,
        rules_as_of=None if run.as_of is None else run.as_of.isoformat(),
        counts=CountOutput(read=run.read, judged=len(run.assessments), refused=len(run.refusals)),
        standings=[
            StandingOutput(
                period=one.period,
                level=one.level,
                ranks=dict(sorted(one.ranks.items())),
                expected_without_submission=[locality.code for locality in one.missing],
            )
            for one in run.standings
        ],
        years=[_year(one) for one in run.years],
        robustness=[robustness_output(one) for one in firmness],
        submissions=[_submission(run.pack, one) for one in sorted(run.assessments, key=_place)],
        refused=[RefusalOutput(file=one.file, findings=_findings(one.findings)) for one in run.refusals],
    )


def _place(assessment: Assessment) -> tuple[Period, str]:
    return assessment.submission.period, assessment.submission.locality.code


def _submission(pack: Pack, assessment: Assessment) -> SubmissionOutput:
    submission = assessment.submission
    locality = submission.locality
    used = {id(claim) for claims in assessment.used.values() for claim in claims}
    return SubmissionOutput(
        file=submission.file,
        sha256=submission.sha256,
        format=submission.format,
        encoding=submission.encoding or None,
        locality=LocalityOutput(
            code=locality.code, level=locality.level, name_zh=locality.name_zh, name_en=locality.name_en
        ),
        period=submission.period.name,
        origin=submission.origin,
        rejected=assessment.rejected,
        verdict=verdict_of(assessment.results["claimed"]),
        verdict_with_waivers=verdict_with_waivers(assessment),
        waivers=[_waiver(one) for one in assessment.waivers],
        readings={reading: _reading(assessment.scores[reading], assessment.results[reading]) for reading in READINGS},
        claims=[
            claim_output(indicator, claim, str(submission.locate(claim.path)), used=id(claim) in used)
            for name, indicator in pack.indicators.items()  # in this order, whatever that of the file was
            for claim in submission.claims.get(name, ())
        ],
        checks=[_check(check, str(submission.locate(check.claim.path))) for check in assessment.checks],
        unscored_notes=len(submission.notes),
        findings=_findings(assessment.findings),
    )


def _reading(score: Score, results: Iterable[RuleResult]) -> ReadingOutput:
    return ReadingOutput(
        base=_ends(score.base),
        bonus=_both(score.bonus),
        total=_ends(score.total),
        grades_by_total=[grade.id for grade in score.sum_grades],
        vetoes=[VetoOutput(rule=one.rule.id, ceiling=one.ceiling.id, certain=one.certain) for one in score.vetoes],
        grades=[grade.id for grade in score.grades],
        known_weight=format_exact(score.known),
        weight_on_mark_c=format_exact(score.resting_on["mark-c"]),
        weight_on_analyst=format_exact(score.resting_on["analyst"]),
        not_applicable_weight=format_exact(score.not_applicable),
        points=[_point(point) for point in score.points],
        rules=[_rule(result, score) for result in results],
    )


def _rule(result: RuleResult, score: Score) -> RuleOutput:
    rule = result.rule
    expressions = [
        ExpressionOutput(
            name=name,
            text=expression.text,
            numbers=to_numbers(result.traces[name]),
            value=to_value(result.traces[name].value, expression.tree.type),
        )
        for name, expression in rule.named_expressions.items()
        if name in result.traces
    ]
    return RuleOutput(
        id=rule.id,
        point=rule.point,
        outcome=result.outcome,
        overlays=sorted(result.overlays),
        credit=_ends(result.credit) if result.applies else None,
        weight=format_exact(rule.weight),
        bonus=format_exact(rule.bonus),
        deduct=format_exact(rule.deduct),
        veto=rule.veto,
        pace=[light for light in LIGHTS if light in result.lights],
        worth=format_exact(score.shares.get(rule.id, Fraction(0))),
        expressions=expressions,
    )


def claim_output(indicator: Indicator, claim: Claim, place: str, *, used: bool) -> ClaimOutput:
    """Return one statement of a value, which stands at *place*."""
    evidence = claim.evidence
    issued = None if evidence is None or evidence.issued is None else evidence.issued.isoformat()
    return ClaimOutput(
        indicator=claim.indicator,
        value=claim.text or shown(claim.stated, "en"),
        read=_read(indicator, claim),
        as_of=claim.as_of.isoformat(),
        hedge=claim.hedge,
        rounded_to=None if claim.rounded_to is None else format_exact(claim.rounded_to),
        note=claim.note,
        place=place,
        evidence=None
        if evidence is None
        else EvidenceOutput(id=evidence.id, kind=evidence.kind, title=evidence.title, url=evidence.url, issued=issued),
        used=used,
    )


def _read(indicator: Indicator, claim: Claim) -> str:
    """Return the value of a claim as it was read: a number, a date, a state, or the items of a list."""
    if isinstance(claim.stated, Items):
        return shown(claim.stated, "en")
    return to_value(Value(claim.stated), indicator.type)


def _findings(findings: Iterable[Finding]) -> list[FindingOutput]:
    return [
        FindingOutput(
            code=finding.code,
            severity=finding.severity,
            rule=finding.rule,
            place=str(finding.locus),
            reason=Bilingual(**{lang: reason(finding.code, finding.parameters, lang) for lang in LANGUAGES}),
            remedy=Bilingual(**{lang: remedy(finding.code, finding.parameters, lang) for lang in LANGUAGES}),
            waived=finding.waiver is not None,
        )
        for finding in findings
    ]


def _waiver(waiver: Waiver) -> WaiverOutput:
    return WaiverOutput(
        rule=waiver.rule,
        reason=Bilingual(zh=waiver.reason.zh, en=waiver.reason.en),
        granted_by=waiver.granted_by,
        granted_on=waiver.granted_on.isoformat(),
        until=waiver.until.isoformat(),
        place=str(waiver.locus),
    )


def _point(point: PointScore) -> PointOutput:
    return PointOutput(
        id=point.point,
        weight=format_exact(point.weight),
        mean=_ends(point.mean),
        deduction=_both(point.deduction),
        score=_ends(point.score),
    )


def _check(check: Check, place: str) -> CheckOutput:
    by = check.by
    if isinstance(by, Review):
        who, day, basis = by.by, by.on, by.basis
    else:
        who, day, basis = by.source_title, by.as_of, by.text
    return CheckOutput(claim=place, verdict=check.verdict, by=who, on=day.isoformat(), basis=basis, place=str(by.locus))


def _year(year: YearEnd) -> YearEndOutput:
    codes = sorted(year.grades)
    return YearEndOutput(
        year=year.year,
        level=year.level,
        rule=year.rule,
        totals={name: {code: _both(totals[code]) for code in codes} for name, totals in year.totals.items()},
        grades={code: [grade.id for grade in year.grades[code]] for code in codes},
        ranks={code: year.ranks[code] for code in codes},
    )


def _both(interval: Interval) -> Ends:
    return Ends(lower=_exact(interval.lower), upper=_exact(interval.upper))


def _ends(interval: Interval | None) -> Ends | None:
    return None if interval is None else _both(interval)


def _exact(end: Fraction | float) -> str:
    return format_exact(Fraction(end))
