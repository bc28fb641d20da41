"""A plan in words: who has to do what, what it gains, and nothing that a rounded number could get wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.plan import goal_of, plan
from checker.model.assessment import Reading
from checker.model.directive import Grade
from checker.model.indicator import StateLabel
from checker.model.review import Verification
from checker.model.rule import Rule
from checker.model.submission import Claim
from checker.model.text import Language, Text
from checker.reports.plan import to_plan
from checker.reports.step import near
from tests.builders import (
    claim,
    counted,
    dated,
    dictionary,
    integrity_rule,
    pack,
    period,
    point,
    rule,
    scoring,
    shape,
    source,
    stated,
    submission,
    yes_or_no,
)

F = Fraction
INDICATORS = dictionary(
    counted("built"),
    counted("dark"),
    counted("leaks", kind="flow"),
    counted("share", unit="ratio", kind="state"),
    counted("cities", kind="frame"),
    yes_or_no("signed"),
    replace(stated("plan"), states=(StateLabel("full", Text("全面", "complete")),)),
    dated("sent"),
)
GRADES = tuple(
    Grade(name, F(floor), Text(zh, en))
    for name, floor, zh, en in (
        ("good", 80, "良好", "Good"),
        ("pass", 60, "合格", "Pass"),
        ("fail", 0, "不合格", "Fail"),
    )
)
RAMP = shape("ramp", INDICATORS, zero_at="0", full_at="30")
ORDERED = shape("ordered", INDICATORS, credits={"none": 0, "planned": "0.2", "partial": "0.6", "full": 1})
FALLING = shape("ramp-down", INDICATORS, zero_at="3", full_at="1 / 3")


def a_rule(measure: str | None = "built", score: Any = RAMP, **changes: Any) -> Rule:
    """Return a rule."""
    return rule(INDICATORS, measure, score, **changes)


def page(
    *claims: Claim,
    rules: list[Rule],
    language: Language = "en",
    to: str | None = None,
    reading: Reading = "claimed",
    **held: Any,
) -> str:
    """Return the plan of *claims* in words."""
    whole = held.pop("whole", False)
    made = pack(INDICATORS, rules, policy=scoring(grades=GRADES), **held)
    assessment = Assessor(made, Verification()).assess(submission(*claims))
    goal = goal_of(made.directive.scoring, assessment.scores[reading], to)
    return to_plan(made, plan(made, assessment, goal, reading), language, whole=whole)


# --- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "en", "zh"),
    [
        ("0", "0", " 0"),
        ("1.5", "1.5", " 1.5"),
        ("100", "100", " 100"),
        ("1/3", "about 0.33", "约 0.33"),
        ("0.125", "about 0.13", "约 0.13"),
        ("1/3000", "about 0.0003", "约 0.0003"),
    ],
)
def test_a_rounded_number_is_marked_and_never_becomes_nothing(value: str, en: str, zh: str) -> None:
    assert (near(F(value), 2, "en"), near(F(value), 2, "zh")) == (en, zh)


# --- what a step says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "claims", "lines"),
    [
        (a_rule(), [], ["report: built (built)", "P1-1 rule · at most +100"]),
        (
            a_rule(),
            [claim("built", 3, hedge="over")],
            ["report exactly, in full, as of the period's end: built (built)"],
        ),
        (
            a_rule(),
            [claim("built", 10)],
            [
                "P1-1 rule · about +66.67",
                "measure now 10, full credit from 30 on (built)",
                "built (built): now 10, needed 30 (stations)",
                "claims so far: alpha.yaml/claims/built/0",
                "→ mend",
            ],
        ),
        (
            a_rule("share", FALLING),
            [claim("share", 2)],
            ["measure now 2, full credit at about 0.3333 or less (share)", "share (share): now 2, needed about 0.3333"],
        ),
        (
            a_rule(score=shape("steps", INDICATORS, steps=[(1, "0.5"), (9, 1)])),
            [claim("built", 0)],
            ["measure now 0, next step 1, full credit from 9 on (built)"],
        ),
        (
            a_rule("plan", ORDERED),
            [claim("plan", "none")],
            ['plan (plan): now "none", next "planned", needed "complete"'],
        ),
        (
            a_rule(None, shape("checklist", INDICATORS, milestones=[("signed", "0.5"), ("built >= 4", "0.5")])),
            [claim("signed", value=False), claim("built", 1)],
            ["P1-1 rule: m0 · +50", "signed (signed): now no, needed yes", "built (built): now 1, needed 4"],
        ),
        (
            a_rule(None, shape("checklist", INDICATORS, milestones=[("signed and plan == 'full'", "1")])),
            [claim("signed", value=False), claim("plan", "none")],
            ["P1-1 rule · +100"],
        ),
        (
            a_rule("leaks", shape("lower-is-better", lose=F("0.5"))),
            [claim("leaks", 1)],
            ["Lost for this period (gain 0) (1)", "measure now 1, full credit at 0 or less (leaks)"],
        ),
        (
            a_rule("built / cities"),
            [],
            ["the assessor enters: cities (cities)", "the locality reports besides: built (built)"],
        ),
        (
            a_rule("share", shape("at-least", INDICATORS, threshold="1 / 3")),
            [claim("share", F("0.33333"))],
            ["measure now 0.33333, full credit from about 0.333333 on (share)"],
        ),
        (
            a_rule(
                None,
                shape(
                    "two-gate",
                    INDICATORS,
                    annual="signed",
                    cumulative="built >= 9",
                    credits={"both": 1, "annual": "0.5", "cumulative": "0.5", "neither": 0},
                ),
            ),
            [claim("signed", value=True), claim("built", 3)],
            ["does not hold yet: built >= 9"],
        ),
        (
            a_rule("plan if signed else plan", ORDERED),
            [claim("signed", value=True), claim("plan", "partial")],
            ['now "partial", needed "full"'],
        ),
        (
            a_rule(None, shape("checklist", INDICATORS, milestones=[("plan == 'full'", "0.5"), ("signed", "0.5")])),
            [claim("plan", frozenset({"none", "planned"})), claim("signed", value=True)],
            ['plan (plan): now "none" or "planned", needed "complete"'],
        ),
        (a_rule(), [claim("built", 10, hedge="under")], ["measure now 0 to 10, full credit from 30 on (built)"]),
        (a_rule("built / target(built)"), [claim("built", 3)], ["the assessor enters: the target of built (built)"]),
        (
            a_rule("built / dark"),
            [claim("built", 3), claim("dark", 0)],
            ["correct: built (built), dark (dark)", "3 (2020-06-30) · no evidence · alpha.yaml/claims/built/0"],
        ),
        (
            a_rule(),
            [claim("built", 30, evidence=source("press"))],
            [
                "evidence for built (built): ledger",
                "30 (2020-06-30, source) · press 2020-07-10 · alpha.yaml/claims/built/0",
                "Evidence has to be issued by 2020-08-29, 60 days after the period's end; press never supports a count",
            ],
        ),
    ],
)
def test_a_step_says_what_it_takes(one: Rule, claims: list[Claim], lines: list[str]) -> None:
    found = page(*claims, rules=[one])
    for line in lines:
        assert line in found


def test_a_step_that_earns_nothing_by_itself_says_why() -> None:
    rules = [
        a_rule(),
        a_rule("dark", id="P1-2", bonus=F(2)),
        a_rule("leaks", shape("at-most", INDICATORS, threshold="0"), id="P1-3", deduct=F(90)),
        a_rule(None, shape("checklist", INDICATORS, milestones=[("signed", "1")]), id="P1-4", deduct=F(80)),
        a_rule("share", shape("at-least", INDICATORS, threshold="1"), id="P1-5", veto="fail", lifted_when="signed"),
    ]
    found = page(claim("built", 20), claim("share", 0), rules=rules)
    assert "P1-2 rule · +0\n" in found
    assert "bonus: at most 2, counts where the base reaches 60, all together at most 5" in found
    assert "its point is held at 0 by deductions: alone it gains nothing" in found
    assert "veto: no points, it bears on the grade" in found
    assert "lifted where this holds: signed" in found
    assert "is not proved the cheapest" in found


# --- the page ---------------------------------------------------------------------------------------------------------


def test_what_contradicts_itself_is_mended_before_anything_is_planned() -> None:
    reject = integrity_rule(INDICATORS, "dark <= built", consequence="reject")
    found = page(claim("built", 3), claim("dark", 5), rules=[a_rule()], integrity=[reject])
    assert "nothing is scored, and nothing planned" in found
    assert "integrity I1-1" in found
    assert "Data work" not in found


def test_what_is_to_be_answered_stands_first() -> None:
    ask = integrity_rule(INDICATORS, "dark <= built")
    found = page(claim("built", 3), claim("dark", 5), rules=[a_rule()], integrity=[ask])
    assert found.index("To be answered first: 1") < found.index("The cheapest way")


def test_a_goal_out_of_reach_says_how_far_it_goes_and_why() -> None:
    rules = [
        a_rule(),
        a_rule("leaks", shape("lower-is-better", lose=F(1)), id="P1-2"),
        a_rule("built / cities", id="P1-3"),
    ]
    found = page(claim("built", 15), claim("leaks", 1), rules=rules, to="Good")
    assert "The goal is out of reach: with all that the locality can do the score is 33.3, the grade Fail." in found
    assert "Lost for this period: P1-2." in found
    assert "1 more wait for the assessor's entries: even with them 66.7 at most." in found
    reached = page(claim("built", 15), claim("leaks", 1), rules=rules, to="60")
    assert "1 more wait for the assessor's entries: with them 66.7 at most, enough for the goal." in reached


def test_a_veto_that_stays_bars_the_grade() -> None:
    veto = a_rule("leaks", shape("at-most", INDICATORS, threshold="0"), id="P1-9", veto="fail")
    found = page(claim("built", 30), claim("leaks", 1), rules=[a_rule(), veto])
    assert "goal Pass (from 60 on): the score is enough, a veto stands in the way" in found
    assert (
        "it cannot be ruled out, so the lower end of the grade is Fail at most; for the goal it must be cleared"
        in found
    )
    assert "The score would do, but a veto stays: P1-9." in found
    lower = page(claim("built", 30), claim("leaks", 1), rules=[a_rule(), veto], to="100")
    assert "it does not stand in the way of the goal" in lower
    assert "goal 100: reached already" in lower


def test_only_the_largest_steps_are_listed_unless_all_are_wanted() -> None:
    rules = [a_rule(id=f"P1-{number:02}") for number in range(12)]
    some, every = page(rules=rules), page(rules=rules, whole=True)
    assert "and 2 more that gain no more than these; --all lists them" in some
    assert len(re.findall(r"^ +\d+\. P1-\d\d", every, re.MULTILINE)) == 12
    assert len(re.findall(r"^ +\d+\. P1-\d\d", some, re.MULTILINE)) == 10


def test_both_languages_say_the_same_lines() -> None:
    rules = [
        a_rule(),
        a_rule("plan", ORDERED, id="P1-2"),
        a_rule("sent", shape("by-date", INDICATORS, due="period_end", grace=9)),
    ]
    claims = [claim("built", 10, evidence=source("copy")), claim("plan", "none"), claim("sent", point(737700))]
    pages = [page(*claims, rules=rules, language=language, reading="supported") for language in ("en", "zh")]
    assert len(pages[0].splitlines()) == len(pages[1].splitlines())
    assert "as supported" in pages[0]
    assert "按有据" in pages[1]
    assert period().end.isoformat() == "2020-06-30"
