"""The grid of critical values: where a rule can change its mind, and a bounded search over it.

A value is critical if it is a bound of the dictionary, a number that an expression compares with, or one unit off it.
Whoever finds nothing here has searched, not proved.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, product

from checker.engine.linting.supposed import Supposed
from checker.model import nodes
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import Interval
from checker.model.nodes import Node
from checker.model.types import DateType, ListType, NumberType, StateType, Type
from checker.model.value import FALSE, TRUE, Items, Possible

MOST_VALUES = 12
MOST_LITERALS = 4  # of one number, besides zero and one, which nearly every expression names
MOST_COMBINATIONS = 400
MOST_ITEMS = 100
FAR = 3_650  # days: ten years before and after all that is named
LARGE = Fraction(1_000_000)  # stands for a bound that is not there
HUNDREDTH = Fraction(1, 100)


@dataclass(slots=True)
class Budget:
    """How many evaluations are left for all searches of a pack together, and how many searches were cut short."""

    left: int
    cut: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """The critical values of all that some expressions name, in one case."""

    case: Supposed
    values: Mapping[str, Sequence[Possible]]
    targets: Mapping[str, Sequence[Interval]]

    def iter_points(self, budget: Budget) -> Iterator[Supposed]:
        """Yield cases with one value for each: first the corners, then others evenly, until the budget ends."""
        axes = [*self.values.values(), *self.targets.values()]
        for combination in _combinations(axes):
            if budget.left <= 0:
                budget.cut += 1
                return
            budget.left -= 1
            chosen: dict[str, Possible] = dict(zip(self.values, combination, strict=False))
            stated = {
                name: one
                for name, one in zip(self.targets, combination[len(self.values) :], strict=True)
                if isinstance(one, Interval)
            }
            yield replace(self.case, values=chosen, targets={**self.case.targets, **stated}, exact=True)


def grid_of(case: Supposed, trees: Sequence[Node], numbers: Iterable[Fraction] = ()) -> Grid:
    """Return the grid of all that *trees* name in *case*; *numbers* are those of a shape."""
    found = [node for tree in trees for node in nodes.walk(tree)]
    literals = {node.value for node in found if isinstance(node, nodes.Number)} | set(numbers)
    days = {Fraction(node.value.toordinal()) for node in found if isinstance(node, nodes.Day)}
    days.add(Fraction(case.period.end.toordinal()))
    days |= {one + number for one in days for number in literals if number.denominator == 1}
    named = sorted({node.id for node in found if isinstance(node, nodes.Indicator)})
    stated = [name for name, target in sorted(case.targets.items()) if target is not None]
    return Grid(
        case,
        {name: _values(case.indicators[name], case.indicator(name), literals, days) for name in named},
        {name: _positive(_numbers(case.indicators[name].type, case.target(name), literals)) for name in stated},
    )


def _values(
    indicator: Indicator, held: Possible, literals: Iterable[Fraction], days: Iterable[Fraction]
) -> Sequence[Possible]:
    if isinstance(indicator.type, ListType):
        return _lists(indicator.fields, literals, days)
    return _singles(indicator.type, held, literals, days)


def _singles(kind: Type, held: Possible, literals: Iterable[Fraction], days: Iterable[Fraction]) -> Sequence[Possible]:
    if isinstance(kind, DateType):
        near = sorted({one + step for one in days for step in (0, 1)})
        return [Interval.point(one) for one in (near[0] - FAR, *near[: MOST_VALUES - 2], near[-1] + FAR)]
    if isinstance(held, Interval):
        return _numbers(kind, held, literals)
    if isinstance(kind, StateType):
        return [frozenset({state}) for state in kind.states]
    return [held] if isinstance(held, Items) else [FALSE, TRUE]


def _numbers(kind: Type, bounds: Interval, literals: Iterable[Fraction]) -> Sequence[Interval]:
    """Return the ends of *bounds* and the literals, with what lies one unit beside them, from the smallest."""
    whole = isinstance(kind, NumberType) and kind.whole
    named: set[Fraction | int] = {math.floor(one) if whole else one for one in literals}
    near = {0, 1, *named}
    lower = bounds.lower if isinstance(bounds.lower, Fraction) else min(-LARGE, *near)
    upper = bounds.upper if isinstance(bounds.upper, Fraction) else max(LARGE, *near) + 1
    low, high = (math.ceil(lower), math.floor(upper)) if whole else (lower, upper)  # whole numbers compare faster
    chosen = {0, 1, *_evenly(sorted(one for one in named - {0, 1} if low <= one <= high), MOST_LITERALS)}
    step = 1 if whole else HUNDREDTH
    inner = {value for one in chosen for value in (one, one + step, one - step) if low < value < high}
    return [Interval.point(value) for value in sorted({low, high, *inner})]


def _evenly(values: Sequence[Fraction | int], most: int) -> Sequence[Fraction | int]:
    """Return at most *most* of the sorted *values*, evenly over their places: the first and the last among them."""
    if len(values) <= most:
        return values
    return [values[place * (len(values) - 1) // (most - 1)] for place in range(most)]


def _positive(numbers: Sequence[Interval]) -> Sequence[Interval]:
    """Return *numbers* without zero: a target of nothing is a finding on its row."""
    return [one for one in numbers if one.lower != 0] or numbers


def _lists(
    fields: Sequence[ItemFieldSpec], literals: Iterable[Fraction], days: Iterable[Fraction]
) -> Sequence[Possible]:
    """Return no item, one of each kind, and more than any number that is written."""
    count = min(MOST_ITEMS, math.ceil(max([Fraction(1), *literals])) + 1)
    kinds = product(*(_singles(one.type, one.unknown, literals, days)[-3:] for one in fields))
    items = [dict(zip([one.id for one in fields], kind, strict=True)) for kind in islice(kinds, MOST_VALUES)]
    return [Items(()), *(Items((item,) * many) for item in items for many in (1, count))]


def _combinations(axes: Sequence[Sequence[Possible]]) -> Iterator[tuple[Possible, ...]]:
    """Yield combinations of one of each axis, at most :data:`MOST_COMBINATIONS`: corners first, no two the same way."""
    corners = [list(dict.fromkeys((axis[0], axis[-1]))) if _hashable(axis) else axis[:2] for axis in axes]
    yield from _spread(corners, MOST_COMBINATIONS // 4)
    yield from _spread(axes, MOST_COMBINATIONS)


def _hashable(axis: Sequence[Possible]) -> bool:
    return not isinstance(axis[0], Items)


def _spread(axes: Sequence[Sequence[Possible]], most: int) -> Iterator[tuple[Possible, ...]]:
    """Yield combinations evenly over all: every step of a stride that has no factor in common with their number."""
    total = math.prod(len(axis) for axis in axes)
    stride = max(1, total * 5 // 8)
    while math.gcd(stride, total) > 1:
        stride += 1
    for count in range(min(total, most)):
        place = count * stride % total
        chosen: list[Possible] = []
        for axis in axes:
            place, index = divmod(place, len(axis))
            chosen.append(axis[index])
        yield tuple(chosen)
