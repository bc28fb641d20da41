"""A submission against a pack: every reading, every overlay, and what is asked."""

from pathlib import Path
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.errors import Locus
from checker.model.assessment import Assessment, Finding, Outcome, Reading, RuleResult
from checker.model.interval import UNIT, Interval
from checker.model.locality import Gazetteer, Locality
from checker.model.pack import Pack
from checker.model.submission import Claim
from checker.model.value import Value
from checker.readers.files import read_file
from checker.readers.read import Accepted, read_submission
from tests.builders import (
    PROVINCE,
    claim,
    counted,
    dictionary,
    frame_fact,
    integrity_rule,
    pack,
    period,
    point,
    rule,
    shape,
    source,
    span,
    stated,
    submission,
    where,
    yes_or_no,
)

ROOT = Path(__file__).resolve().parents[2]
INDICATORS = dictionary(
    counted("built", span(0, 100)),
    counted("open", span(0, 100)),
    counted("cities", kind="frame"),
    stated("plan"),
    yes_or_no("hosted", kind="frame"),
)
BUILT = rule(INDICATORS, "built", shape("share", INDICATORS, of="100"), id="P1-1")
PLAN = rule(
    INDICATORS,
    "plan",
    shape("ordered", credits={"none": 0, "planned": "0.2", "partial": "0.6", "full": 1}),
    id="P1-2",
    evidence=frozenset({"document", "press"}),
)
CITIES = rule(INDICATORS, "built / cities", shape("ramp", INDICATORS, zero_at="0", full_at="10"), id="P1-3", zero=None)
PROVINCES = rule(INDICATORS, "open", BUILT.shape, id="P1-4", applies_when='level == "province"')
RULES = [BUILT, PLAN, CITIES, PROVINCES]
HELD = pack(
    INDICATORS,
    RULES,
    frame=[frame_fact("cities", point(10)), frame_fact("cities", point(20), locality="120000")],
    integrity=(integrity_rule(INDICATORS, "open <= built", consequence="reject"),),
)
BETA = Locality("120000", "province", "", "乙省", "Beta")
TOWN = Locality("110100", "prefecture", "110000", "甲市", "Alphatown")

Verdict = tuple[Outcome, Interval, frozenset[str]]
UNKNOWN: Verdict = ("unknown", UNIT, frozenset())


def partly(credit: str, *overlays: str) -> Verdict:
    """Return a decided result."""
    return "partly", point(credit), frozenset(overlays)


def assess(*claims: Claim, **changes: Any) -> Assessment:
    """Return the assessment of what Alpha says."""
    return Assessor(HELD).assess(submission(*claims, **changes))


def verdicts(assessment: Assessment, reading: Reading = "claimed") -> dict[str, Verdict]:
    """Return outcome, credit and overlays by rule."""
    return {one.rule.id: (one.outcome, one.credit, one.overlays) for one in assessment.results[reading]}


def test_an_assessment_holds_results_scores_values_and_the_claims_that_decided() -> None:
    early, late = claim("built", 30, as_of="2020-03-31"), claim("built", 50, 1, evidence=source())
    plan = claim("plan", "partial")
    said = submission(early, late, plan)
    found = Assessor(HELD).assess(said)
    assert found.submission is said
    assert verdicts(found) == {
        "P1-1": partly("0.5"),
        "P1-2": partly("0.6"),
        "P1-3": partly("0.5"),
        "P1-4": UNKNOWN,
    }
    assert verdicts(found, "supported") == {
        "P1-1": partly("0.5"),
        "P1-2": UNKNOWN,
        "P1-3": partly("0.5"),
        "P1-4": UNKNOWN,
    }
    assert {reading: score.total for reading, score in found.scores.items()} == {
        "claimed": span(40, 65),
        "supported": span(25, 75),
        "verified": span(0, 100),
    }
    assert found.values == {"built": Value(point(50)), "plan": Value(frozenset({"partial"}))}
    assert found.used == {"built": (late,), "plan": (plan,)}
    assert (found.findings, found.rejected, found.headline) == ((), False, span(40, 65))


def test_saying_nothing_leaves_all_open() -> None:
    found = assess()
    for reading in found.results:
        assert set(verdicts(found, reading).values()) == {UNKNOWN}
        assert found.scores[reading].total == span(0, 100)
    assert (found.findings, found.values, found.used) == ((), {}, {})


