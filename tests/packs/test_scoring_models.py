"""Scoring models of real assessments, each a pack without code: examples of all, a certificate, a composite index.

Whole submissions, worked by hand; energy saving and websites are beside this file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from worked import MODELS, Worked, claims_of, model, model_files, score, worked

from checker.model.example import Example
from checker.packs.examples import iter_examples
from tests.builders import point, span
from tests.trying import try_example

F = Fraction
NOTHING = point(0)  # no bonus

# --- examples ---------------------------------------------------------------------------------------------------------

NAMES = ["certification", "composite", "energy-targets", "energy-variant", "two-gates", "websites"]


def test_every_model_is_tested() -> None:
    assert sorted(folder.name for folder in MODELS.iterdir()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_example_of_a_model_holds(name: str) -> None:
    tried = [try_example(model(name), one) for one in iter_examples(model_files(name), model(name))]
    assert [one for one in tried if not one.as_expected] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_rule_of_a_model_shows_met_less_than_met_and_unknown(name: str) -> None:
    found: dict[str, list[Example]] = defaultdict(list)
    for one in iter_examples(model_files(name), model(name)):
        found[one.rule].append(one)
    for rule in model(name).rules:
        shown = {one.outcome for one in found[rule.id]}
        assert {"met", "unknown"} <= shown, rule.id
        assert shown & {"partly", "unmet"}, rule.id


# --- certification: seven thresholds, none of which makes up for another ----------------------------------------------

JUST_PASSED = {
    "fibre_share": "0.8",
    "port_share": "0.25",
    "site_share": "0.9",
    "station_density": "12",
    "fast_users": "0.3",
    "applications": "20",
    "complaint_rate": "5",
}
JUST_MISSED = {
    "fibre_share": "0.799",
    "port_share": "0.249",
    "site_share": "0.899",
    "station_density": "11.99",
    "fast_users": "0.299",
    "applications": "19",
    "complaint_rate": "5.01",
}
SIX, FIVE = F(600, 7), F(500, 7)  # of seven


@pytest.mark.parametrize(
    ("changed", "total", "grades"),
    [
        pytest.param({}, point(100), ["reached"], id="all just passed"),
        *(pytest.param({name: JUST_MISSED[name]}, point(SIX), ["not_reached"], id=name) for name in JUST_PASSED),
        pytest.param({"fibre_share": "1", "applications": "19"}, point(SIX), ["not_reached"], id="nothing makes up"),
        pytest.param({"fast_users": None}, span(SIX, 100), ["not_reached", "reached"], id="one unknown"),
        pytest.param(
            {"fast_users": None, "applications": "19"}, span(FIVE, SIX), ["not_reached"], id="one unknown, one missed"
        ),
        pytest.param(dict.fromkeys(JUST_PASSED), span(0, 100), ["not_reached", "reached"], id="silence"),
    ],
)
def test_certification(changed: Mapping[str, str | None], total: Any, grades: list[str]) -> None:
    found = worked(score("certification", claims_of(JUST_PASSED, **changed)))
    assert found == Worked(total, NOTHING, total, grades)


# --- composite: sub-indices that weigh 30, 30, 20 and 20; 140100 has 500 x 10k residents ------------------------------

# Reach (0.8 + 0.8) / 2, speed 0.8, satisfaction 0.75, use 1.7 / 2: 24 + 24 + 15 + 17 = 80
EIGHTY = {
    "online_share": "0.9",
    "one_visit_share": "0.9",
    "answer_days": "12",
    "satisfaction": "90",
    "visits": "850",
}
# All at 0.9: 27 + 27 + 18 + 18
NINETY = {
    "online_share": "0.95",
    "one_visit_share": "0.95",
    "answer_days": "11",
    "satisfaction": "96",
    "visits": "900",
}
BEYOND = {
    "online_share": "1",
    "one_visit_share": "1",
    "answer_days": "1",
    "satisfaction": "100",
    "visits": "9000",
}


@pytest.mark.parametrize(
    ("usual", "changed", "total", "grades"),
    [
        pytest.param(EIGHTY, {}, point(80), ["high"], id="exactly 80"),
        # reach (0.8 + 0.5) / 2 = 0.65: 19.5 instead of 24
        pytest.param(EIGHTY, {"one_visit_share": "0.75"}, point("75.5"), ["medium"], id="under 80"),
        pytest.param(NINETY, {}, point(90), ["very_high"], id="exactly 90 is very high here"),
        # 1 of 10 000 000 off the scale of use: 20 / 10 000 000 less
        pytest.param(NINETY, {"visits": "899.9999"}, point("89.999998"), ["high"], id="a hair less than 90"),
        pytest.param(BEYOND, {}, point(100), ["very_high"], id="beyond the ends of every scale"),
        # 24 + 24 + 0 to 20 + 17
        pytest.param(EIGHTY, {"satisfaction": None}, span(65, 85), ["medium", "high"], id="satisfaction unknown"),
        # 80 is 0.5 of that scale: 24 + 24 + 10 to 20 + 17
        pytest.param(
            EIGHTY,
            {"satisfaction": "{value: 80, hedge: over}"},
            span(75, 85),
            ["medium", "high"],
            id="over 80 satisfied",
        ),
    ],
)
def test_composite(usual: Mapping[str, str], changed: Mapping[str, str | None], total: Any, grades: list[str]) -> None:
    assert worked(score("composite", claims_of(usual, **changed))) == Worked(total, NOTHING, total, grades)


def test_composite_where_residents_are_not_known() -> None:
    """The pack holds none of 140200, at most 15 000 (x 10k): 30 + 30 + 20, and for use 20 x 900 / 15 000 / 2 to 20."""
    found = worked(score("composite", claims_of(BEYOND, visits="900"), place="140200"))
    assert (found.total, found.grades) == (span("80.6", 100), ["high", "very_high"])
