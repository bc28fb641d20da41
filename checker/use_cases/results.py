"""What a store holds: listed, shown, and exported for other programs."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from itertools import chain, islice
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checker.errors import Locus, UsageError
from checker.expression.scope import nearest
from checker.model.locality import LEVELS, Locality
from checker.model.pack import Pack
from checker.model.period import parse_period
from checker.model.stored import Selection, State, StoredRun
from checker.model.text import Language, Text
from checker.packs.files import shipped_packs
from checker.packs.gazetteer import read_gazetteer
from checker.packs.load import load_pack
from checker.reports.results.listing import Listing, Tally
from checker.reports.results.stored import Stored
from checker.store.opening import open_to_read
from checker.store.packing import unpack
from checker.store.reading import iter_results, read_counts, read_runs, read_states
from checker.use_cases.asked import Asked, codes_asked


class Exported(NamedTuple):
    """How many *rows* were written, and how many of them to the *longest* file.

    *without* is the run if the pack at hand is not the one that judged it, so that only ids could be written, and
    *unfinished* is the run if it is not finished.
    """

    rows: int
    longest: int
    without: StoredRun | None
    unfinished: StoredRun | None


Tell = Callable[[StoredRun], object]  # is told of a run that is not finished


class Split(NamedTuple):
    """How an export is cut: at most so many *rows* to a file, each of which *open_part* gives."""

    rows: int
    open_part: Callable[[], AbstractContextManager[BinaryIO]]


class Results:
    """The results of one run of an open store."""

    def __init__(self, connection: sqlite3.Connection, path: str, asked: Asked) -> None:
        """Raise UsageError if there is no such run, period (if the pack that judged is at hand), locality or grade."""
        self.connection = connection
        self.gazetteer = read_gazetteer()
        self.runs = read_runs(connection)
        self.run = _run_asked(self.runs, path, asked.run)
        self.pack = _pack_of(self.run, asked.pack)
        if self.pack is not None and asked.period is not None:
            from checker.use_cases.judging import check_period

            check_period(self.pack, asked.period)
        self.wanted = Selection(
            self.run.id,
            codes_asked(self.gazetteer, asked),
            asked.period,
            next((state for state in State if state.word == asked.state), None),
            _band(self.run, self.pack, asked.grade),
        )

    def level_of(self, code: str | None) -> str:
        """Return the level of the locality with this code; empty if there is none."""
        found = self._locality(code)
        return "" if found is None else found.level

    def _locality(self, code: str | None) -> Locality | None:
        return None if code is None else self.gazetteer.find(code)

    def each(self, *, findings: bool = True, outcomes: bool = True, limit: int | None = None) -> Iterator[Stored]:
        """Yield what is asked for, in the order of the input; *findings* and *outcomes* only where they are needed."""
        for result in iter_results(self.connection, self.wanted, findings=findings, limit=limit):
            kept = None if result.outcomes is None or not outcomes else unpack(result.outcomes)
            yield Stored(self.run, self.pack, result, kept, self._locality(result.locality))

    def tallies(self) -> list[Tally]:
        """Return the counts of what is asked for, by period and level."""
        states = defaultdict[tuple[str, str], Counter[State]](Counter)
        grades = defaultdict[tuple[str, str], Counter[str]](Counter)
        for count in read_counts(self.connection, self.wanted, self.level_of):
            states[count.period, count.level][count.state] += count.number
            if count.state is State.JUDGED and count.worst is not None:
                grades[count.period, count.level][self.run.basis.grades[count.worst]] += count.number
        ordered = sorted(states, key=_by_time)
        return [Tally(*key, states[key], grades[key]) for key in ordered]

    def exported(self, rows: int, longest: int) -> Exported:
        """Return what is to be known of an export of so many *rows*, at the *longest* in one file."""
        without = self.run if self.pack is None else None
        return Exported(rows, longest, without, None if self.run.finished else self.run)

    def states_of(self, run: StoredRun) -> Mapping[State, int]:
        """Return how many results of a run are in each state."""
        return read_states(self.connection, run.id)


@contextlib.contextmanager
def open_results(path: str, asked: Asked, tell_unfinished: Tell | None = None) -> Iterator[Results]:
    """Open the store at *path*. Raises UsageError if it is none, or if what is asked for is not there.

    *tell_unfinished* is told of the run that is asked for if it is not finished, before anything is read from it.
    """
    with open_to_read(Path(path)) as connection:
        results = Results(connection, path, asked)
        if tell_unfinished is not None and not results.run.finished:
            tell_unfinished(results.run)
        yield results


def results_listed(path: str, asked: Asked, language: Language, limit: int) -> str:
    """Return the runs of a store, the counts of one, and its first submissions if some of them are asked for."""
    from checker.reports.results.listing import to_list

    with open_results(path, asked) as results:
        runs = [(run, results.states_of(run)) for run in results.runs]
        some = list(results.each(findings=False, limit=limit)) if asked.is_narrow else None
        return to_list(Listing(runs, results.run, results.pack, results.tallies(), some), language)


def results_shown(path: str, asked: Asked, language: Language, tell_unfinished: Tell | None = None) -> str:
    """Return all that is kept of the submissions of a locality. Raises UsageError if there is none."""
    from checker.reports.results.showing import to_page

    with open_results(path, asked, tell_unfinished) as results:
        pages = [to_page(stored, language) for stored in results.each()]
    if not pages:
        found = " ".join([*asked.localities, *([asked.period] if asked.period else [])])
        raise UsageError("no-such-result", Locus(path), found=found)
    return "\n".join(pages)


def format_of(output: str | None) -> str:
    """Return the format that the suffix of *output* names; CSV for standard output. Raises UsageError for another."""
    from checker.reports.results.files import FORMATS

    if output is None or output == "-":
        return "csv"
    suffix = Path(output).suffix
    if suffix.lower() not in FORMATS:
        found = suffix or Text("没有后缀的文件名", "a name without a suffix")
        raise UsageError("export-format", Locus(output), found=found, expected=", ".join(FORMATS))
    return FORMATS[suffix.lower()]


def header_of(what: str, language: Language) -> bytes:
    """Return the line that each CSV file of the rows of *what* begins with."""
    from checker.reports.results.columns import EXPORTS
    from checker.reports.results.files import csv_header

    return csv_header(EXPORTS[what].parts, language)


def export_results(path: str, asked: Asked, what: str, form: str, file: BinaryIO, language: Language) -> Exported:
    """Write the rows of *what* to *file* as ``csv``, ``ndjson`` or ``parquet``; *language* is that of CSV's headers."""
    from checker.reports.results.columns import EXPORTS
    from checker.reports.results.files import WRITERS

    export = EXPORTS[what]
    with open_results(path, asked) as results:
        found = results.each(findings=export.findings, outcomes=export.outcomes)
        written = WRITERS[form](export.parts, export.rows(found), file, language)
        return results.exported(written, written)


