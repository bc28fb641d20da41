"""The JSON report: it keeps its published schema, and a score can be recomputed from it by hand."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from program import run


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    ended = run("score", "submissions", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    return json.loads(ended.out)


def test_report_keeps_its_schema(report: dict[str, Any]) -> None:
    schema = json.loads(run("schema", "report").out)
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(report)) == []


def test_in_is_judged_plus_refused(report: dict[str, Any]) -> None:
    counts = report["counts"]
    assert counts == {"read": 56, "judged": 56, "refused": 0}
    assert len(report["submissions"]) == counts["judged"]


def exact(rule: dict[str, Any], name: str) -> Fraction:
    return Fraction(rule[name])


def recomputed_point(rules: list[dict[str, Any]], end: str) -> Fraction | None:
    """Return a point's score from its rules that apply: mean less deductions, never below 0; None if it is not in."""
    weighted = [rule for rule in rules if exact(rule, "weight")]
    taking = [rule for rule in rules if exact(rule, "deduct")]
    binding = [rule for rule in weighted if rule["credit"] is not None]
    if weighted and not binding:
        return None
    whole = sum(exact(rule, "weight") for rule in binding)
    mean = 100 * sum(exact(rule, "weight") * Fraction(rule["credit"][end]) for rule in binding) / (whole or 1)
    taken = sum(exact(rule, "deduct") * (1 - Fraction(rule["credit"][end])) for rule in taking if rule["credit"])
    return max(Fraction(0), (mean if weighted else Fraction(100)) - taken)


def recomputed_total(score: dict[str, Any], end: str, cap: int, above: int) -> Fraction:
    """Return the total of one reading from its rules; assert that points and base are what they say on the way."""
    weights, sums = Fraction(0), Fraction(0)
    for point in score["points"]:
        rules = [rule for rule in score["rules"] if rule["point"] == point["id"]]
        found = recomputed_point([rule for rule in rules if exact(rule, "weight") or exact(rule, "deduct")], end)
        if point["score"] is None or not any(exact(rule, "weight") or exact(rule, "deduct") for rule in rules):
            assert point["score"] is None
            continue
        assert found == Fraction(point["score"][end])
        weights += exact(point, "weight")
        sums += exact(point, "weight") * found
    base = sums / weights
    assert base == Fraction(score["base"][end])
    extra = sum(exact(rule, "bonus") * Fraction(rule["credit"][end]) for rule in score["rules"] if rule["credit"])
    return min(Fraction(100), base + (min(Fraction(cap), extra) if base >= above else 0))


@pytest.mark.parametrize("reading", ["claimed", "supported", "verified"])
@pytest.mark.parametrize("end", ["lower", "upper"])
def test_every_score_can_be_recomputed_by_hand(report: dict[str, Any], reading: str, end: str) -> None:
    for submission in report["submissions"]:
        score = submission["readings"][reading]
        assert recomputed_total(score, end, cap=5, above=60) == Fraction(score["total"][end])


@pytest.fixture(scope="module")
def staged() -> dict[str, Any]:
    """The report on the invented pack of all stages."""
    folder = "tests/packs/stages"
    ended = run(
        "score", f"{folder}/submissions", "--pack", folder, "--reviews", f"{folder}/reviews", "--format", "json"
    )
    return json.loads(ended.out)


@pytest.mark.parametrize("reading", ["claimed", "supported", "verified"])
def test_every_stage_can_be_recomputed_by_hand(staged: dict[str, Any], reading: str) -> None:
    floors = {"good": 80, "pass": 60, "fail": 0}
    for submission in staged["submissions"]:
        score = submission["readings"][reading]
        totals = [recomputed_total(score, end, cap=5, above=80) for end in ("lower", "upper")]
        assert totals == [Fraction(score["total"][end]) for end in ("lower", "upper")]
        lowest, highest = (next(name for name, floor in floors.items() if total >= floor) for total in totals)
        assert (score["grades_by_total"][0], score["grades_by_total"][-1]) == (lowest, highest)
        assert score["grades"][0] == ("fail" if score["vetoes"] else lowest)
        assert score["grades"][-1] == ("fail" if any(veto["certain"] for veto in score["vetoes"]) else highest)


def test_half_of_the_year_is_the_mean_of_its_earlier_periods(staged: dict[str, Any]) -> None:
    totals = {
        (one["locality"]["code"], one["period"]): one["readings"]["claimed"]["total"] for one in staged["submissions"]
    }
    (year,) = staged["years"]
    assert set(year["totals"]) == {"claimed", "supported", "verified"}
    assert set(year["totals"]["claimed"]) == {"140100", "140200", "140300"}
    for code, total in year["totals"]["claimed"].items():
        earlier = totals.get((code, "2020-H1"), {"lower": "0", "upper": "100"})
        for end in ("lower", "upper"):
            assert Fraction(total[end]) == (Fraction(earlier[end]) + Fraction(totals[code, "2020"][end])) / 2


def test_what_was_checked_stands_with_its_place(staged: dict[str, Any]) -> None:
    checks = [check for one in staged["submissions"] for check in one["checks"]]
    assert sorted((check["verdict"], check["place"]) for check in checks) == [
        ("confirmed", "reviews/b.yaml:6:5"),
        ("confirmed", "reviews/b.yaml:7:5"),
        ("confirmed", "reviews/register.csv:2:4"),
        ("rejected", "reviews/b.yaml:8:5"),
    ]
    assert len(staged["reviews_sha256"]) == 64


def test_worth_of_all_rules_in_the_sum_is_100(report: dict[str, Any]) -> None:
    for submission in report["submissions"]:
        rules = submission["readings"]["claimed"]["rules"]
        assert sum(Fraction(rule["worth"]) for rule in rules if rule["credit"] is not None) == 100


def test_supported_never_exceeds_claimed_at_the_lower_end(report: dict[str, Any]) -> None:
    for submission in report["submissions"]:
        claimed, supported = (submission["readings"][name]["total"] for name in ("claimed", "supported"))
        assert Fraction(supported["lower"]) <= Fraction(claimed["lower"])
