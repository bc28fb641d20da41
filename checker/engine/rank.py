"""Ranks as ranges: where intervals overlap, no strict order is claimed."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from checker.model.assessment import Assessment, Standing
from checker.model.directive import Directive
from checker.model.interval import Interval
from checker.model.locality import LEVELS, Locality
from checker.model.period import parse_period


def rank_ranges(scores: Mapping[str, Interval]) -> dict[str, tuple[int, int]]:
    """Return the best and the worst rank of each, among all of *scores*.

    Best = 1 + those whose lower end exceeds my upper end; worst = those, myself included, whose upper end
    is at least my lower end.
    """
    lowers = sorted(score.lower for score in scores.values())
    uppers = sorted(score.upper for score in scores.values())
    count = len(scores)
    return {
        name: (1 + count - bisect_right(lowers, mine.upper), count - bisect_left(uppers, mine.lower))
        for name, mine in scores.items()
    }


def standings_of(
    directive: Directive, assessments: Iterable[Assessment], expected: Iterable[Locality]
) -> tuple[Standing, ...]:
    """Return the order within each period and level, provinces with provinces.

    *expected* are the localities of the directive's expected level; those without a submission are named.
    """
    groups: dict[tuple[str, str], dict[str, Interval]] = defaultdict(dict)
    present: dict[str, set[str]] = defaultdict(set)
    for assessment in assessments:
        submission = assessment.submission
        present[submission.period.name].add(submission.locality.code)
        scored = groups[submission.period.name, submission.locality.level]
        if assessment.headline is not None:
            scored[submission.locality.code] = assessment.headline
    wanted = tuple(expected)
    return tuple(
        Standing(
            period,
            level,
            rank_ranges(scores),
            tuple(one for one in wanted if one.code not in present[period])
            if level == directive.expected_level
            else (),
        )
        for (period, level), scores in sorted(groups.items(), key=lambda item: by_time(item[0]))
    )


def by_time(when: tuple[str, str]) -> tuple[int, int, str, int]:
    """Return the sort key of a period and level: by the end of the period, then by level."""
    period, level = when
    known = parse_period(period)
    assert known is not None
    return known.year, known.month, period, LEVELS.index(level)
