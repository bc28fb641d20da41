"""What the expressions of a rule name, all of them together."""

from __future__ import annotations

from checker.model.nodes import Indicator, Node, Target, TargetAsked, walk
from checker.model.pack import Pack
from checker.model.rule import Expression, IntegrityRule, Rule

AnyRule = Rule | IntegrityRule


def all_rules(pack: Pack) -> tuple[AnyRule, ...]:
    """Return the scored rules of a pack, and those of integrity."""
    return (*pack.rules, *pack.integrity)


def expressions_of(rule: AnyRule) -> dict[str, Expression]:
    """Return the expressions of a rule by the key they stand under, also thresholds of other days."""
    if isinstance(rule, IntegrityRule):
        return {"check": rule.check}
    earlier = {
        f"{name}[{place}]": one.expression
        for name, ways in rule.shape.dated.items()
        for place, one in enumerate(ways[:-1])
    }
    return {**rule.named_expressions, **earlier}


def nodes_of(rule: AnyRule) -> list[Node]:
    """Return the nodes of all expressions of a rule."""
    return [node for expression in expressions_of(rule).values() for node in walk(expression.tree)]


def targets_asked(rule: AnyRule) -> set[str]:
    """Return the indicators of whose targets a rule asks anything."""
    return {node.indicator for node in nodes_of(rule) if isinstance(node, Target | TargetAsked)}


def indicators_named(rule: AnyRule) -> set[str]:
    """Return all indicators that a rule names: also in its applicability, a target or a self-claim."""
    names = {node.id for node in nodes_of(rule) if isinstance(node, Indicator)} | targets_asked(rule)
    if isinstance(rule, Rule) and rule.self_claim is not None:
        names.add(rule.self_claim)
    return names
