"""Claims and conditions in words: labels instead of ids, figures instead of expressions, remarks in one language."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from checker.engine.assess import Assessor
from checker.expression.interpret import interpret
from checker.model.indicator import ItemFieldSpec, StateLabel
from checker.model.submission import Claim
from checker.model.text import Language, Text
from checker.model.types import NumberType, StateType
from checker.model.value import Items
from checker.reports.amount import after, near_and_exact
from checker.reports.planning.condition import ConditionText
from checker.reports.stated import claim_words, parameters_in_words
from tests.builders import (
    STATES,
    claim,
    counted,
    dictionary,
    expression,
    facts,
    listed,
    pack,
    span,
    stated,
    submission,
    target,
    yes_or_no,
)

F = Fraction
SIZE = ItemFieldSpec("size", NumberType(None), "", span(0, 9), ())
WORDS = tuple(StateLabel(name, Text(f"{name}(zh)", f"{name} in words")) for name in STATES)
INDICATORS = dictionary(
    counted("built"),
    counted("dark"),
    counted("cities", kind="frame"),
    yes_or_no("signed"),
    replace(stated("plan"), states=WORDS),
    listed("trials"),
)


@pytest.mark.parametrize(
    ("one", "zh", "en"),
    [
        (claim("plan", "planned", hedge="at-least"), "至少planned(zh)（2020", "at least planned in words (2020"),
        (claim("plan", frozenset({"partial", "full"})), "至少partial(zh)（2020", "at least partial in words (2020"),
        (claim("signed", value=True), "是（2020", "yes (2020"),
        (claim("built", 3, hedge="over"), "超过3（2020", "over 3 (2020"),
    ],
)
def test_a_claim_goes_by_the_labels_of_the_dictionary(one: Claim, zh: str, en: str) -> None:
    indicator = INDICATORS[one.indicator]
    assert claim_words(one, indicator, "zh").startswith(zh)
    assert claim_words(one, indicator, "en").startswith(en)


def test_items_go_by_the_labels_of_their_fields() -> None:
    states = (StateLabel("trial", Text("试点", "on trial")),)
    fields = (ItemFieldSpec("stage", StateType(("trial",)), "", span(0, 1), states), SIZE)
    labelled = replace(INDICATORS["trials"], fields=fields)
    one = claim("trials", Items(({"stage": frozenset({"trial"}), "size": span(1, 1)}, {"size": span(2, 3)})))
    assert claim_words(one, labelled, "zh").startswith("试点/1；[2, 3]（")
    assert claim_words(one, labelled, "en").startswith("on trial/1; [2, 3] (")


def test_remarks_are_given_in_one_language() -> None:
    made = pack(INDICATORS)
    told = {
        "before": claim("built", 3, note="中文 / English"),
        "note": "甲 / A",
        "by": "x / y",
        "after": claim("gone", 1),
    }
    found = parameters_in_words(told, made, "en")
    assert isinstance(found["before"], Claim)
    assert (found["before"].note, found["note"], found["by"]) == ("English", "A", "x / y")
    assert parameters_in_words({"note": "一种"}, made, "en")["note"] == "一种"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("built >= 9", "built(zh) 3，应达 9", "built 3, at least 9 needed"),
        ("9 <= built", "built(zh) 3，应达 9", "built 3, at least 9 needed"),
        ("built > target(built)", "built(zh) 3，应超过 20", "built 3, more than 20 needed"),
        ("built < 2", "built(zh) 3，应低于 2", "built 3, less than 2 needed"),
        ("built == 5", "built(zh) 3，应为 5", "built 3, 5 needed"),
        ("dark <= 1", "dark(zh)没有报，应不超过 1", "dark not reported, at most 1 allowed"),
        (
            "built + dark >= 9",
            "“built(zh)”加“dark(zh)” 3 至 1003，应达 9",
            "“built” plus “dark” 3 to 1003, at least 9 needed",
        ),
        ("built >= 9 and built >= 1 and signed", "built(zh) 3，应达 9；“signed(zh)”为是", None),
        ("built != 3", "“built(zh)”不等于3", "“built” is not 3"),
        ("built >= dark", "“built(zh)”不低于“dark(zh)”", "“built” is at least “dark”"),
        ("plan == 'full'", "“plan(zh)”为“full(zh)”", "“plan” is “full in words”"),
        ("built >= cities", "“built(zh)”不低于“cities(zh)”", "“built” is at least “cities”"),
    ],
)
def test_a_condition_that_does_not_hold_is_told_by_label_and_figures(text: str, zh: str, en: str | None) -> None:
    made = pack(INDICATORS, targets=[target("built", 20)])
    assessment = Assessor(made).assess(submission(claim("built", 3)))
    values = {name: value.possible for name, value in assessment.values.items() if value.possible is not None}
    trace = interpret(expression(text, INDICATORS).tree, facts(made, **values))
    wanted: dict[Language, str | None] = {"zh": zh, "en": en}
    for language, words in wanted.items():
        assert words is None or ConditionText(made, assessment, language).lacking(trace) == words


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        ("1.5625", "1.5625 分", "1.5625"),
        ("37/6", "约 6.17 分（精确值 37/6）", "about 6.17 (exactly 37/6)"),
        ("-37/6", "约 -6.17 分（精确值 -37/6）", "about -6.17 (exactly -37/6)"),
        ("0.526666666667", "约 0.53 分（精确值 0.526666666667）", "about 0.53 (exactly 0.526666666667)"),
    ],
)
def test_decimals_come_first_and_the_exact_number_after(value: str, zh: str, en: str) -> None:
    assert near_and_exact(F(value), "zh", unit=" 分") == zh
    assert near_and_exact(F(value), "en") == en


def test_a_word_and_an_amount_are_joined_as_they_are_read() -> None:
    assert [after("至多", text) for text in ("约 +5.39", "+5")] == ["至多约 +5.39", "至多 +5"]
