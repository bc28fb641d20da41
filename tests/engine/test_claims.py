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
NEW = counted("new", kind="flow")
TARIFF = counted("tariff", kind="state")
GROWTH = counted("growth", span(-10, 10))
PLAN = stated("plan")
SIGNED = yes_or_no("signed")
TRIALS = listed("trials")
OPENED = dated("opened")

SETTLING = Settling(period(), HEDGES, where)


def settle(indicator: Indicator, *claims: Claim) -> Settled:
    """Return what *claims* leave possible at the end of June 2020."""
    return SETTLING.settle(indicator, claims)


def asked(settled: Settled) -> list[tuple[str, str, str]]:
    """Return code, severity and place of all findings."""
    return [(finding.code, finding.severity, str(finding.locus)) for finding in settled.findings]


def stages(settled: Settled) -> list[str]:
    """Return the stages of the items of a list."""
    assert isinstance(settled.possible, Items)
    return [stage for item in settled.possible.items for stage in item["stage"]]


def place(name: str, number: int = 0) -> str:
    """Return how the place of a claim is shown."""
    return f"alpha.yaml/claims/{name}/{number}"


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
                "question": None,
            },
        ),
    )


def test_lists_of_one_day_are_joined_and_never_contradict() -> None:
    first, second = claim("trials", ["agreed"]), claim("trials", ["trial", "operating"], 1)
    settled = settle(TRIALS, first, second)
    assert stages(settled) == ["agreed", "trial", "operating"]
    assert (settled.used, settled.findings) == ((first, second), ())


# --- several days -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("indicator", "claims", "expected", "questions"),
    [
        pytest.param(
            BUILT,
            [claim("built", 300, 0, as_of="2020-03-31"), claim("built", 400, 1)],
            point(400),
            [],
            id="the latest counts",
        ),
        pytest.param(
            BUILT,
            [claim("built", 300, as_of="2020-06-29")],
            span(300, 1000),
            [("claim-stale", "note", place("built"))],
            id="a stock of an earlier day is a lower bound",
        ),
        pytest.param(
            BUILT,
            [claim("built", 300, as_of="2019-12-31", hedge="nearly")],
            span(270, 1000),
            [("claim-stale", "note", place("built"))],
            id="a stock of another year too, at its lower end",
        ),
        pytest.param(
            NEW,
            [claim("new", 30, as_of="2020-05-31")],
            span(30, 1000),
            [("claim-stale", "note", place("new"))],
            id="a flow of this year is a lower bound",
        ),
        pytest.param(NEW, [claim("new", 30, as_of="2020-01-01", hedge="under")], span(0, 1000), None, id="1 January"),
        pytest.param(
            NEW,
            [claim("new", 30, as_of="2019-12-31")],
            span(0, 1000),
            [("claim-outside-period", "note", place("new") + "/as_of")],
            id="a flow of another year says nothing",
        ),
        pytest.param(
            BUILT,
            [claim("built", 900, as_of="2020-07-01")],
            span(0, 1000),
            [("claim-outside-period", "note", place("built") + "/as_of")],
            id="a day after the period says nothing",
        ),
        pytest.param(
            BUILT,
            [claim("built", 900, as_of="2020-07-01"), claim("built", 400, 1)],
            point(400),
            [("claim-outside-period", "note", place("built") + "/as_of")],
            id="nor does it beside another",
        ),
        pytest.param(
            TARIFF, [claim("tariff", 300, as_of="2020-03-31")], point(300), [], id="what may fall stays as it is"
        ),
        pytest.param(
            TARIFF,
            [claim("tariff", 300, 0, as_of="2020-03-31"), claim("tariff", 200, 1)],
            point(200),
            [],
            id="what may fall may fall",
        ),
        pytest.param(
            PLAN,
            [claim("plan", "planned", as_of="2020-03-31")],
            frozenset({"planned", "partial", "full"}),
            [("claim-stale", "note", place("plan"))],
            id="a state of an earlier day, or any above",
        ),
        pytest.param(
            SIGNED,
            [claim("signed", True, as_of="2020-03-31")],
            TRUE,
            [],
            id="done stays done",
        ),
        pytest.param(
            SIGNED,
            [claim("signed", False, as_of="2020-03-31")],
            EITHER,
            [("claim-stale", "note", place("signed"))],
            id="not done may be done since",
        ),
        pytest.param(
            OPENED,
            [claim("opened", date(2020, 3, 1), as_of="2020-03-31")],
            point(date(2020, 3, 1).toordinal()),
            [],
            id="a day does not grow",
        ),
    ],
)
def test_of_several_days_the_latest_counts_and_an_earlier_one_is_a_lower_bound(
    indicator: Indicator, claims: list[Claim], expected: Possible, questions: list[tuple[str, str, str]] | None
) -> None:
    for order in permutations(claims):
        settled = settle(indicator, *order)
        assert (settled.possible, settled.disputed) == (expected, False)
        assert questions is None or asked(settled) == questions


