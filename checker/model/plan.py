"""What would earn a submission more: single steps, what each is worth, and the cheapest way to a goal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from checker.model.assessment import Assessment, Reading, Score
from checker.model.directive import Grade
from checker.model.rule import Milestone, Rule
from checker.model.value import Possible

# evidence, report, correct and again (report again what a review rejected) are work on the data; build is real work;
# assess is the assessor's; lost cannot be done.
StepKind = Literal["evidence", "report", "correct", "again", "assess", "build", "lost"]
DATA_WORK: frozenset[StepKind] = frozenset({"evidence", "report", "correct", "again"})
IN_REACH: frozenset[StepKind] = DATA_WORK | {"build"}

# A number, a state, a truth value.
Level = Fraction | str | bool


@dataclass(frozen=True, slots=True)
class Need:
    """What full credit asks for.

    The measure has to rise (or else fall) from *now* to *full*; *following* is the next threshold or state that earns
    more, where credit goes in steps. *indicator* is the one reported indicator that decides, and *value* what it needs.
    *failing* are the conditions that do not hold, where a rule has conditions instead of a measure. What is None is
    not known.
    """

    rises: bool = True
    now: Possible | None = None
    following: Level | None = None
    full: Level | None = None
    indicator: str | None = None
    value: Level | None = None
    failing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Served:
    """A rule that an act serves: it lifts the lower end of its credit by *credit*, for which it needs *value*."""

    rule: Rule
    credit: Fraction
    value: Level


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do about one rule, or about *milestones* of a checklist; or, with *serves*, about several rules.

    It lifts the lower end of the rule's credit by *credit*: *base* points of the base, *bonus* points of the bonus
    before its cap, and, done alone after the steps before it on the same rule, *gain* points of the total. *reported*
    are the indicators that the locality has to report better, *entries* the targets and facts that only the assessor
    can enter. One act that serves several rules has them all in *serves*: *rule* is the first of them, and *need*
    the indicator with the value that it has to reach.
    """

    rule: Rule
    kind: StepKind
    credit: Fraction
    milestones: tuple[Milestone, ...] = ()
    reported: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    need: Need | None = None
    base: Fraction = Fraction(0)
    bonus: Fraction = Fraction(0)
    gain: Fraction = Fraction(0)
    serves: tuple[Served, ...] = ()

    @property
    def lifts(self) -> Iterator[tuple[Rule, Fraction]]:
        """Each rule that it serves, and how far it lifts the lower end of that rule's credit."""
        if self.serves:
            yield from ((one.rule, one.credit) for one in self.serves)
        else:
            yield self.rule, self.credit

    @property
    def at_most(self) -> bool:
        """Whether the gain depends on what the figures will say."""
        return self.kind in ("report", "correct", "again", "assess")

    @property
    def is_real(self) -> bool:
        """Whether it changes the world, and not only what is said of it."""
        return self.kind == "build"


# The steps on one thing in their order: none counts before those in front of it are done.
Chain = tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A score to reach, and the grade that it stands for, if it is one: then vetoes must allow that grade."""

    score: Fraction
    grade: Grade | None = None

    def is_reached(self, score: Score) -> bool:
        """Return whether the lower end of *score*, and where a grade is wanted the lowest grade, are enough."""
        if score.total is None or score.total.lower < self.score:
            return False
        return self.grade is None or score.grades[0].floor >= self.grade.floor


@dataclass(frozen=True, slots=True)
class Way:
    """Steps that together reach a goal, and the score after them. *proved*: there is no cheaper way.

    The gain of each is what it adds to the steps before it. *counts_acts*: an act that serves several rules counts
    once; else a step is one rule or one milestone throughout, as there are too many such acts to try them all.
    """

    steps: tuple[Step, ...]
    score: Score
    proved: bool
    counts_acts: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """All that would earn more in one reading. *steps* are those of every kind, the largest gain first.

    *supporting* are the steps that would lift the supported reading, with their gains in it: evidence, and the targets
    without which a rule rests on the locality's own word. *acts* are those that serve several rules at once, with their
    joint gains. *best* is the score after all that the locality itself can do, *best_entered* if the assessor also
    enters what is missing. *way* is None if the goal is out of its reach.
    """

    assessment: Assessment
    reading: Reading
    goal: Goal
    steps: tuple[Step, ...]
    supporting: tuple[Step, ...]
    way: Way | None
    best: Score
    best_entered: Score
    acts: tuple[Step, ...] = ()

    @property
    def score(self) -> Score:
        """The score as it stands."""
        return self.assessment.scores[self.reading]

    @property
    def unsupported(self) -> Fraction:
        """How many points the lower end of the claimed total has over that of the supported one; 0 if it is higher."""
        claimed, supported = (self.assessment.scores[reading].total for reading in ("claimed", "supported"))
        assert claimed is not None
        assert supported is not None
        return max(Fraction(0), Fraction(claimed.lower) - Fraction(supported.lower))

    @property
    def missing(self) -> Fraction:
        """How many points the lower end of the total lacks; 0 if only a veto stands between."""
        assert self.score.total is not None
        return max(Fraction(0), self.goal.score - Fraction(self.score.total.lower))

    @property
    def by_kind(self) -> Mapping[StepKind, tuple[Step, ...]]:
        """The steps of each kind, in their order."""
        kinds: tuple[StepKind, ...] = ("correct", "again", "report", "evidence", "assess", "build", "lost")
        return {kind: tuple(step for step in self.steps if step.kind == kind) for kind in kinds}
