"""Integrity rules in pairs: what bounds prove, what the grid shows, and what is not worth a word."""

from __future__ import annotations

import pytest
from builders import counted, dictionary, integrity_rule, pack, span, yes_or_no

from checker.engine.linting.grid import Budget
from checker.engine.linting.pairs import MOST_FOUND, iter_pairs

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


def many(*checks: str, consequence: str = "confirm", left: int = 100_000) -> tuple[list[str], Budget]:
    """Return the codes on many rules of one consequence, and what is left of the budget."""
    rules = tuple(integrity_rule(KNOWN, check, consequence=consequence, id=f"I1-{n}") for n, check in enumerate(checks))
    budget = Budget(left)
    return [one.code for one in iter_pairs(pack(KNOWN, [], integrity=rules), budget)], budget


@pytest.mark.parametrize("step", [1, -1])
def test_many_bounds_of_one_figure_are_held_against_the_narrowest_only(step: int) -> None:
    checks = [f"built <= {number}" for number in range(1, 151)][::step]
    codes, budget = many(*checks)
    assert codes == ["check-implied"] * 149
    assert 100_000 - budget.left <= 2 * 149  # of a pair, and of one way round in one case
    assert budget.cut == 0


@pytest.mark.parametrize(
    ("sign", "code"), [("<=", "check-implied"), (">=", "check-implied"), ("==", "checks-contradict")]
)
def test_findings_of_very_many_rules_are_capped(sign: str, code: str) -> None:
    codes, budget = many(*(f"built {sign} {number}" for number in range(2_000)))
    assert codes == [code] * MOST_FOUND
    assert 100_000 - budget.left <= 2 * MOST_FOUND
    assert budget.cut == 1


def test_pairs_that_are_proved_or_untold_take_from_the_budget() -> None:
    codes, budget = many(*["built <= 10"] * 100, left=1_000)
    assert (codes, budget.left, budget.cut) == ([], 0, 1)
    codes, budget = many("built <= 10 and built >= 5", "built + 1 > 4", left=1_000)
    assert codes == ["check-implied"]
    assert budget.left < 999


def test_rule_is_said_once_to_follow_by_search() -> None:
    checks = ("built < shared", "built + 1 < shared", "built <= shared")
    assert [rule for code, rule in found(*((check, "note") for check in checks))] == ["I1-1", "I1-3"]
