"""Deductions, vetoes and two gates: worked by hand, with both ends of every interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.evaluate import judge
from checker.engine.score import Scorer
from checker.model.assessment import RuleResult, Score, Trace
from checker.model.nodes import Given
from checker.model.types import TruthType
from checker.model.value import EITHER, Value
from tests.builders import counted, dictionary, facts, pack, point, result, rule, scoring, shape, span, yes_or_no

F = Fraction
INDICATORS = dictionary(counted("incidents"), counted("total"), yes_or_no("annual_met"), yes_or_no("five_year_met"))


def judged(credit: Any, name: str, **role: Any) -> RuleResult:
    """Return the result of a rule with one role; its point is what its id begins with."""
    none = {"weight": F(0)}
    return result(credit, id=name, point=name[1:].split("-", maxsplit=1)[0], **none | role)


def scored(
    results: Sequence[RuleResult], verified: Sequence[RuleResult] = (), points: Mapping[str, int] | None = None
) -> Score:
    made = pack({}, [one.rule for one in results], points, policy=scoring())
    return Scorer(made).score(results, verified or results)


# --- deductions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("taking", "deduction", "left"),
    [
        pytest.param([1], point(0), point(80), id="clean"),
        pytest.param([0], point(30), point(50), id="in full"),
        pytest.param(["0.5"], point(15), point(65), id="half"),
        pytest.param([span(0, 1)], span(0, 30), span(50, 80), id="unknown: counts in full at the lower end"),
        pytest.param([span("0.5", 1)], span(0, 15), span(65, 80), id="half known"),
        pytest.param([None], point(0), point(80), id="does not apply"),
        pytest.param([0, 0, 0], point(90), point(0), id="never more than the point has"),
        pytest.param([0, 0, span(0, 1)], span(60, 90), span(0, 20), id="capped at one end only"),
    ],
)
def test_a_deduction_is_capped_by_its_own_point(taking: list[Any], deduction: Any, left: Any) -> None:
    """Point 1 stands at 80 before up to 30 are taken for each rule; point 2 keeps its 100."""
    results = [judged("0.8", "P1-1", weight=F(1)), judged(1, "P2-1", weight=F(1))]
    results += [judged(credit, f"P1-{index}", deduct=F(30)) for index, credit in enumerate(taking, 2)]
    found = scored(results, points={"1": 50, "2": 50})
    first, second = found.points
    assert (first.mean, first.deduction, first.score) == (point(80), deduction, left)
    assert (second.score, second.deduction) == (point(100), point(0))
    assert found.base == span((F(left.lower) + 100) / 2, (F(left.upper) + 100) / 2)


def test_what_a_deduction_takes_at_most_is_its_share() -> None:
    results = [
        judged("0.8", "P1-1", weight=F(1)),
        judged(span(0, 1), "P1-2", deduct=F(30)),
        judged(1, "P2-1", weight=F(1)),
    ]
    found = scored(results, points={"1": 40, "2": 60})
    assert found.shares == {"P1-1": F(40), "P1-2": F(12), "P2-1": F(60)}
    assert (found.cost(results[1]), found.known) == (F(12), F(1))


def test_a_point_that_only_deducts_starts_from_100() -> None:
    results = [judged(0, "P1-1", deduct=F(25)), judged(span(0, 1), "P1-2", deduct=F(75))]
    found = scored(results)
    assert (found.points[0].mean, found.total) == (point(100), span(0, 75))
    assert (found.known, found.not_applicable) == (F("0.25"), F(0))
    left = scored([judged(None, "P1-1", deduct=F(25)), judged(1, "P1-2", deduct=F(75))])
    assert (left.total, left.known, left.not_applicable) == (point(100), F(1), F("0.25"))


def test_a_point_whose_rules_do_not_apply_leaves_the_sum_with_its_deductions() -> None:
    results = [judged(None, "P1-1", weight=F(1)), judged(0, "P1-2", deduct=F(30)), judged("0.5", "P2-1", weight=F(1))]
    found = scored(results, points={"1": 50, "2": 50})
    assert [one.score for one in found.points] == [None, point(50)]
    assert (found.total, found.shares["P1-2"], found.not_applicable) == (point(50), F(0), F("0.5"))
    assert scored([judged(None, "P1-1", weight=F(1)), judged(0, "P1-2", deduct=F(30))]).total is None


# --- vetoes -----------------------------------------------------------------------------------------------------------

SUM = judged("0.85", "P1-1", weight=F(1))


@pytest.mark.parametrize(
    ("credit", "checked", "grades", "certain"),
    [
        pytest.param(1, span(0, 1), ["good"], [], id="nothing to veto, by its word"),
        pytest.param(span(0, 1), span(0, 1), ["fail", "pass", "good"], [False], id="nothing said: not ruled out"),
        pytest.param(0, span(0, 1), ["fail", "pass", "good"], [False], id="admitted, not verified: not ruled out"),
        pytest.param(0, 0, ["fail"], [True], id="verified"),
        pytest.param(span(0, 1), 0, ["fail"], [True], id="verified against silence"),
        pytest.param("0.5", span(0, 1), ["good"], [], id="missed in part: no veto"),
        pytest.param(span(0, 1), "0.5", ["good"], [], id="verified to be missed in part: ruled out"),
        pytest.param(span(0, 1), span("0.1", 1), ["good"], [], id="verified to be above 0: ruled out"),
        pytest.param(span("0.1", 1), span(0, 1), ["good"], [], id="above 0 by its word"),
        pytest.param(None, None, ["good"], [], id="does not apply"),
    ],
)
def test_only_verified_facts_veto_and_an_unknown_one_widens_the_grade(
    credit: Any, checked: Any, grades: list[str], certain: list[bool]
) -> None:
    found = scored([SUM, judged(credit, "P1-2", veto="fail")], [SUM, judged(checked, "P1-2", veto="fail")])
    assert [grade.id for grade in found.grades] == grades
    assert [veto.certain for veto in found.vetoes] == certain
    assert (found.total, [grade.id for grade in found.sum_grades]) == (point(85), ["good"])


def test_a_veto_holds_down_to_its_own_ceiling() -> None:
    found = scored([SUM, judged(0, "P1-2", veto="pass")])
    assert [grade.id for grade in found.grades] == ["pass"]
    low = scored([judged("0.4", "P1-1", weight=F(1)), judged(0, "P1-2", veto="pass")])
    assert [grade.id for grade in low.grades] == ["fail"]


def test_without_a_score_there_is_nothing_to_veto() -> None:
    found = scored([judged(None, "P1-1", weight=F(1)), judged(0, "P1-2", veto="fail")])
    assert (found.total, found.grades, found.vetoes) == (None, (), ())


@pytest.mark.parametrize(
    ("incidents", "lifted", "credit"),
    [
        pytest.param(0, None, point(1), id="nothing to lift"),
        pytest.param(2, True, point(1), id="the cumulative target lifts it"),
        pytest.param(2, False, point(0), id="missed, not lifted"),
        pytest.param(2, None, span(0, 1), id="missed, and nobody knows whether it is lifted"),
        pytest.param(None, True, point(1), id="lifted, whatever was missed"),
        pytest.param(None, False, span(0, 1), id="unknown, not lifted"),
    ],
)
def test_a_cumulative_target_may_lift_an_annual_veto(incidents: Any, lifted: Any, credit: Any) -> None:
    score = shape("at-most", INDICATORS, threshold="0")
    guarded = rule(INDICATORS, "incidents", score, veto="fail", lifted_when="five_year_met")
    said = {"incidents": incidents, "five_year_met": lifted}
    known = {name: value for name, value in said.items() if value is not None}
    assert judge(guarded, facts(pack(INDICATORS), **known)).credit == credit


@pytest.mark.parametrize(
    ("known", "lifted_when", "outcome"),
    [
        pytest.param({"incidents": 1, "total": 0}, "annual_met", "error", id="cannot be computed, nothing lifts it"),
        pytest.param({"incidents": 1, "total": 0, "annual_met": True}, "annual_met", "met", id="lifted all the same"),
        pytest.param({"incidents": 1, "total": 2}, "incidents / total > 5", "unmet", id="lifted by a ratio: no"),
        pytest.param({"incidents": 1}, "incidents / total > 5", "unknown", id="the ratio may fail"),
    ],
)
def test_a_fault_never_lifts_a_veto(known: Mapping[str, Any], lifted_when: str, outcome: str) -> None:
    score = shape("at-most", INDICATORS, threshold="0")
    guarded = rule(INDICATORS, "incidents / total", score, veto="fail", lifted_when=lifted_when)
    assert judge(guarded, facts(pack(INDICATORS), **known)).outcome == outcome


# --- two gates --------------------------------------------------------------------------------------------------------

CREDITS = {"both": 1, "annual": "0.6", "cumulative": "0.9", "neither": 0}


@pytest.mark.parametrize(
    ("annual", "cumulative", "credit"),
    [
        (True, True, point(1)),
        (True, False, point("0.6")),
        (False, True, point("0.9")),
        (False, False, point(0)),
        (True, None, span("0.6", 1)),
        (None, True, span("0.9", 1)),
        (False, None, span(0, "0.9")),
        (None, False, span(0, "0.6")),
        (None, None, span(0, 1)),
    ],
)
def test_two_gates_give_the_credit_of_the_way_through_them(annual: Any, cumulative: Any, credit: Any) -> None:
    score = shape("two-gate", INDICATORS, annual="annual_met", cumulative="five_year_met", credits=CREDITS)
    said = {"annual_met": annual, "five_year_met": cumulative}
    known = {name: value for name, value in said.items() if value is not None}
    assert judge(rule(INDICATORS, None, score), facts(pack(INDICATORS), **known)).credit == credit


def test_a_gate_that_cannot_be_evaluated_is_an_error() -> None:
    score = shape("two-gate", INDICATORS, annual="incidents / total > 1", cumulative="five_year_met", credits=CREDITS)
    assert judge(rule(INDICATORS, None, score), facts(pack(INDICATORS), total=0, incidents=1)).outcome == "error"


# --- whether a rule binds is unknown ----------------------------------------------------------------------------------


def doubtful(name: str, **role: Any) -> RuleResult:
    """Return the result of a rule of which nobody can tell whether it binds."""
    trace = Trace(Given("level", TruthType()), Value(EITHER))
    return replace(judged(span(0, 1), name, **role), traces={"applies-when": trace})


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        pytest.param([doubtful("P1-1", weight=F(1)), judged(0, "P1-2", deduct=F(30))], span(0, 100), id="may leave"),
        pytest.param([doubtful("P1-1", deduct=F(30))], span(0, 100), id="a point that only deducts may leave"),
        pytest.param(
            [doubtful("P1-1", deduct=F(30)), judged(1, "P1-2", deduct=F(20))], span(70, 100), id="one rule is sure"
        ),
        pytest.param([judged(1, "P1-1", weight=F(1)), doubtful("P1-2", deduct=F(30))], span(70, 100), id="so is this"),
    ],
)
def test_a_point_that_may_leave_the_sum_may_be_anything(first: list[RuleResult], expected: Any) -> None:
    """Left out, the total is that of the others; with the point at 0 and at 100 the total holds that too."""
    found = scored([*first, judged("0.9", "P2-1", weight=F(1))], points={"1": 50, "2": 50})
    assert found.points[0].score == expected


# --- what an unknown costs --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "costs"),
    [
        pytest.param(span(0, 1), 1, [24, 0], id="nothing else in the way"),
        pytest.param(span(0, 1), span(0, 1), [8, 16], id="more is taken than there is: the gap is filled first"),
        pytest.param(1, span(0, 1), [0, 32], id="within what the point has"),
        pytest.param(span("0.5", 1), span(0, 1), [8, 28], id="half of one is known"),
    ],
)
def test_an_unknown_deduction_costs_what_knowing_it_would_give(first: Any, second: Any, costs: list[int]) -> None:
    """Point 1 weighs 40 and stands at 100: 60 are taken for the first rule at most, 80 for the second."""
    results = [
        judged(1, "P1-1", weight=F(1)),
        judged(first, "P1-2", deduct=F(60)),
        judged(second, "P1-3", deduct=F(80)),
        judged(1, "P2-1", weight=F(1)),
    ]
    found = scored(results, points={"1": 40, "2": 60})
    assert [found.cost(one) for one in results[1:3]] == costs
    for place in (1, 2):
        better = [*results]
        better[place] = judged(1, results[place].rule.id, deduct=results[place].rule.deduct)
        after = scored(better, points={"1": 40, "2": 60})
        assert after.base is not None
        assert found.base is not None
        assert F(after.base.lower) - F(found.base.lower) == costs[place - 1]
