"""Integrity rules in pairs: what bounds prove, what the grid shows, and what is not worth a word."""

from __future__ import annotations

import pytest
from builders import counted, dictionary, integrity_rule, pack, span, yes_or_no

from checker.engine.linting.grid import Budget
from checker.engine.linting.pairs import iter_pairs

KNOWN = dictionary(
    counted("built"),
    counted("shared"),
    counted("rate", span(0, 1), unit="ratio"),
    yes_or_no("claimed"),
)


def found(*checks: tuple[str, str], left: int = 10_000) -> list[tuple[str, str | None]]:
    """Return code and rule of each finding on integrity rules of these conditions and consequences."""
    rules = [
        integrity_rule(KNOWN, check, consequence=consequence, id=f"I1-{number}")
        for number, (check, consequence) in enumerate(checks, 1)
    ]
    return [(one.code, one.rule) for one in iter_pairs(pack(KNOWN, [], integrity=tuple(rules)), Budget(left))]


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("built <= 10", "built >= 20", [("checks-contradict", "I1-2")]),
        ("built <= 10", "built <= 20", [("check-implied", "I1-2")]),
        ("built <= 20", "built <= 10", [("check-implied", "I1-1")]),
        ("built <= 20", "10 >= built", [("check-implied", "I1-1")]),
        ("built == 5", "built != 5", [("checks-contradict", "I1-2")]),
        ("built <= 10 and built >= 5", "built + 1 > 4", [("check-implied", "I1-2")]),
        ("built < 10", "built <= 9.5", [("check-implied", "I1-1")]),
        ("built + shared <= 10", "built + shared <= 20", [("check-implied", "I1-2")]),
        ("built + shared <= 10", "built + shared > 10", [("checks-contradict-searched", "I1-2")]),
        ("built <= shared", "built > shared", [("checks-contradict-searched", "I1-2")]),
        ("built < shared", "built <= shared", [("check-implied-searched", "I1-2")]),
        ("built <= shared", "built < shared", [("check-implied-searched", "I1-1")]),
        ("built <= shared", "built <= 500", []),
        ("built <= shared", "built <= shared", []),
        ("built <= 10", "shared <= 10", []),
        ("built / shared <= 1", "built / shared <= 2 or claimed", [("check-implied-searched", "I1-2")]),
        ("built - built < 0", "built <= 20", []),
        ('built <= 10 or level == "county"', "built <= 20", []),
    ],
)
def test_pair_is_judged(first: str, second: str, expected: list[tuple[str, str]]) -> None:
    assert found((first, "confirm"), (second, "confirm")) == expected


@pytest.mark.parametrize("pair", [("rate < 0.5", "rate <= 0.5"), ("rate <= 0.5", "rate < 0.5")])
def test_strict_bound_of_a_fraction_is_implied_by_no_equal_one(pair: tuple[str, str]) -> None:
    implied = "I1-2" if pair[0].startswith("rate < ") else "I1-1"
    codes = found((pair[0], "note"), (pair[1], "note"))
    assert [rule for _, rule in codes] == [implied]


def test_wider_condition_with_a_harsher_consequence_is_meant() -> None:
    assert found(("built <= 10", "note"), ("built <= 20", "reject")) == []
    assert found(("built <= 10", "reject"), ("built <= 20", "note")) == [("check-implied", "I1-2")]


def test_search_ends_with_its_budget() -> None:
    checks = [(f"built + {number} <= shared", "note") for number in range(4)]
    budget = Budget(3)
    rules = tuple(integrity_rule(KNOWN, check, id=f"I1-{n}") for n, (check, _) in enumerate(checks))
    assert list(iter_pairs(pack(KNOWN, [], integrity=rules), budget)) == []
    assert budget.cut > 0
