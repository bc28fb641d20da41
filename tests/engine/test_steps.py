"""Which steps an assessment leaves, whose they are, and in which order they count."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.planning.needed import after, milestone_need
from checker.engine.planning.steps import StepFinder, is_settled
from checker.errors import Locus
from checker.model.assessment import Assessment, Reading
from checker.model.pack import Pack
from checker.model.plan import Step
from checker.model.review import Review, Verification
from checker.model.rule import Dated, InForce, Rule
from checker.model.submission import Claim
from checker.model.value import EITHER, TRUE, Items
from tests.builders import (
    claim,
    counted,
    dated,
    dictionary,
    expression,
    frame_fact,
    listed,
    pack,
    point,
    rule,
    shape,
    source,
    span,
    stated,
    submission,
    target,
    yes_or_no,
)

F = Fraction
INDICATORS = dictionary(
    counted("built"),
    counted("dark", kind="state"),
    counted("leaks", kind="flow"),
    counted("cities", kind="frame"),
    yes_or_no("hosted", kind="frame"),
    yes_or_no("signed"),
    yes_or_no("other"),
    yes_or_no("word"),
    stated("plan"),
    dated("sent"),
    listed("trials"),
)
RAMP = shape("ramp", INDICATORS, zero_at="0", full_at="10")
ORDERED = shape("ordered", INDICATORS, credits={"none": 0, "planned": "0.2", "partial": "0.6", "full": 1})
PER_CITY = {"measure": "built / cities", "score": shape("at-least", INDICATORS, threshold="2")}
ON_TARGET = {"measure": "built / target(built)", "score": shape("at-least", INDICATORS, threshold="1")}
LEDGER = source("ledger")


def a_rule(measure: str | None = "built", score: Any = RAMP, **changes: Any) -> Rule:
    """Return a rule; built up to 10 unless said otherwise."""
    return rule(INDICATORS, measure, score, **changes)


def table(*milestones: tuple[str, str], **changes: Any) -> Rule:
    """Return a checklist."""
    return a_rule(None, shape("checklist", INDICATORS, milestones=milestones), **changes)


def assessed(one: Rule, *claims: Claim, reviews: tuple[Review, ...] = (), **held: Any) -> tuple[Pack, Assessment]:
    """Return the assessment of *claims* by one rule."""
    made = pack(INDICATORS, [one], **held)
    verification = Verification(reviews={("110000", "2020-H1"): reviews})
    return made, Assessor(made, verification).assess(submission(*claims))


def steps(found: tuple[Pack, Assessment], reading: Reading = "claimed") -> list[list[Step]]:
    """Return the chains of steps."""
    return [list(chain) for chain in StepFinder(*found, reading).chains()]


def brief(found: tuple[Pack, Assessment], reading: Reading = "claimed") -> list[list[tuple[str, Fraction]]]:
    """Return kind and credit of each step."""
    return [[(step.kind, step.credit) for step in chain] for chain in steps(found, reading)]


def review(verdict: Any = "confirmed", indicator: str = "built", value: str | None = None) -> Review:
    """Return a review of the claim of *value* on an indicator, or of the only one."""
    return Review("110000", "2020-H1", indicator, value, None, verdict, "A", date(2020, 7, 9), "site", "", Locus("r"))


# --- one rule ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "claims", "expected"),
    [
        (a_rule(), [], [("report", F(1))]),
        (a_rule(), [claim("built", 4)], [("build", F("0.6"))]),
        (a_rule(), [claim("built", 10)], None),
        (a_rule(), [claim("built", 4, hedge="under")], [("report", F("0.4")), ("build", F("0.6"))]),
        (a_rule("leaks", shape("lower-is-better", lose=F("0.5"))), [claim("leaks", 1)], [("lost", F("0.5"))]),
        (a_rule("built / dark"), [claim("built", 4), claim("dark", 0)], [("correct", F(1))]),
        (a_rule(applies_when="hosted"), [claim("built", 4)], [("assess", F(1))]),
        (a_rule(score=shape("steps", INDICATORS, steps=[(3, "0.5")])), [claim("built", 4)], None),
        (a_rule(score=shape("steps", INDICATORS, steps=[(5, "0.5")])), [claim("built", 4)], [("build", F("0.5"))]),
    ],
)
def test_what_is_open_is_reported_and_what_is_decided_is_built(
    one: Rule, claims: list[Claim], expected: list[tuple[str, Fraction]] | None
) -> None:
    assert brief(assessed(one, *claims)) == ([] if expected is None else [expected])


def test_a_rule_that_does_not_apply_leaves_no_step() -> None:
    assert brief(assessed(a_rule(applies_when='level == "county"'))) == []


def test_a_target_or_a_fact_that_the_pack_lacks_is_for_the_assessor() -> None:
    ((lacks,),) = steps(assessed(a_rule(**PER_CITY), claim("built", 4)))
    assert (lacks.kind, lacks.entries, lacks.reported) == ("assess", ("cities",), ())
    ((lacks,),) = steps(assessed(a_rule(**ON_TARGET, applies_when="has_target(built)")))
    assert (lacks.kind, lacks.entries, lacks.reported) == ("assess", ("built",), ("built",))


def test_what_the_pack_holds_is_asked_of_nobody() -> None:
    held = {"targets": [target("built", 8)], "frame": [frame_fact("cities", point(2))]}
    one = a_rule("built / target(built) / cities", applies_when="has_target(built)")
    assert [(step.kind, step.reported) for (step,) in steps(assessed(one, **held))] == [("report", ("built",))]


def test_only_what_can_still_decide_is_to_be_reported() -> None:
    one = a_rule("built if signed else dark")
    ((step,),) = steps(assessed(one, claim("signed", value=True)))
    assert step.reported == ("built",)


def test_claims_that_contradict_one_another_are_corrected() -> None:
    ((step,),) = steps(assessed(a_rule(), claim("built", 4), claim("built", 12, place=1)))
    assert (step.kind, step.reported) == ("correct", ("built",))


def test_what_a_review_rejected_is_reported_again() -> None:
    ((step,),) = steps(assessed(a_rule(), claim("built", 12), reviews=(review("rejected"),)))
    assert (step.kind, step.credit, step.at_most) == ("again", 1, True)


def test_a_list_is_always_open() -> None:
    one = table(('any(t.stage == "operating" for t in trials)', "1"))
    assert brief(assessed(one, claim("trials", ["trial"]))) == [[("report", F(1))]]
    assert not is_settled(Items(()))


# --- a locality's own word --------------------------------------------------------------------------------------------

WORD = {**ON_TARGET, "self_claim": "word"}


def test_where_nobody_knows_the_target_the_locality_gives_its_word() -> None:
    ((step,),) = steps(assessed(a_rule(**WORD)))
    assert (step.kind, step.reported) == ("report", ("word",))


def test_a_word_given_leaves_the_target_to_the_assessor() -> None:
    said = assessed(a_rule(**WORD), claim("word", value=True, evidence=LEDGER), claim("built", 4))
    assert brief(said) == []
    ((step,),) = steps(said, "supported")
    assert (step.kind, step.credit, step.entries) == ("assess", 1, ("built",))
    assert brief(assessed(a_rule(**WORD), claim("word", value=False))) == [[("assess", F(1))]]


def test_a_known_target_takes_no_word() -> None:
    said = assessed(a_rule(**WORD), targets=[target("built", 8)])
    assert [step.reported for (step,) in steps(said)] == [("built",)]


# --- evidence ---------------------------------------------------------------------------------------------------------


def test_what_is_claimed_without_evidence_is_shown_first() -> None:
    said = assessed(a_rule(), claim("built", 4, hedge="over"))
    assert brief(said) == [[("report", F("0.6"))]]
    ((shown, rest),) = steps(said, "supported")
    assert (shown.kind, shown.credit, shown.reported) == ("evidence", F("0.4"), ("built",))
    assert (rest.kind, rest.credit) == ("report", F("0.6"))


def test_with_evidence_only_the_rest_is_left() -> None:
    assert brief(assessed(a_rule(), claim("built", 4, evidence=LEDGER)), "supported") == [[("build", F("0.6"))]]


def test_evidence_of_a_checklist_is_one_step_beside_its_milestones() -> None:
    one = table(("signed", "0.5"), ("other", "0.5"))
    assert brief(assessed(one, claim("signed", value=True)), "supported") == [
        [("evidence", F("0.5"))],
        [("report", F("0.5"))],
    ]


# --- checklists -------------------------------------------------------------------------------------------------------

STAGED = table(('plan == "full"', "0.5"), ('plan >= "planned"', "0.2"), ('plan >= "partial"', "0.3"))


def test_milestones_of_one_indicator_are_reported_together() -> None:
    ((step,),) = steps(assessed(STAGED))
    assert ([one.id for one in step.milestones], step.credit) == (["m0", "m1", "m2"], 1)


def test_milestones_that_take_others_along_come_after_them() -> None:
    (chain,) = steps(assessed(STAGED, claim("plan", "none")))
    assert [step.milestones[0].id for step in chain] == ["m1", "m2", "m0"]
    assert [step.need.value for step in chain if step.need] == ["planned", "partial", "full"]


def test_an_open_milestone_is_reported_before_one_that_is_missed_is_built() -> None:
    one = table(("built >= 3", "0.5"), ("built >= 8", "0.5"))
    (chain,) = steps(assessed(one, claim("built", 5, hedge="under")))
    assert [(step.kind, step.milestones[0].id) for step in chain] == [("report", "m0"), ("build", "m1")]


def test_milestones_without_an_order_stand_side_by_side() -> None:
    apart = table(('plan == "planned"', "0.5"), ('plan == "full"', "0.5"))
    assert brief(assessed(apart, claim("plan", "none"))) == [[("build", F("0.5"))], [("build", F("0.5"))]]
    both = table(("signed and other", "0.5"), ("signed or other", "0.5"))
    silent = [claim("signed", value=False), claim("other", value=False)]
    assert brief(assessed(both, *silent)) == [[("build", F("0.5"))], [("build", F("0.5"))]]


def test_milestones_that_hold_leave_nothing_and_lost_ones_stay_lost() -> None:
    one = table(("signed", "0.5"), ("leaks == 0", "0.5"))
    said = assessed(one, claim("signed", value=True), claim("leaks", 2))
    assert brief(said) == [[("lost", F("0.5"))]]


def test_a_checklist_of_which_it_is_doubtful_whether_it_binds_is_one_step() -> None:
    one = table(("signed", "0.5"), ("other", "0.5"), applies_when="hosted")
    assert brief(assessed(one, claim("signed", value=True))) == [[("assess", F(1))]]


def test_a_milestone_reached_may_bring_another() -> None:
    made, assessment = assessed(STAGED, claim("plan", "none"))
    known = StepFinder(made, assessment, "claimed").facts
    need = milestone_need(STAGED.shape.milestones[2], known)
    assert need is not None
    assert after(need, known).indicator("plan") == frozenset({"partial"})


# --- vetoes -----------------------------------------------------------------------------------------------------------

VETO = a_rule(score=shape("at-least", INDICATORS, threshold="10"), id="P1-9", veto="fail")


def with_veto(veto: Rule, *claims: Claim, reviews: tuple[Review, ...] = ()) -> tuple[Pack, Assessment]:
    """Return the assessment of a veto beside a rule that is met."""
    made = pack(INDICATORS, [table(("word", "1")), veto])
    said = submission(claim("word", value=True), *claims)
    return made, Assessor(made, Verification(reviews={("110000", "2020-H1"): reviews})).assess(said)


def test_a_veto_that_cannot_be_ruled_out_is_cleared_like_any_rule() -> None:
    assert brief(with_veto(VETO)) == [[("report", F(1))]]
    assert brief(with_veto(VETO, claim("built", 4))) == [[("build", F(1))]]


def test_a_veto_by_verified_facts_is_built_off() -> None:
    said = with_veto(VETO, claim("built", 4), reviews=(review(),))
    assert said[1].scores["claimed"].vetoes[0].certain
    assert brief(said) == [[("build", F(1))]]


def test_a_veto_by_what_cannot_fall_again_is_lost() -> None:
    leak = a_rule("leaks", shape("at-most", INDICATORS, threshold="0"), id="P1-9", veto="fail")
    claims = [claim("leaks", 2, as_of="2020-05-31"), claim("leaks", 0, place=1)]
    said = with_veto(leak, *claims, reviews=(review(indicator="leaks", value="2"),))
    (veto,) = said[1].scores["claimed"].vetoes
    assert veto.certain
    assert brief(said) == [[("lost", F(1))]]


# --- the day whose rules bind -----------------------------------------------------------------------------------------


def test_needed_values_are_those_of_the_day_the_rules_are_taken_from() -> None:
    days = {"old": InForce(None, date(2020, 5, 31)), "new": InForce(date(2020, 6, 1), None)}
    limits = {"old": "8", "new": "12"}
    dated_limits = tuple(Dated(days[name], expression(limits[name], INDICATORS)) for name in limits)
    one = a_rule(score=replace(shape("at-least", INDICATORS, threshold="8"), dated={"threshold": dated_limits}))
    made = pack(INDICATORS, [one])
    for day, value in ((date(2020, 5, 1), 8), (date(2020, 6, 30), 12), (None, 12)):
        assessment = Assessor(made, Verification(), day).assess(submission(claim("built", 4)))
        ((step,),) = StepFinder(made, assessment, "claimed", day).chains()
        assert step.need is not None
        assert (step.kind, step.need.full, step.need.value) == ("build", value, value)


def test_a_milestone_of_what_is_due_goes_by_the_row_of_its_rule() -> None:
    one = table(("leaks >= target(leaks) * due(period)", "0.5"), ("leaks >= 200", "0.5"))
    made = pack(INDICATORS, [one], targets=[target("leaks", 100, due_by=date(2020, 6, 30))])
    finder = StepFinder(made, Assessor(made, Verification()).assess(submission(claim("leaks", 60))), "claimed")
    ordered = [step.milestones[0].id for chain in finder.chains() for step in chain]
    assert ordered == ["m0", "m1"]


def test_settled_is_one_value() -> None:
    assert [is_settled(one) for one in (None, EITHER, TRUE, point(1), span(0, 1))] == [False, False, True, True, False]
