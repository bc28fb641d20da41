"""Whole runs from NDJSON into a store, beside a bare decode: ``python tests/bench/batch.py [DOCUMENTS...] [--rules]``.

Every run is the real program in a process of its own. The submissions are invented, to the shipped pack with the months
of twenty more years (else there would be too few periods for so many submissions); nothing is to be asked about them.
With ``--rules`` packs of 20, 80 and 320 rules judge 20,000 submissions, too.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

from evaluator import sound_document, written  # noqa: E402 - where it stands is known only now
from large_pack import write_large_pack  # noqa: E402

from checker.engine.compiled.compiled import compile_pack  # noqa: E402
from checker.model.pack import Pack  # noqa: E402
from checker.model.period import Period  # noqa: E402
from checker.packs.build import build_pack  # noqa: E402
from checker.packs.files import read_pack_files  # noqa: E402
from checker.packs.gazetteer import read_gazetteer  # noqa: E402

YEARS = range(2021, 2041)
SIZES = (1_000, 20_000)
RULES = (20, 80, 320)
PATTERNS = 200  # submissions that are made; the others are these for another locality and period
CLAIMS, CITED = 40, 0.9  # how much each says, and the share with date and source: about 2.5 kB
LOOK = 0.05  # seconds between two looks at the memory

BARE = """\
import sys, msgspec
decode = msgspec.json.Decoder().decode
with open(sys.argv[1], "rb") as file:
    for line in file:
        decode(line)
"""


def write_pack(folder: Path) -> Pack:
    """Write the shipped pack with more periods into *folder*, and return it."""
    shutil.copytree(ROOT / "rules" / "miit-5g-2020", folder)
    path = folder / "directive.yaml"
    months = ", ".join(f"{year}-M{month:02}" for year in YEARS for month in range(1, 13))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"(?m)^(periods: \[.*)\]$", rf"\1, {months}]", text, count=1), encoding="utf-8")
    return build_pack(read_pack_files(folder))


def write_submissions(path: Path, pack: Pack, count: int) -> None:
    """Write *count* submissions, a line each, every one for a locality and period of its own where there are enough."""
    dice = Random(20200324)
    compiled = compile_pack(pack, read_gazetteer())
    codes = [one.code for one in read_gazetteer() if one.level == "county"]
    whens = {one.name: one for one in pack.directive.known_periods}
    patterns = []
    for _ in range(min(PATTERNS, count)):
        made = sound_document(dice, compiled, codes[0], CLAIMS, cited=CITED)
        patterns.append((written(made), whens[made["period"]]))
    with path.open("wb") as file:
        for number in range(count):
            content, was = patterns[number % len(patterns)]
            turn, place = divmod(number, len(codes))
            when = pack.directive.known_periods[turn % len(whens)]
            file.write(_for(content, codes[0], was, codes[place], when) + b"\n")


def _for(content: bytes, code: str, was: Period, other: str, when: Period) -> bytes:
    """Return a submission as one of another locality and period would have it."""
    moved = content.replace(code.encode(), other.encode(), 1)
    moved = moved.replace(f'"period":"{was.name}"'.encode(), f'"period":"{when.name}"'.encode(), 1)
    return moved.replace(was.end.isoformat().encode(), when.end.isoformat().encode())
