"""Cells as a workbook stores them: doubles, days, number formats, texts."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.number import parse_number
from checker.readers.workbook.cells import CellReader, number_text, read_text
from checker.readers.workbook.formats import format_of
from checker.readers.workbook.sheet import column_of


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("3944", "3944"),
        ("3944.0", "3944"),
        ("0.89949999999999997", "0.8995"),
        ("0.1", "0.1"),
        ("-5", "-5"),
        ("-0", "0"),
        ("007", "7"),
        (" 12 ", "12"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1E-3", "0.001"),
        ("9.9999999999999995E-8", "1e-07"),
        ("123456789012345678", "1.2345678901234568e+17"),
        ("140100", "140100"),
    ],
)
def test_number_is_the_shortest_decimal_of_the_stored_double(stored: str, text: str) -> None:
    assert number_text(stored) == text


@pytest.mark.parametrize("stored", ["", "NaN", "inf", "1e999", "1_000", "１２", "1,5", "0x10", "9" * 400, "1e5000"])
def test_what_is_no_double_is_no_number(stored: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        number_text(stored)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e25, max_value=1e25))
def test_no_double_is_changed(number: float) -> None:
    text = number_text(f"{number:.17g}")
    assert float(text) == number
    if abs(number) > 1e-25 or number == 0:
        assert parse_number(text) == Fraction(repr(number))


DAY, PERCENT, SCALED, FIXED = "day", "percent", "scaled", "fixed"


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", None),
        ("G/通用格式", None),
        ("", None),
        ("@", None),
        ("0", FIXED),
        ("#,##0.00", FIXED),
        ("0.00E+00", None),
        ("##0.0E+0", None),
        ('0"站"', FIXED),
        ('#,##0"days"', FIXED),
        ("[Red]-0;[Blue]0", FIXED),
        ('_-* #,##0.00_-;-* #,##0.00_-;_-* "-"??_-;_-@_-', FIXED),
        ("[$¥-804]#,##0.00", FIXED),
        ("[DBNum1][$-804]General", None),
        ("# ?/?", None),
        ("yyyy-mm-dd", DAY),
        ("m/d/yy", DAY),
        ('yyyy"年"m"月"d"日";@', DAY),
        ("[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", DAY),
        ("[h]:mm", DAY),
        ("上午/下午h时mm分", DAY),
        ("0%", PERCENT),
        ("0.00%", PERCENT),
        ("0.0_);[Red](0.0%)", PERCENT),
        ('0.0"万"', SCALED),
        ("0.0万", SCALED),
        ("0.0\\万", SCALED),
        ('0!.0,"万"', SCALED),
        ("#,##0,", SCALED),
        ('0.0,,"M"', SCALED),
        ('0"%"', SCALED),
        ('0"亿元"', SCALED),
        ('"a;b"0%', PERCENT),
        ('"unclosed', None),
        ("\\", None),
    ],
)
def test_formats_that_make_a_day_or_change_the_size(code: str, kind: str | None) -> None:
    found = format_of(code)
    assert (found.kind if found else None) == kind


@given(st.text(alphabet='0#?.,%;"\\!_*[]@ymdhsEe+-万亿 G/a', max_size=40))
def test_any_format_is_one_or_none(code: str) -> None:
    format_of(code)


@pytest.mark.parametrize(
    ("serial", "from_1900", "from_1904"),
    [
        ("0", None, "1904-01-01"),
        ("1", "1900-01-01", "1904-01-02"),
        ("59", "1900-02-28", "1904-02-29"),
        ("60", None, "1904-03-01"),
        ("61", "1900-03-01", "1904-03-02"),
        ("43921", "2020-03-31", "2024-04-01"),
        ("43921.5", "2020-03-31 12:00:00", "2024-04-01 12:00:00"),
        ("43920.99999999999", "2020-03-31", "2024-04-01"),
        ("0.5", "12:00:00", "12:00:00"),
        ("-1", None, None),
        ("2958465", "9999-12-31", None),
        ("2958466", None, None),
        ("1e30", None, None),
    ],
)
def test_days_by_their_serial_number(serial: str, from_1900: str | None, from_1904: str | None) -> None:
    assert CellReader(()).day(Fraction(serial)) == from_1900
    assert CellReader((), from_1904=True).day(Fraction(serial)) == from_1904


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("", "3", "3"),
        ("n", "3", "3"),
        ("", None, None),
        ("", "", None),
        ("s", "0", "太原"),
        ("s", "1", None),
        ("str", "已起草", "已起草"),
        ("inlineStr", "a", "a"),
        ("b", "1", True),
        ("b", "0", False),
        ("d", "2020-06-30", "2020-06-30"),
        ("d", "2020-06-30T00:00:00", "2020-06-30"),
        ("d", "2020-06-30T00:00:00.000Z", "2020-06-30"),
    ],
)
def test_kinds_of_cells(kind: str, text: str | None, value: object) -> None:
    assert CellReader(("太原", "  ")).read(kind, text, None) == (value, ())


def test_formula_that_gives_no_text_is_blank() -> None:
    assert CellReader(()).computed("str", "", 'IF(A1="","",A1)', None) == (None, ())


@pytest.mark.parametrize(
    ("text", "value"),
    [("a_x000D_\nb", "a\r\nb"), ("_x005F_x0041_", "_x0041_"), ("a_xb", "a_xb"), (" 太原 ", " 太原 "), ("\u3000", None)],
)
def test_texts_are_read_as_they_were_typed(text: str, value: str | None) -> None:
    assert read_text(text) == (value, ())


@pytest.mark.parametrize(("address", "column"), [("A1", 1), ("Z9", 26), ("AA10", 27), ("XFD1048576", 16384)])
def test_columns_count_from_one(address: str, column: int) -> None:
    assert column_of(address) == column


@pytest.mark.parametrize("address", ["", "1", "a1", "A-1", "ＡA1", "AAAA1", "A1B"])
def test_what_is_no_address(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        column_of(address)
