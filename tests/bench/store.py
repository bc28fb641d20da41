"""What a store costs: rows a second written, resumed, settled and exported, and the memory of that.

``python tests/bench/store.py [ROWS...]``; invented results with 60 rules, 500 a batch. Each number of rows is a process
of its own, and its peak memory is that of the process.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1] / "store")]

from made_runs import BASIS, SETTLING, result  # noqa: E402 - where it stands is known only now

from checker.model.stored import StoredResult  # noqa: E402
from checker.store.rows import find_known  # noqa: E402
from checker.store.writing import RunWriter, open_for_run  # noqa: E402
from checker.use_cases.asked import Asked  # noqa: E402
from checker.use_cases.results import export_results, results_listed  # noqa: E402

BATCH = 500
UNIT = 20  # batches
EXPORTED = 200_000  # rows above which nothing new is learnt from exports
MADE = 5_000  # results that are made once, and then told apart by what is cheap to change


def batches(rows: int) -> Iterator[list[StoredResult]]:
    """Yield *rows* results in batches; each is of its own locality, period and digest, but for one in 25."""
    made = [result(number) for number in range(min(MADE, rows))]
    for start in range(0, rows, BATCH):
        turn, first = divmod(start, MADE)
        mark = turn.to_bytes(2)
        yield [
            one._replace(sha256=one.sha256[2:] + mark, period=one.period and f"{one.period}.{turn}")
            for one in made[first : first + min(BATCH, rows - start)]
        ]


class Watch:
    """Adds up the time of what it is asked to do; what happens between is not counted."""

    def __init__(self, name: str) -> None:
        self.name, self.wall, self.cpu = name, 0.0, 0.0

    def __call__(self, work: Callable[[], object]) -> None:
        """Do *work* and count its time."""
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        self.wall += time.perf_counter() - wall
        self.cpu += time.process_time() - cpu

    def tell(self, rows: int) -> None:
        """Print the time, the rows a second, and the peak memory of the process so far."""
        mebibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        speeds = f"{rows / self.wall:9,.0f} rows/s {rows / self.cpu:9,.0f} rows/s of CPU"
        print(f"  {self.name:32} {self.wall:8.2f} s {speeds} {mebibytes:7.1f} MiB", flush=True)


def timed(name: str, rows: int, work: Callable[[], object]) -> None:
    """Print what *work* takes."""
    watch = Watch(name)
    watch(work)
    watch.tell(rows)


def _look_up(writer: RunWriter, digests: Iterable[bytes]) -> None:
    for sha256 in digests:
        find_known(writer._connection, writer._basis, sha256)


def measure(rows: int, folder: Path) -> None:
    """Write a store, ask it, and export it."""
    store = folder / "bench.sqlite"
    print(f"{rows:,} rows")
    with open_for_run(store, "bench", BASIS) as writer:
        writing, asking = Watch("write, synced a batch"), Watch("look up by digest")
        for number, some in enumerate(batches(rows)):
            unit, place = divmod(number, UNIT)
            writing(partial(writer.acknowledge, unit, "same", place * BATCH, some, complete=place == UNIT - 1))
        writing.tell(rows)
        timed("settle doubles, sort digests", rows, lambda: writer.finish(rows // BATCH // UNIT + 1, SETTLING))
        for some in batches(min(rows, MADE)):
            asking(partial(_look_up, writer, [one.sha256 for one in some]))
        asking.tell(min(rows, MADE))
    print(f"  {store.stat().st_size / rows:.0f} bytes a row")
    timed("list", rows, lambda: results_listed(str(store), Asked(), "en", 50))
    if rows > EXPORTED:
        return
    for what, form in (("submissions", "csv"), ("submissions", "parquet"), ("findings", "ndjson")):
        with (folder / "export").open("wb") as file:
            timed(f"export {what} {form}", rows, partial(_export, store, what, form, file))


def _export(store: Path, what: str, form: str, file: io.BufferedWriter) -> None:
    export_results(str(store), Asked(), what, form, file, "en")


if __name__ == "__main__":
    if len(sys.argv) == 2:
        with tempfile.TemporaryDirectory() as name:
            measure(int(sys.argv[1]), Path(name))
    else:
        for size in sys.argv[1:] or ("20000", "200000"):
            subprocess.run([sys.executable, __file__, size], check=True)
