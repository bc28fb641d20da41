"""Rows of a store -> values: submissions with their findings, one after the other or by digest."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import NamedTuple

from checker.errors import Locus
from checker.model.stored import DOUBLES, WAS_JUDGED, Basis, State, StoredFinding, StoredResult
from checker.store.packing import unpack

COLUMNS = (
    "run, unit, record, name, sheet, part, line, col, submission.sha256, state, locality, period, best, worst,"
    " corrects, outcomes"
)
JUDGED = f"state IN ({', '.join(f'{state:d}' for state in WAS_JUDGED)})"  # as a condition
_KEY = 3


class Row(NamedTuple):
    """A row of the table of submissions, with the name of its file."""

    run: int
    unit: int
    record: int
    name: str
    sheet: str | None
    part: int
    line: int
    col: int
    sha256: bytes
    state: int
    locality: str | None
    period: str | None
    best: int | None
    worst: int | None
    corrects: str | None
    outcomes: bytes | None

    @property
    def locus(self) -> Locus:
        """The place of the submission."""
        return Locus(self.name, self.line, self.col, sheet=self.sheet or "", group=self.part)

    def result(self, findings: tuple[StoredFinding, ...]) -> StoredResult:
        """Return the submission, with its *findings*."""
        return StoredResult(
            self.locus,
            self.sha256,
            State(self.state),
            self.locality,
            self.period,
            self.best,
            self.worst,
            self.outcomes,
            findings,
            self.corrects,
        )


def findings_of(connection: sqlite3.Connection, row: Row) -> tuple[StoredFinding, ...]:
    """Return the findings of one submission, in their order."""
    found = connection.execute(
        "SELECT severity, code, about, name, sheet, part, line, col, zh, en"
        " FROM finding LEFT JOIN file ON file.id = file WHERE run = ? AND unit = ? AND record = ? ORDER BY number",
        row[:_KEY],
    )
    return tuple(
        StoredFinding(severity, code, about, Locus(name or row.name, line, col, sheet=sheet or "", group=part), zh, en)
        for severity, code, about, name, sheet, part, line, col, zh, en in found
    )


def find_known(connection: sqlite3.Connection, basis: int, sha256: bytes) -> StoredResult | None:
    """Return what came under *basis* of the bytes with this digest, before doubles were settled; None if not known."""
    found = connection.execute(
        f"SELECT {COLUMNS} FROM known JOIN submission USING (run, unit, record)"  # noqa: S608 - our own names
        " JOIN file ON file.id = file WHERE basis = ? AND known.sha256 = ?",
        (basis, sha256),
    ).fetchone()
    if found is None:
        return None
    row = Row._make(found)
    return _as_judged(row, findings_of(connection, row))


def stored_name(name: str) -> str:
    """Return how the name of a file is stored, which may hold bytes that are no text."""
    return name.encode(errors="backslashreplace").decode()


def digest_of(basis: Basis) -> str:
    """Return the SHA-256 that names a basis in a store."""
    return hashlib.sha256(json.dumps(basis).encode()).hexdigest()


def known_basis(connection: sqlite3.Connection, basis: Basis) -> int | None:
    """Return the number of *basis* in a store, or None if nothing was judged by it in any finished run."""
    row = connection.execute(
        "SELECT id FROM basis WHERE sha256 = ? AND EXISTS (SELECT 1 FROM known WHERE known.basis = basis.id)",
        (digest_of(basis),),
    ).fetchone()
    return None if row is None else int(row[0])


def _as_judged(row: Row, findings: tuple[StoredFinding, ...]) -> StoredResult:
    """Return a submission in the state that it had on its own."""
    if row.state in WAS_JUDGED:
        return row.result(findings)
    assert row.outcomes is not None
    state = State.REJECTED if unpack(row.outcomes).rejected else State.JUDGED
    own = tuple(finding for finding in findings if finding.code not in DOUBLES.values())
    return row.result(own)._replace(state=state)
