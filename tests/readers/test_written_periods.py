"""Periods, kinds of evidence and hedges, by the words that people use."""

from __future__ import annotations

import pytest
from forms import SOUND, Reading

from checker.model.words import EVIDENCE_WORDS, HEDGE_WORDS
from checker.readers.written.choices import read_word
from checker.readers.written.periods import read_period


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("2020年上半年", "2020-H1"),
        ("２０２０年 下半年", "2020-H2"),
        ("2020上半年", "2020-H1"),
        ("2020H1", "2020-H1"),
        ("2020年h1", "2020-H1"),
        ("2020 Q3", "2020-Q3"),
        ("2020年第三季度", "2020-Q3"),
        ("2020年3季度", "2020-Q3"),
        ("2020年度", "2020"),
        ("2020-M05", "2020-M05"),
        ("2020年5月", None),
        ("2020年1-6月", None),
        ("上半年", None),
        ("20上半年", None),
        ("2020年五季度", None),
        ("x" * 1_000, None),
    ],
)
def test_period(text: str, name: str | None) -> None:
    assert read_period(text) == name


@pytest.mark.parametrize(
    ("text", "named"),
    [("台账", "ledger"), ("Ledger", "ledger"), ("会议纪要 ", "minutes"), ("账本", None), ("台账2", None)],
)
def test_kind_of_evidence(text: str, named: str | None) -> None:
    assert read_word(text, EVIDENCE_WORDS) == named


@pytest.mark.parametrize(("text", "named"), [("约", "about"), ("不到", "under"), ("差不多", None)])
def test_hedge(text: str, named: str | None) -> None:
    assert read_word(text, HEDGE_WORDS) == named


def test_words_of_people_are_read_and_said(reading: Reading) -> None:
    text = SOUND.replace("period: 2020-H1", "period: 2020年上半年").replace("kind: ledger", "kind: 台账")
    assert reading.submission(text).period.name == "2020-H1"
    assert [(one.code, one.parameters["reading"]) for one in reading.findings(text)] == [
        ("word-read-as", "2020-H1"),
        ("word-read-as", "ledger"),
    ]
