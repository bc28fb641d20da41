"""What is kept of each submission of a batch: a row of its own, and a row for each finding."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from checker.errors import Locus
from checker.model.pack import Pack


class State(IntEnum):
    """What became of a submission. Only what is ``JUDGED`` has a score that counts."""

    JUDGED = 0
    REJECTED = 1  # contradicts itself: read, but not scored
    REFUSED = 2  # could not be read
    COPY = 3  # says the same as another one
    CONFLICT = 4  # says something else than another one for the same locality and period
    CORRECTED = 5  # another one says that it replaces this one

    @property
    def word(self) -> str:
        """The state as it stands in commands, tables and files."""
        return self.name.lower()


WAS_JUDGED = (State.JUDGED, State.REJECTED)

# The finding that says so of what does not count beside another submission for its locality and period.
DOUBLES: Mapping[State, str] = {
    State.COPY: "identical-copy",
    State.CONFLICT: "same-locality-twice",
    State.CORRECTED: "corrected",
}


class StoredFinding(NamedTuple):
    """One finding: its place, and its text in both languages; *about* is the rule or indicator it is on."""

    severity: str
    code: str
    about: str
    locus: Locus
    zh: str
    en: str


class StoredResult(NamedTuple):
    """One submission: its place, digest and state; *best* and *worst* are the ends of its grade, 0 for the best band.

    *outcomes* is packed by ``checker.store.packing``; None where nothing was judged. *corrects* is the beginning of
    the SHA-256, in hex digits, of the submission that this one says it replaces.
    """

    locus: Locus
    sha256: bytes
    state: State
    locality: str | None
    period: str | None
    best: int | None
    worst: int | None
    outcomes: bytes | None
    findings: tuple[StoredFinding, ...]
    corrects: str | None = None


class Basis(NamedTuple):
    """All that judges: a result is good for as long as none of it changes.

    *rules* are ids with their points, *grades* the ids of the bands from the best: what outcomes are listed by.
    """

    pack: str
    version: str
    digest: str
    engine: str
    reviews: str | None
    as_of: str | None
    rules: tuple[tuple[str, str], ...]
    grades: tuple[str, ...]


def basis_of(pack: Pack, engine: str, reviews: str | None, as_of: str | None) -> Basis:
    """Return the basis of what *pack* judges: *engine* is a version, *reviews* a digest, *as_of* a day."""
    directive = pack.directive
    rules = tuple((rule.id, rule.point) for rule in pack.rules)
    grades = tuple(grade.id for grade in directive.scoring.grades)
    return Basis(directive.id, directive.version, pack.digest, engine, reviews or None, as_of, rules, grades)


class StoredRun(NamedTuple):
    """A run of a store; one that is not *finished* holds what was acknowledged so far."""

    id: int
    basis: Basis
    finished: bool


Worded = Callable[[str, Mapping[str, object]], tuple[str, str]]


class Doubt(NamedTuple):
    """A submission that may be a copy of another: the *record*, from 0, of a *unit* of input."""

    unit: int
    record: int


class Said(NamedTuple):
    """The digest of what a submission says: *content* holds for those bytes whose digest is *sha256*."""

    unit: int
    record: int
    sha256: bytes
    content: bytes


Keep = Callable[[Sequence[Said]], object]
FindContents = Callable[[Iterator[Doubt], Keep], None]


class Settling(NamedTuple):
    """How doubles are settled.

    *find_contents* is given all that are in doubt, in the order of the input, and hands over what they say as it finds
    it; what can no longer be read is left out. *worded* makes the text of a code and its parameters, in zh and en.
    """

    find_contents: FindContents
    worded: Worded


@dataclass(frozen=True, slots=True)
class Selection:
    """Which results of a run are wanted; None: all. *band* is one of the grades that are possible, 0 for the best."""

    run: int
    localities: tuple[str, ...] | None = None
    period: str | None = None
    state: State | None = None
    band: int | None = None
