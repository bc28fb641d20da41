"""Acts that serve several rules: what they lift, and ways on which they count once."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.planning import shared_way
from checker.engine.planning.acts import Outlook
from checker.engine.planning.plan import plan
from checker.engine.score import Scorer
from checker.model.assessment import Assessment, Reading
from checker.model.pack import Pack
from checker.model.plan import Goal, Plan, Step
from checker.model.review import Verification
from checker.model.rule import Rule
from checker.model.submission import Claim
from tests.builders import (
    claim,
    counted,
    dictionary,
    listed,
    pack,
    rule,
    scoring,
    shape,
    source,
    stated,
    submission,
    yes_or_no,
)
from tests.random_packs import random_pack, random_submission
from tests.strategies import repeatable

F = Fraction
INDICATORS = dictionary(
    counted("saved"),
    counted("since"),
    counted("leaks", kind="flow"),
    counted("dark", kind="state"),
    yes_or_no("signed"),
    stated("plan"),
    listed("trials"),
)
POLICY = scoring()


def a_rule(measure: str | None, score: Any, **changes: Any) -> Rule:
    """Return a rule."""
    return rule(INDICATORS, measure, score, **changes)


def at_least(measure: str, threshold: str, **changes: Any) -> Rule:
    """Return a rule with one threshold."""
    return a_rule(measure, shape("at-least", INDICATORS, threshold=threshold), **changes)


def gates(annual: str, cumulative: str, **changes: Any) -> Rule:
    """Return a table of two gates."""
    worth = {"both": 1, "annual": "0.6", "cumulative": "0.9", "neither": 0}
    return a_rule(None, shape("two-gate", INDICATORS, annual=annual, cumulative=cumulative, credits=worth), **changes)


def outlook(rules: list[Rule], *claims: Claim, reading: Reading = "claimed") -> Outlook:
    """Return what can be done about *claims*."""
    made = pack(INDICATORS, rules)
    return Outlook(made, Assessor(made, Verification()).assess(submission(*claims)), reading, None, Scorer(made))


def told(acts: tuple[Step, ...]) -> list[tuple[object, ...]]:
    """Return indicator, value, joint gain, and what each rule needs."""
    return [
        (act.need.indicator, act.need.value, act.gain, {one.rule.id: (one.credit, one.value) for one in act.serves})
        for act in acts
        if act.need is not None
    ]


THREE = [
    a_rule("saved", shape("ramp", INDICATORS, zero_at="0", full_at="100"), id="P1-1"),
    gates("saved >= 90", "300 <= since", id="P1-2"),
    at_least("saved", "80", id="P1-9", veto="fail", lifted_when="since >= 300"),
]


def test_one_act_serves_every_rule_that_asks_for_the_indicator() -> None:
    found = outlook(THREE, claim("saved", 60), claim("since", 200)).acts()
    assert told(found) == [
        ("saved", F(100), F(50), {"P1-1": (F("0.4"), 100), "P1-2": (F("0.6"), 90), "P1-9": (1, 80)}),
        ("since", F(300), F(45), {"P1-2": (F("0.9"), 300), "P1-9": (1, 300)}),
    ]


def test_the_way_counts_an_act_once() -> None:
    found = outlook(THREE, claim("saved", 60), claim("since", 200))
    made = plan(found.pack, found.assessment, Goal(F(60), POLICY.grades[2]))
    assert made.way is not None
    (only,) = made.way.steps
    assert (len(only.serves), only.gain, made.way.proved, made.way.counts_acts) == (3, 50, True, True)
    both = plan(found.pack, found.assessment, Goal(F(100)))
    assert both.way is not None
    assert [(one.gain, len(one.serves)) for one in both.way.steps] == [(50, 0), (20, 0)]


def test_where_there_are_too_many_choices_rules_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_way, "MOST_TRIED", 0)
    found = outlook(THREE, claim("saved", 60), claim("since", 200))
    made = plan(found.pack, found.assessment, Goal(F(60), POLICY.grades[2]))
    assert made.way is not None
    assert (made.way.counts_acts, len(made.way.steps)) == (False, 2)


def test_what_only_grows_is_not_brought_down_and_what_harms_a_rule_is_no_act() -> None:
    falling = shape("at-most", INDICATORS, threshold="0")
    grown = [a_rule("leaks", falling, id=f"P1-{number}") for number in range(2)]
    assert outlook(grown, claim("leaks", 2)).acts() == ()
    dark = [a_rule("dark", falling, id=f"P1-{number}") for number in range(2)]
    assert told(outlook(dark, claim("dark", 2)).acts())[0][:3] == ("dark", 0, 100)
    harmed = [*dark, at_least("dark", "1", id="P1-5")]
    assert outlook(harmed, claim("dark", 2)).acts() == ()


def test_states_and_truths_are_brought_to_what_is_asked() -> None:
    ordered = shape("ordered", INDICATORS, credits={"none": 0, "planned": "0.2", "partial": "0.6", "full": 1})
    milestones = [("plan >= 'partial'", "0.5"), ("signed", "0.3"), ("not signed", "0.2")]
    rules = [
        a_rule("plan", ordered, id="P1-1"),
        a_rule(None, shape("checklist", INDICATORS, milestones=milestones), id="P1-2"),
        a_rule(None, shape("checklist", INDICATORS, milestones=[("signed", "1")]), id="P1-3"),
        a_rule("plan if signed else plan", ordered, id="P1-4"),
        a_rule("saved / dark", shape("share", INDICATORS, of="2"), id="P1-5"),
    ]
    claims = [claim("plan", "planned"), claim("signed", value=False), claim("dark", 1)]
    found = {act[0]: act[3] for act in told(outlook(rules, *claims).acts())}
    assert found["plan"] == {"P1-1": (F("0.8"), "full"), "P1-2": (F("0.5"), "partial"), "P1-4": (F("0.8"), "full")}


def test_in_the_supported_reading_what_waits_for_evidence_is_not_lifted() -> None:
    rules = [at_least("saved", "80", id="P1-1"), at_least("saved", "90", id="P1-2")]
    ramp = a_rule("saved", shape("ramp", INDICATORS, zero_at="0", full_at="100"), id="P1-3")
    shown = outlook([*rules, ramp], claim("saved", 60, evidence=source()), reading="supported")
    assert [len(act.serves) for act in shown.acts()] == [3]
    bare = outlook([*rules, ramp], claim("saved", 60), reading="supported")
    assert bare.acts() == ()


def test_acts_on_one_indicator_exclude_one_another() -> None:
    most, least = shape("at-most", INDICATORS, threshold="1"), shape("at-least", INDICATORS, threshold="5")
    rules = [a_rule("dark", most if number < 2 else least, id=f"P1-{number}") for number in range(4)]
    found = outlook(rules, claim("dark", 3))
    assert [(act[0], act[1]) for act in told(found.acts())] == [("dark", 1), ("dark", 5)]
    made = plan(found.pack, found.assessment, Goal(F(50)))
    assert cost(made) == (1, 0, -50)


def test_an_act_that_another_makes_needless_is_not_taken() -> None:
    either = shape("checklist", INDICATORS, milestones=[("saved >= 10 or since >= 10", "1")])
    found = outlook(
        [a_rule(None, either, id=f"P1-{number}") for number in range(2)], claim("saved", 1), claim("since", 1)
    )
    assert len(found.acts()) == 2
    assert cost(plan(found.pack, found.assessment, Goal(F(100)))) == (1, 0, -100)


# --- against all choices ----------------------------------------------------------------------------------------------


def cost(made: Plan) -> tuple[int, int, Fraction] | None:
    """Return real steps, others, and the total."""
    if made.way is None:
        return None
    assert made.way.score.total is not None
    real = sum(step.is_real for step in made.way.steps)
    return real, len(made.way.steps) - real, -F(made.way.score.total.lower)


def cheapest(found: Outlook, goal: Goal) -> tuple[int, int, Fraction] | None:
    """Return the cost of the best of all choices of acts, each followed by all single steps that are left."""
    best = []
    acts = found.acts()
    for size in range(len(acts) + 1):
        for taken in combinations(acts, size):
            best += list(_costs(found, taken, goal))
    return min(best, default=None)


def _costs(found: Outlook, taken: tuple[Step, ...], goal: Goal) -> list[tuple[int, int, Fraction]]:
    now = found
    done = []
    for act in taken:
        done.append(now.again(act))
        now = now.after(done[-1])
    way = shared_way.find_way(now.chains(), goal, now.rescorer)
    if way is None or any(one.credit < 0 for step in done for one in step.serves):
        return []
    steps = (*done, *way.steps)
    total = found.rescorer.score(steps).total
    assert total is not None
    real = sum(step.is_real for step in steps)
    return [(real, len(steps) - real, -F(total.lower))]


@given(st.randoms(use_true_random=True))
@repeatable(80)
def test_no_choice_of_acts_is_cheaper(dice: Random) -> None:
    made: Pack = random_pack(dice)
    assessment: Assessment = Assessor(made).assess(random_submission(dice, made, most=2))
    if assessment.scores["claimed"].total is None:
        return
    goal = Goal(F(dice.choice((40, 60, 80, 100))))
    found = plan(made, assessment, goal)
    best = cheapest(Outlook(made, assessment, "claimed", None, Scorer(made)), goal)
    assert (best is None) == (found.way is None)
    if found.way is not None and found.way.proved and found.way.counts_acts and best is not None:
        told_cost = cost(found)
        assert told_cost is not None
        assert told_cost[:2] == best[:2]
