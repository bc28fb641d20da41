"""What may be supposed of a locality that nobody has heard of: the cases, their bounds, and their critical values."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from checker.expression.interpret import interpret
from checker.expression.render import to_value
from checker.model import nodes
from checker.model.indicator import Indicator
from checker.model.interval import INFINITY, ONE, Interval
from checker.model.locality import LEVELS
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.types import NumberType, Type
from checker.model.value import EITHER, Items, Possible, Truths, Value, day

# Beyond so many targets in one rule, they are supposed to be stated all or none.
MOST_TARGETS = 3


@dataclass(frozen=True, slots=True)
class Supposed:
    """A case: a level, a period, and which targets are stated. Of all else only the dictionary's bounds are known.

    *values* and *targets* narrow them; a target of None is known not to be set, one that is absent is not known.
    """

    indicators: Mapping[str, Indicator]
    level: str
    period: Period
    values: Mapping[str, Possible] = field(default_factory=dict)
    targets: Mapping[str, Interval | None] = field(default_factory=dict)
    exact: bool = False

    def indicator(self, indicator: str) -> Possible:
        """Return what the indicator may be."""
        return self.values.get(indicator, self.indicators[indicator].unknown)

    def given(self, name: str) -> Possible:
        """Return ``level`` or ``period_end``."""
        return frozenset({self.level}) if name == "level" else day(self.period.end)

    def target(self, indicator: str) -> Interval:
        """Return what the target may be."""
        return self.targets.get(indicator) or self.indicators[indicator].bounds

    def has_target(self, indicator: str) -> Truths:
        """Return whether somebody set a target."""
        return frozenset({self.targets[indicator] is not None}) if indicator in self.targets else EITHER

    def target_stated(self, indicator: str) -> bool:
        """Return whether a row states a value."""
        return self.targets.get(indicator) is not None

    def due(self) -> Interval:
        """Return the share due: at least the linear one, for a row may set an earlier day."""
        linear = Interval.point(self.period.due())
        return linear if self.exact or not self.targets else Interval(linear.lower, ONE.upper)


def iter_cases(pack: Pack, trees: Iterable[Node]) -> Iterator[Supposed]:
    """Yield the cases that *trees* can tell apart: levels, periods, and which of their targets are stated."""
    found = [node for tree in trees for node in nodes.walk(tree)]
    given = {node.name for node in found if isinstance(node, nodes.Given)}
    dated = "period_end" in given or any(isinstance(node, nodes.Due) for node in found)
    asked = sorted({node.indicator for node in found if isinstance(node, nodes.Target | nodes.TargetAsked)})
    periods = pack.directive.known_periods
    levels = LEVELS if "level" in given else (pack.directive.expected_level,)
    for level, period in product(levels, periods if dated else periods[-1:]):
        for stated in _ways(len(asked)):
            targets = {
                name: pack.indicators[name].bounds if there else None for name, there in zip(asked, stated, strict=True)
            }
            yield Supposed(pack.indicators, level, period, {}, targets)


def _ways(count: int) -> list[tuple[bool, ...]]:
    if count > MOST_TARGETS:
        return [(True,) * count, (False,) * count]
    return list(product((True, False), repeat=count))


def value_in(tree: Node, case: Supposed) -> Value:
    """Return the value of an expression in a case."""
    return interpret(tree, case).value


def narrowed(case: Supposed, condition: Node) -> Supposed | None:
    """Return *case* with the bounds that hold wherever *condition* does; None if it names no plain bound.

    Only comparisons of an indicator with a number are used, so the result is an outer bound.
    """
    values: dict[str, Possible] = {}
    parts = condition.operands if isinstance(condition, nodes.Conjunction) else (condition,)
    for part in parts:
        limit = limit_of(part)
        if limit is not None and isinstance(limit[0], nodes.Indicator):
            name = limit[0].id
            held = values.get(name, case.indicator(name))
            met = held.meet(limit[1]) if isinstance(held, Interval) else None
            if met is not None:
                values[name] = met
    return replace(case, values={**case.values, **values}) if values else None


def limit_of(node: Node) -> tuple[Node, Interval] | None:
    """Return the expression that a comparison with a number bounds, and by what; None if it is no such comparison.

    A strict bound of a whole number is the next whole one; any other is taken as it stands, so it is an outer bound.
    """
    if not isinstance(node, nodes.Comparison):
        return None
    left, right, sign = node.left, node.right, node.sign
    if isinstance(left, nodes.Number):
        left, right = right, left
        sign = _TURNED.get(sign, sign)
    if not isinstance(right, nodes.Number):
        return None
    whole = isinstance(left.type, NumberType) and left.type.whole
    value = right.value
    below = Fraction(math.ceil(value) - 1) if whole else value
    above = Fraction(math.floor(value) + 1) if whole else value
    bounds: Mapping[str, Interval] = {
        "<": Interval(-INFINITY, below),
        "<=": Interval(-INFINITY, value),
        ">": Interval(above, INFINITY),
        ">=": Interval(value, INFINITY),
        "==": Interval.point(value),
    }
    return (left, bounds[sign]) if sign in bounds else None


_TURNED: Mapping[nodes.ComparisonSign, nodes.ComparisonSign] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def witness_text(case: Supposed) -> str:
    """Return what is supposed, as names and values: ``county_count = 0, level = county``."""
    kinds = {name: case.indicators[name].type for name in (*case.values, *case.targets)}
    told = [f"{name} = {_shown(value, kinds[name])}" for name, value in sorted(case.values.items())]
    told += [
        f"target({name}) = {'none' if target is None else _shown(target, kinds[name])}"
        for name, target in sorted(case.targets.items())
    ]
    return ", ".join([*told, f"level = {case.level}", f"period = {case.period}"])


def _shown(value: Possible, kind: Type) -> str:
    return f"{len(value.items)} items" if isinstance(value, Items) else to_value(Value(value), kind)
