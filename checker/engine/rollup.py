"""Many results taken together: means of both ends of their scores, exactly, by province, point or rule.

What is gathered is gone through for its groups, which are made one by one: of all of them there may be too many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from checker.engine.gathering import GatheredCredits, GatheredScores, When
from checker.engine.point_scores import PointScores
from checker.engine.rank import by_time
from checker.model.assessment import OUTCOMES, Outcome
from checker.model.locality import Gazetteer, Locality
from checker.model.outcomes import Exact, Outcomes, Scores, Span
from checker.model.pack import Pack
from checker.model.rollup import UNSCORED, Group

_NOTHING: Exact = (0, 1)


class ByProvince:
    """Submissions by the province that their localities lie in."""

    def __init__(self, pack: Pack, gazetteer: Gazetteer) -> None:
        self._kinds = (*(grade.id for grade in pack.directive.scoring.grades), UNSCORED)
        self._places = {kind: place for place, kind in enumerate(self._kinds)}
        self._gazetteer = gazetteer
        self._gathered: dict[When, dict[str, GatheredScores]] = defaultdict(dict)
        self._provinces: dict[str, str] = {}

    def add(self, locality: Locality, scores: Scores) -> None:
        """Take in one submission."""
        provinces, code = self._gathered[scores.period, locality.level], self._province(locality)
        one = provinces.get(code)
        if one is None:
            one = provinces[code] = GatheredScores(len(self._kinds))
        if scores.claimed is None or scores.rejected:
            one.counts[self._places[UNSCORED]] += 1
            return
        one.counts[self._places[scores.grade or UNSCORED]] += 1
        one.add(*scores.claimed, scores.supported or _NOTHING, scores.verified or _NOTHING)

    def _province(self, locality: Locality) -> str:
        known = self._provinces.get(locality.code)
        if known is None:
            above: Locality | None = locality
            while above is not None and above.parent:
                above = self._gazetteer.find(above.parent)
            known = self._provinces[locality.code] = locality.code if above is None else above.code
        return known

    def __iter__(self) -> Iterator[Group]:
        """Yield the groups, by time, level and code."""
        for when in sorted(self._gathered, key=by_time):
            for code, one in sorted(self._gathered[when].items()):
                yield one.group(when, code, self._kinds)


class ByRule:
    """Submissions by rule: their credits."""

    def __init__(self, pack: Pack) -> None:
        self._keys = [rule.id for rule in pack.rules]
        self._gathered: dict[When, GatheredCredits] = defaultdict(lambda: GatheredCredits(len(self._keys)))

    def add(self, locality: Locality, outcomes: Outcomes) -> None:
        """Take in one submission; one that contradicts itself is left out."""
        if not outcomes.rejected:
            self._gathered[outcomes.period, locality.level].add(*outcomes[3:])

    def __iter__(self) -> Iterator[Group]:
        """Yield the groups, by time and level, in the order of the pack."""
        for when in sorted(self._gathered, key=by_time):
            yield from self._gathered[when].groups(when, self._keys)


class ByPoint:
    """Submissions by point: their scores for it."""

    def __init__(self, pack: Pack, as_of: date | None = None) -> None:
        self._points = PointScores(pack, as_of)
        self._keys = [point.id for point in pack.directive.points]
        self._gathered: dict[When, list[GatheredScores]] = defaultdict(
            lambda: [GatheredScores(len(OUTCOMES)) for _ in self._keys]
        )

    def add(self, locality: Locality, outcomes: Outcomes) -> None:
        """Take in one submission; one that contradicts itself is left out."""
        if outcomes.rejected:
            return
        gathered = self._gathered[outcomes.period, locality.level]
        for one, span in zip(gathered, self._points.of(locality, outcomes), strict=True):
            one.counts[_PLACES[_outcome(span)]] += 1
            if span is not None:
                one.add(*span)

    def __iter__(self) -> Iterator[Group]:
        """Yield the groups, by time and level, in the order of the pack."""
        for when in sorted(self._gathered, key=by_time):
            for key, one in zip(self._keys, self._gathered[when], strict=True):
                yield one.group(when, key, OUTCOMES)


_PLACES = {outcome: place for place, outcome in enumerate(OUTCOMES)}


def _outcome(span: Span | None) -> Outcome:
    """Return the name of a point's score, as that of a rule's credit."""
    if span is None:
        return "not-applicable"
    (low, whole), (high, other) = span
    if low * other != high * whole:
        return "unknown"
    return "met" if low == 100 * whole else "partly" if low else "unmet"
