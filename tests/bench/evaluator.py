"""The generated evaluator in process, one core: ``python tests/bench/evaluator.py [DOCUMENTS]``.

Prints documents a second beside a bare decode of the same bytes with the same decoder, and where the rest goes. The
submissions are invented, to the shipped pack; nothing is to be asked about them. Some have their claims in the order of
the dictionary, as the blank form has them, others in any order: a decoder that knows the form finds these more slowly.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import msgspec

from checker.engine.assess import Assessor
from checker.engine.compiled.compiled import Compiled, compile_pack
from checker.engine.compiled.reading import marks_of
from checker.model.outcomes import Outcomes
from checker.model.pack import Pack
from checker.packs.files import DEFAULT_PACK
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_submission
from checker.syntax.json_line import has_keys, has_plain_text
from tests.plain_documents import random_document, written

ROUNDS = 300


def sound_document(dice: Random, compiled: Compiled, code: str, said: int, *, cited: float) -> dict[str, Any]:
    """Return a submission of points with *said* claims, a share *cited* of them with date and source."""
    while True:
        made = random_document(dice, compiled.pack, code, 1.0)
        made["sources"] = {"s1": {"kind": "ledger", "title": "台账", "issued": "2020-04-02"}}
        claims = {name: _plain(value) for name, value in made["claims"].items()}
        sound = {name: value for name, value in claims.items() if judged(compiled, {**made, "claims": {name: value}})}
        while (found := judged(compiled, {**made, "claims": sound})) is not None and found.findings:
            for _, _, about in found.findings:
                rule = next(one for one in compiled.pack.integrity if one.id == about)
                sound.pop(next((name for name in rule.indicators if name in sound), ""), None)
        names = dice.sample(sorted(sound), min(said, len(sound)))
        day = compiled._periods[made["period"]].end
        for name in names:
            if dice.random() < cited:
                sound[name] = {"value": sound[name], "as_of": day, "source": "s1"}
        made["claims"] = {name: sound[name] for name in names}
        found = judged(compiled, made)
        if found is not None and not found.findings:
            return made


def judged(compiled: Compiled, made: dict[str, Any]) -> Outcomes | None:
    """Return the outcomes of a submission."""
    return compiled.judge_line(written(made))


def _plain(claim: Any) -> Any:
    one = claim[0] if isinstance(claim, list) and claim else claim
    return one["value"] if isinstance(one, dict) else one


def ordered(pack: Pack, made: dict[str, Any]) -> dict[str, Any]:
    """Return a submission with its claims in the order of the dictionary."""
    return {**made, "claims": {name: made["claims"][name] for name in pack.indicators if name in made["claims"]}}


def rates(jobs: Mapping[str, tuple[Callable[..., object], Sequence[Any]]]) -> dict[str, float]:
    """Return what each job takes, in microseconds for one of its inputs: the best of many short rounds, by turns."""
    best = dict.fromkeys(jobs, 1e9)
    for _ in range(ROUNDS):
        for name, (job, inputs) in jobs.items():
            started = time.process_time()  # what others do on the machine is not counted
            for one in inputs:
                job(*one)
            best[name] = min(best[name], (time.process_time() - started) / len(inputs) * 1e6)
    return best


def report(pack: Pack, compiled: Compiled, title: str, lines: Sequence[bytes]) -> None:
    """Print the figures of submissions."""
    singles = [(one,) for one in lines]
    taken, credited = _parts(compiled, lines)
    gc.collect()
    gc.freeze()
    found = rates(
        {
            "bare decode": (msgspec.json.Decoder().decode, singles),
            "bytes to outcomes, all readings": (compiled.judge_line, singles),
            "  no character that is no text": (has_plain_text, singles),
            "  decode into the form": (compiled._form.decode, singles),
            "  sources": (marks_of, [(compiled._form.decode(one)[0].sources, "2020-08-29") for one in lines]),
            "  generated function": (compiled._judge, taken),
            "  sums and grades": (
                lambda frame, one, other: (frame.reading(one, ()), frame.reading(other, ())),
                credited,
            ),
            "  keys counted": (lambda line: has_keys(line, 0), singles),
        }
    )
    bare = found["bare decode"]
    print(f"{title}, {sum(map(len, lines)) / len(lines):,.0f} bytes")
    for name, cost in found.items():
        print(f"  {name:40} {cost:8.1f} us {1e6 / cost:10,.0f} a second {bare / cost:6.2f} of a bare decode")
    assessor = Assessor(pack)
    slow = rates({"": (lambda line: judge_slowly(assessor, line), singles[:1])})[""]
    print(f"  {'the slow way (read, interpret, explain)':40} {slow:8.1f} us {1e6 / slow:10,.0f} a second")


def _parts(compiled: Compiled, lines: Sequence[bytes]) -> tuple[list[Any], list[Any]]:
    """Return what the generated function is given, and what it makes of it, by frame."""
    taken, credited = [], []
    inner = compiled._judge

    def noted(*arguments: Any) -> Any:
        found = inner(*arguments)
        taken.append(arguments)
        credited.append((arguments[3], found[0], found[1]))
        return found

    compiled._judge = noted
    for one in lines:
        compiled.judge_line(one)
    compiled._judge = inner
    return taken, credited


def judge_slowly(assessor: Assessor, content: bytes) -> object:
    """Judge one submission the whole way."""
    read = read_submission(InputFile("one.json", content), assessor.pack, read_gazetteer())
    return assessor.assess(read.submission, read.findings) if isinstance(read, Accepted) else read


def main() -> None:
    """Print the figures for submissions of several sizes."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 25
    pack = load_pack(DEFAULT_PACK)
    started = time.perf_counter()
    compiled = compile_pack(pack, read_gazetteer())
    print(f"compiled in {time.perf_counter() - started:.2f} s, {len(compiled.source.splitlines()):,} lines")
    codes = [one.code for one in read_gazetteer()]
    for said, cited in ((90, 0.0), (90, 0.1), (40, 0.9), (90, 0.9)):
        dice = Random(f"{said} {cited}")
        made = [sound_document(dice, compiled, dice.choice(codes), said, cited=cited) for _ in range(count)]
        title = f"{said} claims, {cited:.0%} with date and source"
        report(pack, compiled, f"{title}, in order", [written(ordered(pack, one)) for one in made])
        if cited == 0.1:
            report(pack, compiled, f"{title}, in any order", [written(one) for one in made])


if __name__ == "__main__":
    main()
