"""Generated source and interpreter agree on 100,000 random packs and submissions.

A million would not fit into a build: ``python -m tests.generated_pairs``.
"""

from __future__ import annotations

import pytest

from tests.generated_pairs import BATCH, Tally, compare

BATCHES = 50  # a test: 2,500 pairs


@pytest.mark.parametrize("first", range(0, 40 * BATCHES, BATCHES))
def test_both_agree_on_random_packs(first: int) -> None:
    tally = Tally()
    compare(first, BATCHES, tally)
    assert (tally.pairs, tally.differences) == (BATCHES * BATCH, [])
    assert tally.fast > tally.pairs // 2
    assert set(tally.seen) == {"met", "partly", "unmet", "unknown", "not-applicable", "error"}
