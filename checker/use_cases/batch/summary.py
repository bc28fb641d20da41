"""What a batch came to, read from its store: the summary, the tables, and what the exit code rests on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple, TypeVar

from checker.engine.rank import by_time, rank_ranges
from checker.engine.rollup import ByPoint, ByProvince, ByRule
from checker.model.assessment import SEVERITIES
from checker.model.batch import COMMONEST, Summary
from checker.model.locality import Locality
from checker.model.outcomes import Outcomes, Scores
from checker.model.rollup import By, Group, Rollup, Standing
from checker.model.stored import WAS_JUDGED, Selection, State, StoredResult
from checker.model.tally import Tally
from checker.reports.results.stored import Stored
from checker.store.opening import open_to_read
from checker.store.packing import unpack, unpack_scores
from checker.store.reading import iter_outcomes, read_bands
from checker.store.summary import iter_uncounted, read_common, read_severities
from checker.use_cases.asked import Asked
from checker.use_cases.batch.gaps import with_gaps
from checker.use_cases.batch.run import Done
from checker.use_cases.judging import Yardstick
from checker.use_cases.results import Results, open_results

SCREENFUL = 40  # localities that are listed each for itself; more are taken together by province
_TO_MEND = ("major", "critical")
Bands = Counter[tuple[State, int | None]]
Kept = TypeVar("Kept", Scores, Outcomes)


class Told(NamedTuple):
    """What is shown of a batch, and what it comes to for the exit code."""

    rollup: Rollup
    tally: Tally


def told_of(store: Path, done: Done, by: Yardstick, asked: Asked, rows: By) -> Told:
    """Return what to show of a finished batch: what is *asked* for of it, and a row for each of *rows*.

    Raises UsageError if what is asked for does not exist, AssertionError if a submission was lost: a bug of ours.
    """
    with open_results(str(store), replace(asked, run=done.run)) as results:
        whole = Selection(results.run.id)
        bands = read_bands(results.connection, whole)
        summary = _summary(results, done, bands)
        assert summary.read == done.progress.read, f"{summary.read} stored of {done.progress.read} read"
        wanted = bands if results.wanted == whole else read_bands(results.connection, results.wanted)
        states = _states(wanted)
        rollup = _rolled_up(results, by, rows, sum(states[state] for state in WAS_JUDGED))
        summary = with_gaps(summary, results, by.pack)
        return Told(replace(rollup, summary=summary), _tally(results, by, states, summary.states[State.REFUSED]))


def uncounted_of(store: Path, run: int) -> Iterator[StoredResult]:
    """Yield all of a run that has no score that counts, with findings; the store is open until the last one."""
    with open_to_read(store) as connection:
        yield from iter_uncounted(connection, run)


def _states(bands: Bands) -> Counter[State]:
    """Return how many there are in each state."""
    states = Counter[State]()
    for (state, _), number in bands.items():
        states[state] += number
    return states


def _summary(results: Results, done: Done, bands: Bands) -> Summary:
    """Return the summary of the whole run, whatever is shown of it."""
    numbers = {grade: bands[State.JUDGED, place] for place, grade in enumerate(results.run.basis.grades)}
    grades = {grade: number for grade, number in numbers.items() if number}
    common = read_common(results.connection, results.run.id, COMMONEST)
    return Summary(done.progress, _states(bands), grades, common, done.slowest)


def _rolled_up(results: Results, by: Yardstick, rows: By, judged: int) -> Rollup:
    """Return a row for each of *rows*; for provinces instead of localities if these are more than a screenful."""
    if rows == "locality" and judged <= SCREENFUL:
        return Rollup(by.pack, rows, (), _standings(_judged(results), by))
    shown: By = "province" if rows == "locality" else rows
    return Rollup(by.pack, shown, _GATHER[shown](results, by), shortened=shown != rows)


def _judged(results: Results) -> Sequence[Stored]:
    """Return what was judged, with findings."""
    return [one for one in results.each() if one.result.state in WAS_JUDGED]


def _by_province(results: Results, by: Yardstick) -> ByProvince:
    gathered = ByProvince(by.pack, results.gazetteer)
    _add_all(results, gathered.add, unpack_scores)
    return gathered


def _by_point(results: Results, by: Yardstick) -> ByPoint:
    gathered = ByPoint(by.pack, by.as_of)
    _add_all(results, gathered.add, unpack)
    return gathered


def _by_rule(results: Results, by: Yardstick) -> ByRule:
    gathered = ByRule(by.pack)
    _add_all(results, gathered.add, unpack)
    return gathered


_GATHER: Mapping[By, Callable[[Results, Yardstick], Iterable[Group]]] = {
    "province": _by_province,
    "point": _by_point,
    "rule": _by_rule,
}


def _add_all(results: Results, add: Callable[[Locality, Kept], None], unpacked: Callable[[bytes], Kept]) -> None:
    """Add all that was judged, as *unpacked* from what is stored."""
    for code, content in iter_outcomes(results.connection, results.wanted):
        locality = results.gazetteer.find(code)
        assert locality is not None
        add(locality, unpacked(content))


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


def _tally(results: Results, by: Yardstick, states: Counter[State], unread: int) -> Tally:
    """Return what is asked for of a run comes to; what could not be read is always counted."""
    judged = sum(states[state] for state in WAS_JUDGED)
    scored = any(unpack_scores(content).claimed for _, content in iter_outcomes(results.connection, results.wanted))
    doubles = sum(states[state] for state in (State.COPY, State.CONFLICT, State.CORRECTED))
    found = read_severities(results.connection, results.wanted, _waived(by))
    severities = {severity for severity in SEVERITIES if severity in found}
    return Tally(judged, judged if scored else 0, states[State.REJECTED], doubles + unread, severities)
