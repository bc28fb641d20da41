"""The score of each point from the credits that are kept of a submission: the same as the scorer's."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from checker.engine.facts import Facts, Frame
from checker.expression.interpret import interpret
from checker.model.locality import Locality
from checker.model.outcomes import FULL, NOT_APPLICABLE, Exact, Outcomes, ReadingOutcomes, Span
from checker.model.pack import Pack
from checker.model.period import parse_period
from checker.model.value import TRUE, Value

ASKED = 65_536  # answers of the pack that are remembered
WHOLE: Span = ((0, 1), (100, 1))
ALL: Span = ((100, 1), (100, 1))


class _Point(NamedTuple):
    """The rules of a point, with their places: those with a weight, in whole numbers, and those that deduct."""

    weighted: tuple[tuple[int, int], ...]
    deducting: tuple[tuple[int, Fraction], ...]


class PointScores:
    """The score of each point, from the credits that are kept of a submission: the same as the scorer's."""

    def __init__(self, pack: Pack, as_of: date | None = None) -> None:
        self._pack = pack
        self._as_of = as_of
        self._points = [_point(pack, point.id) for point in pack.directive.points]
        self._may_leave = lru_cache(ASKED)(self._asked)

    def of(self, locality: Locality, outcomes: Outcomes) -> list[Span | None]:
        """Return the score of each point, from 0 to 100, in the claimed reading; None where no rule applies."""
        return [self._score(point, outcomes.claimed, (locality, outcomes.period)) for point in self._points]

    def _score(self, point: _Point, reading: ReadingOutcomes, where: tuple[Locality, str]) -> Span | None:
        mean = _mean(point.weighted, reading)
        return self._deducted(mean, point, reading, where) if point.deducting else mean

    def _deducted(
        self, mean: Span | None, point: _Point, reading: ReadingOutcomes, where: tuple[Locality, str]
    ) -> Span | None:
        """Return what is left of *mean*, or of all where rules only deduct; None where no rule applies."""
        lowers = reading.lowers
        carrying = [place for place, _ in point.weighted or point.deducting if lowers[place] != NOT_APPLICABLE]
        if not carrying:
            return None
        deducting = [one for one in point.deducting if lowers[one[0]] != NOT_APPLICABLE]
        if deducting and all(self._may_leave(*where, place) for place in carrying):
            return WHOLE  # if no rule binds, the point leaves the sum, which may lower or raise what is left
        low, high = mean or ALL
        return _left(low, deducting, lowers), _left(high, deducting, reading.uppers)

    def _asked(self, locality: Locality, period: str, place: int) -> bool:
        """Return whether it is unknown if a rule binds: only the pack is asked."""
        known = parse_period(period)
        assert known is not None
        frame = Frame(self._pack, locality, known, as_of=self._as_of)
        rule = self._pack.rules[place].on(frame.day)
        if rule is None or rule.applies_when is None:
            return False
        return interpret(rule.applies_when.tree, Facts(frame, {}, rule.targets)).value != Value(TRUE)


def _point(pack: Pack, name: str) -> _Point:
    own = [(place, rule) for place, rule in enumerate(pack.rules) if rule.point == name]
    unit = lcm(*(rule.weight.denominator for _, rule in own))
    return _Point(
        tuple((place, int(rule.weight * unit)) for place, rule in own if rule.weight),
        tuple((place, rule.deduct) for place, rule in own if rule.deduct),
    )


def _mean(weighted: Sequence[tuple[int, int]], reading: ReadingOutcomes) -> Span | None:
    """Return the weighted means of both ends of credits, 0 to 100; None where no rule applies."""
    lowers, uppers = reading.lowers, reading.uppers
    whole = low = high = 0
    for place, weight in weighted:
        lower = lowers[place]
        if lower != NOT_APPLICABLE:
            whole += weight
            low += weight * lower
            high += weight * uppers[place]
    return ((100 * low, FULL * whole), (100 * high, FULL * whole)) if whole else None


def _left(mean: Exact, deducting: Sequence[tuple[int, Fraction]], credits_: Sequence[int]) -> Exact:
    """Return what is left of a mean once everything is deducted, never below 0."""
    if not deducting:
        return mean
    taken = sum((most * Fraction(FULL - credits_[place], FULL) for place, most in deducting), Fraction(0))
    left = max(Fraction(*mean) - taken, Fraction(0))
    return left.numerator, left.denominator
