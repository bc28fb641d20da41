"""Rules and thresholds that bind for a time: which of them judge, and on which day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.model.interval import Interval
from checker.model.rule import ALWAYS, Dated, InForce, Rule
from tests.builders import claim, counted, dictionary, expression, pack, period, rule, shape, submission

INDICATORS = dictionary(counted("built"))
MID = date(2020, 6, 30)
FIRST_HALF = InForce(None, MID)
AFTER = InForce(date(2020, 7, 1), None)


def needing(threshold: str, **changes: Any) -> Rule:
    return rule(INDICATORS, "built", shape("at-least", INDICATORS, threshold=threshold), **changes)


def changing(*ways: tuple[InForce, str]) -> Rule:
    """Return a rule whose threshold changes with time."""
    dated = tuple(Dated(days, expression(words, INDICATORS)) for days, words in ways)
    made = needing(ways[-1][1])
    return replace(made, shape=replace(made.shape, dated={"threshold": dated}))


def outcome(made: Rule, built: int, when: str = "2020-H1", as_of: date | None = None) -> str:
    """Return what the rule says of a figure of the period's end."""
    known = period(when)
    said = submission(claim("built", built, as_of=known.end.isoformat()), period=known)
    return Assessor(pack(INDICATORS, [made]), as_of=as_of).assess(said).results["claimed"][0].outcome


@pytest.mark.parametrize(
    ("days", "day", "expected"),
    [
        (ALWAYS, MID, True),
        (FIRST_HALF, MID, True),
        (FIRST_HALF, date(2020, 7, 1), False),
        (AFTER, MID, False),
        (AFTER, date(2020, 7, 1), True),
        (InForce(MID, MID), MID, True),
        (InForce(MID, MID), date(2020, 6, 29), False),
    ],
)
def test_both_ends_belong_to_the_days_in_force(days: InForce, day: date, *, expected: bool) -> None:
    assert days.holds(day) is expected


@pytest.mark.parametrize(
    ("days", "when", "as_of", "expected"),
    [
        (ALWAYS, "2020-H1", None, "met"),
        (FIRST_HALF, "2020-H1", None, "met"),
        (FIRST_HALF, "2020", None, "not-applicable"),
        (AFTER, "2020-H1", None, "not-applicable"),
        (AFTER, "2020", None, "met"),
        (AFTER, "2020-H1", date(2021, 1, 1), "met"),
        (FIRST_HALF, "2020", MID, "met"),
    ],
)
def test_a_rule_binds_only_while_it_is_in_force(days: InForce, when: str, as_of: date | None, expected: str) -> None:
    """By the day of the period's end, unless another day is asked for."""
    assert outcome(needing("100", in_force=days), 100, when, as_of) == expected


@pytest.mark.parametrize(
    ("when", "as_of", "expected"),
    [
        ("2020-H1", None, "met"),
        ("2020", None, "unmet"),
        ("2020-H1", date(2020, 7, 1), "unmet"),
        ("2020", MID, "met"),
    ],
)
def test_a_threshold_is_that_of_its_day(when: str, as_of: date | None, expected: str) -> None:
    assert outcome(changing((FIRST_HALF, "100"), (AFTER, "200")), 150, when, as_of) == expected


def test_without_a_threshold_in_force_the_rule_does_not_bind() -> None:
    later = changing((InForce(None, date(2019, 12, 31)), "100"), (AFTER, "200"))
    assert outcome(later, 150) == "not-applicable"
    assert outcome(later, 250, "2020") == "met"


def test_the_result_shows_the_threshold_that_judged() -> None:
    said = submission(claim("built", 150))
    made = changing((FIRST_HALF, "100"), (AFTER, "200"))
    for as_of, threshold in ((None, 100), (date(2020, 12, 31), 200)):
        result = Assessor(pack(INDICATORS, [made]), as_of=as_of).assess(said).results["claimed"][0]
        assert result.rule.shape.expressions["threshold"].text == str(threshold)
        assert result.traces["threshold"].value.possible == Interval.point(Fraction(threshold))
