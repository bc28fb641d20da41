"""Reviews and registers: what they confirm, reject and ask, and what each reading makes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from checker.engine.assess import Assessor
from checker.engine.claims import Settling
from checker.engine.verify import check_claims
from checker.errors import Locus
from checker.model.assessment import Assessment
from checker.model.interval import Interval
from checker.model.review import RegisterRow, Review, Verification
from checker.model.submission import Claim
from checker.reports.wording import finding_line
from tests.builders import (
    HEDGES,
    PROVINCE,
    claim,
    counted,
    dated,
    dictionary,
    listed,
    pack,
    period,
    possible,
    rule,
    shape,
    span,
    stated,
    submission,
)

INDICATORS = dictionary(
    counted("built"),
    counted("flowing", kind="flow"),
    counted("shared"),
    counted("rate", kind="state"),
    stated("coverage"),
    listed("sites"),
    dated("day"),
)
BUILT = rule(INDICATORS, "built", shape("share", INDICATORS, of="100"), id="P1-1")
SHARED = rule(INDICATORS, "shared", shape("share", INDICATORS, of="100"), id="P1-2")
PACK = pack(INDICATORS, [BUILT, SHARED])


def review(verdict: str, indicator: str = "built", line: int = 3, **changes: Any) -> Review:
    """Return a review of Alpha's figure by its administration."""
    told: dict[str, Any] = {
        "locality": PROVINCE.code,
        "period": "2020-H1",
        "indicator": indicator,
        "value": None,
        "as_of": None,
        "verdict": verdict,
        "by": "administration",
        "on": date(2020, 8, 12),
        "basis": "ledger",
        "note": "",
        "locus": Locus("reviews/a.yaml", line, 5),
    }
    return Review(**told | changes)


def figure(value: object, indicator: str = "built", **changes: Any) -> RegisterRow:
    """Return a register's figure of the end of June, with a tolerance of 2 %."""
    told: dict[str, Any] = {
        "locality": PROVINCE.code,
        "period": "2020-H1",
        "indicator": indicator,
        "value": possible(value),
        "text": str(value),
        "tolerance": Fraction("0.02"),
        "as_of": date(2020, 6, 30),
        "source_title": "bulletin",
        "source_url": "",
        "locus": Locus("reviews/register.csv", 2, 4),
    }
    return RegisterRow(**told | changes)


def holding(*held: Review | RegisterRow) -> Verification:
    key = (PROVINCE.code, "2020-H1")
    reviews = tuple(one for one in held if isinstance(one, Review))
    return Verification({key: reviews}, {key: tuple(one for one in held if isinstance(one, RegisterRow))}, "0" * 64)


def assessed(held: Sequence[Review | RegisterRow], *claims: Claim) -> Assessment:
    return Assessor(PACK, holding(*held)).assess(submission(*claims))


def lower_ends(found: Assessment) -> list[object]:
    """Return the lower ends of the total: claimed, supported, verified."""
    totals = (found.scores[reading].total for reading in ("claimed", "supported", "verified"))
    return [None if total is None else total.lower for total in totals]


def codes(found: Assessment) -> list[str]:
    return [finding.code for finding in found.findings]


SIXTY = claim("built", 60)
FORTY = claim("shared", 40)


@pytest.mark.parametrize(
    ("held", "lower", "told"),
    [
        pytest.param([], [50, 0, 0], [], id="nothing checked"),
        pytest.param([review("confirmed")], [50, 0, 30], [], id="one confirmed"),
        pytest.param([review("confirmed"), review("confirmed", "shared")], [50, 0, 50], [], id="both confirmed"),
        pytest.param([review("confirmed"), review("confirmed")], [50, 0, 30], [], id="confirmed twice"),
        pytest.param([review("rejected")], [20, 0, 0], ["claim-rejected"], id="rejected: missing in every reading"),
        pytest.param([review("confirmed", value="60")], [50, 0, 30], [], id="named by its value"),
        pytest.param([review("confirmed", value="60.0")], [50, 0, 30], [], id="named by the same number"),
        pytest.param([review("confirmed", as_of=date(2020, 6, 30))], [50, 0, 30], [], id="named by its day"),
        pytest.param([review("rejected", value="61")], [50, 0, 0], ["review-unmatched"], id="of a value not claimed"),
        pytest.param([review("rejected", as_of=date(2020, 6, 1))], [50, 0, 0], ["review-unmatched"], id="another day"),
        pytest.param([review("confirmed", "rate")], [50, 0, 0], ["review-unmatched"], id="of what nobody claimed"),
        pytest.param(
            [review("confirmed"), review("rejected", line=9)], [50, 0, 0], ["review-contradiction"], id="both ways"
        ),
        pytest.param([review("confirmed", locality="120000")], [50, 0, 30], [], id="kept by key, not looked at again"),
        pytest.param([figure(60)], [50, 0, 30], [], id="register: the same"),
        pytest.param([figure(61)], [50, 0, 30], [], id="register: within its tolerance"),
        pytest.param([figure(62)], [50, 0, 0], ["register-differs"], id="register: beyond it"),
        pytest.param([figure(62), review("rejected")], [20, 0, 0], ["claim-rejected"], id="nothing left to ask about"),
    ],
)
def test_what_was_checked_decides_the_verified_reading(
    held: list[Review | RegisterRow], lower: list[int], told: list[str]
) -> None:
    found = assessed(held, SIXTY, FORTY)
    assert (lower_ends(found), codes(found)) == (lower, told)


