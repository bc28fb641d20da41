"""Invented runs: results that depend on their numbers alone, written as a batch writes them."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Mapping
from pathlib import Path

from checker.errors import Locus
from checker.model.outcomes import FULL, NOT_APPLICABLE, Outcomes, ReadingOutcomes
from checker.model.stored import Basis, Settling, State, StoredFinding, StoredResult
from checker.reports.wording import reason
from checker.store.packing import pack
from checker.store.writing import RunWriter, open_for_run
from checker.use_cases.asked import Asked
from checker.use_cases.results import export_results

RULES = 60
BASIS = Basis(
    "invented",
    "0.1.0",
    "ab" * 32,
    "1.0.0",
    None,
    None,
    tuple((f"P{place:02}-1", str(place)) for place in range(RULES)),
    ("good", "pass", "fail"),
)
WHATS = ("submissions", "rules", "findings")


def reading(number: int) -> ReadingOutcomes:
    """One reading with credits of every kind."""
    kinds = ((0, 0), (FULL, FULL), (NOT_APPLICABLE, NOT_APPLICABLE), (0, FULL), (number + 7, FULL - number))
    lowers, uppers = zip(*(kinds[(number + place * place) % len(kinds)] for place in range(RULES)), strict=True)
    total = ((number % 100 * 3 + 1, 7), (number % 50 + 5000, 101))
    return ReadingOutcomes(lowers, uppers, (), total, ("fail", "pass"), (number % 9 + 1, 10))


def outcomes(number: int, locality: str, period: str) -> Outcomes:
    """What is kept of submission *number*."""
    claimed, other = reading(number), reading(number // 3)
    return Outcomes(locality, period, (("minor", "claim-missing", "stations"),), claimed, other, reading(0))


def finding(number: int, file: str) -> StoredFinding:
    """A finding, its texts as long as real ones."""
    place = Locus(file, number + 1, 5)
    return StoredFinding("minor", "claim-missing", "stations", place, "没有报这项数字" * 5, "was not reported " * 5)


def result(number: int, file: str = "made.ndjson", *, locality: str | None = None) -> StoredResult:
    """One result; every tenth could not be read, and every 25th says what the one before it says."""
    place = Locus(file, number + 1)
    if number % 10 == 3:
        refused = StoredFinding("critical", "syntax", "", place, "不是 JSON", "this is no JSON")
        return StoredResult(place, b"", State.REFUSED, None, None, None, None, None, (refused,))
    said = number - 1 if number % 25 == 5 else number
    code = locality or f"{130000 + said % 3000:06}"
    period = f"20{20 + said // 3000 % 80}-H1"
    packed = pack(outcomes(said, code, period))
    sha256 = hashlib.sha256(str(said).encode()).digest()
    found = (finding(number, file),) if number % 4 == 0 else ()
    return StoredResult(place, sha256, State.JUDGED, code, period, 1, 2, packed, found)


def worded(code: str, parameters: Mapping[str, object]) -> tuple[str, str]:
    """The text of a finding in both languages."""
    return reason(code, parameters, "zh"), reason(code, parameters, "en")


SETTLING = Settling(find_contents=lambda _doubts, _keep: None, worded=worded)


def write_run(
    store: Path,
    units: int = 4,
    each: int = 50,
    batch: int = 20,
    acknowledged: Callable[[int, int], None] = lambda _unit, _records: None,
    command: str = "made",
) -> None:
    """Write a run from where it is to its end; *acknowledged* is told how many results of a unit are stored."""
    with open_for_run(store, command, BASIS) as writer:
        for unit in range(units):
            write_unit(writer, unit, each, batch, acknowledged)
        writer.finish(units, SETTLING)


def write_unit(writer: RunWriter, unit: int, each: int, batch: int, acknowledged: Callable[[int, int], None]) -> None:
    """Write what is left of one unit."""
    first, complete = writer.progress_of(unit, "same")
    while not complete:
        last = min(first + batch, each)
        complete = last == each
        made = [result(unit * each + record, f"made-{unit:02}.ndjson") for record in range(first, last)]
        writer.acknowledge(unit, "same", first, made, complete=complete)
        first = last
        acknowledged(unit, first)


def exported(store: Path, what: str, form: str = "ndjson", run: int | None = None) -> bytes:
    """One export of a store."""
    file = io.BytesIO()
    export_results(str(store), Asked(run=run), what, form, file, "en")
    return file.getvalue()


def everything(store: Path, run: int | None = None) -> list[bytes]:
    """All that can be exported of a run."""
    return [exported(store, what, run=run) for what in WHATS]
