"""How firm an order is, as JSON. Shares are exact texts; ranks are whole numbers, best first."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from checker.model.number import format_exact
from checker.model.robustness import Firmness, GradeShift, NextReport, Placing, PointOrder
from checker.reports.robustness import assumption

Exact = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$", description="exact: a decimal or p/q")]


class RobustnessPart(BaseModel):
    """A frozen part of what is said of one standing."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class DrawsOutput(RobustnessPart):
    """How the order was tried, and what that assumes."""

    spread: Exact = Field(description="each weight is multiplied by an even factor within 1 +- spread")
    shift: Exact = Field(description="how far each weight moves to see whether a grade changes")
    draws: int
    seed: int
    sure: Exact = Field(description="the share of draws in which an order must hold to part two tie groups")
    assumption_zh: str
    assumption_en: str


class PairsOutput(RobustnessPart):
    """Pairs of localities: all; certainly in order with the declared weights; in other tie groups besides."""

    whole: int
    certain: int
    more: int


class PlacingOutput(RobustnessPart):
    """Where one locality stands. ``certain_ranks`` rest on no assumption; the rest on the draws."""

    code: str
    tie_group: int
    places: tuple[int, int]
    certain_ranks: tuple[int, int]
    likely_ranks: tuple[int, int] = Field(description="at 5 % and 95 % of the draws")
    median_rank: int
    next: str | None
    above_next: Exact | None = Field(description="the share of draws with a strictly higher total than the next")


class GradeShiftOutput(RobustnessPart):
    """Grades that hang on the weights: of the lower and of the upper end, the lowest and the highest possible."""

    code: str
    declared: list[str]
    lower: tuple[str, str]
    upper: tuple[str, str]


class RemovalOutput(RobustnessPart):
    """The rule without which the ranks by lower end move most: in all, and for the locality that moves most."""

    rule: str
    moved: int
    most: str
    before: int
    after: int


class StepOutput(RobustnessPart):
    """Those above score certainly more than those below, and than those below in the steps before."""

    above: list[str]
    below: list[str]


class PointOrderOutput(RobustnessPart):
    """The certain differences on one point, from the bottom up."""

    point: str
    pairs: int
    steps: list[StepOutput]


class NextReportOutput(RobustnessPart):
    """What a locality should report next: the rule, the points of the base it costs, and what was not reported."""

    code: str
    rule: str
    cost: Exact
    missing: list[str]
    no_target: bool = Field(description="no target is on record: only the assessor can enter one")


class RobustnessOutput(RobustnessPart):
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


def robustness_output(firmness: Firmness) -> RobustnessOutput:
    """Return what is said of one standing, by the codes of localities and the ids of rules, points and grades."""
    policy, pairs, removal = firmness.policy, firmness.pairs, firmness.removal
    return RobustnessOutput(
        period=firmness.standing.period,
        level=firmness.standing.level,
        draws=DrawsOutput(
            spread=format_exact(policy.spread),
            shift=format_exact(policy.shift),
            draws=policy.draws,
            seed=policy.seed,
            sure=format_exact(policy.sure),
            assumption_zh=assumption(policy, "zh"),
            assumption_en=assumption(policy, "en"),
        ),
        pairs=PairsOutput(whole=pairs.whole, certain=pairs.certain, more=pairs.more),
        placings=[_placing(one, firmness.standing.ranks[one.code]) for one in firmness.placings],
        grade_shifts=[_shift(one) for one in firmness.shifts],
        decisive_rule=None
        if removal is None
        else RemovalOutput(
            rule=removal.rule, moved=removal.moved, most=removal.most, before=removal.before, after=removal.after
        ),
        points=[_point(one) for one in firmness.points],
        next_reports=[_next(one) for one in firmness.reports],
    )


def _placing(one: Placing, ranks: tuple[int, int]) -> PlacingOutput:
    return PlacingOutput(
        code=one.code,
        tie_group=one.group,
        places=one.places,
        certain_ranks=ranks,
        likely_ranks=one.likely,
        median_rank=one.median,
        next=one.next,
        above_next=None if one.above_next is None else format_exact(one.above_next),
    )


def _shift(one: GradeShift) -> GradeShiftOutput:
    return GradeShiftOutput(
        code=one.code,
        declared=[grade.id for grade in one.declared],
        lower=(one.lower[0].id, one.lower[1].id),
        upper=(one.upper[0].id, one.upper[1].id),
    )


def _point(one: PointOrder) -> PointOrderOutput:
    steps = [StepOutput(above=list(step.above), below=list(step.below)) for step in one.steps]
    return PointOrderOutput(point=one.point, pairs=one.pairs, steps=steps)


def _next(one: NextReport) -> NextReportOutput:
    return NextReportOutput(
        code=one.code, rule=one.rule, cost=format_exact(one.cost), missing=list(one.missing), no_target=one.no_target
    )