@pytest.mark.parametrize(
    ("named", "told"),
    [("六十座", []), ("60", []), ("60.0", []), ("61", ["review-unmatched"]), ("x", ["review-unmatched"])],
)
def test_claim_that_was_written_otherwise_is_named_as_written_or_as_read(named: str, told: list[str]) -> None:
    found = assessed([review("confirmed", value=named)], claim("built", 60, text="六十座"), FORTY)
    assert codes(found) == told


def test_of_two_claims_a_review_must_say_which() -> None:
    earlier = claim("built", 30, 1, as_of="2020-03-31")
    unclear = assessed([review("rejected")], SIXTY, earlier)
    assert (lower_ends(unclear)[0], codes(unclear)) == (30, ["review-ambiguous"])
    clear = assessed([review("rejected", value="60")], SIXTY, earlier)
    assert (lower_ends(clear)[0], codes(clear)) == (15, ["claim-rejected", "claim-stale"])


def test_a_rejected_claim_stays_on_the_page_but_decides_nothing() -> None:
    found = assessed([review("rejected", note="counted twice")], SIXTY)
    assert found.submission.claims["built"] == (SIXTY,)
    assert ("built" in found.used, "built" in found.values) == (False, False)
    assert [(check.claim, check.verdict) for check in found.checks] == [(SIXTY, "rejected")]
    line = finding_line(found.findings[0], "en")
    assert all(part in line for part in ("60", "administration", "2020-08-12", "ledger", "counted twice"))


def test_verified_facts_ask_for_no_kind_of_evidence() -> None:
    press = replace(SIXTY, evidence=None)
    assert lower_ends(assessed([review("confirmed")], press)) == [30, 0, 30]


@pytest.mark.parametrize(
    ("said", "held", "expected"),
    [
        pytest.param(claim("built", 60), figure(60), "confirms", id="the same day, the same"),
        pytest.param(claim("built", 60, hedge="over"), figure(80), "confirms", id="the same day, within the hedge"),
        pytest.param(claim("built", 60), figure(80), "asks", id="the same day, another figure"),
        pytest.param(claim("built", 60, as_of="2020-03-31"), figure(80), "", id="earlier and less: it grew"),
        pytest.param(claim("built", 90, as_of="2020-03-31"), figure(80), "asks", id="earlier and more: it cannot fall"),
        pytest.param(claim("built", 90), figure(80, as_of=date(2020, 3, 31)), "", id="later and more"),
        pytest.param(claim("built", 60), figure(80, as_of=date(2020, 3, 31)), "asks", id="later and less"),
        pytest.param(claim("rate", 90, as_of="2020-03-31"), figure(80, "rate"), "", id="a rate may fall"),
        pytest.param(claim("coverage", "full"), figure("full", "coverage"), "confirms", id="the same state"),
        pytest.param(claim("coverage", "full"), figure("partial", "coverage"), "asks", id="another state"),
        pytest.param(
            claim("coverage", "full", as_of="2020-03-31"), figure("full", "coverage"), "", id="a state of another day"
        ),
        pytest.param(claim("sites", []), figure(1, "sites"), "", id="a list has no figure to compare"),
    ],
)
def test_a_register_confirms_or_asks_and_never_more(said: Claim, held: RegisterRow, expected: str) -> None:
    found = assessed([held], said)
    asked, confirmed = "register-differs" in codes(found), bool(found.checks)
    assert (asked, confirmed) == (expected == "asks", expected == "confirms")


