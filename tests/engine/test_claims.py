"""Claims of several sources and dates become what an indicator may be, and questions about what does not fit."""

from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest

from checker.engine.claims import Settled, Settling, is_supported, supported_until
from checker.model.assessment import Finding
from checker.model.indicator import EvidenceKind, Indicator
from checker.model.submission import Claim, Evidence
from checker.model.value import EITHER, TRUE, Items, Possible
from tests.builders import HEDGES, claim, counted, dated, listed, period, point, source, span, stated, where, yes_or_no

F = Fraction
BUILT = counted("built")
GROWTH = counted("growth", span(-10, 10))
PLAN = stated("plan")
SIGNED = yes_or_no("signed")
TRIALS = listed("trials")
OPENED = dated("opened")

SETTLING = Settling(period(), HEDGES, where)


def settle(indicator: Indicator, *claims: Claim) -> Settled:
    """Return what *claims* leave possible at the end of June 2020."""
    return SETTLING.settle(indicator, claims)


def stages(settled: Settled) -> list[str]:
    """Return the stages of the items of a list."""
    assert isinstance(settled.possible, Items)
    return [stage for item in settled.possible.items for stage in item["stage"]]


# --- one claim --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "said", "expected"),
    [
        pytest.param(BUILT, claim("built", 500), point(500), id="a plain number"),
        pytest.param(BUILT, claim("built", 500, hedge="over"), span(500, 1000), id="over: up to the bound"),
        pytest.param(BUILT, claim("built", 500, hedge="at-least"), span(500, 1000), id="at least"),
        pytest.param(BUILT, claim("built", 500, hedge="nearly"), span(450, 500), id="nearly: a tenth less"),
        pytest.param(BUILT, claim("built", 500, hedge="about"), span(450, 550), id="about: a tenth either way"),
        pytest.param(BUILT, claim("built", 500, hedge="at-most"), span(0, 500), id="at most: down to the bound"),
        pytest.param(BUILT, claim("built", 500, hedge="under"), span(0, 500), id="under"),
        pytest.param(BUILT, claim("built", 500, rounded_to=F(100)), span(450, 550), id="rounded: half a unit each way"),
        pytest.param(
            BUILT, claim("built", 500, rounded_to=F(100), hedge="nearly"), span(405, 550), id="rounding, then the hedge"
        ),
        pytest.param(
            BUILT, claim("built", 500, rounded_to=F(100), hedge="over"), span(450, 1000), id="over a rounded number"
        ),
        pytest.param(BUILT, claim("built", 0, rounded_to=F(10)), span(0, 5), id="rounding stays within the bounds"),
        pytest.param(BUILT, claim("built", 950, hedge="about"), span(855, 1000), id="a hedge stays within the bounds"),
        pytest.param(BUILT, claim("built", 1000, hedge="over"), point(1000), id="over the highest bound is that bound"),
        pytest.param(GROWTH, claim("growth", -5, hedge="nearly"), span(-5, "-4.5"), id="nearly, of a negative number"),
        pytest.param(
            GROWTH, claim("growth", -5, hedge="about"), span("-5.5", "-4.5"), id="about, of a negative number"
        ),
        pytest.param(GROWTH, claim("growth", -5, hedge="over"), span(-5, 10), id="over, of a negative number"),
        pytest.param(GROWTH, claim("growth", 0, hedge="about"), point(0), id="about nothing"),
        pytest.param(PLAN, claim("plan", "planned"), frozenset({"planned"}), id="a state"),
        pytest.param(
            PLAN,
            claim("plan", "planned", hedge="at-least"),
            frozenset({"planned", "partial", "full"}),
            id="at least a state: all above it",
        ),
        pytest.param(PLAN, claim("plan", "full", hedge="at-least"), frozenset({"full"}), id="at least the last state"),
        pytest.param(SIGNED, claim("signed", True), TRUE, id="true"),
        pytest.param(SIGNED, claim("signed", False, hedge="at-least"), EITHER, id="at least false says nothing"),
        pytest.param(SIGNED, claim("signed", True, hedge="at-least"), TRUE, id="at least true"),
        pytest.param(
            OPENED,
            claim("opened", date(2020, 5, 1), hedge="at-least"),
            span(date(2020, 5, 1).toordinal(), None),
            id="a day or later",
        ),
    ],
)
def test_a_claim_says_its_value_widened_by_rounding_and_hedge(
    indicator: Indicator, said: Claim, expected: Possible
) -> None:
    assert SETTLING.said(indicator, said) == expected
    assert settle(indicator, said) == Settled(expected, (said,), ())


