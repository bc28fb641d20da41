"""Which way an expression moves as an indicator grows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.engine.facts import Facts, Frame
from checker.engine.linting.direction import BOTH, DOWN, NONE, UP, Directions, credit_directions, directions
from checker.model.indicator import ItemFieldSpec
from checker.model.types import ListType, NumberType, Unit
from tests import builders as build

FIELDS = (
    ItemFieldSpec("size", NumberType(Unit()), "", build.span(0, 9), ()),
    ItemFieldSpec("gain", NumberType(Unit()), "", build.span(-9, 9), ()),
)
INDICATORS = build.dictionary(
    build.counted("a"),
    build.counted("b"),
    build.counted("owed", build.span(-20, 0)),
    build.counted("debt", build.span(-20, 20)),
    build.stated("plan"),
    build.yes_or_no("said"),
    build.listed("trials"),
    replace(build.listed("sites"), type=ListType({one.id: one.type for one in FIELDS}), fields=FIELDS),
)
NOTHING = Facts(Frame(build.pack(INDICATORS), build.PROVINCE, build.period(), {}, {}), {})


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("b", NONE),
        ("a", UP),
        ("-a", DOWN),
        ("abs(a)", UP),
        ("abs(a - b)", BOTH),
        ("a + b", UP),
        ("b - a", DOWN),
        ("a - a", BOTH),
        ("a * b", UP),
        ("a * owed", DOWN),
        ("owed * a", DOWN),
        ("debt * a", BOTH),
        ("a / b", UP),
        ("b / a", DOWN),
        ("owed / a", UP),
        ("max(a, b)", UP),
        ("a >= b", UP),
        ("b > a", DOWN),
        ("a < b", DOWN),
        ("b <= a", UP),
        ("a == b", BOTH),
        ("b == debt", NONE),
        ("not a >= b", DOWN),
        ("a >= b and said", UP),
        ("a < b or said", DOWN),
        ("1 if said else a", UP),
        ("1 if a > 5 else 0", UP),
        ("0 if a > 5 else 1", DOWN),
        ("b if a > 5 else 1", BOTH),
        ("said if a > 5 else not said", BOTH),
        ("a / (1 / 0)", BOTH),
    ],
)
def test_an_expression_moves_with_a_number(words: str, expected: Directions) -> None:
    assert directions(build.expression(words, INDICATORS).tree, "a", NOTHING) == expected


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        ('plan in ("partial", "full")', "plan", BOTH),
        ('plan in ("partial", "full")', "a", NONE),
        ('plan >= "partial"', "plan", UP),
        ("count(x for x in trials)", "trials", UP),
        ("count(x for x in trials)", "a", NONE),
        ("count(x for x in sites if x.gain * b > a)", "a", BOTH),
        ("any(x.gain * b > a for x in sites)", "a", BOTH),
        ("sum(x.size for x in sites)", "sites", UP),
        ("sum(x.gain for x in sites)", "sites", BOTH),
        ('any(x.stage == "trial" for x in trials)', "trials", UP),
        ('all(x.stage == "trial" for x in trials)', "trials", DOWN),
    ],
)
def test_an_expression_moves_with_a_state_or_a_list(words: str, name: str, expected: Directions) -> None:
    assert directions(build.expression(words, INDICATORS).tree, name, NOTHING) == expected


@pytest.mark.parametrize(
    ("measure", "shape", "expected"),
    [
        ("a", build.shape("at-least", INDICATORS, threshold="5"), UP),
        ("5", build.shape("at-least", INDICATORS, threshold="a"), DOWN),
        ("a", build.shape("at-most", INDICATORS, threshold="5"), DOWN),
        ("5", build.shape("at-most", INDICATORS, threshold="a"), UP),
        ("a", build.shape("lower-is-better", lose=1), DOWN),
        ("b", build.shape("share", INDICATORS, of="a"), DOWN),
        (None, build.shape("checklist", INDICATORS, milestones=[("a > 5", 1)]), UP),
    ],
)
def test_a_credit_moves_by_its_shape(measure: str | None, shape: build.Shape, expected: Directions) -> None:
    rule = build.rule(INDICATORS, measure, shape, applies_when="a < 5")
    assert credit_directions(rule, "a", NOTHING) == expected


def test_what_lifts_a_veto_raises_the_credit() -> None:
    shape = build.shape("at-most", INDICATORS, threshold="5")
    rule = build.rule(INDICATORS, "b", shape, veto="pass", lifted_when="a > 5")
    assert credit_directions(rule, "a", NOTHING) == UP
