"""A condition that is decided before anything is known says nothing."""

from __future__ import annotations

import pytest

from checker.expression.decided import is_decided
from tests.strategies import DICTIONARY, parse


@pytest.mark.parametrize(
    "text",
    [
        "True",
        "not True",
        "1 < 2",
        "stations >= 0",
        "stations < 0",
        "share <= 1",
        "target(share) > 1",
        "due(period) > 1",
        "signed or True",
        "signed and False",
        "stations + planned >= 0 or paid",
        '"none" <= coverage',
        'level in ("county", "prefecture", "province")',
        "count(x for x in sites) >= 0",
        "1 / 0 > 1",
        "1 / stations >= 0",
    ],
)
def test_condition_is_decided(text: str) -> None:
    assert is_decided(parse(text), DICTIONARY)


@pytest.mark.parametrize(
    "text",
    [
        "signed",
        "stations > 0",
        "share < 1",
        "share == share",
        "growth >= 0",
        "stations >= planned",
        "1 / stations > 1",
        'coverage > "none"',
        'level == "province"',
        "opened <= period_end",
        'period_end > date("2020-06-30")',
        "has_target(stations)",
        "target(stations) > 0",
        "due(period) == 1",
        "any(x.ready for x in sites)",
        "target_stated(stations)",
        "not target_stated(stations)",
        "target_stated(stations) or target_stated(planned)",
    ],
)
def test_condition_is_open(text: str) -> None:
    assert not is_decided(parse(text), DICTIONARY)
