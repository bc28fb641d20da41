"""Numbers some orders of magnitude off are asked about, by the first reference that says so. All of it is invented."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.claims import Settling
from checker.engine.integrity import iter_claim_findings
from checker.model.assessment import Finding
from checker.model.indicator import PerHead
from checker.model.pack import Pack
from checker.model.submission import Claim, Submission
from checker.model.types import NumberType, parse_unit
from checker.model.unit import UnitEntry
from tests.builders import (
    HEDGES,
    claim,
    counted,
    dated,
    dictionary,
    facts,
    frame_fact,
    pack,
    period,
    point,
    rule,
    shape,
    span,
    submission,
    target,
    text,
    where,
)

MILLION = span(0, 1_000_000)
USUAL = PerHead("people", span("0.01", 60))
WHOLE = NumberType(parse_unit("stations"), whole=True)
INDICATORS = dictionary(
    counted("people", span(0, 20_000), kind="frame", unit="10k persons"),
    counted("soft", MILLION, plausible=span(10, 50_000)),
    counted("soft_whole", MILLION, plausible=span(0, 500), kind="state"),
    counted("headed", MILLION, per_head=USUAL),
    counted("both", MILLION, plausible=span(0, 50_000), per_head=USUAL),
    counted("apart", MILLION, plausible=span(0, 500), per_head=PerHead("people", span(10, 60)), kind="state"),
    counted("capped", MILLION, plausible=span(0, 50_000)),
    counted("free", MILLION),
    counted("year", MILLION, kind="flow"),
    counted("open", MILLION, kind="state"),
    counted("wide", span(None, None), plausible=span(-5, None)),
    dated("day"),
)
INDICATORS["soft_whole"] = replace(INDICATORS["soft_whole"], type=WHOLE)
SETTLING = Settling(period(), HEDGES, where)
BEFORE = {"file": "before.yaml", "period": period("2020-Q1")}


def found_in(claims: Claim | list[Claim], held: Pack, earlier: Submission | None = None) -> list[Finding]:
    """Return what is found in *claims*."""
    said = submission(*(claims if isinstance(claims, list) else [claims]))
    return list(iter_claim_findings(facts(held), said, SETTLING, earlier))


def told(findings: list[Finding]) -> list[tuple[object, ...]]:
    """Return the code of each finding, and for one of magnitude what may have been meant, and by what."""
    asked = [(one.code, one.parameters.get("suggested"), one.parameters.get("against")) for one in findings]
    return [(code, str(meant), against) if against else (code,) for code, meant, against in asked]


PLAIN = pack(INDICATORS)
PEOPLED = pack(INDICATORS, frame=[frame_fact("people", point(2000))])  # 20 to 120,000 stations are usual


@pytest.mark.parametrize(
    ("one", "expected"),
    [
        pytest.param(claim("soft", 50_000), [], id="on the bound"),
        pytest.param(claim("soft", 90_000), [("implausible",)], id="beyond it, of the same order"),
        pytest.param(claim("soft", 320_000), [("magnitude", "32000", "plausible")], id="ten times"),
        pytest.param(claim("soft", 320_000, hedge="about"), [("magnitude", "32000", "plausible")], id="about"),
        pytest.param(claim("soft", 4), [("magnitude", "40", "plausible")], id="a tenth"),
        pytest.param(claim("soft", 2, hedge="over"), [("magnitude", "20", "plausible")], id="an open end is drawn in"),
        pytest.param(claim("soft", 6, hedge="over"), [], id="which leaves twice the number"),
        pytest.param(claim("soft", 0), [("implausible",)], id="nothing mends a zero"),
        pytest.param(claim("soft_whole", 3200), [("magnitude", "320", "plausible")], id="a whole number"),
        pytest.param(claim("soft_whole", 2001), [("implausible",)], id="which no slip makes of this"),
        pytest.param(claim("wide", 10**12), [], id="no bound on this side"),
        pytest.param(claim("wide", -50), [("implausible",)], id="below zero"),
        pytest.param(claim("free", 999_999), [], id="nothing to hold it against"),
        pytest.param(claim("day", period().end), [], id="no number"),
    ],
)
def test_a_number_far_outside_the_soft_bounds(one: Claim, expected: list[tuple[str, ...]]) -> None:
    assert told(found_in(one, PLAIN)) == expected


@pytest.mark.parametrize(
    ("one", "held", "expected"),
    [
        pytest.param(claim("headed", 20), PEOPLED, [], id="on the lower end"),
        pytest.param(claim("headed", 120_000), PEOPLED, [], id="on the upper end"),
        pytest.param(claim("headed", 150_000), PEOPLED, [("magnitude", "15000", "per-head")], id="beyond it"),
        pytest.param(claim("headed", 3), PEOPLED, [("magnitude", "30", "per-head")], id="the smallest slip that fits"),
        pytest.param(claim("headed", 0), PEOPLED, [], id="none yet"),
        pytest.param(claim("headed", 150_000), PLAIN, [], id="nobody knows how many people"),
        pytest.param(
            claim("headed", 150_000), pack(INDICATORS, frame=[frame_fact("people", point(0))]), [], id="no people"
        ),
        pytest.param(claim("both", 3), PEOPLED, [("magnitude", "30", "per-head")], id="right by the other reference"),
        pytest.param(claim("both", 600_000), PEOPLED, [("magnitude", "6000", "plausible")], id="off by both"),
        pytest.param(
            claim("apart", 2000),
            PEOPLED,
            [("magnitude", "200", "plausible")],
            id="references that have nothing in common",
        ),
    ],
)
def test_a_number_far_from_what_is_usual_for_each_head(one: Claim, held: Pack, expected: list[tuple[str, ...]]) -> None:
    assert told(found_in(one, held)) == expected


def before(*claims: Claim, **changes: Any) -> Submission:
    """Return what Alpha said for the first quarter of 2020."""
    return submission(*claims, **BEFORE | changes)


def earlier_claim(name: str, value: object, place: int = 0, as_of: str = "2020-03-31") -> Claim:
    """Return a claim of the first quarter."""
    return claim(name, value, place, as_of=as_of)


@pytest.mark.parametrize(
    ("one", "last", "expected"),
    [
        pytest.param(claim("free", 32), [("free", 30_000)], ["32000"], id="a thousandth"),
        pytest.param(claim("free", "3.2"), [("free", 30_000)], ["32000"], id="万 instead of one"),
        pytest.param(claim("free", 320_000), [("free", 30_000)], ["32000"], id="ten times"),
        pytest.param(claim("year", 320_000), [("year", 30_000)], ["32000"], id="a flow"),
        pytest.param(claim("free", 600_000), [("free", 30_000)], ["60000"], id="ten times and twice"),
        pytest.param(claim("free", 610_000), [("free", 30_000)], [], id="between two scales"),
        pytest.param(claim("free", 60_000), [("free", 30_000)], [], id="twice"),
        pytest.param(claim("free", 12_000), [("free", 30_000)], [], id="a plain decline"),
        pytest.param(claim("open", 320_000), [("open", 30_000)], [], id="what may rise and fall"),
        pytest.param(claim("free", 320_000), [("free", 0)], [], id="from nothing"),
        pytest.param(claim("free", 320_000), [("year", 30_000)], [], id="not said before"),
        pytest.param(claim("free", 320_000), [("free", 30_000, 0, "2019-12-31")], [], id="of another year"),
        pytest.param(
            claim("free", 320_000, as_of="2020-03-30"), [("free", 30_000)], [], id="of a day before the previous one"
        ),
        pytest.param(
            claim("free", 320_000), [("free", 30_000), ("free", 300_000, 1)], [], id="one of two contradictory figures"
        ),
        pytest.param(
            claim("free", 320_000),
            [("free", 300_000, 0, "2020-01-31"), ("free", 30_000, 1)],
            ["32000"],
            id="the latest",
        ),
        pytest.param(
            claim("free", 320_000), [("free", 30_000, 0, "2020-05-31")], [], id="said of a day after its period"
        ),
        pytest.param(claim("capped", 32_000), [("capped", 3000)], [], id="cleared by the soft bounds"),
        pytest.param(claim("capped", 320), [("capped", 3000)], ["3200"], id="which tell nothing of small numbers"),
        pytest.param(claim("headed", 320), [("headed", 3000)], [], id="cleared by the number of people"),
    ],
)
def test_a_jump_since_the_previous_submission(one: Claim, last: list[Any], expected: list[str]) -> None:
    one = replace(one, stated=point(one.text))
    found = found_in(one, PEOPLED, before(*(earlier_claim(*said) for said in last)))
    assert told(found) == [("magnitude", meant, "previous") for meant in expected]


HALF = pack(INDICATORS, targets=[target(name, 20_000) for name in ("free", "year", "open", "capped")])
NONE_SET = pack(INDICATORS, targets=[target("free", None), target("year", 0)])


@pytest.mark.parametrize(
    ("one", "held", "expected"),
    [
        pytest.param(claim("year", 9), HALF, ["9000"], id="a thousandth of what is due"),
        pytest.param(claim("year", 1), HALF, ["10000"], id="which is half of the target in the middle of the year"),
        pytest.param(claim("free", 4), HALF, ["40000"], id="as much as twice the target"),
        pytest.param(claim("year", 900), HALF, [], id="a tenth may be all that was done"),
        pytest.param(claim("year", 200_000), HALF, [], id="and ten times the target has been known"),
        pytest.param(claim("open", 9), HALF, [], id="neither a stock nor a flow"),
        pytest.param(claim("capped", 9), HALF, ["9000"], id="soft bounds that tell nothing of small numbers"),
        pytest.param(claim("free", 9), NONE_SET, [], id="nobody set one"),
        pytest.param(claim("year", 9), NONE_SET, [], id="a target of nothing"),
    ],
)
def test_a_number_far_from_its_target(one: Claim, held: Pack, expected: list[str]) -> None:
    assert told(found_in(one, held)) == [("magnitude", meant, "target") for meant in expected]


def test_a_number_far_above_its_target() -> None:
    held = pack(INDICATORS, targets=[target("free", 100)])
    assert told(found_in(claim("free", 90_000), held)) == [("magnitude", "90", "target")]


def test_what_else_is_known_tells_which_slip_it_was() -> None:
    """Of 3 for 2000 heads 30 would be usual too, were it not for the target, or for the previous figure."""
    peopled = [frame_fact("people", point(2000))]
    aimed = pack(INDICATORS, frame=peopled, targets=[target("headed", 50_000)])
    assert told(found_in(claim("headed", 3), aimed)) == [("magnitude", "30000", "per-head")]
    last = before(earlier_claim("headed", 2500))
    assert told(found_in(claim("headed", 3), aimed, last)) == [("magnitude", "3000", "per-head")]
    outside = before(earlier_claim("soft", 200_000))
    assert told(found_in(claim("soft", 320_000), aimed, outside)) == [("magnitude", "32000", "plausible")]


def test_the_first_reference_asks_and_says_what_it_is() -> None:
    last = before(earlier_claim("both", 15_000))
    one = claim("both", 150_000)
    (found,) = found_in(one, PEOPLED, last)
    assert found == Finding(
        "magnitude",
        "major",
        where(one.path),
        {
            "indicator": "both",
            "label": INDICATORS["both"].label,
            "unit": "stations",
            "claim": one,
            "suggested": Fraction(15_000),
            "scaled": False,
            "against": "plausible",
            "expected": span(0, 50_000),
        },
    )
    (of_heads,) = found_in(claim("headed", 150_000), PEOPLED)
    assert {key: of_heads.parameters[key] for key in ("of", "of_unit", "heads", "expected")} == {
        "of": INDICATORS["people"].label,
        "of_unit": "10k persons",
        "heads": point(2000),
        "expected": USUAL.plausible,
    }
    (jumped,) = found_in(claim("free", 150_000), PEOPLED, before(earlier_claim("free", 15_000)))
    assert {key: jumped.parameters[key] for key in ("before", "period", "other")} == {
        "before": earlier_claim("free", 15_000),
        "period": period("2020-Q1"),
        "other": "before.yaml",
    }
    (aimed,) = found_in(claim("free", 9), HALF)
    assert {key: aimed.parameters[key] for key in ("expected", "year", "set_by")} == {
        "expected": 20_000,
        "year": 2020,
        "set_by": "Alpha",
    }


def test_every_claim_is_asked_about_once() -> None:
    found = found_in([claim("soft", 320_000), claim("soft", 32_000, 1), claim("soft", 90_000, 2)], PLAIN)
    assert sorted((one.code, str(one.locus)) for one in found) == [
        ("implausible", str(where(("claims", "soft", 2)))),
        ("magnitude", str(where(("claims", "soft", 0)))),
    ]


def test_no_question_changes_a_result() -> None:
    doing = rule(INDICATORS, "free / target(free)", shape("ramp", INDICATORS, zero_at="0", full_at="1"))
    held = pack(INDICATORS, [doing], targets=[target("free", 20_000)])
    said, last = submission(claim("free", 9)), before(earlier_claim("free", 9000))
    alone, beside = Assessor(held).assess(said), Assessor(held, previous=[last]).assess(said)
    assert [one.code for one in alone.findings] == ["magnitude"]
    assert [one.parameters["against"] for one in beside.findings] == ["previous"]
    assert (alone.results, alone.scores) == (beside.results, beside.scores)
    assert not beside.rejected


def test_a_unit_is_called_as_the_pack_calls_it() -> None:
    users = UnitEntry("users", text("users"), Fraction(1), "users", ())
    many = UnitEntry("10k users", text("10k users"), Fraction(10_000), "users", ())
    indicators = dictionary(
        counted("users", MILLION, unit="10k users", plausible=span(0, 500)),
        counted("share", unit="ratio", plausible=span(0, 1)),
        counted("free", MILLION, plausible=span(0, 500)),
    )
    held = pack(indicators, units={one.id: one for one in (users, many)})
    found = found_in([claim("users", 5000), claim("share", 85), claim("free", 5000)], held)
    shown = [(one.parameters["unit"], one.parameters["scaled"]) for one in found]
    assert shown == [(many.label, True), ("", False), ("stations", False)]
