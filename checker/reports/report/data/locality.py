"""One locality in one period as data: its score unfolded by points and rules, its figures, and what is open."""

from __future__ import annotations

from pydantic import Field

from checker.model.assessment import LIGHTS, READINGS, Light, Outcome, Reading
from checker.model.pack import Pack
from checker.reports.document import claim_output
from checker.reports.output import Bilingual, ClaimOutput, Ends, Exact, ExpressionOutput, FindingOutput, Output
from checker.reports.report.data.advice import AdviceOutput, advice_output
from checker.reports.report.data.shared import (
    ScoreOutput,
    bilingual,
    bilinguals,
    ends_of,
    exact,
    findings_of,
    score_of,
)
from checker.reports.report.view.claims import ClaimView
from checker.reports.report.view.locality import Bar, LocalityView, LocalPoint
from checker.reports.report.view.rules import RuleView


class BarOutput(Output):
    """A step of the way to the total, in points of it: from start on what is gained, then what is unknown.

    ``full`` is what the point is worth here. All 0 for a point that is not in the sum.
    """

    start: Exact
    gained: Exact
    unknown: Exact
    full: Exact


class SumOutput(Output):
    """How the score of a point is made, with its numbers put in; without a formula only words."""

    name: Bilingual
    formula: str


class OutcomeOutput(Output):
    """What one rule says here. Its weight, bonus, deduction or veto stand with its text, under points."""

    rule: str
    outcome: Outcome
    overlays: list[str]
    credits: dict[Reading, Ends | None] = Field(description="0 to 1; null where the rule does not apply")
    gained: Exact = Field(description="points of the base that the claimed credit gives at its lower end")
    unknown: Exact = Field(description="points of the base that the lower end would gain at the credit's upper end")
    pace: list[Light]
    remark: Bilingual = Field(description="what a rule does that has another role than a weight; else empty")
    expressions: list[ExpressionOutput]
    claims: list[str] = Field(description="the indicators that something was said of")
    missing: list[str] = Field(description="the indicators of an undecided rule that nothing was said of")
    held: list[Bilingual] = Field(description="targets and facts of the pack that the rule rests on")


class LocalPointOutput(Output):
    """One point for one locality."""

    point: str
    score: ScoreOutput | None = Field(description="null where no rule with a weight or a deduction applies")
    bar: BarOutput
    sums: list[SumOutput]
    rules: list[OutcomeOutput]


class StatementOutput(ClaimOutput):
    """One statement of a value: as it was written, as it was read, and as it is shown."""

    label: Bilingual
    shown: Bilingual
    unit: Bilingual
    remark: Bilingual = Field(description="how it is to be read, where the value alone does not say so")
    link: str = Field(description="an address that may be followed; empty for a mirror, and for none of the web")
    rules: list[str] = Field(description="the rules that it bears on")
    checks: list[Bilingual] = Field(description="what the assessor's reviews and registers say of it")


class StageOutput(Output):
    """One period of the same locality."""

    key: str
    period: str
    score: ScoreOutput | None


class LocalityPageOutput(Output):
    """One locality in one period. Without a score ``points`` and ``totals`` are empty and ``advice`` is null."""

    key: str
    code: str
    name: Bilingual
    period: str
    level: Bilingual
    origin: Bilingual
    file: str
    sha256: str
    rejected: bool = Field(description="whether it contradicts itself, so that it is not scored")
    verdict: Bilingual
    resting: Bilingual = Field(description="how much of the weight rests on memory and on numbers of the pack's own")
    points: list[LocalPointOutput]
    bonus: BarOutput = Field(description="what the bonus adds after the base")
    totals: list[Bilingual] = Field(description="the sums with their numbers put in, and the grade")
    claims: list[StatementOutput]
    findings: list[FindingOutput]
    advice: AdviceOutput | None
    trend: list[StageOutput] = Field(description="every period of this locality, the earliest first")


def locality_output(pack: Pack, one: LocalityView) -> LocalityPageOutput:
    """Return one locality in one period."""
    return LocalityPageOutput(
        key=one.key,
        code=one.row.code,
        name=bilingual(one.name),
        period=one.period,
        level=bilingual(one.level),
        origin=bilingual(one.origin),
        file=one.file,
        sha256=one.sha256,
        rejected=one.rejected,
        verdict=bilingual(one.verdict),
        resting=bilingual(one.resting),
        points=[_point(point) for point in one.points],
        bonus=_bar(one.bonus),
        totals=bilinguals(one.totals),
        claims=[_claim(pack, claim) for claim in one.claims],
        findings=findings_of(one.findings),
        advice=None if one.advice is None else advice_output(one.advice),
        trend=[StageOutput(key=stage.key, period=stage.period, score=score_of(stage.score)) for stage in one.trend],
    )


def _point(one: LocalPoint) -> LocalPointOutput:
    return LocalPointOutput(
        point=one.point.id,
        score=score_of(one.score),
        bar=_bar(one.bar),
        sums=[SumOutput(name=bilingual(line.name), formula=line.text) for line in one.sums],
        rules=[_outcome(view) for view in one.rules],
    )


def _bar(bar: Bar) -> BarOutput:
    return BarOutput(start=exact(bar.start), gained=exact(bar.gained), unknown=exact(bar.unknown), full=exact(bar.full))


def _outcome(view: RuleView) -> OutcomeOutput:
    readings = zip(READINGS, view.results, strict=True)
    return OutcomeOutput(
        rule=view.rule.id,
        outcome=view.outcome,
        overlays=list(view.overlays),
        credits={name: ends_of(result.credit) if result.applies else None for name, result in readings},
        gained=exact(view.gained),
        unknown=exact(view.unknown),
        pace=[light for light in LIGHTS if light in view.results[0].lights],
        remark=bilingual(view.remark),
        expressions=[
            ExpressionOutput(name=part.name, text=part.text, numbers=part.numbers, value=part.value)
            for part in view.expressions
        ],
        claims=list(view.claims),
        missing=list(view.missing),
        held=bilinguals(view.held),
    )


def _claim(pack: Pack, view: ClaimView) -> StatementOutput:
    stated = claim_output(pack.indicators[view.indicator], view.claim, view.place, used=view.used)
    return StatementOutput(
        **dict(stated),
        label=bilingual(view.label),
        shown=bilingual(view.value),
        unit=bilingual(view.unit),
        remark=bilingual(view.note),
        link="" if view.source is None else view.source.link,
        rules=list(view.rules),
        checks=bilinguals(view.checks),
    )
