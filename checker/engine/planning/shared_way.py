"""The cheapest way where one act may serve several rules and counts once.

Whatever is done is some of these acts, and besides them single steps. For each choice of acts the cheapest single
steps after it are found as the module ``way`` proves; the best of all choices is the cheapest way. A choice of more
acts than the real steps of the way without any is dearer than that way, and need not be tried. An act goes as far as
any rule asks, which costs no more. Where the choices are too many, none is tried, and every rule or milestone counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from math import comb

from checker.engine.planning.acts import Outlook
from checker.engine.planning.way import find_way, in_order, measured
from checker.model.plan import Chain, Goal, Step, Way

# Each choice of acts means to find all steps again: about a tenth of a second for the largest pack.
MOST_TRIED = 32


def find_shared_way(outlook: Outlook, chains: Sequence[Chain], acts: Sequence[Step], goal: Goal) -> Way | None:
    """Return the cheapest way to *goal* by *chains* and *acts*; None if it is out of reach."""
    best = find_way(chains, goal, outlook.rescorer)
    if best is None:
        return None
    most = min(len(acts), sum(step.is_real for step in best.steps))
    if sum(comb(len(acts), size) for size in range(1, most + 1)) > MOST_TRIED:
        return replace(_told(outlook, best), counts_acts=False)
    proved = best.proved
    for taken in _choices(acts, most):
        found = _after(outlook, taken, goal)
        if found is not None:
            proved = proved and found.proved
            best = min(best, found, key=_cost)
    return replace(_told(outlook, best), proved=proved)


def _choices(acts: Sequence[Step], most: int) -> Iterator[tuple[Step, ...]]:
    """Yield the choices of up to *most* acts, each on another indicator."""
    for size in range(1, most + 1):
        for taken in combinations(acts, size):
            if len({act.need.indicator for act in taken if act.need is not None}) == size:
                yield taken


def _after(outlook: Outlook, taken: Sequence[Step], goal: Goal) -> Way | None:
    """Return the cheapest way that begins with the acts *taken*; None if one of them does nothing after the others."""
    done: list[Step] = []
    for act in taken:
        step = outlook.again(act)
        if any(one.credit < 0 for one in step.serves) or not any(one.credit for one in step.serves):
            return None
        done.append(step)
        outlook = outlook.after(step)
    rest = find_way(outlook.chains(), goal, outlook.rescorer)
    return None if rest is None else replace(rest, steps=(*done, *rest.steps))


def _told(outlook: Outlook, way: Way) -> Way:
    """Return *way* in the order in which it is shown, each step measured on top of those before it."""
    rescorer, now = outlook.rescorer, outlook.assessment.scores[outlook.reading]
    steps = in_order(measured(way.steps, rescorer, now))
    return replace(way, steps=measured(steps, rescorer, now), score=rescorer.score(steps))


def _cost(way: Way) -> tuple[int, int, Fraction]:
    assert way.score.total is not None
    real = sum(step.is_real for step in way.steps)
    return real, len(way.steps) - real, -Fraction(way.score.total.lower)
