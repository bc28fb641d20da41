"""Tree -> Python source over whole numbers: the fast way to one end of what an expression may come to.

A number is a pair of names, numerator and denominator, so nothing is rounded and no object is made. The same text gives
the other end if the ends of all that it reads are exchanged. What it cannot be sure of it leaves to the interpreter: it
returns ``DOUBT``, or ``UNSURE`` if all that it can say is that there may be a fault. Names are made here; nothing that
an author wrote is part of the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Literal

from checker.expression.decided import Unbounded
from checker.expression.interpret import interpret
from checker.expression.ratios import Asked, Ratio, asked, bracketed, compared, is_whole, ratio_of, times
from checker.model import nodes
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.nodes import Choice, Node
from checker.model.types import DateType, NumberType, StateType

End = Literal["low", "high"]

OTHER: Mapping[End, End] = {"low": "high", "high": "low"}
_INDENT = "    "


class NotGeneratedError(Exception):
    """An expression that is left to the interpreter: it gathers over a list, or compares what has no order."""


@dataclass(slots=True)
class Source:
    """The lines of one function, the names of what it reads, and whether it holds for values that are no points.

    It returns *doubt* where a condition is open, *fault* where a denominator may be zero.
    """

    indicators: Mapping[str, Indicator]
    names: Mapping[Asked, str]
    lines: list[str] = field(default_factory=list)
    reads: dict[str, None] = field(default_factory=dict)
    points_only: bool = False
    doubt: str = "DOUBT"
    fault: str = "DOUBT"
    tells_unsure: bool = False
    may_be_unsure: bool = False
    depth: int = 1
    count: int = 0

    def add(self, line: str) -> None:
        """Add a line at the present depth."""
        self.lines.append(_INDENT * self.depth + line)

    def read(self, name: str) -> str:
        """Return *name*, which the function is to be given."""
        self.reads[name] = None
        return name

    def new(self, letter: str) -> str:
        """Return a name that nothing else has."""
        self.count += 1
        return f"{letter}{self.count}"

    # --- numbers ------------------------------------------------------------------------------------------------------

    def number(self, node: Node, end: End) -> Ratio:
        """Return an end of a number, a day (its ordinal) or a state (its place in the order).

        Raises NotGeneratedError for what only the interpreter can do.
        """
        match node:
            case nodes.Number():
                return Ratio(str(node.value.numerator), str(node.value.denominator))
            case nodes.Day():
                return Ratio(str(node.value.toordinal()))
            case nodes.Indicator() | nodes.Given() | nodes.Target() | nodes.Due():
                return self._read_number(node, end)
            case nodes.Negative():
                operand = self.number(node.operand, OTHER[end])
                return Ratio(f"-{operand.over}" if operand.over.isdecimal() else f"-({operand.over})", operand.under)
            case nodes.Absolute():
                return self._absolute(node, end)
            case nodes.Extreme():
                return self._extreme(node, end)
            case nodes.Arithmetic():
                return self._arithmetic(node, end)
            case nodes.Conditional():
                return self._conditional(node, end)
        raise NotGeneratedError

    def _read_number(self, node: nodes.Indicator | nodes.Given | nodes.Target | nodes.Due, end: End) -> Ratio:
        stem = self.names[asked(node)]
        if not isinstance(node.type, NumberType | DateType | StateType):
            raise NotGeneratedError
        over = self.read(f"{stem}_{end}")
        return Ratio(over) if is_whole(node) else Ratio(over, self.read(f"{stem}_{end}_under"))

    def _absolute(self, node: nodes.Absolute, end: End) -> Ratio:
        operand = self.number(node.operand, end)
        if self.range(node.operand).lower >= 0:
            return operand
        other = self.number(node.operand, OTHER[end])
        return self._furthest("max", [Ratio("0"), operand, Ratio(f"-({other.over})", other.under)])

    def _extreme(self, node: nodes.Extreme, end: End) -> Ratio:
        return self._furthest(node.choice, [self.number(operand, end) for operand in node.operands])

    def _furthest(self, choice: Choice, operands: Sequence[Ratio]) -> Ratio:
        """Return the least or the greatest of *operands*."""
        if all(operand.under == "1" for operand in operands):
            return Ratio(f"{choice}({', '.join(operand.over for operand in operands)})")
        first, *others = operands
        over, under = self.new("n"), self.new("d")
        self.add(f"{over}, {under} = {first.over}, {first.under}")
        for other in others:
            self.add(f"if {compared(other, '<' if choice == 'min' else '>', Ratio(over, under))}:")
            self.add(f"{_INDENT}{over}, {under} = {other.over}, {other.under}")
        return Ratio(over, under)

    def _arithmetic(self, node: nodes.Arithmetic, end: End) -> Ratio:
        if node.sign in ("+", "-"):
            left = self.number(node.left, end)
            right = self.number(node.right, end if node.sign == "+" else OTHER[end])
            if left.under == right.under:
                return self._kept(f"{left.over} {node.sign} {right.over}", left.under)
            sides = f"{times(left.over, right.under)} {node.sign} {times(right.over, left.under)}"
            return self._kept(sides, times(left.under, right.under))
        if node.sign == "*":
            return self._product(node, end)
        left = self.number(node.left, end)
        return self.quotient(left, node.right, end, signed=self.range(node.left).lower < 0)

    def _product(self, node: nodes.Arithmetic, end: End) -> Ratio:
        first, second = node.left, node.right
        if self.range(second).lower < 0:
            first, second = second, first
            self.points_only = self.points_only or self.range(second).lower < 0
        left = self.number(first, end)
        right = self._by_sign(left, second, end) if self.range(first).lower < 0 else self.number(second, end)
        return self._kept(times(left.over, right.over), times(left.under, right.under))

    def _by_sign(self, of: Ratio, node: Node, end: End) -> Ratio:
        """Return an end of *node* where *of* is not below zero, and the other end where it is."""
        one, other = self.number(node, end), self.number(node, OTHER[end])
        if one == other:
            return one
        over, under = self.new("n"), self.new("d")
        ways = f"({one.over}, {one.under}) if {of.over} >= 0 else ({other.over}, {other.under})"
        self.add(f"{over}, {under} = {ways}")
        return Ratio(over, under)

    def quotient(self, over: Ratio, node: Node, end: End, *, signed: bool) -> Ratio:
        """Return *over*, taken at *end*, divided by *node*; where that may be zero, the function is in doubt.

        *signed* says that *over* may be below zero.
        """
        span = self.range(node)
        under = self._by_sign(over, node, OTHER[end]) if signed else self.number(node, OTHER[end])
        if span.lower > 0:
            return self._kept(times(over.over, under.under), times(over.under, under.over))
        if span.lower < 0:
            self.points_only = True
            self.add(f"if {under.over} == 0:")
            self.add(f"{_INDENT}return {self.fault}")
            sign, size = self.new("n"), self.new("d")
            self.add(f"{sign}, {size} = (1, {under.over}) if {under.over} > 0 else (-1, -({under.over}))")
            return self._kept(times(times(over.over, under.under), sign), times(over.under, size))
        self._guard(node)
        return self._kept(times(over.over, under.under), times(over.under, under.over))

    def quotient_or(self, left: Node, right: Node, end: End, zero: Fraction) -> Ratio:
        """Return *left* divided by *right*, or *zero* where that is zero, or either where it may be.

        Neither is ever below zero. A quotient without limit has the denominator 0.
        """
        over, under, other = self.number(left, end), self.number(right, OTHER[end]), self.number(right, end)
        found, instead = Ratio(self.new("n"), self.new("d")), ratio_of(zero)
        lines = [f"{found.over}, {found.under} = {times(over.over, under.under)}, {times(over.under, under.over)}"]
        none = " and ".join(dict.fromkeys(f"{one.over} == 0" for one in (under, other)))
        lines += [f"if {none}:", f"{_INDENT}{found.over}, {found.under} = {instead.over}, {instead.under}"]
        if under != other:
            for one, sign in ((under, ">"), (other, "<")):
                lines.append(f"elif {one.over} == 0:")
                if sign == ">":
                    lines += [f"{_INDENT}if {found.over} == 0:", f"{_INDENT * 2}{found.under} = 1"]
                lines.append(f"{_INDENT}if {compared(instead, sign, found)}:")
                lines.append(f"{_INDENT * 2}{found.over}, {found.under} = {instead.over}, {instead.under}")
        for line in lines:
            self.add(line)
        return found

    def _guard(self, node: Node) -> None:
        """Write what is done if a denominator may be zero; it is never below."""
        ends = list(dict.fromkeys(self.number(node, end).over for end in ("low", "high")))
        zero = [f"{one} == 0" for one in ends]
        self.add(f"if {' or '.join(zero)}:")
        if self.tells_unsure and len(ends) > 1:
            self.may_be_unsure = True
            self.add(f"{_INDENT}if {' and '.join(zero)}:")
            self.add(f"{_INDENT * 2}return {self.fault}")
            self.add(f"{_INDENT}unsure = True")
        else:
            self.add(f"{_INDENT}return {self.fault}")

    def settle(self) -> None:
        """Write what is done if a denominator may have been zero, once all operands are worked out."""
        if self.may_be_unsure:
            self.lines.insert(0, f"{_INDENT}unsure = False")
            self.add("if unsure:")
            self.add(f"{_INDENT}return UNSURE")

    def _conditional(self, node: nodes.Conditional, end: End) -> Ratio:
        sure, possible = self.truth(node.condition, "low"), self.truth(node.condition, "high")
        if sure != possible:
            self.add(f"if bool({sure}) != bool({possible}):")
            self.add(f"{_INDENT}return {self.doubt}")
        over, under = self.new("n"), self.new("d")
        for word, branch in ((f"if {sure}:", node.then), ("else:", node.otherwise)):
            self.add(word)
            self.depth += 1
            found = self.number(branch, end)
            self.add(f"{over}, {under} = {found.over}, {found.under}")
            self.depth -= 1
        return Ratio(over, under)

    def _kept(self, over: str, under: str) -> Ratio:
        """Return a result under names of its own, so that it is worked out once."""
        name = self.new("n")
        if under == "1" or under.isidentifier() or under.isdecimal():
            self.add(f"{name} = {over}")
            return Ratio(name, under)
        below = self.new("d")
        self.add(f"{name}, {below} = {over}, {under}")
        return Ratio(name, below)

    def range(self, node: Node) -> Interval:
        """Return all that a number may be by the dictionary's bounds alone."""
        possible = interpret(node, Unbounded(self.indicators)).value.possible
        if not isinstance(possible, Interval):
            raise NotGeneratedError
        return possible

    # --- conditions ---------------------------------------------------------------------------------------------------

    def truth(self, node: Node, end: End) -> str:
        """Return the text of whether a condition surely holds (``low``) or may hold (``high``).

        Raises NotGeneratedError for what only the interpreter can do.
        """
        match node:
            case nodes.Truth():
                return str(node.value)
            case nodes.Indicator() | nodes.TargetAsked():
                stem = self.names[asked(node)]
                is_known = isinstance(node, nodes.TargetAsked) and node.question == "target_stated"
                return self.read(f"{stem}_{'low' if is_known else end}")
            case nodes.Comparison():
                return self._comparison(node, end)
            case nodes.Membership():
                return self._membership(node, end)
            case nodes.Negation():
                return f"not {bracketed(self.truth(node.operand, OTHER[end]))}"
            case nodes.Conjunction() | nodes.Disjunction():
                word = " and " if isinstance(node, nodes.Conjunction) else " or "
                return word.join(bracketed(self.truth(operand, end)) for operand in node.operands)
        raise NotGeneratedError

    def _comparison(self, node: nodes.Comparison, end: End) -> str:
        """Return whether every pair of numbers (``low``), or some pair (``high``), stands in the order."""
        if node.sign == "!=":
            return f"not ({self._comparison(replace(node, sign='=='), OTHER[end])})"
        self.tells_unsure = False  # whether a doubtful part of a condition counts depends on the others
        near, far = (end, OTHER[end]) if node.sign in (">", ">=") else (OTHER[end], end)
        left, right = self._side(node.left, node, near), self._side(node.right, node, far)
        if node.sign != "==":
            return compared(left, node.sign, right)
        other_left, other_right = self._side(node.left, node, far), self._side(node.right, node, near)
        return f"{compared(left, '<=', right)} and {compared(other_left, '>=', other_right)}"

    def _side(self, side: Node, node: nodes.Comparison, end: End) -> Ratio:
        """Return a side of a comparison; a state written out is its place in the order of the states."""
        if not isinstance(side, nodes.State):
            return self.number(side, end)
        other = node.left if side is node.right else node.right
        order = side.type if isinstance(side.type, StateType) else other.type
        assert isinstance(order, StateType)  # checked when the pack was loaded
        return Ratio(str(order.states.index(side.value)))

    def _membership(self, node: nodes.Membership, end: End) -> str:
        """Return whether a state is among some; it is known, or may be any of its type."""
        kind = node.operand.type
        if not isinstance(kind, StateType) or not isinstance(node.operand, nodes.Indicator | nodes.Given):
            raise NotGeneratedError
        low, high = self.number(node.operand, "low").over, self.number(node.operand, "high").over
        places = sorted(kind.states.index(state) for state in node.states)
        among = f"{low} in ({', '.join(map(str, places))},)"
        return f"({among} if {low} == {high} else {low} {'>' if end == 'low' else '<'} {high})"