# --- supported --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("claims", "expected"),
    [
        pytest.param([claim("built", 50, evidence=source())], partly("0.5"), id="a ledger"),
        pytest.param([claim("built", 50, evidence=source("document"))], UNKNOWN, id="a kind the rule does not take"),
        pytest.param([claim("built", 50)], UNKNOWN, id="no evidence"),
        pytest.param([claim("built", 50, evidence=source(issued="2020-08-29"))], partly("0.5"), id="60 days later"),
        pytest.param([claim("built", 50, evidence=source(issued="2020-08-30"))], UNKNOWN, id="61 days later"),
        pytest.param([claim("built", 50, evidence=source("copy"))], UNKNOWN, id="a copy"),
        pytest.param([claim("built", 50, as_of="2020-07-01", evidence=source())], UNKNOWN, id="after the period"),
        pytest.param(
            [claim("built", 30, 0, as_of="2020-03-31", evidence=source()), claim("built", 50, 1)],
            ("unknown", span("0.3", 1), frozenset()),
            id="an earlier one with evidence, the last without",
        ),
        pytest.param(
            [claim("built", 30, 0, evidence=source()), claim("built", 50, 1)],
            partly("0.3"),
            id="two that contradict, one with evidence: that one, undisputed",
        ),
        pytest.param(
            [claim("built", 30, 0, evidence=source()), claim("built", 50, 1, evidence=source())],
            ("unknown", span("0.3", "0.5"), frozenset({"disputed"})),
            id="two that contradict, both with evidence: disputed",
        ),
    ],
)
def test_the_supported_reading_sees_only_claims_with_accepted_evidence(claims: list[Claim], expected: Verdict) -> None:
    assert verdicts(assess(*claims), "supported")["P1-1"] == expected


def test_press_supports_a_public_act_and_no_count() -> None:
    press = source("press")
    accepting = pack(INDICATORS, [rule(INDICATORS, "built", BUILT.shape, evidence=frozenset({"press"})), PLAN])
    said = submission(claim("built", 50, evidence=press), claim("plan", "partial", evidence=press))
    found = Assessor(accepting).assess(said)
    assert verdicts(found, "supported") == {"P1-1": UNKNOWN, "P1-2": partly("0.6")}


def test_one_claim_may_support_one_rule_and_not_another() -> None:
    rules = [BUILT, rule(INDICATORS, "built", BUILT.shape, id="P1-9", evidence=frozenset({"photo"}))]
    said = submission(claim("built", 50, evidence=source()))
    found = Assessor(pack(INDICATORS, rules)).assess(said)
    assert verdicts(found, "supported") == {"P1-1": partly("0.5"), "P1-9": UNKNOWN}


def test_a_locality_is_taken_at_its_word_in_the_claimed_reading_only() -> None:
    indicators = INDICATORS | {"met_it": yes_or_no("met_it")}
    progress = rule(
        indicators, "built / target(built)", shape("ramp", indicators, zero_at="0", full_at="1"), self_claim="met_it"
    )
    said = submission(claim("met_it", True, evidence=source()), claim("built", 50, evidence=source()))
    found = Assessor(pack(indicators, [progress])).assess(said)
    assert verdicts(found) == {"P1-1": ("met", point(1), frozenset({"unverified"}))}
    assert verdicts(found, "supported") == {"P1-1": UNKNOWN}


# --- what the pack holds ----------------------------------------------------------------------------------------------


def test_a_fact_of_the_pack_counts_whatever_is_claimed_and_a_quarrel_about_it_disputes_no_rule() -> None:
    repeated = [claim("cities", 20, 0, evidence=source()), claim("cities", 40, 1, evidence=source())]
    found = assess(claim("built", 50, evidence=source()), *repeated)
    assert verdicts(found)["P1-3"] == verdicts(found, "supported")["P1-3"] == partly("0.5")
    assert [one.code for one in found.findings] == ["claim-conflict", "frame-differs", "frame-differs"]
    assert found.used["cities"] == tuple(repeated)


def test_localities_that_say_nothing_share_a_result_unless_the_pack_tells_them_apart() -> None:
    assessor = Assessor(HELD)
    places = [(PROVINCE, "2020-H1"), (BETA, "2020-H1"), (TOWN, "2020-H1"), (PROVINCE, "2020")]
    alpha, beta, town, year = (
        {
            one.rule.id: one
            for one in assessor.assess(submission(locality=locality, period=period(when))).results["claimed"]
        }
        for locality, when in places
    )
    assert [rule_id for rule_id in alpha if beta[rule_id] is alpha[rule_id]] == ["P1-1", "P1-2", "P1-4"]
    assert beta["P1-3"].traces["measure"].parts[1].value == Value(point(20))
    assert (alpha["P1-4"].outcome, town["P1-4"].outcome) == ("unknown", "not-applicable")
    assert not any(year[rule_id] is alpha[rule_id] for rule_id in alpha)


