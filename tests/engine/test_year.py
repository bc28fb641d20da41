"""The year's score by the pack's own rule; a period nobody reported may be anything."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.year import year_ends_of, year_score
from checker.errors import Locus
from checker.model.assessment import Assessment, Finding
from checker.model.directive import YearEndRule
from checker.model.pack import Pack
from tests.builders import (
    PROVINCE,
    claim,
    counted,
    dictionary,
    pack,
    period,
    point,
    rule,
    scoring,
    shape,
    span,
    submission,
)

INDICATORS = dictionary(counted("built"))
RULE = rule(INDICATORS, "built", shape("share", INDICATORS, of="100"))


@pytest.mark.parametrize(
    ("kind", "scores", "expected"),
    [
        ("last", [point(20), point(80)], point(80)),
        ("mean", [point(20), point(80)], point(50)),
        ("half", [point(20), point(40), point(80)], point(55)),
        ("half", [point(80)], point(80)),
        ("mean", [point(80)], point(80)),
        ("mean", [span(0, 100), point(80)], span(40, 90)),
        ("half", [span(0, 100), point(40), point(80)], span(50, 75)),
        ("mean", [point(0), point(0), point(1)], point(Fraction(1, 3))),
    ],
)
def test_the_year_by_the_pack_s_own_rule(kind: YearEndRule, scores: list[Any], expected: Any) -> None:
    assert year_score(kind, scores) == expected


def made(kind: YearEndRule, **changes: Any) -> Pack:
    """Return a pack of two periods of 2020, and one of 2021."""
    found = pack(INDICATORS, [RULE], policy=scoring(year_end=kind), **changes)
    return replace(found, directive=replace(found.directive, periods=("2020", "2020-H1", "2021")))


def reported(kind: YearEndRule, built: dict[str, int]) -> tuple[Pack, list[Assessment]]:
    """Return what Alpha reported, by period."""
    found = made(kind)
    said = [
        submission(claim("built", value, as_of=period(name).end.isoformat()), period=period(name), file=f"{name}.yaml")
        for name, value in built.items()
    ]
    return found, [Assessor(found).assess(one) for one in said]


@pytest.mark.parametrize(
    ("kind", "built", "total", "grades"),
    [
        ("last", {"2020-H1": 40, "2020": 90}, point(90), ["excellent"]),
        ("mean", {"2020-H1": 40, "2020": 90}, point(65), ["pass"]),
        ("half", {"2020-H1": 40, "2020": 90}, point(65), ["pass"]),
        ("mean", {"2020": 90}, span(45, 95), ["fail", "pass", "good", "excellent"]),
        ("last", {"2020": 90}, point(90), ["excellent"]),
    ],
)
def test_a_year_that_has_ended_has_a_result(
    kind: YearEndRule, built: dict[str, int], total: Any, grades: list[str]
) -> None:
    found, assessments = reported(kind, built)
    (year,) = year_ends_of(found.directive, assessments)
    assert (year.year, year.level, year.rule) == (2020, "province", kind)
    assert year.totals["claimed"] == {PROVINCE.code: total}
    assert year.totals["verified"] == {PROVINCE.code: span(0, 100)}
    assert [grade.id for grade in year.grades[PROVINCE.code]] == grades
    assert year.ranks == {PROVINCE.code: (1, 1)}


def test_a_year_that_has_not_ended_has_none() -> None:
    found, assessments = reported("mean", {"2020-H1": 40})
    assert year_ends_of(found.directive, assessments) == ()


def test_a_rejected_period_may_be_anything_and_a_rejected_last_one_gives_no_year() -> None:
    found, (half, whole) = reported("mean", {"2020-H1": 40, "2020": 90})
    critical = (Finding("x", "critical", Locus("a.yaml")),)
    (year,) = year_ends_of(found.directive, [replace(half, findings=critical), whole])
    assert year.totals["claimed"] == {PROVINCE.code: span(45, 95)}
    assert year_ends_of(found.directive, [half, replace(whole, findings=critical)]) == ()
