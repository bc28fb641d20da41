"""What a rule depends on, and whether a miss of it is a breach."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.model.indicator import Indicator
from checker.model.rule import Basis, Force, NumberFrom, Rule
from tests.builders import counted, dictionary, integrity_rule, rule, shape, text, yes_or_no

INDICATORS: dict[str, Indicator] = dictionary(
    *(counted(name) for name in ("built", "old", "planned")), *(yes_or_no(name) for name in ("agreed", "begun"))
)


def ramp() -> Rule:
    score = shape("ramp", INDICATORS, zero_at="target(old) / 2", full_at="min(planned, target(built))")
    return rule(INDICATORS, "built - old + built", score, applies_when="has_target(planned) and agreed")


def test_expressions_are_named_as_the_author_named_them() -> None:
    assert {name: one.text for name, one in ramp().named_expressions.items()} == {
        "applies-when": "has_target(planned) and agreed",
        "measure": "built - old + built",
        "zero-at": "target(old) / 2",
        "full-at": "min(planned, target(built))",
    }


def test_milestones_are_expressions_named_by_their_ids() -> None:
    steps = rule(INDICATORS, None, shape("checklist", INDICATORS, milestones=[("agreed", "0.5"), ("begun", "0.5")]))
    assert {name: one.text for name, one in steps.named_expressions.items()} == {"m0": "agreed", "m1": "begun"}


def test_credit_depends_on_all_but_the_applicability() -> None:
    found = ramp()
    assert [one.text for one in found.expressions] == [
        "built - old + built",
        "target(old) / 2",
        "min(planned, target(built))",
    ]
    assert (found.indicators, found.targets) == (("built", "old", "planned"), ("old", "built"))


@pytest.mark.parametrize(
    ("force", "number_from", "binds"),
    [
        ("must", "clause", True),
        ("should", "local-plan", True),
        ("must", "companion", True),
        ("encouraged", "clause", False),
        ("must", "analyst", False),
        ("encouraged", "analyst", False),
    ],
)
def test_what_is_only_encouraged_or_a_number_of_our_own_does_not_bind(
    force: Force, number_from: NumberFrom, *, binds: bool
) -> None:
    basis = Basis("1", force, number_from, "", text("because"))
    assert rule(INDICATORS, "built", shape("at-least", INDICATORS, full_at="1"), basis=basis).binds == binds


def test_integrity_rule_names_its_indicators_once_and_in_order() -> None:
    found = integrity_rule(INDICATORS, "planned >= built and built + old <= 3 * planned")
    assert found.indicators == ("planned", "built", "old")


def test_numbers_of_a_shape_are_exact() -> None:
    assert shape("steps", INDICATORS, steps=[(1, "0.1")]).steps == ((Fraction(1), Fraction(1, 10)),)
