"""The tables of readings of days, states and truth values. All invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marks import short
from written_fields import KNOWN, told

from checker.model.indicator import StateLabel
from checker.model.period import parse_date
from checker.model.text import Text
from checker.readers.written.choices import read_state, read_truth
from checker.readers.written.dates import read_date
from checker.readers.written.reading import Plain, ReadAs, Refused

DAYS = {
    "2025-03-01": "plain",
    "2024-02-29": "plain",
    "2025年3月1日": "= 2025-03-01",
    "2025 年 3 月 1 日": "= 2025-03-01",
    "2025年03月01号": "= 2025-03-01",
    "２０２５年３月１日": "= 2025-03-01",
    "2025/3/1": "= 2025-03-01",
    "2025／03／01": "= 2025-03-01",
    "2025.3.1": "= 2025-03-01",
    "2025-3-1": "= 2025-03-01",
    "20250301": "= 2025-03-01",
    "'2025-03-01": "= 2025-03-01",
    " 2025-03-01 ": "= 2025-03-01",
    "2025-03-01 00:00:00": "= 2025-03-01",
    "2025-03-01T00:00:00.000": "= 2025-03-01",
    "2025/3/1 9:30": "= 2025-03-01",
    "": "missing",
    "/": "missing",
    "暂无": "missing",
    "2025-02-30": "not-a-date",
    "2025年2月30日": "not-a-date",
    "20250230": "not-a-date",
    "2025-13-01": "not-a-date",
    "2025-3/1": "not-a-date",
    "25/3/1": "not-a-date",
    "无": "not-a-date",
    "详见附件": "not-a-date",
    "61": "not-a-date",
    "2025": "not-a-date",
    "30/02/2025": "not-a-date",
    "二〇二五年十三月一日": "not-a-date",
    "二〇二五年三月一一日": "not-a-date",
    "1" * 5000: "not-a-date",
    "03/04/2025": "date-unclear 2025-03-04 / 2025-04-03",
    "05-05-2025": "date-unclear 2025-05-05",
    "25/12/2025": "date-unclear 2025-12-25",
    "25年3月1日": "date-unclear 2025-03-01",
    "二〇二五年三月十一日": "date-unclear 2025-03-11",
    "2025-03-01T23:30:00Z": "date-with-zone 2025-03-01",
    "2025-03-01T00:30:00+08:00": "date-with-zone 2025-03-01",
    "2025-02-30T00:00:00Z": "date-with-zone",
    "2025年2月": "date-without-day 2025-02-28",
    "2025年3月底": "date-without-day 2025-03-31",
    "2025-03": "date-without-day 2025-03-31",
    "2025-13": "date-without-day",
    "5月6日": "date-without-year",
    "5/6": "date-without-year",
    "43921": "date-serial",
}
STATES = (
    StateLabel("none", Text("无", "none")),
    StateLabel("drafted", Text("已起草", "Drafted")),
    StateLabel("issued", Text("已印发", "issued")),
    StateLabel("again", Text("已印发", "issued again")),
)
CHOICES = {
    "Drafted": "= drafted",
    "DRAFTED": "= drafted",
    "已起草": "= drafted",
    " 已起草　": "= drafted",
    "无": "= none",
    "issued again": "= again",
    "已印发": "not-one-of",  # the label of two
    "起草": "not-one-of",
    "/": "missing",
    "": "missing",
    "x" * 5000: "not-one-of",
}
TRUTHS = {
    "是": "= true",
    "否": "= false",
    "TRUE": "= true",
    "False": "= false",
    "yes": "= true",
    "No": "= false",
    "ＴＲＵＥ": "= true",
    "1": "not-one-of",
    "on": "not-one-of",
    "有": "not-one-of",
    "无": "not-one-of",
    "N/A": "missing",
    "x" * 5000: "not-one-of",
}


@pytest.mark.parametrize("text", DAYS, ids=short)
def test_days(text: str) -> None:
    assert told(read_date(text, KNOWN)) == DAYS[text]


def test_number_where_a_day_belongs_is_told_as_a_day_of_a_spreadsheet() -> None:
    assert read_date("43921", KNOWN) == Refused("date-serial", "", {"day": date(2020, 3, 31)})


@pytest.mark.parametrize("text", CHOICES, ids=short)
def test_states_by_their_labels(text: str) -> None:
    assert told(read_state(text, STATES, KNOWN)) == CHOICES[text]


@pytest.mark.parametrize("text", TRUTHS, ids=short)
def test_truth_values_in_the_usual_words(text: str) -> None:
    assert told(read_truth(text, KNOWN)) == TRUTHS[text]


TEXTS = st.text(max_size=12) | st.lists(st.sampled_from([*"0123459-/.年月日号 T:Z+二〇三十"]), max_size=14).map("".join)


@settings(max_examples=400, deadline=None)
@given(TEXTS)
def test_no_text_is_too_odd(text: str) -> None:
    reading = read_date(text, KNOWN)
    assert isinstance(reading, Plain) == (parse_date(text) is not None)
    if isinstance(reading, ReadAs):
        assert reading.value == parse_date(reading.shown)
    read_state(text, STATES, KNOWN)
    read_truth(text, KNOWN)
