"""Findings, scores and verdicts as values."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.errors import Locus
from checker.model.assessment import Assessment, Finding, RuleResult, Score, verdict_of
from checker.model.interval import ZERO, Interval
from checker.model.rule import Basis
from tests.builders import result, scoring, span, submission, text

OF_OUR_OWN = Basis("1", "must", "analyst", "", text("because"))


def score(**changes: Any) -> Score:
    told: dict[str, Any] = {
        "points": (),
        "base": span(40, 60),
        "bonus": ZERO,
        "total": span(40, 60),
        "sum_grades": (),
        "vetoes": (),
        "grades": (),
        "known": Fraction(1, 2),
        "shares": {"P1-1": Fraction(20)},
        "resting_on": {},
        "not_applicable": Fraction(0),
    }
    return Score(**told | changes)


def assessment(*findings: Finding) -> Assessment:
    return Assessment(submission(), findings, {}, {"claimed": score(), "supported": score(total=ZERO)}, {}, {})


def test_findings_are_ranked_worst_first_then_by_place() -> None:
    here, there = Locus("a.yaml", 2, 9), Locus("a.yaml", 10, 1)
    ranked = (
        Finding("x", "critical", there),
        Finding("x", "major", here),
        Finding("a", "major", there),
        Finding("x", "major", there),
        Finding("x", "minor", here),
        Finding("x", "note", here),
    )
    mixed = [ranked[place] for place in (4, 1, 5, 3, 0, 2)]
    assert tuple(sorted(mixed, key=lambda finding: finding.rank)) == ranked


@pytest.mark.parametrize(
    ("severities", "rejected", "headline"),
    [
        ([], False, span(40, 60)),
        (["note", "minor", "major"], False, span(40, 60)),
        (["note", "critical"], True, None),
    ],
    ids=["no finding", "questions only", "a critical one"],
)
def test_critical_finding_refuses_the_score(
    severities: list[Any], headline: Interval | None, *, rejected: bool
) -> None:
    found = assessment(*(Finding("x", severity, Locus("a.yaml")) for severity in severities))
    assert (found.rejected, found.headline) == (rejected, headline)


@pytest.mark.parametrize(
    ("credit", "expected"),
    [(0, 0), (1, 0), ("1/2", 0), (span(0, 1), 20), (span("1/4", "3/4"), 10)],
    ids=["unmet", "met", "partly", "unknown", "half known"],
)
def test_cost_is_what_lies_between_the_ends_of_a_credit(credit: Any, expected: int) -> None:
    assert score().cost(result(credit)) == expected


def test_rule_outside_the_sum_costs_nothing() -> None:
    assert score().cost(result(span(0, 1), id="P9-9")) == 0


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        pytest.param([], None, id="no rule"),
        pytest.param([result(None)], None, id="none applies"),
        pytest.param([result(1), result(1)], "compliant", id="all met"),
        pytest.param([result(1), result(None)], "compliant", id="all that apply are met"),
        pytest.param([result(1), result(0)], "non-compliant", id="one not met"),
        pytest.param([result(span(0, 1)), result(0)], "non-compliant", id="one not met, one unknown"),
        pytest.param([result(1), result(span(0, 1))], "undetermined", id="one unknown"),
        pytest.param([result(1), result("1/2")], "partly-compliant", id="one partly met"),
        pytest.param([result("1/2")], "partly-compliant", id="all partly met"),
        pytest.param([result("1/2"), result(span(0, 1))], "undetermined", id="partly met and unknown"),
        pytest.param([replace(result(1), outcome="error")], "undetermined", id="an error"),
        pytest.param([result(0, basis=OF_OUR_OWN)], None, id="a number of our own"),
        pytest.param([result(1), result(0, basis=OF_OUR_OWN)], "compliant", id="a miss of a number of our own"),
        pytest.param(
            [result(1), result(0, weight=Fraction(0), bonus=Fraction(1))], "compliant", id="a bonus not earned"
        ),
        pytest.param([result(1), result(0, weight=Fraction(0), deduct=Fraction(5))], "non-compliant", id="a deduction"),
    ],
)
def test_verdict(results: list[RuleResult], expected: str | None) -> None:
    assert verdict_of(results) == expected


@pytest.mark.parametrize(
    ("total", "grade"),
    [("100", "excellent"), ("90", "excellent"), ("8999/100", "good"), ("60", "pass"), ("59.96", "fail"), ("0", "fail")],
)
def test_grade_is_taken_from_the_exact_score(total: str, grade: str) -> None:
    assert scoring().grade_of(Fraction(total)).id == grade


def test_text_is_given_in_either_language() -> None:
    assert [text("words").in_(language) for language in ("zh", "en")] == ["words(zh)", "words"]
