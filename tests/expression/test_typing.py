"""Types and units of what is put together."""

from __future__ import annotations

import pytest

from checker.expression.typing import arithmetic_type, is_orderable, same_type
from checker.model.nodes import ArithmeticSign
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type, parse_unit

BARE, COUNT = NumberType(None), NumberType(None, whole=True)
STATIONS, ALL_STATIONS = NumberType(parse_unit("stations")), NumberType(parse_unit("stations"), whole=True)
PERSONS, RATIO = NumberType(parse_unit("persons")), NumberType(parse_unit("ratio"))
SITES = ListType({})


def shown(one: object) -> str:
    """Return a parameter as it stands in the name of a test."""
    return f"whole {one}" if isinstance(one, NumberType) and one.whole else str(one)


@pytest.mark.parametrize(
    ("left", "sign", "right", "expected"),
    [
        (STATIONS, "+", STATIONS, STATIONS),
        (STATIONS, "-", BARE, STATIONS),
        (BARE, "+", STATIONS, STATIONS),
        (BARE, "-", BARE, BARE),
        (STATIONS, "+", PERSONS, None),
        (STATIONS, "-", RATIO, None),
        (RATIO, "+", BARE, RATIO),
        (STATIONS, "*", PERSONS, NumberType(parse_unit("stations").times(parse_unit("persons")))),
        (STATIONS, "/", PERSONS, NumberType(parse_unit("stations/persons"))),
        (STATIONS, "/", STATIONS, RATIO),
        (BARE, "/", STATIONS, NumberType(parse_unit("1/stations"))),
        (STATIONS, "*", RATIO, STATIONS),
        (RATIO, "*", BARE, RATIO),
        (BARE, "*", BARE, BARE),
        # whole numbers stay whole, but for division
        (COUNT, "+", COUNT, COUNT),
        (COUNT, "-", COUNT, COUNT),
        (COUNT, "*", COUNT, COUNT),
        (COUNT, "/", COUNT, BARE),
        (COUNT, "+", BARE, BARE),
        (BARE, "*", COUNT, BARE),
        (ALL_STATIONS, "+", COUNT, ALL_STATIONS),
        (ALL_STATIONS, "*", COUNT, ALL_STATIONS),
        (ALL_STATIONS, "/", COUNT, STATIONS),
        # a date moves by whole days
        (DateType(), "+", COUNT, DateType()),
        (DateType(), "-", COUNT, DateType()),
        (DateType(), "*", COUNT, None),
        (DateType(), "+", BARE, None),
        (DateType(), "+", ALL_STATIONS, None),
        (DateType(), "-", DateType(), None),
        (DateType(), "+", TruthType(), None),
        (COUNT, "+", DateType(), None),
        (TruthType(), "+", COUNT, None),
        (COUNT, "+", TextType(), None),
    ],
    ids=shown,
)
def test_type_of_arithmetic(left: Type, sign: ArithmeticSign, right: Type, expected: Type | None) -> None:
    assert arithmetic_type(sign, left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (STATIONS, STATIONS, STATIONS),
        (STATIONS, BARE, STATIONS),
        (STATIONS, PERSONS, None),
        (ALL_STATIONS, STATIONS, STATIONS),
        (TruthType(), TruthType(), TruthType()),
        (DateType(), DateType(), DateType()),
        (StateType(("a", "b")), StateType(("a", "b")), StateType(("a", "b"))),
        (StateType(("a", "b")), StateType(("b", "a")), None),
        (DateType(), BARE, None),
        (BARE, DateType(), None),
        (TextType(), TextType(), None),
        (SITES, SITES, None),
    ],
    ids=shown,
)
def test_type_of_one_or_the_other(left: Type, right: Type, expected: Type | None) -> None:
    assert same_type(left, right) == expected


@pytest.mark.parametrize(
    ("kind", "orderable"),
    [
        (STATIONS, True),
        (DateType(), True),
        (TruthType(), False),
        (StateType(("a", "b")), False),
        (TextType(), False),
        (SITES, False),
    ],
    ids=shown,
)
def test_numbers_and_dates_have_a_least_and_a_greatest(kind: Type, *, orderable: bool) -> None:
    assert is_orderable(kind) == orderable
