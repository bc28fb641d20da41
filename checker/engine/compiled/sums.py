"""Credits -> total, grades and known weight, in whole numbers over one denominator: the same sums as the scorer's.

Which rules apply decides what each is worth, so that is worked out once for all submissions with the same rules.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress
from math import gcd, lcm
from operator import mul, ne

from checker.model.directive import Point
from checker.model.outcomes import FULL, Exact, ReadingOutcomes, Span
from checker.model.pack import Pack

HUNDRED = Fraction(100)


@dataclass(frozen=True, slots=True)
class _Deducting:
    """A point from which rules deduct: what full marks of it are worth in the base, and each of its rules.

    *start* is there before any credit is given: all of it where rules only deduct. *open* says that no rule is known
    to bind, so that the point may yet leave the sum.
    """

    most: int
    start: int
    gives: Sequence[tuple[int, int]]
    takes: Sequence[tuple[int, int]]
    open: bool

    def worth(self, credits_: Sequence[int], *, upper: bool) -> int:
        """Return what the point gives to the base, times 10^12."""
        if self.open:
            return self.most * FULL if upper else 0
        left = self.start * FULL + sum(worth * credits_[place] for place, worth in self.gives)
        left -= sum(worth * (FULL - credits_[place]) for place, worth in self.takes)
        return int(min(max(left, 0), self.most * FULL))


class Sums:
    """Sums the credits of one set of rules that apply. *leaving* are those of which it is unknown whether they do."""

    def __init__(self, pack: Pack, applying: Collection[int], leaving: Collection[int]) -> None:
        points = _points(pack, applying)
        whole = sum((point.weight for point, _ in points), Fraction(0))
        self.scored = whole > 0
        shares = [(point.weight / whole, places) for point, places in points if point.weight] if whole else []
        policy = pack.directive.scoring
        parts = {place: part for share, places in shares for place, part in _laid(pack, share, places).items()}
        takes = {
            place: share * pack.rules[place].deduct
            for share, places in shares
            for place in _deducting(pack, applying, pack.rules[places[0]].point)
        }
        bonus = {place: pack.rules[place].bonus for place in applying if pack.rules[place].bonus}
        floors = [grade.floor for grade in policy.grades]
        exact = [*parts.values(), *takes.values(), *bonus.values(), *floors, policy.bonus_cap, policy.bonus_above]
        unit = lcm(*(value.denominator for value in (*exact, *(share for share, _ in shares))))
        self._unit, self._scale = unit, unit * FULL
        self._parts = [int(parts.get(place, Fraction(0)) * unit) for place in range(len(pack.rules))]
        self._linear = list(self._parts)
        self._places = range(len(pack.rules))
        self._deducting: list[_Deducting] = []
        for share, places in shares:
            point = pack.rules[places[0]].point
            own = [(place, int(take * unit)) for place, take in takes.items() if pack.rules[place].point == point]
            if own:
                self._take(pack, int(share * HUNDRED * unit), places, own, leaving)
        self._open = any(point.open for point in self._deducting)
        self._bonus = [(place, int(points_ * unit)) for place, points_ in bonus.items()]
        self._cap, self._above = int(policy.bonus_cap * self._scale), int(policy.bonus_above * self._scale)
        self._floors = [int(floor * self._scale) for floor in floors]
        self._grades = [grade.id for grade in policy.grades]
        vetoes = ((place, pack.rules[place].veto) for place in sorted(applying))
        self._vetoes = [(place, self._grades.index(ceiling)) for place, ceiling in vetoes if ceiling]

    def _take(
        self, pack: Pack, most: int, places: Sequence[int], takes: Sequence[tuple[int, int]], leaving: Collection[int]
    ) -> None:
        """Take a point out of the plain sum: it cannot fall below 0."""
        only = not pack.rules[places[0]].weight
        gives = [] if only else [(place, self._parts[place]) for place in places]
        is_open = all(place in leaving for place in places)
        self._deducting.append(_Deducting(most, most if only else 0, gives, takes, is_open))
        for place in places:
            self._linear[place] = 0

    def reading(
        self, lowers: Sequence[int], uppers: Sequence[int], errors: tuple[int, ...], verified: Sequence[Sequence[int]]
    ) -> ReadingOutcomes:
        """Return the outcomes and scores of one reading; *verified* are both ends of the verified credits."""
        if not self.scored:
            return ReadingOutcomes(tuple(lowers), tuple(uppers), errors, None, None, (0, 1))
        base, known = sum(map(mul, self._linear, lowers)), 100 * self._unit
        low = high = self._total(base, lowers, upper=False)
        if lowers != uppers or self._open:
            for place in compress(self._places, map(ne, lowers, uppers)):
                base += self._linear[place] * (uppers[place] - lowers[place])
                known -= self._parts[place]
            high = self._total(base, uppers, upper=True)
        grades = self._graded(low, high, lowers, verified)
        total: Span = (self._reduced(low), self._reduced(high))
        divisor = gcd(known, 100 * self._unit)
        share: Exact = (known // divisor, 100 * self._unit // divisor)
        return ReadingOutcomes(tuple(lowers), tuple(uppers), errors, total, grades, share)

    def _total(self, base: int, credits_: Sequence[int], *, upper: bool) -> int:
        """Return an end of the total; *base* is what the points from which nothing is deducted give."""
        for point in self._deducting:
            base += point.worth(credits_, upper=upper)
        if self._bonus and base >= self._above:
            base += min(self._cap, sum([worth * credits_[place] for place, worth in self._bonus]))
        return int(min(base, 100 * self._scale))

    def _graded(self, low: int, high: int, lowers: Sequence[int], verified: Sequence[Sequence[int]]) -> tuple[str, str]:
        """Return the bands of both ends of a total, held down by vetoes."""
        lowest, highest = self._band(low), self._band(high)
        for place, ceiling in self._vetoes:
            if verified[1][place] == 0:
                lowest, highest = max(lowest, ceiling), max(highest, ceiling)
            elif verified[0][place] == 0 and lowers[place] == 0:
                lowest = max(lowest, ceiling)
        return self._grades[lowest], self._grades[highest]

    def _band(self, total: int) -> int:
        return next(place for place, floor in enumerate(self._floors) if total >= floor)  # the last starts at 0

    def _reduced(self, total: int) -> Exact:
        divisor = gcd(total, self._scale)
        return total // divisor, self._scale // divisor


def _points(pack: Pack, applying: Collection[int]) -> list[tuple[Point, list[int]]]:
    """Return the points that are scored, with the rules that carry their weight: those that deduct if all do."""
    weighted = {rule.point for rule in pack.rules if rule.weight}
    found = []
    for point in pack.directive.points:
        own = [place for place in sorted(applying) if pack.rules[place].point == point.id]
        carrying = (
            [place for place in own if pack.rules[place].weight]
            if point.id in weighted
            else [place for place in own if pack.rules[place].deduct]
        )
        if carrying:
            found.append((point, carrying))
    return found


def _laid(pack: Pack, share: Fraction, places: Sequence[int]) -> dict[int, Fraction]:
    """Return how a point's part of the 100 points lies on the rules that carry it."""
    sizes = {place: pack.rules[place].weight or pack.rules[place].deduct for place in places}
    whole = sum(sizes.values(), Fraction(0))
    return {place: HUNDRED * share * size / whole for place, size in sizes.items()}


def _deducting(pack: Pack, applying: Collection[int], point: str) -> list[int]:
    return [place for place in sorted(applying) if pack.rules[place].deduct and pack.rules[place].point == point]
