"""Units are opaque names; nothing is converted."""

from __future__ import annotations

import pytest

from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type, Unit, parse_unit


@pytest.mark.parametrize(
    ("text", "powers", "shown"),
    [
        ("", (), "1"),
        ("1", (), "1"),
        ("ratio", (), "1"),
        ("stations", (("stations", 1),), "stations"),
        ("10k yuan", (("10k yuan", 1),), "10k yuan"),
        ("yuan/kWh", (("kWh", -1), ("yuan", 1)), "yuan/kWh"),
        ("yuan / kWh", (("kWh", -1), ("yuan", 1)), "yuan/kWh"),
        ("1/kWh", (("kWh", -1),), "1/kWh"),
        ("stations/1", (("stations", 1),), "stations"),
        ("stations/persons/km", (("km", -1), ("persons", -1), ("stations", 1)), "stations/km * persons"),
        ("km/h/h", (("h", -2), ("km", 1)), "km/h^2"),
        ("km/km", (), "1"),
        ("个", (("个", 1),), "个"),
    ],
)
def test_unit_is_read_and_shown(text: str, powers: tuple[tuple[str, int], ...], shown: str) -> None:
    unit = parse_unit(text)
    assert (unit, str(unit)) == (Unit(powers), shown)


@pytest.mark.parametrize(
    ("left", "right", "sign", "expected"),
    [
        ("stations", "persons", 1, "persons * stations"),
        ("stations", "persons", -1, "stations/persons"),
        ("stations", "stations", -1, "1"),
        ("stations", "stations", 1, "stations^2"),
        ("stations/persons", "persons", 1, "stations"),
        ("stations", "10k stations", -1, "stations/10k stations"),
        ("ratio", "stations", -1, "1/stations"),
        ("ratio", "ratio", 1, "1"),
    ],
)
def test_units_of_products_and_quotients(left: str, right: str, sign: int, expected: str) -> None:
    assert str(parse_unit(left).times(parse_unit(right), sign)) == expected


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (NumberType(None), "number"),
        (NumberType(Unit()), "ratio"),
        (NumberType(parse_unit("stations"), whole=True), "number of stations"),
        (TruthType(), "truth value"),
        (DateType(), "date"),
        (StateType(("none", "partial", "full")), "state of none < partial < full"),
        (TextType(), "text"),
        (ListType({}), "list of items"),
    ],
)
def test_type_is_shown_in_words(kind: Type, shown: str) -> None:
    assert str(kind) == shown
