"""The typed tree of an expression: the only form in which a rule is ever evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.model.types import Type

ArithmeticSign = Literal["+", "-", "*", "/"]
ComparisonSign = Literal["==", "!=", "<", "<=", ">", ">="]
PackQuestion = Literal["has_target", "target_stated"]
Choice = Literal["min", "max"]
Gathering = Literal["count", "sum", "any", "all"]


@dataclass(frozen=True, slots=True, repr=False)
class Number:
    """A number written by the rule's author."""

    value: Fraction
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Truth:
    """``True`` or ``False``."""

    value: bool
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class State:
    """A state written in quotes; its type is that of the states it is compared with."""

    value: str
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Day:
    """``date("2020-09-30")``."""

    value: date
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Indicator:
    """The value of an indicator of the dictionary, submitted or held by the pack."""

    id: str
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """A name that every expression knows: ``level``, ``period_end``."""

    name: str
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Target:
    """``target(indicator)``: the target in force, unknown if no row states one."""

    indicator: str
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class TargetAsked:
    """``has_target(indicator)`` or ``target_stated(indicator)``."""

    question: PackQuestion
    indicator: str
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Due:
    """``due(period)``: the share of a year's target due by the period's end."""

    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Negative:
    """``-x``."""

    operand: Node
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Absolute:
    """``abs(x)``."""

    operand: Node
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Arithmetic:
    """``left sign right``."""

    sign: ArithmeticSign
    left: Node
    right: Node
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Extreme:
    """``min(a, b, ...)`` or ``max(a, b, ...)``."""

    choice: Choice
    operands: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Comparison:
    """``left sign right``; a chain becomes a conjunction of these."""

    sign: ComparisonSign
    left: Node
    right: Node
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Membership:
    """``state in ("a", "b")``."""

    operand: Node
    states: frozenset[str]
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Negation:
    """``not x``."""

    operand: Node
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Conjunction:
    """``x and y and ...``, from left to right."""

    operands: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Disjunction:
    """``x or y or ...``, from left to right."""

    operands: tuple[Node, ...]
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Conditional:
    """``then if condition else otherwise``."""

    condition: Node
    then: Node
    otherwise: Node
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class ItemField:
    """``item.field`` inside a gathering."""

    variable: str
    field: str
    type: Type


@dataclass(frozen=True, slots=True, repr=False)
class Gather:
    """``count/sum/any/all(element for variable in list if condition)``; an element of count is not used."""

    gathering: Gathering
    list: Indicator
    variable: str
    element: Node
    condition: Node
    type: Type


Node = (
    Number
    | Truth
    | State
    | Day
    | Indicator
    | Given
    | Target
    | TargetAsked
    | Due
    | Negative
    | Absolute
    | Arithmetic
    | Extreme
    | Comparison
    | Membership
    | Negation
    | Conjunction
    | Disjunction
    | Conditional
    | ItemField
    | Gather
)


def parts_of(node: Node) -> tuple[Node, ...]:
    """Return the direct parts of *node*, from left to right."""
    match node:
        case Negative() | Absolute() | Negation() | Membership():
            return (node.operand,)
        case Arithmetic() | Comparison():
            return (node.left, node.right)
        case Extreme() | Conjunction() | Disjunction():
            return node.operands
        case Conditional():
            return (node.condition, node.then, node.otherwise)
        case Gather():
            return (node.list, node.condition, node.element)
        case _:
            return ()


def walk(node: Node) -> tuple[Node, ...]:
    """Return *node* and all nodes below it, a node before its parts."""
    found: list[Node] = []
    waiting = [node]
    while waiting:
        current = waiting.pop()
        found.append(current)
        waiting.extend(reversed(parts_of(current)))
    return tuple(found)
