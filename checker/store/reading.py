"""Reading a store: its runs, counts of what they hold, and results one after the other."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from checker.model.stored import Basis, Selection, State, StoredResult, StoredRun
from checker.store.rows import COLUMNS, JUDGED, Row, digest_of, findings_of

LevelOf = Callable[[str | None], str]


class Count(NamedTuple):
    """How many results of a period and level are in one state, with one lower end of the grade (0: the best band)."""

    period: str
    level: str
    state: State
    worst: int | None
    number: int


def read_runs(connection: sqlite3.Connection) -> tuple[StoredRun, ...]:
    """Return the runs of a store, the first one first."""
    rows = connection.execute(
        "SELECT run.id, pack, version, digest, engine, reviews, as_of, rules, grades, finished"
        " FROM run JOIN basis ON basis.id = run.basis ORDER BY run.id"
    )
    return tuple(StoredRun(row[0], _basis(row[1:9]), bool(row[9])) for row in rows)


def last_run_of(connection: sqlite3.Connection, command: str, basis: Basis, fingerprints: Iterator[str]) -> int | None:
    """Return the last run of a store if it is finished, *command* asked for it under *basis*, and its units are these.

    *fingerprints* of the input are looked at only if all else holds.
    """
    row = connection.execute(
        "SELECT run.id, finished AND command = ? AND sha256 = ? FROM run JOIN basis ON basis.id = run.basis"
        " ORDER BY run.id DESC LIMIT 1",
        (command, digest_of(basis)),
    ).fetchone()
    if row is None or not row[1]:
        return None
    units = connection.execute("SELECT fingerprint FROM unit WHERE run = ? ORDER BY number", row[:1])
    is_same = all(one == other for one, other in zip_longest((kept for (kept,) in units), fingerprints))
    return int(row[0]) if is_same else None


def _basis(row: Sequence[str]) -> Basis:
    *names, rules, grades = row
    pack, version, digest, engine, reviews, as_of = names
    points = tuple((rule, point) for rule, point in json.loads(rules))
    return Basis(pack, version, digest, engine, reviews, as_of, points, tuple(json.loads(grades)))


def read_counts(connection: sqlite3.Connection, wanted: Selection, level_of: LevelOf) -> tuple[Count, ...]:
    """Return the counts of what is *wanted*, by period and level; both empty for what could not be read."""
    connection.create_function("level_of", 1, level_of, deterministic=True)
    where, values = where_of(wanted)
    rows = connection.execute(
        "SELECT coalesce(period, ''), level_of(locality) AS level, state, worst, count(*) FROM submission"  # noqa: S608 - our own names
        f" WHERE {where} GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
        values,
    )
    return tuple(Count(period, level, State(state), worst, number) for period, level, state, worst, number in rows)


def read_states(connection: sqlite3.Connection, run: int) -> Counter[State]:
    """Return how many results of a run are in each state."""
    rows = connection.execute("SELECT state, count(*) FROM submission WHERE run = ? GROUP BY state", (run,))
    return Counter({State(state): number for state, number in rows})


def read_bands(connection: sqlite3.Connection, wanted: Selection) -> Counter[tuple[State, int | None]]:
    """Return how many of what is *wanted* are in each state, by the lower end of the grade as in ``Count``."""
    where, values = where_of(wanted)
    rows = connection.execute(
        f"SELECT state, worst, count(*) FROM submission WHERE {where} GROUP BY state, worst",  # noqa: S608 - our own names
        values,
    )
    return Counter({(State(state), worst): number for state, worst, number in rows})


def iter_results(
    connection: sqlite3.Connection, wanted: Selection, *, findings: bool, limit: int | None = None
) -> Iterator[StoredResult]:
    """Yield what is *wanted* in the order of the input, at most *limit*; without findings unless they are asked for."""
    where, values = where_of(wanted)
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM submission JOIN file ON file.id = file WHERE {where}"  # noqa: S608 - our own names
        " ORDER BY run, unit, record LIMIT ?",
        (*values, -1 if limit is None else limit),
    )
    for row in map(Row._make, rows):
        yield row.result(findings_of(connection, row) if findings else ())


def iter_outcomes(connection: sqlite3.Connection, wanted: Selection) -> Iterator[tuple[str, bytes]]:
    """Yield the locality and the packed outcomes of what is *wanted* and was judged, in no order."""
    where, values = where_of(wanted)
    yield from connection.execute(
        f"SELECT locality, outcomes FROM submission WHERE {where} AND {JUDGED}",  # noqa: S608 - our own names
        values,
    )


def where_of(wanted: Selection) -> tuple[str, tuple[object, ...]]:
    """Return a condition and its values."""
    conditions: list[tuple[str, tuple[object, ...]]] = [("run = ?", (wanted.run,))]
    if wanted.localities is not None:
        codes = json.dumps(wanted.localities)
        conditions.append(("locality IN (SELECT value FROM json_each(?))", (codes,)))
    if wanted.period is not None:
        conditions.append(("period = ?", (wanted.period,)))
    if wanted.state is not None:
        conditions.append(("state = ?", (int(wanted.state),)))
    if wanted.band is not None:
        conditions.append((f"state = {State.JUDGED:d} AND ? BETWEEN best AND worst", (wanted.band,)))
    texts, values = zip(*conditions, strict=True)
    return " AND ".join(texts), tuple(value for some in values for value in some)
