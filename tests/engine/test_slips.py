"""Slips in expressions: each changes one node, and each is named."""

from datetime import date
from fractions import Fraction

import pytest

from checker.engine.testing.slips import by_tenth, iter_slips, moved, negated, replaced
from checker.expression.parse import parse_expression
from checker.expression.scope import Scope
from checker.model import nodes
from checker.model.nodes import Node
from checker.model.types import DateType, ListType, StateType, TruthType
from tests.builders import PLACE, counted, dated, dictionary, listed, stated, yes_or_no

INDICATORS = dictionary(
    counted("a"), counted("b"), stated("state"), yes_or_no("yes"), yes_or_no("far"), dated("sent"), listed("items")
)


def tree(text: str) -> Node:
    """Return the checked tree of *text*."""
    return parse_expression(text, Scope(INDICATORS), PLACE)


def made(text: str) -> list[str]:
    """Return every slip in *text* as kind, name, path and what was changed."""
    return [
        f"{one.kind} {one.name} {'.'.join(map(str, one.path))} {one.before}>{one.after}"
        for one, _ in iter_slips(tree(text))
    ]


@pytest.mark.parametrize(
    ("text", "slips"),
    [
        ("a < b", ["edge edge  <><="]),
        ("a <= b", ["edge edge  <=><"]),
        ("a > b", ["edge edge  >>>="]),
        ("a >= b", ["edge edge  >=>>"]),
        ("a == b", ["edge edge  ==>!="]),
        ("yes != far", ["edge edge  !=>=="]),
        ("yes and far", ["and-or or  and>or", "and-or without-0  and [0]>", "and-or without-1  and [1]>"]),
        ("yes or far", ["and-or and  or>and", "and-or without-0  or [0]>", "and-or without-1  or [1]>"]),
        ("not yes", ["not-dropped dropped  not>"]),
        ("a + b", ["sign sign  +>-"]),
        ("a - b", ["sign sign  ->+"]),
        ("a * b", ["sign sign  *>/"]),
        ("a / b", ["sign sign  />*"]),
        ("-a", ["sign dropped  ->"]),
        ("abs(a)", ["sign dropped  abs>"]),
        ("min(a, b)", ["choice max  min>max", "choice without-0  min [0]>", "choice without-1  min [1]>"]),
        ("max(a, b)", ["choice min  max>min", "choice without-0  max [0]>", "choice without-1  max [1]>"]),
        ("a if yes else b", ["branches swapped  a if … else b>b if … else a"]),
        ("a >= 10", ["edge edge  >=>>", "literal less 1 10>9", "literal more 1 10>11"]),
        ("a * 0.5", ["sign sign  *>/", "literal less 1 0.5>0.45", "literal more 1 0.5>0.55"]),
        ('state == "planned"', ["edge edge  ==>!=", "literal less 1 planned>none", "literal more 1 planned>partial"]),
        ('state == "full"', ["edge edge  ==>!=", "literal less 1 full>partial"]),
        ('state in ("none", "full")', ["states without-full  full>", "states without-none  none>"]),
        (
            'sent <= date("2020-03-01")',
            ["edge edge  <=><", "literal less 1 2020-03-01>2020-02-29", "literal more 1 2020-03-01>2020-03-02"],
        ),
        ('sent <= date("0001-01-01")', ["edge edge  <=><", "literal more 1 0001-01-01>0001-01-02"]),
        ("yes == True", ["edge edge  ==>!=", "literal opposite 1 True>False"]),
        ("a", []),
        ("not (a < b)", ["not-dropped dropped  not>", "edge edge 0 <><=", "direction reversed 0 <>>"]),
        ("not (a >= b)", ["not-dropped dropped  not>", "edge edge 0 >=>>", "direction reversed 0 >=><="]),
        ("not (a == b)", ["not-dropped dropped  not>", "edge edge 0 ==>!="]),
    ],
)
def test_each_node_has_its_slips(text: str, slips: list[str]) -> None:
    assert made(text) == slips


def test_a_list_has_slips_of_its_own() -> None:
    found = made('any(i.stage == "trial" for i in items if i.stage != "agreed")')
    assert found[:2] == ["any-all all  any>all", "condition-dropped dropped  if …>"]
    assert "edge edge 1 !=>==" in found
    assert made('all(i.stage == "trial" for i in items)')[0] == "any-all any  all>any"
    assert made("count(i for i in items)") == []


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("yes and far", ["far", "yes"]),
        ("yes or far or a < b", ["far or a < b", "yes or a < b", "yes or far"]),
        ("min(a, b, 3)", ["min(b, 3)", "min(a, 3)", "min(a, b)"]),
    ],
)
def test_each_operand_is_left_out_once(text: str, left: list[str]) -> None:
    found = [other for slip, other in iter_slips(tree(text)) if slip.name.startswith("without")]
    assert found == [tree(one) for one in left]


def test_a_slip_changes_its_node_and_nothing_else() -> None:
    text = "(a + 2) * b >= 10 and (a if not (a < 4) else -(b + 5)) > abs(a - 6) or min(a + 7, b) < 3"
    whole = tree(text)
    for slip, other in iter_slips(whole):
        here = other
        before = whole
        for step in slip.path:
            here, before = nodes.parts_of(here)[step], nodes.parts_of(before)[step]
        assert here == slip.node != before
        assert replaced(other, slip.path, before) == whole


def test_no_slip_puts_a_division_into_a_list() -> None:
    items = nodes.Indicator("items", ListType({}))
    field = nodes.Arithmetic("*", nodes.Indicator("a", INDICATORS["a"].type), tree("b"), INDICATORS["a"].type)
    gather = nodes.Gather("sum", items, "i", field, nodes.Truth(True, TruthType()), INDICATORS["a"].type)
    assert all(slip.after != "/" for slip, _ in iter_slips(gather))
    assert [slip.after for slip, _ in iter_slips(field)] == ["/"]


def test_the_last_day_has_no_next_one() -> None:
    day = nodes.Day(date.max, DateType())
    assert [slip.name for slip, _ in iter_slips(day)] == ["less"]


def test_the_lowest_state_has_none_below() -> None:
    state = nodes.State("none", StateType(("none", "full")))
    assert [slip.after for slip, _ in iter_slips(state)] == ["full"]


@pytest.mark.parametrize(
    ("text", "known"), [("a < b", False), ("yes", False), ("not yes", True), ("a == b", True), ("yes and far", False)]
)
def test_the_opposite_of_a_condition_is_made_where_no_other_slip_is_that(text: str, known: object) -> None:
    other = negated(tree(text))
    assert other is None if known else other == nodes.Negation(tree(text), TruthType())


def test_numbers_move_by_one_or_by_a_tenth_within_their_ends() -> None:
    assert list(moved(Fraction(3))) == [("less", 2), ("more", 4)]
    assert list(moved(Fraction("0.5"))) == [("less", Fraction("0.45")), ("more", Fraction("0.55"))]
    assert list(moved(Fraction(1), least=Fraction(1))) == [("more", 2)]
    assert list(moved(Fraction(1), most=Fraction(1))) == [("less", 0)]
    assert list(by_tenth(Fraction(2))) == [("less", Fraction("1.8")), ("more", Fraction("2.2"))]
    assert list(by_tenth(Fraction(1), Fraction(1))) == [("less", Fraction("0.9"))]
    assert list(by_tenth(Fraction(0))) == [("more", Fraction("0.1"))]
