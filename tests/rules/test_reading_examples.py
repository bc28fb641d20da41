"""Examples are typed by the dictionary, and a mistake in one is found at its place. The rules here are invented."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from checker.errors import Locus, PackError
from checker.model.example import Example
from checker.model.indicator import ItemFieldSpec
from checker.model.pack import Pack
from checker.model.types import ListType, NumberType, StateType, TextType, TruthType, parse_unit
from checker.model.value import EITHER, TRUE, Items
from checker.packs.examples import iter_examples
from checker.packs.files import PackFiles
from tests.builders import STATES, counted, dated, dictionary, listed, pack, period, point, span, stated, yes_or_no

FIELDS = (
    ItemFieldSpec("stage", StateType(("trial", "operating")), "", span(None, None), ()),
    ItemFieldSpec("sites", NumberType(parse_unit("sites")), "sites", span(0, 50), ()),
    ItemFieldSpec("open", TruthType(), "", span(None, None), ()),
    ItemFieldSpec("name", TextType(), "", span(None, None), ()),
)
HELD = pack(
    dictionary(
        counted("built", span(0, 100)),
        counted("growth", span(None, None)),
        counted("cities", kind="frame"),
        stated("plan"),
        yes_or_no("signed"),
        dated("sent"),
        replace(listed("trials"), type=ListType({one.id: one.type for one in FIELDS}), fields=FIELDS),
    )
)


def read(words: str, file: str = "points/01-first.yaml", held: Pack = HELD) -> list[Example]:
    """Return the examples of a rule; *words* is what stands after the dash of the first."""
    written = f"- id: P1-1\n  examples:\n    - {words}\n"
    return list(iter_examples(PackFiles(Path("invented"), {file: written.encode()}), held))


def expected(**changes: Any) -> Example:
    """Return an example that says as little as it can."""
    told: dict[str, Any] = {
        "rule": "P1-1",
        "locus": Locus("invented/points/01-first.yaml", 3, 7),
        "period": period(),
        "level": "province",
        "given": {},
        "frame": {},
        "targets": {},
        "outcome": "met",
        "credit": None,
        "holds": None,
    }
    return Example(**told | changes)


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        pytest.param("{expect: {outcome: met}}", {}, id="an outcome alone"),
        pytest.param('{period: "2020", expect: {outcome: met}}', {"period": period("2020")}, id="a year in quotes"),
        pytest.param("{period: 2020-Q3, expect: {outcome: met}}", {"period": period("2020-Q3")}, id="a quarter"),
        pytest.param("{level: county, expect: {outcome: met}}", {"level": "county"}, id="a level"),
        pytest.param(
            "{expect: {outcome: partly, credit: 0.1}}", {"outcome": "partly", "credit": point("0.1")}, id="a credit"
        ),
        pytest.param(
            "{expect: {outcome: unknown, credit: [0, 0.5]}}",
            {"outcome": "unknown", "credit": span(0, "0.5")},
            id="a range of credits",
        ),
        pytest.param(
            "{given: {built: 12.5}, expect: {outcome: met}}", {"given": {"built": point("12.5")}}, id="a number"
        ),
        pytest.param(
            "{given: {built: [10, 20]}, expect: {outcome: met}}", {"given": {"built": span(10, 20)}}, id="a range"
        ),
        pytest.param(
            "{given: {built: [10, null]}, expect: {outcome: met}}",
            {"given": {"built": span(10, 100)}},
            id="a lower bound",
        ),
        pytest.param(
            "{given: {growth: [null, -3]}, expect: {outcome: met}}",
            {"given": {"growth": span(None, -3)}},
            id="no bound",
        ),
        pytest.param("{given: {signed: true}, expect: {outcome: met}}", {"given": {"signed": TRUE}}, id="true"),
        pytest.param(
            "{given: {plan: full}, expect: {outcome: met}}", {"given": {"plan": frozenset({"full"})}}, id="a state"
        ),
        pytest.param(
            "{given: {plan: [none, full]}, expect: {outcome: met}}",
            {"given": {"plan": frozenset({"none", "full"})}},
            id="one of two states",
        ),
        pytest.param(
            "{given: {sent: 2020-07-30}, expect: {outcome: met}}",
            {"given": {"sent": point(date(2020, 7, 30).toordinal())}},
            id="a day",
        ),
        pytest.param(
            "{frame: {cities: 9}, expect: {outcome: met}}", {"frame": {"cities": point(9)}}, id="a frame fact"
        ),
        pytest.param(
            "{targets: {built: 1000, growth: none}, expect: {outcome: met}}",
            {"targets": {"built": Fraction(1000), "growth": None}},
            id="targets, beyond all bounds or none",
        ),
    ],
)
def test_an_example_is_typed_by_the_dictionary(words: str, changes: dict[str, Any]) -> None:
    assert read(words) == [expected(**changes)]


@pytest.mark.parametrize("holds", ["true", "false", "unknown"])
def test_an_example_of_a_relation_says_whether_it_holds(holds: str) -> None:
    (found,) = read(f"{{expect: {{holds: {holds}}}}}", "integrity/01-first.yaml")
    place = Locus("invented/integrity/01-first.yaml", 3, 7)
    assert found == expected(locus=place, outcome=None, holds=holds)


def test_an_item_that_leaves_out_a_field_leaves_it_open() -> None:
    (found,) = read("{given: {trials: [{stage: trial, name: one}, {sites: 3, open: true}]}, expect: {outcome: met}}")
    trials = found.given["trials"]
    assert isinstance(trials, Items)
    first, second = trials.items
    assert (first["stage"], first["sites"], first["open"]) == ({"trial"}, span(0, 50), EITHER)
    assert (second["stage"], second["sites"], second["open"]) == ({"trial", "operating"}, point(3), TRUE)
    assert [isinstance(item["name"], Items) for item in trials.items] == [True, True]


def test_rules_without_examples_have_none_and_files_come_in_order() -> None:
    files = {
        "integrity/01.yaml": b"- id: I1-1\n  examples: [{expect: {holds: true}}]\n",
        "points/02.yaml": b"- id: P2-1\n- id: P2\n  examples: [{expect: {outcome: met}}, {expect: {outcome: unmet}}]\n",
        "points/01.yaml": b"- id: P1-1\n  examples: [{expect: {outcome: error}}]\n",
    }
    found = iter_examples(PackFiles(Path("invented"), files), HELD)
    assert [(one.rule, one.outcome, one.holds) for one in found] == [
        ("P1-1", "error", None),
        ("P2", "met", None),
        ("P2", "unmet", None),
        ("I1-1", None, "true"),
    ]


STATE_NAMES = ", ".join(STATES)


@pytest.mark.parametrize(
    ("words", "column", "code", "parameters"),
    [
        pytest.param(
            "{expects: {outcome: met}}", 17, "unknown-key", {"found": "expects", "nearest": "expect"}, id="a key"
        ),
        pytest.param("{given: {}}", 7, "missing-key", {"found": "outcome"}, id="nothing expected"),
        pytest.param("{expect: {credit: 1}}", 16, "missing-key", {"found": "outcome"}, id="a credit alone"),
        pytest.param(
            "{expect: {holds: true}}", 24, "unknown-key", {"found": "holds", "nearest": ""}, id="a relation's word"
        ),
        pytest.param("{expect: met}", 16, "bad-value", {"key": "expect", "found": "met"}, id="no mapping"),
        pytest.param(
            "{expect: {outcome: passed}}", 26, "bad-value", {"key": "outcome", "found": "passed"}, id="an outcome"
        ),
        pytest.param(
            "{expect: {outcome: met, credit: 2}}",
            39,
            "bad-value",
            {"found": "2 .. 2", "expected": "0 .. 1"},
            id="a credit",
        ),
        pytest.param(
            "{expect: {outcome: met, credit: [1, 0]}}", 39, "bad-value", {"found": "1 .. 0"}, id="ends that are swapped"
        ),
        pytest.param(
            "{expect: {outcome: met, credit: half}}", 39, "bad-value", {"found": "half"}, id="a credit in words"
        ),
        pytest.param(
            "{period: 2020-H3, expect: {outcome: met}}", 16, "bad-period", {"found": "2020-H3"}, id="a period"
        ),
        pytest.param("{level: city, expect: {outcome: met}}", 15, "bad-value", {"found": "city"}, id="a level"),
        pytest.param(
            "{given: {bulit: 1}, expect: {outcome: met}}", 23, "unknown-name", {"nearest": "built"}, id="an indicator"
        ),
        pytest.param(
            "{given: {cities: 1}, expect: {outcome: met}}", 24, "unknown-name", {"found": "cities"}, id="a frame fact"
        ),
        pytest.param(
            "{frame: {built: 1}, expect: {outcome: met}}", 23, "unknown-name", {"found": "built"}, id="no frame fact"
        ),
        pytest.param(
            "{targets: {bulit: 1}, expect: {outcome: met}}", 25, "unknown-name", {"nearest": "built"}, id="a target"
        ),
        pytest.param(
            "{targets: {built: many}, expect: {outcome: met}}",
            25,
            "bad-value",
            {"found": "many"},
            id="a target's value",
        ),
        pytest.param(
            '{given: {built: "1"}, expect: {outcome: met}}', 23, "bad-value", {"found": "1"}, id="a number in quotes"
        ),
        pytest.param(
            "{given: {built: 101}, expect: {outcome: met}}",
            23,
            "bad-value",
            {"key": "built", "found": "101 .. 101", "expected": "0 .. 100"},
            id="a number out of bounds",
        ),
        pytest.param("{given: {built: [1, 2, 3]}, expect: {outcome: met}}", 23, "bad-value", {}, id="three ends"),
        pytest.param(
            "{given: {built: [2, 1]}, expect: {outcome: met}}", 23, "bad-value", {"found": "2 .. 1"}, id="2 to 1"
        ),
        pytest.param(
            "{given: {signed: yes}, expect: {outcome: met}}", 24, "bad-value", {"found": "yes"}, id="no truth value"
        ),
        pytest.param(
            "{given: {plan: ready}, expect: {outcome: met}}", 22, "bad-value", {"expected": STATE_NAMES}, id="no state"
        ),
        pytest.param(
            "{given: {plan: [none, ready]}, expect: {outcome: met}}",
            22,
            "bad-value",
            {"found": "ready"},
            id="one no state",
        ),
        pytest.param(
            "{given: {plan: []}, expect: {outcome: met}}", 22, "bad-value", {"found": "[]"}, id="no states at all"
        ),
        pytest.param(
            "{given: {sent: 2020-02-30}, expect: {outcome: met}}", 22, "bad-value", {"found": "2020-02-30"}, id="no day"
        ),
        pytest.param(
            "{given: {trials: [one]}, expect: {outcome: met}}", 24, "bad-value", {"found": "one"}, id="no item"
        ),
        pytest.param("{given: {trials: one}, expect: {outcome: met}}", 24, "bad-value", {"found": "one"}, id="no list"),
        pytest.param(
            "{given: {trials: [{stag: trial}]}, expect: {outcome: met}}",
            24,
            "unknown-key",
            {"nearest": "stage"},
            id="no field",
        ),
        pytest.param(
            "{given: {trials: [{sites: 51}]}, expect: {outcome: met}}",
            24,
            "bad-value",
            {"expected": "0 .. 50"},
            id="a field",
        ),
    ],
)
def test_a_mistake_is_found_at_its_place(words: str, column: int, code: str, parameters: dict[str, str]) -> None:
    with pytest.raises(PackError) as caught:
        read(words)
    error = caught.value
    assert (error.code, error.locus) == (code, Locus("invented/points/01-first.yaml", 3, column))
    assert error.parameters | parameters == error.parameters
