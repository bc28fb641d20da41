"""What a batch came to, read from its store: the summary, the tables, and what the exit code rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from checker.engine.rank import by_time, rank_ranges
from checker.engine.rollup import ByPoint, ByProvince, ByRule
from checker.model.assessment import SEVERITIES
from checker.model.batch import COMMONEST, Summary
from checker.model.rollup import By, Rollup, Standing
from checker.model.stored import Selection, State
from checker.model.tally import Tally
from checker.reports.results.stored import Stored
from checker.store.reading import read_counts
from checker.store.summary import read_common, read_severities
from checker.use_cases.asked import Asked
from checker.use_cases.batch.run import Done
from checker.use_cases.judging import Yardstick
from checker.use_cases.results import Results, open_results

SCREENFUL = 40  # localities that are listed each for itself; more are taken together by province
_TO_MEND = ("major", "critical")
_JUDGED = (State.JUDGED, State.REJECTED)


class Told(NamedTuple):
    """What is shown of a batch, and what it comes to for the exit code."""

    rollup: Rollup
    tally: Tally


def told_of(store: Path, done: Done, by: Yardstick, asked: Asked, rows: By) -> Told:
    """Return what to show of a finished batch: what is *asked* for of it, and a row for each of *rows*.

    Raises UsageError if what is asked for does not exist, AssertionError if a submission was lost: a bug of ours.
    """
    with open_results(str(store), replace(asked, run=done.run)) as results:
        summary = _summary(results, done)
        assert summary.read == done.progress.read, f"{summary.read} stored of {done.progress.read} read"
        rollup = _rolled_up(results, by, rows)
        return Told(replace(rollup, summary=summary), _tally(results, by))


def _summary(results: Results, done: Done) -> Summary:
    """Return the summary of the whole run, whatever is shown of it."""
    states, grades = Counter[State](), Counter[str]()
    names = results.run.basis.grades
    for count in read_counts(results.connection, Selection(results.run.id), lambda _: ""):
        states[count.state] += count.number
        if count.state is State.JUDGED and count.worst is not None:
            grades[names[count.worst]] += count.number
    common = read_common(results.connection, results.run.id, COMMONEST)
    kept = {grade: grades[grade] for grade in names if grades[grade]}
    return Summary(done.progress, states, kept, common, done.slowest)


def _rolled_up(results: Results, by: Yardstick, rows: By) -> Rollup:
    """Return a row for each of *rows*; for provinces instead of localities if these are more than a screenful."""
    judged = sum(tally.states.get(state, 0) for tally in results.tallies() for state in _JUDGED)
    if rows == "locality" and judged <= SCREENFUL:
        return Rollup(by.pack, rows, (), _standings(list(_each(results, findings=True)), by))
    kinds: Mapping[str, Callable[[], ByProvince | ByPoint | ByRule]] = {
        "province": lambda: ByProvince(by.pack, results.gazetteer),
        "point": lambda: ByPoint(by.pack, by.as_of),
        "rule": lambda: ByRule(by.pack),
    }
    shown: By = "province" if rows == "locality" else rows
    gathered = kinds[shown]()
    for one in _each(results, findings=False):
        assert one.locality is not None
        assert one.outcomes is not None
        gathered.add(one.locality, one.outcomes)
    return Rollup(by.pack, shown, gathered.groups, shortened=shown != rows)


def _each(results: Results, *, findings: bool) -> Iterator[Stored]:
    """Yield what was judged, and counts."""
    return (one for one in results.each(findings=findings) if one.result.state in _JUDGED)


def _standings(judged: Sequence[Stored], by: Yardstick) -> tuple[Standing, ...]:
    """Return localities by period and level, the best lower end first; where intervals overlap no order is claimed."""
    waived = _waived(by)
    groups: dict[tuple[str, str], list[Standing]] = defaultdict(list)
    for one in judged:
        assert one.locality is not None
        assert one.outcomes is not None
        place = one.locality.code, one.outcomes.period
        to_mend = sum(
            found.severity in _TO_MEND and (*place, found.about) not in waived for found in one.result.findings
        )
        groups[one.outcomes.period, one.locality.level].append(Standing(one.locality, one.outcomes, None, to_mend))
    return tuple(one for key in sorted(groups, key=by_time) for one in _ranked(groups[key]))


def _ranked(standings: Sequence[Standing]) -> list[Standing]:
    totals = {one.locality.code: one.total for one in standings}
    ranks = rank_ranges({code: total for code, total in totals.items() if total is not None})
    ranked = [replace(one, ranks=ranks.get(one.locality.code)) for one in standings]
    return sorted(ranked, key=_order)


def _order(standing: Standing) -> tuple[Fraction, str]:
    lower = Fraction(-1) if standing.total is None else Fraction(standing.total.lower)
    return -lower, standing.locality.code


def _waived(by: Yardstick) -> frozenset[tuple[str, str, str]]:
    """Return the localities, periods and rules of the waivers that hold."""
    ends = {period.name: period.end for period in by.pack.directive.known_periods}
    return frozenset(
        (*place, one.rule)
        for place, waivers in by.pack.waivers.items()
        for one in waivers
        if one.holds(ends[place[1]], by.as_of or ends[place[1]])
    )


def _tally(results: Results, by: Yardstick) -> Tally:
    """Return what is asked for of a run comes to; what could not be read is always counted."""
    states = Counter[State]()
    for one in results.tallies():
        states.update(one.states)
    judged = sum(states[state] for state in _JUDGED)
    scored = any(one.outcomes is not None and one.outcomes.claimed.total for one in _each(results, findings=False))
    doubles = sum(states[state] for state in (State.COPY, State.CONFLICT, State.CORRECTED))
    unread = results.states_of(results.run).get(State.REFUSED, 0)
    found = read_severities(results.connection, results.wanted, _waived(by))
    severities = {severity for severity in SEVERITIES if severity in found}
    return Tally(judged, judged if scored else 0, states[State.REJECTED], doubles + unread, severities)
