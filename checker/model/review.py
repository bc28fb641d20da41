"""What the assessor checked: reviews of single claims, and figures of independent registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.submission import Claim
from checker.model.value import Possible

ReviewVerdict = Literal["confirmed", "rejected"]
LocalityPeriod = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Review:
    """Somebody checked one claim: who, when, on what. *value* and *as_of* say which claim, as far as needed."""

    locality: str
    period: str
    indicator: str
    value: str | None
    as_of: date | None
    verdict: ReviewVerdict
    by: str
    on: date
    basis: str
    note: str
    locus: Locus


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A figure that somebody else counted, for one day. *tolerance* is a share of it."""

    locality: str
    period: str
    indicator: str
    value: Possible
    text: str
    tolerance: Fraction
    as_of: date
    source_title: str
    source_url: str
    locus: Locus


@dataclass(frozen=True, slots=True)
class Verification:
    """All that the assessor holds beside the submissions, by locality code and period; *digest* of its files."""

    reviews: Mapping[LocalityPeriod, tuple[Review, ...]] = field(default_factory=dict)
    registers: Mapping[LocalityPeriod, tuple[RegisterRow, ...]] = field(default_factory=dict)
    digest: str = ""

    @property
    def size(self) -> int:
        """How many reviews and figures there are."""
        held = (*self.reviews.values(), *self.registers.values())
        return sum(len(found) for found in held)


NOTHING_HELD = Verification()


@dataclass(frozen=True, slots=True)
class Check:
    """One claim that was checked, by a review or against a register."""

    claim: Claim
    verdict: ReviewVerdict
    by: Review | RegisterRow
