"""Work within limits: what breaks them costs that work and nothing else."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.use_cases.bounded import bounded
from checker.use_cases.confinement import MAX_MEMORY, Limits

WITHIN = Limits(seconds=5)


def test_what_is_made_comes_back_whole() -> None:
    assert bounded(lambda: b"", WITHIN) == b""
    assert bounded(lambda: b"ab\x01" * 1_000_000, WITHIN) == b"ab\x01" * 1_000_000


def test_what_hangs_dies_or_takes_all_memory_is_nothing() -> None:
    def hang() -> bytes:
        time.sleep(60)
        return b"late"

    def die() -> bytes:
        os.kill(os.getpid(), signal.SIGKILL)
        return b"dead"

    def spin() -> bytes:
        while True:
            pass

    assert bounded(hang, Limits(seconds=0.05)) is None
    assert bounded(spin, Limits(seconds=0.05)) is None
    assert bounded(die, WITHIN) is None
    assert bounded(lambda: bytes(2 * MAX_MEMORY), WITHIN) is None
    assert bounded(lambda: b"x" * (1 // 0), WITHIN) is None


def test_its_temporary_files_go_with_it(tmp_path: Path) -> None:
    def make() -> bytes:
        _, name = tempfile.mkstemp()
        Path(name).write_text("kept for now")
        _, other = tempfile.mkstemp()
        Path(other).unlink()
        return name.encode()

    name = bounded(make, WITHIN)
    assert name is not None
    assert not Path(name.decode()).parent.exists()


REACHING: dict[str, Callable[[Path], object]] = {
    "network": lambda _: socket.create_connection(("127.0.0.1", 9)),
    "process": lambda _: subprocess.run(["true"], check=False),
    "fork": lambda _: os.fork(),
    "write": lambda folder: (folder / "out.txt").write_text("x"),
    "write elsewhere": lambda folder: Path(tempfile.gettempdir(), "..", folder.name).write_text("x"),
    "remove": lambda folder: (folder / "in.txt").unlink(),
    "move out": lambda folder: Path(tempfile.mkstemp()[1]).rename(folder / "out.txt"),
    "move in": lambda folder: (folder / "in.txt").rename(tempfile.mkdtemp() + "/in.txt"),
    "link": lambda folder: Path(tempfile.gettempdir(), "link").symlink_to(folder),
    "mode": lambda folder: (folder / "in.txt").chmod(0o777),
}


@pytest.mark.parametrize("name", REACHING)
def test_it_reaches_neither_network_nor_processes_nor_files_of_others(name: str, tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text("kept")

    def make() -> bytes:
        try:
            REACHING[name](tmp_path)
        except PermissionError:
            return b"refused"
        return b"reached"

    assert bounded(make, WITHIN) == b"refused"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("in.txt", "kept")]
