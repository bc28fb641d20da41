"""What a locality handed in for a period: claims, each with its date, evidence and place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.indicator import EvidenceKind
from checker.model.locality import Locality
from checker.model.period import Period
from checker.model.value import Possible

Origin = Literal["filing", "reconstructed"]
Path = tuple[str | int, ...]
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


@dataclass(frozen=True, slots=True)
class Submission:
    """All that one locality said for one period. *locate* finds the place of a path when it is asked for."""

    file: str
    sha256: str
    locality: Locality
    period: Period
    origin: Origin
    claims: Mapping[str, tuple[Claim, ...]]
    notes: tuple[UnscoredNote, ...]
    locate: Locate
