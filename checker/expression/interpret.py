"""Tree -> values, keeping every sub-value. This interpreter is the reference: whatever is faster must agree with it."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from checker.model import nodes
from checker.model.assessment import Trace
from checker.model.interval import INFINITY, ONE, ZERO, Interval, hull
from checker.model.nodes import ComparisonSign, Node
from checker.model.types import StateType
from checker.model.value import EITHER, FAILURE, FALSE, TRUE, Items, Possible, Truths, Value, day, truth, union

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
    leaf = _LEAVES.get(type(node))
    if leaf is not None:
        return Trace(node, Value(leaf(node, facts, bound)))
    handler = _BRANCHING.get(type(node))
    if handler is not None:
        return handler(node, facts, bound)
    parts = tuple(interpret(part, facts, bound) for part in nodes.parts_of(node))
    return Trace(node, _operated(node, [part.value for part in parts]), parts)


def _operated(node: Node, values: Sequence[Value]) -> Value:
    """Return the value of an operation; it fails if an operand does."""
    if isinstance(node, nodes.Conjunction | nodes.Disjunction):
        return _sequence(values, decisive=isinstance(node, nodes.Disjunction))
    may_fail = False
    for value in values:
        if value.possible is None:
            return FAILURE
        may_fail = may_fail or value.may_fail
    result = _OPERATIONS[type(node)](node, values)
    return Value(result.possible, may_fail=True) if may_fail else result


def _negative(_: nodes.Negative, values: Sequence[Value]) -> Value:
    return Value(-values[0].number)


def _absolute(_: nodes.Absolute, values: Sequence[Value]) -> Value:
    return Value(abs(values[0].number))


def _extreme(node: nodes.Extreme, values: Sequence[Value]) -> Value:
    chosen = min if node.choice == "min" else max
    numbers = [value.number for value in values]
    return Value(Interval(chosen(n.lower for n in numbers), chosen(n.upper for n in numbers)))


def _membership(node: nodes.Membership, values: Sequence[Value]) -> Value:
    return truth(state in node.states for state in values[0].members)


def _negation(_: nodes.Negation, values: Sequence[Value]) -> Value:
    return truth(not member for member in values[0].members)


def _arithmetic(node: nodes.Arithmetic, values: Sequence[Value]) -> Value:
    left, right = values[0].number, values[1].number
    if node.sign == "+":
        return Value(left + right)
    if node.sign == "-":
        return Value(left - right)
    if node.sign == "*":
        return Value(left * right)
    return Value(left.divide(right), may_fail=right.contains(0))


def _comparison(node: nodes.Comparison, values: Sequence[Value]) -> Value:
    """Return every truth value the comparison may have."""
    left, right = values
    if isinstance(left.possible, Interval):
        return Value(_compare_numbers(node.sign, left.number, right.number))
    order: Mapping[object, int] = {False: 0, True: 1}
    if isinstance(node.left.type, StateType):
        order = {state: place for place, state in enumerate(node.left.type.states)}
    compare = _ORDER[node.sign]
    return truth(compare(order[a], order[b]) for a in left.members for b in right.members)


_ORDER: Mapping[ComparisonSign, Callable[[int, int], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def _compare_numbers(sign: ComparisonSign, left: Interval, right: Interval) -> Truths:
    """Return the possible results: decided only where every pair of numbers agrees."""
    match sign:
        case "<":
            return _settled(left.upper < right.lower, left.lower >= right.upper)
        case "<=":
            return _settled(left.upper <= right.lower, left.lower > right.upper)
        case ">":
            return _settled(left.lower > right.upper, left.upper <= right.lower)
        case ">=":
            return _settled(left.lower >= right.upper, left.upper < right.lower)
    same = left.is_point and right.is_point and left.lower == right.lower
    apart = left.meet(right) is None
    return _settled(same, apart) if sign == "==" else _settled(apart, same)


def _settled(surely: bool, never: bool) -> Truths:  # noqa: FBT001 - a pair of answers
    return TRUE if surely else FALSE if never else EITHER


def _sequence(values: Sequence[Value], *, decisive: bool) -> Value:
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


def _target_asked(node: nodes.TargetAsked, facts: Facts, _: Mapping[str, Item]) -> Possible:
    if node.question == "has_target":
        return facts.has_target(node.indicator)
    return frozenset({facts.target_stated(node.indicator)})


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
    return Value(union([item for item in possible if isinstance(item, frozenset)]), may_fail)


def _gather(node: nodes.Gather, facts: Facts, items: Mapping[str, Item]) -> Trace:
    """Gather over an open list: there may be more items than were submitted, so nothing is known to be all.

    No item can fail, listed or not: a gathering holds no division.
    """
    listed = interpret(node.list, facts, items)
    assert isinstance(listed.value.possible, Items)
    found: list[tuple[Value, Value]] = []
    traces = [listed]
    for item in listed.value.possible.items:
        bound = {**items, node.variable: item}
        condition, element = interpret(node.condition, facts, bound), interpret(node.element, facts, bound)
        traces += [condition, element]
        found.append((condition.value, element.value))
    possible = _gathered_number(node, found) if node.gathering in ("count", "sum") else _gathered_truth(node, found)
    return Trace(node, Value(possible), tuple(traces))


def _gathered_number(node: nodes.Gather, found: list[tuple[Value, Value]]) -> Interval:
    """Return ``count`` or ``sum``: what the sure items give at least; unlisted items may add without end.

    What is summed is never negative: the dictionary sees to that.
    """
    sure = ZERO
    for condition, element in found:
        if condition.members == TRUE:
            sure = sure + (ONE if node.gathering == "count" else element.number)
    return Interval(sure.lower, INFINITY)


def _gathered_truth(node: nodes.Gather, found: list[tuple[Value, Value]]) -> Truths:
    """Return ``any`` or ``all``: one sure item decides; no list can rule out one that it does not name."""
    decisive = node.gathering == "any"
    for condition, element in found:
        if condition.members == TRUE and element.members == frozenset({decisive}):
            return frozenset({decisive})
    return EITHER


Leaf = Callable[[Any, Facts, Mapping[str, Item]], Possible]

_LEAVES: Mapping[type[Any], Leaf] = {
    nodes.Number: lambda node, _, __: Interval(node.value, node.value),
    nodes.Truth: lambda node, _, __: frozenset({node.value}),
    nodes.State: lambda node, _, __: frozenset({node.value}),
    nodes.Day: lambda node, _, __: day(node.value),
    nodes.Indicator: lambda node, facts, _: facts.indicator(node.id),
    nodes.Given: lambda node, facts, _: facts.given(node.name),
    nodes.Target: lambda node, facts, _: facts.target(node.indicator),
    nodes.TargetAsked: _target_asked,
    nodes.Due: lambda _, facts, __: facts.due(),
    nodes.ItemField: lambda node, _, items: items[node.variable][node.field],
}

_BRANCHING: Mapping[type[Any], Callable[[Any, Facts, Mapping[str, Item]], Trace]] = {
    nodes.Conditional: _conditional,
    nodes.Gather: _gather,
}

_OPERATIONS: Mapping[type[Any], Callable[[Any, Sequence[Value]], Value]] = {
    nodes.Negative: _negative,
    nodes.Absolute: _absolute,
    nodes.Arithmetic: _arithmetic,
    nodes.Extreme: _extreme,
    nodes.Comparison: _comparison,
    nodes.Membership: _membership,
    nodes.Negation: _negation,
}
