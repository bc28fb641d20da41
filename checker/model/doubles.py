"""Several submissions for one locality and period: copies count once; a clear chain of corrections settles the rest.

The verdict does not depend on the order in which they come.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from enum import Enum
from itertools import pairwise
from typing import NamedTuple


class Standing(Enum):
    """What a submission is among those for the same locality and period."""

    COUNTS = "counts"
    COPY = "copy"
    CONFLICT = "conflict"
    CORRECTED = "corrected"


class Handed(NamedTuple):
    """One submission: the digest of its bytes and that of its content, and what it says it corrects."""

    sha256: str
    content: str
    corrects: str = ""


class Verdict(NamedTuple):
    """What a submission is, and the index of the other one that says so: the first copy, a rival, the correction."""

    standing: Standing
    other: int | None = None


def settle(group: Sequence[Handed]) -> list[Verdict]:
    """Return the verdict on each of *group*, which stand in the order that they are to be named in.

    Those that say the same are one, and the first of them stands for all. If several are left, and they are one chain
    in which each but the first corrects the one before it, the last counts; else none does.
    """
    first: dict[str, int] = {}
    for index, handed in enumerate(group):
        first.setdefault(handed.content, index)
    left = list(first.values())
    chain = left if len(left) == 1 else _chain(group, left)
    later = dict(pairwise(chain))
    verdicts: list[Verdict] = []
    for index, handed in enumerate(group):
        kept = first[handed.content]
        if kept != index:
            verdicts.append(Verdict(Standing.COPY, kept))
        elif not chain:
            verdicts.append(Verdict(Standing.CONFLICT, next(other for other in left if other != index)))
        elif index in later:
            verdicts.append(Verdict(Standing.CORRECTED, later[index]))
        else:
            verdicts.append(Verdict(Standing.COUNTS))
    return verdicts


def _chain(group: Sequence[Handed], left: Sequence[int]) -> list[int]:
    """Return *left* from the first to its last correction; nothing unless one chain holds them all."""
    stands = {group[index].content: index for index in left}
    digests = sorted((one.sha256, stands[one.content]) for one in group)
    corrected: dict[int, int] = {}
    for index in left:
        corrects = group[index].corrects
        meant = _beginning_with(corrects, digests) - {index} if corrects else set()
        if corrects and (len(meant) != 1 or not meant.isdisjoint(corrected)):
            return []
        corrected |= dict.fromkeys(meant, index)
    originals = [index for index in left if not group[index].corrects]
    if len(originals) != 1:
        return []
    chain = originals
    while chain[-1] in corrected:
        chain.append(corrected[chain[-1]])
    return chain if len(chain) == len(left) else []  # else some of them correct one another


def _beginning_with(start: str, digests: Sequence[tuple[str, int]]) -> set[int]:
    """Return what stands beside those of the sorted *digests* that begin with *start*."""
    found = set[int]()
    at = bisect_left(digests, (start, 0))
    while at < len(digests) and digests[at][0].startswith(start):
        found.add(digests[at][1])
        at += 1
    return found
