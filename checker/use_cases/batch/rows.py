"""Results on their way from a worker to its parent: plain tuples, which cost a third of what our own classes do."""

from __future__ import annotations

from typing import Any, NamedTuple

from checker.errors import Locus
from checker.model.stored import State, StoredFinding, StoredResult

_Place = tuple[str, str, int, int, int]


class Sent(NamedTuple):
    """A result as it arrives. *reused*: it was not judged now, but found as it was judged before."""

    result: StoredResult
    reused: bool


def to_row(result: StoredResult, *, reused: bool = False) -> tuple[Any, ...]:
    """Return a result as a plain tuple."""
    locus, sha256, state, *rest, findings, corrects = result
    said = tuple((*finding[:3], _plain(finding.locus), *finding[4:]) for finding in findings)
    return (_plain(locus), sha256, int(state), *rest, said, corrects, reused)


def from_row(row: tuple[Any, ...]) -> Sent:
    """Return what ``to_row`` made a tuple of."""
    place, sha256, state, locality, period, best, worst, outcomes, said, corrects, reused = row
    findings = tuple(
        StoredFinding(severity, code, about, _locus(*where), zh, en) for severity, code, about, where, zh, en in said
    )
    ends = best, worst
    result = StoredResult(_locus(*place), sha256, State(state), locality, period, *ends, outcomes, findings, corrects)
    return Sent(result, reused)


def _plain(locus: Locus) -> _Place:
    return locus.file, locus.sheet, locus.group, locus.line, locus.column


def _locus(file: str, sheet: str, group: int, line: int, column: int) -> Locus:
    return Locus(file, line, column, sheet=sheet, group=group)
