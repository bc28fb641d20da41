"""The checks of others on the same submissions: ``python tests/bench/beside.py [DOCUMENTS...]``.

One NDJSON of invented sound submissions to the shipped pack: those of batch.py, with date and source of all claims
(a typed column of SQL holds no choice) and no lists of items (the checker leaves them to its slow way). One core, a
process for each. Measured is the work on the file; the CPU before it has a column; memory is that of the process.

- bare decode: msgspec, no check at all.
- checker: structure, dates and sources, all integrity rules, credits of all rules in all readings, scores and grades,
  exactly. What is not surely sound goes the slow way, which says where and why: that is not measured here.
- pydantic: a strict model made from the dictionary (types, bounds, states, unknown keys; binary numbers). Then the
  integrity rules that compare two submitted indicators (``a <= b``), in plain Python.
- jsonschema (the first documents only), jsonschema-rs (if installed): the generated schema, and the same comparisons.
- DuckDB: typed columns, and one query that counts the documents beyond bounds or states, or out of order; not hedges,
  origin, names of sources. It ignores unknown keys, and makes whole numbers of fractions and of texts.

None but the checker scores, or knows localities, targets and facts of the pack; it and DuckDB alone refuse a key that
stands twice. No call that is measured says where a fault is. First each is given spoilt copies; what it misses is said.
"""

from __future__ import annotations

import json
import pickle
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any

SIZES = (1_000, 20_000, 200_000)
SLOW = 2_000  # documents that jsonschema is given at most
SPOILT = ("out of bounds", "unknown key", "broken comparison", "fraction for a whole")
BLIND = {"bare decode": SPOILT, "DuckDB": ("unknown key", "fraction for a whole")}  # what each is known not to see

Refused = Callable[[Path, int], int]  # how many of the first lines of a file are refused


def by_line(accepts: Callable[[bytes], bool]) -> Refused:
    """Return what gives *accepts* one line after the other."""

    def refused(path: Path, count: int) -> int:
        with path.open("rb") as file:
            return sum(not accepts(line) for line in islice(file, count))

    return refused


def bare_decode(pack: Any) -> Refused:
    """Decode, and accept all."""
    import msgspec  # noqa: PLC0415 - the memory of each process is its own

    decode = msgspec.json.Decoder().decode
    return by_line(lambda line: decode(line) is not None)


def ours(pack: Any) -> Refused:
    """Judge with generated source; what that does not judge, or asks about, counts as refused."""
    from checker.engine.compiled.compiled import compile_pack  # noqa: PLC0415
    from checker.packs.gazetteer import read_gazetteer  # noqa: PLC0415

    judge = compile_pack(pack, read_gazetteer()).judge_line
    return by_line(lambda line: (found := judge(line)) is not None and not found.findings)


def comparisons(pack: Any) -> list[tuple[str, str]]:
    """Return the pairs that integrity rules hold in order, ``a <= b``; what the pack holds is not the submitter's."""
    from checker.model.nodes import Comparison, Indicator  # noqa: PLC0415

    trees = [one.check.tree for one in pack.integrity]
    plain = [one for one in trees if isinstance(one, Comparison) and one.sign == "<="]
    pairs = [(one.left.id, one.right.id) for one in plain if {type(one.left), type(one.right)} == {Indicator}]
    return [pair for pair in pairs if not any(pack.indicators[name].held_by_pack for name in pair)]


def in_order(pairs: Sequence[tuple[str, str]], said: Callable[[str], Any]) -> bool:
    """Return whether every pair is in order; *said* returns the value of an indicator, None if nothing is said."""
    for low, high in pairs:
        if (lower := said(low)) is not None and (upper := said(high)) is not None and lower > upper:
            return False
    return True


def by_schema(pack: Any, validator: Callable[[Any], Any]) -> Refused:
    """Decode, check against the schema, compare."""
    import msgspec  # noqa: PLC0415

    from checker.readers.schema import submission_schema  # noqa: PLC0415

    decode, pairs = msgspec.json.Decoder().decode, comparisons(pack)
    is_valid = validator(submission_schema(pack)).is_valid

    def accepts(line: bytes) -> bool:
        document = decode(line)
        return is_valid(document) and in_order(pairs, lambda name: document["claims"].get(name, {}).get("value"))

    return by_line(accepts)


