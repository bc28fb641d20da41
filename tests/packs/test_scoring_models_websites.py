"""The scoring model of government websites, a pack without code: whole submissions, worked by hand.

140100 has public services, 140200 has none (75 points x 4/3), and of 140300 nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import pytest
from worked import Worked, claims_of, score, vetoes, worked

from tests.builders import point, span

F = Fraction
NOTHING = point(0)  # no bonus

# A site without a fault, without extras, and with nothing to veto: 100.
SITE = {
    "stale_columns": "0",
    "broken_links": "0",
    "wrong_guides": "0",
    "missing_forms": "0",
    "late_answers": "0",
    "proper_name": "true",
    "site_mark": "true",
    "site_search": "true",
    "down_share": "0.01",
    "silent_days": "3",
    "leaks": "0",
    "novelties": "0",
    "search_level": "plain",
    "open_data": "false",
}
EXTRAS_9 = {"novelties": "2", "search_level": "helpful"}  # 2 x 2 + 5
EXTRAS_30 = {"novelties": "5", "search_level": "clever", "open_data": "true"}  # 10 + 10 + 10
# 2 x 3 for columns, 3 for a guide, 2 for a form, 5 for the search: 16 of 100
FAULTS_16 = {"stale_columns": "2", "wrong_guides": "1", "missing_forms": "1", "site_search": "false"}


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        pytest.param({}, Worked(point(100), NOTHING, point(100), ["pass"]), id="no fault"),
        pytest.param(EXTRAS_30, Worked(point(100), point(30), point(100), ["pass"]), id="130 ends at 100"),
        # 100 - 16 - 3 links = 81; + 9
        pytest.param(
            {**FAULTS_16, "broken_links": "3", **EXTRAS_9},
            Worked(point(81), point(9), point(90), ["pass"]),
            id="above 80",
        ),
        # 100 - 16 - 4 links = 80; + 9
        pytest.param(
            {**FAULTS_16, "broken_links": "4", **EXTRAS_9},
            Worked(point(80), point(9), point(89), ["pass"]),
            id="exactly 80 is enough here",
        ),
        # 100 - 16 - 5 links = 79
        pytest.param(
            {**FAULTS_16, "broken_links": "5", **EXTRAS_9},
            Worked(point(79), NOTHING, point(79), ["pass"]),
            id="under 80",
        ),
        # 9 columns 27, capped at 15; 30 links, capped at 10; 8 letters 40, capped at 25: 100 - 50
        pytest.param(
            {"stale_columns": "9", "broken_links": "30", "late_answers": "8"},
            Worked(point(50), NOTHING, point(50), ["fail"]),
            id="never more than the item has",
        ),
        # a column 3, letters 0 to 25: 72 to 97; the 2 extra points need 80 at the same end
        pytest.param(
            {"stale_columns": "1", "late_answers": None, "novelties": "1"},
            Worked(span(72, 97), span(0, 2), span(72, 99), ["pass"]),
            id="letters unknown",
        ),
        # columns 15, links 10, guides 15, letters 5 to 25: 35 to 55, failed whatever they are
        pytest.param(
            {
                "stale_columns": "5",
                "broken_links": "10",
                "wrong_guides": "5",
                "late_answers": "{value: 1, hedge: over}",
            },
            Worked(span(35, 55), NOTHING, span(35, 55), ["fail"]),
            id="over one letter",
        ),
    ],
)
def test_websites_with_services(changed: Mapping[str, str | None], expected: Worked) -> None:
    assert worked(score("websites", claims_of(SITE, **changed))) == expected


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        # 75 - 15 columns = 60, x 4/3 = 80; seven wrong guides do not count
        pytest.param(
            {"stale_columns": "5", "wrong_guides": "7", **EXTRAS_9},
            Worked(point(80), point(9), point(89), ["pass"]),
            id="exactly 80",
        ),
        # 75 - 6 columns - 3 links - 5 for a letter = 61, x 4/3 = 81 1/3; + 9
        pytest.param(
            {"stale_columns": "2", "broken_links": "3", "late_answers": "1", **EXTRAS_9},
            Worked(point(F(244, 3)), point(9), point(F(271, 3)), ["pass"]),
            id="thirds stay exact",
        ),
        # 75 - 15 columns - 10 links - 5 for the search = 45, x 4/3 = 60
        pytest.param(
            {"stale_columns": "5", "broken_links": "10", "site_search": "false"},
            Worked(point(60), NOTHING, point(60), ["pass"]),
            id="exactly 60",
        ),
        # 75 - 9 columns - 10 links - 5 for a letter - 10 for the mark = 41, x 4/3 = 54 2/3
        pytest.param(
            {"stale_columns": "3", "broken_links": "10", "late_answers": "1", "site_mark": "false"},
            Worked(point(F(164, 3)), NOTHING, point(F(164, 3)), ["fail"]),
            id="failed",
        ),
        # 75 - 0 to 25 = 50 to 75, x 4/3
        pytest.param(
            {"late_answers": None},
            Worked(span(F(200, 3), 100), NOTHING, span(F(200, 3), 100), ["pass"]),
            id="letters unknown",
        ),
    ],
)
def test_websites_without_services(changed: Mapping[str, str | None], expected: Worked) -> None:
    found = score("websites", claims_of(SITE, **changed), place="140200")
    assert (worked(found), found.not_applicable) == (expected, F(1, 4))


def test_websites_where_nobody_knows_whether_there_are_services() -> None:
    """70 of the 75, and 0 to 25 for services. Without them the 70 would be 93 1/3: that lies within."""
    found = worked(score("websites", claims_of(SITE, late_answers="1"), place="140300"))
    assert found == Worked(span(70, 95), NOTHING, span(70, 95), ["pass"])


@pytest.mark.parametrize(
    ("changed", "confirmed", "grades", "veto"),
    [
        pytest.param({}, (), ["pass"], {}, id="clean by its word"),
        pytest.param({"down_share": "0.05", "silent_days": "14"}, (), ["pass"], {}, id="not over the limits"),
        pytest.param({"down_share": "0.06"}, ["down_share"], ["fail"], {"P05-1": True}, id="verified"),
        pytest.param({"down_share": "0.06"}, (), ["fail", "pass"], {"P05-1": False}, id="not verified"),
        pytest.param(
            {"silent_days": "15", "leaks": "1"}, ["leaks"], ["fail"], {"P05-2": False, "P05-3": True}, id="one of two"
        ),
        pytest.param({"leaks": None}, ["down_share"], ["fail", "pass"], {"P05-3": False}, id="of leaks no word"),
    ],
)
def test_websites_veto(
    changed: Mapping[str, str | None], confirmed: Sequence[str], grades: list[str], veto: dict[str, bool]
) -> None:
    """100 - 10 for two letters + 9 = 99 in any case: a veto leaves the sum alone."""
    found = score("websites", claims_of(SITE, **{"late_answers": "2", **EXTRAS_9, **changed}), confirmed=confirmed)
    assert worked(found) == Worked(point(90), point(9), point(99), grades)
    assert vetoes(found) == veto
