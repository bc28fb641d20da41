"""A tree is walked from the top, from left to right."""

from __future__ import annotations

import pytest

from checker.model.nodes import parts_of, walk
from tests.strategies import parse

EVERY_KIND = (
    'max(-share, abs(growth), target(share) / due(period)) > 0.5 and not (signed or coverage in ("full",)) '
    'if has_target(share) and opened <= date("2020-06-30") and level == "province" '
    "else any(x.ready for x in sites if True)"
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("1", ["Number"]),
        ("signed", ["Indicator"]),
        ("-share", ["Negative", "Indicator"]),
        ("1 + 2 * share", ["Arithmetic", "Number", "Arithmetic", "Number", "Indicator"]),
        ("0 < share < 1", ["Conjunction", "Comparison", "Number", "Indicator", "Comparison", "Indicator", "Number"]),
        ("any(x.ready for x in sites)", ["Gather", "Indicator", "Truth", "ItemField"]),
        (
            EVERY_KIND,
            [
                *("Conditional", "Conjunction", "TargetAsked", "Comparison", "Indicator", "Day", "Comparison", "Given"),
                *("State", "Conjunction", "Comparison", "Extreme", "Negative", "Indicator", "Absolute", "Indicator"),
                *("Arithmetic", "Target", "Due", "Number", "Negation", "Disjunction", "Indicator", "Membership"),
                *("Indicator", "Gather", "Indicator", "Truth", "ItemField"),
            ],
        ),
    ],
)
def test_walk_gives_a_node_before_its_parts(text: str, kinds: list[str]) -> None:
    assert [type(node).__name__ for node in walk(parse(text))] == kinds


def test_parts_are_the_direct_ones() -> None:
    tree = parse("share if signed else growth + 1")
    assert [type(part).__name__ for part in parts_of(tree)] == ["Indicator", "Indicator", "Arithmetic"]
    assert parts_of(parse("share")) == ()
