"""Work within limits: what breaks them costs that work and nothing else."""

from __future__ import annotations

import os
import signal
import tempfile
import time
from pathlib import Path

from checker.use_cases.bounded import MAX_MEMORY, bounded


def test_what_is_made_comes_back_whole() -> None:
    assert bounded(lambda: b"") == b""
    assert bounded(lambda: b"ab\x01" * 1_000_000) == b"ab\x01" * 1_000_000


def test_what_hangs_dies_or_takes_all_memory_is_nothing() -> None:
    def hang() -> bytes:
        time.sleep(60)
        return b"late"

    def die() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b"dead"

    assert bounded(hang, seconds=0.2) is None
    assert bounded(die) is None
    assert bounded(lambda: bytes(2 * MAX_MEMORY)) is None
    assert bounded(lambda: b"x" * (1 // 0)) is None


def test_its_temporary_files_go_with_it(tmp_path: Path) -> None:
    seen = tmp_path / "seen"

    def make() -> bytes:
        _, name = tempfile.mkstemp()
        seen.write_text(name)
        return b"made"

    assert bounded(make) == b"made"
    assert not Path(seen.read_text()).exists()
