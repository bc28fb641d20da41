"""What a locality handed in for a period: claims, each with its date, evidence and place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal, get_args

from checker.errors import Locus
from checker.model.indicator import EvidenceKind
from checker.model.locality import Locality
from checker.model.period import Period
from checker.model.value import Possible

Origin = Literal["filing", "reconstructed"]
Path = tuple[str | int, ...]

FORMAT = "checker-submission/1"
ORIGINS: tuple[Origin, ...] = get_args(Origin)
TEXT_LIMIT = 2000
CORRECTS = "[0-9a-f]{12,64}"
SOURCE_NAME = "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$"
Locate = Callable[[Path], Locus]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source of claims: a document, a ledger, a report of the press."""

    id: str
    kind: EvidenceKind
    title: str
    url: str
    issued: date | None


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a value. *stated* is the value alone, before hedge and rounding; *text* is what was written."""

    indicator: str
    stated: Possible
    text: str
    as_of: date
    hedge: str | None
    rounded_to: Fraction | None
    evidence: Evidence | None
    note: str
    path: Path


@dataclass(frozen=True, slots=True)
class UnscoredNote:
    """A fact that fits no indicator. It is kept and counted, never scored."""

    fact: str
    value: str
    unit: str
    note: str
    evidence: Evidence | None
    as_of: str = ""


@dataclass(frozen=True, slots=True)
class Submission:
    """All that one locality said for one period. *locate* finds the place of a path when it is asked for.

    *format* and *encoding* are those that it was read in; a binary format has no encoding. *corrects* is the beginning
    of the digest of the submission that it replaces.
    """

    file: str
    sha256: str
    locality: Locality
    period: Period
    origin: Origin
    claims: Mapping[str, tuple[Claim, ...]]
    notes: tuple[UnscoredNote, ...]
    locate: Locate
    format: str = ""
    encoding: str = ""
    corrects: str = ""

    def located(self) -> Located:
        """Return the places that may be asked for later, worked out: of the claims, and of the locality."""
        named = [claim.path for claims in self.claims.values() for claim in claims]
        paths = [(), ("locality",), *named, *((*path, "as_of") for path in named)]
        return Located({path: self.locate(path) for path in paths})


@dataclass(frozen=True, slots=True)
class Located:
    """Places that were worked out beforehand, so that they can be kept or sent to another process."""

    places: Mapping[Path, Locus]

    def __call__(self, path: Path) -> Locus:
        """Return the place of *path*, or of the nearest one above it that is known."""
        return next(self.places[above] for above in _upwards(path) if above in self.places)


def _upwards(path: Path) -> Iterator[Path]:
    for length in range(len(path), -1, -1):
        yield path[:length]
