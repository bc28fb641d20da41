"""A locality beside its peers: they change the view, never the yardstick."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from checker.engine.rank import rank_ranges
from checker.model.assessment import Assessment, Reading
from checker.model.comparison import PeerPoint, PeerRule, PeersBy, PeerView
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.pack import Pack

# Peers by size have between half and twice the residents: our own setting.
SIZE_FACTOR = Fraction(2)
POPULATION = "resident_population"


def view_peers(pack: Pack, mine: Assessment, others: Sequence[Assessment], by: PeersBy, reading: Reading) -> PeerView:
    """Return *mine*, which has a total in *reading*, beside its peers among *others*: of the same period and level.

    The order of *others* does not matter; no locality is among them twice.
    """
    level = sorted((one for one in others if _is_comparable(mine, one, reading)), key=_code)
    peers = tuple(one for one in level if _is_peer(pack, mine, one, by))
    points = mine.scores[reading].points
    return PeerView(
        assessment=mine,
        reading=reading,
        by=by,
        peers=peers,
        rank=_rank(mine, peers, reading),
        total=_beside("", mine.scores[reading].total, [one.scores[reading].total for one in peers]),
        points=tuple(
            _beside(point.point, point.score, [one.scores[reading].points[index].score for one in peers])
            for index, point in enumerate(points)
        ),
        behind=tuple(_behind(mine, peers, reading)),
        unsized=tuple(_unsized(pack, (mine, *level))) if by == "size" else (),
    )


def region_of(locality: Locality) -> str:
    """Return the digits that localities of one region share (GB/T 2260).

    Below the provinces these are the two of the province; among provinces the first one, that of the six large regions.
    """
    return locality.code[: 1 if locality.level == "province" else 2]


def _code(assessment: Assessment) -> str:
    return assessment.submission.locality.code


def _is_comparable(mine: Assessment, other: Assessment, reading: Reading) -> bool:
    one, two = mine.submission, other.submission
    if one.period != two.period or one.locality.level != two.locality.level or one.locality.code == two.locality.code:
        return False
    return not other.rejected and other.scores[reading].total is not None


def _is_peer(pack: Pack, mine: Assessment, other: Assessment, by: PeersBy) -> bool:
    if by == "level":
        return True
    if by == "region":
        return region_of(mine.submission.locality) == region_of(other.submission.locality)
    first, second = _population(pack, mine), _population(pack, other)
    if first is None or second is None:
        return False
    return first.upper <= SIZE_FACTOR * Fraction(second.lower) and second.upper <= SIZE_FACTOR * Fraction(first.lower)


def _population(pack: Pack, assessment: Assessment) -> Interval | None:
    submission = assessment.submission
    fact = pack.frame_fact(submission.locality.code, POPULATION, submission.period)
    return fact.value if fact is not None and isinstance(fact.value, Interval) else None


def _unsized(pack: Pack, assessments: Sequence[Assessment]) -> Iterator[Locality]:
    for one in assessments:
        if _population(pack, one) is None:
            yield one.submission.locality


def _rank(mine: Assessment, peers: Sequence[Assessment], reading: Reading) -> tuple[int, int] | None:
    totals = {_code(one): one.scores[reading].total for one in (mine, *peers)}
    ranks = rank_ranges({code: total for code, total in totals.items() if total is not None})
    return ranks[_code(mine)] if peers else None


def _beside(point: str, mine: Interval | None, others: Sequence[Interval | None]) -> PeerPoint:
    found = [interval for interval in others if interval is not None]
    if mine is None:
        return PeerPoint(point, None, _medians(found), 0, 0, 0, 0)
    above = sum(interval.lower > mine.upper for interval in found)
    below = sum(interval.upper < mine.lower for interval in found)
    equal = sum(interval == mine for interval in found) if mine.is_point else 0
    return PeerPoint(point, mine, _medians(found), above, equal, below, len(found) - above - equal - below)


def _medians(intervals: Sequence[Interval]) -> Interval | None:
    """Return the median of the lower ends and that of the upper ends."""
    if not intervals:
        return None
    return Interval(
        _median([Fraction(one.lower) for one in intervals]), _median([Fraction(one.upper) for one in intervals])
    )


def _median(values: Sequence[Fraction]) -> Fraction:
    """Return the middle value, or half-way between the two in the middle."""
    ordered, middle = sorted(values), len(values) // 2
    return (ordered[middle] + ordered[-middle - 1]) / 2


def _behind(mine: Assessment, peers: Sequence[Assessment], reading: Reading) -> Iterator[PeerRule]:
    """Yield the rules on which more than half of all peers are certainly above, in the order of the pack.

    A veto gives no credit to the sum and is left out.
    """
    for index, result in enumerate(mine.results[reading]):
        if not result.applies or result.rule.veto:
            continue
        theirs = [one.results[reading][index] for one in peers]
        ahead = sum(one.applies and one.credit.lower > result.credit.upper for one in theirs)
        if 2 * ahead > len(peers):
            yield PeerRule(result, ahead)
