"""Types and units of expressions, decided when a pack is loaded."""

from __future__ import annotations

from checker.model import nodes
from checker.model.nodes import ArithmeticSign, ComparisonSign, Node
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type, Unit

TRUTH = TruthType()
RATIO = NumberType(Unit())


def arithmetic_type(sign: ArithmeticSign, left: Type, right: Type) -> Type | None:
    """Return the type of ``left sign right``, or None if units do not fit. A date moves by a bare number of days."""
    if isinstance(left, DateType) and isinstance(right, NumberType):
        return left if sign in ("+", "-") and right.unit is None and right.whole else None
    if not isinstance(left, NumberType) or not isinstance(right, NumberType):
        return None
    whole = left.whole and right.whole and sign != "/"
    if sign in ("+", "-"):
        if left.unit is not None and right.unit is not None and left.unit != right.unit:
            return None
        return NumberType(left.unit if left.unit is not None else right.unit, whole)
    if left.unit is None and right.unit is None:
        return NumberType(None, whole)
    unit = (left.unit or Unit()).times(right.unit or Unit(), 1 if sign == "*" else -1)
    return NumberType(unit, whole)


def same_type(left: Type, right: Type) -> Type | None:
    """Return the type that holds the values of both, or None: text and lists are never put side by side."""
    if isinstance(left, NumberType) and isinstance(right, NumberType):
        return arithmetic_type("+", left, right)
    return left if left == right and not isinstance(left, TextType | ListType) else None


def state_like(node: Node, wanted: StateType) -> nodes.State | None:
    """Return *node* as a state of *wanted*, or None if it is not one of its states."""
    if isinstance(node, nodes.State) and node.value in wanted.states:
        return nodes.State(node.value, wanted)
    return None


def compared(left: Node, right: Node, sign: ComparisonSign) -> tuple[Node, Node] | None:
    """Return both sides with their types settled, or None if they cannot be compared.

    States are compared by their declared order; truth values only for equality.
    """
    if isinstance(left.type, StateType) and isinstance(right, nodes.State):
        settled = state_like(right, left.type)
        return None if settled is None else (left, settled)
    if isinstance(right.type, StateType) and isinstance(left, nodes.State):
        settled = state_like(left, right.type)
        return None if settled is None else (settled, right)
    joined = same_type(left.type, right.type)
    if joined is None or (isinstance(joined, TruthType) and sign not in ("==", "!=")):
        return None
    return left, right


def is_orderable(kind: Type) -> bool:
    """Return whether ``min`` and ``max`` may take values of this type."""
    return isinstance(kind, NumberType | DateType)
