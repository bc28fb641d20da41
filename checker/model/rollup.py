"""Many results taken together: what is said of a province, a point or a rule, and of the localities if they are few."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.model.batch import Summary
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.outcomes import Outcomes
from checker.model.pack import Pack
from checker.model.stored import StoredResult

By = Literal["locality", "point", "rule", "province"]
UNSCORED = ""  # counted with the grades: judged, and without a score


@dataclass(frozen=True, slots=True)
class Group:
    """The submissions of one period and level, seen by *key*: a province's code, a point or a rule.

    *mean* is of the scores (of a rule: of its credits) that *number* submissions have, both ends exact; *lowest* and
    *highest* are of the lower ends, *supported* and *verified* the means of the lower ends of those readings. *counts*
    are by the grade of the lower end, best first, or by outcome.
    """

    period: str
    level: str
    key: str
    number: int
    mean: Interval | None
    lowest: Fraction | None
    highest: Fraction | None
    supported: Fraction | None
    verified: Fraction | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """One locality's result in a period: *outcomes*, possible *ranks*, and how many *findings* are to be mended."""

    locality: Locality
    outcomes: Outcomes
    ranks: tuple[int, int] | None
    findings: int

    @property
    def total(self) -> Interval | None:
        """The score in the claimed reading; None if there is none."""
        span = self.outcomes.claimed.total
        return None if span is None or self.outcomes.rejected else Interval(Fraction(*span[0]), Fraction(*span[1]))


@dataclass(frozen=True, slots=True)
class Rollup:
    """What is shown of many submissions: *groups* of them, or each for itself in *standings*.

    The groups can be gone through again; they may be made each time, for all of them together take much room.
    *by* is what the groups are; *shortened* says that localities were asked for and are too many to be listed.
    *summary* is of all that was judged, whatever is shown of it; None where it stands elsewhere. *stored* says that
    all results are kept in a store; *uncounted* are all submissions without a score that counts, to be gone through
    once; None where they stand elsewhere.
    """

    pack: Pack
    by: By
    groups: Iterable[Group]
    standings: tuple[Standing, ...] = ()
    shortened: bool = False
    summary: Summary | None = None
    stored: bool = False
    uncounted: Iterable[StoredResult] | None = None
