"""What trying a pack's own examples and stories shows: what went wrong, what they reach, which mutants they notice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.assessment import Trace
from checker.model.directive import Directive
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import Text

MissKind = Literal["outcome", "credit", "holds", "score", "grades", "finding-missing", "finding-extra", "refused"]
AspectKind = Literal["outcome", "on", "off", "state", "gate", "lifted", "standing", "holds"]
MutantKind = Literal[
    "edge",
    "and-or",
    "not-dropped",
    "negated",
    "sign",
    "literal",
    "choice",
    "branches",
    "states",
    "any-all",
    "condition-dropped",
    "parameter",
    "credit",
    "direction",
    "zero",
    "applies-when",
    "lifted-when",
    "weight",
    "evidence",
    "self-claim",
]


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that an example or story expects and that did not come out. *traces* say how a rule came to it."""

    locus: Locus
    kind: MissKind
    subject: str
    expected: object
    found: object
    rule: Rule | IntegrityRule | None = None
    traces: Mapping[str, Trace] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Aspect:
    """Something that a rule can say: an outcome, a milestone on or off, a state, a way through two gates."""

    kind: AspectKind
    name: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What one rule can say, and what of that no example and no story shows."""

    rule: Rule | IntegrityRule
    possible: tuple[Aspect, ...]
    missing: tuple[Aspect, ...]


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one slip in it. *id* is rule, place and change, and stays while these do.

    *changed* is the rule with the slip (the directive, for the weight of a point), *before* and *after* what was
    changed; *by_story*: no example can notice it.
    """

    id: str
    kind: MutantKind
    changed: Rule | IntegrityRule | Directive
    locus: Locus
    before: str
    after: str
    by_story: bool = False


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that nobody can notice, and why: it says the same as the rule. *locus* is where that is written."""

    id: str
    reason: Text
    locus: Locus


@dataclass(frozen=True, slots=True)
class Mutation:
    """How many mutants there were, those that nothing noticed, and what the pack says of them.

    *excused* live and are listed with a reason, *living* are not listed, *needless* are listed and noticed, or gone.
    """

    made: int
    excused: tuple[tuple[Mutant, Survivor], ...]
    living: tuple[Mutant, ...]
    needless: tuple[Survivor, ...]

    @property
    def killed(self) -> int:
        """How many were noticed."""
        return self.made - len(self.excused) - len(self.living)


@dataclass(frozen=True, slots=True)
class Trials:
    """What trying a pack showed. *mutation* is None if it was not asked for, or *held_back* as something went wrong."""

    examples: int
    stories: int
    misses: tuple[Miss, ...]
    reach: tuple[Reach, ...]
    mutation: Mutation | None = None
    held_back: bool = False

    @property
    def coverage(self) -> tuple[int, int]:
        """How much of what rules can say is shown, and how much there is."""
        possible = sum(len(one.possible) for one in self.reach)
        return possible - sum(len(one.missing) for one in self.reach), possible

    @property
    def complete(self) -> bool:
        """Whether all that rules can say is shown, and the list of survivors is whole and current."""
        mutation = self.mutation
        listed = mutation is None or not (mutation.living or mutation.needless)
        return listed and not any(one.missing for one in self.reach)


def share(part: int, whole: int) -> Fraction:
    """Return *part* of *whole* in per cent; of nothing, all."""
    return Fraction(100 * part, whole) if whole else Fraction(100)
