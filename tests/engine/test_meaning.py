"""What rules come to within the bounds: decided conditions, credits out of reach, divisions by zero."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from builders import (
    counted,
    dated,
    dictionary,
    frame_fact,
    integrity_rule,
    listed,
    pack,
    point,
    rule,
    shape,
    span,
    stated,
    target,
    yes_or_no,
)

from checker.engine.linting.grid import Budget
from checker.engine.linting.meaning import iter_meaning
from checker.model.assessment import Finding
from checker.model.indicator import ItemFieldSpec
from checker.model.pack import Pack
from checker.model.rule import Dated, Expression, InForce
from checker.model.types import StateType

STAGE = ItemFieldSpec("stage", StateType(("agreed", "trial", "operating")), "", span(None, None), ())
KNOWN = dictionary(
    counted("built"),
    counted("shared"),
    counted("open_ended", span(0, None)),
    counted("residents", span(1, 1000), kind="frame"),
    counted("villages", span(0, 1000), kind="frame"),
    stated("plan"),
    yes_or_no("claimed"),
    yes_or_no("hosted", kind="frame"),
    dated("issued"),
    listed("trials", fields=(STAGE,)),
)
RAMP = shape("ramp", KNOWN, zero_at="0", full_at="1")


def found(given: Pack, left: int = 10_000) -> list[tuple[str, str]]:
    """Return code and severity of each finding."""
    return [(one.code, one.severity) for one in findings(given, left)]


def findings(given: Pack, left: int = 10_000) -> list[Finding]:
    return list(iter_meaning(given, Budget(left)))


def gate(condition: str) -> Pack:
    """Return a pack whose one rule has this condition as its only milestone."""
    return pack(KNOWN, [rule(KNOWN, None, shape("checklist", KNOWN, milestones=[(condition, 1)]))])


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("built >= 10", []),
        ('level == "county" or built > 1000', []),
        ("built >= 0", ["condition-always-true", "credit-never-zero"]),
        ("built > 1000", ["condition-always-false", "credit-never-full"]),
        ("open_ended != 2 and open_ended != 3 and open_ended != 4 and open_ended != 5 and open_ended == 70000", []),
        ("built < built", ["condition-unreached", "credit-full-unreached"]),
        ('period_end >= date("2021-01-01")', ["condition-always-false", "credit-never-full"]),
        ('period_end >= date("2020-12-31")', []),
        ('any(x.stage == "operating" for x in trials)', []),
        ('all(x.stage == "operating" for x in trials)', ["condition-unreached"]),
        ("count(x for x in trials) >= 3", []),
        ('plan in ("partial", "full") and claimed', []),
        ('issued <= date("2020-06-30")', []),
        ("not has_target(built) or built >= target(built)", []),
        ("built / shared > 2", ["divides-by-zero"]),
        ("target_stated(built)", []),
        ("0 * built / shared >= 0", ["credit-never-zero", "divides-by-zero"]),
    ],
)
def test_condition_is_held_against_every_case(condition: str, codes: list[str]) -> None:
    known = gate(condition)
    assert [code for code, _ in found(known)] == codes


def test_applicability_is_known_if_the_pack_holds_the_fact_for_anybody() -> None:
    applies = rule(KNOWN, "built / 100", RAMP, applies_when="hosted")
    rows = [frame_fact("hosted", frozenset({True}))]
    assert found(pack(KNOWN, [applies], frame=rows)) == []
    assert found(pack(KNOWN, [applies])) == [("condition-never-known", "minor")]


def test_threshold_of_a_level_that_the_rule_leaves_out_decides_nothing() -> None:
    score = shape("two-gate", KNOWN, annual='level == "county"', cumulative="built >= 5")
    score = replace(score, credits={"both": 1, "annual": 0, "cumulative": 1, "neither": 0})
    given = pack(KNOWN, [rule(KNOWN, None, score, applies_when='level == "province"')])
    assert ("condition-always-false", "major") in found(given)


def test_condition_on_targets_is_known_if_there_is_a_row() -> None:
    measured = rule(KNOWN, "built / target(built)", RAMP, applies_when="has_target(built)")
    assert found(pack(KNOWN, [measured], targets=[target("built", 100)])) == []
    assert found(pack(KNOWN, [measured])) == [("condition-never-known", "minor")]


def test_many_targets_are_stated_all_or_none() -> None:
    names = ("built", "shared", "open_ended", "residents")
    condition = " or ".join(f"has_target({name})" for name in names)
    measured = rule(KNOWN, "built / 100", RAMP, applies_when=condition)
    assert found(pack(KNOWN, [measured], targets=[target("built", 100)])) == []


@pytest.mark.parametrize(
    ("measure", "score", "codes"),
    [
        ("built / 1000", RAMP, []),
        ("built / 2000", RAMP, ["credit-never-full"]),
        ("(built + 100) / 1000", RAMP, ["credit-never-zero"]),
        ("built - built", RAMP, ["credit-full-unreached"]),
        ("1 + built - built", RAMP, ["credit-zero-unreached"]),
        ("built / shared", RAMP, ["divides-by-zero"]),
        ("built / residents", RAMP, []),
        ("open_ended / 10", RAMP, []),
        ("plan", shape("ordered", KNOWN, credits={"none": 0, "planned": 0, "partial": 1, "full": 1}), []),
        ("issued", shape("by-date", KNOWN, due='date("2020-03-01")', grace=30), []),
        ("issued", shape("by-date", KNOWN, due="period_end + 30", grace=60), []),
        ("built", shape("share", KNOWN, of="shared"), ["divides-by-zero"]),
        ("built / target(built)", shape("ramp", KNOWN, zero_at="0", full_at="due(period)"), []),
        ("1 / (0 * built)", RAMP, ["divides-by-zero"]),
    ],
)
def test_ends_of_the_credit_are_within_reach(measure: str, score: object, codes: list[str]) -> None:
    measured = rule(KNOWN, measure, score)  # type: ignore[arg-type]
    assert [code for code, _ in found(pack(KNOWN, [measured], targets=[target("built", 5)]))] == codes


def test_zero_and_applicability_prevent_a_division_by_zero() -> None:
    rows = [frame_fact("villages", point(5))]
    for changes in ({"zero": point(0).lower}, {"applies_when": "villages > 0"}):
        measured = rule(KNOWN, "built / villages", RAMP, **changes)
        assert found(pack(KNOWN, [measured], frame=rows)) == []


def test_division_by_zero_is_shown_with_values() -> None:
    score = shape("checklist", KNOWN, milestones=[("built / shared > 2 and has_target(built)", 1)])
    lists = rule(KNOWN, "count(x for x in trials) / shared", RAMP, applies_when="not has_target(built)", id="P1-2")
    states = rule(KNOWN, None, score)
    given = pack(KNOWN, [states, lists], targets=[target("built", None)])
    shown = {one.rule: str(one.parameters["found"]) for one in findings(given) if one.code == "divides-by-zero"}
    assert shown["P1-2"] == "shared = 0, trials = 0 items, target(built) = none, level = province, period = 2020"
    assert "built = " in shown["P1-1"]


def test_each_version_of_a_threshold_is_looked_at() -> None:
    ways = [
        Dated(InForce(None, date(2020, 6, 30)), _plain("2000")),
        Dated(InForce(date(2020, 7, 1), None), _plain("500")),
    ]
    score = replace(shape("at-least", KNOWN, threshold="500"), dated={"threshold": tuple(ways)})
    measured = rule(KNOWN, "built", score, in_force=InForce(date(2020, 1, 1), None))
    assert found(pack(KNOWN, [measured])) == [("credit-never-full", "major")]
    gone = rule(KNOWN, "built", score, in_force=InForce(date(2022, 1, 1), None))
    assert found(pack(KNOWN, [gone])) == []


def _plain(number: str) -> Expression:
    return shape("at-least", KNOWN, threshold=number).expressions["threshold"]


def test_integrity_rule_that_can_never_fire_is_named() -> None:
    checks = [integrity_rule(KNOWN, "built <= 1000"), integrity_rule(KNOWN, "built <= shared", id="I1-2")]
    assert found(pack(KNOWN, [], integrity=checks)) == [("condition-always-true", "major")]


def test_search_without_budget_says_nothing_and_notes_that_it_was_cut() -> None:
    budget = Budget(0)
    measured = rule(KNOWN, "built - built", RAMP)
    assert list(iter_meaning(pack(KNOWN, [measured]), budget)) == []
    assert budget.cut == 1
