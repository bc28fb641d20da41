"""A plan in words: who has to do what, what it gains, and nothing that a rounded number could get wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.planning.plan import goal_of, plan
from checker.errors import Locus
from checker.model.assessment import Reading
from checker.model.directive import Grade
from checker.model.indicator import StateLabel
from checker.model.review import Review, Verification
from checker.model.rule import Rule
from checker.model.submission import Claim
from checker.model.text import Language, Text
from checker.reports.amount import near
from checker.reports.planning.plan import to_plan
from tests.builders import (
    claim,
    counted,
    dated,
    dictionary,
    expression,
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
DARK = expression("dark", INDICATORS)
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
                "P1-1 rule · about +66.67 (exactly 66.6666666667)",
                "measure now 10, full credit from 30 on (“built”)",
                "built (built): now 10, needed 30 (stations)",
                "claims so far: alpha.yaml/claims/built/0",
                "→ mend",
            ],
        ),
        (
            a_rule("share", FALLING),
            [claim("share", 2)],
            [
                "measure now 2, full credit at about 0.3333 or less (“share”)",
                "share (share): now 2, needed about 0.3333",
            ],
        ),
        (
            a_rule(score=shape("steps", INDICATORS, steps=[(1, "0.5"), (9, 1)])),
            [claim("built", 0)],
            ["measure now 0, next step 1, full credit from 9 on (“built”)"],
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
            ["Lost for this period (gain 0) (1)", "measure now 1, full credit at 0 or less (“leaks”)"],
        ),
        (
            a_rule("built / cities"),
            [],
            ["the assessor enters: cities (cities)", "the locality reports besides: built (built)"],
        ),
        (
            a_rule("share", shape("at-least", INDICATORS, threshold="1 / 3")),
            [claim("share", F("0.33333"))],
            ["measure now 0.33333, full credit from about 0.333333 on (“share”)"],
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
            ["does not hold yet: built 3, at least 9 needed"],
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
        (a_rule(), [claim("built", 10, hedge="under")], ["measure now 0 to 10, full credit from 30 on (“built”)"]),
        (a_rule("built / target(built)"), [claim("built", 3)], ["the assessor enters: the target of built (built)"]),
        (
            a_rule("built / dark"),
            [claim("built", 3), claim("dark", 0)],
            ["correct built (built), dark (dark)", "3 (2020-06-30) · no evidence · alpha.yaml/claims/built/0"],
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
    assert "lifted where this holds: “signed” is true" in found
    assert "is not proved the cheapest" in found


def test_what_was_never_reported_is_reported_and_only_the_rest_corrected() -> None:
    both = [claim("built", 3), claim("built", 9, place=1)]
    found = page(*both, rules=[a_rule("built / dark")])
    assert "     report dark (dark); correct built (built)\n" in found
    zh = page(*both, rules=[a_rule("built / dark")], language="zh")
    assert "     报送dark(zh)（dark）；更正built(zh)（built）\n" in zh


def rejected(value: int, *rules: Rule, language: Language) -> str:
    """Return the plan where a review rejected the claim on what is built."""
    one = Review("110000", "2020-H1", "built", None, None, "rejected", "A", date(2020, 7, 9), "site", "", Locus("r"))
    made = pack(INDICATORS, rules, policy=scoring(grades=GRADES))
    verification = Verification(reviews={("110000", "2020-H1"): (one,)})
    said = submission(claim("built", value, note="少报 / too few"))
    assessment = Assessor(made, verification).assess(said)
    goal = goal_of(made.directive.scoring, assessment.scores["claimed"], None)
    return to_plan(made, plan(made, assessment, goal), language)


def test_what_a_review_rejected_is_reported_again_and_assumed_by_nobody() -> None:
    found = rejected(3, a_rule("built / dark"), language="en")
    assert "Data work: report again what a review rejected (1)" in found
    assert "report again after the review: built (built)" in found
    assert "report besides: dark (dark)" in found
    assert "→ correct it after the review and report it again, or object with material" in found
    assert re.search(r"report again  P1-1 +at most \+100", found)
    assert "What P1-1 rests on was rejected on review, so that it was done cannot be assumed" in found
    zh = rejected(3, a_rule(), language="zh")
    assert "核查后重报：built(zh)（built）" in zh
    assert "可能一分不加" in zh
    assert "claim-rejected" not in zh + found


def test_the_way_says_what_it_assumes() -> None:
    assert "If all of the following has in fact been done, reporting 1 item is enough; what has not been done" in page(
        rules=[a_rule()]
    )
    zh = page(rules=[a_rule(), a_rule("dark", id="P1-2")], language="zh", to="100")
    assert (
        "最省的办法：若以下各项实际均已做到，补报 2 项即可；没有做到的，须先落实再报。\n做完得 100.0 分，等级良好。"
        in zh
    )
    mixed = page(claim("built", 0), rules=[a_rule(), a_rule("dark", id="P1-2")], to="100")
    assert "real work comes first (steps: 1); if all the rest has in fact been done, reporting 1 item" in mixed
    assert "实际工作 1 项，必须先落实。\n" in page(claim("built", 0), rules=[a_rule()], language="zh")


def test_the_running_totals_are_exact() -> None:
    rules = [a_rule(id=f"P1-{number}", weight=F(number + 1)) for number in range(2)]
    found = page(rules=rules, to="100")
    assert "at most about +66.67 (exactly 200/3)  66.7 (exactly 200/3)" in found
    assert "at most about +33.33 (exactly 100/3)                 100.0" in found


def test_a_gain_that_differs_from_the_gain_alone_is_said() -> None:
    lost = a_rule("leaks", shape("at-most", INDICATORS, threshold="0"))
    bonus, wide = a_rule("dark", id="P1-2", bonus=F(2)), shape("at-least", INDICATORS, threshold="1")
    rules = [lost, bonus, a_rule("share", wide, id="P1-3", weight=F(3))]
    found = page(claim("leaks", 1), rules=rules, to="77")
    assert "Step 2 gains 0 alone, and here 2 (by then the bonus counts)." in found
    held = page(claim("leaks", 1), claim("dark", 30), rules=[*rules, a_rule(id="P1-4", weight=F(2))], to="80")
    assert re.search(
        r"Step 2 gains about 33.33 .*, and here about 35.33 .* \(from this step on the bonus counts\)", held
    )
    zh = page(claim("leaks", 1), rules=rules, to="77", language="zh")
    assert "第 2 步单独做加分 0，在此加分 2（这时附加分已可计入）。" in zh


def test_one_act_for_several_rules_is_one_step() -> None:
    rules = [a_rule(), a_rule(score=shape("at-least", INDICATORS, threshold="12"), id="P1-2")]
    veto = a_rule(score=shape("at-least", INDICATORS, threshold="11"), id="P1-3", veto="fail")
    found = page(claim("built", 6), rules=[*rules, veto])
    assert "Real work that serves several rules at once (1; the gain is joint)" in found
    assert "  1. built (built) has to reach 30 (stations), now 6 · +90\n     P1-1 rule: needs 30 (stations)\n" in found
    assert re.search(
        r" 1  build or adopt, clears the veto  P1-1, P1-2, P1-3 +\+90 +100\.0  built \(built\) has to", found
    )
    zh = page(claim("built", 6), rules=[*rules, veto], language="zh")
    assert "built(zh)（built）从 6 提高到 30（stations）" in zh
    alone = page(claim("built", 30), claim("dark", 0), rules=[rules[0], replace(veto, measure=DARK)])
    assert " 1  clear the veto  P1-3" in alone


def test_the_word_of_the_locality_is_named_as_such() -> None:
    fulfilled = shape("at-least", INDICATORS, threshold="1")
    one = a_rule("built / target(built)", fulfilled, self_claim="signed")
    found = page(claim("built", 5), claim("signed", value=True), rules=[one])
    assert "of the claimed score 100, this much has no accepted evidence: 100" in found
    assert "  1. P1-1 rule · supported at most +100" in found
    assert "the assessor enters: the target of built (built)" in found
    zh = page(claim("built", 5), claim("signed", value=True), rules=[one], language="zh")
    assert "自报得分 100 分，其中 100 分没有合格证据支持" in zh


# --- the page ---------------------------------------------------------------------------------------------------------


def test_what_contradicts_itself_is_mended_before_anything_is_planned() -> None:
    reject = integrity_rule(INDICATORS, "dark <= built", consequence="reject")
    found = page(claim("built", 3), claim("dark", 5), rules=[a_rule()], integrity=[reject])
    assert "nothing is scored, and nothing planned" in found
    assert "alpha.yaml/claims/built/0 · rule I1-1" in found
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
    assert "goes by the lower end of the supported reading" in pages[0]
    assert "按有据口径" in pages[1]
    assert period().end.isoformat() == "2020-06-30"
