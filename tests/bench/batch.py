"""Whole runs into a store, beside a bare decode: ``python tests/bench/batch.py [DOCUMENTS...] [--rules] [--files]``.

Every run is the real program in a process of its own. The submissions are invented, to the shipped pack with the months
of sixty more years (else there would be too few periods for two million); nothing is to be asked about them. They are
lines of one NDJSON, with ``--files`` a file each in folders of a thousand. With ``--rules`` invented packs of 20, 80
and 320 rules judge 20,000 submissions, too. Peak memory is that of the parent and, after the plus, of the largest of
its workers, what they share included.
"""

from __future__ import annotations

import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from evaluator import sound_document, written  # noqa: E402 - where they stand is known only now
from large_pack import write_large_pack  # noqa: E402

from checker.engine.compiled.compiled import compile_pack  # noqa: E402
from checker.engine.compiled.source import Writer  # noqa: E402
from checker.model.pack import Pack  # noqa: E402
from checker.model.period import Period  # noqa: E402
from checker.packs.build import build_pack  # noqa: E402
from checker.packs.files import read_pack_files  # noqa: E402
from checker.packs.gazetteer import read_gazetteer  # noqa: E402

YEARS = range(2021, 2081)
SIZES = (1_000, 20_000, 200_000)
RULES = (20, 80, 320)
PATTERNS = 40  # submissions that are made; the others are these for another locality and period
CLAIMS, CITED = 40, 0.9  # how much each says, and the share with date and source: about 2.5 kB
MEASURED = 20_000  # submissions that packs of several sizes judge

BARE = """\
import sys, msgspec
from pathlib import Path
decode = msgspec.json.Decoder().decode
given = Path(sys.argv[1])
if given.is_dir():
    for path in given.glob("*/*.json"):
        decode(path.read_bytes())
else:
    with given.open("rb") as file:
        for line in file:
            decode(line)
"""


def write_pack(folder: Path) -> Pack:
    """Write the shipped pack with more periods into *folder*, and return it."""
    shutil.copytree(ROOT / "rules" / "miit-5g-2020", folder)
    add_periods(folder)
    return build_pack(read_pack_files(folder))


def add_periods(folder: Path) -> None:
    """Give the pack in *folder* the months of sixty years."""
    path = folder / "directive.yaml"
    months = ", ".join(f"{year}-M{month:02}" for year in YEARS for month in range(1, 13))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^(periods: \[.*)\]$", rf"\1, {months}]", text, count=1), encoding="utf-8")


def write_submissions(path: Path, pack: Pack, count: int) -> None:
    """Write *count* submissions, a line each, every one for a locality and period of its own where there are enough."""
    dice = Random(20200324)
    compiled = compile_pack(pack, read_gazetteer())
    codes = [one.code for one in read_gazetteer() if one.level == "county"]
    known = pack.directive.known_periods
    whens = {one.name: one for one in known}
    patterns = []
    for _ in range(min(PATTERNS, count)):
        made = sound_document(dice, compiled, codes[0], CLAIMS, cited=CITED)
        patterns.append((written(made), whens[made["period"]]))
    with path.open("wb") as file:
        for number in range(count):
            content, was = patterns[number % len(patterns)]
            turn, place = divmod(number, len(codes))
            when = known[turn % len(known)]
            file.write(_for(content, codes[0], was, codes[place], when) + b"\n")


def _for(content: bytes, code: str, was: Period, other: str, when: Period) -> bytes:
    """Return a submission as one of another locality and period would have it."""
    moved = content.replace(code.encode(), other.encode(), 1)
    moved = moved.replace(f'"period":"{was.name}"'.encode(), f'"period":"{when.name}"'.encode(), 1)
    return moved.replace(was.end.isoformat().encode(), when.end.isoformat().encode())


class Cost(NamedTuple):
    """What a process took: seconds on the clock and of processors, and mebibytes, its own and of its largest child."""

    wall: float
    cpu: float
    own: float
    child: float


def measured(arguments: Sequence[str], notes: Path) -> Cost:
    """Run a process and return what it took. It notes its own memory and that of its workers in a file."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    own, child = (int(number) / 1024 for number in notes.read_text().split())
    return Cost(wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, own, child)


RUN = """\
import resource, sys
from pathlib import Path
notes = sys.argv.pop(1)
from checker.cli.main import main
try:
    main()
finally:
    peaks = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    Path(notes).write_text(" ".join(map(str, peaks)))
"""


def report(name: str, count: int, cost: Cost, bare: float) -> None:
    """Print a line: rates by the clock and by processor time, their ratio to the bare decode, and memory."""
    rates = f"{count / cost.wall:9,.0f} docs/s {count / cost.cpu:9,.0f} docs/s of CPU"
    memory = f"{cost.own:6.1f} + {cost.child:5.1f} MiB"
    print(f"  {name:24} {cost.wall:8.2f} s {rates} {bare / cost.cpu:6.3f} of bare {memory}", flush=True)


def split(lines: Path) -> Path:
    """Return a folder with a file for each line of *lines*, which is gone."""
    folder = lines.with_suffix("")
    with lines.open("rb") as file:
        for number, line in enumerate(file):
            path = folder / f"{number // 1000:04}" / f"{number % 1000:03}.json"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(line)
    lines.unlink()
    return folder


def measure(folder: Path, pack: Pack, count: int, *, jobs: Sequence[int] = (1, 2), files: bool = False) -> None:
    """Print what *count* submissions to the pack in *folder* take."""
    given, notes = folder / f"{count}.ndjson", folder / "notes"
    write_submissions(given, pack, count)
    size = given.stat().st_size / count
    given = split(given) if files else given
    left = len(Writer(pack).write().interpreted)
    rules = f"{len(pack.rules)} rules" + (f", {left} of them left to the interpreter" if left else "")
    print(f"{count:,} submissions of {size:,.0f} bytes, {rules}", flush=True)
    notes.write_text("0 0")
    bare = measured([sys.executable, "-c", BARE, str(given)], notes)
    report("bare decode", count, bare, bare.cpu)
    for number in jobs:
        store = folder / f"{count}-{number}.sqlite"
        asked = [
            "score",
            str(given),
            "--pack",
            str(folder / "pack"),
            "--store",
            str(store),
            "--jobs",
            str(number),
            "-q",
        ]
        cost = measured([sys.executable, "-c", RUN, str(notes), *asked], notes)
        report(f"into a store, {number} job{'s' * (number > 1)}", count, cost, bare.cpu)
        print(f"  {'the store':24} {store.stat().st_size / 2**20:8,.0f} MiB", flush=True)
        store.unlink()
    if files:
        shutil.rmtree(given)
    else:
        given.unlink()


def main() -> None:
    """Measure the sizes asked for, and packs of several sizes."""
    sizes = [int(one) for one in sys.argv[1:] if one.isdigit()] or SIZES
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pack = write_pack(folder / "pack")
        for count in sizes:
            measure(folder, pack, count, files="--files" in sys.argv)
    for rules in RULES if "--rules" in sys.argv else ():
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            write_large_pack(folder / "pack", rules)
            add_periods(folder / "pack")
            measure(folder, build_pack(read_pack_files(folder / "pack")), MEASURED, jobs=(1,))


if __name__ == "__main__":
    main()
