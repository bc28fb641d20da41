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


@pytest.mark.parametrize("reading", ["claimed", "supported"])
@pytest.mark.parametrize("end", ["lower", "upper"])
def test_every_score_can_be_recomputed_by_hand(report: dict[str, Any], reading: str, end: str) -> None:
    for submission in report["submissions"]:
        score = submission["readings"][reading]
        weights, sums = Fraction(0), Fraction(0)
        for point in score["points"]:
            rules = [
                rule
                for rule in score["rules"]
                if rule["point"] == point["id"] and rule["credit"] is not None and Fraction(rule["weight"])
            ]
            if not rules:
                assert point["score"] is None
                continue
            whole = sum(Fraction(rule["weight"]) for rule in rules)
            mean = 100 * sum(Fraction(rule["weight"]) * Fraction(rule["credit"][end]) for rule in rules) / whole
            assert mean == Fraction(point["score"][end]), (submission["locality"], point["id"])
            weights += Fraction(point["weight"])
            sums += Fraction(point["weight"]) * mean
        assert sums / weights == Fraction(score["base"][end])
        extra = sum(
            Fraction(rule["bonus"]) * Fraction(rule["credit"][end])
            for rule in score["rules"]
            if Fraction(rule["bonus"]) and rule["credit"] is not None
        )
        earned = min(Fraction(5), extra) if sums / weights >= 60 else Fraction(0)
        assert min(Fraction(100), sums / weights + earned) == Fraction(score["total"][end])


def test_worth_of_all_rules_in_the_sum_is_100(report: dict[str, Any]) -> None:
    for submission in report["submissions"]:
        rules = submission["readings"]["claimed"]["rules"]
        assert sum(Fraction(rule["worth"]) for rule in rules if rule["credit"] is not None) == 100


def test_supported_never_exceeds_claimed_at_the_lower_end(report: dict[str, Any]) -> None:
    for submission in report["submissions"]:
        claimed, supported = (submission["readings"][name]["total"] for name in ("claimed", "supported"))
        assert Fraction(supported["lower"]) <= Fraction(claimed["lower"])


def test_same_input_gives_the_same_bytes_everywhere() -> None:
    command = ["score", "submissions", "--format", "json"]
    plain = run(*command).out
    assert plain == run(*command, PYTHONHASHSEED="7", TZ="Asia/Shanghai", LANG="zh_CN.UTF-8").out
    assert plain == run(*command, PYTHONHASHSEED="8", TZ="America/New_York", LC_ALL="C").out
