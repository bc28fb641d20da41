"""Several submissions for one locality and period: which of them counts, whatever their order and format.

What counts is settled by ``checker.model.doubles``; here is how the members are found in a store, and what is noted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from typing import NamedTuple

from checker.errors import Locus
from checker.model.doubles import SEVERITIES, Handed, Standing, settle
from checker.model.stored import DOUBLES, Doubt, Settling, State
from checker.store.rows import JUDGED

SORT_KIB = 8_000  # of memory for pages, and again for each sort: two go on at a time
MOST = 2_000  # different submissions for one locality and period that are compared, each with each
_TABLES = ("double", "said")
_STATES = {
    Standing.COUNTS: None,
    Standing.COPY: State.COPY,
    Standing.CORRECTED: State.CORRECTED,
    Standing.CONFLICT: State.CONFLICT,
}
_SEVERITY = {_STATES[standing]: severity for standing, severity in SEVERITIES.items()}

# The members are set aside before any is changed: first one for each of their contents in bytes, then its copies. The
# order of their places is the same for any order of the input.
_READ = f"run = ? AND {JUDGED}"
_PLACE = "name, sheet, part, line, col"
_SET_ASIDE = f"""
CREATE TEMP TABLE double AS
  SELECT unit, record, locality, period, name, coalesce(sheet, '') AS sheet, part, line, col, sha256, corrects,
    row_number() OVER (PARTITION BY locality, period, sha256 ORDER BY {_PLACE}, unit, record) > 1 AS again
  FROM submission JOIN file ON file.id = file
  JOIN (SELECT locality, period FROM submission WHERE {_READ} AND locality IS NOT NULL
        GROUP BY locality, period HAVING count(*) > 1) USING (locality, period)
  WHERE {_READ}
"""  # noqa: S608 - our own names
_DOUBTFUL = """
SELECT unit, record FROM (SELECT unit, record, count(*) OVER (PARTITION BY locality, period) AS many FROM double
  WHERE NOT again) WHERE many > 1 ORDER BY unit, record
"""
_SAID = """
CREATE TEMP TABLE said (unit INTEGER, record INTEGER, sha256 BLOB, content BLOB, PRIMARY KEY (unit, record))
WITHOUT ROWID
"""
_MEMBERS = f"""
SELECT double.*, content FROM double LEFT JOIN said USING (unit, record, sha256)
  ORDER BY locality, period, again, {_PLACE}, unit, record
"""  # noqa: S608 - our own names


class Member(NamedTuple):
    """One of several submissions for a locality and period; *corrects* are the first digits of what it replaces.

    *again*: the same bytes came before. *content* is the digest of what it says; None where that was not found out.
    """

    unit: int
    record: int
    locality: str
    period: str
    locus: Locus
    sha256: bytes
    corrects: str | None
    again: bool
    content: bytes | None


class Fate(NamedTuple):
    """What becomes of a content, of which *first* stands for all, and the *other* one that says so. None: it counts."""

    first: Member
    state: State | None = None
    other: Member | None = None


def settle_doubles(connection: sqlite3.Connection, run: int, settling: Settling) -> None:
    """Change the state of what does not count in *run*, with a finding for each. To be called in a transaction.

    However many there are, no more than a few MB of them are in memory; the *connection* keeps to that until its end.
    """
    connection.execute(f"PRAGMA cache_size = -{SORT_KIB}")
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    connection.execute(_SET_ASIDE, (run, run))
    connection.execute(_SAID)
    settling.find_contents(
        map(Doubt._make, connection.execute(_DOUBTFUL)),
        partial(connection.executemany, "INSERT INTO said VALUES (?,?,?,?)"),
    )
    rows = connection.execute(_MEMBERS)
    for _, members in groupby(map(_member, rows), key=lambda one: (one.locality, one.period)):
        for member, fate in _fates(members):
            if fate.state is not None:
                _settle(connection, run, member, fate, settling)
    rows.close()
    for table in _TABLES:
        connection.execute(f"DROP TABLE temp.{table}")


def _fates(members: Iterator[Member]) -> Iterator[tuple[Member, Fate]]:
    """Yield what becomes of each that one locality said for one period; of copies there may be any number."""
    firsts: list[Member] = []
    rest: list[Member] = []
    for member in members:
        if member.again or len(firsts) == MOST:
            rest.append(member)  # the first of the rest, which is not kept
            break
        firsts.append(member)
    if rest and not rest[0].again:
        yield from _fates_in_crowd(chain(firsts, rest, members))
        return
    fates = fates_of(firsts)
    for member in chain(firsts, rest, members):
        fate = fates[member.sha256]
        yield member, Fate(fate.first, State.COPY, fate.first) if member.again else fate


def _fates_in_crowd(members: Iterator[Member]) -> Iterator[tuple[Member, Fate]]:
    """Yield what becomes of more than can be kept: each is a copy of the first, or its rival.

    Rivals are not compared with one another: neither which of them are copies is told, nor which are corrections.
    """
    first, rival = next(members), None
    for member in members:
        if member.sha256 == first.sha256 or _content(member) == _content(first):
            yield member, Fate(first, State.COPY, first)
        else:
            rival = rival or member
            yield member, Fate(member, State.CONFLICT, first)
    yield first, Fate(first, None if rival is None else State.CONFLICT, rival)


def _member(row: tuple[int, int, str, str, str, str, int, int, int, bytes, str | None, int, bytes | None]) -> Member:
    unit, record, locality, period, name, sheet, part, line, col, sha256, corrects, again, content = row
    locus = Locus(name, line, col, sheet=sheet, group=part)
    return Member(unit, record, locality, period, locus, sha256, corrects, bool(again), content)


def fates_of(members: Sequence[Member]) -> Mapping[bytes, Fate]:
    """Return what becomes of *members*, which are in order and of different bytes, by their digests."""
    if len(members) == 1:
        return {members[0].sha256: Fate(members[0])}
    said = list(map(_content, members))
    handed = [
        Handed(member.sha256.hex(), content, (member.corrects or "").lower())
        for member, content in zip(members, said, strict=True)
    ]
    firsts = dict(zip(reversed(said), reversed(members), strict=True))
    fates: dict[bytes, Fate] = {}
    for member, content, verdict in zip(members, said, settle(handed), strict=True):
        other = None if verdict.other is None else members[verdict.other]
        fates[member.sha256] = Fate(firsts[content], _STATES[verdict.standing], other)
    return fates


def _content(member: Member) -> str:
    """Return the digest of what a member says; where that can no longer be read, of its bytes."""
    return f"bytes {member.sha256.hex()}" if member.content is None else member.content.hex()


def _settle(connection: sqlite3.Connection, run: int, member: Member, fate: Fate, settling: Settling) -> None:
    assert fate.state is not None
    assert fate.other is not None
    key = (run, member.unit, member.record)
    connection.execute("UPDATE submission SET state = ? WHERE run = ? AND unit = ? AND record = ?", (fate.state, *key))
    said = {"found": f"{member.locality} {member.period}", "other": fate.other.locus}
    locus = member.locus
    connection.execute(
        "INSERT INTO finding SELECT ?1, ?2, ?3, coalesce(max(number) + 1, 0), ?4, ?5, '', NULL, ?6, ?7, ?8, ?9, ?10,"
        " ?11 FROM finding WHERE run = ?1 AND unit = ?2 AND record = ?3",
        (
            *key,
            _SEVERITY[fate.state],
            DOUBLES[fate.state],
            locus.sheet or None,
            locus.group,
            locus.line,
            locus.column,
            *settling.worded(DOUBLES[fate.state], said),
        ),
    )
