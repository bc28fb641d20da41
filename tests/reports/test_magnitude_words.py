"""How a number that may have been meant is written."""

from __future__ import annotations

from fractions import Fraction

import pytest

from checker.model.text import Text
from checker.reports.messages.magnitude import suggestion
from checker.reports.wording import reason
from tests.builders import claim, period, span


@pytest.mark.parametrize(
    ("value", "unit", "scaled", "zh", "en"),
    [
        ("32000", ("座", "stations"), False, "3.2万座", "32,000 stations"),
        ("3200", ("座", "stations"), False, "3200座", "3,200 stations"),
        ("120000000", ("户", "users"), False, "1.2亿户", "120,000,000 users"),
        ("12345.6", ("万户", "10k users"), True, "12345.6万户", "12,345.6 10k users"),
        ("0.32", ("", ""), False, "0.32", "0.32"),
        ("32000", ("stations", "stations"), False, "3.2万 stations", "32,000 stations"),
        ("1/3", ("", ""), False, "1/3", "1/3"),
    ],
)
def test_as_people_write_it(value: str, unit: tuple[str, str], *, scaled: bool, zh: str, en: str) -> None:
    assert suggestion(Fraction(value), unit[0], "zh", scaled=scaled) == zh
    assert suggestion(Fraction(value), unit[1], "en", scaled=scaled) == en


TOLD = {
    "label": Text("基站", "Stations"),
    "claim": claim("built", 320_000),
    "suggested": Fraction(32_000),
    "unit": "stations",
}


@pytest.mark.parametrize(
    ("against", "zh", "en"),
    [
        ({"against": "plausible", "expected": span(0, 50_000)}, "通常范围为 [0, 50000]", "Usual is [0, 50000]"),
        (
            {
                "against": "per-head",
                "expected": span("0.01", 60),
                "of": Text("常住人口", "Residents"),
                "of_unit": Text("万人", "10k persons"),
                "heads": span(430, 430),
                "unit": Text("座", "stations"),
            },
            "常住人口为 430 万人，每万人通常 0.01 至 60 座",
            "Residents: 430 (10k persons); for each 10k persons 0.01 to 60 stations is usual",
        ),
        (
            {"against": "target", "expected": Fraction(40_000), "year": 2020, "set_by": "Alpha"},
            "2020 年的目标为 40000（Alpha）",
            "The target for 2020 is 40000 (Alpha)",
        ),
        (
            {"against": "previous", "before": claim("built", 30_000), "period": period("2020-Q1"), "other": "{label}"},
            "2020-Q1 报的是 30000（2020-06-30），见 {label}",
            "For 2020-Q1 it was 30000 (2020-06-30), see {label}",
        ),
    ],
)
def test_a_question_says_what_the_number_was_held_against(against: dict[str, object], zh: str, en: str) -> None:
    asked = TOLD | against
    unit = "座" if "of" in against else " stations"
    assert reason("magnitude", asked, "zh") == f"基站：是否应为 3.2万{unit}？所报为 320000（2020-06-30）。{zh}"
    assert (
        reason("magnitude", asked, "en") == f"Stations: did you mean 32,000 stations? It says 320000 (2020-06-30). {en}"
    )