def test_a_locality_that_says_something_never_gets_the_result_of_silence() -> None:
    assessor = Assessor(HELD)
    silent, speaking = assessor.assess(submission()), assessor.assess(submission(claim("built", 50)))
    assert verdicts(silent)["P1-1"] == UNKNOWN
    assert verdicts(speaking)["P1-1"] == partly("0.5")
    assert verdicts(assessor.assess(submission())) == verdicts(silent)


# --- findings ---------------------------------------------------------------------------------------------------------


def test_findings_are_in_order_of_severity_with_those_of_reading_among_them() -> None:
    noted = Finding("noted", "minor", Locus("alpha.yaml", 1, 1))
    said = submission(claim("built", 5, as_of="2020-03-31", hedge="at-most"), claim("open", 6), claim("open", 60, 1))
    found = Assessor(HELD).assess(said, [noted])
    assert [(one.code, one.severity) for one in found.findings] == [
        ("claim-conflict", "major"),
        ("noted", "minor"),
        ("claim-stale", "note"),
    ]


def test_what_cannot_be_is_rejected_and_has_no_headline() -> None:
    found = assess(claim("built", 5), claim("open", 6))
    assert [(one.code, one.severity, one.rule, one.locus) for one in found.findings] == [
        ("integrity", "critical", "I1-1", where(("claims", "built", 0)))
    ]
    assert (found.rejected, found.headline) == (True, None)
    assert found.scores["claimed"].total == span(4, 29)


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param([claim("built", 30), claim("built", 50, 1)], id="figures of one day that contradict"),
        pytest.param([claim("built", 80, as_of="2020-03-31"), claim("built", 50, 1)], id="a stock that falls"),
    ],
)
def test_results_that_rest_on_claims_that_contradict_are_disputed(claims: list[Claim]) -> None:
    found = verdicts(assess(*claims, claim("open", 1)))
    assert {name for name, (_, _, overlays) in found.items() if "disputed" in overlays} == {"P1-1", "P1-3"}


def test_a_note_disputes_nothing() -> None:
    found = assess(claim("built", 30, as_of="2020-03-31"), claim("plan", "full", as_of="2021-01-01"))
    assert [one.code for one in found.findings] == ["claim-stale", "claim-outside-period"]
    assert {overlays for _, _, overlays in verdicts(found).values()} == {frozenset()}


# --- two real ones ----------------------------------------------------------------------------------------------------


def assessed_file(pack: Pack, gazetteer: Gazetteer, name: str) -> Assessment:
    """Return the assessment of a shipped submission."""
    read = read_submission(read_file(str(ROOT / "submissions" / name)), pack, gazetteer)
    assert isinstance(read, Accepted)
    return Assessor(pack).assess(read.submission, read.findings)


def result_of(assessment: Assessment, reading: Reading, rule_id: str) -> RuleResult:
    """Return the result of one rule."""
    return next(one for one in assessment.results[reading] if one.rule.id == rule_id)


def test_taiyuan_met_a_task_that_nobody_tells(pack: Pack, gazetteer: Gazetteer) -> None:
    found = assessed_file(pack, gazetteer, "2020-H1/140100-taiyuan.yaml")
    claimed, supported = (result_of(found, reading, "P01-2") for reading in ("claimed", "supported"))
    assert (claimed.outcome, claimed.credit, claimed.overlays) == ("met", point(1), {"unverified"})
    assert (supported.outcome, supported.credit, supported.overlays) == ("unknown", UNIT, frozenset())


def test_beijing_is_judged_by_its_last_figure_and_asked_about_march(pack: Pack, gazetteer: Gazetteer) -> None:
    found = assessed_file(pack, gazetteer, "2020-H1/110000-beijing.yaml")
    assert found.values["bs5g_built"] == Value(span(22_450, 22_550))
    assert [one.text for one in found.used["bs5g_built"]] == ["22500"]
    assert [(one.code, one.parameters["gap"]) for one in found.findings if one.severity == "major"] == [
        ("claim-falls", 8256)
    ]
    disputed = {one.rule.id for one in found.results["claimed"] if "disputed" in one.overlays}
    assert disputed == {"P01-3", "P01-4"}  # P01-2 rests on the stations built this year
    assert not any(one.overlays for one in found.results["supported"])
