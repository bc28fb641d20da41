"""Whether a condition is decided before anything is known: then it says nothing, and its author erred."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.expression.interpret import interpret
from checker.expression.scope import GIVEN
from checker.model import nodes
from checker.model.indicator import Indicator, everything
from checker.model.interval import ANYTHING, UNIT, Interval
from checker.model.nodes import Node
from checker.model.value import EITHER, Possible, Truths


@dataclass(frozen=True, slots=True)
class Unbounded:
    """Facts of which nothing is known but the dictionary's bounds."""

    indicators: Mapping[str, Indicator]

    def indicator(self, indicator: str) -> Possible:
        """Return all that the dictionary allows."""
        return self.indicators[indicator].unknown

    def given(self, name: str) -> Possible:
        """Return all that a given name may be."""
        return everything(GIVEN[name], ANYTHING)

    def target(self, indicator: str) -> Interval:
        """Return all that a target may be."""
        return self.indicators[indicator].bounds

    def has_target(self, indicator: str) -> Truths:  # noqa: ARG002 - of each one alike
        """Return that either may be."""
        return EITHER

    def target_stated(self, indicator: str) -> bool:  # noqa: ARG002 - a yes or a no: is_decided makes nothing of it
        """Return that it is stated."""
        return True

    def due(self) -> Interval:
        """Return any share."""
        return UNIT


def is_decided(condition: Node, indicators: Mapping[str, Indicator]) -> bool:
    """Return whether *condition* is always true, always false, or can never be evaluated.

    Each part is taken by itself, so ``x == x`` is not seen, and one that asks for a stated target is left alone.
    """
    value = interpret(condition, Unbounded(indicators)).value
    if value.possible is not None and len(value.members) > 1:
        return False
    asked = (node.question for node in nodes.walk(condition) if isinstance(node, nodes.TargetAsked))
    return "target_stated" not in asked