def test_a_list_says_its_items() -> None:
    said = claim("trials", ["agreed", "trial"])
    settled = settle(TRIALS, said)
    assert stages(settled) == ["agreed", "trial"]
    assert (settled.used, settled.findings) == ((said,), ())


@pytest.mark.parametrize(
    ("indicator", "expected"),
    [
        pytest.param(BUILT, span(0, 1000), id="number: its bounds, not zero"),
        pytest.param(PLAN, frozenset({"none", "planned", "partial", "full"}), id="state: all of them"),
        pytest.param(SIGNED, EITHER, id="truth value: both"),
        pytest.param(OPENED, span(None, None), id="day: any"),
    ],
)
def test_nothing_said_leaves_everything_possible(indicator: Indicator, expected: Possible) -> None:
    assert settle(indicator) == Settled(expected, (), ())


# --- one day ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "claims", "expected"),
    [
        pytest.param(
            BUILT,
            [claim("built", 500, 0, hedge="over"), claim("built", 600, 1, hedge="nearly")],
            span(540, 600),
            id="two hedges narrow one another",
        ),
        pytest.param(
            BUILT,
            [claim("built", 500, 0, rounded_to=F(100)), claim("built", 450, 1)],
            point(450),
            id="to meet in one end is enough",
        ),
        pytest.param(
            BUILT,
            [claim("built", 100, 0), claim("built", "100.0", 1, stated=point(100))],
            point(100),
            id="one number in two spellings",
        ),
        pytest.param(
            PLAN,
            [claim("plan", "planned", 0, hedge="at-least"), claim("plan", "partial", 1)],
            frozenset({"partial"}),
            id="a state among those above another",
        ),
        pytest.param(
            SIGNED,
            [claim("signed", True, 0), claim("signed", False, 1, hedge="at-least")],
            TRUE,
            id="true and no statement",
        ),
    ],
)
def test_claims_of_one_day_that_meet_are_intersected_without_a_question(
    indicator: Indicator, claims: list[Claim], expected: Possible
) -> None:
    for order in permutations(claims):
        settled = settle(indicator, *order)
        assert (settled.possible, settled.findings, settled.disputed) == (expected, (), False)
        assert set(settled.used) == set(claims)


@pytest.mark.parametrize(
    ("indicator", "claims", "expected", "named"),
    [
        pytest.param(
            BUILT,
            [claim("built", 100), claim("built", 200, 1)],
            span(100, 200),
            [("100", "200", F(100), "major")],
            id="two numbers",
        ),
        pytest.param(
            BUILT,
            [claim("built", 200), claim("built", 100, 1, rounded_to=F(10))],
            span(95, 200),
            [("100", "200", F(100), "major")],
            id="the hull takes the rounding in, the gap is of what was written",
        ),
        pytest.param(
            BUILT,
            [claim("built", 100), claim("built", 105, 1)],
            span(100, 105),
            [("100", "105", F(5), "minor")],
            id="within 5 % of the larger: small",
        ),
        pytest.param(
            BUILT,
            [claim("built", 95), claim("built", 100, 1)],
            span(95, 100),
            [("95", "100", F(5), "minor")],
            id="exactly 5 %: small",
        ),
        pytest.param(
            BUILT,
            [claim("built", "94.9", stated=point("94.9")), claim("built", 100, 1)],
            span("94.9", 100),
            [("94.9", "100", F("5.1"), "major")],
            id="a little over 5 %",
        ),
        pytest.param(
            BUILT,
            [claim("built", 100), claim("built", 300, 1), claim("built", 200, 2), claim("built", 100, 3)],
            span(100, 300),
            [("100", "200", F(100), "major"), ("100", "300", F(200), "major")],
            id="each figure above the lowest once",
        ),
        pytest.param(
            BUILT,
            [claim("built", 100, 0, hedge="under"), claim("built", 200, 1), claim("built", 150, 2, hedge="over")],
            span(0, 1000),
            [("100", "150", F(50), "major"), ("100", "200", F(100), "major")],
            id="figures that agree with one another but not with a third",
        ),
        pytest.param(
            PLAN,
            [claim("plan", "full"), claim("plan", "none", 1)],
            frozenset({"none", "full"}),
            [("none", "full", None, "major")],
            id="two states: both, and none between",
        ),
        pytest.param(
            SIGNED,
            [claim("signed", True), claim("signed", False, 1)],
            EITHER,
            [("False", "True", None, "major")],
            id="yes and no",
        ),
    ],
)
def test_claims_of_one_day_that_contradict_leave_their_hull_and_name_both(
    indicator: Indicator,
    claims: list[Claim],
    expected: Possible,
    named: list[tuple[str, str, Fraction | None, str]],
) -> None:
    for order in permutations(claims):
        settled = settle(indicator, *order)
        found = [
            (one.parameters["before"].text, one.parameters["after"].text, one.parameters["gap"], one.severity)
            for one in settled.findings
        ]
        assert (settled.possible, sorted(found), settled.disputed) == (expected, named, True)
        assert {one.code for one in settled.findings} == {"claim-conflict"}


