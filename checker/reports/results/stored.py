"""A stored submission as reports see it, and its numbers: exact, and cut off after a few decimals."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from checker.model.locality import Locality
from checker.model.number import CREDIT_DECIMALS, format_exact, format_fixed
from checker.model.outcomes import Exact, Outcomes, ReadingOutcomes
from checker.model.pack import Pack
from checker.model.stored import State, StoredResult, StoredRun

SCORE_DECIMALS = 6


class Stored(NamedTuple):
    """One submission, what judged it, and whose it is. *pack* is None unless it is the very one that judged."""

    run: StoredRun
    pack: Pack | None
    result: StoredResult
    outcomes: Outcomes | None
    locality: Locality | None

    @property
    def counts(self) -> bool:
        """Whether its score counts."""
        return self.result.state is State.JUDGED and self.outcomes is not None

    @property
    def readings(self) -> tuple[ReadingOutcomes, ...]:
        """The readings, claimed first; none where nothing was judged."""
        return () if self.outcomes is None else self.outcomes[3:]


@lru_cache(4096)
def cut_off(number: Exact) -> Decimal:
    """Return a number with the decimals after the sixth cut off: so no score is shown on a side of a cut above it."""
    value = Fraction(*number) * 10**SCORE_DECIMALS
    return _plain(format_fixed(Fraction(value.numerator // value.denominator, 10**SCORE_DECIMALS), SCORE_DECIMALS))


@lru_cache(4096)
def credit_of(units: int) -> Decimal:
    """Return a credit of so many units of 10^-12, exactly."""
    return _plain(format_fixed(Fraction(units, 10**CREDIT_DECIMALS), CREDIT_DECIMALS))


@lru_cache(4096)
def exact_text(number: Exact) -> str:
    """Return a number exactly: a decimal, or p/q."""
    return format_exact(Fraction(*number))


def _plain(text: str) -> Decimal:
    """Return a decimal without the zeros at its end."""
    return Decimal(text.rstrip("0").rstrip("."))
