"""Periods count from the first of January; dates are those of the calendar."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from checker.model.period import Period, parse_date, parse_period


def period(text: str) -> Period:
    found = parse_period(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2020", date(2020, 12, 31)),
        ("2020-H1", date(2020, 6, 30)),
        ("2020-H2", date(2020, 12, 31)),
        ("2020-Q1", date(2020, 3, 31)),
        ("2020-Q2", date(2020, 6, 30)),
        ("2020-Q3", date(2020, 9, 30)),
        ("2020-Q4", date(2020, 12, 31)),
        ("2020-M01", date(2020, 1, 31)),
        ("2020-M04", date(2020, 4, 30)),
        ("2020-M12", date(2020, 12, 31)),
        ("2020-M02", date(2020, 2, 29)),
        ("2021-M02", date(2021, 2, 28)),
        ("1900-M02", date(1900, 2, 28)),
        ("2000-M02", date(2000, 2, 29)),
        ("2099-M11", date(2099, 11, 30)),
    ],
)
def test_period_runs_from_the_first_of_january_to_its_last_day(text: str, end: date) -> None:
    assert (period(text).start, period(text).end, str(period(text))) == (date(end.year, 1, 1), end, text)


def test_a_period_is_a_year_a_month_and_its_name() -> None:
    assert period("2020-Q3") == Period(2020, 9, "2020-Q3")


@pytest.mark.parametrize(
    "text",
    [
        *("", "20", "1899", "2100", "2020-", "2020-H0", "2020-H3", "2020-Q0", "2020-Q5", "2020-M00", "2020-M13"),
        *("2020-M1", "2020-M1a", "2020-h1", "2020H1", "2020-01", "2020-H1 ", " 2020", "2020\n", "2020-H１", "２０２０"),
        *("2020-S1", "2020-W10", "2020年上半年", "H1-2020"),
    ],
)
def test_what_names_no_period_is_none(text: str) -> None:
    assert parse_period(text) is None


def test_periods_are_ordered_by_their_end() -> None:
    names = ["2020-Q3", "2021-M01", "2020", "2019-H2", "2020-H1"]
    assert sorted(map(period, names)) == [period(n) for n in ("2019-H2", "2020-H1", "2020-Q3", "2020", "2021-M01")]


@pytest.mark.parametrize(
    ("text", "by", "share"),
    [
        ("2020-H1", None, "1/2"),
        ("2020-Q1", None, "1/4"),
        ("2020-Q3", None, "3/4"),
        ("2020-M05", None, "5/12"),
        ("2020", None, "1"),
        ("2020-H2", None, "1"),
        ("2020-H1", date(2020, 12, 31), "1/2"),
        ("2020-H1", date(2020, 9, 30), "2/3"),
        ("2020-Q3", date(2020, 9, 30), "1"),
        ("2020", date(2020, 9, 30), "1"),
        ("2020-M01", date(2020, 2, 29), "1/2"),
        ("2020-M01", date(2020, 1, 31), "1"),
        ("2020-H1", date(2021, 6, 30), "1/2"),
        ("2020-H1", date(2019, 12, 31), "1"),
    ],
)
def test_share_due_is_linear_in_months_until_the_target_is_due(text: str, by: date | None, share: str) -> None:
    assert period(text).due(by) == Fraction(share)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-03-24", date(2020, 3, 24)),
        ("2020-02-29", date(2020, 2, 29)),
        ("2000-02-29", date(2000, 2, 29)),
        ("0001-01-01", date(1, 1, 1)),
        ("9999-12-31", date(9999, 12, 31)),
    ],
)
def test_iso_date_is_a_day(text: str, expected: date) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2020-02-30",
            "2021-02-29",
            "1900-02-29",
            "2020-04-31",
            "2020-13-01",
            "2020-00-10",
            "2020-01-00",
            "0000-01-01",
        ),
        *(
            "",
            "2020",
            "2020-3-1",
            "20200301",
            "2020-W10-1",
            "2020-03-24T00:00",
            "2020-03-24Z",
            " 2020-03-24",
            "2020-03-24\n",
        ),
        *("2020/03/24", "03/04/2025", "2020年3月1日", "２０２０-03-24", "2020－03－24", "+2020-03-24"),
    ],
)
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert parse_date(text) is None
