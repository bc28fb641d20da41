"""How firm an order is, as JSON. Shares are exact texts; ranks are whole numbers, best first."""

from __future__ import annotations

from checker.model.number import format_exact
from checker.model.robustness import Firmness, GradeShift, NextReport, Placing, PointOrder
from checker.reports.output import (
    DrawsOutput,
    GradeShiftOutput,
    NextReportOutput,
    PairsOutput,
    PlacingOutput,
    PointOrderOutput,
    RemovalOutput,
    RobustnessOutput,
    StepOutput,
)
from checker.reports.robustness.section import assumption


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
