"""Credits -> total, grades and known weight, in whole numbers over one denominator: the same sums as the scorer's.

Which rules apply decides what each is worth, so that is worked out once for all submissions with the same rules.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from operator import mul

from checker.model.directive import FULL_SCORE, Point
from checker.model.outcomes import FULL, Exact, ReadingOutcomes, Span
from checker.model.pack import Pack

# Of points, then of bonus: the sum at the lower end, what rules that are not decided are worth, and how much of their
# full credit is out of reach, or reached at the lower end already.
Begun = tuple[int, ...]
Ends = Sequence[Sequence[int]]


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
        self._taken = [0] * len(pack.rules)
        self._deducting: list[_Deducting] = []
        for share, places in shares:
            point = pack.rules[places[0]].point
            own = [(place, int(take * unit)) for place, take in takes.items() if pack.rules[place].point == point]
            if own:
                self._take(pack, int(share * FULL_SCORE * unit), places, own, leaving)
        self._bonus = [int(bonus.get(place, Fraction(0)) * unit) for place in range(len(pack.rules))]
        self._cap, self._above = int(policy.bonus_cap * self._scale), int(policy.bonus_above * self._scale)
        self._cuts = [int(floor * self._scale) for floor in reversed(floors)]
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
            self._taken[place], self._linear[place] = self._linear[place], 0

    def worth(self, place: int) -> int:
        """Return what full credit for a rule adds to the points or the bonus, in the unit of these sums."""
        return self._linear[place] or self._bonus[place]

    def begun(self, lowers: Sequence[int], uppers: Sequence[int]) -> Begun:
        """Return the sums of credits."""
        open_ = [place for place, (lower, upper) in enumerate(zip(lowers, uppers, strict=True)) if lower != upper]
        rest = [(place, FULL - uppers[place] + lowers[place]) for place in open_]
        sums = []
        for worth in (self._linear, self._bonus):
            sums += [sum(map(mul, worth, lowers)), sum(worth[place] for place in open_)]
            sums += [sum(worth[place] * cut for place, cut in rest)]
        return tuple(sums)

    def reading(self, begun: Begun, ends: Ends, errors: tuple[int, ...], verified: Ends) -> ReadingOutcomes:
        """Return the outcomes and scores of one reading, of which *begun* are the sums.

        *ends* are both ends of its credits, *verified* those of the verified ones.
        """
        lowers, uppers = ends
        if not self.scored:
            return ReadingOutcomes(tuple(lowers), tuple(uppers), errors, None, None, (0, 1))
        base, base_open, base_cut, extra, extra_open, extra_cut = begun
        top, known = base + FULL * base_open - base_cut, 100 * self._unit - base_open
        if self._deducting:
            top += sum(point.worth(uppers, upper=True) for point in self._deducting)
            base += sum(point.worth(lowers, upper=False) for point in self._deducting)
            known -= sum(part for part, low, high in zip(self._taken, lowers, uppers, strict=True) if low != high)
        low, high = self._total(base, extra), self._total(top, extra + FULL * extra_open - extra_cut)
        grades = self._graded(low, high, lowers, verified)
        total: Span = (self._reduced(low), self._reduced(high))
        divisor = gcd(known, 100 * self._unit)
        share: Exact = (known // divisor, 100 * self._unit // divisor)
        return ReadingOutcomes(tuple(lowers), tuple(uppers), errors, total, grades, share)

    def _total(self, base: int, extra: int) -> int:
        """Return an end of the total: *base* is what points give, *extra* the bonus before it is capped."""
        if base >= self._above:
            base += min(self._cap, extra)
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
        return len(self._cuts) - bisect_right(self._cuts, total)  # the last starts at 0

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
    return {place: FULL_SCORE * share * size / whole for place, size in sizes.items()}


def _deducting(pack: Pack, applying: Collection[int], point: str) -> list[int]:
    return [place for place in sorted(applying) if pack.rules[place].deduct and pack.rules[place].point == point]
