"""Mutants of rules: every key of a rule is in one of them, and their ids differ."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from checker.engine.evaluate import judge
from checker.engine.testing.mutate import iter_mutants, iter_point_mutants
from checker.model.directive import Grade
from checker.model.pack import Pack
from checker.model.rule import Dated, InForce, Rule
from tests.builders import (
    counted,
    dated,
    dictionary,
    expression,
    facts,
    integrity_rule,
    pack,
    rule,
    scoring,
    shape,
    stated,
    text,
    yes_or_no,
)

INDICATORS = dictionary(counted("a"), counted("b"), stated("state"), yes_or_no("yes"), yes_or_no("far"), dated("sent"))


def ids(one: Rule, *others: Rule) -> dict[str, tuple[str, str]]:
    """Return what each mutant of *one* changes, by id without the rule's own; *others* are rules beside it."""
    found = list(iter_mutants(one, held(one, *others)))
    assert len({mutant.id for mutant in found}) == len(found)
    assert all(mutant.changed != one for mutant in found)
    return {mutant.id.partition("/")[2]: (mutant.before, mutant.after) for mutant in found}


def held(*rules: Rule) -> Pack:
    """Return a pack of *rules*."""
    return pack(INDICATORS, rules)


RAMP = rule(INDICATORS, "a", shape("ramp", INDICATORS, zero_at="0", full_at="100"), evidence=frozenset({"ledger"}))
OTHER = replace(RAMP, id="P1-2")


def test_a_ramp_is_moved_and_turned() -> None:
    assert ids(RAMP, OTHER) == {
        "zero-at/-/literal-less": ("0", "-1"),
        "zero-at/-/literal-more": ("0", "1"),
        "full-at/-/literal-less": ("100", "99"),
        "full-at/-/literal-more": ("100", "101"),
        "shape/ramp-down": ("ramp", "ramp-down"),
        "weight/less": ("1", "0.9"),
        "weight/more": ("1", "1.1"),
        "evidence/without-ledger": ("ledger", ""),
    }


def test_a_ramp_that_is_turned_gives_what_the_other_leaves() -> None:
    turned = next(one.changed for one in iter_mutants(RAMP, held(RAMP)) if one.kind == "direction")
    assert isinstance(turned, Rule)
    told = facts(held(RAMP), a=30)
    assert judge(RAMP, told).credit.lower == Fraction("0.3")
    assert judge(turned, told).credit.lower == Fraction("0.7")


def test_the_weight_of_the_only_rule_of_a_point_is_of_no_account() -> None:
    assert not any(name.startswith("weight") for name in ids(RAMP))


@pytest.mark.parametrize(
    ("score", "expected"),
    [
        (shape("at-least", INDICATORS, threshold="5"), {"shape/at-most", "threshold/-/literal-less"}),
        (shape("at-most", INDICATORS, threshold="5"), {"shape/at-least", "threshold/-/literal-more"}),
        (shape("ramp-down", INDICATORS, zero_at="9", full_at="3"), {"shape/ramp", "full-at/-/literal-less"}),
        (
            shape("steps", steps=[(1, "0.5"), (3, 1)]),
            {
                "steps/0/threshold-less",
                "steps/0/threshold-more",
                "steps/0/credit-less",
                "steps/0/credit-more",
                "steps/1/threshold-less",
                "steps/1/threshold-more",
                "steps/1/credit-less",
            },
        ),
        (shape("lower-is-better", lose=Fraction("0.5")), {"lose/less", "lose/more"}),
        (
            shape("bonus-steps", start=0, step=1, each=Fraction("0.25")),
            {"start/more", "step/more", "each/less", "each/more"},
        ),
    ],
)
def test_each_shape_has_its_parameters_changed(score: object, expected: set[str]) -> None:
    found = set(ids(replace(RAMP, shape=score)))
    assert expected <= found
    assert not {"start/less", "step/less", "steps/1/credit-more"} & found


def test_a_step_of_less_than_one_is_changed_and_none_becomes_nothing() -> None:
    half = ids(replace(RAMP, shape=shape("bonus-steps", start=1, step=Fraction("0.5"), each=Fraction("0.25"))))
    assert (half["step/less"], half["step/more"]) == (("0.5", "0.45"), ("0.5", "0.55"))
    assert {"start/less", "start/more"} <= set(half)
    whole = ids(replace(RAMP, shape=shape("bonus-steps", start=1, step=2, each=Fraction("0.25"))))
    assert whole["step/less"] == ("2", "1")


def test_the_grace_of_a_date_is_changed() -> None:
    found = ids(rule(INDICATORS, "sent", shape("by-date", INDICATORS, due="period_end", grace=60)))
    assert (found["grace/less"], found["grace/more"]) == (("60", "59"), ("60", "61"))


