"""Ways through the applicability of rules: whether a point, or everything, may leave the sum for somebody."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.engine.linting.grid import Budget, grid_of
from checker.engine.linting.supposed import Supposed, iter_cases, value_in, witness_text
from checker.model.assessment import Finding
from checker.model.lint import lint_finding
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.rule import Rule
from checker.model.value import FALSE, Value


def iter_ways(pack: Pack, budget: Budget) -> Iterator[Finding]:
    """Yield each weighted point all of whose rules may not apply, and the same of the whole pack."""
    in_sum = [rule for rule in pack.rules if rule.in_sum]
    for point in pack.directive.points:
        rules = [rule for rule in in_sum if rule.point == point.id]
        way = _way_out(pack, rules, budget) if point.weight and rules else None
        if way is not None:
            place = (rules[0].applies_when or rules[0]).locus
            yield lint_finding("point-may-leave", place, None, found=point.id, way=witness_text(way))
    way = _way_out(pack, in_sum, budget) if in_sum else None
    if way is not None:
        yield lint_finding("nothing-applies", in_sum[0].locus, None, way=witness_text(way))


def _way_out(pack: Pack, rules: Sequence[Rule], budget: Budget) -> Supposed | None:
    """Return a case in which none of *rules* applies, if one is found."""
    for period in pack.directive.known_periods:
        conditions = _conditions(rules, period)
        if conditions is None:
            continue
        for case in iter_cases(pack, conditions):
            dated = replace(case, period=period)
            for point in grid_of(dated, conditions).iter_points(budget):
                if all(value_in(tree, point) == Value(FALSE) for tree in conditions):
                    return point
    return None


def _conditions(rules: Sequence[Rule], period: Period) -> list[Node] | None:
    """Return the conditions of the rules in force at the end of *period*; None if one of them always applies."""
    found: dict[str, Node] = {}
    for rule in rules:
        if rule.on(period.end) is not None:
            if rule.applies_when is None:
                return None
            found[rule.applies_when.text] = rule.applies_when.tree
    return list(found.values())
