"""The same submissions under two packs: who moves, by how much, and which rules caused it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.engine.changing.causes import shift_of, side_of
from checker.engine.changing.rules_diff import compare_packs
from checker.model.assessment import Assessment, Reading, Run, YearEnd
from checker.model.changes import Pair
from checker.model.comparison import Ends
from checker.model.impact import COMPARED, Blame, CauseName, Fate, Impact, Ranks, Shift, YearFate, YearResult, absolute
from checker.model.locality import LEVELS


def impact_of(before: Run, after: Run) -> Impact:
    """Return what the change from the pack of *before* to that of *after* does; both runs read the same files."""
    changes = compare_packs(before.pack, after.pack)
    pairs = {pair[0]: pair for pair in changes.rules if pair[0] is not None}
    first = _Judged(before, pairs, {one.submission.file: one for one in before.assessments})
    again = {pair[1]: pair for pair in changes.rules if pair[1] is not None}
    second = _Judged(after, again, {one.submission.file: one for one in after.assessments})
    fates = [_fate(file, first, second) for file in {**first.by_file, **second.by_file}]
    fates.sort(key=_order)
    return Impact(changes, (before, after), tuple(fates), tuple(_years(before, after)), _blames(fates))


@dataclass(frozen=True, slots=True)
class _Judged:
    """A run, the pairs of its rules by their id in its pack, and what it judged by file."""

    run: Run
    pairs: Mapping[str, Pair]
    by_file: Mapping[str, Assessment]

    def ranks(self, one: Assessment | None) -> Ranks | None:
        """Return the best and worst rank of a submission, if it has one."""
        if one is None or one.headline is None:
            return None
        place = one.submission.period.name, one.submission.locality.level
        standing = next(found for found in self.run.standings if (found.period, found.level) == place)
        return standing.ranks[one.submission.locality.code]


def _fate(file: str, first: _Judged, second: _Judged) -> Fate:
    before, after = first.by_file.get(file), second.by_file.get(file)
    shifts: dict[Reading, Shift] = {}
    if before is not None and after is not None and before.headline is not None and after.headline is not None:
        for reading in COMPARED:
            old = side_of(first.run.pack, before, reading, first.pairs)
            shifts[reading] = shift_of(old, side_of(second.run.pack, after, reading, second.pairs))
    return Fate(file, before, after, shifts, (first.ranks(before), second.ranks(after)))


def _order(fate: Fate) -> tuple[int, int, str, int, str, str]:
    """Sort key: by the end of the period, then by level, code and file."""
    submission = fate.assessment.submission
    period, locality = submission.period, submission.locality
    return period.year, period.month, period.name, LEVELS.index(locality.level), locality.code, fate.file


def _blames(fates: Sequence[Fate]) -> tuple[Blame, ...]:
    """Return what each cause did to all, the greatest sum of the claimed reading's lower ends first."""
    moves: dict[CauseName, dict[Reading, list[Ends]]] = defaultdict(lambda: {name: [] for name in COMPARED})
    for fate in fates:
        for reading, shift in fate.shifts.items():
            for cause in shift.causes:
                moves[cause.name][reading].append(cause.move)
    blames = [
        Blame(
            name,
            {reading: len(found) for reading, found in by_reading.items()},
            {reading: absolute(found) for reading, found in by_reading.items()},
        )
        for name, by_reading in moves.items()
    ]
    return tuple(sorted(blames, key=_greatest))


def _greatest(blame: Blame) -> tuple[list[Fraction], tuple[int, str, str]]:
    ends = [blame.sums[reading] for reading in COMPARED]
    return [-amount for one in ends for amount in (one.lower, one.upper)], blame.name.rank


def _years(before: Run, after: Run) -> Iterator[YearFate]:
    """Yield the results of years that differ, by year, level and locality."""
    old, new = ({(one.year, one.level): one for one in run.years} for run in (before, after))
    localities = {one.submission.locality.code: one.submission.locality for one in before.assessments}
    localities |= {one.submission.locality.code: one.submission.locality for one in after.assessments}
    for key in sorted({*old, *new}, key=lambda key: (key[0], LEVELS.index(key[1]))):
        first, second = _results(old.get(key)), _results(new.get(key))
        for code in sorted({*first, *second}):
            fate = YearFate(*key, localities[code], first.get(code), second.get(code))
            if fate.moves:
                yield fate


def _results(end: YearEnd | None) -> Mapping[str, YearResult]:
    """Return the results of a year by locality, in the reading of the headline."""
    if end is None:
        return {}
    return {code: YearResult(total, end.grades[code], end.ranks[code]) for code, total in end.totals["claimed"].items()}
