"""What a rule can say at all, and what a result shows of that."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.evaluate import judge
from checker.engine.testing.coverage import Anything, decidable, iter_possible, iter_shown
from checker.expression.parse import parse_expression
from checker.expression.scope import Scope
from checker.model.assessment import Outcome
from checker.model.pack import Pack
from checker.model.rule import Dated, InForce, IntegrityRule, Rule
from checker.model.value import EITHER, FALSE, TRUE, Truths
from tests.builders import (
    PLACE,
    counted,
    dated,
    dictionary,
    expression,
    facts,
    integrity_rule,
    listed,
    pack,
    rule,
    shape,
    span,
    stated,
    yes_or_no,
)

INDICATORS = dictionary(
    counted("a"),
    counted("b"),
    counted("people", span(1, 1000), kind="frame"),
    counted("tiny", span(0, 5)),
    stated("state"),
    yes_or_no("yes"),
    yes_or_no("far"),
    yes_or_no("hosted", kind="frame"),
    dated("sent"),
    listed("items"),
)
PACK = pack(INDICATORS)
RAMP = shape("ramp", INDICATORS, zero_at="0", full_at="100")
HALF = Fraction("0.5")
STATED = shape("ordered", credits={"none": 0, "planned": "0.1", "partial": "0.6", "full": 1})
CREDITS = {"both": 1, "annual": "0.4", "cumulative": "0.6", "neither": 0}
GATES = shape("two-gate", INDICATORS, annual="a >= 1", cumulative="b >= 1", credits=CREDITS)
SOME = 'any(i.stage == "trial" for i in items)'


def outcomes(measure: str | None, score: Any, **changes: Any) -> str:
    """Return the outcomes that a rule can have, in their order."""
    found = rule(INDICATORS, measure, score, **changes)
    return " ".join(one.name for one in iter_possible(found, PACK) if one.kind == "outcome")


def aspects(one: Rule | IntegrityRule) -> list[str]:
    """Return all else that a rule can say."""
    return [f"{found.kind} {found.name}".strip() for found in iter_possible(one, PACK) if found.kind != "outcome"]


@pytest.mark.parametrize(
    ("measure", "score", "possible"),
    [
        ("a", RAMP, "met partly unmet unknown"),
        ("50", RAMP, "partly"),
        ("tiny", RAMP, "partly unmet unknown"),
        ("a + 200", RAMP, "met unknown"),
        ("a", shape("at-least", INDICATORS, threshold="5"), "met unmet unknown"),
        ("a", shape("at-most", INDICATORS, threshold="5"), "met unmet unknown"),
        ("a", shape("steps", steps=[(1, "0.5"), (3, 1)]), "met partly unmet unknown"),
        ("a", shape("steps", steps=[(1, 1)]), "met unmet unknown"),
        ("a", shape("share", INDICATORS, of="people"), "met partly unmet unknown"),
        ("a", shape("share", INDICATORS, of="b"), "met partly unmet unknown error"),
        ("a", shape("lower-is-better", lose=HALF), "met partly unmet unknown"),
        ("a", shape("lower-is-better", lose=1), "met unmet unknown"),
        ("a", shape("bonus-steps", start=0, step=1, each=HALF), "met partly unmet unknown"),
        ("a", shape("bonus-steps", start=0, step=1, each=1), "met unmet unknown"),
        ("sent", shape("by-date", INDICATORS, due="period_end", grace=30), "met partly unmet unknown"),
        ("sent", shape("by-date", INDICATORS, due="period_end", grace=0), "met unmet unknown"),
        ("state", STATED, "met partly unmet unknown"),
        ("state", shape("ordered", credits={"none": 0, "planned": 0, "partial": 0, "full": 1}), "met unmet unknown"),
        ("count(i for i in items)", shape("steps", steps=[(1, 1)]), "met unknown"),
        ("count(i for i in items)", shape("lower-is-better", lose=1), "unmet unknown"),
        (None, shape("checklist", INDICATORS, milestones=[("yes", 1)]), "met unmet unknown"),
        (None, shape("checklist", INDICATORS, milestones=[("yes", "0.5"), ("far", "0.5")]), "met partly unmet unknown"),
        (None, shape("checklist", INDICATORS, milestones=[(SOME, 1)]), "met unknown"),
        (None, shape("checklist", INDICATORS, milestones=[("count(i for i in items) == 1", 1)]), "unknown"),
        (None, GATES, "met partly unmet unknown"),
    ],
)
def test_only_what_is_possible_counts(measure: str | None, score: Any, possible: str) -> None:
    assert outcomes(measure, score) == possible


def test_a_division_is_an_error_where_its_divisor_can_be_zero_and_the_rule_binds() -> None:
    assert outcomes("a / people", RAMP) == "met partly unmet unknown"
    assert outcomes("a / b", RAMP) == "met partly unmet unknown error"
    assert outcomes("a / b", RAMP, zero=Fraction(0)) == "met partly unmet unknown"
    assert outcomes("a / target(b)", RAMP).endswith("error")
    assert "error" not in outcomes("a / b", RAMP, applies_when="a + b > 0 and b > 0")
    assert "error" not in outcomes("1", RAMP, applies_when="a / people > 1")
    assert outcomes("1", RAMP, applies_when="a / b > 1").endswith("error")


def test_a_rule_does_not_bind_where_its_condition_can_fail_or_out_of_its_time() -> None:
    assert outcomes("a", RAMP, applies_when="hosted") == "met partly unmet unknown not-applicable"
    assert outcomes("a", RAMP, in_force=InForce(date(2020, 7, 1), None)).endswith("not-applicable")


@pytest.mark.parametrize(
    ("start", "end", "leaves"),
    [
        (date(2020, 1, 1), None, False),
        (None, date(2020, 12, 31), False),
        (date(2020, 7, 1), None, True),
        (None, date(2020, 12, 30), True),
    ],
)
def test_only_a_period_of_the_pack_can_lie_out_of_the_time_of_a_rule_or_threshold(
    start: date | None, end: date | None, leaves: object
) -> None:
    days = InForce(start, end)
    assert outcomes("a", RAMP, in_force=days).endswith("not-applicable") == leaves
    timed = replace(RAMP, dated={"full-at": (Dated(days, expression("100", INDICATORS)),)})
    assert outcomes("a", timed).endswith("not-applicable") == leaves


def test_thresholds_that_follow_one_another_leave_no_gap() -> None:
    ways = (
        Dated(InForce(None, date(2020, 6, 30)), expression("50", INDICATORS)),
        Dated(InForce(date(2020, 7, 1), None), expression("100", INDICATORS)),
    )
    assert outcomes("a", replace(RAMP, dated={"full-at": ways})) == "met partly unmet unknown"


def test_what_cannot_be_evaluated_whatever_is_known_has_no_other_outcome() -> None:
    assert outcomes("a / 0", RAMP) == "unknown error"


def test_a_veto_is_lifted_or_not() -> None:
    lifted = rule(INDICATORS, "tiny", RAMP, veto="fail", lifted_when="yes")
    assert aspects(lifted) == ["lifted", "standing"]
    assert [one.name for one in iter_possible(lifted, PACK)][:4] == ["met", "partly", "unmet", "unknown"]
    never = rule(INDICATORS, "tiny", RAMP, veto="fail", lifted_when='all(i.stage == "trial" for i in items)')
    assert aspects(never) == ["standing"]


def test_milestones_states_and_gates_are_told_apart() -> None:
    listing = [("yes", "0.5"), (SOME, "0.5")]
    assert aspects(rule(INDICATORS, None, shape("checklist", INDICATORS, milestones=listing))) == [
        "on m0",
        "off m0",
        "on m1",
    ]
    assert aspects(rule(INDICATORS, "state", STATED)) == ["state none", "state planned", "state partial", "state full"]
    gates = shape("two-gate", INDICATORS, annual="a >= 1", cumulative="count(i for i in items) > 1", credits=CREDITS)
    assert aspects(rule(INDICATORS, None, gates)) == ["gate both", "gate cumulative"]


@pytest.mark.parametrize(
    ("annual", "cumulative", "ways"),
    [
        ("a >= 10", "a >= 20", "both annual neither"),
        ("a >= 20", "a >= 10", "both cumulative neither"),
        ("a >= 10", "a < 10", "annual cumulative"),
        ("a >= 10", "a + b >= 10", "both cumulative neither"),
        ("a >= 10", "b >= 20", "both annual cumulative neither"),
        ("has_target(a) and a >= target(a)", "not has_target(a)", "annual cumulative neither"),
        ('level == "county"', 'level == "province"', "annual cumulative neither"),
        ("due(period) >= 1", 'period_end >= date("2020-12-01")', "both neither"),
        (SOME, SOME, "both"),
    ],
)
def test_the_sides_of_two_gates_are_tried_together(annual: str, cumulative: str, ways: str) -> None:
    gates = shape("two-gate", INDICATORS, annual=annual, cumulative=cumulative, credits=CREDITS)
    found = rule(INDICATORS, None, gates)
    assert aspects(found) == [f"gate {way}" for way in ways.split()]
    expected = {"both": "met", "annual": "partly", "cumulative": "partly", "neither": "unmet"}
    said = {one.name for one in iter_possible(found, PACK) if one.kind == "outcome"} - {"unknown", "not-applicable"}
    assert said == {expected[way] for way in ways.split()}


@pytest.mark.parametrize(
    ("conditions", "possible"),
    [
        (("a >= 10", "a < 10"), "partly unknown"),
        (("a >= 10", "a >= 10"), "met unmet unknown"),
        (("a >= 10", "a >= 20"), "met partly unmet unknown"),
        (("a >= 10", "a < 10", "yes"), "partly unknown"),
        (("a >= 10", "yes", "a >= 20 and far"), "met partly unmet unknown"),
        (("a + b >= 5", "yes", "a >= 5", "b >= 5"), "met partly unmet unknown"),
        ((SOME, SOME), "met unknown"),
        ((SOME, "yes"), "met partly unknown"),
        (("a >= 5", "a < 5 and count(i for i in items) >= 1"), "partly unknown"),
    ],
)
def test_milestones_that_name_the_same_are_tried_together(conditions: tuple[str, ...], possible: str) -> None:
    listed = [(one, Fraction(1, len(conditions))) for one in conditions]
    assert outcomes(None, shape("checklist", INDICATORS, milestones=listed)) == possible


def test_a_relation_holds_or_not_or_nobody_knows() -> None:
    assert aspects(integrity_rule(INDICATORS, "a <= b")) == ["holds true", "holds false", "holds unknown"]
    assert aspects(integrity_rule(INDICATORS, "count(i for i in items) >= 1")) == ["holds true", "holds unknown"]
    assert aspects(integrity_rule(INDICATORS, 'level == "county"')) == ["holds true", "holds false"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a < b", EITHER),
        ("people >= 1", TRUE),
        ("a < 0", FALSE),
        ("a / b > 1", EITHER),
        ("a / 0 > 1", EITHER),
        ("has_target(a)", EITHER),
        ("target_stated(a)", EITHER),
        ("due(period) > 0", TRUE),
        ("target(a) >= 0", TRUE),
        ('level == "county" and period_end > date("2020-06-30")', EITHER),
        ('any(i.stage == "trial" for i in items)', TRUE),
        ('all(i.stage == "trial" for i in items)', FALSE),
        ('not any(i.stage == "trial" for i in items)', FALSE),
        ("count(i for i in items) >= 2", TRUE),
        ("count(i for i in items) < 2", FALSE),
        ("2 <= count(i for i in items)", TRUE),
        ("2 > count(i for i in items)", FALSE),
        ("count(i for i in items) == 2", frozenset()),
        ('yes and any(i.stage == "trial" for i in items)', EITHER),
        ('yes and all(i.stage == "trial" for i in items)', FALSE),
        ('yes or all(i.stage == "trial" for i in items)', EITHER),
        ('any(i.stage == "trial" for i in items) or count(i for i in items) > 1', TRUE),
        ("a >= 10 and a < 5", FALSE),
        ("a >= 10 or a < 15", TRUE),
        ("a < 10 and a > 5", EITHER),
        ("a <= a + b", TRUE),
        ("not (a <= a + b)", FALSE),
        ("yes and (a >= 10 and a < 5)", FALSE),
        ("a >= 10 and yes and a < 5", FALSE),
        ("a >= 10 or yes or a < 15", TRUE),
        ("a / b > 1 and b > 0", EITHER),
        ('level == "county" and level == "province"', FALSE),
        ("has_target(a) or not has_target(a)", TRUE),
        ("a >= 10 and a < 5 or count(i for i in items) > 1", TRUE),
    ],
)
def test_how_a_condition_may_come_out_for_certain(text: str, expected: Truths) -> None:
    assert decidable(parse_expression(text, Scope(INDICATORS), PLACE), PACK) == expected


def test_of_anything_nothing_but_the_bounds_is_known() -> None:
    assert Anything(PACK, stated=True).target_stated("a")
    assert Anything(PACK, stated=False).has_target("a") == EITHER


def shown(one: Rule, held: Pack = PACK, **values: object) -> list[str]:
    """Return all that a rule shows of *values*."""
    return [f"{found.kind} {found.name}".strip() for found in iter_shown(judge(one, facts(held, **values)))]


@pytest.mark.parametrize(("a", "outcome"), [(0, "unmet"), (30, "partly"), (100, "met")])
def test_a_result_shows_its_outcome(a: int, outcome: Outcome) -> None:
    assert shown(rule(INDICATORS, "a", RAMP), a=a) == [f"outcome {outcome}"]


def test_a_result_shows_what_is_decided_of_its_table() -> None:
    listing = rule(INDICATORS, None, shape("checklist", INDICATORS, milestones=[("yes", "0.5"), ("far", "0.5")]))
    assert shown(listing, yes=True) == ["outcome unknown", "on m0"]
    assert shown(listing, yes=True, far=False) == ["outcome partly", "on m0", "off m1"]
    ordered = rule(INDICATORS, "state", STATED)
    assert shown(ordered, state="full") == ["outcome met", "state full"]
    assert shown(ordered) == ["outcome unknown"]
    two = rule(INDICATORS, None, GATES)
    assert shown(two, a=1, b=0) == ["outcome partly", "gate annual"]
    assert shown(two, a=1) == ["outcome unknown"]
    veto = rule(INDICATORS, "a", RAMP, veto="fail", lifted_when="yes")
    assert shown(veto, a=0, yes=True) == ["outcome met", "lifted"]
    assert shown(veto, a=0, yes=False) == ["outcome unmet", "standing"]
    assert shown(veto, a=0) == ["outcome unknown"]


def test_what_does_not_bind_shows_nothing_of_its_table() -> None:
    ordered = rule(INDICATORS, "state", STATED)
    later = replace(ordered, in_force=InForce(date(2021, 1, 1), None))
    assert shown(later, state="full") == ["outcome not-applicable"]