def with_jsonschema(pack: Any) -> Refused:
    """Check with the library that the checker explains faults with."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415

    return by_schema(pack, Draft202012Validator)


def with_jsonschema_rs(pack: Any) -> Refused:
    """Check with the library in Rust."""
    from jsonschema_rs import validator_for  # noqa: PLC0415

    return by_schema(pack, validator_for)


def with_pydantic(pack: Any) -> Refused:
    """Check with a model, then compare."""
    from beside_models import submission_model  # noqa: PLC0415
    from pydantic import ValidationError  # noqa: PLC0415

    validate, pairs = submission_model(pack).model_validate_json, comparisons(pack)

    def accepts(line: bytes) -> bool:
        try:
            claims = validate(line).claims
        except ValidationError:
            return False
        return in_order(pairs, lambda name: getattr(getattr(claims, name), "value", None))

    return by_line(accepts)


def with_duckdb(pack: Any) -> Refused:
    """Count with one query. A text that fits no type ends the query: then all is refused."""
    from beside_models import counting_query  # noqa: PLC0415
    from duckdb import ConversionException, InvalidInputException, connect  # noqa: PLC0415

    query = counting_query(pack, comparisons(pack))
    session = connect(config={"threads": 1, "autoinstall_known_extensions": False})

    def refused(path: Path, count: int) -> int:  # a file at a time
        try:
            [(number,)] = session.execute(query, [str(path)]).fetchall()
        except (ConversionException, InvalidInputException):
            return count
        return int(number)

    return refused


CONTENDERS: dict[str, Callable[[Any], Refused]] = {
    "bare decode": bare_decode,
    "checker": ours,
    "pydantic": with_pydantic,
    "jsonschema": with_jsonschema,
    "jsonschema-rs": with_jsonschema_rs,
    "DuckDB": with_duckdb,
}


def prepare(folder: Path, sizes: Sequence[int]) -> None:
    """Write the pack, a file of submissions for each size, and a file for each kind of spoilt one."""
    from batch import write_pack, write_submissions, written  # noqa: PLC0415

    pack = write_pack(folder / "pack")
    (folder / "pack.pickle").write_bytes(pickle.dumps(pack))
    for count in sizes:
        write_submissions(folder / "made", pack, count)
        with (folder / "made").open("rb") as made, (folder / f"{count}.ndjson").open("wb") as file:
            file.writelines(written(all_cited(json.loads(line))) + b"\n" for line in made)
    low, high = comparisons(pack)[-1]
    beyond = int(pack.indicators[high].bounds.upper) + 1
    spoilt = ({high: beyond}, {"no_such_indicator": 1}, {low: 2, high: 1}, {high: 12.7})
    with (folder / f"{sizes[0]}.ndjson").open("rb") as file:
        sound = json.loads(file.readline())
    for kind, values in zip(("sound", *SPOILT), ({low: 1, high: 2}, *spoilt), strict=True):
        claims = {name: one for name, one in sound["claims"].items() if name not in (low, high)} | values
        (folder / kind).write_bytes(written(all_cited({**sound, "claims": claims})))


def all_cited(document: Any) -> Any:
    """Return a submission in which every claim has the date and source of the first; an empty list is no claim."""
    said = {name: one for name, one in document["claims"].items() if one != []}
    first = next(one for one in said.values() if isinstance(one, dict))
    claims = {name: one if isinstance(one, dict) else {**first, "value": one} for name, one in said.items()}
    return {**document, "claims": claims}


def measure(name: str, folder: Path, size: int, count: int) -> dict[str, Any]:
    """Return what *name* takes for the first *count* of *size* submissions, in seconds and mebibytes."""
    refused = CONTENDERS[name](pickle.loads((folder / "pack.pickle").read_bytes()))
    start = time.process_time()
    assert not refused(folder / "sound", 1), f"{name} refuses a sound submission"
    blind = [kind for kind in SPOILT if not refused(folder / kind, 1)]
    assert blind == [*BLIND.get(name, ())], f"{name} does not see: {blind}"
    wall, cpu = time.perf_counter(), time.process_time()
    number = refused(folder / f"{size}.ndjson", count)
    cost = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu, "start": start, "blind": blind}
    assert not number, f"{name} refuses {number} of {count} sound submissions"
    return {**cost, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def report(folder: Path, size: int) -> None:
    """Print a line for each contender. This process stays small: its peak memory would be the least of its children."""
    print(f"{size:,} submissions of {(folder / f'{size}.ndjson').stat().st_size / size:,.0f} bytes")
    bare = 0.0
    for name in CONTENDERS:
        if name == "jsonschema-rs" and find_spec("jsonschema_rs") is None:
            print("  jsonschema-rs  skipped: not installed")
            continue
        count = min(size, SLOW) if name == "jsonschema" else size
        cost = json.loads(child("measure", name, str(folder), str(size), str(count)))
        rate = count / cost["cpu"]
        bare = bare or rate
        rates = f"{count / cost['wall']:9,.0f} docs/s {rate:9,.0f} docs/s of CPU {rate / bare:6.3f} of bare"
        rest = f"{cost['start']:5.2f} s to start {cost['peak']:6.1f} MiB"
        print(f"  {name:14} {cost['wall']:7.2f} s {rates} {rest}  {noted(name, count, cost['blind'])}", flush=True)


def noted(name: str, count: int, blind: Sequence[str]) -> str:
    """Return how many were accepted, by the checker judged, and what kinds of mistake *name* does not see."""
    done = f"{count:,} {'judged' if name == 'checker' else 'accepted'}"
    return f"{done}; does not see: {', '.join(blind)}" if blind else done


def child(*arguments: str) -> str:
    """Run a part of this in a process of its own and return what it prints."""
    return subprocess.run([sys.executable, __file__, *arguments], check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> None:
    """Measure the sizes asked for."""
    sizes = [int(one) for one in sys.argv[1:]] or SIZES
    with tempfile.TemporaryDirectory() as name:
        child("prepare", name, *map(str, sizes))
        for size in sizes:
            report(Path(name), size)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["prepare", where, *numbers]:
            prepare(Path(where), [int(one) for one in numbers])
        case ["measure", who, where, size, count]:
            print(json.dumps(measure(who, Path(where), int(size), int(count))))
        case _:
            main()
