"""Several submissions for one locality and period: which of them counts, whatever their order and format.

What counts is settled by ``checker.model.doubles``; here is how the members are found in a store, and what is noted.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, groupby
from typing import NamedTuple

from checker.errors import Locus
from checker.model.doubles import Handed, Standing, settle
from checker.model.stored import DOUBLES, Settling, State

_SEVERITY = {State.COPY: "note", State.CORRECTED: "note", State.CONFLICT: "critical"}
_STATES = {
    Standing.COUNTS: None,
    Standing.COPY: State.COPY,
    Standing.CORRECTED: State.CORRECTED,
    Standing.CONFLICT: State.CONFLICT,
}

# The members are set aside before any is changed: first one for each of their contents in bytes, then its copies. The
# order of their places is the same for any order of the input.
_READ = f"run = ? AND state IN ({State.JUDGED:d}, {State.REJECTED:d})"
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
_MEMBERS = f"SELECT * FROM double ORDER BY locality, period, again, {_PLACE}, unit, record"  # noqa: S608 - our own names
_DOUBTFUL = f"""
SELECT * FROM double JOIN (SELECT locality, period FROM double WHERE NOT again GROUP BY locality, period
  HAVING count(*) > 1) USING (locality, period) WHERE NOT again ORDER BY {_PLACE}
"""  # noqa: S608 - our own names


class Member(NamedTuple):
    """One of several submissions for a locality and period; *corrects* are the first digits of what it replaces.

    *again*: the same bytes came before.
    """

    unit: int
    record: int
    locality: str
    period: str
    locus: Locus
    sha256: bytes
    corrects: str | None
    again: bool


class Fate(NamedTuple):
    """What becomes of a content, of which *first* stands for all, and the *other* one that says so. None: it counts."""

    first: Member
    state: State | None = None
    other: Member | None = None


def settle_doubles(connection: sqlite3.Connection, run: int, settling: Settling) -> None:
    """Change the state of what does not count in *run*, with a finding for each. To be called in a transaction."""
    connection.execute("DROP TABLE IF EXISTS temp.double")
    connection.execute(_SET_ASIDE, (run, run))
    contents = settling.content_digests([_member(row).locus for row in connection.execute(_DOUBTFUL)])
    rows = connection.execute(_MEMBERS)
    for _, members in groupby(map(_member, rows), key=lambda one: (one.locality, one.period)):
        _settle_group(connection, run, members, settling, contents)
    rows.close()
    connection.execute("DROP TABLE temp.double")


def _settle_group(
    connection: sqlite3.Connection,
    run: int,
    members: Iterator[Member],
    settling: Settling,
    contents: Mapping[Locus, bytes],
) -> None:
    """Settle what one locality said for one period; of copies there may be any number, so they are not kept."""
    firsts: list[Member] = []
    copy = None
    for member in members:
        if member.again:
            copy = member
            break
        firsts.append(member)
    fates = fates_of(firsts, contents)
    for member in chain(firsts, () if copy is None else (copy,), members):
        fate = fates[member.sha256]
        if member.again:
            fate = Fate(fate.first, State.COPY, fate.first)
        if fate.state is not None:
            _settle(connection, run, member, fate, settling)


def _member(row: tuple[int, int, str, str, str, str, int, int, int, bytes, str | None, int]) -> Member:
    unit, record, locality, period, name, sheet, part, line, col, sha256, corrects, again = row
    locus = Locus(name, line, col, sheet=sheet, group=part)
    return Member(unit, record, locality, period, locus, sha256, corrects, bool(again))


def fates_of(members: Sequence[Member], contents: Mapping[Locus, bytes]) -> Mapping[bytes, Fate]:
    """Return what becomes of *members*, which are in order and of different bytes, by their digests."""
    if len(members) == 1:
        return {members[0].sha256: Fate(members[0])}
    said = [_content(member, contents) for member in members]
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


def _content(member: Member, contents: Mapping[Locus, bytes]) -> str:
    """Return the digest of what a member says; where that can no longer be read, of its bytes."""
    content = contents.get(member.locus)
    return f"bytes {member.sha256.hex()}" if content is None else content.hex()


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
