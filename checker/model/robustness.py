"""How firm the order within one period and level is, and what it rests on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import Standing
from checker.model.directive import Grade, Robustness


@dataclass(frozen=True, slots=True)
class Placing:
    """Where one locality stood in the draws.

    *group* counts from 1, *places* are those of its tie group. *likely* are the ranks at 5 % and 95 % of the draws,
    *median* that at half of them. *next* is the locality listed after it, *above_next* the share of
    draws in which this one scored strictly more; both None for the last.
    """

    code: str
    group: int
    places: tuple[int, int]
    likely: tuple[int, int]
    median: int
    next: str | None
    above_next: Fraction | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """How many pairs of localities there are, and how many of them stand in an order.

    *certain*: whatever the unknowns are, with the declared weights; *more*: not certain, yet in different tie groups.
    """

    whole: int
    certain: int
    more: int

    @property
    def open(self) -> int:
        """The pairs of which no order is claimed."""
        return self.whole - self.certain - self.more


@dataclass(frozen=True, slots=True)
class GradeShift:
    """A locality whose range of grades depends on the weights.

    *declared* is the range with the declared weights; *lower* are the grades that its lower end can have with weights
    moved, *upper* those of its upper end; each the lowest and the highest.
    """

    code: str
    declared: tuple[Grade, ...]
    lower: tuple[Grade, Grade]
    upper: tuple[Grade, Grade]


@dataclass(frozen=True, slots=True)
class Removal:
    """The rule without which the order by lower ends changes most.

    *moved* is the sum of all changes of rank (Spearman's footrule), *most* the locality that moves most, from rank
    *before* to rank *after*.
    """

    rule: str
    moved: int
    most: str
    before: int
    after: int


@dataclass(frozen=True, slots=True)
class Step:
    """The localities *above* score certainly more than those *below*, and than those below in the steps before."""

    above: tuple[str, ...]
    below: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PointOrder:
    """The certain differences on one point: *steps* from the bottom up, each locality at most once on either side."""

    point: str
    pairs: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class NextReport:
    """What a locality should report next: the undecided rule that costs most, in points of the base.

    *missing* are its indicators that were not reported. *no_target*: only the assessor can decide it, no target is on
    record.
    """

    code: str
    rule: str
    cost: Fraction
    missing: tuple[str, ...]
    no_target: bool


@dataclass(frozen=True, slots=True)
class Firmness:
    """All that is said of how firm one standing is. *placings* are by tie group, and by code within a group."""

    standing: Standing
    policy: Robustness
    placings: tuple[Placing, ...]
    pairs: Pairs
    shifts: tuple[GradeShift, ...]
    removal: Removal | None
    points: tuple[PointOrder, ...]
    reports: tuple[NextReport, ...]

    @property
    def by_code(self) -> Mapping[str, Placing]:
        """The placings by locality code."""
        return {one.code: one for one in self.placings}
