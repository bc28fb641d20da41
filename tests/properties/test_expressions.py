"""What holds for every expression and everything unknown. Python itself, on exact fractions, is the oracle."""

from __future__ import annotations

import ast
import functools
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from checker.errors import Locus, PackError
from checker.expression.interpret import interpret
from checker.expression.render import to_numbers, to_value
from checker.model.interval import Interval
from checker.model.nodes import Node
from checker.model.types import NumberType, StateType, TruthType, Type
from checker.model.value import FAILURE, Items, Possible, Value
from tests.strategies import (
    DICTIONARY,
    KINDS,
    NOTHING,
    PLACE,
    Known,
    any_expression,
    cases,
    expressions,
    numbers_only,
    parse,
    repeatable,
    trace_of,
    value_of,
    without_lists,
)

Case = tuple[str, tuple[Known, Known, Known]]  # an expression, and facts of which ever more is known
FAILED = object()
LEVEL = StateType(("county", "prefecture", "province"))


@functools.total_ordering
@dataclass(frozen=True, eq=False)
class Ordered:
    """A state for Python to compare, also with the text of a state."""

    state: str
    order: tuple[str, ...]

    def __eq__(self, other: object) -> bool:
        return self.state == str(other)

    def __lt__(self, other: object) -> bool:
        return self.order.index(self.state) < self.order.index(str(other))

    def __hash__(self) -> int:
        return hash(self.state)

    def __str__(self) -> str:
        return self.state


class Exact(ast.NodeTransformer):
    """Makes numbers of the text fractions, and the indicator of ``target(x)`` a text."""

    def __init__(self, text: str) -> None:
        self.text = text

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if isinstance(node.value, str | bool):
            return node
        written = ast.get_source_segment(self.text, node)
        return ast.Call(ast.Name("Fraction", ast.Load()), [ast.Constant(written)], [])

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name) and node.func.id in ("target", "has_target", "target_stated"):
            node.args = [ast.Constant(argument.id) for argument in node.args if isinstance(argument, ast.Name)]
            return node
        return self.generic_visit(node)


def computed(text: str, names: dict[str, Any]) -> object:
    """Return what Python makes of *text*, or FAILED if it divides by zero."""
    tree = ast.fix_missing_locations(Exact(text).visit(ast.parse(text, mode="eval")))
    try:
        return eval(compile(tree, "<oracle>", "eval"), {"Fraction": Fraction, **names})
    except ZeroDivisionError:
        return FAILED


def plain(possible: Possible, kind: Type) -> Any:
    """Return the only value that is possible, as Python has it."""
    if isinstance(possible, Interval):
        return possible.lower
    if isinstance(possible, Items):
        return [SimpleNamespace(**{n: plain(item[n], f) for n, f in kind.fields.items()}) for item in possible.items]
    (member,) = possible
    return Ordered(member, kind.states) if isinstance(kind, StateType) else member


def completed(text: str, facts: Known) -> object:
    """Return the value of *text* where everything is known: a list holds what it names and nothing else."""
    names = {name: plain(facts.values[name], DICTIONARY[name].type) for name in facts.values if name != "remark"}
    names |= {
        "level": plain(facts.level, LEVEL),
        "period_end": facts.period_end.lower,
        "period": None,
        "date": lambda text: Fraction(date.fromisoformat(text).toordinal()),
        "target": lambda name: facts.targets[name].lower,
        "has_target": lambda name: plain(facts.target_set[name], TruthType()),
        "target_stated": lambda name: name in facts.stated,
        "due": lambda _: facts.share_due.lower,
        "count": lambda items: Fraction(sum(1 for _ in items)),
    }
    return computed(text, names)


def is_among(found: object, value: Value) -> bool:
    """Return whether a result is one of the possible ones."""
    if found is FAILED:
        return value.may_fail
    if isinstance(value.possible, Interval):
        return isinstance(found, Fraction | int) and value.possible.contains(Fraction(found))
    return value.possible is not None and found in value.members


def is_within(narrow: Value, wide: Value) -> bool:
    """Return whether all that *narrow* allows is allowed by *wide*."""
    if narrow.may_fail and not wide.may_fail:
        return False
    if narrow.possible is None:
        return True
    if isinstance(wide.possible, Interval):
        return wide.possible.covers(narrow.number)
    return wide.possible is not None and narrow.members <= wide.members


@repeatable(500)
@given(cases(any_expression()))
def test_value_holds_the_result_of_every_completion(case: Case) -> None:
    text, (wide, narrow, full) = case
    result = completed(text, full)
    assert [is_among(result, value_of(text, known)) for known in (wide, narrow, full)] == [True] * 3


