"""The nearest known name, and the place of a mistake."""

from __future__ import annotations

import pytest

from checker.errors import Locus
from checker.expression.scope import fault, moved, nearest


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bs5g_bulit", "bs5g_built"),
        ("BS5G_built", "bs5g_built"),
        ("bs5g_build_new", "bs5g_built_new"),
        ("bs5g", ""),
        ("hospitals", "hospital"),
        ("zzz", ""),
        ("", ""),
    ],
)
def test_nearest_name(name: str, expected: str) -> None:
    assert nearest(name, iter(["hospital", "bs5g_built", "bs5g_built_new"])) == expected


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("stations", []) == ""


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Locus("a.yaml", 3, 5), Locus("a.yaml", 3, 9)),
        (Locus("a.yaml", 3), Locus("a.yaml", 3)),
        (Locus("a.yaml"), Locus("a.yaml")),
    ],
    ids=str,
)
def test_place_moves_along_its_line_if_it_has_a_column(place: Locus, expected: Locus) -> None:
    assert moved(place, 4) == expected
    error = fault("unknown-name", place, 4, found="x")
    assert (error.code, error.locus, error.parameters) == ("unknown-name", expected, {"found": "x"})
