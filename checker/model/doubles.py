"""Several submissions for one locality and period: copies count once; clear corrections settle the rest.

The verdict does not depend on the order in which they come.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum
from typing import NamedTuple

from checker.model.assessment import Severity


class Standing(Enum):
    """What a submission is among those for the same locality and period."""

    COUNTS = "counts"
    COPY = "copy"
    CONFLICT = "conflict"
    CORRECTED = "corrected"


SEVERITIES: Mapping[Standing, Severity] = {
    Standing.COPY: "note",
    Standing.CORRECTED: "note",
    Standing.CONFLICT: "critical",
}


class Handed(NamedTuple):
    """One submission: the digest of its bytes and that of its content, and what it says it corrects."""

    sha256: str
    content: str
    corrects: str = ""


Corrections = Mapping[int, set[int]]  # which ones each corrects


class Verdict(NamedTuple):
    """What a submission is, and the index of the other one that says so: the first copy, a rival, the correction."""

    standing: Standing
    other: int | None = None


def settle(group: Sequence[Handed]) -> list[Verdict]:
    """Return the verdict on each of *group*, which stand in the order that they are to be named in.

    Those that say the same are one, and the first of them stands for all. If several are left, one counts if all
    others are corrected by it, or by what it corrects; else none does.
    """
    first: dict[str, int] = {}
    for index, handed in enumerate(group):
        first.setdefault(handed.content, index)
    stands = [first[handed.content] for handed in group]
    left = list(first.values())
    targets = _targets(group, stands) if len(left) > 1 else {}
    last = left[0] if len(left) == 1 else _last(targets, stands)
    by = {stands[other]: stands[index] for index in sorted(targets, reverse=True) for other in targets[index]}
    verdicts: list[Verdict] = []
    for index, kept in enumerate(stands):
        if kept != index:
            verdicts.append(Verdict(Standing.COPY, kept))
        elif last is None:
            verdicts.append(Verdict(Standing.CONFLICT, next(other for other in left if other != index)))
        elif index != last:
            verdicts.append(Verdict(Standing.CORRECTED, by[index]))
        else:
            verdicts.append(Verdict(Standing.COUNTS))
    return verdicts


def _targets(group: Sequence[Handed], stands: Sequence[int]) -> Corrections:
    """Return which of *group* each corrects: those of the bytes that it names, if they say one thing, and another.

    What names nothing that is here, or names several that differ, corrects nothing.
    """
    digests = sorted((handed.sha256, index) for index, handed in enumerate(group))
    targets: dict[int, set[int]] = {}
    for index, handed in enumerate(group):
        meant = _beginning_with(handed.corrects, digests) if handed.corrects else set()
        said = {stands[other] for other in meant}
        if len(said) == 1 and stands[index] not in said:
            targets[index] = meant
    return targets


def _last(targets: Corrections, stands: Sequence[int]) -> int | None:
    """Return the first of those that say what is said last; None if no one thing is.

    To correct something is to correct all that say the same. Only where that leads round in a circle, since a
    correction went back to what was said before, those that are named are meant and no others.
    """
    along: dict[int, set[int]] = {}
    for index, meant in targets.items():
        along.setdefault(stands[index], set()).update(stands[other] for other in meant)
    open_ = set(stands).difference(*along.values())
    if not open_:
        along = dict(targets)
        named = set[int]().union(*targets.values())
        copied = {stands[index] for index in named}
        open_ = {
            index
            for index, kept in enumerate(stands)
            if index not in named and (index in targets or kept not in copied)
        }
    found = {stands[index] for index in open_}
    reached = {stands[index] for index in _reached(open_, along)}
    return found.pop() if len(found) == 1 and reached == set(stands) else None


def _reached(start: Iterable[int], targets: Corrections) -> set[int]:
    """Return *start*, what it corrects, what that corrects, and so on."""
    reached, waiting = set(start), list(start)
    while waiting:
        new = targets.get(waiting.pop(), set()) - reached
        reached |= new
        waiting += new
    return reached


def _beginning_with(start: str, digests: Sequence[tuple[str, int]]) -> set[int]:
    """Return what stands beside those of the sorted *digests* that begin with *start*."""
    found = set[int]()
    at = bisect_left(digests, (start, 0))
    while at < len(digests) and digests[at][0].startswith(start):
        found.add(digests[at][1])
        at += 1
    return found
