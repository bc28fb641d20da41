"""An invented pack with as many rules as are asked for: how long it takes to load uncached, and to lint.

`python tests/bench/large_pack.py 2000` prints seconds of processor time; with a folder as well it is kept there.
"""

from __future__ import annotations

import gc
import shutil
import sys
import tempfile
import time
from pathlib import Path

from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.use_cases import rulework

TINY = Path(__file__).resolve().parents[1] / "packs" / "tiny"
FILES = 20

INDICATOR = """\
- id: {name}
  point: "1"
  type: integer
  unit: stations
  kind: flow
  bounds: [0, 200000]
  evidence: [ledger, statistics]
  label: {{zh: 指标{number}, en: Indicator {number}}}
  definition: {{zh: 虚构指标{number}。, en: Invented indicator {number}.}}
  source: T
"""

RULE = """\
- id: L0{point}-{number}
  title: {{zh: 规则{number}, en: Rule {number}}}
  addressee: carrier
  scope: shared
  basis: {{at: "1", force: must, number-from: clause}}
  applies-when: level != "county"
  measure: {name} / population if population > {number} else {other} / population
  score: {{shape: ramp, zero-at: 0, full-at: due(period) * {number}}}
  weight: 1
  evidence: [ledger, statistics]
  remedy: {{zh: 加快第{number}项。, en: Hurry with {number}.}}
  examples:
    - {{given: {{{name}: 600}}, frame: {{population: 100}}, expect: {{outcome: met}}}}
    - {{given: {{{name}: 0}}, frame: {{population: 100}}, expect: {{outcome: unmet}}}}
    - {{given: {{}}, frame: {{population: 100}}, expect: {{outcome: unknown}}}}
"""

RELATION = """\
- id: N01-{number}
  relation: N{number}
  title: {{zh: 关系{number}, en: Relation {number}}}
  check: {name} <= {other} + {number}
  consequence: confirm
  ask: {{zh: 第{number}项为何？, en: Why {number}?}}
  remedy: {{zh: 核对第{number}项。, en: Check {number}.}}
  examples:
    - {{given: {{{name}: 1, {other}: 1}}, expect: {{holds: true}}}}
"""


def write_large_pack(folder: Path, rules: int) -> None:
    """Write a pack with *rules* scored rules, and a tenth as many indicators and integrity rules, into *folder*."""
    shutil.copytree(TINY, folder)
    (folder / "points" / "01-stations.yaml").unlink()
    names = [f"count_{number}" for number in range(max(2, rules // 10))]
    with (folder / "indicators.yaml").open("a", encoding="utf-8") as file:
        file.writelines(INDICATOR.format(name=name, number=number) for number, name in enumerate(names))
    for part in range(FILES):
        numbers = range(part + 1, rules + 1, FILES)
        text = "".join(_rule(number, names) for number in numbers) or "[]\n"
        (folder / "points" / f"01-part-{part:02}.yaml").write_text(text, encoding="utf-8")
    relations = "".join(
        RELATION.format(number=number + 1, name=name, other=names[number - 1]) for number, name in enumerate(names)
    )
    (folder / "integrity" / "02-large.yaml").write_text(relations, encoding="utf-8")


def _rule(number: int, names: list[str]) -> str:
    name, other = names[number % len(names)], names[(number + 1) % len(names)]
    return RULE.format(point=1, number=number, name=name, other=other)


def main() -> None:
    """Write the pack, load it, lint it."""
    gc.set_threshold(100_000)  # as the program does
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(sys.argv[2]) if len(sys.argv) > 2 else Path(temporary) / "large"
        write_large_pack(folder, int(sys.argv[1]))
        jobs = {"load": lambda: build_pack(read_pack_files(folder)), "lint": lambda: rulework.lint(str(folder))}
        for name, job in jobs.items():
            started = time.process_time()
            job()
            print(f"  {name} {sys.argv[1]} rules {time.process_time() - started:7.2f} s")


if __name__ == "__main__":
    main()
