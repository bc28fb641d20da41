"""The named functions of the expression language: one registry, one small function each."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import partial

from checker.expression.lowering import Function, Lowering
from checker.expression.scope import GIVEN
from checker.expression.typing import TRUTH, is_orderable, same_type
from checker.model import nodes
from checker.model.nodes import Choice, Gathering, Node, PackQuestion
from checker.model.period import parse_date
from checker.model.types import DateType, ListType, NumberType, Type, Unit

MAX_OPERANDS = 20


def _extreme(choice: Choice, lowering: Lowering, tree: ast.Call) -> Node:
    operands = tuple(lowering.lower(argument) for argument in tree.args)
    joined = operands[0].type
    for operand, argument in zip(operands, tree.args, strict=True):
        kind = same_type(joined, operand.type)
        if kind is None or not is_orderable(kind):
            raise lowering.fault("expression-units", argument, found=operand.type, expected=joined)
        joined = kind
    return nodes.Extreme(choice, operands, joined)


def _absolute(lowering: Lowering, tree: ast.Call) -> Node:
    operand = lowering.number(tree.args[0])
    return nodes.Absolute(operand, operand.type)


def _date(lowering: Lowering, tree: ast.Call) -> Node:
    written = lowering.lower(tree.args[0])
    day = parse_date(written.value) if isinstance(written, nodes.State) else None
    if day is None:
        raise lowering.fault("expression-constant", tree.args[0], found=lowering.written(tree.args[0])[:40])
    return nodes.Day(day, DateType())


def _targeted(lowering: Lowering, tree: ast.Call) -> nodes.Indicator:
    """Return the indicator whose target a call asks for: a number."""
    indicator = lowering.indicator(tree.args[0])
    if not isinstance(indicator.type, NumberType):
        raise lowering.fault("expression-type", tree.args[0], found=indicator.type, expected=NumberType(None))
    return indicator


def _target(lowering: Lowering, tree: ast.Call) -> Node:
    indicator = _targeted(lowering, tree)
    return nodes.Target(indicator.id, indicator.type)


def _target_asked(question: PackQuestion, lowering: Lowering, tree: ast.Call) -> Node:
    return nodes.TargetAsked(question, _targeted(lowering, tree).id, TRUTH)


def _due(lowering: Lowering, tree: ast.Call) -> Node:
    argument = tree.args[0]
    if not isinstance(argument, ast.Name) or argument.id != "period":
        raise lowering.fault("unknown-name", argument, found=lowering.written(argument)[:40], nearest="period")
    return nodes.Due(NumberType(None))


def _gather(gathering: Gathering, lowering: Lowering, tree: ast.Call) -> Node:
    """Return the node of ``gathering(element for variable in list if condition)``; it holds no other."""
    source = tree.args[0]
    wrong = lowering.fault("expression-gather", tree, found=lowering.written(tree)[:60])
    if not isinstance(source, ast.GeneratorExp) or len(source.generators) > 1 or lowering.variables:
        raise wrong
    loop = source.generators[0]
    if not isinstance(loop.target, ast.Name) or loop.is_async or len(loop.ifs) > 1:
        raise wrong
    listed = lowering.indicator(loop.iter)
    variable = loop.target.id
    if not isinstance(listed.type, ListType) or variable in lowering.scope.indicators or variable in GIVEN:
        raise wrong
    if lowering.scope.pack_only:
        raise lowering.fault("submission-decides", tree, found=listed.id)
    lowering.variables[variable] = listed.type
    condition = lowering.condition(loop.ifs[0]) if loop.ifs else nodes.Truth(True, TRUTH)
    element, kind = _element(gathering, lowering, source.elt)
    del lowering.variables[variable]
    return nodes.Gather(gathering, listed, variable, element, condition, kind)


def _element(gathering: Gathering, lowering: Lowering, tree: ast.expr) -> tuple[Node, Type]:
    """Return what is gathered of each item, and the type of the whole."""
    if gathering == "count":
        if not isinstance(tree, ast.Name) or tree.id not in lowering.variables:
            raise lowering.fault("expression-gather", tree, found=lowering.written(tree)[:60])
        return nodes.Truth(True, TRUTH), NumberType(Unit(), whole=True)
    if gathering == "sum":
        element = lowering.number(tree)
        if not isinstance(element, nodes.ItemField):
            raise lowering.fault("expression-gather", tree, found=lowering.written(tree)[:60])
        return element, element.type
    return lowering.condition(tree), TRUTH


FUNCTIONS: Mapping[str, Function] = {
    "min": Function("min(a, b, ...)", 2, MAX_OPERANDS, partial(_extreme, "min")),
    "max": Function("max(a, b, ...)", 2, MAX_OPERANDS, partial(_extreme, "max")),
    "abs": Function("abs(x)", 1, 1, _absolute),
    "date": Function('date("2020-09-30")', 1, 1, _date),
    "target": Function("target(indicator)", 1, 1, _target),
    "has_target": Function("has_target(indicator)", 1, 1, partial(_target_asked, "has_target")),
    "target_stated": Function("target_stated(indicator)", 1, 1, partial(_target_asked, "target_stated")),
    "due": Function("due(period)", 1, 1, _due),
    "count": Function("count(x for x in list if condition)", 1, 1, partial(_gather, "count")),
    "sum": Function("sum(x.field for x in list if condition)", 1, 1, partial(_gather, "sum")),
    "any": Function("any(condition for x in list)", 1, 1, partial(_gather, "any")),
    "all": Function("all(condition for x in list)", 1, 1, partial(_gather, "all")),
}
