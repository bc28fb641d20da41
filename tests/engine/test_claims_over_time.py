"""Claims of several days: the latest counts, an earlier one is a lower bound, and what cannot fall is asked about."""

from datetime import date
from fractions import Fraction
from itertools import permutations

import pytest

from checker.engine.claims import Settled, Settling
from checker.model.indicator import Indicator
from checker.model.submission import Claim
from checker.model.value import EITHER, TRUE, Items, Possible
from tests.builders import HEDGES, claim, counted, dated, listed, period, point, source, span, stated, where, yes_or_no

F = Fraction
BUILT = counted("built")
NEW = counted("new", kind="flow")
TARIFF = counted("tariff", kind="state")
PLAN = stated("plan")
SIGNED = yes_or_no("signed")
TRIALS = listed("trials")
OPENED = dated("opened")


def settle(indicator: Indicator, *claims: Claim) -> Settled:
    """Return what *claims* leave possible at the end of June 2020."""
    return Settling(period(), HEDGES, where).settle(indicator, claims)


def asked(settled: Settled) -> list[tuple[str, str, str]]:
    """Return code, severity and place of all findings."""
    return [(finding.code, finding.severity, str(finding.locus)) for finding in settled.findings]


def place(name: str, number: int = 0) -> str:
    """Return how the place of a claim is shown."""
    return f"alpha.yaml/claims/{name}/{number}"


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
    assert isinstance(settled.possible, Items)
    assert settled.possible.items == said.stated.items
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
