"""Python's tree of an expression -> our typed one. Only what stands here is part of the language."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from checker.errors import Locus, PackError
from checker.expression.scope import GIVEN, Scope, fault, nearest
from checker.expression.typing import TRUTH, arithmetic_type, compared, same_type, state_like
from checker.model import nodes
from checker.model.nodes import ArithmeticSign, ComparisonSign, Node
from checker.model.number import parse_number
from checker.model.types import ListType, NumberType, StateType, TextType, TruthType

_ARITHMETIC: Mapping[type[ast.operator], ArithmeticSign] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_COMPARISON: Mapping[type[ast.cmpop], ComparisonSign] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}


@dataclass(frozen=True, slots=True)
class Function:
    """A named function: how it is used, how many arguments it takes, and how a call becomes a node."""

    usage: str
    least: int
    most: int
    lower: Callable[[Lowering, ast.Call], Node]


class Lowering:
    """Turns Python's tree of one expression into ours. *variables* maps names bound by a gathering to its list."""

    def __init__(self, text: str, scope: Scope, place: Locus, functions: Mapping[str, Function]) -> None:
        self.text = text
        self.functions = functions
        self.scope = scope
        self.place = place
        self.variables: dict[str, ListType] = {}

    def lower(self, tree: ast.expr) -> Node:
        """Return the typed node of *tree*."""
        method = _LOWER.get(type(tree))
        if method is None:
            raise self.fault("expression-construct", tree, found=type(tree).__name__)
        return method(self, tree)

    def fault(self, code: str, tree: ast.expr, **parameters: object) -> PackError:
        """Return the error of a part of the expression, at its own column."""
        return fault(code, self.place, tree.col_offset, **parameters)

    def written(self, tree: ast.expr) -> str:
        """Return a part of the expression as its author wrote it."""
        return self.text[tree.col_offset : tree.end_col_offset]

    def condition(self, tree: ast.expr) -> Node:
        """Return the node of *tree*, which must be a condition."""
        node = self.lower(tree)
        if not isinstance(node.type, TruthType):
            raise self.fault("expression-type", tree, found=node.type, expected=TRUTH)
        return node

    def number(self, tree: ast.expr) -> Node:
        """Return the node of *tree*, which must be a number."""
        node = self.lower(tree)
        if not isinstance(node.type, NumberType):
            raise self.fault("expression-type", tree, found=node.type, expected=NumberType(None))
        return node

    def indicator(self, tree: ast.expr) -> nodes.Indicator:
        """Return the indicator that *tree* names. Raises PackError with the nearest name."""
        if not isinstance(tree, ast.Name):
            raise self.fault("expression-indicator", tree, found=self.written(tree)[:60])
        known = self.scope.indicators.get(tree.id)
        if known is None:
            raise self.fault("unknown-name", tree, found=tree.id, nearest=self._meant(tree.id))
        return nodes.Indicator(tree.id, known.type)

    def _meant(self, name: str) -> str:
        """Return what an unknown *name* may stand for: a function with its brackets, a state in quotes, a near name."""
        if name in self.functions:
            return self.functions[name].usage
        kinds = [*(one.type for one in self.scope.indicators.values()), *GIVEN.values()]
        if any(name in kind.states for kind in kinds if isinstance(kind, StateType)):
            return f'"{name}"'
        return nearest(name, [*self.scope.indicators, *GIVEN, *self.functions, "True", "False"])

    def _name(self, tree: ast.Name) -> Node:
        if tree.id in GIVEN:
            return nodes.Given(tree.id, GIVEN[tree.id])
        node = self.indicator(tree)
        if self.scope.pack_only and not self.scope.indicators[tree.id].held_by_pack:
            raise self.fault("submission-decides", tree, found=tree.id)
        return node

    def _constant(self, tree: ast.Constant) -> Node:
        value, written = tree.value, self.written(tree)
        if isinstance(value, bool):
            return nodes.Truth(value, TRUTH)
        if isinstance(value, str) and value == written[1:-1]:
            return nodes.State(value, TextType())
        exact = parse_number(written)
        if exact is None:
            raise self.fault("expression-constant", tree, found=written[:40])
        return nodes.Number(exact, NumberType(None, whole=exact.denominator == 1))

    def _attribute(self, tree: ast.Attribute) -> Node:
        if not isinstance(tree.value, ast.Name) or tree.value.id not in self.variables:
            raise self.fault("expression-construct", tree, found="Attribute")
        fields = self.variables[tree.value.id].fields
        if tree.attr not in fields:
            raise self.fault("unknown-name", tree, found=tree.attr, nearest=nearest(tree.attr, fields))
        return nodes.ItemField(tree.value.id, tree.attr, fields[tree.attr])

    def _unary(self, tree: ast.UnaryOp) -> Node:
        if isinstance(tree.op, ast.Not):
            return nodes.Negation(self.condition(tree.operand), TRUTH)
        if not isinstance(tree.op, ast.USub):
            raise self.fault("expression-construct", tree, found=type(tree.op).__name__)
        operand = self.number(tree.operand)
        return nodes.Negative(operand, operand.type)

    def _binary(self, tree: ast.BinOp) -> Node:
        sign = _ARITHMETIC.get(type(tree.op))
        if sign is None:
            raise self.fault("expression-construct", tree, found=type(tree.op).__name__)
        if sign == "/" and self.variables:  # an item that is not listed may divide by zero
            raise self.fault("expression-gather", tree, found=self.written(tree)[:60])
        left, right = self.lower(tree.left), self.number(tree.right)
        joined = arithmetic_type(sign, left.type, right.type)
        if joined is None:
            raise self.fault("expression-units", tree, found=right.type, expected=left.type)
        return nodes.Arithmetic(sign, left, right, joined)

    def _logic(self, tree: ast.BoolOp) -> Node:
        operands = tuple(self.condition(value) for value in tree.values)
        kind = nodes.Conjunction if isinstance(tree.op, ast.And) else nodes.Disjunction
        return kind(operands, TRUTH)

    def _compare(self, tree: ast.Compare) -> Node:
        if len(tree.ops) == 1 and isinstance(tree.ops[0], ast.In):
            return self._membership(tree)
        signs = [self._sign(tree, operator) for operator in tree.ops]
        written = [tree.left, *tree.comparators]
        lowered = [self.lower(part) for part in written]
        links: list[Node] = []
        for index, sign in enumerate(signs):
            pair = compared(lowered[index], lowered[index + 1], sign)
            if pair is None:
                raise self._misfit(written[index : index + 2], lowered[index : index + 2])
            links.append(nodes.Comparison(sign, *pair, TRUTH))
        return links[0] if len(links) == 1 else nodes.Conjunction(tuple(links), TRUTH)

    def _misfit(self, written: list[ast.expr], sides: list[Node]) -> PackError:
        """Return the error of two *sides* that cannot be compared: a text that is no state, or what does not fit."""
        for tree, text, other in zip(written, sides, reversed(sides), strict=True):
            if isinstance(text, nodes.State) and isinstance(other.type, StateType):
                return self.fault("expression-state", tree, found=self.written(tree)[:60], expected=other.type)
        return self.fault("expression-units", written[1], found=sides[1].type, expected=sides[0].type)

    def _sign(self, tree: ast.Compare, operator: ast.cmpop) -> ComparisonSign:
        sign = _COMPARISON.get(type(operator))
        if sign is None:
            raise self.fault("expression-construct", tree, found=type(operator).__name__)
        return sign

    def _membership(self, tree: ast.Compare) -> Node:
        operand = self.lower(tree.left)
        options = tree.comparators[0]
        if not isinstance(options, ast.Tuple | ast.List) or not isinstance(operand.type, StateType):
            raise self.fault("expression-construct", tree, found="In")
        named = [state_like(self.lower(option), operand.type) for option in options.elts]
        states = [node.value for node in named if node is not None]
        if len(states) < len(named) or not states:
            raise self.fault("expression-state", options, found=self.written(options)[:60], expected=operand.type)
        return nodes.Membership(operand, frozenset(states), TRUTH)

    def _conditional(self, tree: ast.IfExp) -> Node:
        condition = self.condition(tree.test)
        then, otherwise = self.lower(tree.body), self.lower(tree.orelse)
        joined = same_type(then.type, otherwise.type)
        if joined is None:
            raise self.fault("expression-units", tree.orelse, found=otherwise.type, expected=then.type)
        return nodes.Conditional(condition, then, otherwise, joined)

    def _call(self, tree: ast.Call) -> Node:
        if not isinstance(tree.func, ast.Name) or tree.keywords:
            raise self.fault("expression-construct", tree, found="Call")
        function = self.functions.get(tree.func.id)
        if function is None:
            close = nearest(tree.func.id, self.functions)
            raise self.fault("unknown-name", tree, found=tree.func.id, nearest=close)
        if not function.least <= len(tree.args) <= function.most:
            raise self.fault("expression-arity", tree, found=len(tree.args), expected=function.usage)
        return function.lower(self, tree)


_LOWER: Mapping[type[ast.expr], Callable[..., Node]] = {
    ast.Name: Lowering._name,
    ast.Constant: Lowering._constant,
    ast.Attribute: Lowering._attribute,
    ast.UnaryOp: Lowering._unary,
    ast.BinOp: Lowering._binary,
    ast.BoolOp: Lowering._logic,
    ast.Compare: Lowering._compare,
    ast.IfExp: Lowering._conditional,
    ast.Call: Lowering._call,
}
