"""Waivers: they mark what is missed or asked, move no score, and one of no effect is a finding. All invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from builders import claim, counted, dictionary, integrity_rule, pack, rule, shape, source, submission, text, waiver

from checker.engine.assess import Assessor
from checker.model.assessment import READINGS, Assessment
from checker.model.waiver import Waiver
from checker.reports.waivers import verdict_with_waivers

KNOWN = dictionary(counted("a"), counted("b"))
ASKS = integrity_rule(KNOWN, "b <= a")
RULES = [
    rule(KNOWN, "a", shape("at-least", KNOWN, threshold="500")),
    rule(KNOWN, "b", shape("at-least", KNOWN, threshold="5"), id="P1-2", title=text("other")),
]
MISSED = (claim("a", 100), claim("b", 700))


def assessed(*waivers: Waiver, said: object = MISSED, as_of: str | None = None) -> Assessment:
    held = pack(KNOWN, RULES, integrity=(ASKS,), waivers=waivers)
    day = None if as_of is None else date.fromisoformat(as_of)
    return Assessor(held, as_of=day).assess(submission(*said))


def marks(assessment: Assessment) -> Mapping[str, list[str]]:
    """Return the rules that are marked as waived, by reading."""
    return {name: [one.rule.id for one in assessment.results[name] if "waived" in one.overlays] for name in READINGS}


def lapses(assessment: Assessment) -> list[tuple[str, str]]:
    return [(one.code, one.severity) for one in assessment.findings if one.code.startswith("waiver-")]


def test_waived_rule_keeps_outcome_credit_weight_and_score() -> None:
    plain, waived = assessed(), assessed(waiver())
    assert marks(waived) == {name: ["P1-1"] for name in READINGS}
    for name in READINGS:
        assert waived.scores[name] == plain.scores[name]
        assert [(one.outcome, one.credit) for one in waived.results[name]] == [
            (one.outcome, one.credit) for one in plain.results[name]
        ]
    assert [one.rule for one in waived.waivers] == ["P1-1"]
    assert waived.findings == plain.findings
    assert verdict_with_waivers(plain) == "non-compliant"
    assert verdict_with_waivers(waived) == "compliant"


def test_a_finding_that_is_waived_stays_and_carries_its_waiver() -> None:
    granted = waiver("I1-1")
    plain, waived = assessed(), assessed(granted)
    assert [(one.rule, one.severity, one.waiver) for one in plain.findings] == [("I1-1", "major", None)]
    assert [(one.rule, one.severity, one.waiver) for one in waived.findings] == [("I1-1", "major", granted)]
    assert waived.waivers == (granted,)
    assert marks(waived) == {name: [] for name in READINGS}


def test_only_the_readings_that_miss_the_rule_are_marked() -> None:
    disputed = (claim("a", 100), claim("a", 600, 1, evidence=source()))
    assert marks(assessed(waiver(), said=disputed)) == {"claimed": ["P1-1"], "supported": [], "verified": ["P1-1"]}
    met = (claim("a", 600), claim("b", 6))
    assert marks(assessed(waiver(), said=met)) == {name: [] for name in READINGS}


def test_what_was_not_reported_may_be_waived_too() -> None:
    waived = assessed(waiver(), said=())
    assert [(one.outcome, sorted(one.overlays)) for one in waived.results["claimed"]] == [
        ("unknown", ["waived"]),
        ("unknown", []),
    ]


@pytest.mark.parametrize(
    ("changes", "as_of", "holds"),
    [
        ({}, None, True),
        ({"granted_on": "2020-06-30"}, None, True),
        ({"granted_on": "2020-07-01"}, None, False),  # after the period's end
        ({"granted_on": "2020-07-01"}, "2020-08-01", False),  # whatever the day asked for
        ({"until": "2020-06-30"}, None, True),
        ({"until": "2020-06-29"}, None, False),
        ({}, "2020-12-31", True),
        ({}, "2021-01-01", False),
        ({}, "2020-06-20", True),
        ({}, "2020-06-19", False),  # not granted yet
    ],
)
def test_waiver_holds_from_its_grant_to_its_last_day(
    changes: dict[str, str], as_of: str | None, *, holds: bool
) -> None:
    waived = assessed(waiver(**changes), as_of=as_of)
    assert bool(marks(waived)["claimed"]) == holds
    assert lapses(waived) == ([] if holds else [("waiver-expired", "minor")])


def test_expired_waiver_is_a_finding_at_its_own_place() -> None:
    lapsed = waiver("I1-1", until="2020-06-29", granted_on="2020-06-01")
    waived = assessed(lapsed)
    assert [(one.code, one.waiver) for one in waived.findings] == [("integrity", None), ("waiver-expired", None)]
    told = waived.findings[1]
    assert (told.locus, told.path) == (lapsed.locus, ("waivers", "I1-1"))
    assert told.parameters["until"] == date(2020, 6, 29)
    assert waived.waivers == ()


@pytest.mark.parametrize("rule_id", ["P1-1", "I1-1"])
def test_waiver_that_excuses_nothing_is_a_note(rule_id: str) -> None:
    waived = assessed(waiver(rule_id), said=(claim("a", 600), claim("b", 6)))
    assert lapses(waived) == [("waiver-unused", "note")]
    assert waived.waivers == ()


def test_waivers_of_others_do_not_count() -> None:
    waived = assessed(waiver(locality="120000"), waiver(period="2020"))
    assert (marks(waived)["claimed"], lapses(waived)) == ([], [])