def test_a_list_of_an_earlier_day_is_open_anyway() -> None:
    said = claim("trials", ["agreed"], as_of="2020-03-31")
    settled = settle(TRIALS, said)
    assert stages(settled) == ["agreed"]
    assert asked(settled) == []


@pytest.mark.parametrize(
    ("indicator", "values", "falls"),
    [
        pytest.param(BUILT, [100, 200, 300], [], id="a stock that grows"),
        pytest.param(BUILT, [100, 100], [], id="a stock that stays"),
        pytest.param(BUILT, [200, 100, 150], [("200", "100")], id="a stock that falls once"),
        pytest.param(BUILT, [300, 200, 100], [("300", "200"), ("200", "100")], id="a stock that falls twice"),
        pytest.param(NEW, [200, 100], [("200", "100")], id="a flow since January that falls"),
        pytest.param(TARIFF, [200, 100], [], id="a price may fall"),
        pytest.param(PLAN, ["full", "partial"], [("full", "partial")], id="a state that steps back"),
        pytest.param(PLAN, ["partial", "full"], [], id="a state that moves on"),
        pytest.param(SIGNED, [True, False], [("True", "False")], id="done, then not done"),
        pytest.param(SIGNED, [False, True], [], id="not done, then done"),
    ],
)
def test_what_only_grows_is_asked_about_where_it_falls(
    indicator: Indicator, values: list[object], falls: list[tuple[str, str]]
) -> None:
    days = ["2020-02-29", "2020-04-30", "2020-06-30"][-len(values) :]
    claims = [
        claim(indicator.id, value, i, as_of=as_of) for i, (value, as_of) in enumerate(zip(values, days, strict=True))
    ]
    for order in permutations(claims):
        settled = settle(indicator, *order)
        found = [(one.parameters["before"].text, one.parameters["after"].text) for one in settled.findings]
        assert (found, settled.disputed) == (falls, bool(falls))
        assert settled.used == (claims[-1],)


def test_a_day_that_says_little_hides_no_fall() -> None:
    settled = settle(
        BUILT,
        claim("built", 260, 0, as_of="2020-03-18"),
        claim("built", 300, 1, as_of="2020-03-25", hedge="at-most"),
        claim("built", 177, 2, as_of="2020-06-30"),
    )
    assert settled.possible == point(177)
    assert asked(settled) == [("claim-falls", "major", place("built", 2))]


@pytest.mark.parametrize(
    ("before", "after", "severity"),
    [(1000, 950, "minor"), (1000, 949, "major")],
    ids=["by 5 %", "by a little more"],
)
def test_a_fall_of_at_most_5_percent_is_small(before: int, after: int, severity: str) -> None:
    settled = settle(BUILT, claim("built", before, 0, as_of="2020-03-31"), claim("built", after, 1))
    assert asked(settled) == [("claim-falls", severity, place("built", 1))]


def test_beijing_counted_26000_stations_then_17744_and_22500_at_the_end() -> None:
    """Real figures of the first half of 2020: the gap in March is near the 8,400 stations that two carriers share."""
    stations = counted("stations", span(0, 2_000_000))
    claims = [
        claim("stations", 26_000, 0, as_of="2020-03-18", rounded_to=F(1000), evidence=source("copy", "2020-03-19")),
        claim("stations", 26_000, 1, as_of="2020-03-19", rounded_to=F(1000), evidence=source("press", "2020-03-20")),
        claim("stations", 17_744, 2, as_of="2020-03-30", evidence=source("press", "2020-04-09")),
        claim("stations", 20_429, 3, as_of="2020-05-31", evidence=source("press", "2020-06-11")),
        claim("stations", 21_086, 4, as_of="2020-06-12", evidence=source("press", "2020-06-12")),
        claim("stations", 22_500, 5, as_of="2020-06-30", rounded_to=F(100), evidence=source("press", "2020-07-30")),
    ]
    settled = settle(stations, *claims)
    (fall,) = settled.findings
    assert (settled.possible, settled.used) == (span(22_450, 22_550), (claims[5],))
    assert (fall.code, fall.severity, fall.locus) == ("claim-falls", "major", where(("claims", "stations", 2)))
    assert (fall.parameters["before"], fall.parameters["after"], fall.parameters["gap"]) == (claims[1], claims[2], 8256)


def test_a_contradiction_on_an_earlier_day_leaves_the_last_day_as_it_is() -> None:
    early = [claim("built", value, index, as_of="2020-03-31") for index, value in enumerate((100, 300))]
    settled = settle(BUILT, *early, claim("built", 400, 2))
    assert (settled.possible, settled.disputed) == (point(400), True)
    assert asked(settled) == [("claim-conflict", "major", place("built", 1))]


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
