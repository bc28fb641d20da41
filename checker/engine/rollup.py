"""Many results taken together: means of both ends of their scores, exactly, by province, point or rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import lcm
from typing import NamedTuple

from checker.engine.facts import Facts, Frame
from checker.engine.rank import by_time
from checker.expression.interpret import interpret
from checker.model.assessment import OUTCOMES, Outcome
from checker.model.interval import Interval
from checker.model.locality import Gazetteer, Locality
from checker.model.outcomes import FULL, NOT_APPLICABLE, Exact, Outcomes, ReadingOutcomes, Span
from checker.model.pack import Pack
from checker.model.period import Period, parse_period
from checker.model.rollup import UNSCORED, Group
from checker.model.value import TRUE, Value

ASKED = 65_536  # answers of the pack that are remembered
WHOLE: Span = ((0, 1), (100, 1))
_Key = tuple[str, str, str]  # period, level, and what the groups are by


class _Total:
    """Adds up numbers exactly: numerators by their denominators, of which there are few."""

    __slots__ = ("_numerators", "number")

    def __init__(self) -> None:
        self.number = 0
        self._numerators: dict[int, int] = defaultdict(int)

    def add(self, value: Exact) -> None:
        """Add a number."""
        self.number += 1
        self._numerators[value[1]] += value[0]

    @property
    def mean(self) -> Fraction | None:
        """The mean; None of nothing."""
        if not self.number:
            return None
        return sum((Fraction(*one) for one in map(_turned, self._numerators.items())), Fraction(0)) / self.number


def _turned(item: tuple[int, int]) -> Exact:
    return item[1], item[0]


def _is_less(one: Exact, other: Exact) -> bool:
    return one[0] * other[1] < other[0] * one[1]


class _Gathered:
    """What is gathered of one group."""

    __slots__ = ("beside", "counts", "highest", "lower", "lowest", "upper")

    def __init__(self) -> None:
        self.lower, self.upper = _Total(), _Total()
        self.beside = (_Total(), _Total())
        self.lowest: Exact | None = None
        self.highest: Exact | None = None
        self.counts: Counter[str] = Counter()

    def add(self, span: Span) -> None:
        """Add one interval."""
        lower, upper = span
        self.lower.add(lower)
        self.upper.add(upper)
        if self.lowest is None or _is_less(lower, self.lowest):
            self.lowest = lower
        if self.highest is None or _is_less(self.highest, lower):
            self.highest = lower

    def group(self, key: _Key, kinds: Iterable[str]) -> Group:
        """Return it as a group, its counts in the order of *kinds*."""
        lower, upper = self.lower.mean, self.upper.mean
        return Group(
            *key,
            number=self.lower.number,
            mean=None if lower is None or upper is None else Interval(lower, upper),
            lowest=None if self.lowest is None else Fraction(*self.lowest),
            highest=None if self.highest is None else Fraction(*self.highest),
            supported=self.beside[0].mean,
            verified=self.beside[1].mean,
            counts={kind: self.counts[kind] for kind in kinds if self.counts[kind]},
        )


class ByProvince:
    """Submissions by the province that their localities lie in."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._kinds = (*(grade.id for grade in pack.directive.scoring.grades), UNSCORED)
        self._gazetteer = gazetteer
        self._gathered: dict[_Key, _Gathered] = defaultdict(_Gathered)
        self._provinces: dict[str, str] = {}

    def add(self, locality: Locality, outcomes: Outcomes) -> None:
        """Take in one submission."""
        one = self._gathered[outcomes.period, locality.level, self._province(locality)]
        claimed, supported, verified = outcomes[3:]
        if claimed.total is None or outcomes.rejected:
            one.counts[UNSCORED] += 1
            return
        one.add(claimed.total)
        one.counts[claimed.grades[0] if claimed.grades else UNSCORED] += 1
        for total, reading in zip(one.beside, (supported, verified), strict=True):
            total.add((0, 1) if reading.total is None else reading.total[0])

    def _province(self, locality: Locality) -> str:
        known = self._provinces.get(locality.code)
        if known is None:
            above: Locality | None = locality
            while above is not None and above.parent:
                above = self._gazetteer.find(above.parent)
            known = self._provinces[locality.code] = locality.code if above is None else above.code
        return known

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, by time, level and code."""
        found = sorted(self._gathered.items(), key=lambda item: (by_time(item[0][:2]), item[0][2]))
        return tuple(one.group(key, self._kinds) for key, one in found)


class ByRule:
    """Submissions by rule: their credits."""

    def __init__(self, pack: Pack) -> None:
        self._keys = [rule.id for rule in pack.rules]
        self._gathered: dict[tuple[str, str], list[_Gathered]] = defaultdict(lambda: [_Gathered() for _ in self._keys])

    def add(self, locality: Locality, outcomes: Outcomes) -> None:
        """Take in one submission; one that contradicts itself is left out."""
        if outcomes.rejected:
            return
        claimed, supported, verified = outcomes[3:]
        for place, one in enumerate(self._gathered[outcomes.period, locality.level]):
            one.counts[claimed.outcome(place)] += 1
            lower = claimed.lowers[place]
            if lower == NOT_APPLICABLE:
                continue
            one.add(((lower, FULL), (claimed.uppers[place], FULL)))
            for total, reading in zip(one.beside, (supported, verified), strict=True):
                total.add((max(reading.lowers[place], 0), FULL))

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, by time and level, in the order of the pack."""
        return _listed(self._gathered, self._keys)


