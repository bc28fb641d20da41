"""Which of several submissions for one locality and period counts."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.model.doubles import Handed, Standing, settle

A = Handed("a" * 64, "first")
A_AGAIN = Handed("b" * 64, "first")  # the same content in other bytes
B = Handed("c" * 64, "second")
B_CORRECTS_A = Handed("c" * 64, "second", "a" * 12)
B_CORRECTS_COPY = Handed("c" * 64, "second", "b" * 12)
C_CORRECTS_B = Handed("d" * 64, "third", "c" * 64)
C_CORRECTS_A = Handed("d" * 64, "third", "a" * 64)
A_CORRECTS_B = Handed("a" * 64, "first", "c" * 12)
B_AGAIN_CORRECTS_A = Handed("7" * 64, "second", "a" * 12)
A_AGAIN_CORRECTS_B = Handed("b" * 64, "first", "c" * 12)
A_AGAIN_CORRECTS_NOTHING = Handed("b" * 64, "first", "f" * 12)
B_AGAIN = Handed("6" * 64, "second")
CORRECTS_NOTHING = Handed("e" * 64, "fifth", "f" * 12)

COUNTS, COPY, CONFLICT, CORRECTED = Standing

CASES = {
    "one": ([A], [COUNTS]),
    "one that corrects what is not here": ([CORRECTS_NOTHING], [COUNTS]),
    "same content": ([A, A_AGAIN], [COUNTS, COPY]),
    "two that differ": ([A, B], [CONFLICT, CONFLICT]),
    "two that differ, and a copy": ([A, A_AGAIN, B], [CONFLICT, COPY, CONFLICT]),
    "correction": ([A, B_CORRECTS_A], [CORRECTED, COUNTS]),
    "correction of a copy": ([A, A_AGAIN, B_CORRECTS_COPY], [CORRECTED, COPY, COUNTS]),
    "correction of a correction": ([A, B_CORRECTS_A, C_CORRECTS_B], [CORRECTED, CORRECTED, COUNTS]),
    "two corrections of one": ([A, B_CORRECTS_A, C_CORRECTS_A], [CONFLICT] * 3),
    "each corrects the other": ([A_CORRECTS_B, B_CORRECTS_A], [CONFLICT] * 2),
    "correction of nothing beside another": ([A, CORRECTS_NOTHING], [CONFLICT] * 2),
    "correction that was sent without saying so before": ([A, B, B_AGAIN_CORRECTS_A], [CORRECTED, COUNTS, COPY]),
    "back to what was said first": ([A, B_CORRECTS_A, A_AGAIN_CORRECTS_B], [COUNTS, CORRECTED, COPY]),
    "back to what was said first, and a copy of what was not": (
        [A, B_CORRECTS_A, A_AGAIN_CORRECTS_B, B_AGAIN],
        [COUNTS, CORRECTED, COPY, COPY],
    ),
    "a copy that corrects what is not here": ([A, A_AGAIN_CORRECTS_NOTHING, B_CORRECTS_A], [CORRECTED, COPY, COUNTS]),
    "correction of a correction of what is not here": (
        [CORRECTS_NOTHING, Handed("8" * 64, "eighth", "e" * 12)],
        [CORRECTED, COUNTS],
    ),
    "correction and a rival": ([A, B_CORRECTS_A, Handed("9" * 64, "ninth")], [CONFLICT] * 3),
}


@pytest.mark.parametrize("case", CASES)
def test_verdicts(case: str) -> None:
    group, expected = CASES[case]
    assert [verdict.standing for verdict in settle(group)] == expected


@pytest.mark.parametrize("case", CASES)
def test_order_does_not_matter_but_for_which_copy_comes_first(case: str) -> None:
    group, expected = CASES[case]
    told = sorted((handed.content, standing.value) for handed, standing in zip(group, expected, strict=True))
    for order in permutations(group):
        verdicts = settle(order)
        assert sorted((handed.content, one.standing.value) for handed, one in zip(order, verdicts, strict=True)) == told
        for handed, one in zip(order, verdicts, strict=True):
            assert (one.other is None) == (one.standing is COUNTS)
            assert one.other is None or order[one.other] is not handed


@given(
    st.lists(st.tuples(st.sampled_from("xyz"), st.none() | st.integers(0, 4)), min_size=1, max_size=5),
    st.permutations(range(5)),
)
def test_what_counts_depends_on_no_order(said: list[tuple[str, int | None]], places: list[int]) -> None:
    group = [
        Handed(f"{number}" * 64, content, "" if named is None else f"{named}" * 12)
        for number, (content, named) in enumerate(said)
    ]
    other = [group[place] for place in places if place < len(group)]
    found = [
        sorted((one.content, verdict.standing.value) for one, verdict in zip(order, settle(order), strict=True))
        for order in (group, other)
    ]
    assert found[0] == found[1]
    standings = [standing for _, standing in found[0]]
    assert standings.count("counts") == (0 if "conflict" in standings else 1)
