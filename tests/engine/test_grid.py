"""The grid of critical values, and the bounds a condition leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from builders import counted, dated, dictionary, expression, listed, pack, period, point, span

from checker.engine.linting.grid import MOST_COMBINATIONS, MOST_LITERALS, MOST_VALUES, Budget, grid_of
from checker.engine.linting.supposed import Supposed, limit_of, narrowed, witness_text
from checker.model.indicator import ItemFieldSpec
from checker.model.interval import Interval
from checker.model.nodes import Node
from checker.model.types import ListType, NumberType, TruthType, parse_unit
from checker.model.value import day

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


def test_smallest_and_largest_of_many_literals_are_critical() -> None:
    words = " or ".join(f"open_ended == {number}" for number in (2, 3, 4, 5, 6, 7, 70_000))
    values = ends(list(grid_of(case(), [tree(words)]).values["open_ended"]))
    assert {Fraction(number) for number in (0, 1, 2, 70_000)} <= set(values)
    assert len(values) <= 2 + 3 * (2 + MOST_LITERALS)


def test_literals_out_of_bounds_take_no_place() -> None:
    words = "rate == 0.1 or rate == 0.3 or rate == 0.5 or rate == 0.7 or built == 60 or built == 70 or built == 90"
    found = grid_of(case(), [tree(words)]).values
    assert {Fraction(number) for number in ("0.1", "0.3", "0.5", "0.7")} <= set(ends(list(found["rate"])))
    assert {Fraction(0), Fraction(1), Fraction(90)} <= set(ends(list(found["built"])))


def test_items_of_many_fields_are_not_built_all_at_once() -> None:
    fields = tuple(ItemFieldSpec(f"f{n}", TruthType(), "", span(None, None), ()) for n in range(30))
    known = dictionary(listed("trials", type=ListType({one.id: one.type for one in fields}), fields=fields))
    supposed = Supposed(pack(known).indicators, "province", period())
    values = grid_of(supposed, [expression("any(x.f0 and x.f29 for x in trials)", known).tree]).values["trials"]
    assert len(values) == 1 + 2 * MOST_VALUES


def test_day_is_told_as_a_day() -> None:
    values = {"issued": day(date(2020, 3, 1)), "rate": point("0.5"), "built": span(0, 10)}
    told = witness_text(replace(case(), values=values, targets={"rate": None, "built": point(5)}))
    assert told == (
        "built = [0, 10], issued = 2020-03-01, rate = 0.5, target(built) = 5, target(rate) = none, "
        "level = province, period = 2020-H1"
    )


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
