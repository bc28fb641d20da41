"""How fast NDJSON is taken apart into records, beside the bare decoder: ``python tests/bench/reading.py 200000``.

Submissions of about 2.5 kB are invented from the shipped dictionary. The two read the same file in turn, five times
each, and the best of each counts: records are not typed yet, and the decoder keeps the last of two equal keys.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

import msgspec

from checker.model.indicator import Indicator
from checker.model.pack import Pack
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType
from checker.packs.build import build_pack
from checker.packs.files import DEFAULT_PACK, find_pack, read_pack_files
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import InputStream
from checker.readers.ndjson import read_ndjson
from checker.readers.records import Record

CLAIMS, TURNS = 19, 5


def write_submissions(path: Path, pack: Pack, count: int) -> None:
    """Write *count* invented submissions, a line each."""
    dice = Random(count)
    codes = [one.code for one in read_gazetteer()]
    with path.open("w", encoding="utf-8") as file:
        for _ in range(count):
            file.write(json.dumps(_submission(pack, dice, dice.choice(codes)), ensure_ascii=False) + "\n")


def _submission(pack: Pack, dice: Random, code: str) -> dict[str, object]:
    asked = dice.sample(list(pack.indicators.values()), CLAIMS)
    source = {
        "kind": "ledger",
        "title": "市级 5G 建设台账（虚构）",
        "url": "https://example.org/a",
        "issued": "2020-07-09",
    }
    return {
        "format": "checker-submission/1",
        "directive": pack.directive.id,
        "locality": code,
        "period": "2020-H1",
        "origin": "filing",
        "sources": {"s1": source},
        "claims": {one.id: _claim(one, dice) for one in asked},
        "notes": [{"fact": "其他工作", "note": "虚构：按月调度，未列入指标"}],
    }


def _claim(indicator: Indicator, dice: Random) -> object:
    claim = {"value": _value(indicator, dice), "as_of": "2020-06-30", "source": "s1", "note": "虚构，按月统计"}
    return [claim, claim | {"as_of": "2020-03-31"}] if dice.random() < 0.05 else claim


def _value(indicator: Indicator, dice: Random) -> object:
    match indicator.type:
        case NumberType(whole=True):
            return dice.randint(0, 9999)
        case NumberType():
            return dice.randint(0, 999) / 1000
        case TruthType():
            return dice.random() < 0.5
        case StateType() as states:
            return dice.choice(states.states)
        case DateType():
            return "2020-05-01"
        case ListType():
            return []
    return None


def read_bare(path: Path) -> int:
    """Decode each line, and return how many there are."""
    decoder = msgspec.json.Decoder()
    with path.open("rb") as file:
        return sum(decoder.decode(line) is not None for line in file)


def read_records(path: Path, pack: Pack) -> int:
    """Read all records, and return how many there are."""
    with path.open("rb") as file:
        return sum(isinstance(one, Record) for one in read_ndjson(InputStream(path.name, file), pack))


def _seconds(job: Callable[[], int], count: int) -> float:
    started = time.process_time()
    assert job() == count
    return time.process_time() - started


def main() -> None:
    """Write the file, read it in both ways, and print how fast that was."""
    gc.set_threshold(100_000)  # as the program does
    pack = build_pack(read_pack_files(find_pack(DEFAULT_PACK)))
    count = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "submissions.ndjson"
        write_submissions(path, pack, count)
        size = path.stat().st_size / count
        took: dict[str, list[float]] = {"bare decoder": [], "records": []}
        for _ in range(TURNS):
            took["bare decoder"].append(_seconds(lambda: read_bare(path), count))
            took["records"].append(_seconds(lambda: read_records(path, pack), count))
    first = min(took["bare decoder"])
    print(f"  {count} submissions of {size:.0f} bytes, without start-up")
    for name, turns in took.items():
        print(f"  {name:14} {count / min(turns):9.0f} a second {min(turns) / first:6.2f} x")
    print(f"  peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.1f} MiB")


if __name__ == "__main__":
    main()
