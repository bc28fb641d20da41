"""A year's score from those of its periods, by the pack's own rule. A period nobody reported may be anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from checker.engine.rank import rank_ranges
from checker.engine.score import ANY_SCORE, grades_of, weighted_mean
from checker.model.assessment import READINGS, Assessment, Reading, YearEnd
from checker.model.directive import Directive, YearEndRule
from checker.model.interval import Interval
from checker.model.locality import LEVELS
from checker.model.period import parse_period

YEAR = 12  # months


def year_ends_of(directive: Directive, assessments: Iterable[Assessment]) -> tuple[YearEnd, ...]:
    """Return the result of each year and level that has ended: of the localities that reported its last period.

    A veto of the year's last period holds the year's grade down.
    """
    kept = [one for one in assessments if one.headline is not None]
    by_period = {(one.submission.locality.code, one.submission.period.name): one for one in kept}
    groups: dict[tuple[int, str], dict[str, Assessment]] = defaultdict(dict)
    periods = _periods_by_year(directive)
    for one in kept:
        submission = one.submission
        if submission.period.name == periods[submission.period.year][-1] and submission.period.month == YEAR:
            groups[submission.period.year, submission.locality.level][submission.locality.code] = one
    found = []
    for (year, level), members in sorted(groups.items(), key=lambda item: (item[0][0], LEVELS.index(item[0][1]))):
        totals: dict[Reading, dict[str, Interval]] = {
            reading: {
                code: year_score(
                    directive.scoring.year_end, [_total(by_period.get((code, name)), reading) for name in periods[year]]
                )
                for code in members
            }
            for reading in READINGS
        }
        grades = {
            code: grades_of(directive.scoring, total, members[code].scores["claimed"].vetoes)
            for code, total in totals["claimed"].items()
        }
        rule, ranks = directive.scoring.year_end, rank_ranges(totals["claimed"])
        found.append(YearEnd(year, level, rule, totals, grades, ranks))
    return tuple(found)


def year_score(rule: YearEndRule, scores: Sequence[Interval]) -> Interval:
    """Return the year's score of the *scores* of its periods, in their order; there is at least one.

    ``half``: half the mean of the earlier periods and half the last (国办发〔2013〕2号, for five years).
    """
    *earlier, last = scores
    if rule == "last" or not earlier:
        return last
    if rule == "mean":
        return _mean(scores)
    return _mean([_mean(earlier), last])


def _mean(scores: Sequence[Interval]) -> Interval:
    mean = weighted_mean([(Fraction(1), score) for score in scores])
    assert mean is not None
    return mean


def _total(assessment: Assessment | None, reading: Reading) -> Interval:
    found = None if assessment is None else assessment.total(reading)
    return ANY_SCORE if found is None else found


def _periods_by_year(directive: Directive) -> Mapping[int, list[str]]:
    """Return the names of the directive's periods by year, in the order in which they end."""
    periods = sorted(found for found in map(parse_period, directive.periods) if found is not None)
    years: dict[int, list[str]] = defaultdict(list)
    for period in periods:
        years[period.year].append(period.name)
    return years
