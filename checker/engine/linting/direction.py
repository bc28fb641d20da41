"""Which way a credit moves when what a locality reports grows: read from the tree and the shape, without a value."""

from __future__ import annotations

from collections.abc import Mapping

from checker.engine.facts import Facts
from checker.expression.interpret import interpret
from checker.model import nodes
from checker.model.interval import Interval
from checker.model.nodes import Node
from checker.model.rule import Rule
from checker.model.value import Possible

Directions = frozenset[int]

NONE: Directions = frozenset()
UP: Directions = frozenset({1})
DOWN: Directions = frozenset({-1})
BOTH: Directions = frozenset({1, -1})
# The shapes whose credit falls where the measure rises.
FALLING = frozenset({"ramp-down", "at-most", "lower-is-better", "by-date"})


def credit_directions(rule: Rule, indicator: str, nothing: Facts) -> Directions:
    """Return the ways in which the credit of *rule* may move as *indicator* grows; none if it does not depend on it.

    *nothing* are facts of which nothing is known: signs are those that the dictionary's bounds allow. A list grows by
    items, a state by its declared order. Where the tree cannot tell, both ways are named.
    """
    found = NONE
    for name, expression in rule.named_expressions.items():
        if name == "applies-when":
            continue
        moved = directions(expression.tree, indicator, nothing)
        found |= _flipped(moved) if _counts_against(rule, name) else moved
    return found


def directions(node: Node, indicator: str, nothing: Facts) -> Directions:
    """Return the ways in which the value of *node* may move as *indicator* grows."""
    match node:
        case nodes.Indicator():
            return UP if node.id == indicator else NONE
        case nodes.Negative() | nodes.Negation():
            return _flipped(directions(node.operand, indicator, nothing))
        case nodes.Absolute():
            return _times(directions(node.operand, indicator, nothing), signs(node.operand, nothing))
        case nodes.Arithmetic():
            return _arithmetic(node, indicator, nothing)
        case nodes.Comparison():
            return _comparison(node, indicator, nothing)
        case nodes.Membership():
            return BOTH if directions(node.operand, indicator, nothing) else NONE
        case nodes.Conditional():
            return _conditional(node, indicator, nothing)
        case nodes.Gather():
            return _gathered(node, indicator, nothing)
        case _:
            return NONE.union(*(directions(part, indicator, nothing) for part in nodes.parts_of(node)))


def _counts_against(rule: Rule, name: str) -> bool:
    """Return whether the credit falls where the expression called *name* rises.

    That is a measure of a falling shape, or what a measure of a rising one is held against.
    """
    if rule.measure is None or name == "lifted-when":
        return False
    return (rule.shape.name in FALLING) == (name == "measure")


def _arithmetic(node: nodes.Arithmetic, indicator: str, nothing: Facts) -> Directions:
    left, right = (directions(part, indicator, nothing) for part in (node.left, node.right))
    if node.sign == "+":
        return left | right
    if node.sign == "-":
        return left | _flipped(right)
    right = right if node.sign == "*" else _flipped(right)
    return _times(left, signs(node.right, nothing)) | _times(right, signs(node.left, nothing))


def _comparison(node: nodes.Comparison, indicator: str, nothing: Facts) -> Directions:
    left, right = (directions(part, indicator, nothing) for part in (node.left, node.right))
    if node.sign in ("==", "!="):
        return BOTH if left | right else NONE
    return left | _flipped(right) if node.sign in (">", ">=") else _flipped(left) | right


def _conditional(node: nodes.Conditional, indicator: str, nothing: Facts) -> Directions:
    """Return how the branches move, and which way the condition leads if it moves: to the greater one or the lesser."""
    inside = directions(node.then, indicator, nothing) | directions(node.otherwise, indicator, nothing)
    condition = directions(node.condition, indicator, nothing)
    if not condition:
        return inside
    then, otherwise = (interpret(branch, nothing).value.possible for branch in (node.then, node.otherwise))
    if isinstance(then, Interval) and isinstance(otherwise, Interval):
        if then.lower >= otherwise.upper:
            return inside | condition
        if then.upper <= otherwise.lower:
            return inside | _flipped(condition)
    return BOTH


def _gathered(node: nodes.Gather, indicator: str, nothing: Facts) -> Directions:
    """Return how a gathering moves: with its list by one item more, with what its items are asked for either way."""
    if any(names(part, indicator) for part in (node.condition, node.element)):
        return BOTH
    if node.list.id != indicator:
        return NONE
    if node.gathering == "sum":
        return _times(UP, signs(node.element, nothing, any_item(node, nothing)))
    return DOWN if node.gathering == "all" else UP


def names(node: Node, indicator: str) -> bool:
    """Return whether *indicator* stands in *node*."""
    return any(isinstance(one, nodes.Indicator) and one.id == indicator for one in nodes.walk(node))


def any_item(node: nodes.Gather, nothing: Facts) -> Mapping[str, Mapping[str, Possible]]:
    """Return an item of which nothing is known, under the name that the gathering *node* gives it."""
    return {node.variable: {one.id: one.unknown for one in nothing.frame.pack.indicators[node.list.id].fields}}


def signs(node: Node, nothing: Facts, items: Mapping[str, Mapping[str, Possible]] | None = None) -> Directions:
    """Return the signs that a number may have."""
    possible = interpret(node, nothing, items).value.possible
    if not isinstance(possible, Interval):
        return BOTH
    return UP if possible.lower >= 0 else DOWN if possible.upper <= 0 else BOTH


def _flipped(moved: Directions) -> Directions:
    return frozenset(-way for way in moved)


def _times(moved: Directions, signs: Directions) -> Directions:
    return frozenset(way * sign for way in moved for sign in signs)
