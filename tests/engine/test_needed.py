"""What full credit needs: of a measure, of an indicator, of a milestone; and what is lost for the period."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.evaluate import judge
from checker.engine.facts import Facts
from checker.engine.planning.needed import is_lost, is_milestone_lost, milestone_need, need_of, top_credit
from checker.model.assessment import RuleResult
from checker.model.interval import INFINITY, Interval
from checker.model.plan import Level, Need
from checker.model.rule import Milestone, Shape
from checker.model.types import NumberType, parse_unit
from tests.builders import (
    counted,
    dated,
    dictionary,
    facts,
    frame_fact,
    listed,
    pack,
    period,
    point,
    rule,
    shape,
    span,
    stated,
    yes_or_no,
)

F = Fraction
WHOLE = NumberType(parse_unit("stations"), whole=True)
INDICATORS = dictionary(
    replace(counted("built"), type=WHOLE),
    replace(counted("planned", kind="state"), type=WHOLE),
    counted("price", span(0, 5), kind="state"),
    counted("leaks", kind="flow"),
    counted("users", span(0, None)),
    counted("cities", kind="frame"),
    yes_or_no("signed"),
    yes_or_no("other"),
    stated("plan"),
    dated("sent"),
    listed("trials"),
)


def judged(measure: str | None, how: Shape, **said: object) -> tuple[RuleResult, Facts]:
    """Return what a rule says of *said*, and the facts it was said of."""
    one = rule(INDICATORS, measure, how)
    known = facts(pack(INDICATORS, [one], frame=[frame_fact("cities", point(10))]), **said)
    return judge(one, known), known


def need(measure: str | None, how: Shape, **said: object) -> Need:
    """Return what a rule needs, given *said*."""
    return need_of(*judged(measure, how, **said))


def scored(name: str, **keys: Any) -> Shape:
    """Return a shape over the dictionary."""
    return shape(name, INDICATORS, **keys)


STEPS = scored("steps", steps=[(1, "0.6"), (3, 1)])
ORDERED = scored("ordered", credits={"none": 0, "planned": "0.2", "partial": "0.2", "full": 1})


@pytest.mark.parametrize(
    ("measure", "how", "said", "expected"),
    [
        ("built / cities", scored("ramp", zero_at="0", full_at="2.45"), {"built": 10}, ("up", None, F("2.45"), F(25))),
        ("built", scored("at-least", threshold="30"), {"built": 10}, ("up", None, F(30), F(30))),
        ("built", scored("share", of="cities * 3"), {"built": 10}, ("up", None, F(30), F(30))),
        ("price", scored("ramp-down", zero_at="3", full_at="1.5"), {"price": 2}, ("down", None, F("1.5"), F("1.5"))),
        ("planned / cities", scored("at-most", threshold="0.25"), {"planned": 9}, ("down", None, F("0.25"), F(2))),
        ("leaks", scored("lower-is-better", lose=F("0.5")), {"leaks": 1}, ("down", None, F(0), F(0))),
        ("built", STEPS, {"built": 0}, ("up", F(1), F(3), F(3))),
        ("built", STEPS, {"built": 2}, ("up", F(3), F(3), F(3))),
        ("built", scored("bonus-steps", start=10, step=5, each=F("0.4")), {"built": 12}, ("up", F(15), F(25), F(25))),
        ("built", scored("bonus-steps", start=10, step=5, each=0), {"built": 12}, ("up", F(15), None, None)),
        # two reported indicators decide, or the one is no point: only the measure's own need is told
        ("built / planned", scored("at-least", threshold="1"), {"built": 1, "planned": 4}, ("up", None, F(1), None)),
        ("built", scored("at-least", threshold="30"), {"built": span(3, 9)}, ("up", None, F(30), None)),
        # beyond the bounds, not affine, no slope, failing nearby, a threshold that is not known
        ("built", scored("at-least", threshold="2000"), {"built": 10}, ("up", None, F(2000), None)),
        ("max(built, 20)", scored("at-least", threshold="30"), {"built": 10}, ("up", None, F(30), None)),
        ("built * built", scored("at-least", threshold="30"), {"built": 2}, ("up", None, F(30), None)),
        ("cities / (built - 3)", scored("at-least", threshold="30"), {"built": 2}, ("up", None, F(30), None)),
        ("built", scored("at-least", threshold="target(built)"), {"built": 10}, ("up", None, None, None)),
        # already full a step before: the line through two values leads past a bend
        ("max(built, 5 * built - 90)", scored("at-least", threshold="30"), {"built": 10}, ("up", None, F(30), None)),
    ],
)
def test_what_a_measure_needs(
    measure: str, how: Shape, said: dict[str, object], expected: tuple[str, Level | None, Level | None, Level | None]
) -> None:
    found = need(measure, how, **said)
    assert ("up" if found.rises else "down", found.following, found.full, found.value) == expected


def test_a_count_of_days_is_needed_by_no_number() -> None:
    found = need("sent", scored("by-date", due="period_end", grace=0), sent=period().end)
    assert (found.full, found.value) == (None, None)


def test_a_measure_that_cannot_be_evaluated_needs_nothing_known() -> None:
    found = need("built / planned", scored("steps", steps=[(1, 1)]), built=1, planned=0)
    assert (found.now, found.following, found.full) == (None, None, F(1))


def test_the_next_state_earns_more_than_the_present_one() -> None:
    assert need("plan", ORDERED, plan="planned") == Need(
        now=frozenset({"planned"}), following="full", full="full", indicator="plan", value="full"
    )
    assert need("plan", ORDERED, plan="none").following == "planned"
    assert need("plan", ORDERED, plan=frozenset({"none", "full"})).following is None


def test_a_state_that_two_indicators_decide_is_nobodys() -> None:
    found = need("plan if signed else plan", ORDERED, plan="none", signed=True)
    assert (found.full, found.indicator) == ("full", None)


def test_gates_and_milestones_that_do_not_hold_are_named() -> None:
    gates = scored(
        "two-gate",
        annual="built >= 5",
        cumulative="built >= 9",
        credits={"both": 1, "annual": "0.5", "cumulative": "0.5", "neither": 0},
    )
    assert need(None, gates, built=7).failing == ("cumulative",)
    table = scored("checklist", milestones=[("signed", "0.5"), ("other", "0.5")])
    assert need(None, table, signed=True, other=False).failing == ("m1",)


def test_the_most_a_table_gives() -> None:
    assert top_credit(scored("steps", steps=[(1, "0.5")])) == F("0.5")
    assert top_credit(ORDERED) == top_credit(scored("share", of="1")) == 1


# --- milestones -------------------------------------------------------------------------------------------------------


def milestone(when: str) -> Milestone:
    """Return a milestone of full credit."""
    return scored("checklist", milestones=[(when, 1)]).milestones[0]


@pytest.mark.parametrize(
    ("when", "said", "expected"),
    [
        ('plan >= "partial"', {"plan": "none"}, ("plan", "partial")),
        ("signed", {"signed": False}, ("signed", True)),
        ("not signed", {"signed": True}, ("signed", False)),
        ("built > 3", {"built": 1}, ("built", F(4))),
        ("built < cities", {"built": 20}, None),
        ("2 <= price <= 4", {"price": 1}, ("price", F(2))),
        ("price < 1", {"price": 2}, None),
        ("users >= 5", {"users": span(0, None)}, ("users", F(5))),
        ("signed and other", {"signed": False, "other": False}, None),
        ("cities > 20", {}, None),
        ("sent <= period_end", {"sent": point(999999)}, None),
    ],
)
def test_what_a_milestone_needs(when: str, said: dict[str, object], expected: tuple[str, Level] | None) -> None:
    known = facts(pack(INDICATORS, frame=[frame_fact("cities", point(10))]), **said)
    found = milestone_need(milestone(when), known)
    assert (found and (found.indicator, found.value)) == expected


# --- lost for the period ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "how", "said", "lost"),
    [
        ("leaks", scored("lower-is-better", lose=F("0.5")), {"leaks": 1}, True),
        ("leaks / built", scored("at-most", threshold="0.1"), {"leaks": 1, "built": 5}, False),
        ("min(built, users)", scored("at-least", threshold="9"), {"built": 5, "users": 5}, False),
        ("users", scored("at-least", threshold="9"), {"users": 0}, False),
        ("built", scored("at-least", threshold="9"), {"built": 5}, False),
        ("price", scored("at-most", threshold="1"), {"price": 5}, False),
        ("sent", scored("by-date", due="period_end", grace=0), {"sent": point(999999)}, True),
        ("plan", ORDERED, {"plan": "planned"}, False),
        ("count(t for t in trials)", scored("at-most", threshold="0"), {"trials": ["trial"]}, True),
        ("users", scored("at-most", threshold="3"), {"users": Interval(-INFINITY, INFINITY)}, False),
    ],
)
def test_what_only_grows_cannot_fall_again(measure: str, how: Shape, said: dict[str, object], *, lost: bool) -> None:
    result, known = judged(measure, how, **said)
    assert is_lost(result, known) is lost


@pytest.mark.parametrize(
    ("when", "said", "lost"),
    [
        ("not signed", {"signed": True}, True),
        ("signed", {"signed": False}, False),
        ('plan == "planned"', {"plan": "partial"}, True),
        ('plan == "planned"', {"plan": "none"}, False),
        ("leaks == 0", {"leaks": 2}, True),
        ("signed and other", {"signed": False, "other": False}, False),
        ("cities > 20", {}, True),
    ],
)
def test_a_milestone_may_be_lost(when: str, said: dict[str, object], *, lost: bool) -> None:
    known = facts(pack(INDICATORS, frame=[frame_fact("cities", point(10))]), **said)
    assert is_milestone_lost(milestone(when), known) is lost