class ByPoint:
    """Submissions by point: their scores for it."""

    def __init__(self, pack: Pack, as_of: date | None = None) -> None:
        self._points = PointScores(pack, as_of)
        self._keys = [point.id for point in pack.directive.points]
        self._gathered: dict[tuple[str, str], list[_Gathered]] = defaultdict(lambda: [_Gathered() for _ in self._keys])

    def add(self, locality: Locality, outcomes: Outcomes) -> None:
        """Take in one submission; one that contradicts itself is left out."""
        if outcomes.rejected:
            return
        gathered = self._gathered[outcomes.period, locality.level]
        for one, span in zip(gathered, self._points.of(locality, outcomes), strict=True):
            one.counts[_outcome(span)] += 1
            if span is not None:
                one.add(span)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups, by time and level, in the order of the pack."""
        return _listed(self._gathered, self._keys)


class _Point(NamedTuple):
    """The rules of a point: places and weights in whole numbers, those that deduct, and whether all of them do."""

    weighted: tuple[tuple[int, int], ...]
    deducting: tuple[tuple[int, Fraction], ...]
    only_deducts: bool


class PointScores:
    """The score of each point, from the credits that are kept of a submission: the same as the scorer's."""

    def __init__(self, pack: Pack, as_of: date | None = None) -> None:
        self._pack = pack
        self._as_of = as_of
        self._points = [_point(pack, point.id) for point in pack.directive.points]
        self._may_leave = lru_cache(ASKED)(self._asked)

    def of(self, locality: Locality, outcomes: Outcomes) -> list[Span | None]:
        """Return the score of each point, from 0 to 100, in the claimed reading; None where no rule applies."""
        period = parse_period(outcomes.period)
        assert period is not None
        return [self._score(point, outcomes.claimed, (locality, period)) for point in self._points]

    def _score(self, point: _Point, reading: ReadingOutcomes, where: tuple[Locality, Period]) -> Span | None:
        ends = reading.lowers, reading.uppers
        weighted = [one for one in point.weighted if ends[0][one[0]] != NOT_APPLICABLE]
        deducting = [one for one in point.deducting if ends[0][one[0]] != NOT_APPLICABLE]
        carrying = deducting if point.only_deducts else weighted
        if not carrying:
            return None
        if deducting and all(self._may_leave(*where, place) for place, _ in carrying):
            return WHOLE  # if no rule binds, the point leaves the sum, which may lower or raise what is left
        low, high = (_left(_mean(weighted, credits_), deducting, credits_) for credits_ in ends)
        return low, high

    def _asked(self, locality: Locality, period: Period, place: int) -> bool:
        """Return whether it is unknown if a rule binds: only the pack is asked."""
        frame = Frame(self._pack, locality, period, as_of=self._as_of)
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
        not any(rule.role == "weight" for _, rule in own),
    )


def _mean(weighted: Sequence[tuple[int, int]], credits_: Sequence[int]) -> Exact:
    """Return the weighted mean of credits, 0 to 100; all of it where rules only deduct."""
    if not weighted:
        return 100, 1
    earned = sum(weight * credits_[place] for place, weight in weighted)
    return 100 * earned, FULL * sum(weight for _, weight in weighted)


def _left(mean: Exact, deducting: Sequence[tuple[int, Fraction]], credits_: Sequence[int]) -> Exact:
    """Return what is left of a mean once everything is deducted, never below 0."""
    if not deducting:
        return mean
    taken = sum((most * Fraction(FULL - credits_[place], FULL) for place, most in deducting), Fraction(0))
    left = max(Fraction(*mean) - taken, Fraction(0))
    return left.numerator, left.denominator


def _outcome(span: Span | None) -> Outcome:
    """Return the name of a point's score, as that of a rule's credit."""
    if span is None:
        return "not-applicable"
    (low, whole), (high, other) = span
    if low * other != high * whole:
        return "unknown"
    return "met" if low == 100 * whole else "partly" if low else "unmet"


def _listed(gathered: Mapping[tuple[str, str], Sequence[_Gathered]], keys: Sequence[str]) -> tuple[Group, ...]:
    found = sorted(gathered.items(), key=lambda item: by_time(item[0]))
    return tuple(
        one.group((*when, key), OUTCOMES) for when, group in found for key, one in zip(keys, group, strict=True)
    )
