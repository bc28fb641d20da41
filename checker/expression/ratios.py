"""Numbers as text: numerator over denominator, so that generated source reckons with whole numbers alone."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from checker.model import nodes
from checker.model.nodes import Node
from checker.model.types import NumberType, Type

Asked = tuple[str, str]  # what is read: "indicator", "target", "has", "stated", "given" or "due", and of which name


@dataclass(frozen=True, slots=True)
class Ratio:
    """The text of a number: *over* divided by *under*, which is above zero."""

    over: str
    under: str = "1"


def asked(node: Node) -> Asked:
    """Return what a leaf asks of the facts."""
    match node:
        case nodes.Indicator():
            return "indicator", node.id
        case nodes.Target():
            return "target", node.indicator
        case nodes.TargetAsked():
            return ("has" if node.question == "has_target" else "stated"), node.indicator
        case nodes.Given():
            return "given", node.name
    return "due", ""


def is_whole(node: Node) -> bool:
    """Return whether a leaf holds whole numbers; targets and shares due need not be whole."""
    kind: Type = node.type
    if isinstance(node, nodes.Target | nodes.Due):
        return False
    return not isinstance(kind, NumberType) or kind.whole


def compared(left: Ratio, sign: str, right: Ratio) -> str:
    """Return the text of a comparison, multiplied out."""
    return f"{times(left.over, right.under)} {sign} {times(right.over, left.under)}"


def times(left: str, right: str) -> str:
    """Return the text of a product; a one is left out."""
    if left == "1" or right == "0":
        return right
    if right == "1" or left == "0":
        return left
    return f"{bracketed(left)} * {bracketed(right)}"


def ratio_of(value: Fraction) -> Ratio:
    """Return a number as text."""
    return Ratio(str(value.numerator), str(value.denominator))


def bracketed(text: str) -> str:
    """Return *text* in brackets unless it is one word."""
    return text if text.isidentifier() or text.isdecimal() else f"({text})"