def test_without_anything_checked_the_claims_are_left_as_they_are() -> None:
    made = submission(SIXTY)
    settling = Settling(period(), HEDGES, made.locate)
    checked = check_claims(PACK, made, settling, Verification())
    assert (checked.claims is made.claims, checked.checks, checked.findings) == (True, (), ())


def test_two_confirmed_claims_that_contradict_each_other_leave_both_possible() -> None:
    other = claim("built", 50, 1)
    held = [review("confirmed", value="60"), review("confirmed", value="50")]
    found = assessed(held, SIXTY, other)
    credit: Interval = found.results["verified"][0].credit
    assert (credit, set(found.results["verified"][0].overlays)) == (span("0.5", "0.6"), {"disputed"})


HUNDRED = claim("built", 100)
FIFTY = claim("built", 50, 1)


@pytest.mark.parametrize(
    ("held", "lower", "told"),
    [
        pytest.param([], [25, 0, 0], ["claim-conflict"], id="two figures of one day"),
        pytest.param([review("confirmed", value="100")], [50, 0, 50], [], id="one confirmed: the other is set aside"),
        pytest.param([review("confirmed", value="50")], [25, 0, 25], [], id="or the other"),
        pytest.param([figure(99)], [50, 0, 50], ["register-differs"], id="confirmed by a register"),
        pytest.param(
            [review("confirmed", value="50"), review("confirmed", value="100", line=9)],
            [25, 0, 25],
            ["claim-conflict", "confirmed-conflict"],
            id="both confirmed: the assessor is asked",
        ),
    ],
)
def test_a_confirmed_figure_settles_the_dispute(
    held: list[Review | RegisterRow], lower: list[int], told: list[str]
) -> None:
    found = assessed(held, HUNDRED, FIFTY)
    assert (lower_ends(found), sorted(codes(found))) == (lower, told)


@pytest.mark.parametrize(
    ("confirmed", "other", "kept"),
    [
        pytest.param(claim("built", 60), claim("built", 50, 1, as_of="2020-03-31"), True, id="earlier and less"),
        pytest.param(claim("built", 60), claim("built", 70, 1, as_of="2020-03-31"), False, id="earlier and more"),
        pytest.param(claim("built", 60, as_of="2020-03-31"), claim("built", 50, 1), False, id="later and less"),
        pytest.param(claim("rate", 60, as_of="2020-03-31"), claim("rate", 50, 1), True, id="a rate may fall"),
        pytest.param(claim("built", 60), claim("shared", 50, 1), True, id="of another indicator"),
        pytest.param(claim("coverage", "full"), claim("coverage", "none", 1), True, id="states are left to be asked"),
        pytest.param(claim("flowing", 60), claim("flowing", 50, 1, as_of="2019-12-31"), True, id="a flow of last year"),
    ],
)
def test_what_cannot_be_true_beside_a_confirmed_figure_is_set_aside(
    confirmed: Claim, other: Claim, *, kept: bool
) -> None:
    made = submission(confirmed, other)
    held = holding(review("confirmed", confirmed.indicator, as_of=confirmed.as_of, value=confirmed.text))
    checked = check_claims(PACK, made, Settling(period(), HEDGES, made.locate), held)
    left = [one for claims in checked.claims.values() for one in claims]
    assert [any(one is claim for one in left) for claim in (confirmed, other)] == [True, kept]


def test_a_review_older_than_its_figure_has_no_effect() -> None:
    found = assessed([review("confirmed", on=date(2020, 6, 29))], SIXTY)
    assert (lower_ends(found), codes(found)) == ([30, 0, 0], ["review-too-early"])


def test_a_register_that_agrees_with_a_rejected_figure_is_said() -> None:
    found = assessed([review("rejected"), figure(60)], SIXTY)
    assert (lower_ends(found), codes(found)) == ([0, 0, 0], ["claim-rejected", "review-against-register"])


def test_a_flow_is_not_held_against_another_year() -> None:
    last_year = figure(80, "flowing", as_of=date(2019, 12, 31))
    assert codes(assessed([last_year], claim("flowing", 60))) == []
    assert codes(assessed([figure(80, "flowing")], claim("flowing", 60))) == ["register-differs"]
