"""What a run of a store comes to: its commonest findings, and how severe they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator

from checker.errors import Locus
from checker.model.batch import PLACES, Common, Some, first_places
from checker.model.stored import Selection, State, StoredResult
from checker.store.reading import where_of
from checker.store.rows import COLUMNS, JUDGED, Row, findings_of


def read_common(connection: sqlite3.Connection, run: int, limit: int) -> tuple[Common, ...]:
    """Return the *limit* commonest codes of findings, each with its first places in the order of the input."""
    counted = connection.execute(
        "SELECT code, count(*) FROM finding WHERE run = ? GROUP BY code ORDER BY 2 DESC, 1 LIMIT ?", (run, limit)
    ).fetchall()
    return tuple(Common(code, number, _places(connection, run, code)) for code, number in counted)


def _places(connection: sqlite3.Connection, run: int, code: str) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT name, finding.sheet, finding.part, finding.line, finding.col"
        " FROM finding JOIN submission USING (run, unit, record)"
        " JOIN file ON file.id = coalesce(finding.file, submission.file)"
        " WHERE run = ? AND code = ? ORDER BY unit, record, number",
        (run, code),
    )
    places = (str(Locus(name, line, column, sheet=sheet or "", group=part)) for name, sheet, part, line, column in rows)
    return first_places(places)


def iter_uncounted(connection: sqlite3.Connection, run: int) -> Iterator[StoredResult]:
    """Yield all of a run that has no score that counts, with findings, in the order of the input."""
    rows = connection.execute(
        f"SELECT {COLUMNS} FROM submission JOIN file ON file.id = file"  # noqa: S608 - our own names
        f" WHERE run = ? AND state <> {State.JUDGED:d} ORDER BY run, unit, record",
        (run,),
    )
    for row in map(Row._make, rows):
        yield row.result(findings_of(connection, row))


def read_severities(
    connection: sqlite3.Connection, wanted: Selection, waived: Collection[tuple[str, str, str]]
) -> frozenset[str]:
    """Return how severe the findings on what was judged are; *waived* are the locality, period and rule of some."""
    where, values = where_of(wanted)
    about = "locality, period, about" if waived else "'', '', ''"
    rows = connection.execute(
        f"SELECT DISTINCT severity, {about} FROM finding JOIN submission USING (run, unit, record)"  # noqa: S608 - our own names
        f" WHERE {where} AND {JUDGED}",
        values,
    )
    return frozenset(severity for severity, *found in rows if tuple(found) not in waived)


def read_judged(connection: sqlite3.Connection, wanted: Selection) -> dict[str, int]:
    """Return how many localities of what is *wanted* were judged, by period: doubles are settled, each counts once."""
    where, values = where_of(wanted)
    rows = connection.execute(
        f"SELECT period, count(*) FROM submission WHERE {where}"  # noqa: S608 - our own names
        f" AND {JUDGED} GROUP BY period",
        values,
    )
    return dict(rows)


def read_localities(connection: sqlite3.Connection, wanted: Selection) -> dict[str, State]:
    """Return the state of what each locality of what is *wanted* sent: of what was judged, if anything was."""
    where, values = where_of(wanted)
    select = "SELECT locality, min(state) FROM submission"
    rows = connection.execute(f"{select} WHERE {where} GROUP BY locality", values)
    return {locality: State(state) for locality, state in rows}


def read_refused_with(connection: sqlite3.Connection, run: int, code: str) -> Some:
    """Return how many refusals there are with a finding of *code*, and the files of the first ones."""
    rows = connection.execute(
        "SELECT name FROM submission CROSS JOIN finding USING (run, unit, record)"
        " JOIN file ON file.id = submission.file WHERE run = ? AND state = ? AND code = ? ORDER BY unit, record",
        (run, State.REFUSED, code),
    )
    names = [str(name) for (name,) in rows]
    return Some(len(names), tuple(names[:PLACES]))
