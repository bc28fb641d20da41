"""Writing to a store: a run goes on where it was, and what it acknowledged is there exactly once."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.errors import Locus
from checker.model.stored import Basis, Settling, State, StoredFinding, StoredResult
from checker.store.doubles import settle_doubles
from checker.store.opening import open_to_write
from checker.store.rows import digest_of, stored_name

FILES_REMEMBERED = 1_000
_OF_UNITS = (("unit", "number"), ("submission", "unit"), ("finding", "unit"))


@contextlib.contextmanager
def open_for_run(path: Path, command: str, basis: Basis) -> Iterator[RunWriter]:
    """Open the store at *path*, made if it is not there, for the run that *command* asks for.

    Raises StoreError if another run holds it, if it is no store or of a newer version, or if it cannot be written.
    """
    with open_to_write(path) as connection:
        yield RunWriter(connection, command, basis)


class RunWriter:
    """The results of one run, in the order of its units. What it cannot write raises StoreError."""

    def __init__(self, connection: sqlite3.Connection, command: str, basis: Basis) -> None:
        """Go on with the run of *command* under *basis* that is not finished, or begin a new one."""
        self._connection = connection
        self._files: dict[str, int] = {}
        with self._transaction():
            self._basis = self._of_basis(basis)
            self.id = self._resumed(command) or self._begun(command)

    def _of_basis(self, basis: Basis) -> int:
        digest = digest_of(basis)
        values = (digest, *basis[:6], *map(json.dumps, basis[6:]))
        self._connection.execute(
            "INSERT OR IGNORE INTO basis (sha256, pack, version, digest, engine, reviews, as_of, rules, grades)"
            " VALUES (?,?,?,?,?,?,?,?,?)",
            values,
        )
        return int(self._connection.execute("SELECT id FROM basis WHERE sha256 = ?", (digest,)).fetchone()[0])

    def _resumed(self, command: str) -> int | None:
        found = self._connection.execute(
            "SELECT id FROM run WHERE command = ? AND basis = ? AND finished = 0", (command, self._basis)
        ).fetchone()
        return None if found is None else int(found[0])

    def _begun(self, command: str) -> int:
        return self._inserted("INSERT INTO run (command, basis) VALUES (?,?)", command, self._basis)

    def _inserted(self, statement: str, *values: object) -> int:
        done = self._connection.execute(statement, values)
        assert done.lastrowid is not None
        return done.lastrowid

    def progress_of(self, unit: int, fingerprint: str) -> tuple[int, bool]:
        """Return how many results of a unit are acknowledged, and whether that is all; none if its input changed."""
        row = self._connection.execute(
            "SELECT fingerprint, records, complete FROM unit WHERE run = ? AND number = ?", (self.id, unit)
        ).fetchone()
        if row is None:
            return 0, False
        if row[0] == fingerprint:
            return int(row[1]), bool(row[2])
        with self._transaction():
            self._delete("= ?", unit)
        return 0, False

    def refused_in(self, unit: int) -> int:
        """Return how many of the acknowledged results of a unit are refusals."""
        found = self._connection.execute(
            "SELECT count(*) FROM submission WHERE run = ? AND unit = ? AND state = ?", (self.id, unit, State.REFUSED)
        )
        return int(found.fetchone()[0])

    def acknowledge(
        self, unit: int, fingerprint: str, first: int, results: Sequence[StoredResult], *, complete: bool
    ) -> None:
        """Store *results* of a unit, of which *first* were stored before; on return they are on the disk."""
        with self._transaction():
            self._connection.executemany(
                "INSERT INTO submission VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                [self._row(unit, record, result) for record, result in enumerate(results, first)],
            )
            self._connection.executemany(
                "INSERT INTO finding VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                [
                    (self.id, unit, record, number, *self._finding(result, finding))
                    for record, result in enumerate(results, first)
                    for number, finding in enumerate(result.findings)
                ],
            )
            self._connection.execute(
                "INSERT OR REPLACE INTO unit VALUES (?,?,?,?,?)",
                (self.id, unit, fingerprint, first + len(results), complete),
            )

    def _row(self, unit: int, record: int, result: StoredResult) -> tuple[object, ...]:
        locus, sha256, state, locality, period, best, worst, outcomes, _, corrects = result
        place = (self.id, unit, record, self._file(locus.file), *_place(locus))
        return (*place, sha256, state, locality, period, best, worst, corrects, outcomes)

    def _finding(self, result: StoredResult, finding: StoredFinding) -> tuple[object, ...]:
        severity, code, about, locus, *texts = finding
        file = None if locus.file == result.locus.file else self._file(locus.file)
        return (severity, code, about, file, *_place(locus), *texts)

    def _file(self, name: str) -> int:
        """Return the number of a file; only the last ones are kept in mind, there may be millions."""
        found = self._files.get(name)
        if found is None:
            if len(self._files) >= FILES_REMEMBERED:
                self._files.clear()
            kept = stored_name(name)
            row = self._connection.execute("SELECT id FROM file WHERE name = ?", (kept,)).fetchone()
            found = int(row[0]) if row else self._inserted("INSERT INTO file (name) VALUES (?)", kept)
            self._files[name] = found
        return found

    def finish(self, units: int, settling: Settling, *, remember: bool = True) -> None:
        """Note that all *units* are judged: settle doubles, and drop what an earlier try left beyond the units.

        Later runs know of what was judged only if they are to *remember* it.
        """
        with self._transaction():
            self._delete(">= ?", units)
            settle_doubles(self._connection, self.id, settling)
            if remember:
                self._connection.execute(
                    "INSERT OR IGNORE INTO known SELECT ?, sha256, run, unit, record FROM submission"
                    " WHERE run = ? AND outcomes IS NOT NULL ORDER BY sha256, unit, record",
                    (self._basis, self.id),
                )
            self._connection.execute("UPDATE run SET finished = 1 WHERE id = ?", (self.id,))

    def _delete(self, which: str, unit: int) -> None:
        for table, column in _OF_UNITS:
            self._connection.execute(f"DELETE FROM {table} WHERE run = ? AND {column} {which}", (self.id, unit))  # noqa: S608 - our own names

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
            self._connection.execute("COMMIT")
        except BaseException:
            self._files.clear()  # what was given a number meanwhile has none
            with contextlib.suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise


def _place(locus: Locus) -> tuple[str | None, int, int, int]:
    return locus.sheet or None, locus.group, locus.line, locus.column
