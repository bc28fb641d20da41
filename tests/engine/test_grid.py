"""The grid of critical values, and the bounds a condition leaves."""

from __future__ import annotations

from fractions import Fraction

import pytest
from builders import counted, dated, dictionary, expression, pack, period, point, span

from checker.engine.linting.grid import MOST_COMBINATIONS, Budget, grid_of
from checker.engine.linting.supposed import Supposed, limit_of, narrowed
from checker.model.interval import Interval
from checker.model.nodes import Node
from checker.model.types import NumberType, parse_unit

KNOWN = dictionary(
    counted("built", span(0, 100), unit="stations"),
    counted("rate", span(0, 1), unit="ratio"),
    counted("open_ended", span(None, None)),
    dated("issued"),
)


def tree(words: str) -> Node:
    return expression(words, KNOWN).tree


def case() -> Supposed:
    return Supposed(pack(KNOWN).indicators, "province", period())


def ends(values: object) -> list[Fraction]:
    assert isinstance(values, list)
    return [Fraction(one.lower) for one in values if isinstance(one, Interval)]


def test_bounds_and_literals_are_critical() -> None:
    values = ends(list(grid_of(case(), [tree("rate >= 0.85")]).values["rate"]))
    assert {Fraction(0), Fraction(1), Fraction("0.84"), Fraction("0.85"), Fraction("0.86")} <= set(values)
    assert values == sorted(values)


def test_open_bounds_are_far_away() -> None:
    values = ends(list(grid_of(case(), [tree("open_ended >= 7")]).values["open_ended"]))
    assert values[0] <= -1_000_000
    assert values[-1] > 1_000_000


def test_days_are_those_named_and_far_ones() -> None:
    values = ends(list(grid_of(case(), [tree('issued <= date("2020-03-01")')]).values["issued"]))
    assert values[-1] - values[0] > 7_000


def test_combinations_are_bounded_and_end_with_the_budget() -> None:
    grid = grid_of(case(), [tree("built + open_ended >= 7 or rate > 0.5")])
    assert len(list(grid.iter_points(Budget(100_000)))) <= 2 * MOST_COMBINATIONS
    budget = Budget(5)
    assert len(list(grid.iter_points(budget))) == 5
    assert (budget.left, budget.cut) == (0, 1)


@pytest.mark.parametrize(
    ("condition", "bounds"),
    [
        ("built <= 10", span(0, 10)),
        ("10 > built", span(0, 10)),
        ("built >= 10 and built <= 20", span(10, 20)),
        ("built == 10", point(10)),
        ("built > 10 and rate <= 1", span(10, 100)),
        ("rate < 0.5", None),
        ("built != 10", None),
        ("built <= open_ended", None),
        ("built + built <= 10", None),
        ("built >= 200", None),
        ('issued <= date("2020-03-01")', None),
        ('level == "county"', None),
    ],
)
def test_condition_narrows_what_it_names(condition: str, bounds: Interval | None) -> None:
    left = narrowed(case(), tree(condition))
    assert (None if left is None or "built" not in left.values else left.values["built"]) == bounds


def test_strict_bound_of_whole_numbers_is_the_next_one() -> None:
    whole = dictionary(counted("built", span(0, 100), type=NumberType(parse_unit("stations"), whole=True)))
    found = limit_of(expression("built < 10", whole).tree)
    assert found is not None
    assert found[1].upper == 9
