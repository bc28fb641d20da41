"""Generated source against the interpreter on random packs: ``python -m tests.generated_pairs [PAIRS]``.

Each pair is a pack and a submission in plain JSON, judged both ways; every outcome, credit, finding and score has to be
the same to the last digit. Every batch has a seed of its own, so what differs can be drawn again.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from random import Random

from checker.engine.assess import Assessor
from checker.engine.compiled.compiled import Compiled, compile_pack
from checker.engine.compiled.outcomes import Outcomes, outcomes_of
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_submission
from tests import builders as build
from tests.plain_documents import random_document, written
from tests.random_packs import CONDITIONS, INDICATORS, parsed, random_pack

SEED = 20200324
BATCH = 50  # submissions a pack
GAZETTEER = Gazetteer({build.PROVINCE.code: build.PROVINCE})
CHECKS = (
    *CONDITIONS,
    "a <= b",
    "a / b <= 2",
    "a == b + c",
    "abs(a - debt) <= 3",
    "debt * c / b <= a",
    "sent >= period_end",
    "not has_target(a) or a / target(a) <= 1",
    'plan in ("partial", "full") or a < held',
    "a * debt >= b * c",
)


@dataclass(slots=True)
class Tally:
    """How many pairs were compared, how many of them went the fast way, and where the two ways differ."""

    pairs: int = 0
    fast: int = 0
    differences: list[str] = field(default_factory=list)
    seen: Counter[str] = field(default_factory=Counter)


def checked_pack(dice: Random) -> Pack:
    """Return a random pack with some integrity rules."""
    rules = [
        build.integrity_rule(INDICATORS, parsed(words), id=f"I1-{number}", consequence=weight)
        for number, words in enumerate(dice.sample(CHECKS, dice.randint(0, 4)))
        for weight in [dice.choice(("note", "confirm", "reject"))]
    ]
    return replace(random_pack(dice), integrity=tuple(rules))


def judged_slowly(assessor: Assessor, content: bytes, gazetteer: Gazetteer) -> Outcomes | None:
    """Return the outcomes by the interpreter; None for what is refused."""
    read = read_submission(InputFile("one.json", content), assessor.pack, gazetteer)
    return outcomes_of(assessor.assess(read.submission, read.findings)) if isinstance(read, Accepted) else None


def pairs_of(batch: int) -> Iterator[tuple[Compiled, Assessor, bytes]]:
    """Yield the pairs of one batch: a pack, and submissions from nearly silent to nearly complete."""
    dice = Random(f"{SEED}/{batch}")
    pack = checked_pack(dice)
    compiled, assessor = compile_pack(pack, GAZETTEER), Assessor(pack)
    for _ in range(BATCH):
        made = random_document(dice, pack, build.PROVINCE.code, dice.choice((0.3, 0.7, 0.95)), hostile=0.02)
        if dice.random() < 0.9:
            made["claims"].pop("trials", None)  # lists go the slow way, whatever is in them
        yield compiled, assessor, written(made)


def compare(first: int, batches: int, tally: Tally) -> None:
    """Compare the pairs of some batches, and note in *tally* what is found."""
    for batch in range(first, first + batches):
        for number, (compiled, assessor, content) in enumerate(pairs_of(batch)):
            tally.pairs += 1
            found = compiled.judge_line(content)
            if found is None:
                continue
            tally.fast += 1
            tally.seen.update(found.claimed.outcome(place) for place in range(len(compiled.pack.rules)))
            if found != judged_slowly(assessor, content, GAZETTEER):
                tally.differences.append(f"{SEED}/{batch}, submission {number}")


def main() -> None:
    """Compare as many pairs as the command line says, a million unless it does."""
    pairs, tally = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, Tally()
    for first in range(0, pairs // BATCH, 100):
        compare(first, min(100, pairs // BATCH - first), tally)
        print(f"{tally.pairs} of {pairs}", file=sys.stderr)  # noqa: T201 - a script
    for line in tally.differences[:20]:
        print(line)  # noqa: T201
    print(f"{tally.pairs} pairs, {tally.fast} by generated source, {len(tally.differences)} differences")  # noqa: T201
    print(dict(sorted(tally.seen.items())))  # noqa: T201


if __name__ == "__main__":
    main()
