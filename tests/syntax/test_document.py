"""Trees, places and look-alikes."""

from __future__ import annotations

import pytest
from marks import short

from checker.errors import Locus
from checker.syntax.document import Bare, is_missing, look_alikes, place_in
from checker.syntax.yaml import read_yaml


@pytest.mark.parametrize(
    ("value", "missing"),
    [
        (None, True),
        (Bare(""), True),
        (Bare("~"), True),
        (Bare("null"), True),
        ("", False),  # written as "": a text that is empty
        ("null", False),
        (Bare("none"), False),
        (Bare("0"), False),
        (False, False),
        ([], False),
    ],
)
def test_missing_is_what_says_nothing(value: object, *, missing: bool) -> None:
    assert is_missing(value) == missing


@pytest.mark.parametrize(
    ("keys", "pair"),
    [
        (["a", "b"], None),
        (["a", "A"], ("a", "A")),
        (["a", "ａ"], ("a", "ａ")),
        (["é", "e\u0301"], ("é", "e\u0301")),
        (["a b", "ab"], ("a b", "ab")),
        (["ab", "a\u3000b"], ("ab", "a\u3000b")),
        (["ab", "a\u200bb"], ("ab", "a\u200bb")),
        (["straße", "STRASSE"], ("straße", "STRASSE")),
        (["x", "太原", "太原市"], None),
        (["ﷺ" * 5_000, "b"], None),  # long keys are not normalised: one character may become eighteen
    ],
    ids=short,
)
def test_look_alikes_are_keys_a_reader_takes_for_one_another(keys: list[str], pair: tuple[str, str] | None) -> None:
    assert look_alikes(keys) == pair


@pytest.mark.parametrize(
    ("offset", "line", "column"), [(0, 1, 1), (1, 1, 2), (2, 1, 3), (3, 2, 1), (5, 2, 3), (6, 3, 1)]
)
def test_place_counts_lines_and_characters_from_one(offset: int, line: int, column: int) -> None:
    assert place_in("省a\n市b\nc", "f", offset) == Locus("f", line, column)


DOCUMENT = read_yaml("a:\n  - b: 1\n  - {c: 2}\nd: x\n", "f")


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), "f:1:1", "f:1:1"),
        (("a",), "f:2:3", "f:1:1"),
        (("a", 0), "f:2:5", "f:2:5"),
        (("a", 0, "b"), "f:2:8", "f:2:5"),
        (("a", 1, "c"), "f:3:9", "f:3:6"),
        (("d",), "f:4:4", "f:4:1"),
        (("a", 1, "nowhere", 7), "f:3:5", "f:3:5"),  # the nearest above that exists
        (("nowhere",), "f:1:1", "f:1:1"),
    ],
)
def test_value_and_key_have_each_their_place(path: tuple[str | int, ...], value: str, key: str) -> None:
    assert (str(DOCUMENT.locate(path)), str(DOCUMENT.locate_key(path))) == (value, key)


def test_at_returns_the_value_of_a_path() -> None:
    assert DOCUMENT.at(("a", 1, "c")) == "2"
    assert DOCUMENT.at(()) is DOCUMENT.tree
