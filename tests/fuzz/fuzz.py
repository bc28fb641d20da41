"""Spoilt files of every format are read in the child process until the time is up: ``make fuzz SECONDS=600``.

A file ends with submissions or refusals that can be told. A crash, a hang, want of memory or a bug of ours is a
failure, printed with format and number, from which ``fuzz.py --only FORMAT:NUMBER`` makes the same file again.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from checker.model.assessment import Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.files import read_pack_files
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import InputFile
from checker.readers.formats import FORMATS
from checker.readers.read import Accepted, read_contents
from checker.reports.wording import finding_line, remedy
from checker.use_cases.isolation import read_isolated
from tests.fuzz.samples import samples, spoil

FAILURES = frozenset({"took-too-long", "too-much-memory", "reader-died", "reader-bug"})
ROUND = 200  # files a child


class Fuzzer:
    """Makes, reads and judges spoilt files. A file is known by its format and its number."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._pack = pack
        self._gazetteer = gazetteer
        self._samples: Mapping[str, tuple[bytes, ...]] = samples(pack)
        self.counts: Counter[tuple[str, str]] = Counter()

    def content(self, name: str) -> bytes:
        """Return the bytes of the file *name*, like ``xlsx:17``."""
        dice = Random(name)
        return spoil(dice.choice(self._samples[name.partition(":")[0]]), dice)

    def _read(self, name: str) -> Iterator[Accepted | Refusal]:
        form = name.partition(":")[0]
        return read_contents(InputFile(f"fuzz.{form}", self.content(name)), self._pack, self._gazetteer)

    def failures(self, names: list[str]) -> Iterator[str]:
        """Yield what went wrong with the files *names*, a line each."""
        for name, one in read_isolated(names, self._read):
            refused = isinstance(one, Refusal)
            self.counts[name.partition(":")[0], "refused" if refused else "read"] += 1
            if refused and not one.findings:
                yield f"{name}: refused without a reason"
            for finding in one.findings:
                lines = [finding_line(finding, "en"), finding_line(finding, "zh")]
                lines += [remedy(finding.code, finding.parameters, language) for language in ("zh", "en")]
                broken = finding.code in FAILURES and finding.locus.file == name  # said of the process, not by a reader
                if broken or not all(line.isprintable() for line in lines):
                    yield f"{name}: {lines[0]}"


def make_fuzzer() -> Fuzzer:
    """Return a fuzzer of the invented pack."""
    folder = Path(__file__).resolve().parents[1] / "packs/tiny"
    return Fuzzer(build_pack(read_pack_files(folder)), read_gazetteer())


def main() -> int:
    """Read spoilt files until the time is up; return 1 if there were failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0, help="the number of the first file")
    parser.add_argument("--only", help="one file, like xlsx:17")
    asked = parser.parse_args()
    fuzzer = make_fuzzer()
    if asked.only:
        sys.stdout.buffer.write(fuzzer.content(asked.only))
        print(*fuzzer.failures([asked.only]), sep="\n", file=sys.stderr)
        return 0
    failed, number, until = 0, asked.seed, time.monotonic() + asked.seconds
    while time.monotonic() < until:
        share = [f"{form}:{number + step}" for step in range(ROUND // len(FORMATS)) for form in FORMATS]
        for line in fuzzer.failures(share):
            failed += 1
            print(line, flush=True)
        number += ROUND // len(FORMATS)
    print(f"numbers {asked.seed} to {number - 1} of each format, {failed} failures")
    for form in FORMATS:
        print(f"  {form:8} read {fuzzer.counts[form, 'read']:8} refused {fuzzer.counts[form, 'refused']:8}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
