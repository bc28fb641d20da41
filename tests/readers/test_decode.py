"""What a sound submission becomes: exact values, however they were written."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from forms import SOUND, Reading, changed
from marks import places

from checker.model.interval import Interval
from checker.model.submission import Claim, Evidence, UnscoredNote
from checker.model.value import Items, day
from checker.syntax.yaml import read_yaml

LEDGER = Evidence("s1", "ledger", "Invented ledger", "", date(2020, 7, 1))
END = date(2020, 6, 30)


def test_whole_submission(reading: Reading) -> None:
    submission = reading.submission(SOUND)
    assert (submission.locality.code, submission.period.name, submission.origin) == ("140100", "2020-H1", "filing")
    claims = dict(submission.claims)
    (trials,) = claims.pop("trials")
    assert claims == {
        "stations": (
            Claim(
                indicator="stations",
                stated=Interval.point(3944),
                text="3944",
                as_of=END,
                hedge="over",
                rounded_to=Fraction(1),
                evidence=LEDGER,
                note="n",
                path=("claims", "stations"),
            ),
        ),
        "uptime": (_bare("uptime", Interval.point(Fraction(19, 20)), "0.95"),),
        "plan": (
            Claim("plan", frozenset({"drafted"}), "drafted", END, "at-least", None, None, "", ("claims", "plan")),
        ),
        "task_done": (_bare("task_done", frozenset({True}), "true"),),
        "issued_on": (_bare("issued_on", day(date(2020, 5, 1)), "2020-05-01"),),
    }
    assert isinstance(trials.stated, Items)
    assert [(item["stage"], item["sites"]) for item in trials.stated.items] == [
        (frozenset({"trial"}), Interval.point(3)),
        (frozenset({"use"}), Interval(Fraction(0), Fraction(999))),  # not stated: all that its bounds allow
    ]
    assert trials.stated.texts == ({"sector": "steel"}, {})
    assert submission.notes == (UnscoredNote("invented", "1", "km", "n", LEDGER, "2020-06-30"),)


def _bare(indicator: str, stated: Any, text: str) -> Claim:
    return Claim(indicator, stated, text, END, None, None, None, "", ("claims", indicator))


def claim_of(reading: Reading, indicator: str, written: str) -> Claim | None:
    """Return the claim that *written* makes, or None if it says nothing."""
    claims = reading.submission(changed(("uptime: 0.95", f"{indicator}: {written}"))).claims
    return claims[indicator][0] if indicator in claims else None


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("5", "5"),
        ("5.000", "5"),
        ("3944.0", "3944"),
        ("9e1", "90"),  # a number in JSON's notation, though YAML 1.1 takes it for text
        ("9E+1", "90"),
        ("3944000e-3", "3944"),
        ("-0", "0"),
        ("-0.0", "0"),
        ("0", "0"),
        ("200000", "200000"),
        ("5." + "0" * 33, "5"),
    ],
)
def test_whole_numbers_are_whole_however_they_are_written(written: str, number: str, reading: Reading) -> None:
    claim = claim_of(reading, "complaints", written)
    assert claim is not None
    assert (claim.stated, claim.text) == (Interval.point(Fraction(number)), written)


@pytest.mark.parametrize(
    "written",
    ["0.1", "0.10", "1e-1", "99.5", "0." + "3" * 33, "12.345678901234567890123456789"],
)
def test_decimals_are_exact(written: str, reading: Reading) -> None:
    claim = claim_of(reading, "density", written)
    assert claim is not None
    assert claim.stated == Interval.point(Fraction(written))


@pytest.mark.parametrize("written", ["0.09999999999999999999999999999999", "99.50000000000000000000000000000001"])
def test_bounds_are_compared_exactly(written: str, reading: Reading) -> None:
    text, wanted = places(changed(("uptime: 0.95", f"density: ‸{written}")))
    assert reading.lines(text) == [f"{wanted[0]} out-of-bounds"]


@pytest.mark.parametrize("written", ["0.1", "99.5"])
def test_a_value_on_its_bound_is_not_blamed_beside_another_fault(written: str, reading: Reading) -> None:
    text = changed(("uptime: 0.95", f"density: {written}"), ("origin: filing", "orgin: filing"))
    assert reading.lines(text) == ["6:1 unknown-field"]


@pytest.mark.parametrize("indicator", ["complaints", "uptime", "plan", "task_done", "issued_on", "trials"])
@pytest.mark.parametrize(
    "written", ["", "~", "null", "{value: }", "{value: ~, source: s1}", "[]", "[{value: null}]", "[~]"]
)
def test_what_is_blank_is_missing_and_never_zero(indicator: str, written: str, reading: Reading) -> None:
    text = SOUND.split("claims:")[0] + f"claims:\n  {indicator}: {written}\n"
    assert reading.submission(text).claims == {}


@pytest.mark.parametrize("written", ["claims:", "claims: ~", "claims: {}"])
def test_form_without_claims_is_sound(written: str, reading: Reading) -> None:
    assert reading.submission(SOUND.split("claims:")[0] + written).claims == {}


@pytest.mark.parametrize(
    ("written", "stated"),
    [("true", {True}), ("false", {False})],
)
def test_truth_values(written: str, stated: set[bool], reading: Reading) -> None:
    text = changed(("task_done: true", f"task_done: {written}"))
    assert reading.submission(text).claims["task_done"][0].stated == stated


@pytest.mark.parametrize("written", ["on", "1", "0", "y", "有", "√"])
def test_other_words_for_truth_values_are_refused(written: str, reading: Reading) -> None:
    text, wanted = places(changed(("task_done: true", f"task_done: ‸{written}")))
    assert reading.lines(text) == [f"{wanted[0]} not-one-of"]


@pytest.mark.parametrize("written", ['"2020-05-01"', "2020-05-01", "{value: 2020-05-01}", "{value: '2020-05-01'}"])
def test_dates_may_be_quoted(written: str, reading: Reading) -> None:
    text = changed(("issued_on: 2020-05-01", f"issued_on: {written}"))
    assert reading.submission(text).claims["issued_on"][0].stated == day(date(2020, 5, 1))


@pytest.mark.parametrize(
    "written",
    ["2020-02-30", "2021-02-29", "2020-13-01", "2020年2月30日", "１２", "明天"],
)
def test_days_that_are_none_are_refused(written: str, reading: Reading) -> None:
    text, wanted = places(changed(("issued_on: 2020-05-01", f"issued_on: ‸{written}")))
    assert reading.lines(text) == [f"{wanted[0]} not-a-date"]


def test_29_february_of_a_leap_year_is_a_day(reading: Reading) -> None:
    text = changed(("issued_on: 2020-05-01", "issued_on: 2020-02-29"))
    assert reading.submission(text).claims["issued_on"][0].stated == day(date(2020, 2, 29))


def test_several_claims_keep_their_order_and_places(reading: Reading) -> None:
    text = changed(("uptime: 0.95", "uptime:\n    - {value: 0.5}\n    - ~\n    - {value: 0.6, as_of: 2020-03-31}"))
    claims = reading.submission(text).claims["uptime"]
    assert [(claim.text, claim.as_of, claim.path) for claim in claims] == [
        ("0.5", END, ("claims", "uptime", 0)),
        ("0.6", date(2020, 3, 31), ("claims", "uptime", 2)),
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [("2020", "2020"), ("true", "true"), ('"x"', "x"), ("010203", "010203"), ("1.10", "1.10"), ("", ""), ("~", "")],
)
def test_texts_stay_what_was_written(written: str, text: str, reading: Reading) -> None:
    submission = reading.submission(changed(("note: n}\n  uptime", f"note: {written}}}\n  uptime")))
    assert submission.claims["stations"][0].note == text


def test_period_of_a_whole_year_ends_in_december(reading: Reading) -> None:
    submission = reading.submission(changed(("period: 2020-H1", "period: 2020")))
    assert submission.claims["uptime"][0].as_of == date(2020, 12, 31)


@pytest.mark.parametrize(("written", "origin"), [("reconstructed", "reconstructed"), ("filing", "filing")])
def test_origin(written: str, origin: str, reading: Reading) -> None:
    assert reading.submission(changed(("origin: filing", f"origin: {written}"))).origin == origin


def test_the_same_submission_in_json_is_the_same(reading: Reading) -> None:
    tree = read_yaml(SOUND, "a.yaml").tree
    assert isinstance(tree, dict)
    twin = json.dumps(tree, ensure_ascii=False, indent=1)
    for bare in ("3944", "0.95", "true", "1", "3"):
        twin = twin.replace(f'"{bare}"', bare)
    first, second = reading.submission(SOUND), reading.submission(twin, "a.json")
    assert {**first.claims, "trials": ()} == {**second.claims, "trials": ()}
    assert (first.locality, first.period, first.notes) == (second.locality, second.period, second.notes)


@pytest.mark.parametrize("prefix", [b"\xef\xbb\xbf", b"# \xe6\xb3\xa8\r\n", b"\r\n"])
def test_byte_order_mark_and_line_ends_of_windows_make_no_difference(prefix: bytes, reading: Reading) -> None:
    text = prefix.decode() + SOUND.replace("\n", "\r\n")
    assert reading.submission(text).claims["uptime"] == reading.submission(SOUND).claims["uptime"]
