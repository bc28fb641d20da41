"""A whole plan: its goal, its steps in order, the way, and what is out of reach."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.evaluate import judge
from checker.engine.planning.needed import top_credit, with_value
from checker.engine.planning.plan import goal_of, plan
from checker.engine.planning.steps import StepFinder
from checker.errors import UsageError
from checker.model.assessment import READINGS, Assessment, Score
from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.plan import IN_REACH, Goal, Plan, StepKind
from checker.model.submission import Claim
from tests.builders import (
    claim,
    counted,
    dictionary,
    pack,
    rule,
    scoring,
    shape,
    source,
    submission,
    yes_or_no,
)
from tests.random_packs import random_pack, random_submission
from tests.strategies import repeatable

F = Fraction
INDICATORS = dictionary(counted("a"), counted("b"), counted("c"), counted("held", kind="frame"))
FULL = shape("ramp", INDICATORS, zero_at="0", full_at="10")
PACK = pack(
    INDICATORS,
    [
        rule(INDICATORS, "a", FULL, id="P1-1", weight=F(3)),
        rule(INDICATORS, "b", FULL, id="P1-2", weight=F(5)),
        rule(INDICATORS, "c", FULL, id="P1-3", bonus=F(4)),
        rule(INDICATORS, "a / held", FULL, id="P1-4", weight=F(2)),
    ],
)
POLICY = PACK.directive.scoring
GRADES = {grade.id: grade for grade in POLICY.grades}


def assessed(*claims: Claim, made: Pack = PACK) -> Assessment:
    """Return what the pack says of *claims*."""
    return Assessor(made).assess(submission(*claims))


def shown(found: Plan) -> list[tuple[str, StepKind, Fraction]]:
    """Return rule, kind and gain of every step, in order."""
    return [(step.rule.id, step.kind, step.gain) for step in found.steps]


def score(*claims: Claim) -> Score:
    """Return the claimed score."""
    return assessed(*claims).scores["claimed"]


# --- the goal ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "goal"),
    [
        (None, Goal(F(60), GRADES["pass"])),
        ("excellent", Goal(F(90), GRADES["excellent"])),
        (" Good ", Goal(F(80), GRADES["good"])),
        ("good(zh)", Goal(F(80), GRADES["good"])),
        ("62.5", Goal(F("62.5"))),
        ("0", Goal(F(0))),
        ("100", Goal(F(100))),
    ],
)
def test_a_goal_is_a_grade_or_a_score(wanted: str | None, goal: Goal) -> None:
    assert goal_of(POLICY, score(), wanted) == goal


@pytest.mark.parametrize("wanted", ["best", "100.1", "-1", "", "1/2"])
def test_what_is_neither_is_refused(wanted: str) -> None:
    with pytest.raises(UsageError, match="unknown-goal"):
        goal_of(POLICY, score(), wanted)


def test_the_highest_grade_aims_at_the_full_score() -> None:
    lowest = scoring(grades=POLICY.grades[-1:])
    assert goal_of(lowest, score(), None) == Goal(F(100))


# --- the plan ---------------------------------------------------------------------------------------------------------


def test_steps_come_by_gain_and_each_is_worth_what_a_new_score_says() -> None:
    found = plan(PACK, assessed(claim("a", 5)), Goal(F(60), GRADES["pass"]))
    assert shown(found) == [
        ("P1-2", "report", F(50)),
        ("P1-4", "assess", F(20)),
        ("P1-1", "build", F(15)),
        ("P1-3", "report", F(0)),
    ]
    assert (found.missing, found.score.total) == (45, Interval(F(15), F(89)))
    assert found.way is not None
    assert [(one.rule.id, one.gain) for one in found.way.steps] == [("P1-2", 50)]


def test_the_steps_of_a_kind_are_together() -> None:
    found = plan(PACK, assessed(claim("a", 5)), Goal(F(60)))
    assert {kind: [one.rule.id for one in steps] for kind, steps in found.by_kind.items() if steps} == {
        "report": ["P1-2", "P1-3"],
        "assess": ["P1-4"],
        "build": ["P1-1"],
    }


def test_the_best_is_told_without_and_with_what_the_assessor_enters() -> None:
    found = plan(PACK, assessed(claim("a", 5)), Goal(F(90), GRADES["excellent"]))
    assert found.way is None
    assert (lower(found.best), lower(found.best_entered)) == (84, 100)


def test_claims_without_evidence_are_worth_evidence_in_the_supported_reading() -> None:
    assessment = assessed(claim("a", 5), claim("b", 4, evidence=source()))
    claimed = plan(PACK, assessment, Goal(F(50)))
    supported = plan(PACK, assessment, Goal(F(50)), "supported")
    assert [(one.rule.id, one.gain) for one in claimed.supporting] == [("P1-1", 15)]
    assert [(one.rule.id, one.gain) for one in supported.supporting] == [("P1-1", 15)]
    assert (lower(claimed.score), lower(supported.score)) == (35, 20)
    assert "evidence" not in [one.kind for one in claimed.steps]
    assert supported.way is not None
    assert [(one.rule.id, one.kind) for one in supported.way.steps] == [("P1-2", "build")]


def lower(found: Score) -> Fraction:
    """Return the lower end of a total."""
    assert found.total is not None
    return F(found.total.lower)


def test_a_locality_s_own_word_leaves_its_target_to_the_assessor_with_the_supported_gain() -> None:
    word = dictionary(counted("a"), yes_or_no("word"))
    fulfilled = shape("at-least", word, threshold="1")
    made = pack(word, [rule(word, "a / target(a)", fulfilled, self_claim="word")])
    assessment = assessed(claim("a", 5), claim("word", value=True), made=made)
    found = plan(made, assessment, Goal(F(100)))
    assert (lower(found.score), found.unsupported, found.steps) == (100, 100, ())
    assert [(one.kind, one.entries, one.gain) for one in found.supporting] == [("assess", ("a",), 100)]


# --- on random packs --------------------------------------------------------------------------------------------------


@given(st.randoms(use_true_random=True))
@repeatable(150)
def test_every_plan_holds_together(dice: Random) -> None:
    made = random_pack(dice)
    assessment = Assessor(made).assess(random_submission(dice, made, most=2))
    if assessment.scores["claimed"].total is None:
        return
    policy = made.directive.scoring
    for reading in READINGS[:2]:
        goal = goal_of(policy, assessment.scores[reading], dice.choice((None, "40", dice.choice(policy.grades).id)))
        found = plan(made, assessment, goal, reading)
        assert all(one.gain >= 0 and one.credit >= 0 for one in found.steps)
        assert lower(found.best_entered) >= lower(found.best) >= lower(found.score)
        assert (found.way is not None) == goal.is_reached(found.best)
        if found.way is not None:
            assert all(one.kind in IN_REACH for one in found.way.steps)
            assert sum(one.gain for one in found.way.steps) == lower(found.way.score) - lower(found.score)


@given(st.randoms(use_true_random=True))
@repeatable(150)
def test_a_needed_value_gives_full_credit(dice: Random) -> None:
    made = random_pack(dice)
    assessment = Assessor(made).assess(random_submission(dice, made))
    finder = StepFinder(made, assessment, "claimed")
    needs = [(step.rule, step.need) for chain in finder.chains() for step in chain if step.need and not step.milestones]
    for one, need in needs:
        if isinstance(need.value, Fraction) and need.indicator is not None:
            reached = with_value(finder.facts, need.indicator, Interval.point(need.value))
            assert judge(one, reached).credit.lower == top_credit(one.shape)


def test_where_all_is_met_nothing_is_left() -> None:
    met = pack(INDICATORS, [rule(INDICATORS, "a", FULL)])
    found = plan(met, assessed(claim("a", 10), made=met), Goal(F(100)))
    assert (found.steps, found.missing) == ((), 0)
    assert found.way is not None
    assert found.way.steps == ()
