"""Each shape as a table (ends, equal is enough, intervals, open ends), and against a plain function of numbers."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from itertools import product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.shapes import SHAPES, checklist, ordered
from checker.model.interval import INFINITY, UNIT, Interval, hull
from checker.model.rule import Shape
from checker.model.value import EITHER, FALSE, TRUE, Truths
from tests.builders import point, shape, span, yes_or_no
from tests.strategies import repeatable

F = Fraction
ANYTHING = span(None, None)


def credit(name: str, keys: Mapping[str, Any], **operands: Interval) -> Interval:
    """Return the credit that the shape *name* gives to *operands*; ``_`` stands for a dash."""
    return SHAPES[name](shape(name, **keys), {key.replace("_", "-"): value for key, value in operands.items()})


# --- tables -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "zero", "full", "expected"),
    [
        pytest.param(point(0), point(10), point(20), point(0), id="far below"),
        pytest.param(point(10), point(10), point(20), point(0), id="at zero"),
        pytest.param(point(15), point(10), point(20), point("0.5"), id="half way"),
        pytest.param(point(20), point(10), point(20), point(1), id="at full: equal is enough"),
        pytest.param(point(30), point(10), point(20), point(1), id="beyond: no more than full"),
        pytest.param(point(10), point(10), point(10), point(1), id="a step, reached"),
        pytest.param(point(9), point(10), point(10), point(0), id="a step, missed"),
        pytest.param(point(11), point(0), point(33), point(F(1, 3)), id="a third, not rounded here"),
        pytest.param(span(12, 18), point(10), point(20), span("0.2", "0.8"), id="an unknown measure"),
        pytest.param(span(0, 15), point(10), point(20), span(0, "0.5"), id="from below zero"),
        pytest.param(span(15, None), point(10), point(20), span("0.5", 1), id="a lower bound"),
        pytest.param(ANYTHING, point(10), point(20), UNIT, id="nothing known"),
        pytest.param(point(15), span(0, 10), point(20), span("0.5", "0.75"), id="an unknown zero"),
        pytest.param(point(15), point(10), span(15, 20), span("0.5", 1), id="an unknown full"),
        pytest.param(point(15), point(10), span(15, None), UNIT, id="a full without end"),
        pytest.param(point(-15), point(-20), span(-10, None), span(0, "0.5"), id="a full without end, below zero"),
        pytest.param(point(15), span(None, 10), point(20), span("0.5", 1), id="a zero without end"),
        pytest.param(point(30), span(None, 10), span(20, None), UNIT, id="both without end"),
        pytest.param(point(15), span(12, 18), span(16, 20), span(0, "0.75"), id="zero and full that overlap"),
        pytest.param(span(None, 5), point(10), point(20), point(0), id="surely below, however far"),
    ],
)
def test_ramp(measure: Interval, zero: Interval, full: Interval, expected: Interval) -> None:
    assert credit("ramp", {}, measure=measure, zero_at=zero, full_at=full) == expected


@pytest.mark.parametrize(
    ("measure", "zero", "full", "expected"),
    [
        pytest.param(point(5), point(20), point(10), point(1), id="well below"),
        pytest.param(point(10), point(20), point(10), point(1), id="at full: equal is enough"),
        pytest.param(point(15), point(20), point(10), point("0.5"), id="half way"),
        pytest.param(point(20), point(20), point(10), point(0), id="at zero"),
        pytest.param(point(30), point(20), point(10), point(0), id="beyond"),
        pytest.param(point(10), point(10), point(10), point(1), id="a step, kept"),
        pytest.param(span(12, 18), point(20), point(10), span("0.2", "0.8"), id="an unknown measure"),
        pytest.param(span(12, None), point(20), point(10), span(0, "0.8"), id="a lower bound"),
        pytest.param(point(15), span(20, None), point(10), span("0.5", 1), id="a zero without end"),
        pytest.param(point(15), point(20), span(None, 10), span(0, "0.5"), id="a full without end"),
    ],
)
def test_falling_ramp(measure: Interval, zero: Interval, full: Interval, expected: Interval) -> None:
    assert credit("ramp-down", {}, measure=measure, zero_at=zero, full_at=full) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        pytest.param(point(0), point(0), id="below the first"),
        pytest.param(point(1), point("0.6"), id="at the first: equal is enough"),
        pytest.param(point("1.999"), point("0.6"), id="just below the second"),
        pytest.param(point(2), point("0.8"), id="at the second"),
        pytest.param(point(7), point(1), id="beyond the last"),
        pytest.param(span(0, 1), span(0, "0.6"), id="an unknown measure"),
        pytest.param(span(2, None), span("0.8", 1), id="a lower bound"),
        pytest.param(ANYTHING, UNIT, id="nothing known"),
    ],
)
def test_steps(measure: Interval, expected: Interval) -> None:
    assert credit("steps", {"steps": [(1, "0.6"), (2, "0.8"), (3, 1)]}, measure=measure) == expected


@pytest.mark.parametrize(
    ("measure", "threshold", "enough", "little"),
    [
        pytest.param(point(10), point(10), point(1), point(1), id="equal is enough for both"),
        pytest.param(point("10.000000000001"), point(10), point(1), point(0), id="just above"),
        pytest.param(point("9.999999999999"), point(10), point(0), point(1), id="just below"),
        pytest.param(span(10, 20), point(10), point(1), UNIT, id="from the threshold on"),
        pytest.param(span(0, 10), point(10), UNIT, point(1), id="up to the threshold"),
        pytest.param(span(5, 15), point(10), UNIT, UNIT, id="on both sides"),
        pytest.param(point(10), span(5, 15), UNIT, UNIT, id="an unknown threshold"),
        pytest.param(point(15), span(5, 15), point(1), UNIT, id="at the top of an unknown threshold"),
        pytest.param(span(10, None), span(None, 10), point(1), UNIT, id="open ends that touch"),
        pytest.param(ANYTHING, ANYTHING, UNIT, UNIT, id="nothing known"),
    ],
)
def test_at_least_and_at_most(measure: Interval, threshold: Interval, enough: Interval, little: Interval) -> None:
    assert credit("at-least", {}, measure=measure, threshold=threshold) == enough
    assert credit("at-most", {}, measure=measure, threshold=threshold) == little


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        pytest.param(point(0), point(0), id="nothing"),
        pytest.param(point("0.94"), point("0.94"), id="a part"),
        pytest.param(point(1), point(1), id="the whole"),
        pytest.param(point("1.2"), point(1), id="more than the whole"),
        pytest.param(point("-0.2"), point(0), id="less than nothing"),
        pytest.param(span("0.5", None), span("0.5", 1), id="a lower bound"),
        pytest.param(ANYTHING, UNIT, id="nothing known"),
    ],
)
def test_share(part: Interval, expected: Interval) -> None:
    assert credit("share", {"of": "1"}, measure=part, of=point(1)) == expected


@pytest.mark.parametrize(
    ("days_late", "grace", "expected"),
    [
        pytest.param(point(-10), 60, point(1), id="early"),
        pytest.param(point(0), 60, point(1), id="on the day"),
        pytest.param(point(15), 60, point("0.75"), id="a quarter of the grace"),
        pytest.param(point(60), 60, point(0), id="at the end of the grace"),
        pytest.param(point(61), 60, point(0), id="later"),
        pytest.param(point(0), 0, point(1), id="on the day, without grace"),
        pytest.param(point(1), 0, point(0), id="a day late, without grace"),
        pytest.param(span(15, 30), 60, span("0.5", "0.75"), id="some day"),
        pytest.param(span(None, 30), 60, span("0.5", 1), id="by some day"),
        pytest.param(ANYTHING, 60, UNIT, id="nothing known"),
    ],
)
def test_by_date(days_late: Interval, grace: int, expected: Interval) -> None:
    due = point(737_606)
    assert credit("by-date", {"grace": grace}, measure=due + days_late, due=due) == expected


@pytest.mark.parametrize(
    ("count", "lose", "expected"),
    [
        pytest.param(point(0), F("0.3"), point(1), id="none"),
        pytest.param(point(1), F("0.3"), point("0.7"), id="one"),
        pytest.param(point(3), F("0.3"), point("0.1"), id="three"),
        pytest.param(point(4), F("0.3"), point(0), id="never below 0"),
        pytest.param(span(1, 2), F("0.3"), span("0.4", "0.7"), id="one or two"),
        pytest.param(span(1, None), F("0.3"), span(0, "0.7"), id="one or more"),
        pytest.param(span(0, None), F(0), point(1), id="nothing to lose"),
    ],
)
def test_lower_is_better(count: Interval, lose: Fraction, expected: Interval) -> None:
    assert credit("lower-is-better", {"lose": lose}, measure=count) == expected


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        pytest.param(point(0), point(0), id="below the start"),
        pytest.param(point(100), point(0), id="at the start"),
        pytest.param(point("119.9"), point(0), id="not quite a step"),
        pytest.param(point(120), point("0.3"), id="a full step"),
        pytest.param(point(179), point("0.9"), id="three full steps"),
        pytest.param(point(180), point(1), id="at most 1"),
        pytest.param(span(120, 145), span("0.3", "0.6"), id="one or two"),
        pytest.param(span(120, None), span("0.3", 1), id="one or more"),
        pytest.param(ANYTHING, UNIT, id="nothing known"),
    ],
)
def test_bonus_steps(measure: Interval, expected: Interval) -> None:
    assert credit("bonus-steps", {"start": 100, "step": 20, "each": F("0.3")}, measure=measure) == expected


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        pytest.param({"none"}, point(0), id="the first"),
        pytest.param({"full"}, point(1), id="the last"),
        pytest.param({"none", "planned"}, point(0), id="two of one worth"),
        pytest.param({"planned", "partial"}, span(0, "0.6"), id="two of different worth"),
        pytest.param({"none", "full"}, UNIT, id="the first or the last"),
    ],
)
def test_ordered(states: set[str], expected: Interval) -> None:
    worth = shape("ordered", credits={"none": 0, "planned": 0, "partial": "0.6", "full": 1})
    assert ordered(worth, frozenset(states)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(TRUE, TRUE, point(1), id="both"),
        pytest.param(TRUE, FALSE, point("0.3"), id="the first"),
        pytest.param(FALSE, TRUE, point("0.7"), id="the second"),
        pytest.param(FALSE, FALSE, point(0), id="none"),
        pytest.param(TRUE, EITHER, span("0.3", 1), id="the first, perhaps the second"),
        pytest.param(EITHER, FALSE, span(0, "0.3"), id="perhaps the first"),
        pytest.param(EITHER, EITHER, UNIT, id="nothing known"),
    ],
)
def test_checklist(first: Truths, second: Truths, expected: Interval) -> None:
    indicators = {"a": yes_or_no("a"), "b": yes_or_no("b")}
    milestones = shape("checklist", indicators, milestones=[("a", "0.3"), ("b", "0.7")])
    assert checklist(milestones, {"m0": first, "m1": second}) == expected


# --- against plain functions of numbers -------------------------------------------------------------------------------
# A shape of intervals must give the hull of what a plain function gives for all numbers inside: no less (it would be
# unsound) and, as each shape is monotone in each operand, no more.

Numbers = Mapping[str, Fraction]


def _plain_ramp(_: Shape, x: Numbers) -> Fraction:
    if x["measure"] >= x["full-at"]:
        return F(1)
    return max(
        F(0), (x["measure"] - x["zero-at"]) / (x["full-at"] - x["zero-at"]) if x["measure"] > x["zero-at"] else F(0)
    )


def _plain_ramp_down(form: Shape, x: Numbers) -> Fraction:
    return _plain_ramp(form, {name: -value for name, value in x.items()})


def _plain_steps(form: Shape, x: Numbers) -> Fraction:
    return max([worth for threshold, worth in form.steps if threshold <= x["measure"]], default=F(0))


def _plain_by_date(form: Shape, x: Numbers) -> Fraction:
    late, grace = x["measure"] - x["due"], form.numbers["grace"]
    return F(1) if late <= 0 else F(0) if late >= grace else 1 - late / grace


def _plain_bonus(form: Shape, x: Numbers) -> Fraction:
    full = 0
    while x["measure"] >= form.numbers["start"] + (full + 1) * form.numbers["step"]:
        full += 1
    return min(F(1), full * form.numbers["each"])


PLAIN: Mapping[str, tuple[Shape, tuple[str, ...], Callable[[Shape, Numbers], Fraction]]] = {
    "ramp": (shape("ramp"), ("measure", "zero-at", "full-at"), _plain_ramp),
    "ramp-down": (shape("ramp-down"), ("measure", "zero-at", "full-at"), _plain_ramp_down),
    "steps": (shape("steps", steps=[(-2, "0.1"), (1, "0.5"), (3, 1)]), ("measure",), _plain_steps),
    "at-least": (shape("at-least"), ("measure", "threshold"), lambda _, x: F(x["measure"] >= x["threshold"])),
    "at-most": (shape("at-most"), ("measure", "threshold"), lambda _, x: F(x["measure"] <= x["threshold"])),
    "share": (shape("share"), ("measure",), lambda _, x: min(F(1), max(F(0), x["measure"]))),
    "by-date": (shape("by-date", grace=3), ("measure", "due"), _plain_by_date),
    "lower-is-better": (
        shape("lower-is-better", lose=F("0.3")),
        ("measure",),
        lambda form, x: min(F(1), max(F(0), 1 - form.numbers["lose"] * x["measure"])),
    ),
    "bonus-steps": (shape("bonus-steps", start=-1, step=2, each=F("0.3")), ("measure",), _plain_bonus),
}


def test_every_registered_shape_is_held_against_a_plain_function() -> None:
    assert list(PLAIN) == list(SHAPES)


DICE = st.randoms(use_true_random=True)


def numbers(dice: Random, count: int) -> list[Fraction]:
    """Return small numbers in order, some of them equal."""
    return sorted(F(dice.randint(-10, 10), dice.choice((1, 2, 3))) for _ in range(count))


@pytest.mark.parametrize("name", PLAIN)
@given(dice=DICE)
@repeatable(100)
def test_a_shape_of_intervals_is_the_hull_of_a_plain_function_of_their_ends(name: str, dice: Random) -> None:
    form, operands, plain = PLAIN[name]
    ends = {operand: numbers(dice, 2) for operand in operands}
    found = SHAPES[name](form, {operand: Interval(*pair) for operand, pair in ends.items()})
    corners = [plain(form, dict(zip(ends, chosen, strict=True))) for chosen in product(*ends.values())]
    assert found == hull(Interval.point(corner) for corner in corners)


@pytest.mark.parametrize("name", PLAIN)
@given(dice=DICE)
@repeatable(100)
def test_a_shape_of_intervals_holds_the_credit_of_every_number_inside(name: str, dice: Random) -> None:
    form, operands, plain = PLAIN[name]
    drawn = {operand: numbers(dice, 3) for operand in operands}
    bounded = SHAPES[name](form, {operand: Interval(low, high) for operand, (low, _, high) in drawn.items()})
    upwards = SHAPES[name](form, {operand: Interval(low, INFINITY) for operand, (low, _, _) in drawn.items()})
    downwards = SHAPES[name](form, {operand: Interval(-INFINITY, high) for operand, (_, _, high) in drawn.items()})
    assert bounded.contains(plain(form, {operand: middle for operand, (_, middle, _) in drawn.items()}))
    assert upwards.covers(bounded)
    assert downwards.covers(bounded)
