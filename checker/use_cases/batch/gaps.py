"""What a batch does not hold, read from its store: who was expected and not judged, what is excused, what was not read.

"Expected" is meant as where a run is kept whole: the localities of the directive's expected level.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.engine.rank import by_time
from checker.errors import Locus, UsageError
from checker.model.batch import PLACES, Coverage, Some, Summary
from checker.model.pack import Pack
from checker.model.stored import WAS_JUDGED, Selection
from checker.model.text import Language
from checker.model.waiver import Waiver
from checker.store.reading import iter_results
from checker.store.summary import read_judged, read_localities, read_refused_with
from checker.use_cases.asked import Asked
from checker.use_cases.judging import expected_localities
from checker.use_cases.results import Results, Tell, open_results

_WITHOUT_EFFECT = ("waiver-expired", "waiver-unused")


def with_gaps(summary: Summary, results: Results, pack: Pack) -> Summary:
    """Return the *summary* of a run and what it lacks. Who was expected is said of what is wanted of the results."""
    waived = [f"{one.locality} {one.period} {one.rule}" for one in sorted(_used(results, pack), key=_by_place)]
    return summary._replace(
        coverage=coverage_of(results, pack),
        waived=Some(len(waived), tuple(waived[:PLACES])),
        given_up=read_refused_with(results.connection, results.run.id, "rest-given-up"),
    )


def coverage_of(results: Results, pack: Pack) -> tuple[Coverage, ...]:
    """Return for each period how many localities were expected, and how many of them judged; none if none is."""
    level, wanted = pack.directive.expected_level, results.wanted
    codes = tuple(one.code for one in expected_localities(pack, wanted.localities))
    if not codes:
        return ()
    judged = read_judged(results.connection, replace(wanted, localities=codes))
    if wanted.period is not None:
        judged.setdefault(wanted.period, 0)
    periods = sorted(judged, key=lambda period: by_time((period, level)))
    return tuple(Coverage(period, level, len(codes), judged[period]) for period in periods)


def missing_listed(path: str, asked: Asked, language: Language, tell_unfinished: Tell | None = None) -> str:
    """Return which localities were expected in a run of the store at *path* and not judged, by period.

    Raises UsageError if it is no store, if what is asked for is not there, or if the pack that judged is not at hand:
    only that says who is expected.
    """
    from checker.reports.results.missing import Missing, to_text

    with open_results(path, asked, tell_unfinished) as results:
        pack = results.pack
        if pack is None:
            raise UsageError("pack-not-at-hand", Locus(path), found=results.run.basis.pack)
        expected = expected_localities(pack, results.wanted.localities)
        codes, found = tuple(one.code for one in expected), list[Missing]()
        for period in _periods(results, pack) if codes else ():
            states = read_localities(results.connection, Selection(results.run.id, codes, period))
            missing = [(one, states.get(one.code)) for one in expected if states.get(one.code) not in WAS_JUDGED]
            judged = len(codes) - len(missing)
            found.append(Missing(Coverage(period, pack.directive.expected_level, len(codes), judged), missing))
        return to_text(found, language)


def _periods(results: Results, pack: Pack) -> list[str]:
    """Return the period that is asked for, else those of all that was judged."""
    if results.wanted.period is not None:
        return [results.wanted.period]
    level = pack.directive.expected_level
    return sorted(
        read_judged(results.connection, Selection(results.run.id)), key=lambda period: by_time((period, level))
    )


def _used(results: Results, pack: Pack) -> Iterator[Waiver]:
    """Yield the waivers that excuse something in what was judged."""
    codes = tuple(sorted({code for code, _ in pack.waivers}))
    wanted = Selection(results.run.id, codes)
    for result in iter_results(results.connection, wanted, findings=True) if codes else ():
        assert result.locality is not None
        assert result.period is not None
        if result.state in WAS_JUDGED:
            useless = {one.locus for one in result.findings if one.code in _WITHOUT_EFFECT}
            waivers = pack.waivers.get((result.locality, result.period), ())
            yield from (one for one in waivers if one.locus not in useless)


def _by_place(waiver: Waiver) -> tuple[str, str, str]:
    return waiver.locality, waiver.period, waiver.rule
