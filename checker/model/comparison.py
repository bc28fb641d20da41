"""Two assessments side by side, and one beside its peers: what differs, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.model.assessment import Assessment, Reading, RuleResult, Score
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.value import Value

Relation = Literal["versions", "periods", "localities", "mixed"]
AdjustmentKind = Literal["start", "floor", "bonus-cap", "bonus-base", "total-cap"]
ADJUSTMENTS: tuple[AdjustmentKind, ...] = ("start", "floor", "bonus-cap", "bonus-base", "total-cap")
InputKind = Literal["indicator", "target", "due"]
PeersBy = Literal["level", "region", "size"]
PEERS_BY: tuple[PeersBy, ...] = ("level", "region", "size")


@dataclass(frozen=True, slots=True)
class Ends:
    """An amount at the lower and at the upper end of a score. Unlike an interval, it may fall from one to the other."""

    lower: Fraction
    upper: Fraction

    @classmethod
    def of(cls, interval: Interval) -> Ends:
        """Return the ends of an interval, both finite."""
        return cls(Fraction(interval.lower), Fraction(interval.upper))

    @classmethod
    def both(cls, value: Fraction | int) -> Ends:
        """Return *value* at both ends."""
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: Ends) -> Ends:
        return Ends(self.lower + other.lower, self.upper + other.upper)

    def __sub__(self, other: Ends) -> Ends:
        return Ends(self.lower - other.lower, self.upper - other.upper)

    def times(self, factor: Fraction) -> Ends:
        """Return both ends times *factor*."""
        return Ends(self.lower * factor, self.upper * factor)

    def __bool__(self) -> bool:
        return bool(self.lower or self.upper)


NOTHING = Ends.both(0)


@dataclass(frozen=True, slots=True)
class Input:
    """Something that a credit rests on and that differs: an indicator, a target, or what is due by the period's end.

    *name* is the indicator's id. A value is None where that side's credit does not rest on it.
    """

    kind: InputKind
    name: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class RuleSide:
    """What a rule gives on one side, in points of the total.

    *share* is what its full credit gives, or what one that deducts takes at most; 0 where it does not apply.
    """

    result: RuleResult
    share: Fraction
    gives: Ends


@dataclass(frozen=True, slots=True)
class RuleMove:
    """How far a rule moves the total. *rescaled* is the part that is due to its share alone, at its credit before."""

    before: RuleSide
    after: RuleSide
    rescaled: Ends
    inputs: tuple[Input, ...]

    @property
    def move(self) -> Ends:
        """How far the ends of the total move because of this rule."""
        return self.after.gives - self.before.gives

    @property
    def only_rescaled(self) -> bool:
        """Whether the credit is the same on both sides, so that all of the move is due to the share."""
        before, after = self.before.result, self.after.result
        return before.applies and after.applies and before.credit == after.credit


@dataclass(frozen=True, slots=True)
class Adjustment:
    """What no rule gives on its own: the start or floor of a *point*, or a stage of the whole (*point* is empty)."""

    kind: AdjustmentKind
    point: str
    before: Ends
    after: Ends

    @property
    def move(self) -> Ends:
        """How far the ends of the total move because of this."""
        return self.after - self.before


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that moves the total from one assessment to another under one pack.

    *moves* and *adjustments* add up to *difference* exactly, at both ends; *still* is the number of rules that move
    nothing.
    """

    before: Assessment
    after: Assessment
    reading: Reading
    moves: tuple[RuleMove, ...]
    adjustments: tuple[Adjustment, ...]
    still: int

    @property
    def scores(self) -> tuple[Score, Score]:
        """The scores that are compared."""
        return self.before.scores[self.reading], self.after.scores[self.reading]

    @property
    def totals(self) -> tuple[Ends, Ends]:
        """The totals that are compared."""
        first, second = (score.total for score in self.scores)
        assert first is not None
        assert second is not None
        return Ends.of(first), Ends.of(second)

    @property
    def difference(self) -> Ends:
        """How far the ends of the total move."""
        return self.totals[1] - self.totals[0]

    @property
    def relation(self) -> Relation:
        """What the two are to one another."""
        one, two = self.before.submission, self.after.submission
        if one.locality.code == two.locality.code:
            return "versions" if one.period == two.period else "periods"
        return "localities" if one.period == two.period else "mixed"


@dataclass(frozen=True, slots=True)
class PeerPoint:
    """One point, or the total (*point* is empty): one's own, the medians of the peers' ends, and where the peers stand.

    Those *open* overlap, so no order is certain; peers to which the point does not apply are in none of the counts.
    """

    point: str
    mine: Interval | None
    median: Interval | None
    above: int
    equal: int
    below: int
    open: int


@dataclass(frozen=True, slots=True)
class PeerRule:
    """A rule on which one is certainly below *ahead* peers."""

    result: RuleResult
    ahead: int


@dataclass(frozen=True, slots=True)
class PeerView:
    """An assessment beside its peers, chosen *by* level, region or size, in one reading.

    *rank* is the best and the worst place among the peers and oneself; None without peers. *behind* are the rules on
    which one is certainly below more than half of the peers. *unsized* are the localities of the level, oneself
    included, of which no population is on record: by size they are nobody's peers.
    """

    assessment: Assessment
    reading: Reading
    by: PeersBy
    peers: tuple[Assessment, ...]
    rank: tuple[int, int] | None
    total: PeerPoint
    points: tuple[PeerPoint, ...]
    behind: tuple[PeerRule, ...]
    unsized: tuple[Locality, ...]
