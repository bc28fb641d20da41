"""An example inside a rule: what is given, and what the rule must say of it. Examples run as tests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.assessment import Outcome
from checker.model.interval import Interval
from checker.model.period import Period
from checker.model.value import Possible

Holding = Literal["true", "false", "unknown"]
HOLDINGS: tuple[Holding, ...] = ("true", "false", "unknown")


@dataclass(frozen=True, slots=True)
class Example:
    """One example: given values, and the outcome and credit (or whether an integrity rule holds) they must give.

    *given* is what a submission says, *frame* and *targets* what the pack holds; what is in none of them is unknown.
    An expectation that is None is not stated: a scored rule states its outcome, an integrity rule whether it holds.
    """

    rule: str
    locus: Locus
    period: Period
    level: str
    given: Mapping[str, Possible]
    frame: Mapping[str, Possible]
    targets: Mapping[str, Fraction | None]
    outcome: Outcome | None
    credit: Interval | None
    holds: Holding | None