def export_in_parts(path: str, asked: Asked, what: str, split: Split, language: Language) -> Exported:
    """Write the rows of *what* as CSV to as many files as it takes, each with its header; to one if there are none."""
    from checker.reports.results.columns import EXPORTS
    from checker.reports.results.files import write_csv

    export, counts = EXPORTS[what], list[int]()
    with open_results(path, asked) as results:
        rows = export.rows(results.each(findings=export.findings, outcomes=export.outcomes))
        first = next(rows, None)
        while first is not None or not counts:
            begin = () if first is None else (first,)
            with split.open_part() as file:
                counts.append(write_csv(export.parts, chain(begin, islice(rows, split.rows - 1)), file, language))
            first = next(rows, None)
        return results.exported(sum(counts), max(counts))


def _by_time(key: tuple[str, str]) -> tuple[int, int, str, int]:
    """Return the sort key of a period and level, either of which may be empty: by the end of the period."""
    name, level = key
    period = parse_period(name)
    year, month = (0, 0) if period is None else (period.year, period.month)
    return year, month, name, ("", *LEVELS).index(level)


def _run_asked(runs: Sequence[StoredRun], path: str, number: int | None) -> StoredRun:
    if not runs:
        raise UsageError("nothing-stored", Locus(path))
    found = runs[-1] if number is None else next((run for run in runs if run.id == number), None)
    if found is None:
        raise UsageError("no-such-run", Locus(path), found=number, expected=", ".join(str(run.id) for run in runs))
    return found


def _pack_of(run: StoredRun, name: str | None) -> Pack | None:
    """Return the pack that judged *run*, if it is at hand: the one of this *name*, else a shipped one."""
    if name is None and run.basis.pack not in shipped_packs():
        return None
    pack = load_pack(name or run.basis.pack)
    return pack if pack.digest == run.basis.digest else None


def _band(run: StoredRun, pack: Pack | None, grade: str | None) -> int | None:
    """Return the place of a grade, named by its id or one of its titles. Raises UsageError if there is none."""
    if grade is None:
        return None
    names = list(run.basis.grades)
    if grade not in names and pack is not None:
        bands = pack.directive.scoring.grades
        grade = next((band.id for band in bands if grade in (band.title.zh, band.title.en)), grade)
    if grade not in names:
        raise UsageError("no-such-grade", found=grade, expected=", ".join(names), nearest=nearest(grade, names))
    return names.index(grade)
