"""What a change of a pack does to submissions: who moves, by how much, and what causes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.model.assessment import Assessment, Reading, RuleResult, Run, Score
from checker.model.changes import PackChanges, Pair
from checker.model.comparison import NOTHING, AdjustmentKind, Ends
from checker.model.directive import Grade
from checker.model.interval import Interval
from checker.model.locality import Locality

Ranks = tuple[int, int]
# The readings whose totals are compared: that of the headline, and the one that always stands beside it.
COMPARED: tuple[Reading, ...] = ("claimed", "supported")
CauseKind = Literal["rule", "point"] | AdjustmentKind
CAUSE_KINDS: tuple[CauseKind, ...] = ("rule", "point", "start", "floor", "bonus-cap", "bonus-base", "total-cap")


@dataclass(frozen=True, slots=True)
class CauseName:
    """What moves a total: a rule, the weight of a point, or a stage of scoring that no single rule decides."""

    kind: CauseKind
    rule: Pair = (None, None)
    point: str = ""

    @property
    def rank(self) -> tuple[int, str, str]:
        """Sort key: rules first, by id, then points and stages."""
        return CAUSE_KINDS.index(self.kind), self.rule[1] or self.rule[0] or "", self.point


@dataclass(frozen=True, slots=True)
class Cause:
    """How far one cause moves a total; the results are those of its rule under either pack."""

    name: CauseName
    move: Ends
    before: RuleResult | None = None
    after: RuleResult | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """One submission in one reading under both packs. The *causes* add up to *move* exactly, at both ends."""

    before: Score
    after: Score
    causes: tuple[Cause, ...]

    @property
    def totals(self) -> tuple[Ends, Ends]:
        """The totals under either pack."""
        assert self.before.total is not None
        assert self.after.total is not None
        return Ends.of(self.before.total), Ends.of(self.after.total)

    @property
    def move(self) -> Ends:
        """How far the ends of the total move."""
        return self.totals[1] - self.totals[0]

    @property
    def grades_move(self) -> bool:
        """Whether another range of grades is possible."""
        return _ids(self.before.grades) != _ids(self.after.grades)


@dataclass(frozen=True, slots=True)
class Fate:
    """What becomes of one file. A side is None where that pack refuses to read it.

    There are *shifts* only if both packs score it. *ranks* are the best and worst place in the claimed reading.
    """

    file: str
    before: Assessment | None
    after: Assessment | None
    shifts: Mapping[Reading, Shift]
    ranks: tuple[Ranks | None, Ranks | None]

    @property
    def scored(self) -> tuple[bool, bool]:
        """Whether either pack gives it a score."""
        first, second = (one is not None and one.headline is not None for one in (self.before, self.after))
        return first, second

    @property
    def assessment(self) -> Assessment:
        """An assessment that tells locality and period; at least one pack could read the file."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def moves(self) -> bool:
        """Whether a total, a grade or a rank differs."""
        shifted = any(shift.move or shift.grades_move for shift in self.shifts.values())
        return shifted or self.ranks[0] != self.ranks[1]


@dataclass(frozen=True, slots=True)
class YearResult:
    """The year's result of a locality under one pack."""

    total: Interval
    grades: tuple[Grade, ...]
    ranks: Ranks


@dataclass(frozen=True, slots=True)
class YearFate:
    """The year's result of a locality under both packs; a side is None where there is none."""

    year: int
    level: str
    locality: Locality
    before: YearResult | None
    after: YearResult | None

    @property
    def ranks(self) -> tuple[Ranks | None, Ranks | None]:
        """The best and worst place under either pack."""
        first, second = (None if one is None else one.ranks for one in (self.before, self.after))
        return first, second

    @property
    def moves(self) -> bool:
        """Whether total, grade or rank differ."""
        first, second = (
            None if one is None else (one.total, _ids(one.grades), one.ranks) for one in (self.before, self.after)
        )
        return first != second


@dataclass(frozen=True, slots=True)
class Summary:
    """How far the totals of one reading move: means are of absolute moves, over all that both packs score.

    *largest* has the greatest absolute move of either end; None if nothing moves.
    """

    moved: int
    unmoved: int
    mean: Ends
    largest: Fate | None


@dataclass(frozen=True, slots=True)
class Blame:
    """What one cause did to all submissions: by reading, how many it moved and the sum of its absolute moves."""

    name: CauseName
    moved: Mapping[Reading, int]
    sums: Mapping[Reading, Ends]


@dataclass(frozen=True, slots=True)
class Impact:
    """What the change from one pack to another does to the submissions that both runs judged.

    *fates* are by period, level and locality; *blames* have the greatest sum first.
    """

    changes: PackChanges
    runs: tuple[Run, Run]
    fates: tuple[Fate, ...]
    years: tuple[YearFate, ...]
    blames: tuple[Blame, ...]

    @property
    def both(self) -> tuple[Fate, ...]:
        """The submissions that both packs score."""
        return tuple(fate for fate in self.fates if fate.shifts)

    @property
    def one_only(self) -> tuple[Fate, ...]:
        """The submissions that only one of the packs scores."""
        return tuple(fate for fate in self.fates if fate.scored[0] != fate.scored[1])

    @property
    def neither(self) -> tuple[str, ...]:
        """The files that neither pack scores."""
        refused = [{one.file for one in run.refusals} for run in self.runs]
        unscored = {fate.file for fate in self.fates if not any(fate.scored)}
        return tuple(sorted((refused[0] & refused[1]) | unscored))

    def summary(self, reading: Reading) -> Summary:
        """Return how far the totals of *reading* move."""
        fates = self.both
        moves = {id(fate): fate.shifts[reading].move for fate in fates}
        moving = [fate for fate in fates if moves[id(fate)]]
        largest = max(moving, key=lambda fate: _span(moves[id(fate)]), default=None)
        mean = absolute(moves.values()).times(Fraction(1, len(fates))) if fates else NOTHING
        return Summary(len(moving), len(fates) - len(moving), mean, largest)

    def shifted_ranks(self, most: int) -> tuple[Fate | YearFate, ...]:
        """Return all whose best or worst rank shifts by more than *most*, or that have a rank under one pack only."""
        everyone: Sequence[Fate | YearFate] = (*self.fates, *self.years)
        return tuple(one for one in everyone if _shifts(one.ranks, most))


def absolute(moves: Iterable[Ends]) -> Ends:
    """Return the sum of absolute moves at both ends."""
    return sum((Ends(abs(one.lower), abs(one.upper)) for one in moves), NOTHING)


def _span(move: Ends) -> Fraction:
    return max(abs(move.lower), abs(move.upper))


def _shifts(ranks: tuple[Ranks | None, Ranks | None], most: int) -> bool:
    first, second = ranks
    if first is None or second is None:
        return first is not second
    return any(abs(new - old) > most for old, new in zip(first, second, strict=True))


def _ids(grades: Iterable[Grade]) -> list[str]:
    return [grade.id for grade in grades]
