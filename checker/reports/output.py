"""The JSON report as a form: what each key holds. Its schema is made from this.

Numbers that judge are exact texts: a decimal, or ``p/q``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from checker.model.assessment import Light, Reading

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$", description="exact: a decimal or p/q")]


class Output(BaseModel):
    """A frozen part of the report."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Ends(Output):
    """An interval; both ends belong to it."""

    lower: Exact
    upper: Exact


class Bilingual(Output):
    """A text in both languages."""

    zh: str
    en: str


class PackOutput(Output):
    """The pack that judged: the same digest means the same judgement."""

    id: str
    version: str
    sha256: str
    title: Bilingual


class EvidenceOutput(Output):
    """A source of a claim."""

    id: str
    kind: str
    title: str
    url: str
    issued: str | None


class ClaimOutput(Output):
    """One statement of a value: as it was written, and as it was read."""

    indicator: str
    value: str
    read: str = Field(description="the value that was judged, before hedge and rounding: exact, or an id")
    as_of: str
    hedge: str | None
    rounded_to: Exact | None
    note: str
    place: str
    evidence: EvidenceOutput | None
    used: bool = Field(description="whether it is among the claims that decided the indicator in the claimed reading")


class CheckOutput(Output):
    """A claim that a review confirmed or rejected, or that a register confirmed."""

    claim: str = Field(description="the place of the claim")
    verdict: Literal["confirmed", "rejected"]
    by: str
    on: str
    basis: str
    place: str


class FindingOutput(Output):
    """Something to mend or to answer."""

    code: str
    severity: Literal["note", "minor", "major", "critical"]
    rule: str | None
    place: str
    reason: Bilingual
    remedy: Bilingual
    waived: bool = Field(description="whether one of the waivers excuses it")


class WaiverOutput(Output):
    """A waiver that excuses something here: no score moves by it."""

    rule: str
    reason: Bilingual
    granted_by: str
    granted_on: str
    until: str
    place: str


class ExpressionOutput(Output):
    """An expression of a rule, its numbers put in, and what came out."""

    name: str
    text: str
    numbers: str
    value: str


class RuleOutput(Output):
    """What one rule says. ``worth`` is what full credit gives in points of the base score, or takes if it deducts."""

    id: str
    point: str
    outcome: str
    overlays: list[str]
    credit: Ends | None
    weight: Exact
    bonus: Exact
    deduct: Exact
    veto: str
    worth: Exact
    pace: list[Light]
    expressions: list[ExpressionOutput]


class PointOutput(Output):
    """The score of one point: mean less deduction, never below 0.

    mean = 100 x sum(weight x credit) / sum(weight) over its rules that apply, 100 for a point that only deducts;
    deduction = sum(deduct x (1 - credit)).
    """

    id: str
    weight: Exact
    mean: Ends | None
    deduction: Ends
    score: Ends | None


class VetoOutput(Output):
    """A veto on the grade: certain by verified facts, or not ruled out."""

    rule: str
    ceiling: str
    certain: bool


class ReadingOutput(Output):
    """The score in one reading. base = sum(weight x score) / sum(weight) over points with a score.

    ``grades_by_total`` are before the vetoes. ``not_applicable_weight`` is the share of the declared weight that does
    not bind here.
    """

    base: Ends | None
    bonus: Ends
    total: Ends | None
    grades_by_total: list[str]
    vetoes: list[VetoOutput]
    grades: list[str]
    known_weight: Exact
    weight_on_mark_c: Exact
    weight_on_analyst: Exact
    not_applicable_weight: Exact
    points: list[PointOutput]
    rules: list[RuleOutput]


class LocalityOutput(Output):
    """Who reported."""

    code: str
    level: str
    name_zh: str
    name_en: str