def test_the_finding_of_a_contradiction_stands_at_the_higher_claim_and_knows_all_that_its_text_needs() -> None:
    low, high = claim("built", 100, 1, evidence=source()), claim("built", 200, 0)
    assert settle(BUILT, high, low).findings == (
        Finding(
            "claim-conflict",
            "major",
            where(("claims", "built", 0)),
            {
                "indicator": "built",
                "label": BUILT.label,
                "unit": "stations",
                "claim": high,
                "before": low,
                "after": high,
                "gap": F(100),
                "at": where(low.path),
                "question": None,
            },
        ),
    )


def test_lists_of_one_day_are_joined_and_never_contradict() -> None:
    first, second = claim("trials", ["agreed"]), claim("trials", ["trial", "operating"], 1)
    settled = settle(TRIALS, first, second)
    assert stages(settled) == ["agreed", "trial", "operating"]
    assert (settled.used, settled.findings) == ((first, second), ())


# --- evidence ---------------------------------------------------------------------------------------------------------

DEADLINE = date(2020, 8, 29)


@pytest.mark.parametrize(
    ("name", "days", "expected"),
    [("2020-H1", 60, DEADLINE), ("2020", 60, date(2021, 3, 1)), ("2020-H1", 0, date(2020, 6, 30))],
    ids=["half a year and 60 days", "over the year's end", "no days"],
)
def test_evidence_may_be_issued_until_some_days_after_the_period(name: str, days: int, expected: date) -> None:
    assert supported_until(period(name), days) == expected


ACCEPTED: frozenset[EvidenceKind] = frozenset({"ledger", "press", "copy"})


@pytest.mark.parametrize(
    ("indicator", "evidence"),
    [
        pytest.param(BUILT, source("ledger"), id="an accepted kind"),
        pytest.param(BUILT, source("ledger", "2020-08-29"), id="issued on the last day"),
        pytest.param(PLAN, source("press"), id="press for a public act"),
        pytest.param(SIGNED, source("press"), id="press for a yes or no"),
    ],
)
def test_evidence_of_an_accepted_kind_supports_in_time(indicator: Indicator, evidence: Evidence) -> None:
    assert is_supported(claim(indicator.id, 1, evidence=evidence), indicator, ACCEPTED, DEADLINE)


@pytest.mark.parametrize(
    ("indicator", "evidence"),
    [
        pytest.param(BUILT, source("photo"), id="another kind"),
        pytest.param(BUILT, None, id="no evidence"),
        pytest.param(BUILT, source("ledger", "2020-08-30"), id="issued a day late"),
        pytest.param(BUILT, source("ledger", None), id="undated"),
        pytest.param(BUILT, source("press"), id="press for a number"),
        pytest.param(TRIALS, source("press"), id="press for a list"),
        pytest.param(PLAN, source("press", "2020-08-30"), id="press for a public act, a day late"),
        pytest.param(PLAN, source("copy"), id="a copy, even for a rule that were to accept it"),
    ],
)
def test_other_evidence_does_not_support(indicator: Indicator, evidence: Evidence | None) -> None:
    assert not is_supported(claim(indicator.id, 1, evidence=evidence), indicator, ACCEPTED, DEADLINE)
