"""Numbers that never lie about their side of a cut, and text that nothing obeys."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.errors import Locus, UsageError
from checker.model.assessment import Finding
from checker.model.interval import INFINITY, Interval
from checker.model.text import Text
from checker.model.value import Items
from checker.reports.view import compact_text, percent
from checker.reports.wording import error_line, escaped, exact_and_near, finding_line, remedy, show_score, shown

CUTS = (Fraction(90), Fraction(80), Fraction(60), Fraction(0))


@pytest.mark.parametrize(
    ("score", "text"),
    [
        ("60", "60.0"),
        ("59.96", "59.96"),
        ("59.94", "59.9"),
        ("59.95", "59.95"),
        ("59.999999", "59.999999"),
        ("60.04", "60.0"),
        ("60.05", "60.1"),
        ("0", "0.0"),
        ("100", "100.0"),
        ("89.95", "89.95"),
        ("12.25", "12.3"),
    ],
)
def test_score_is_rounded_half_up_and_stays_on_its_side(score: str, text: str) -> None:
    assert show_score(Fraction(score), 1, CUTS) == text


@settings(derandomize=True, deadline=None)
@given(st.fractions(min_value=0, max_value=100))
def test_shown_score_never_crosses_a_cut(score: Fraction) -> None:
    text = Fraction(show_score(score, 1, CUTS))
    assert all((score >= cut) == (text >= cut) for cut in CUTS)


@pytest.mark.parametrize(
    ("share", "text"),
    [("0", "0.0%"), ("1", "100.0%"), ("0.9999", "99.99%"), ("0.0001", "<0.1%"), ("0.138", "13.8%"), ("0.5", "50.0%")],
)
def test_share_is_whole_or_nothing_only_if_it_is(share: str, text: str) -> None:
    assert percent(Fraction(share)) == text


@pytest.mark.parametrize(
    ("interval", "text"),
    [
        (None, "–"),
        (Interval(Fraction(0), Fraction(100)), "·"),
        (Interval(Fraction(481, 10), Fraction(901, 10)), "48-91"),
        (Interval(Fraction(50), Fraction(50)), "50"),
    ],
)
def test_point_is_rounded_outward(interval: Interval | None, text: str) -> None:
    assert compact_text(interval) == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain 中文", "plain 中文"),
        ("a\nb\tc", "a\\u000ab\\u0009c"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\u202eabc", "\\u202eabc"),
        ("a\u2028b", "a\\u2028b"),
        ("x" * 600, "x" * 499 + "…"),
    ],
)
def test_text_stays_on_one_line_and_is_bounded(text: str, line: str) -> None:
    assert escaped(text) == line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (Text("中", "en"), "en"),
        (Interval(Fraction(1, 2), INFINITY), "[0.5, ∞]"),
        (Fraction(1, 3), "1/3"),
        (date(2020, 6, 30), "2020-06-30"),
        (frozenset({True, False}), "false, true"),
        (True, "true"),
        ({"a": 1}, "mapping"),
        ([1], "list"),
        (Locus("a\nb", 3, 4), "a\\u000ab:3:4"),
        (Items(({"sector": frozenset({"metallurgy"}), "stage": frozenset({"trial"})},)), "metallurgy/trial"),
        ("y" * 100, "y" * 79 + "…"),
    ],
)
def test_parameter_is_worded(value: object, text: str) -> None:
    assert shown(value, "en") == text


def test_finding_is_one_line_with_place_code_and_reason() -> None:
    finding = Finding("wrong-type", "critical", Locus("f.yaml", 3, 9), {"found": "{x}", "expected": "number"})
    assert finding_line(finding, "en") == "f.yaml:3:9: wrong-type: wrong type (found {x}; expected number)"
    assert finding_line(finding, "zh") == "f.yaml:3:9: wrong-type: 类型不符（发现 {x}；应为 number）"
    assert remedy(finding.code, finding.parameters, "en").startswith("write a number without quotes")


def test_misspelt_name_comes_with_the_nearest() -> None:
    finding = Finding("unknown-field", "critical", Locus("f.yaml", 3, 9), {"found": "bs5", "nearest": "bs5g_new"})
    assert finding_line(finding, "en") == "f.yaml:3:9: unknown-field: unknown field: bs5 (did you mean bs5g_new?)"
    assert finding_line(finding, "zh") == "f.yaml:3:9: unknown-field: 没有这个字段：bs5（是不是 bs5g_new？）"


def test_error_is_one_line() -> None:
    error = UsageError("no-such-path", Locus("a\nb"))
    assert error_line(error, "en") == "a\\u000ab: no-such-path: the path does not exist"


@pytest.mark.parametrize(("value", "text"), [("1/3", "1/3 ≈ 0.333333333333"), ("2.5", "2.5"), ("7", "7")])
def test_exact_number_is_shown_exactly_and_near(value: str, text: str) -> None:
    assert exact_and_near(Fraction(value)) == text