class SubmissionOutput(Output):
    """One judged submission."""

    file: str
    sha256: str
    format: str = Field(description="the format that it was read in, like yaml or ndjson")
    encoding: str | None = Field(description="the encoding that it was read in; null where the format has none")
    locality: LocalityOutput
    period: str
    origin: str
    rejected: bool
    verdict: str | None = Field(description="what it is without waivers")
    verdict_with_waivers: str | None
    waivers: list[WaiverOutput]
    readings: dict[Reading, ReadingOutput]
    claims: list[ClaimOutput]
    checks: list[CheckOutput]
    unscored_notes: int
    findings: list[FindingOutput]


class RefusalOutput(Output):
    """A file that could not be judged."""

    file: str
    findings: list[FindingOutput]


class StandingOutput(Output):
    """Ranks within one period and level: best and worst, by locality code."""

    period: str
    level: str
    ranks: dict[str, tuple[int, int]]
    expected_without_submission: list[str]


class YearEndOutput(Output):
    """A year's results within one level, by the pack's own rule."""

    year: int
    level: str
    rule: Literal["last", "mean", "half"]
    totals: dict[Reading, dict[str, Ends]]
    grades: dict[str, list[str]]
    ranks: dict[str, tuple[int, int]]


class DrawsOutput(Output):
    """How the order was tried, and what that assumes."""

    spread: Exact = Field(description="each weight is multiplied by an even factor within 1 +- spread")
    shift: Exact = Field(description="how far each weight moves to see whether a grade changes")
    draws: int
    seed: int
    sure: Exact = Field(description="the share of draws in which an order must hold to part two tie groups")
    assumption_zh: str
    assumption_en: str


class PairsOutput(Output):
    """Pairs of localities: all; certainly in order with the declared weights; in other tie groups besides."""

    whole: int
    certain: int
    more: int


class PlacingOutput(Output):
    """Where one locality stands. ``certain_ranks`` rest on no assumption; the rest on the draws."""

    code: str
    tie_group: int
    places: tuple[int, int]
    certain_ranks: tuple[int, int]
    likely_ranks: tuple[int, int] = Field(description="at 5 % and 95 % of the draws")
    median_rank: int
    next: str | None
    above_next: Exact | None = Field(description="the share of draws with a strictly higher total than the next")


class GradeShiftOutput(Output):
    """Grades that hang on the weights: of the lower and of the upper end, the lowest and the highest possible."""

    code: str
    declared: list[str]
    lower: tuple[str, str]
    upper: tuple[str, str]


class RemovalOutput(Output):
    """The rule without which the ranks by lower end move most: in all, and for the locality that moves most."""

    rule: str
    moved: int
    most: str
    before: int
    after: int


class StepOutput(Output):
    """Those above score certainly more than those below, and than those below in the steps before."""

    above: list[str]
    below: list[str]


class PointOrderOutput(Output):
    """The certain differences on one point, from the bottom up."""

    point: str
    pairs: int
    steps: list[StepOutput]


class NextReportOutput(Output):
    """What a locality should report next: the rule, the points of the base it costs, and what was not reported."""

    code: str
    rule: str
    cost: Exact
    missing: list[str]
    no_target: bool = Field(description="no target is on record: only the assessor can enter one")


class RobustnessOutput(Output):
    """How firm the order within one period and level is."""

    period: str
    level: str
    draws: DrawsOutput
    pairs: PairsOutput
    placings: list[PlacingOutput]
    grade_shifts: list[GradeShiftOutput]
    decisive_rule: RemovalOutput | None
    points: list[PointOrderOutput]
    next_reports: list[NextReportOutput]


class CountOutput(Output):
    """read = judged + refused."""

    read: int
    judged: int
    refused: int


class Report(Output):
    """A run of the checker."""

    format: Literal["checker-report/1"] = "checker-report/1"
    engine: str
    pack: PackOutput
    reviews_sha256: str = Field(description="of the reviews and registers held beside the submissions; may be empty")
    rules_as_of: str | None = Field(description="the day whose rules bind; null: the end of each period")
    counts: CountOutput
    standings: list[StandingOutput]
    years: list[YearEndOutput]
    robustness: list[RobustnessOutput] = Field(description="how firm the order of each standing is, where asked for")
    submissions: list[SubmissionOutput]
    refused: list[RefusalOutput]
