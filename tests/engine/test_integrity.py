"""Coherence: a relation is asked about only where no possible value satisfies it."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.claims import Settling
from checker.engine.facts import Facts
from checker.engine.integrity import check_integrity, iter_claim_findings, iter_integrity_findings
from checker.model.assessment import Finding
from checker.model.submission import Claim, Submission
from checker.model.types import NumberType, parse_unit
from checker.model.value import EITHER, FALSE, TRUE, Truths
from tests.builders import (
    HEDGES,
    PROVINCE,
    claim,
    counted,
    dictionary,
    facts,
    frame_fact,
    integrity_rule,
    listed,
    pack,
    period,
    point,
    span,
    stated,
    submission,
    where,
    yes_or_no,
)

INDICATORS = dictionary(
    counted("built", plausible=span(0, 500)),
    counted("open", plausible=None),
    counted("rate", kind="state", plausible=None),
    counted("cities", kind="frame"),
    counted("density", kind="frame", plausible=span(0, 100)),
    stated("rank", kind="frame"),
    yes_or_no("hosted", kind="frame"),
    listed("zones", kind="frame"),
)
WITHIN = integrity_rule(INDICATORS, "open <= built")
SETTLING = Settling(period(), HEDGES, where)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        pytest.param({"open": 5, "built": 5}, TRUE, id="it holds"),
        pytest.param({"open": 6, "built": 5}, FALSE, id="it does not hold"),
        pytest.param({"open": span(5, 6), "built": 5}, EITHER, id="it may hold"),
        pytest.param({"open": 6}, EITHER, id="one side is missing"),
        pytest.param({}, EITHER, id="both are missing"),
    ],
)
def test_a_condition_that_may_hold_is_unknown(said: dict[str, object], expected: Truths) -> None:
    assert check_integrity(WITHIN, facts(pack(INDICATORS), **said))[0] == expected


@pytest.mark.parametrize(
    ("check", "said", "expected"),
    [
        pytest.param("open / built <= 1", {"open": 5, "built": 0}, EITHER, id="it fails"),
        pytest.param("open / built >= 0 and open > 900", {"open": 5}, EITHER, id="false, or it fails"),
        pytest.param("open > 900 and open / built >= 0", {"open": 5}, FALSE, id="false before it can fail"),
    ],
)
def test_a_condition_that_cannot_be_evaluated_is_unknown(check: str, said: dict[str, object], expected: Truths) -> None:
    assert check_integrity(integrity_rule(INDICATORS, check), facts(pack(INDICATORS), **said))[0] == expected


def known_of(said: Submission, held: dict[str, Any] | None = None, **changes: Any) -> Facts:
    """Return the facts of *said*, settled, and what the pack holds."""
    rows = [frame_fact(name, value) for name, value in (held or {}).items()]
    values = {name: SETTLING.settle(INDICATORS[name], claims).possible for name, claims in said.claims.items()}
    return facts(pack(INDICATORS, frame=rows, **changes), **values)


@pytest.mark.parametrize(
    ("consequence", "severity"),
    [("reject", "critical"), ("confirm", "major"), ("note", "note")],
)
def test_a_relation_that_fails_is_found_at_the_last_claim_it_names(consequence: str, severity: str) -> None:
    broken = integrity_rule(INDICATORS, "open <= built", consequence=consequence)
    said = submission(claim("open", 6), claim("built", 4, as_of="2020-03-31"), claim("built", 5, 1))
    known = known_of(said, integrity=(broken,))
    early, late = said.claims["built"]
    assert list(iter_integrity_findings(known, said)) == [
        Finding(
            "integrity",
            severity,
            where(late.path),
            {
                "rule": broken,
                "trace": check_integrity(broken, known)[1],
                "others": (where(said.claims["open"][0].path), where(early.path)),
            },
            "I1-1",
        )
    ]


@pytest.mark.parametrize(
    ("check", "claims"),
    [
        pytest.param("open <= built", [claim("open", 5), claim("built", 5)], id="it holds"),
        pytest.param("open <= built", [claim("open", 6)], id="it may hold"),
        pytest.param("cities == 3", [claim("open", 6)], id="it is about nothing that was said"),
        pytest.param("open <= built", [], id="nothing was said"),
    ],
)
def test_nothing_is_asked_where(check: str, claims: list[Claim]) -> None:
    said = submission(*claims)
    known = known_of(said, {"cities": point(4)}, integrity=(integrity_rule(INDICATORS, check),))
    assert list(iter_integrity_findings(known, said)) == []


@pytest.mark.parametrize(
    ("one", "held"),
    [
        pytest.param(claim("cities", 11), point(11), id="the same number"),
        pytest.param(claim("cities", 10, hedge="over"), point(11), id="a hedge that reaches it"),
        pytest.param(claim("cities", 0, rounded_to=Fraction(1)), point("0.3"), id="a rounding that reaches it"),
        pytest.param(claim("hosted", True), TRUE, id="the same truth value"),
        pytest.param(claim("rank", "full"), frozenset({"full"}), id="the same state"),
        pytest.param(claim("rank", "partial", hedge="at-least"), frozenset({"full"}), id="a state that reaches it"),
        pytest.param(claim("open", 11), None, id="what the pack does not hold"),
    ],
)
def test_a_claim_may_repeat_a_fact_of_the_pack(one: Claim, held: Any) -> None:
    said = submission(one)
    known = known_of(said, {} if held is None else {one.indicator: held})
    assert list(iter_claim_findings(known, said, SETTLING)) == []


@pytest.mark.parametrize(
    "one", [claim("cities", 11), claim("zones", ["agreed"])], ids=["a number", "a list, which no row can hold"]
)
def test_a_fact_that_the_pack_should_hold_and_does_not_is_asked_of_the_assessor(one: Claim) -> None:
    said = submission(one)
    (found,) = iter_claim_findings(known_of(said), said, SETTLING)
    assert (found.code, found.severity, found.locus) == ("frame-not-held", "note", where(one.path))


def test_a_share_is_held_against_figures_of_its_own_day_only() -> None:
    broken = integrity_rule(INDICATORS, "rate + open == built", consequence="confirm")
    apart = submission(claim("rate", 5), claim("built", 10), claim("open", 9, as_of="2020-05-31"))
    same = submission(claim("rate", 5), claim("built", 10), claim("open", 9))
    assert list(iter_integrity_findings(known_of(apart, integrity=(broken,)), apart)) == []
    assert [found.rule for found in iter_integrity_findings(known_of(same, integrity=(broken,)), same)] == ["I1-1"]


@pytest.mark.parametrize(
    ("one", "held"),
    [
        pytest.param(claim("cities", 12), point(11), id="another number"),
        pytest.param(claim("cities", 12, hedge="over"), point(11), id="a hedge that leads away from it"),
        pytest.param(claim("hosted", True), FALSE, id="another truth value"),
        pytest.param(claim("rank", "partial"), frozenset({"full"}), id="another state"),
    ],
)
def test_a_claim_that_differs_from_a_fact_of_the_pack_is_found(one: Claim, held: Any) -> None:
    said = submission(one)
    known = known_of(said, {one.indicator: held})
    told = {"indicator": one.indicator, "label": INDICATORS[one.indicator].label, "claim": one, "expected": held}
    assert list(iter_claim_findings(known, said, SETTLING)) == [
        Finding("frame-differs", "minor", where(one.path), told)
    ]
    assert known.indicator(one.indicator) == held


@pytest.mark.parametrize(
    ("one", "found"),
    [
        pytest.param(claim("built", 500), [], id="on the soft bound"),
        pytest.param(claim("built", 501), ["implausible"], id="beyond it"),
        pytest.param(claim("built", 501, hedge="about"), [], id="beyond it, but only about"),
        pytest.param(claim("built", 501, hedge="over"), ["implausible"], id="beyond it, and more"),
        pytest.param(claim("open", 1000), [], id="no soft bound"),
        pytest.param(
            claim("density", 101), ["frame-differs", "implausible"], id="beyond it, and not what the pack holds"
        ),
    ],
)
def test_a_number_outside_the_soft_bounds_is_asked_about(one: Claim, found: list[str]) -> None:
    said = submission(one, locality=PROVINCE)
    known = known_of(said, {"density": point(50)})
    assert [finding.code for finding in iter_claim_findings(known, said, SETTLING)] == found


def test_every_claim_is_looked_at() -> None:
    claims = [
        claim("built", value, index, as_of=f"2020-0{index + 1}-01") for index, value in enumerate((600, 400, 700))
    ]
    said = submission(*claims)
    found = list(iter_claim_findings(known_of(said), said, SETTLING))
    assert [(one.code, one.severity, one.locus) for one in found] == [
        ("implausible", "major", where(("claims", "built", 0))),
        ("implausible", "major", where(("claims", "built", 2))),
    ]


def test_a_count_is_held_against_a_count_whatever_their_days() -> None:
    """Or a submission that cannot be would pass the gate by dating one figure a day earlier."""
    assigned = replace(INDICATORS["rate"], id="assigned", type=NumberType(parse_unit("stations"), whole=True))
    indicators = INDICATORS | {"assigned": assigned}
    broken = integrity_rule(indicators, "open <= assigned", consequence="reject")
    said = submission(claim("assigned", 5), claim("open", 6, as_of="2020-06-29"))
    known = facts(pack(indicators, integrity=(broken,)), assigned=5, open=span(6, 1000))
    assert [found.severity for found in iter_integrity_findings(known, said)] == ["critical"]
