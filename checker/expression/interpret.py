"""Tree -> values, keeping every sub-value. This interpreter is the reference: whatever is faster must agree with it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from checker.model import nodes
from checker.model.assessment import Trace
from checker.model.interval import INFINITY, ONE, ZERO, Interval, hull
from checker.model.nodes import ComparisonSign, Node
from checker.model.types import StateType
from checker.model.value import EITHER, FAILURE, FALSE, TRUE, Items, Possible, Truths, Value, day, truth

Item = Mapping[str, Possible]


class Facts(Protocol):
    """What an expression can ask about a locality in a period."""

    def indicator(self, indicator: str) -> Possible:
        """Return what the indicator may be."""

    def given(self, name: str) -> Possible:
        """Return ``level`` or ``period_end``."""

    def target(self, indicator: str) -> Interval:
        """Return what the target in force may be."""

    def has_target(self, indicator: str) -> Truths:
        """Return whether somebody set a target; both if no row says."""

    def target_stated(self, indicator: str) -> bool:
        """Return whether a row states a value."""

    def due(self) -> Interval:
        """Return the share of the year's target due by the period's end."""


def interpret(node: Node, facts: Facts, items: Mapping[str, Item] | None = None) -> Trace:
    """Return the value of *node* with those of all its parts. *items* are the items bound by gatherings."""
    bound = items or {}
    if isinstance(node, nodes.Gather):
        return _gather(node, facts, bound)
    if isinstance(node, nodes.Conditional):
        return _conditional(node, facts, bound)
    parts = tuple(interpret(part, facts, bound) for part in nodes.parts_of(node))
    return Trace(node, _value(node, parts, facts, bound), parts)


def _value(node: Node, parts: tuple[Trace, ...], facts: Facts, items: Mapping[str, Item]) -> Value:
    """Return the value of a node from those of its parts."""
    values = tuple(part.value for part in parts)
    match node:
        case nodes.Conjunction():
            return _sequence(values, decisive=False)
        case nodes.Disjunction():
            return _sequence(values, decisive=True)
        case _ if any(value.possible is None for value in values):
            return FAILURE
        case _ if values:
            result = _operation(node, values)
            return Value(result.possible, result.may_fail or any(value.may_fail for value in values))
        case _:
            return Value(_leaf(node, facts, items))


def _leaf(node: Node, facts: Facts, items: Mapping[str, Item]) -> Possible:
    """Return the value of a node without parts."""
    match node:
        case nodes.Number():
            return Interval.point(node.value)
        case nodes.Truth():
            return frozenset({node.value})
        case nodes.State():
            return frozenset({node.value})
        case nodes.Day():
            return day(node.value)
        case nodes.Indicator():
            return facts.indicator(node.id)
        case nodes.Given():
            return facts.given(node.name)
        case nodes.Target():
            return facts.target(node.indicator)
        case nodes.TargetAsked(question="has_target"):
            return facts.has_target(node.indicator)
        case nodes.TargetAsked():
            return frozenset({facts.target_stated(node.indicator)})
        case nodes.Due():
            return facts.due()
        case nodes.ItemField():
            return items[node.variable][node.field]
        case _:  # pragma: no cover - nodes with parts never come here
            raise AssertionError(node)


def _operation(node: Node, values: tuple[Value, ...]) -> Value:
    """Return the value of an operation on operands that can all be evaluated."""
    match node:
        case nodes.Negative():
            return Value(-values[0].number)
        case nodes.Absolute():
            return Value(abs(values[0].number))
        case nodes.Arithmetic():
            return _arithmetic(node, values[0].number, values[1].number)
        case nodes.Extreme():
            chosen = min if node.choice == "min" else max
            numbers = [value.number for value in values]
            return Value(Interval(chosen(n.lower for n in numbers), chosen(n.upper for n in numbers)))
        case nodes.Comparison():
            return truth(_compare(node, values[0], values[1]))
        case nodes.Membership():
            return truth(state in node.states for state in values[0].members)
        case nodes.Negation():
            return truth(not member for member in values[0].members)
        case _:  # pragma: no cover - every other node is a leaf or handled before
            raise AssertionError(node)


def _arithmetic(node: nodes.Arithmetic, left: Interval, right: Interval) -> Value:
    if node.sign == "+":
        return Value(left + right)
    if node.sign == "-":
        return Value(left - right)
    if node.sign == "*":
        return Value(left * right)
    return Value(left.divide(right), may_fail=right.contains(0))


_ORDER: Mapping[ComparisonSign, Callable[[object, object], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _compare(node: nodes.Comparison, left: Value, right: Value) -> Iterable[bool]:
    """Return every truth value the comparison may have."""
    if isinstance(left.possible, Interval):
        return _compare_numbers(node.sign, left.number, right.number)
    order: Mapping[object, int] = {False: 0, True: 1}
    if isinstance(node.left.type, StateType):
        order = {state: place for place, state in enumerate(node.left.type.states)}
    compare = _ORDER[node.sign]
    return {compare(order[a], order[b]) for a in left.members for b in right.members}


def _compare_numbers(sign: ComparisonSign, left: Interval, right: Interval) -> Truths:
    """Return the possible results: decided only where every pair of numbers agrees."""
    match sign:
        case "<":
            return _settle(left.upper < right.lower, left.lower >= right.upper)
        case "<=":
            return _settle(left.upper <= right.lower, left.lower > right.upper)
        case ">":
            return _settle(left.lower > right.upper, left.upper <= right.lower)
        case ">=":
            return _settle(left.lower >= right.upper, left.upper < right.lower)
        case "==":
            same = left.is_point and right.is_point and left.lower == right.lower
            return _settle(same, left.meet(right) is None)
        case "!=":
            same = left.is_point and right.is_point and left.lower == right.lower
            return _settle(left.meet(right) is None, same)


def _settle(surely: bool, never: bool) -> Truths:
    return TRUE if surely else FALSE if never else EITHER


def _sequence(values: tuple[Value, ...], *, decisive: bool) -> Value:
    """Return ``and`` (*decisive* False) or ``or`` (True), from left to right: the first decisive operand ends it."""
    reached: set[bool] = set()
    may_fail = False
    for value in values:
        may_fail = may_fail or value.may_fail
        if value.possible is None:
            break
        if decisive in value.members:
            reached.add(decisive)
        if (not decisive) not in value.members:
            break
    else:
        reached.add(not decisive)
    return Value(frozenset(reached), may_fail) if reached else FAILURE


def _conditional(node: nodes.Conditional, facts: Facts, items: Mapping[str, Item]) -> Trace:
    """Evaluate only the branches the condition may take, and join them."""
    condition = interpret(node.condition, facts, items)
    if condition.value.possible is None:
        return Trace(node, FAILURE, (condition,))
    taken = condition.value.members
    branches = [
        interpret(branch, facts, items)
        for branch, when in ((node.then, True), (node.otherwise, False))
        if when in taken
    ]
    joined = join([branch.value for branch in branches])
    value = Value(joined.possible, joined.may_fail or condition.value.may_fail)
    return Trace(node, value, (condition, *branches))


def join(values: Iterable[Value]) -> Value:
    """Return the value that is any one of *values*, which are of one type."""
    kept = list(values)
    may_fail = any(value.may_fail for value in kept)
    possible = [value.possible for value in kept if value.possible is not None]
    if not possible:
        return FAILURE
    numbers = [item for item in possible if isinstance(item, Interval)]
    if numbers:
        return Value(hull(numbers), may_fail)
    sets = [item for item in possible if isinstance(item, frozenset)]
    return Value(frozenset().union(*sets), may_fail)


def _gather(node: nodes.Gather, facts: Facts, items: Mapping[str, Item]) -> Trace:
    """Gather over an open list: there may be more items than were submitted, so nothing is known to be all."""
    listed = interpret(node.list, facts, items)
    assert isinstance(listed.value.possible, Items)
    found: list[tuple[Value, Value]] = []
    traces = [listed]
    for item in listed.value.possible.items:
        bound = {**items, node.variable: item}
        condition, element = interpret(node.condition, facts, bound), interpret(node.element, facts, bound)
        traces += [condition, element]
        found.append((condition.value, element.value))
    if any(value.may_fail for pair in found for value in pair):
        return Trace(node, FAILURE, tuple(traces))
    possible = _gathered_number(node, found) if node.gathering in ("count", "sum") else _gathered_truth(node, found)
    return Trace(node, Value(possible), tuple(traces))


def _gathered_number(node: nodes.Gather, found: list[tuple[Value, Value]]) -> Interval:
    """Return ``count`` or ``sum``: what the sure items give at least; unlisted items may add without end.

    What is summed is never negative: the dictionary sees to that.
    """
    sure = ZERO
    for condition, element in found:
        if condition.members == {True}:
            sure = sure + (ONE if node.gathering == "count" else element.number)
    return Interval(sure.lower, INFINITY)


def _gathered_truth(node: nodes.Gather, found: list[tuple[Value, Value]]) -> Truths:
    """Return ``any`` or ``all``: one sure item decides; no list can rule out one that it does not name."""
    decisive = node.gathering == "any"
    for condition, element in found:
        if condition.members == {True} and element.members == {decisive}:
            return frozenset({decisive})
    return EITHER