@repeatable(400)
@given(cases(any_expression()))
def test_knowing_more_never_widens_the_value(case: Case) -> None:
    text, facts = case
    wide, narrow, full = (value_of(text, known) for known in facts)
    assert is_within(narrow, wide)
    assert is_within(full, narrow)


@repeatable(300)
@given(cases(any_expression(4, without_lists)))
def test_value_of_what_is_known_is_exact(case: Case) -> None:
    text, (_, _, full) = case
    result, value = completed(text, full), value_of(text, full)
    if result is FAILED:
        assert value == FAILURE
    elif isinstance(value.possible, Interval):
        assert value == Value(Interval.point(Fraction(result)))
    else:
        assert value == Value(frozenset({getattr(result, "state", result)}))


@repeatable(200)
@given(cases(st.one_of([expressions(kind, 3, numbers_only) for kind in ("ratio", "stations", "truth")])))
def test_expression_with_numbers_put_in_has_the_same_value(case: Case) -> None:
    text, (_, _, full) = case
    result, shown = completed(text, full), to_numbers(trace_of(text, full))
    assert "error" in shown or computed(shown, {"true": True, "false": False}) == result


@repeatable(100)
@given(st.sampled_from(KINDS).flatmap(lambda kind: st.tuples(st.just(kind), expressions(kind))))
def test_expression_has_the_type_of_its_kind(case: tuple[str, str]) -> None:
    kind, text = case
    found = parse(text).type
    wanted = {"ratio": NumberType, "stations": NumberType}.get(kind, type(found))
    shown = {"ratio": ("ratio", "number"), "stations": ("number of stations",), "day": ("date",)}
    shown |= {"state": ("state of none < planned < partial < full",), "truth": ("truth value",)}
    assert isinstance(found, wanted)
    assert str(found) in shown[kind]


TOKENS = (
    *("stations", "share", "coverage", "signed", "sites", "x", "x.units", "opened", "remark", "level", "period"),
    *("min", "sum", "count", "any", "date", "target", "due", "lambda", "await", "yield", "f", "b", "u", "__class__"),
    *("and", "or", "not", "in", "is", "if", "else", "for", "async", "None", "True", "..."),
    *("(", ")", "[", "]", "{", "}", ",", ".", ":", ":=", ";", "=", "->", "@", "*", "**", "//", "%", "~", "^", "|", "&"),
    *("+", "-", "/", "<", "<=", "==", "!=", "#", "\\", '"', "'", '"full"', '"2020-02-30"', '"""', "`", "$", "?", "!"),
    *("0", "1", "0.5", "1e400", "0x1", "1j", "1_0", "09", ".5", "5.", "1if", " ", "\t", "\n", "\x00", "\u202e", "≥"),
)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return a well-typed expression, with some of it cut out, doubled or replaced."""
    text = draw(any_expression(2))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 8, len(text))))
        text = text[:start] + draw(st.sampled_from(("", text[start:end] * 2, *TOKENS))) + text[end:]
    return text


def parsed(text: str) -> Node | Locus:
    """Return the tree of *text*, or the place of the PackError that refuses it."""
    try:
        return parse(text)
    except PackError as error:
        return error.locus or Locus("")


def check_that_it_is_a_tree_or_refused(text: str) -> None:
    """Fail if *text* makes anything but a PackError within itself, or a tree that can be evaluated and shown."""
    found = parsed(text)
    if isinstance(found, Locus):
        assert (found.file, found.line) == (PLACE.file, PLACE.line)
        assert 0 <= found.column - PLACE.column <= len(text)
    else:
        trace = interpret(found, NOTHING)
        assert to_numbers(trace)
        assert to_value(trace.value, found.type)


@repeatable(300)
@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(TOKENS), max_size=14).map(" ".join)))
@example('"\\d"')
@example("1if signed else 2")
@example("sites == sites")
@example("sites if signed else sites")
@example('date("9999-12-31") + 1')
@example('"\\N{x}"')
def test_no_text_makes_the_parser_raise_anything_else(text: str) -> None:
    check_that_it_is_a_tree_or_refused(text)


@repeatable(500)
@given(mutated())
def test_no_mutation_of_an_expression_makes_the_parser_raise_anything_else(text: str) -> None:
    check_that_it_is_a_tree_or_refused(text)


@pytest.mark.parametrize(
    "unit",
    [
        "~",
        "- ",
        "not ",
        "(",
        "[",
        "{",
        "f(",
        "a.",
        "a[",
        "a**",
        "1+",
        "a<",
        "a and ",
        "lambda:",
        "a if b else ",
        "1,",
        "f''",
    ],
)
@pytest.mark.parametrize("tail", ["", "a", "1", ")"])
def test_no_repetition_makes_the_parser_raise_anything_else(unit: str, tail: str) -> None:
    for length in (41, 200, 999 // len(unit)):
        check_that_it_is_a_tree_or_refused(unit * length + tail)
