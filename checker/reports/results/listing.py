"""A store in tables: its runs, what one of them holds by period and level, and the submissions that were asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tabulate import tabulate

from checker.model.pack import Pack
from checker.model.stored import State, StoredRun
from checker.model.text import Language
from checker.reports.labels import LABELS, label, say
from checker.reports.results.stored import Stored
from checker.reports.results.wording import (
    MAX_NAME,
    NONE,
    STATES,
    ends_text,
    grade_title,
    grades_text,
    name_of,
    pack_line,
)
from checker.reports.wording import escaped


@dataclass(frozen=True, slots=True)
class Tally:
    """How many results of one *period* and *level* are in each state, and how many judged ones in each grade.

    A grade is that of the lower end of the score. Period and level are empty for what could not be read.
    """

    period: str
    level: str
    states: Mapping[State, int]
    grades: Mapping[str, int]

    @property
    def whole(self) -> int:
        """All of them."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Listing:
    """All runs of a store with their counts; of one *run* the tallies and, if asked for, its first submissions."""

    runs: Sequence[tuple[StoredRun, Mapping[State, int]]]
    run: StoredRun
    pack: Pack | None
    tallies: Sequence[Tally]
    results: Sequence[Stored] | None


def to_list(listing: Listing, language: Language) -> str:
    """Return the tables as text."""
    title = say(language, f"第 {listing.run.id} 次评分", f"run {listing.run.id}")
    judged_by = pack_line(listing.run, language, installed=listing.pack is not None)
    parts = [_runs(listing, language), "", f"{title} · {judged_by}"]
    if not listing.tallies:
        parts.append(say(language, "没有符合所选条件的报送。", "no submission is among those asked for."))
    else:
        parts.append(_tallies(listing, language))
        if listing.results is not None:
            parts += ["", *_results(listing, listing.results, language)]
    return "\n".join(parts) + "\n"


def _runs(listing: Listing, language: Language) -> str:
    headers = [
        say(language, "次", "run"),
        say(language, "规则包", "rule pack"),
        say(language, "程序", "program"),
        say(language, "规则日", "rules as of"),
        say(language, "完成", "finished"),
        say(language, "报送", "submissions"),
        *(STATES[state].in_(language) for state in State),
    ]
    cells = [
        [
            str(run.id),
            f"{run.basis.pack} {run.basis.version} {run.basis.digest[:12]}",
            run.basis.engine,
            run.basis.as_of or NONE,
            say(language, "是", "yes") if run.finished else say(language, "否", "no"),
            *_counted([sum(counts.values()), *(counts.get(state, 0) for state in State)]),
        ]
        for run, counts in listing.runs
    ]
    return _table(cells, headers, left=5)


def _tallies(listing: Listing, language: Language) -> str:
    grades = listing.run.basis.grades
    headers = [
        label("period", language),
        label("level", language),
        say(language, "报送", "submissions"),
        STATES[State.JUDGED].in_(language),
        *(grade_title(grade, listing.pack, language) for grade in grades),
        *(STATES[state].in_(language) for state in State if state is not State.JUDGED),
    ]
    cells = [
        [
            tally.period or NONE,
            _level(tally.level, language),
            *_counted([tally.whole, tally.states.get(State.JUDGED, 0)]),
            *_counted([tally.grades.get(grade, 0) for grade in grades]),
            *_counted([tally.states.get(state, 0) for state in State if state is not State.JUDGED]),
        ]
        for tally in [*listing.tallies, *_whole(listing.tallies)]
    ]
    if len(listing.tallies) > 1:
        cells[-1][0] = say(language, "合计", "all")
    return _table(cells, headers, left=2)


def _whole(tallies: Sequence[Tally]) -> list[Tally]:
    """Return the sum of all *tallies*, if there are several."""
    if len(tallies) < 2:
        return []
    states, grades = Counter[State](), Counter[str]()
    for tally in tallies:
        states.update(tally.states)
        grades.update(tally.grades)
    return [Tally("", "", states, grades)]


def _results(listing: Listing, results: Sequence[Stored], language: Language) -> list[str]:
    headers = [
        label("period", language),
        label("locality", language),
        say(language, "状态", "state"),
        label("interval", language),
        label("grade", language),
        say(language, "位置", "place"),
    ]
    cells = [
        [
            stored.result.period or NONE,
            name_of(stored, language),
            STATES[stored.result.state].in_(language),
            ends_text(stored.readings[0], stored.pack) if stored.counts else NONE,
            grades_text(stored.readings[0].grades, stored.pack, language) if stored.counts else NONE,
            escaped(str(stored.result.locus), MAX_NAME),
        ]
        for stored in results
    ]
    more = sum(tally.whole for tally in listing.tallies) - len(results)
    said = say(language, f"还有 {more} 份，用 --limit 显示更多", f"{more} more: --limit shows them")
    return [_table(cells, headers, left=6), *([said] if more else [])]


def _level(level: str, language: Language) -> str:
    return label(level, language) if level in LABELS else level or NONE


def _counted(numbers: Sequence[int]) -> list[str]:
    """Return numbers as text; none is a dash, so that what is there stands out."""
    return [str(number) if number else NONE for number in numbers]


def _table(cells: Sequence[Sequence[str]], headers: Sequence[str], left: int) -> str:
    align = ["left"] * left + ["right"] * (len(headers) - left)
    return tabulate(cells, headers, tablefmt="simple", colalign=align if cells else None, disable_numparse=True)
