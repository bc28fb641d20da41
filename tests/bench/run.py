"""Benchmarks of whole processes, in turn, so that a drifting machine drifts for all: `make bench`.

Prints for each job the minimum and median of wall time, the peak memory, and its ratio to the first of its group.
"""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAIYUAN = "submissions/2020-H1/140100-taiyuan.yaml"
RUNS = 11


@dataclass
class Job:
    """A command, and what its runs took."""

    name: str
    command: list[str]
    seconds: list[float] = field(default_factory=list)
    mebibytes: float = 0.0
    folder: Path = ROOT

    def run(self) -> None:
        """Run once and note wall time and peak memory."""
        started = time.perf_counter()
        process = subprocess.Popen(self.command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        self.seconds.append(time.perf_counter() - started)
        self.mebibytes = max(self.mebibytes, usage.ru_maxrss / 1024)


def measure(jobs: list[Job], runs: int = RUNS) -> None:
    """Run all jobs in turn, once to warm up and then counted, and print a line for each."""
    for job in jobs:
        job.run()
        job.seconds.clear()
    for _ in range(runs):
        for job in jobs:
            job.run()
    first = statistics.median(jobs[0].seconds)
    for job in jobs:
        median = statistics.median(job.seconds)
        ratio = f"{median / first:6.2f} x"
        print(f"  {job.name:42} {min(job.seconds):7.3f} s {median:7.3f} s {job.mebibytes:7.1f} MiB {ratio}")


def main() -> None:
    """Run the groups of benchmarks."""
    checker = [sys.executable, "-m", "checker"]
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} processors, {RUNS} runs")
    print(f"  {'whole process':42} {'minimum':>9} {'median':>9} {'peak':>11}    ratio")
    with tempfile.TemporaryDirectory() as folder:
        schema = str(Path(folder) / "schema.json")
        subprocess.run([*checker, "schema", "-o", schema], cwd=ROOT, check=True)
        print("one submission")
        measure(
            [
                Job("python -c 'import typer'", [sys.executable, "-c", "import typer"]),
                Job("checker --help", [*checker, "--help"]),
                Job("checker validate", [*checker, "validate", TAIYUAN]),
                Job(
                    "check-jsonschema, generated schema",
                    [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, TAIYUAN],
                ),
            ]
        )
    print("all shipped submissions")
    measure(
        [
            Job("checker score submissions", [*checker, "score", "submissions"]),
            Job("checker score submissions --robust", [*checker, "score", "submissions", "--robust"]),
        ]
    )
    print("the order of invented localities, 10,000 draws, without start-up")
    for count in ("31", "300"):
        print(f"  {count} localities", flush=True)
        subprocess.run([sys.executable, "tests/bench/robust.py", count], cwd=ROOT, check=True)
    print("lines taken apart, beside the bare decoder", flush=True)
    subprocess.run([sys.executable, "tests/bench/reading.py", "20000"], cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
