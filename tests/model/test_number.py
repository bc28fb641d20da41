"""Numbers are read from their text and written exactly."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.number import format_exact, format_fixed, parse_number, round_half_up
from tests.strategies import repeatable

DIGITS_34 = "1234567890123456789012345678901234"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", Fraction(0)),
        ("-0", Fraction(0)),
        ("5", Fraction(5)),
        ("5.000", Fraction(5)),
        ("-12.5", Fraction(-25, 2)),
        ("0.1", Fraction(1, 10)),
        ("1e3", Fraction(1000)),
        ("1E+3", Fraction(1000)),
        ("25e-1", Fraction(5, 2)),
        ("-1.5e2", Fraction(-150)),
        ("1e30", Fraction(10**30)),
        ("1e-30", Fraction(1, 10**30)),
        ("1e000030", Fraction(10**30)),
        (DIGITS_34, Fraction(int(DIGITS_34))),
        ("0." + "1" * 33, Fraction(int("1" * 33), 10**33)),
        ("9" * 34 + "e30", Fraction((10**34 - 1) * 10**30)),
    ],
)
def test_number_in_the_notation_of_json_is_read_exactly(text: str, expected: Fraction) -> None:
    assert parse_number(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param(DIGITS_34 + "5", id="35 digits"),
        pytest.param("0." + "1" * 34, id="35 digits with a point"),
        pytest.param("1e31", id="exponent 31"),
        pytest.param("1e-31", id="exponent -31"),
        pytest.param("1e999999", id="huge exponent"),
        pytest.param("1e9999999999", id="exponent of ten digits"),
        pytest.param("1" * 1_000_000, id="a million digits"),
        pytest.param("1_000", id="underscore"),
        pytest.param("1,000", id="comma"),
        pytest.param("010", id="leading zero"),
        pytest.param("-010", id="leading zero after a sign"),
        pytest.param("+1", id="plus sign"),
        pytest.param("--1", id="two signs"),
        pytest.param(".5", id="no digit before the point"),
        pytest.param("5.", id="no digit after the point"),
        pytest.param("1e", id="no digit in the exponent"),
        pytest.param("1.5.2", id="two points"),
        pytest.param("0x10", id="hexadecimal"),
        pytest.param("1j", id="imaginary"),
        pytest.param("1/3", id="fraction"),
        pytest.param("85%", id="percent"),
        pytest.param("3.2万", id="ten thousands"),
        pytest.param("NaN", id="not a number"),
        pytest.param("Infinity", id="infinity"),
        pytest.param("true", id="truth value"),
        pytest.param(" 1", id="blank before"),
        pytest.param("1 ", id="blank after"),
        pytest.param("1\n", id="line break after"),
        pytest.param("３２００", id="full-width digits"),
        pytest.param("89．95", id="full-width point"),
        pytest.param("٣", id="Arabic digit"),
        pytest.param("३", id="Devanagari digit"),
        pytest.param("½", id="one half"),
        pytest.param("②", id="circled digit"),
        pytest.param("²", id="superscript digit"),
        pytest.param("\N{MINUS SIGN}5", id="unicode minus"),
        pytest.param("八十九", id="Chinese numeral"),
    ],
)
def test_anything_else_is_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("value", "decimals", "expected", "shown"),
    [
        ("0.5", 0, 1, "1"),
        ("-0.5", 0, -1, "-1"),
        ("1.5", 0, 2, "2"),
        ("2.5", 0, 3, "3"),
        ("-2.5", 0, -3, "-3"),
        ("2.4999", 0, 2, "2"),
        ("-2.4999", 0, -2, "-2"),
        ("0.05", 1, "0.1", "0.1"),
        ("-0.05", 1, "-0.1", "-0.1"),
        ("-0.04", 1, 0, "0.0"),
        ("0.045", 2, "0.05", "0.05"),
        ("1/3", 3, "0.333", "0.333"),
        ("2/3", 3, "0.667", "0.667"),
        ("-2/3", 3, "-0.667", "-0.667"),
        ("59.96", 1, "60", "60.0"),
        ("59.95", 1, "60", "60.0"),
        ("59.94", 1, "59.9", "59.9"),
        ("1/3", 12, "0.333333333333", "0.333333333333"),
        ("7", 2, 7, "7.00"),
        ("0", 2, 0, "0.00"),
        ("0", 0, 0, "0"),
        ("1234567", 1, 1234567, "1234567.0"),
    ],
)
def test_a_half_is_rounded_away_from_zero(value: str, decimals: int, expected: int | str, shown: str) -> None:
    assert round_half_up(Fraction(value), decimals) == Fraction(expected)
    assert format_fixed(Fraction(value), decimals) == shown


@repeatable(300)
@given(st.fractions(), st.integers(0, 14))
def test_rounding_moves_by_half_a_unit_at_most_and_never_past_zero(value: Fraction, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    unit = Fraction(1, 10**decimals)
    assert (rounded / unit).denominator == 1
    assert abs(rounded - value) <= unit / 2
    assert rounded * value >= 0
    assert Fraction(format_fixed(value, decimals)) == rounded


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(0), "0"),
        (Fraction(-7), "-7"),
        (Fraction(1, 2), "0.5"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(3, 40), "0.075"),
        (Fraction(1, 5), "0.2"),
        (Fraction(123456, 100), "1234.56"),
        (Fraction(1, 3), "1/3"),
        (Fraction(-22, 7), "-22/7"),
        (Fraction(1, 10**34), "0." + "0" * 33 + "1"),
        (Fraction(1, 10**35), f"1/1{'0' * 35}"),
        (Fraction(1, 2**35), f"1/{2**35}"),
        (Fraction(10**40), f"1{'0' * 40}"),
        (Fraction(2**6000), "~2^6000"),
        (Fraction(-(2**6000)), "~-2^6000"),
        (Fraction(1, 2**6000), "~2^-6000"),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_exact_value_is_a_decimal_if_it_has_one(value: Fraction, expected: str) -> None:
    assert format_exact(value) == expected


@repeatable(300)
@given(st.fractions())
def test_exact_value_reads_back_as_itself(value: Fraction) -> None:
    assert Fraction(format_exact(value)) == value


@repeatable(300)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_written_decimal_reads_back_as_itself(value: object) -> None:
    exact = Fraction(str(value))
    assert parse_number(format_exact(exact)) == (
        exact if len(format_exact(abs(exact)).replace(".", "")) <= 34 else None
    )
