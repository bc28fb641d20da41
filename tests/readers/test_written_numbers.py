"""The table of readings of numbers: what people write, and what is made of it. All invented."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marks import short
from written_fields import (
    COUNT,
    DENSITY,
    KNOWN,
    MARKS,
    PERSONS,
    RATIO,
    ROAD,
    UNDECLARED,
    YUAN,
    told,
)

from checker.model.number import MAX_DIGITS, format_exact, parse_number
from checker.readers.written.numbers import read_number
from checker.readers.written.reading import Conventions, NumberField, Plain, ReadAs, Refused

FIELDS = (COUNT, RATIO, PERSONS, YUAN, DENSITY, MARKS, ROAD, UNDECLARED)

# What is the same in every field.
EVERYWHERE = {
    # as JSON writes it
    "5": "plain",
    "5.000": "plain",
    "-0": "plain",
    "9e1": "plain",
    "3.30106E+05": "plain",
    # one meaning, written otherwise
    "８９．９５": "= 89.95",
    "9０": "= 90",
    "89。95": "= 89.95",
    "−5": "= -5",
    "－5": "= -5",
    "＋5": "= 5",
    "+5": "= 5",
    "1,234.5": "= 1234.5",
    "１，２３４": "= 1234",
    "1，234，567": "= 1234567",
    "-1,234": "= -1234",
    "'89.95": "= 89.95",
    "'89.95'": "= 89.95",
    "＇5": "= 5",
    " 5 ": "= 5",
    "\u30005\u00a0": "= 5",
    "\t5\r\n": "= 5",
    ".5": "= 0.5",
    "5.": "= 5",
    "+1e3": "= 1000",
    # nothing is known
    "": "missing",
    " \u3000": "missing",
    "null": "missing",
    "/": "missing",
    "／": "missing",
    "-": "missing",
    "N/A": "missing",
    "暂无": "missing",
    # none, or unknown
    "无": "none-or-unknown",
    "没有": "none-or-unknown",
    "None": "none-or-unknown",
    # no number
    "详见附件": "wrong-type",
    "n/a": "wrong-type",
    "NaN": "wrong-type",
    "Infinity": "wrong-type",
    "1e400": "wrong-type",
    "１e400": "wrong-type",
    "1e-400": "wrong-type",
    "1e999999999": "wrong-type",
    "1" * (MAX_DIGITS + 1): "wrong-type",
    "１" * (MAX_DIGITS + 1): "wrong-type",
    "1" * 5000: "wrong-type",
    "+": "wrong-type",
    ".": "wrong-type",
    "--5": "wrong-type",
    "1.2.3": "wrong-type",
    "1.234,5": "wrong-type",
    "1/2": "wrong-type",
    "0x1F": "wrong-type",
    "#REF!": "wrong-type",
    "=1+1": "wrong-type",
    "()": "wrong-type",
    "(x)": "wrong-type",
    # perhaps another number
    "89,95": "number-unclear 89.95",
    "0,5": "number-unclear 0.5",
    "12,34,567": "number-unclear 1234567",
    "1,2345": "number-unclear 12345",
    "1_000": "number-unclear 1000",
    "1 234": "number-unclear 1234",
    "010203": "number-unclear 10203",
    "-007": "number-unclear -7",
    "00": "number-unclear 0",
    "(5)": "number-unclear -5 / 5",
    "（1,234）": "number-unclear -1234 / 1234",
    "٣٤": "number-unclear 34",
    "٣٫٥": "number-unclear 3.5",
    "१२": "number-unclear 12",
    "½": "number-unclear 0.5",
    "⅓": "wrong-type",
    "⑨": "number-unclear 9",
    "²": "number-unclear 2",
    "é": "wrong-type",
    "八十九": "number-unclear 89",
    "十": "number-unclear 10",
    "两千": "number-unclear 2000",
    "三千零五": "number-unclear 3005",
    "三千五": "wrong-type",
    "三万二千": "number-unclear 32000",
    "三万二": "wrong-type",
    "一亿零五十万": "number-unclear 100500000",
    "二〇二〇": "number-unclear 2020",
    "零": "number-unclear 0",
    "零点八五": "number-unclear 0.85",
    "百分之八十五": "number-unclear 0.85",
    "三五": "wrong-type",
    "几十": "wrong-type",
    "百": "wrong-type",
    "二十三百": "wrong-type",
    "十千": "wrong-type",
    "点五": "wrong-type",
    "八点": "wrong-type",
    "百分之": "wrong-type",
    "一" * 40: "wrong-type",
    # with a hedging word
    "约90": "number-hedged value: 90, hedge: about",
    "大约 ９０": "number-hedged value: 90, hedge: about",
    "超过90": "number-hedged value: 90, hedge: over",
    ">90": "number-hedged value: 90, hedge: over",
    "近1,234": "number-hedged value: 1234, hedge: nearly",
    "90余": "number-hedged value: 90, hedge: over",
    "90多": "number-hedged value: 90, hedge: over",
    "90左右": "number-hedged value: 90, hedge: about",
    "90以上": "number-hedged value: 90, hedge: at-least",
    "90+": "number-hedged value: 90, hedge: at-least",
    "≥90": "number-hedged value: 90, hedge: at-least",
    ">=90": "number-hedged value: 90, hedge: at-least",
    "不超过90": "number-hedged value: 90, hedge: at-most",
    "不到90": "number-hedged value: 90, hedge: under",
    "About 90": "number-hedged value: 90, hedge: about",
    "近期完成": "wrong-type",
    "90余头": "number-hedged",
    # a range
    "85-90": "number-range value: 85, hedge: at-least",
    "85~90": "number-range value: 85, hedge: at-least",
    "85～90": "number-range value: 85, hedge: at-least",
    "85至90": "number-range value: 85, hedge: at-least",
    "1.5 – 2.0": "number-range value: 1.5, hedge: at-least",
    "85头到90头": "number-range",
    "85-9..0": "wrong-type",
    # a day
    "5月6日": "number-as-date",
    "2020-05-06": "number-as-date",
    "2020年5月": "number-as-date",
    "6-May": "number-as-date",
    # a word that no unit has
    "90头": "words-after-number",
    "5 e": "words-after-number",
    # with a note, or the day of an earlier figure, in brackets
    "90(含室分)": "words-after-number 90",
    "９０ （含室分）": "words-after-number 90",
    "90头(含室分)": "words-after-number",
    "90(5)(6)": "wrong-type",
    "3944 (2020-06-30)": "number-with-day",
    "3,944（2020年6月30日）": "number-with-day",
    "1..2头": "wrong-type",
}

# What depends on the unit.
BY_UNIT = [
    ("3.2万", COUNT, "= 32000"),
    ("３．２万", COUNT, "= 32000"),
    ("3.2萬", COUNT, "= 32000"),
    ("1.5亿", COUNT, "= 150000000"),
    ("2千", COUNT, "= 2000"),
    ("3百万", COUNT, "= 3000000"),
    ("0.0001万", COUNT, "= 1"),
    ("3.2万", PERSONS, "scale-unclear"),
    ("1.5亿", YUAN, "scale-unclear"),
    ("3.2万", DENSITY, "scale-unclear"),
    ("3.2万", UNDECLARED, "scale-unclear"),
    ("3.2万", RATIO, "wrong-type"),
    ("3.2万人", PERSONS, "= 3.2"),
    ("32000人", PERSONS, "= 3.2"),
    ("3200万元", YUAN, "= 3200"),
    ("1.5 亿元", YUAN, "= 15000"),
    ("１.５亿元", YUAN, "= 15000"),
    ("500元", YUAN, "= 0.05"),
    ("3200万元", COUNT, "wrong-unit"),
    ("500元", COUNT, "wrong-unit"),
    ("500座", COUNT, "= 500"),
    ("5万 个", COUNT, "= 50000"),
    ("500座", YUAN, "wrong-unit"),
    ("500座", UNDECLARED, "words-after-number"),
    ("500 widgets", UNDECLARED, "= 500"),
    ("500 stations", COUNT, "= 500"),
    ("500 Stations", COUNT, "= 500"),
    ("3.2万stations", COUNT, "= 32000"),
    ("500 stations的", COUNT, "= 500"),
    ("500 persons", PERSONS, "= 0.05"),
    ("500 10k persons", PERSONS, "= 500"),
    ("500 10k persons", COUNT, "wrong-unit"),
    ("500 yuan", COUNT, "wrong-unit"),
    ("5亿万元", YUAN, "words-after-number"),
    ("千万元", YUAN, "wrong-type"),
    ("5千万元", YUAN, "= 5000"),
    # letters for a scale: never read, and what is meant only where one thing can be
    ("3.2w", COUNT, "words-after-number 32000"),
    ("3.2 W", COUNT, "words-after-number 32000"),
    ("32k", COUNT, "words-after-number 32000"),
    ("3.2w", PERSONS, "scale-unclear"),
    ("3.2w", RATIO, "words-after-number"),
    ("3.2w座", COUNT, "words-after-number"),
    ("5角", YUAN, "words-after-number"),
    ("90座(含室分)", COUNT, "words-after-number 90"),
    ("3万座（含室分）", COUNT, "words-after-number 30000"),
    ("500元(含税)", COUNT, "words-after-number"),
    ("39座(2020-06-30)", COUNT, "number-with-day"),
    ("8座/万人", DENSITY, "= 8"),
    ("12千米", ROAD, "= 12"),
    ("12万公里", ROAD, "= 120000"),
    ("90分", MARKS, "= 90"),
    ("90分", COUNT, "wrong-unit"),
    ("85%", RATIO, "= 0.85"),
    ("８５％", RATIO, "= 0.85"),
    ("5‰", RATIO, "= 0.005"),
    ("120 %", RATIO, "= 1.2"),
    ("85%", COUNT, "percent-not-ratio"),
    ("5‰", UNDECLARED, "percent-not-ratio"),
    ("90余座", COUNT, "number-hedged value: 90, hedge: over"),
    ("3万多座", COUNT, "number-hedged value: 30000, hedge: over"),
    ("约3.2万", COUNT, "number-hedged value: 32000, hedge: about"),
    ("约3.2万", PERSONS, "wrong-type"),
    ("约85%", RATIO, "number-hedged value: 0.85, hedge: about"),
    ("85%-90%", RATIO, "number-range value: 0.85, hedge: at-least"),
    ("85-90%", RATIO, "number-range value: 0.85, hedge: at-least"),
]


@pytest.mark.parametrize("text", EVERYWHERE, ids=short)
def test_what_is_the_same_in_every_field(text: str) -> None:
    assert {told(read_number(text, field, KNOWN)) for field in FIELDS} == {EVERYWHERE[text]}


@pytest.mark.parametrize(("text", "field", "wanted"), BY_UNIT)
def test_what_depends_on_the_unit(text: str, field: NumberField, wanted: str) -> None:
    assert told(read_number(text, field, KNOWN)) == wanted


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("3.2百", "0.032", 320),
        ("3.2千", "0.32", 3200),
        ("3.2万", "3.2", 32_000),
        ("3.2十万", "32", 320_000),
        ("3.2百万", "320", 3_200_000),
        ("3.2千万", "3200", 32_000_000),
        ("1亿", "10000", 10**8),
        ("1十亿", "100000", 10**9),
        ("1百亿", "1000000", 10**10),
        ("1千亿", "10000000", 10**11),
        ("1万亿", "100000000", 10**12),
        ("3.2w", "3.2", 32_000),
    ],
)
def test_both_meanings_of_a_scale_are_named_in_the_unit_of_the_field(text: str, first: str, second: int) -> None:
    facts = {"first": Fraction(first), "second": Fraction(second), "unit": KNOWN.units["10k persons"].label}
    assert read_number(text, PERSONS, KNOWN) == Refused("scale-unclear", "", facts)


def test_a_hedge_that_the_pack_does_not_know_is_not_suggested() -> None:
    assert told(read_number("约90", COUNT, Conventions(frozenset(), {}, ("over",)))) == "number-hedged"


TEXTS = st.text(max_size=12) | st.lists(
    st.sampled_from([*"0123456789.,+-eE%‰~/()'_ 　０５９．，－％。万亿千百十零一二两点余多约近超座元人至"]), max_size=10
).map("".join)


@settings(max_examples=600, deadline=None)
@given(TEXTS, st.sampled_from(FIELDS))
def test_whatever_is_read_is_exact_and_what_is_plain_is_a_number_of_json(text: str, field: NumberField) -> None:
    reading = read_number(text, field, KNOWN)
    assert isinstance(reading, Plain) == (parse_number(text) is not None)
    if isinstance(reading, Plain):
        assert reading.value == parse_number(text)
    if isinstance(reading, ReadAs):
        assert isinstance(reading.value, Fraction)
        assert reading.shown == format_exact(reading.value)
        assert any(char.isdecimal() for char in text)
