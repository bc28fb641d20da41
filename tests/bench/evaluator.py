"""The generated evaluator in process, one core: ``python tests/bench/evaluator.py [DOCUMENTS]``.

Prints documents a second beside a bare decode of the same bytes with the same decoder, and where the rest goes. The
submissions are invented, to the shipped pack; nothing is to be asked about them.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import msgspec

from checker.engine.assess import Assessor
from checker.engine.compiled.compiled import Compiled, compile_pack
from checker.engine.compiled.reading import marks_of
from checker.model.pack import Pack
from checker.packs.files import DEFAULT_PACK
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_submission
from checker.syntax.plain import read_plain
from tests.plain_documents import random_document, written

ROUNDS = 9


def sound_document(dice: Random, compiled: Compiled, code: str, said: int, *, cited: float) -> dict[str, Any]:
    """Return a submission of points with *said* claims, a share *cited* of them with date and source."""
    while True:
        made = random_document(dice, compiled.pack, code, 1.0)
        made["sources"] = {"s1": {"kind": "ledger", "title": "台账", "issued": "2020-04-02"}}
        claims = {name: _plain(value) for name, value in made["claims"].items()}
        sound = {name: value for name, value in claims.items() if compiled.judge({**made, "claims": {name: value}})}
        while (found := compiled.judge({**made, "claims": sound})) is not None and found.findings:
            for _, _, about in found.findings:
                rule = next(one for one in compiled.pack.integrity if one.id == about)
                sound.pop(next((name for name in rule.indicators if name in sound), ""), None)
        names = dice.sample(sorted(sound), min(said, len(sound)))
        day = compiled._periods[made["period"]].end
        for name in names:
            if dice.random() < cited:
                sound[name] = {"value": sound[name], "as_of": day, "source": "s1"}
        made["claims"] = {name: sound[name] for name in names}
        judged = compiled.judge(made)
        if judged is not None and not judged.findings:
            return made


def _plain(claim: Any) -> Any:
    one = claim[0] if isinstance(claim, list) and claim else claim
    return one["value"] if isinstance(one, dict) else one


def rate(job: Callable[[Any], object], inputs: Sequence[Any]) -> float:
    """Return the best of some rounds, in microseconds for each of *inputs*."""
    best = 1e9
    for _ in range(ROUNDS):
        started = time.process_time()  # what others do on the machine is not counted
        for one in inputs:
            job(one)
        best = min(best, time.process_time() - started)
    return best / len(inputs) * 1e6


def report(pack: Pack, compiled: Compiled, said: int, cited: float, count: int) -> None:
    """Print the figures of *count* submissions."""
    dice = Random(f"{said} {cited}")
    codes = [one.code for one in read_gazetteer()]
    made = [written(sound_document(dice, compiled, dice.choice(codes), said, cited=cited)) for _ in range(count)]
    size = sum(map(len, made)) / count
    decode = msgspec.json.Decoder().decode
    documents = [read_plain(one) for one in made]
    gc.collect()
    gc.freeze()
    bare = rate(decode, made)
    guarded = rate(read_plain, made)
    judged = rate(compiled.judge, documents)
    whole = rate(lambda one: compiled.judge(read_plain(one)), made)
    print(f"{said} claims, {cited:.0%} with date and source, {size:,.0f} bytes")
    for name, cost in (
        ("bare decode", bare),
        ("decode, floats as text, no key twice", guarded),
        ("judge a decoded one, all readings", judged),
        ("whole", whole),
    ):
        print(f"  {name:40} {cost:8.1f} us {1e6 / cost:10,.0f} a second {bare / cost:6.2f} of a bare decode")
    profile(compiled, documents)
    assessor = Assessor(pack)
    slow = rate(lambda one: judge_slowly(assessor, one), made[:30])
    print(f"  {'the slow way (read, interpret, explain)':40} {slow:8.1f} us {1e6 / slow:10,.0f} a second")


def profile(compiled: Compiled, documents: Sequence[Any]) -> None:
    """Print what the parts of a judgement take, each by itself."""
    taken = []
    inner = compiled._judge

    def noted(*arguments: Any) -> object:
        taken.append(arguments)
        return inner(*arguments)

    compiled._judge = noted
    for one in documents:
        compiled.judge(one)
    compiled._judge = inner
    found = [(arguments[4], inner(*arguments)) for arguments in taken]
    left = sum(len(one[4]) + len(one[5]) for _, one in found) / len(found)
    sums = rate(lambda one: one[0].sums.reading(one[1][0], one[1][1], (), (one[0].lows, one[0].highs)), found)
    print(f"    sources and marks      {rate(lambda one: marks_of(one['sources'], '2020-08-29'), documents):8.1f} us")
    print(f"    generated function     {rate(lambda one: inner(*one), taken):8.1f} us")
    print(f"    sums of one reading    {sums:8.1f} us")
    print(f"    rules left to the interpreter: {left:.2f} a submission")


def judge_slowly(assessor: Assessor, content: bytes) -> object:
    """Judge one submission the whole way."""
    read = read_submission(InputFile("one.json", content), assessor.pack, read_gazetteer())
    return assessor.assess(read.submission, read.findings) if isinstance(read, Accepted) else read


def main() -> None:
    """Print the figures for submissions of several sizes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    pack = load_pack(DEFAULT_PACK)
    started = time.perf_counter()
    compiled = compile_pack(pack, read_gazetteer())
    print(f"compiled in {time.perf_counter() - started:.2f} s, {len(compiled.source.splitlines()):,} lines")
    for said, cited in ((90, 0.1), (40, 0.9), (90, 0.9)):
        report(pack, compiled, said, cited, count)


if __name__ == "__main__":
    main()
