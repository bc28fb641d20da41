"""The traffic light inside the year: what is due, a band of a tenth below it, and intervals across both."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from checker.engine.evaluate import judge, take_at_its_word
from tests.builders import counted, dictionary, facts, pack, rule, scoring, shape, span, yes_or_no

INDICATORS = dictionary(counted("built"), counted("other"), yes_or_no("done"))
LIT = pack(INDICATORS, policy=scoring(pace_band=Fraction("0.1")))


def lights(made: Any, **known: Any) -> str:
    """Return the first letters of the colours, best first."""
    found = judge(made, facts(LIT, **known)).lights
    return "".join(colour[0] for colour in ("green", "yellow", "red") if colour in found)


RISING = rule(INDICATORS, "built", shape("ramp", INDICATORS, zero_at="0", full_at="100"), pace=True)
FALLING = rule(INDICATORS, "built", shape("ramp-down", INDICATORS, full_at="100", zero_at="200"), pace=True)


@pytest.mark.parametrize(
    ("built", "rising", "falling"),
    [
        (100, "g", "g"),
        (101, "g", "y"),
        (99, "y", "g"),
        (90, "y", "g"),
        (Fraction("89.999"), "r", "g"),
        (110, "g", "y"),
        (Fraction("110.001"), "g", "r"),
        (0, "r", "g"),
        (span(90, 100), "gy", "g"),
        (span(50, 95), "yr", "g"),
        (span(50, 200), "gyr", "gyr"),
        (span(95, 105), "gy", "gy"),
        (span(105, 120), "g", "yr"),
        (None, "gyr", "gyr"),
    ],
)
def test_colour_by_what_is_due(built: Any, rising: str, falling: str) -> None:
    known = {} if built is None else {"built": built}
    assert (lights(RISING, **known), lights(FALLING, **known)) == (rising, falling)


@pytest.mark.parametrize(("built", "expected"), [(100, "g"), (90, "y"), (89, "r")])
def test_a_threshold_is_due_too(built: int, expected: str) -> None:
    least = rule(INDICATORS, "built", shape("at-least", INDICATORS, threshold="100"), pace=True)
    most = rule(INDICATORS, "0 - built", shape("at-most", INDICATORS, threshold="0 - 100"), pace=True)
    assert (lights(least, built=built), lights(most, built=built)) == (expected, expected)


def test_nothing_due_is_reached_by_nothing_done() -> None:
    made = rule(INDICATORS, "built", shape("ramp", INDICATORS, zero_at="0", full_at="other"), pace=True)
    assert lights(made, built=0, other=0) == "g"


def test_a_measure_that_cannot_be_computed_may_be_any_colour() -> None:
    made = rule(INDICATORS, "built / other", shape("ramp", INDICATORS, zero_at="0", full_at="1"), pace=True)
    assert lights(made, built=1) == "gyr"
    assert lights(made, built=1, other=1) == "g"


def test_only_a_rule_that_asks_for_a_light_has_one_and_only_where_the_pack_has_a_band() -> None:
    dark = rule(INDICATORS, "built", RISING.shape)
    assert lights(dark, built=100) == ""
    assert judge(RISING, facts(pack(INDICATORS), built=100)).lights == frozenset()


def test_a_rule_that_cannot_be_computed_has_no_light() -> None:
    made = rule(INDICATORS, "built / other", shape("ramp", INDICATORS, zero_at="0", full_at="1"), pace=True)
    assert lights(made, built=1, other=0) == ""


def test_its_own_word_that_the_target_is_met_is_green() -> None:
    made = rule(
        INDICATORS,
        "built / target(built)",
        shape("ramp", INDICATORS, zero_at="0", full_at="1"),
        pace=True,
        self_claim="done",
    )
    known = facts(LIT, built=1, done=True)
    found = take_at_its_word(judge(made, known), known)
    assert (set(found.lights), set(found.overlays)) == ({"green"}, {"unverified"})
