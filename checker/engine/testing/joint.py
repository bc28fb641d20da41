"""How several conditions come out together: those that name the same thing are not free of one another.

They are tried over the grid of critical values, a bounded search: what it does not come upon counts as impossible.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.engine.linting.grid import MOST_COMBINATIONS, Budget, grid_of
from checker.engine.linting.supposed import iter_cases, value_in
from checker.model import nodes
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.types import ListType
from checker.model.value import FALSE, TRUE, Value


def decided(value: Value | None) -> bool | None:
    """Return how a condition came out; None if it is not there, not certain, or could not be evaluated."""
    if value is None or value.may_fail or value.possible not in (TRUE, FALSE):
        return None
    return value.possible == TRUE


def entangled(tree: Node) -> bool:
    """Return whether *tree* names one thing more than once, so that its sides are not free of one another."""
    names = _names(tree)
    return len(set(names)) < len(names)


def clusters(trees: Sequence[Node]) -> list[tuple[Node, ...]]:
    """Return *trees* in groups: two that name the same thing are in one, and what is in two groups is independent."""
    groups: list[tuple[set[str], tuple[Node, ...]]] = []
    for tree in trees:
        names = set(_names(tree))
        members: tuple[Node, ...] = (tree,)
        apart = []
        for known, others in groups:
            if names.isdisjoint(known):
                apart.append((known, others))
            else:
                names, members = names | known, (*others, *members)
        groups = [*apart, (names, members)]
    return [members for _, members in groups]


def iter_together(trees: Sequence[Node], pack: Pack) -> Iterator[tuple[bool | None, ...]]:
    """Yield how *trees* come out at each point of the grid, in every case that they can tell apart."""
    for case in iter_cases(pack, trees):
        for point in grid_of(case, trees).iter_points(Budget(2 * MOST_COMBINATIONS)):
            yield tuple(decided(value_in(tree, point)) for tree in trees)


def _names(tree: Node) -> list[str]:
    """Return all that *tree* asks for, once for each place. A target and whether there is one are one thing.

    Lists are left out: they are open, so each gathering can be certain in one way only, and some list makes all so.
    """
    found: list[str] = []
    for node in nodes.walk(tree):
        match node:
            case nodes.Indicator(id=name, type=kind) if not isinstance(kind, ListType):
                found.append(name)
            case nodes.Target(indicator=name) | nodes.TargetAsked(indicator=name):
                found.append(f"target({name})")
            case nodes.Given(name="level"):
                found.append("(level)")
            case nodes.Given() | nodes.Due():
                found.append("(period)")
            case _:
                pass
    return found
