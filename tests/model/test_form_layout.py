"""The layout that writer and reader of the Excel forms share."""

from __future__ import annotations

import pytest

from checker.model.form import (
    EVIDENCE_CHOICES,
    FORM,
    ITEMS,
    hedge_choices,
    indicator_choices,
    items_role,
    meaning_of,
    role_of,
    value_choices,
)
from checker.model.pack import Pack
from checker.model.types import NumberType, StateType, TruthType


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("checker:form/1", (FORM, "")),
        (" checker:form/1 ", (FORM, "")),
        ("checker:items/1 trials", (ITEMS, "trials")),
        ("checker:items/1", None),
        ("checker:form/1 trials", None),
        ("checker:form/2", None),
        ("指标", None),
        ("", None),
    ],
)
def test_role_of_a_sheet_is_what_a1_says(text: str, role: tuple[str, str] | None) -> None:
    assert role_of(text) == role


def test_the_role_of_an_items_sheet_is_read_back() -> None:
    assert role_of(items_role("trials")) == (ITEMS, "trials")


def test_every_choice_of_a_pack_means_one_thing(pack: Pack) -> None:
    hedges = hedge_choices(pack.directive.scoring.hedges)
    lists = [hedges, EVIDENCE_CHOICES, indicator_choices(pack.indicators.values())]
    lists += [value_choices(one) for one in pack.indicators.values()]
    lists += [value_choices(field) for one in pack.indicators.values() for field in one.fields]
    for choices in lists:
        assert [meaning_of(one.shown, choices) for one in choices] == [one.id for one in choices]
        assert [meaning_of(one.id, choices) for one in choices] == [one.id for one in choices]
        assert meaning_of("别的 / other", choices) is None


def test_a_state_can_only_be_reached_at_least() -> None:
    known = ("over", "at-least", "about")
    assert [one.id for one in hedge_choices(known, NumberType(None))] == list(known)
    assert [one.id for one in hedge_choices(known, StateType(("a", "b")))] == ["at-least"]
    assert [one.shown for one in hedge_choices(["roughly"], TruthType())] == []
    assert [one.shown for one in hedge_choices(["roughly"])] == ["roughly / roughly"]
