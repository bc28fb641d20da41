"""Outcomes as bytes: exact, small, and nothing else is taken for them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_runs import outcomes

from checker.errors import StoreError
from checker.model.outcomes import FULL, NOT_APPLICABLE, Outcomes, ReadingOutcomes
from checker.store.packing import pack, unpack, unpack_scores

CREDITS = st.lists(
    st.tuples(
        st.sampled_from([0, FULL, NOT_APPLICABLE]) | st.integers(0, FULL),
        st.sampled_from([0, FULL, NOT_APPLICABLE]) | st.integers(0, FULL),
    ),
    max_size=40,
)
EXACT = st.tuples(st.integers(0, 10**60), st.integers(1, 10**60))


@st.composite
def readings(draw: st.DrawFn) -> ReadingOutcomes:
    ends = draw(CREDITS)
    lowers, uppers = tuple(low for low, _ in ends), tuple(high for _, high in ends)
    errors = tuple(sorted(draw(st.sets(st.integers(0, 300), max_size=3))))
    grades = draw(st.none() | st.tuples(st.text(max_size=5), st.text(max_size=5)))
    return ReadingOutcomes(lowers, uppers, errors, draw(st.none() | st.tuples(EXACT, EXACT)), grades, draw(EXACT))


FINDINGS = st.lists(st.tuples(st.text(max_size=9), st.text(max_size=9), st.text(max_size=9)), max_size=3).map(tuple)
DISTINCT = st.builds(Outcomes, st.text(max_size=6), st.text(max_size=7), FINDINGS, readings(), readings(), readings())


@given(DISTINCT)
def test_what_is_unpacked_is_what_was_packed(kept: Outcomes) -> None:
    assert unpack(pack(kept)) == kept


@given(DISTINCT, st.sampled_from(["claimed", "supported", "verified"]))
def test_equal_readings_are_told_apart_from_others(kept: Outcomes, same: str) -> None:
    reading = getattr(kept, same)
    for fields in ({"supported": reading}, {"verified": reading}, {"claimed": reading, "supported": reading}):
        some = kept._replace(**fields)
        assert unpack(pack(some)) == some
        assert unpack_scores(pack(some)) == some.scores  # of huge numbers too


def test_equal_outcomes_give_equal_bytes_and_few() -> None:
    assert pack(outcomes(5, "140100", "2020-H1")) == pack(outcomes(5, "140100", "2020-H1"))
    alone = outcomes(5, "140100", "2020-H1")
    assert len(pack(alone._replace(supported=alone.claimed, verified=alone.claimed))) < 400


def test_scores_are_read_alone() -> None:
    kept = outcomes(5, "140100", "2020-H1")
    without = kept.claimed._replace(total=None, grades=None)
    rejected = kept._replace(findings=(("critical", "integrity", "N1"),))
    for some in (kept, kept._replace(claimed=without), kept._replace(supported=without, verified=without), rejected):
        assert unpack_scores(pack(some)) == some.scores
    assert (kept.scores.rejected, rejected.scores.rejected) == (False, True)


@pytest.mark.parametrize("read", [unpack, unpack_scores])
@given(content=st.binary(max_size=60))
def test_other_bytes_are_refused(read: Callable[[bytes], object], content: bytes) -> None:
    with pytest.raises(StoreError, match="store-damaged"):
        read(content)


@pytest.mark.parametrize("read", [unpack, unpack_scores])
def test_cut_bytes_are_refused(read: Callable[[bytes], object]) -> None:
    packed = pack(outcomes(1, "140100", "2020-H1"))
    for length in range(len(packed)):
        with pytest.raises(StoreError, match="store-damaged"):
            read(packed[:length])
