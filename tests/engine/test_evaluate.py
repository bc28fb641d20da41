"""One rule: does it bind, what is it worth, and what its result is called."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.evaluate import judge, outcome_of, take_at_its_word
from checker.model.assessment import Outcome, RuleResult
from checker.model.interval import UNIT, ZERO, Interval
from checker.model.pack import TargetRow
from checker.model.rule import Rule, Shape
from checker.model.value import TRUE, Value
from tests.builders import (
    counted,
    dated,
    dictionary,
    expression,
    facts,
    frame_fact,
    pack,
    point,
    rule,
    shape,
    span,
    stated,
    target,
    yes_or_no,
)

F = Fraction
INDICATORS = dictionary(
    counted("built"),
    counted("planned"),
    counted("tiny", span(0, 10**13)),
    counted("cities", kind="frame"),
    yes_or_no("hosted", kind="frame"),
    yes_or_no("signed"),
    yes_or_no("met_it"),
    stated("plan"),
    stated("former"),
    dated("sent"),
)
RAMP = shape("ramp", INDICATORS, zero_at="0", full_at="30")
SHARE = shape("share", INDICATORS, of="planned")


def judged(one: Rule, frame: Mapping[str, Any] | None = None, **said: object) -> RuleResult:
    """Return what *one* says of Alpha in the first half of 2020."""
    rows = [frame_fact(name, value) for name, value in (frame or {}).items()]
    return judge(one, facts(pack(INDICATORS, [one], frame=rows), **said))


def verdict(result: RuleResult) -> tuple[Outcome, Interval]:
    """Return outcome and credit."""
    return result.outcome, result.credit


# --- names and rounding -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("credit", "expected"),
    [
        (point(1), "met"),
        (point("0.000000000001"), "partly"),
        (point("0.999999999999"), "partly"),
        (point(0), "unmet"),
        (span(0, "0.5"), "unknown"),
        (span("0.999999999999", 1), "unknown"),
    ],
    ids=str,
)
def test_a_credit_has_a_name(credit: Interval, expected: str) -> None:
    assert outcome_of(credit) == expected


@pytest.mark.parametrize(
    ("built", "full_at", "expected"),
    [
        pytest.param(10, "30", ("partly", point("0.333333333333")), id="a third goes down"),
        pytest.param(20, "30", ("partly", point("0.666666666667")), id="two thirds go up"),
        pytest.param(1, "1000000000000", ("partly", point("0.000000000001")), id="the last decimal that counts"),
        pytest.param(1, "2000000000000", ("partly", point("0.000000000001")), id="half of it goes up"),
        pytest.param(1, "2000000000001", ("unmet", point(0)), id="less than half is nothing"),
        pytest.param(1999999999999, "2000000000000", ("met", point(1)), id="half below 1 goes up to it"),
        pytest.param(1999999999998, "2000000000000", ("partly", point("0.999999999999")), id="more than half below 1"),
        pytest.param(span(10, 20), "30", ("unknown", span("0.333333333333", "0.666666666667")), id="both ends"),
        pytest.param(span(1, 3), "20000000000000", ("unmet", point(0)), id="ends that round to one number"),
    ],
)
def test_a_credit_is_rounded_half_up_to_12_decimals(
    built: object, full_at: str, expected: tuple[Outcome, Interval]
) -> None:
    one = rule(INDICATORS, "tiny", shape("ramp", INDICATORS, zero_at="0", full_at=full_at))
    assert verdict(judged(one, tiny=built)) == expected


def test_three_thirds_do_not_make_a_whole() -> None:
    third = judged(rule(INDICATORS, "built", RAMP), built=10).credit
    assert third + third + third == point("0.999999999999")


@pytest.mark.parametrize(
    ("score", "measure", "said", "expected"),
    [
        pytest.param(RAMP, "built", {"built": 15}, ("partly", point("0.5")), id="a measure that is known"),
        pytest.param(RAMP, "built", {}, ("unknown", UNIT), id="a measure that is not"),
        pytest.param(
            shape("ordered", credits={"none": 0, "planned": 0, "partial": "0.6", "full": 1}),
            "plan",
            {"plan": frozenset({"none", "planned"})},
            ("unmet", point(0)),
            id="two states of one worth are decided",
        ),
        pytest.param(
            shape("checklist", INDICATORS, milestones=[("signed", "0.4"), ("built > 5", "0.6")]),
            None,
            {"signed": True},
            ("unknown", span("0.4", 1)),
            id="one milestone holds, one may",
        ),
        pytest.param(
            shape("at-least", INDICATORS, threshold="planned"),
            "built",
            {"built": 10, "planned": 10},
            ("met", point(1)),
            id="equal to the threshold is met",
        ),
        pytest.param(
            shape("by-date", INDICATORS, due="period_end", grace=10),
            "sent",
            {"sent": span(737_606, 737_611)},
            ("unknown", span("0.5", 1)),
            id="a day within the grace, or the last of June",
        ),
    ],
)
def test_a_measure_becomes_credit(
    score: Shape, measure: str | None, said: dict[str, object], expected: tuple[Outcome, Interval]
) -> None:
    assert verdict(judged(rule(INDICATORS, measure, score), **said)) == expected


def test_the_traces_hold_every_expression_under_its_name() -> None:
    one = rule(INDICATORS, "built", shape("ramp", INDICATORS, zero_at="0", full_at="planned"), applies_when="hosted")
    traces = judged(one, frame={"hosted": TRUE}, built=15, planned=30).traces
    assert {name: trace.value for name, trace in traces.items()} == {
        "applies-when": Value(TRUE),
        "measure": Value(point(15)),
        "zero-at": Value(point(0)),
        "full-at": Value(point(30)),
    }


# --- zero denominators ------------------------------------------------------------------------------------------------

ERROR = ("error", UNIT)
UNKNOWN = ("unknown", UNIT)
UNMET = ("unmet", point(0))
MET = ("met", point(1))
RATIO_RAMP = shape("ramp", INDICATORS, zero_at="0", full_at="1")


@pytest.mark.parametrize(
    ("said", "without", "with_0", "with_1"),
    [
        pytest.param({"built": 5, "planned": 0}, ERROR, UNMET, MET, id="something of nothing"),
        pytest.param({"built": 0, "planned": 0}, ERROR, UNMET, MET, id="nothing of nothing"),
        pytest.param({"planned": 0}, ERROR, UNMET, MET, id="unknown of nothing"),
        pytest.param({"built": 5}, UNKNOWN, UNKNOWN, ("unknown", span("0.005", 1)), id="something of unknown"),
        pytest.param({"built": 0}, UNKNOWN, UNMET, UNKNOWN, id="nothing of unknown"),
        pytest.param({}, UNKNOWN, UNKNOWN, UNKNOWN, id="unknown of unknown"),
        pytest.param({"built": 5, "planned": 10}, *[("partly", point("0.5"))] * 3, id="half"),
        pytest.param(
            {"built": 5, "planned": span(5, 10)}, *[("unknown", span("0.5", 1))] * 3, id="a denominator above zero"
        ),
    ],
)
@pytest.mark.parametrize(
    ("measure", "score"), [("built / planned", RATIO_RAMP), ("built", SHARE)], ids=["a quotient", "a share"]
)
def test_a_zero_denominator_is_an_error_or_what_the_rule_declares(
    measure: str, score: Shape, said: dict[str, object], without: object, with_0: object, with_1: object
) -> None:
    one = rule(INDICATORS, measure, score)
    assert verdict(judged(one, **said)) == without
    assert verdict(judged(replace(one, zero=F(0)), **said)) == with_0
    assert verdict(judged(replace(one, zero=F(1)), **said)) == with_1


@pytest.mark.parametrize(
    ("score", "said", "expected"),
    [
        pytest.param(
            shape("ramp", INDICATORS, zero_at="0", full_at="1 / planned"), {"planned": 0}, ERROR, id="full-at fails"
        ),
        pytest.param(shape("ramp", INDICATORS, zero_at="0", full_at="1 / planned"), {}, UNKNOWN, id="full-at may fail"),
        pytest.param(shape("share", INDICATORS, of="1 / planned"), {"planned": 0}, ERROR, id="of fails"),
        pytest.param(shape("share", INDICATORS, of="1 / planned"), {}, UNKNOWN, id="of may fail"),
    ],
)
def test_what_is_declared_for_the_measure_does_not_excuse_a_parameter(
    score: Shape, said: dict[str, object], expected: tuple[Outcome, Interval]
) -> None:
    assert verdict(judged(rule(INDICATORS, "built", score, zero=F(1)), built=1, **said)) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"signed": True, "built": 8, "planned": 10}, MET, id="all hold"),
        pytest.param({"signed": True, "built": 8, "planned": 0}, ERROR, id="one fails"),
        pytest.param({"signed": True, "built": 8}, UNKNOWN, id="one may fail, so nothing is sure"),
        pytest.param({"signed": False, "built": 8}, UNKNOWN, id="nor is it where another does not hold"),
    ],
)
def test_a_milestone_that_cannot_be_evaluated_makes_the_checklist_an_error(
    said: dict[str, object], expected: tuple[Outcome, Interval]
) -> None:
    score = shape("checklist", INDICATORS, milestones=[("signed", "0.5"), ("built / planned > 0.5", "0.5")])
    assert verdict(judged(rule(INDICATORS, None, score), **said)) == expected


@pytest.mark.parametrize("zero", [None, F(1)], ids=["nothing declared", "a number declared"])
@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"planned": 0}, ERROR, id="fails"),
        pytest.param({}, UNKNOWN, id="may fail"),
        pytest.param({"built": 8, "planned": 10}, MET, id="holds"),
    ],
)
def test_a_state_that_cannot_be_evaluated_is_an_error_whatever_is_declared_for_zero(
    zero: Fraction | None, said: dict[str, object], expected: tuple[Outcome, Interval]
) -> None:
    score = shape("ordered", credits={"none": 0, "planned": 0, "partial": "0.6", "full": 1})
    one = rule(INDICATORS, "plan if built / planned > 0.5 else former", score, zero=zero)
    assert verdict(judged(one, plan="full", former="full", **said)) == expected


# --- applicability ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("condition", "frame", "expected"),
    [
        pytest.param("hosted", {"hosted": True}, ("partly", point("0.5")), id="it binds"),
        pytest.param("hosted", {"hosted": False}, ("not-applicable", ZERO), id="it does not bind"),
        pytest.param("hosted", {}, UNKNOWN, id="nobody knows, so nothing is sure"),
        pytest.param('level == "county"', {}, ("not-applicable", ZERO), id="another level"),
        pytest.param('10 / cities > 1 and level == "county"', {"cities": 0}, ERROR, id="that cannot be evaluated"),
        pytest.param("10 / cities > 1", {}, UNKNOWN, id="that may fail"),
        pytest.param("10 / cities > 1 or hosted", {"hosted": True}, UNKNOWN, id="true, or it fails"),
        pytest.param("10 / cities > 1 and hosted", {"hosted": False}, UNKNOWN, id="false, or it fails"),
        pytest.param("hosted or 10 / cities > 1", {"hosted": True}, ("partly", point("0.5")), id="decided before it"),
    ],
)
def test_a_rule_binds_by_what_the_pack_holds(
    condition: str, frame: dict[str, Any], expected: tuple[Outcome, Interval]
) -> None:
    held = {name: frozenset({value}) if isinstance(value, bool) else point(value) for name, value in frame.items()}
    one = rule(INDICATORS, "built", RAMP, applies_when=condition)
    assert verdict(judged(one, frame=held, built=15)) == expected


def test_a_rule_that_does_not_bind_measures_nothing() -> None:
    one = rule(INDICATORS, "built", RAMP, applies_when='level == "county"')
    result = judged(one, built=15)
    assert list(result.traces) == ["applies-when"]
    assert not result.applies


def test_an_error_shows_all_that_led_to_it() -> None:
    one = rule(INDICATORS, "built / planned", RATIO_RAMP, applies_when="10 / cities > 1")
    result = judged(one, frame={"cities": point(0)}, built=1, planned=0)
    assert list(result.traces) == ["applies-when", "measure", "zero-at", "full-at"]
    assert result.applies


# --- the locality's own word ------------------------------------------------------------------------------------------

PROGRESS = "built / target(built)"
PACE = shape("ramp", INDICATORS, zero_at="0", full_at="due(period)")
TAKEN = ("met", point(1), frozenset({"unverified"}))


def at_its_word(one: Rule, rows: list[TargetRow], **said: object) -> tuple[Outcome, Interval, frozenset[str]]:
    """Return what the claimed reading makes of *one*."""
    known = facts(pack(INDICATORS, [one], targets=rows), **said)
    result = take_at_its_word(judge(one, known), known)
    return result.outcome, result.credit, result.overlays


@pytest.mark.parametrize(
    ("rows", "said", "expected"),
    [
        pytest.param([], {"met_it": True}, TAKEN, id="Taiyuan: task done, but nobody tells the task"),
        pytest.param([], {"met_it": True, "built": 10}, TAKEN, id="and a number beside it"),
        pytest.param([target("built", None)], {"met_it": True}, TAKEN, id="nobody set one, says a row"),
        pytest.param([], {"met_it": False}, ("unknown", UNIT, frozenset()), id="it says that it is not done"),
        pytest.param([], {}, ("unknown", UNIT, frozenset()), id="it says nothing"),
        pytest.param(
            [target("built", 100)], {"met_it": True}, ("unknown", UNIT, frozenset()), id="a row states the task"
        ),
        pytest.param(
            [target("built", 100)],
            {"met_it": True, "built": 25},
            ("partly", point("0.5"), frozenset()),
            id="a row states the task, and the number decides",
        ),
        pytest.param([target("planned", 100)], {"met_it": True}, TAKEN, id="a row states the task of something else"),
    ],
)
def test_a_locality_is_taken_at_its_word_only_where_no_row_states_the_target(
    rows: list[TargetRow], said: dict[str, object], expected: tuple[Outcome, Interval, frozenset[str]]
) -> None:
    assert at_its_word(rule(INDICATORS, PROGRESS, PACE, self_claim="met_it"), rows, **said) == expected


def test_saying_more_never_costs_the_locality_its_word() -> None:
    """Nothing built of an unknown task is no progress by itself; but it must not pay to leave the number out."""
    one = rule(INDICATORS, PROGRESS, PACE, self_claim="met_it", zero=F(0))
    assert verdict(judged(one, built=0)) == UNMET
    assert at_its_word(one, [], met_it=True) == at_its_word(one, [], met_it=True, built=0) == TAKEN
    assert at_its_word(one, [], met_it=False, built=0) == (*UNMET, frozenset())
    assert at_its_word(one, [], built=0) == (*UNKNOWN, frozenset())


@pytest.mark.parametrize(
    ("changes", "said", "expected"),
    [
        pytest.param({"self_claim": None}, {}, ("unknown", UNIT), id="a rule that does not ask for it"),
        pytest.param({"measure": "built / 30"}, {"built": 6}, ("partly", point("0.4")), id="a rule without a target"),
        pytest.param(
            {"applies_when": 'level == "county"'}, {}, ("not-applicable", ZERO), id="a rule that does not bind"
        ),
        pytest.param({"measure": "(built + target(built)) / planned"}, {"planned": 0}, ERROR, id="a rule in error"),
        pytest.param(
            {"measure": "built / 30 if built > 15 else target(built) / 1000"},
            {"built": 20},
            MET,
            id="a rule that is met without it, and so is not unverified",
        ),
    ],
)
def test_the_word_changes_nothing_of(
    changes: dict[str, Any], said: dict[str, object], expected: tuple[Outcome, Interval]
) -> None:
    told = {"measure": PROGRESS, "self_claim": "met_it"} | changes
    one = rule(INDICATORS, score=PACE, **told)
    assert at_its_word(one, [], met_it=True, **said) == (*expected, frozenset())


def test_expressions_are_named_in_the_order_of_the_page() -> None:
    """The builders make rules as the loader does."""
    one = rule(INDICATORS, "built", SHARE, applies_when="hosted")
    assert one.named_expressions == {
        "applies-when": expression("hosted", INDICATORS),
        "measure": expression("built", INDICATORS),
        "of": expression("planned", INDICATORS),
    }
