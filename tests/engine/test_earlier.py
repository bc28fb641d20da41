"""A submission beside an earlier one: which one that is, and whether its numbers were only copied."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.earlier import iter_pasted, latest_before, latest_claims, undisputed
from checker.model.assessment import Finding
from checker.model.submission import Submission
from tests.builders import PROVINCE, claim, counted, dictionary, pack, period, submission, where, yes_or_no

NAMES = tuple("abcdef")
INDICATORS = dictionary(
    *(counted(name) for name in NAMES), counted("people", kind="frame"), yes_or_no("done"), counted("fresh")
)
BETA = replace(PROVINCE, code="120000")


def said(when: str, file: str = "", **changes: Any) -> Submission:
    """Return an empty submission for a period."""
    return submission(period=period(when), file=file or f"{when}.yaml", **changes)


def test_the_latest_earlier_period_of_the_same_locality_in_any_order() -> None:
    now, first, last = said("2020-H1"), said("2019"), said("2020-Q1")
    others = [last, first, now, said("2020-Q3"), said("2020-M05", locality=BETA)]
    for order in (others, others[::-1]):
        assert Assessor(pack(INDICATORS), previous=order).earlier(now) is last
    assert latest_before(first, others) is None
    assert Assessor(pack(INDICATORS)).earlier(now) is None


def test_what_contradicts_itself_is_nothing_to_hold_a_number_against() -> None:
    once, copy, other = said("2020-Q1", "b.yaml"), said("2020-Q1", "a.yaml"), said("2020-Q1", sha256="1" * 64)
    assert undisputed([once, copy]) == [copy]
    assert undisputed([once, copy, other]) == []
    elsewhere = said("2020-Q1", locality=BETA)
    assert undisputed([once, elsewhere]) == [once, elsewhere]


def test_the_latest_claims_are_those_of_the_last_day_within_the_period() -> None:
    days = ("2020-03-31", "2020-06-15", "2020-06-15", "2020-07-01")
    claims = [claim("a", value, value, as_of=as_of) for value, as_of in enumerate(days)]
    assert latest_claims(submission(*reversed(claims)), "a") == (claims[1], claims[2])
    assert latest_claims(submission(*claims), "b") == ()


def column(values: str, as_of: str = "2020-06-30", **changes: Any) -> Submission:
    """Return a submission with a digit for each of the names, in order."""
    claims = [claim(name, int(value), as_of=as_of) for name, value in zip(NAMES, values, strict=False)]
    return submission(*claims, **changes)


def last_quarter(values: str, as_of: str = "2020-03-31") -> Submission:
    """Return the same for the first quarter."""
    return column(values, as_of, period=period("2020-Q1"), file="before.yaml")


@pytest.mark.parametrize(
    ("now", "before", "pasted"),
    [
        pytest.param(column("12345"), last_quarter("12345"), True, id="five numbers, all the same"),
        pytest.param(column("12345"), last_quarter("123456"), True, id="and one more before"),
        pytest.param(column("123456"), last_quarter("12345"), False, id="and one more now"),
        pytest.param(column("1234"), last_quarter("1234"), False, id="too few to tell"),
        pytest.param(column("12345"), last_quarter("12346"), False, id="one of them moved"),
        pytest.param(column("12345", "2020-03-31"), last_quarter("12345"), False, id="the figures of the same day"),
        pytest.param(column("12345", "2020-07-31"), last_quarter("12345"), False, id="figures of no day of the period"),
        pytest.param(column("12345"), None, False, id="nothing to compare with"),
    ],
)
def test_a_pasted_column(now: Submission, before: Submission | None, *, pasted: bool) -> None:
    told = {"found": 5, "of": 5, "period": period("2020-Q1"), "other": "before.yaml"}
    expected = [Finding("pasted", "major", where(("claims", "a", 0)), told)] if pasted else []
    assert list(iter_pasted(INDICATORS, now, before)) == expected


def test_a_pasted_column_of_which_one_number_was_mended() -> None:
    names = [f"n{number}" for number in range(10)]
    indicators = dictionary(*(counted(name) for name in names))
    before = submission(*(claim(name, 1) for name in names), period=period("2020-Q1"), file="before.yaml")
    early = {name: tuple(replace(one, as_of=before.period.end) for one in told) for name, told in before.claims.items()}
    now = submission(*(claim(name, 1 if name != "n9" else 2) for name in names))
    (asked,) = iter_pasted(indicators, now, replace(before, claims=early))
    assert (asked.code, asked.parameters["found"], asked.parameters["of"]) == ("pasted", 9, 10)


@pytest.mark.parametrize(("numbers", "pasted"), [(2, False), (3, False), (4, True)])
def test_a_truth_that_stays_counts_and_a_fact_that_the_pack_holds_does_not(numbers: int, *, pasted: bool) -> None:
    told = [claim("people", 7), claim("done", True), *(claim(name, 1) for name in NAMES[:numbers])]
    before = submission(*(replace(one, as_of=period("2020-Q1").end) for one in told), period=period("2020-Q1"))
    assert bool(list(iter_pasted(INDICATORS, submission(*told), before))) == pasted


def test_states_alone_are_no_pasted_column() -> None:
    truths = [f"t{number}" for number in range(6)]
    indicators = dictionary(*(yes_or_no(name) for name in truths), counted("a"), counted("b"))
    told = [*(claim(name, True) for name in truths), claim("a", 1), claim("b", 1)]
    before = submission(*(replace(one, as_of=period("2020-Q1").end) for one in told), period=period("2020-Q1"))
    assert list(iter_pasted(indicators, submission(*told), before)) == []


def test_a_pasted_column_is_asked_about_in_an_assessment() -> None:
    held = Assessor(pack(INDICATORS), previous=[last_quarter("12345")])
    assert [one.code for one in held.assess(column("12345")).findings] == ["pasted"]
