"""What an indicator may be when nothing is said of it."""

from __future__ import annotations

import pytest

from checker.model.interval import ANYTHING, UNIT
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type, Unit
from checker.model.value import EITHER, Items, Possible
from tests.strategies import DICTIONARY, indicator

STATES = ("none", "partial", "full")


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (NumberType(Unit()), UNIT),
        (TruthType(), EITHER),
        (StateType(STATES), frozenset(STATES)),
        (DateType(), ANYTHING),
    ],
    ids=["number", "truth", "state", "date"],
)
def test_unknown_is_all_that_type_and_bounds_allow(kind: Type, expected: Possible) -> None:
    assert indicator("x", kind, UNIT).unknown == expected


@pytest.mark.parametrize("kind", [ListType({}), TextType()], ids=["list", "text"])
def test_unknown_list_or_text_names_nothing(kind: Type) -> None:
    unknown = indicator("x", kind).unknown
    assert isinstance(unknown, Items)
    assert unknown.items == ()


def test_field_of_an_item_that_is_not_stated_may_be_anything() -> None:
    fields = {field.id: field.unknown for field in DICTIONARY["sites"].fields}
    assert fields["stage"] == {"plan", "trial", "operating"}
    assert fields["ready"] == EITHER


@pytest.mark.parametrize(
    ("kind", "is_count"),
    [
        (NumberType(Unit()), True),
        (ListType({}), True),
        (TruthType(), False),
        (StateType(STATES), False),
        (DateType(), False),
        (TextType(), False),
    ],
    ids=["number", "list", "truth", "state", "date", "text"],
)
def test_numbers_and_lists_are_counts(kind: Type, *, is_count: bool) -> None:
    assert indicator("x", kind).is_count == is_count


def test_only_frame_facts_are_held_by_the_pack() -> None:
    kinds = ("stock", "flow", "state", "derived", "frame")
    held = [indicator("x", TruthType(), kind=kind).held_by_pack for kind in kinds]
    assert held == [False, False, False, False, True]
