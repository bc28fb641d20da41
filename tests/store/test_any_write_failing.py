"""The N-th write fails, for every N: what was there before stays, and what is resumed equals what nothing disturbed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_runs import everything, write_run

TESTS = Path(__file__).resolve().parent
SIZE = {"units": 2, "each": 5}
CALLS = {"pwrite64": "ENOSPC", "fdatasync": "EIO", "ftruncate": "EIO"}  # all by which SQLite writes
WRITE = f"""\
import sys
from pathlib import Path
sys.path[:0] = {[str(TESTS), str(TESTS.parents[1])]}
from made_runs import write_run
from checker.errors import StoreError
try:
    write_run(Path(sys.argv[1]), **{SIZE})
except StoreError:
    sys.exit(3)
"""


def _write(store: Path, call: str, inject: str = "") -> tuple[int, int]:
    """Write a run into *store*; return how that ended and how often *call* was made."""
    noted = store.with_suffix(".calls")
    command = [
        "strace",
        "--seccomp-bpf",
        "-f",
        "-o",
        str(noted),
        "-e",
        f"trace={call}",
        *(["-e", inject] * bool(inject)),
    ]
    ended = subprocess.run([*command, sys.executable, "-c", WRITE, str(store)], check=False, capture_output=True)
    return ended.returncode, len(re.findall(rf"\b{call}\(", noted.read_text()))


def _may_trace() -> bool:
    return (
        shutil.which("strace") is not None
        and subprocess.run(["strace", "-o", os.devnull, "true"], check=False).returncode == 0
    )


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a finished run, and beside it one in which nothing disturbed a second one."""
    store = tmp_path_factory.mktemp("writes") / "begun.sqlite"
    write_run(store, units=1, each=5, command="before")
    shutil.copy(store, store.with_name("whole.sqlite"))
    write_run(store.with_name("whole.sqlite"), **SIZE)
    return store


@pytest.mark.skipif(not _may_trace(), reason="strace is not here, or may not trace")
@pytest.mark.parametrize("call", CALLS)
def test_a_write_that_fails_loses_nothing(begun: Path, tmp_path: Path, call: str) -> None:
    whole = begun.with_name("whole.sqlite")
    ended, calls = _write(Path(shutil.copy(begun, tmp_path / "counted.sqlite")), call)
    assert (ended, calls > 0) == (0, True)
    codes = set()
    for number in range(1, calls + 1):
        store = Path(shutil.copy(begun, tmp_path / f"{number}.sqlite"))
        code, _ = _write(store, call, f"inject={call}:error={CALLS[call]}:when={number}")
        codes.add(code)
        assert everything(store, run=1) == everything(whole, run=1)
        write_run(store, **SIZE)
        assert [everything(store, run=run) for run in (1, 2)] == [everything(whole, run=run) for run in (1, 2)]
    assert codes <= {0, 3}
    assert 3 in codes
