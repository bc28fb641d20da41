"""What is gathered of many submissions: counts, and sums that are exact and take little room, for there are many."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from operator import add

from checker.model.assessment import OUTCOMES, Outcome
from checker.model.interval import Interval
from checker.model.outcomes import FULL, NOT_APPLICABLE, Exact, ReadingOutcomes
from checker.model.rollup import Group

_ENDS = 4  # of a credit: both as claimed, the lower ones of the other readings
_NAMES: Mapping[int, Outcome] = {NOT_APPLICABLE: "not-applicable", 0: "unmet", FULL: "met"}  # of credits that are known
When = tuple[str, str]  # period and level


class GatheredScores:
    """The scores of one group, as numerators over one denominator: the least that fits all of them.

    *counts* are by the place of a kind: a grade, or an outcome.
    """

    __slots__ = ("_highest", "_lowest", "_number", "_sums", "_unit", "counts")

    def __init__(self, kinds: int) -> None:
        self.counts = [0] * kinds
        self._number = 0
        self._unit = 1
        self._sums: list[int] = []
        self._lowest = self._highest = 0

    def add(self, *numbers: Exact) -> None:
        """Add one submission: both ends of its score, and the lower ends of other readings, or of none at all."""
        for _, denominator in numbers:
            if self._unit % denominator:
                self._refine(denominator)
        unit = self._unit
        parts = [numerator * (unit // denominator) for numerator, denominator in numbers]
        lower = parts[0]
        if not self._number:
            self._sums, self._lowest, self._highest = parts, lower, lower
        else:
            self._sums = list(map(add, self._sums, parts))
            if lower < self._lowest:
                self._lowest = lower
            elif lower > self._highest:
                self._highest = lower
        self._number += 1

    def _refine(self, denominator: int) -> None:
        """Go over to a denominator that fits this one too."""
        unit = lcm(self._unit, denominator)
        times = unit // self._unit
        self._unit, self._sums = unit, [times * one for one in self._sums]
        self._lowest, self._highest = times * self._lowest, times * self._highest

    def group(self, when: When, key: str, kinds: Sequence[str]) -> Group:
        """Return what it comes to; *kinds* are what is counted."""
        counts = {kind: number for kind, number in zip(kinds, self.counts, strict=True) if number}
        if not self._number:
            return Group(*when, key, 0, None, None, None, None, None, counts)
        lower, upper, *beside = (Fraction(one, self._unit * self._number) for one in self._sums)
        supported, verified = beside or (None, None)
        return Group(
            *when,
            key,
            number=self._number,
            mean=Interval(lower, upper),
            lowest=Fraction(self._lowest, self._unit),
            highest=Fraction(self._highest, self._unit),
            supported=supported,
            verified=verified,
            counts=counts,
        )


class GatheredCredits:
    """The credits of each rule in one period and level, in units of 10^-12, and how many there are of each outcome.

    A sum of eight bytes holds nine million full credits, and no locality counts twice in a period; a greater one
    would raise OverflowError.
    """

    __slots__ = ("_counts", "_highest", "_lowest", "_sums")

    def __init__(self, rules: int) -> None:
        nothing = array("q", bytes(8 * rules))
        self._counts = {outcome: array("q", nothing) for outcome in OUTCOMES}
        self._sums = [nothing[:] for _ in range(_ENDS)]
        self._lowest, self._highest = array("q", [FULL] * rules), nothing[:]

    def add(self, claimed: ReadingOutcomes, supported: ReadingOutcomes, verified: ReadingOutcomes) -> None:
        """Add one submission."""
        counts, lowest, highest = self._counts, self._lowest, self._highest
        lowers, uppers, supporteds, verifieds = self._sums
        ends = zip(claimed.lowers, claimed.uppers, supported.lowers, verified.lowers, strict=True)
        for place, (lower, upper, shown, proven) in enumerate(ends):
            counts[_NAMES.get(lower, "partly") if lower == upper else claimed.outcome(place)][place] += 1
            if lower == NOT_APPLICABLE:
                continue
            lowers[place] += lower
            uppers[place] += upper
            if shown > 0:  # mostly it is not, and to add takes longer than to look
                supporteds[place] += shown
            if proven > 0:
                verifieds[place] += proven
            if lower < lowest[place]:  # noqa: PLR1730 - so it takes half as long
                lowest[place] = lower
            if lower > highest[place]:  # noqa: PLR1730
                highest[place] = lower

    def groups(self, when: When, keys: Sequence[str]) -> Iterator[Group]:
        """Yield what it comes to, by rule."""
        for place, key in enumerate(keys):
            found = ((outcome, numbers[place]) for outcome, numbers in self._counts.items())
            counts: dict[str, int] = {outcome: number for outcome, number in found if number}
            number = sum(counts.values()) - counts.get("not-applicable", 0)
            if not number:
                yield Group(*when, key, 0, None, None, None, None, None, counts)
                continue
            lower, upper, supported, verified = (Fraction(sums[place], number * FULL) for sums in self._sums)
            ends = Fraction(self._lowest[place], FULL), Fraction(self._highest[place], FULL)
            yield Group(*when, key, number, Interval(lower, upper), *ends, supported, verified, counts)
