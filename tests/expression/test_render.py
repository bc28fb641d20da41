"""An expression with its numbers put in reads as the value that it has."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from checker.expression.render import to_numbers, to_value
from checker.model.interval import ANYTHING, INFINITY, UNIT, Interval
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType, Type, Unit
from checker.model.value import EITHER, FAILURE, TRUE, Items, Value, day
from tests.strategies import Known, site, trace_of

NUMBER = NumberType(Unit())
FACTS = Known(
    {
        "stations": Interval.point(40),
        "planned": Interval.point(Fraction(1, 3)),
        "growth": Interval.point(-5),
        "coverage": frozenset({"partial"}),
        "signed": TRUE,
        "opened": day(date(2020, 7, 1)),
        "residents": Interval(Fraction(-1, 3), Fraction(2)),
        "sites": Items((site(), site())),
    },
    targets={"stations": Interval.point(100)},
    share_due=Interval.point(Fraction(3, 4)),
)


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        (Value(Interval.point(3944)), NUMBER, "3944"),
        (Value(Interval.point(Fraction(1, 8))), NUMBER, "0.125"),
        (Value(Interval.point(Fraction(1, 3))), NUMBER, "1/3"),
        (Value(Interval(Fraction(0), Fraction(200000))), NUMBER, "[0, 200000]"),
        (Value(Interval(Fraction(-1, 3), INFINITY)), NUMBER, "[-1/3, ∞]"),
        (Value(ANYTHING), NUMBER, "[-∞, ∞]"),
        (Value(UNIT, may_fail=True), NUMBER, "[0, 1]"),
        (FAILURE, NUMBER, "error"),
        (Value(day(date(2020, 2, 29))), DateType(), "2020-02-29"),
        (Value(Interval(Fraction(737425), INFINITY)), DateType(), "[2020-01-01, ∞]"),
        (Value(Interval.point(date.max.toordinal())), DateType(), "9999-12-31"),
        (Value(Interval.point(date.max.toordinal() + 1)), DateType(), "3652060"),
        (Value(Interval(Fraction(0), Fraction(1))), DateType(), "[0, 0001-01-01]"),
        (Value(TRUE), TruthType(), "true"),
        (Value(EITHER), TruthType(), "{false, true}"),
        (Value(frozenset({"full"})), StateType(("none", "full")), "full"),
        (Value(frozenset({"none", "full"})), StateType(("none", "full")), "{full, none}"),
        (Value(Items(())), ListType({}), "0+ items"),
        (Value(Items((site(), site()))), ListType({}), "2+ items"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_value_as_text(value: Value, kind: Type, expected: str) -> None:
    assert to_value(value, kind) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("stations / target(stations)", "40 / 100"),
        ("stations / persons", "40 / [0, ∞]"),
        ("stations", "40"),
        ("1e3 + 0.50", "1000 + 0.5"),
        ("1 + 2 * stations", "1 + 2 * 40"),
        ("(1 + 2) * stations", "(1 + 2) * 40"),
        ("1 - (2 - 3)", "1 - (2 - 3)"),
        ("(1 - 2) - 3", "1 - 2 - 3"),
        ("1 - (2 + 3)", "1 - (2 + 3)"),
        ("8 / (4 * 2)", "8 / (4 * 2)"),
        ("8 * (4 / 2)", "8 * (4 / 2)"),
        ("8 / 4 / 2", "8 / 4 / 2"),
        ("-stations", "-40"),
        ("-(1 + 2)", "-(1 + 2)"),
        ("-1 * 2", "-1 * 2"),
        ("--1", "-(-1)"),
        ("-growth", "-(-5)"),
        ("1 - growth", "1 - -5"),
        ("2 * growth", "2 * -5"),
        ("2 / planned", "2 / (1/3)"),
        ("planned / 2", "1/3 / 2"),
        ("2 - planned", "2 - 1/3"),
        ("-planned", "-(1/3)"),
        ("2 / residents", "2 / [-1/3, 2]"),
        ("-residents", "-[-1/3, 2]"),
        ("-abs(growth)", "-abs(-5)"),
        ("abs(growth)", "abs(-5)"),
        ("min(1, stations / 2)", "min(1, 40 / 2)"),
        ("max(1 if signed else 2, 3)", "max(1, 3)"),
        ("due(period) * 2", "0.75 * 2"),
        ("stations < 12", "40 < 12"),
        ("1 < stations < 50", "1 < 40 and 40 < 50"),
        ("(stations < 12) == signed", "(40 < 12) == true"),
        ("not signed", "not true"),
        ("not stations < 12", "not 40 < 12"),
        ("not (signed and paid)", "not (true and {false, true})"),
        ("not not signed", "not not true"),
        ("not signed and paid", "not true and {false, true}"),
        ("signed or (paid or True)", "true or ({false, true} or true)"),
        ("stations + 1 < 2 + stations", "40 + 1 < 2 + 40"),
        ('(coverage in ("full",)) == signed', "(partial in {full}) == true"),
        ("abs(1 if signed else 2)", "abs(1)"),
        ("(1 if signed else 2) if signed else 3", "1"),
        ("signed and (paid or True)", "true and ({false, true} or true)"),
        ("signed and paid or True", "true and {false, true} or true"),
        ("signed or (paid and True)", "true or {false, true} and true"),
        ("signed and (paid and True)", "true and ({false, true} and true)"),
        ('coverage == "full"', "partial == full"),
        ('coverage in ("partial", "full")', "partial in {full, partial}"),
        ('former == "full"', "{full, none, partial, planned} == full"),
        ('opened <= date("2020-06-30") + 14', "2020-07-01 <= 2020-06-30 + 14"),
        ('level == "province"', "province == province"),
        ("has_target(stations)", "{false, true}"),
        ("1 if signed else 2", "1"),
        ("2 * (1 + 1 if signed else 2)", "2 * (1 + 1)"),
        ("1 if paid else 2", "either (1) or (2)"),
        ("3 * (1 if paid else 2 + 2)", "3 * (either (1) or (2 + 2))"),
        ("1 if 1 / 0 > 0 else 2", "error"),
        ("3 + (1 if 1 / 0 > 0 else 2)", "3 + (error)"),
        ("1 + 2 / 0", "1 + 2 / 0"),
        ("count(x for x in sites)", "[2, ∞]"),
        ("any(x.ready for x in sites)", "{false, true}"),
    ],
)
def test_expression_with_its_numbers_put_in(text: str, expected: str) -> None:
    assert to_numbers(trace_of(text, FACTS)) == expected