def test_tables_of_credits_are_changed() -> None:
    ordered = rule(
        INDICATORS, "state", shape("ordered", credits={"none": 0, "planned": "0.1", "partial": "0.6", "full": 1})
    )
    assert {"credits/none/more", "credits/planned/less", "credits/full/less"} <= set(ids(ordered))
    gates = shape(
        "two-gate",
        INDICATORS,
        annual="a >= 1",
        cumulative="b >= 1",
        credits={"both": 1, "annual": "0.4", "cumulative": "0.6", "neither": 0},
    )
    found = set(ids(rule(INDICATORS, None, gates)))
    assert {"annual/-/negated", "cumulative/-/edge-edge", "credits/annual/less", "credits/neither/more"} <= found
    listed = shape("checklist", INDICATORS, milestones=[("yes", "0.5"), ("not far", "0.5")])
    found = set(ids(rule(INDICATORS, None, listed)))
    assert {"m0/-/negated", "m1/-/not-dropped-dropped", "m0/credit-less", "m1/credit-more"} <= found
    assert "m1/-/negated" not in found


def test_what_stands_around_the_shape_is_changed() -> None:
    whole = replace(
        rule(INDICATORS, "a / b", RAMP.shape, applies_when="yes", veto="fail", lifted_when="far"),
        zero=Fraction(0),
        self_claim="yes",
    )
    found = ids(whole)
    assert {name for name in found if "dropped" in name or "other" in name} == {
        "applies-when/dropped",
        "lifted-when/dropped",
        "self-claim/dropped",
        "zero/dropped",
        "zero/other",
    }
    assert {"applies-when/-/negated", "lifted-when/-/negated", "measure/-/sign-sign"} <= set(found)
    assert ids(replace(whole, zero=Fraction(1)))["zero/other"] == ("1", "0")
    assert not any(name.startswith("weight") for name in found)


@pytest.mark.parametrize("role", ["bonus", "deduct"])
def test_extras_and_deductions_are_changed(role: str) -> None:
    found = ids(rule(INDICATORS, "a", RAMP.shape, **{role: Fraction(4)}))
    assert found[f"{role}/less"] == ("4", "3.6")
    assert found[f"{role}/more"] == ("4", "4.4")


def test_thresholds_of_every_time_are_changed() -> None:
    ways = (
        Dated(InForce(None, date(2020, 6, 30)), expression("100", INDICATORS)),
        Dated(InForce(date(2020, 7, 1), None), expression("200", INDICATORS)),
    )
    timed = replace(RAMP, shape=replace(RAMP.shape, dated={"full-at": ways}))
    found = ids(timed)
    assert (found["full-at@0/-/literal-less"], found["full-at@1/-/literal-more"]) == (("100", "99"), ("200", "201"))
    assert "full-at/-/literal-less" not in found


def test_the_condition_of_a_relation_is_changed() -> None:
    relation = integrity_rule(INDICATORS, "a <= b")
    found = [mutant.id for mutant in iter_mutants(relation, pack(INDICATORS, integrity=(relation,)))]
    assert found == ["I1-1/check/-/edge-edge", "I1-1/check/-/negated", "I1-1/consequence/reject"]


@pytest.mark.parametrize(("before", "after"), [("confirm", "reject"), ("note", "reject"), ("reject", "confirm")])
def test_a_relation_rejects_or_no_longer_does(before: str, after: str) -> None:
    relation = integrity_rule(INDICATORS, "a <= b", consequence=before)
    *_, last = iter_mutants(relation, pack(INDICATORS, integrity=(relation,)))
    assert (last.id, last.before, last.after) == (f"I1-1/consequence/{after}", before, after)
    assert last.by_story
    assert last.changed == replace(relation, consequence=after)


@pytest.mark.parametrize(("before", "after"), [("fail", "pass"), ("good", "excellent"), ("excellent", "good")])
def test_a_veto_holds_the_grade_down_to_another_one(before: str, after: str) -> None:
    found = ids(rule(INDICATORS, "a", RAMP.shape, veto=before))
    assert {name: texts for name, texts in found.items() if name.startswith("veto")} == {
        f"veto/{after}": (before, after)
    }


def test_of_a_single_grade_there_is_no_other() -> None:
    only = scoring(grades=(Grade("all", Fraction(0), text("all")),))
    veto = rule(INDICATORS, "a", RAMP.shape, veto="all")
    found = [one.id for one in iter_mutants(veto, pack(INDICATORS, [veto], policy=only))]
    assert not any("veto" in one for one in found)


def test_the_weights_of_points_are_changed_where_there_are_several() -> None:
    both = pack(INDICATORS, [RAMP], points={"1": 60, "2": 40, "3": 0})
    found = {mutant.id: (mutant.before, mutant.after) for mutant in iter_point_mutants(both)}
    assert found == {
        "point-1/weight/less": ("60", "54"),
        "point-1/weight/more": ("60", "66"),
        "point-2/weight/less": ("40", "36"),
        "point-2/weight/more": ("40", "44"),
    }
    assert list(iter_point_mutants(held(RAMP))) == []
    assert list(iter_point_mutants(pack(INDICATORS, points={"1": 60, "2": 40}))) == []
