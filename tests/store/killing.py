"""Kills a writing process at random moments and compares what is resumed with a run that nobody disturbed.

Run by itself, the number of kills is its argument: ``python tests/store/killing.py 200``.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sqlite3
import struct
import sys
import tempfile
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parent)]

from made_runs import everything, write_run  # noqa: E402 - where it stands beside this file

NOTE = struct.Struct("=ii")
SIZES = {"units": 8, "each": 40, "batch": 10}


def kill_many(kills: int, folder: Path) -> tuple[int, int]:
    """Kill *kills* writing processes in all; return how many stores that took, and at how many places they were hit.

    Every store is resumed until it is done, and then holds the same bytes as one that was written at one go.
    """
    chance = random.Random(20200324)
    whole = folder / "whole.sqlite"
    started = time.perf_counter()
    assert _killed(whole, None) is None
    lasts = time.perf_counter() - started
    expected = everything(whole)
    done, stores, places = 0, 0, set[tuple[int, int]]()
    while done < kills:
        stores += 1
        store = folder / f"killed-{stores}.sqlite"
        hit = True
        while hit:
            seconds = chance.uniform(0, lasts / 2) if done < kills else None
            last = _killed(store, seconds)
            hit = last is not None
            done += hit
            if last is not None:
                places.add(last)
        assert everything(store) == expected
    return stores, len(places)


def _killed(store: Path, after: float | None) -> tuple[int, int] | None:
    """Let a process write *store* and kill it *after* so many seconds; return the last thing it said, None if finished.

    All that it acknowledged must be there.
    """
    hear, say = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(hear)
        _write(store, say)
    os.close(say)
    if after is not None:
        time.sleep(after)
        os.kill(process, signal.SIGKILL)
    with os.fdopen(hear, "rb") as pipe:
        said = pipe.read()
    _, status = os.waitpid(process, 0)
    notes = [NOTE.unpack_from(said, start) for start in range(0, len(said) - NOTE.size + 1, NOTE.size)]
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return None if _finished(store, dict(notes)) else (notes or [(-1, -1)])[-1]


def _write(store: Path, say: int) -> None:
    """In the child: write, saying after each acknowledgement how far a unit has come."""
    code = 1
    try:
        write_run(store, **SIZES, acknowledged=lambda unit, records: os.write(say, NOTE.pack(unit, records)))
        code = 0
    finally:
        os._exit(code)


def _finished(store: Path, acknowledged: dict[int, int]) -> bool:
    """Return whether the run is finished. All that was acknowledged must be there, once."""
    with contextlib.closing(sqlite3.connect(store)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "run" not in tables:
            assert not acknowledged
            return False
        for unit, records in acknowledged.items():
            rows = connection.execute(
                "SELECT record FROM submission WHERE unit = ? ORDER BY record", (unit,)
            ).fetchall()
            assert [row[0] for row in rows[:records]] == list(range(records))
        assert connection.execute("SELECT count(*) FROM run").fetchone()[0] <= 1
        return connection.execute("SELECT count(*) FROM run WHERE finished").fetchone()[0] == 1


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        count = int(sys.argv[1])
        stores, places = kill_many(count, Path(name))
        print(f"{count} kills, {stores} stores, each hit after one of {places} acknowledgements: all equal")  # noqa: T201 - a script
