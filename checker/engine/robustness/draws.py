"""Totals under random weights and random unknowns: a trial of the order, never a judgement of a score.

Floats serve here alone, element by element and row by row, as IEEE 754 fixes to the last bit: no matrix product, which
another machine would add up in another order. Totals are whole billionths of a point, so exact ties stay ties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, pairwise

import numpy as np
import numpy.typing as npt

from checker.engine.robustness.sensitivity import Part, parts_of
from checker.model.assessment import Assessment
from checker.model.directive import FULL_SCORE, Robustness
from checker.model.interval import UNIT, Interval
from checker.model.pack import Pack

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]

BILLIONTHS = 10**9
FULL = float(FULL_SCORE)
# Draws are made in blocks of this many, whoever takes part: block by block, so a stream gives the same to everybody.
BLOCK = 500
_WEIGHTS, _LOCALITY = 1, 2

Weight = tuple[str, str]  # whose weight: POINT or RULE, and its id
POINT, RULE = "point", "rule"


def weight_stream(seed: int) -> np.random.Generator:
    """Return the random numbers that move the weights: the same for all localities."""
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, _WEIGHTS])))


def locality_stream(seed: int, code: str) -> np.random.Generator:
    """Return the random numbers of one locality's unknowns: the same whoever else is there."""
    entropy = [seed, _LOCALITY, int.from_bytes(code.encode(), "big")]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(entropy)))


def draw_totals(pack: Pack, members: Sequence[Assessment], policy: Robustness) -> Whole:
    """Return the total of each of *members* in each draw, in billionths of a point: a row for each, in their order.

    All of them have a headline. Every point weight and rule weight is multiplied by a factor drawn evenly within 1 +-
    spread, and each unknown credit is drawn evenly within its interval. What a rule deducts or adds is no weight.
    """
    declared = declared_weights(pack)
    column = _column(declared.values())
    weights = weight_stream(policy.seed)
    groups = _by_layout(pack, members)
    streams = [locality_stream(policy.seed, one.submission.locality.code) for one in members]
    totals = np.empty((len(members), policy.draws), np.int64)
    for start in range(0, policy.draws, BLOCK):
        size = min(BLOCK, policy.draws - start)
        factors = 1 + float(policy.spread) * (2 * weights.random((len(declared), size)) - 1)
        factors *= column
        for layout, sums in groups.items():
            worths = layout.worths(factors)
            for row, one in sums:
                totals[row, start : start + size] = one.totals(worths, one.credits.draw(streams[row], size))
    return totals


def totals_without_rules(pack: Pack, members: Sequence[Assessment]) -> Whole:
    """Return the lower end of the total of each of *members*, in billionths: as declared, then without each rule.

    A row for each member, in their order; a column for each rule with a weight, in the pack's order. What is removed
    weighs nothing; a point left without rules leaves the sum, and a total without any is 0.
    """
    declared = declared_weights(pack)
    removed = [row for row, (kind, _) in enumerate(declared) if kind == RULE]
    weights = np.repeat(_column(declared.values()), 1 + len(removed), axis=1)
    weights[removed, range(1, 1 + len(removed))] = 0
    totals = np.empty((len(members), 1 + len(removed)), np.int64)
    for layout, sums in _by_layout(pack, members).items():
        worths = layout.worths(layout.without_points(weights))
        for row, one in sums:
            totals[row] = one.totals(worths, one.credits.lower)
    return totals


@dataclass(frozen=True, slots=True)
class Worths:
    """What full credit of each rule is worth in points of the base, and what a point of each point's score is worth."""

    rules: Floats
    points: Floats


@dataclass(frozen=True, slots=True)
class Layout:
    """Which points and rules make up a base: rows of weights, the same for all with the same rules.

    The rules of a point stand together, from *start* to *end*. Points whose score does not come from weighted rules are
    last.
    """

    point_rows: tuple[int, ...]
    rule_rows: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]

    def worths(self, weights: Floats) -> Worths:
        """Return what all is worth under each column of *weights*; no point is without weight on its rules."""
        points = weights[list(self.point_rows)]
        whole = np.add.reduce(points, axis=0)
        points /= np.where(whole, whole, 1)
        rules = weights[list(self.rule_rows)]
        for place, (start, end) in enumerate(self.spans):
            rules[start:end] *= FULL * points[place] / np.add.reduce(rules[start:end], axis=0)
        return Worths(rules, points)

    def without_points(self, weights: Floats) -> Floats:
        """Return *weights* in which a point weighs nothing where the only rule that it has weighs nothing."""
        kept = weights.copy()
        for place, (start, end) in enumerate(self.spans):
            if end == start + 1:
                gone = weights[self.rule_rows[start]] == 0
                kept[self.rule_rows[start], gone] = 1
                kept[self.point_rows[place], gone] = 0
        return kept


