"""Slips in an expression: each one a copy of its tree with one node changed, never made from text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from checker.model import nodes
from checker.model.nodes import ArithmeticSign, ComparisonSign, Node, parts_of
from checker.model.number import format_exact
from checker.model.trial import MutantKind
from checker.model.types import StateType, TruthType

TENTH = Fraction(1, 10)
Steps = tuple[int, ...]

_EDGES: Mapping[ComparisonSign, ComparisonSign] = {
    "<": "<=",
    "<=": "<",
    ">": ">=",
    ">=": ">",
    "==": "!=",
    "!=": "==",
}
_WAYS: Mapping[ComparisonSign, ComparisonSign] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SIGNS: Mapping[ArithmeticSign, ArithmeticSign] = {"+": "-", "-": "+", "*": "/", "/": "*"}


@dataclass(frozen=True, slots=True)
class Slip:
    """One node that was changed: at *path* (which part of which part), to *node*; *name* tells two of a kind apart."""

    kind: MutantKind
    name: str
    path: Steps
    node: Node
    before: str
    after: str


def iter_slips(tree: Node) -> Iterator[tuple[Slip, Node]]:
    """Yield every slip in *tree* with the tree that it makes, in a fixed order."""
    waiting: list[tuple[Steps, Node, bool]] = [((), tree, False)]
    while waiting:
        path, node, gathered = waiting.pop()
        for slip in _slips(node, path):
            # Items cannot fail: a gathering holds no division, and no slip puts one there.
            if not (gathered and slip.after == "/"):
                yield slip, replaced(tree, path, slip.node)
        inside = isinstance(node, nodes.Gather)
        # A list without a condition, and what is counted, stand as True in the tree: nobody wrote that.
        written = [
            (at, part) for at, part in enumerate(parts_of(node)) if not (inside and isinstance(part, nodes.Truth))
        ]
        below = [((*path, at), part, gathered or inside) for at, part in written]
        waiting.extend(reversed(below))


def negated(tree: Node) -> Node | None:
    """Return the opposite of a condition; None where another slip is that already."""
    if isinstance(tree, nodes.Negation) or (isinstance(tree, nodes.Comparison) and tree.sign in ("==", "!=")):
        return None
    return nodes.Negation(tree, TruthType())


def replaced(tree: Node, path: Steps, new: Node) -> Node:
    """Return *tree* with the node at *path* replaced by *new*."""
    if not path:
        return new
    parts = list(parts_of(tree))
    parts[path[0]] = replaced(parts[path[0]], path[1:], new)
    return _with_parts(tree, parts)


def _with_parts(node: Node, parts: Sequence[Node]) -> Node:
    """Return *node* with other *parts*, in the order of ``parts_of``."""
    match node:
        case nodes.Negative() | nodes.Absolute() | nodes.Negation() | nodes.Membership():
            return replace(node, operand=parts[0])
        case nodes.Arithmetic() | nodes.Comparison():
            return replace(node, left=parts[0], right=parts[1])
        case nodes.Conditional():
            return nodes.Conditional(parts[0], parts[1], parts[2], node.type)
        case nodes.Gather():  # a list has no parts: it stays
            return replace(node, condition=parts[1], element=parts[2])
        case _:
            assert isinstance(node, nodes.Extreme | nodes.Conjunction | nodes.Disjunction)
            return replace(node, operands=tuple(parts))


def moved(
    value: Fraction, most: Fraction | None = None, least: Fraction | None = None
) -> Iterator[tuple[str, Fraction]]:
    """Yield what a number may be mistaken for: one less or more if it is whole, else a tenth; within the ends given."""
    step = Fraction(1) if value.denominator == 1 else abs(value) * TENTH
    for name, other in (("less", value - step), ("more", value + step)):
        if (least is None or other >= least) and (most is None or other <= most):
            yield name, other


def by_tenth(value: Fraction, most: Fraction | None = None) -> Iterator[tuple[str, Fraction]]:
    """Yield *value* less and more a tenth of it, up to *most*; nothing becomes a tenth."""
    step = abs(value) * TENTH or TENTH
    for name, other in (("less", value - step), ("more", value + step)):
        if other >= 0 and (most is None or other <= most):
            yield name, other


def _slips(node: Node, path: Steps) -> Iterator[Slip]:
    make = _MAKERS.get(type(node))
    if make is not None:
        turned = _reversed(node) if path and isinstance(node, nodes.Comparison) else ()
        for kind, name, new, before, after in (*make(node), *turned):
            yield Slip(kind, name, path, new, before, after)


Change = tuple[MutantKind, str, Node, str, str]


def _comparison(node: nodes.Comparison) -> Iterator[Change]:
    other = _EDGES[node.sign]
    yield "edge", "edge", replace(node, sign=other), node.sign, other


def _reversed(node: nodes.Comparison) -> Iterator[Change]:
    """Yield a comparison the other way round; of a whole condition, the opposite is that slip."""
    other = _WAYS.get(node.sign)
    if other is not None:
        yield "direction", "reversed", replace(node, sign=other), node.sign, other


def _conjunction(node: nodes.Conjunction) -> Iterator[Change]:
    yield "and-or", "or", nodes.Disjunction(node.operands, node.type), "and", "or"
    yield from _without("and-or", "and", node)


def _disjunction(node: nodes.Disjunction) -> Iterator[Change]:
    yield "and-or", "and", nodes.Conjunction(node.operands, node.type), "or", "and"
    yield from _without("and-or", "or", node)


def _without(
    kind: MutantKind, word: str, node: nodes.Conjunction | nodes.Disjunction | nodes.Extreme
) -> Iterator[Change]:
    """Yield *node* without each of its operands; the last one left stands alone."""
    for index in range(len(node.operands)):
        kept = (*node.operands[:index], *node.operands[index + 1 :])
        other = kept[0] if len(kept) == 1 else replace(node, operands=kept)
        yield kind, f"without-{index}", other, f"{word} [{index}]", ""


def _negation(node: nodes.Negation) -> Iterator[Change]:
    yield "not-dropped", "dropped", node.operand, "not", ""


def _arithmetic(node: nodes.Arithmetic) -> Iterator[Change]:
    other = _SIGNS[node.sign]
    yield "sign", "sign", replace(node, sign=other), node.sign, other


def _negative(node: nodes.Negative) -> Iterator[Change]:
    yield "sign", "dropped", node.operand, "-", ""


def _absolute(node: nodes.Absolute) -> Iterator[Change]:
    yield "sign", "dropped", node.operand, "abs", ""


def _extreme(node: nodes.Extreme) -> Iterator[Change]:
    if node.choice == "min":
        yield "choice", "max", replace(node, choice="max"), "min", "max"
    else:
        yield "choice", "min", replace(node, choice="min"), "max", "min"
    yield from _without("choice", node.choice, node)


def _conditional(node: nodes.Conditional) -> Iterator[Change]:
    swapped = replace(node, then=node.otherwise, otherwise=node.then)
    yield "branches", "swapped", swapped, "a if … else b", "b if … else a"


def _membership(node: nodes.Membership) -> Iterator[Change]:
    for state in sorted(node.states):
        yield "states", f"without-{state}", replace(node, states=node.states - {state}), state, ""


def _number(node: nodes.Number) -> Iterator[Change]:
    for name, other in moved(node.value):
        yield "literal", name, replace(node, value=other), format_exact(node.value), format_exact(other)


def _day(node: nodes.Day) -> Iterator[Change]:
    for name, days, end in (("less", -1, date.min), ("more", 1, date.max)):
        if node.value == end:
            continue
        other = node.value + timedelta(days)
        yield "literal", name, replace(node, value=other), str(node.value), str(other)


def _truth(node: nodes.Truth) -> Iterator[Change]:
    yield "literal", "opposite", replace(node, value=not node.value), str(node.value), str(not node.value)


def _state(node: nodes.State) -> Iterator[Change]:
    assert isinstance(node.type, StateType)
    order = node.type.states
    place = order.index(node.value)
    for name, other in (("less", place - 1), ("more", place + 1)):
        if 0 <= other < len(order):
            yield "literal", name, replace(node, value=order[other]), node.value, order[other]


def _gather(node: nodes.Gather) -> Iterator[Change]:
    if node.gathering == "any":
        yield "any-all", "all", replace(node, gathering="all"), "any", "all"
    elif node.gathering == "all":
        yield "any-all", "any", replace(node, gathering="any"), "all", "any"
    if not isinstance(node.condition, nodes.Truth):
        every = nodes.Truth(True, TruthType())
        yield "condition-dropped", "dropped", replace(node, condition=every), "if …", ""


_MAKERS: Mapping[type[Any], Callable[[Any], Iterator[Change]]] = {
    nodes.Comparison: _comparison,
    nodes.Conjunction: _conjunction,
    nodes.Disjunction: _disjunction,
    nodes.Negation: _negation,
    nodes.Arithmetic: _arithmetic,
    nodes.Negative: _negative,
    nodes.Absolute: _absolute,
    nodes.Extreme: _extreme,
    nodes.Conditional: _conditional,
    nodes.Membership: _membership,
    nodes.Number: _number,
    nodes.Day: _day,
    nodes.Truth: _truth,
    nodes.State: _state,
    nodes.Gather: _gather,
}
