"""A run that is killed goes on where it was. ``tests/store/killing.py 200`` does the same at greater length."""

from __future__ import annotations

from pathlib import Path

from killing import kill_many


def test_killed_at_random_moments_and_resumed_is_the_same_run(tmp_path: Path) -> None:
    stores, places = kill_many(20, tmp_path)
    assert stores >= 1
    assert places >= 3