class Sum:
    """The total of one locality as a sum over arrays: a row for each weight or credit, a column for each draw.

    A point that may yet leave the sum is one unknown, from 0 to 100: it starts from 100 and loses what is drawn.
    """

    def __init__(self, pack: Pack, assessment: Assessment, rows: Mapping[Weight, int]) -> None:
        parts = sorted(map(_settled, parts_of(assessment)), key=lambda part: not part.rules)
        places = {part.point.point: place for place, part in enumerate(parts)}
        free = sorted(part.point.point for part in parts if part.is_free)
        results = [one for one in assessment.results["claimed"] if one.applies]
        weighted = [one for part in parts for one in part.rules]
        taking = [one for one in results if one.rule.deduct and one.rule.point in places.keys() - free]
        extras = [one for one in results if one.rule.bonus]
        credits_ = [one.credit for one in (*weighted, *taking)] + [UNIT] * len(free) + [one.credit for one in extras]
        ends = accumulate((len(part.rules) for part in parts if part.rules), initial=0)
        self.layout = Layout(
            tuple(rows[POINT, part.point.point] for part in parts),
            tuple(rows[RULE, one.rule.id] for one in weighted),
            tuple(pairwise(ends)),
        )
        self.credits = Credits.of(credits_)
        self.taking = [(places[one.rule.point], float(one.rule.deduct)) for one in taking]
        self.taking += [(places[point], FULL) for point in free]
        self.extras = [float(one.rule.bonus) for one in extras]
        self.cap = float(pack.directive.scoring.bonus_cap)
        self.above = round(pack.directive.scoring.bonus_above * BILLIONTHS)

    def totals(self, worths: Worths, credits_: Floats) -> Whole:
        """Return the total in billionths of a point under each column of *worths* and of *credits_*."""
        count = len(worths.rules)
        earned = worths.rules * credits_[:count]
        base = np.add.reduce(earned, axis=0)
        for place, lost in self._lost(credits_[count:]).items():
            had = FULL * worths.points[place]
            if place < len(self.layout.spans):
                start, end = self.layout.spans[place]
                had = np.add.reduce(earned[start:end], axis=0)
            else:
                base += had
            base -= np.minimum(lost * worths.points[place], had)
        bonus = np.where(worths.points.any(axis=0), self._bonus(base, credits_[count + len(self.taking) :]), 0)
        return _billionths(np.minimum(base + bonus, FULL))

    def _lost(self, credits_: Floats) -> Mapping[int, Floats]:
        """Return what is deducted from the score of points, by their place."""
        lost: dict[int, Floats] = {}
        for (place, most), credit in zip(self.taking, credits_, strict=False):
            lost[place] = lost.get(place, 0) + most * (1 - credit)
        return lost

    def _bonus(self, base: Floats, credits_: Floats) -> Floats:
        """Return the bonus where the base, to nine decimals, allows it."""
        earned = np.zeros(len(base))
        for most, credit in zip(self.extras, credits_, strict=True):
            earned += most * credit
        return np.where(_billionths(base) >= self.above, np.minimum(earned, self.cap), 0)


@dataclass(frozen=True, slots=True)
class Credits:
    """The credits of some rules: a lower end for each, and how much may be added to those that are *open*."""

    lower: Floats
    open: npt.NDArray[np.intp]
    width: Floats

    @classmethod
    def of(cls, credits_: Sequence[Interval]) -> Credits:
        """Return *credits_*, in their order."""
        open_ = [row for row, one in enumerate(credits_) if not one.is_point]
        widths = (Fraction(credits_[row].upper) - Fraction(credits_[row].lower) for row in open_)
        return cls(_column(Fraction(one.lower) for one in credits_), np.array(open_, np.intp), _column(widths))

    def draw(self, stream: np.random.Generator, size: int) -> Floats:
        """Return *size* draws: a row for each rule."""
        drawn = np.repeat(self.lower, size, axis=1)
        drawn[self.open] += self.width * stream.random((len(self.open), size))
        return drawn


def declared_weights(pack: Pack) -> Mapping[Weight, Fraction]:
    """Return all weights of *pack*, those of points first, each in its order: one row of factors for each."""
    points = {(POINT, point.id): point.weight for point in pack.directive.points}
    return points | {(RULE, rule.id): rule.weight for rule in pack.rules if rule.weight}


def _by_layout(pack: Pack, members: Sequence[Assessment]) -> Mapping[Layout, list[tuple[int, Sum]]]:
    """Return the sums of *members*, each with its place among them, by layout: worths are found once for each."""
    rows = {name: row for row, name in enumerate(declared_weights(pack))}
    groups: dict[Layout, list[tuple[int, Sum]]] = defaultdict(list)
    for row, one in enumerate(members):
        found = Sum(pack, one, rows)
        groups[found.layout].append((row, found))
    return groups


def _settled(part: Part) -> Part:
    """Return *part* without the rules that do not settle its score."""
    return Part(part.point, ()) if part.is_free else part


def _column(numbers: Iterable[Fraction]) -> Floats:
    return np.array([float(number) for number in numbers], np.float64).reshape(-1, 1)


def _billionths(points: Floats) -> Whole:
    return np.rint(points * BILLIONTHS).astype(np.int64)
