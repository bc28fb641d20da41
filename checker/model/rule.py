"""Rules: the testable obligations of a directive's points, as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Literal

from checker.errors import Locus
from checker.model.indicator import EvidenceKind
from checker.model.nodes import Indicator, Node, Target, walk
from checker.model.text import Text

Mark = Literal["A", "B", "C"]
Addressee = Literal["local-government", "carrier", "ministry", "industry"]
Scope = Literal["direct", "shared", "observed", "none"]
Force = Literal["must", "should", "encouraged"]
NumberFrom = Literal["clause", "companion", "local-plan", "analyst"]
Consequence = Literal["reject", "confirm", "note"]
Role = Literal["weight", "bonus", "deduct", "veto"]


@dataclass(frozen=True, slots=True)
class InForce:
    """The days on which something binds, both ends included; an open end is None."""

    start: date | None = None
    end: date | None = None

    def holds(self, day: date) -> bool:
        """Return whether it binds on *day*."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


ALWAYS = InForce()


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression as its author wrote it, and the checked tree it became."""

    text: str
    tree: Node
    locus: Locus


@dataclass(frozen=True, slots=True)
class Basis:
    """Where a rule and its number come from. *argument* is there for every number of our own."""

    at: str
    force: Force
    number_from: NumberFrom
    source: str
    argument: Text | None


@dataclass(frozen=True, slots=True)
class Milestone:
    """One condition of a checklist and the credit it is worth."""

    id: str
    title: Text
    when: Expression
    credit: Fraction


@dataclass(frozen=True, slots=True)
class Dated:
    """A threshold and the days on which it binds."""

    in_force: InForce
    expression: Expression


@dataclass(frozen=True, slots=True)
class Shape:
    """How a measured quantity becomes credit: a name of the registry, and its parameters.

    *dated* are the thresholds that change with time, by name, from the earliest; *expressions* holds their latest.
    """

    name: str
    expressions: Mapping[str, Expression]
    numbers: Mapping[str, Fraction]
    steps: tuple[tuple[Fraction, Fraction], ...] = ()
    credits: Mapping[str, Fraction] | None = None
    milestones: tuple[Milestone, ...] = ()
    dated: Mapping[str, tuple[Dated, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One testable obligation, in one of four roles.

    It has a *weight* in its point; or lifts the total by at most *bonus* points; or takes at most *deduct* points from
    its point's 100; or, where verified facts miss it, holds the grade down to *veto* (the id of a grade), unless
    *lifted_when* holds. *pace*: its measure is held against what is due inside the year (a traffic light).
    """

    id: str
    point: str
    title: Text
    addressee: Addressee
    scope: Scope
    mark: Mark
    basis: Basis
    applies_when: Expression | None
    measure: Expression | None
    zero: Fraction | None
    shape: Shape
    self_claim: str | None
    weight: Fraction
    bonus: Fraction
    deduct: Fraction
    veto: str
    lifted_when: Expression | None
    pace: bool
    in_force: InForce
    evidence: frozenset[EvidenceKind]
    remedy: Text
    locus: Locus

    def on(self, day: date) -> Rule | None:
        """Return the rule with the thresholds that bind on *day*; None if the rule, or one of them, does not."""
        if self.in_force == ALWAYS and not self.shape.dated:
            return self
        chosen = {
            name: one.expression for name, ways in self.shape.dated.items() for one in ways if one.in_force.holds(day)
        }
        if not self.in_force.holds(day) or len(chosen) < len(self.shape.dated):
            return None
        return replace(self, shape=replace(self.shape, expressions={**self.shape.expressions, **chosen}))

    @property
    def role(self) -> Role:
        """What the rule's credit does to the score."""
        if self.veto:
            return "veto"
        return "weight" if self.weight else "bonus" if self.bonus else "deduct"

    @property
    def in_sum(self) -> bool:
        """Whether the rule takes part in its point's score."""
        return self.role in ("weight", "deduct")

    @cached_property
    def named_expressions(self) -> Mapping[str, Expression]:
        """All expressions by the name they are shown under: a key of the rule or its shape, or a milestone's id."""
        own = {"applies-when": self.applies_when, "measure": self.measure, **self.shape.expressions}
        own |= {milestone.id: milestone.when for milestone in self.shape.milestones}
        own["lifted-when"] = self.lifted_when
        return {name: expression for name, expression in own.items() if expression is not None}

    @cached_property
    def expressions(self) -> tuple[Expression, ...]:
        """The expressions that the credit depends on; whether the rule applies is another matter."""
        return tuple(one for name, one in self.named_expressions.items() if name != "applies-when")

    @property
    def binds(self) -> bool:
        """Whether a miss is a breach: what was only encouraged, or is a number of our own, is none."""
        return self.basis.force != "encouraged" and self.basis.number_from != "analyst"

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that the credit depends on, in the order they are named."""
        return tuple(dict.fromkeys(node.id for node in self._nodes if isinstance(node, Indicator)))

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """The indicators whose targets the credit depends on, in the order they are named."""
        return tuple(dict.fromkeys(node.indicator for node in self._nodes if isinstance(node, Target)))

    @property
    def _nodes(self) -> list[Node]:
        return [node for expression in self.expressions for node in walk(expression.tree)]


@dataclass(frozen=True)
class IntegrityRule:
    """A condition of coherence. It fires only when no possible value satisfies it."""

    id: str
    relation: str
    title: Text
    check: Expression
    consequence: Consequence
    ask: Text
    remedy: Text
    locus: Locus

    @cached_property
    def indicators(self) -> tuple[str, ...]:
        """The indicators that the condition names, in order."""
        return tuple(dict.fromkeys(node.id for node in walk(self.check.tree) if isinstance(node, Indicator)))
