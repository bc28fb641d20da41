"""``checker score`` on anything: few submissions are kept whole, many go through a store, with the same numbers."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.errors import UsageError
from checker.model.batch import Progress
from checker.model.rollup import By
from checker.model.tally import Tally, tally_of
from checker.model.text import Language
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import STANDARD_INPUT
from checker.readers.formats import AS_NAMED, InputOptions
from checker.reports.terminal.screen import Screen
from checker.use_cases import judging, reporting
from checker.use_cases.asked import Asked, codes_asked
from checker.use_cases.batch.counting import FEW, begin_standard_input, count_submissions
from checker.use_cases.judging import Yardstick

Tell = Callable[[Progress], None]
Showing = Callable[[int | None], AbstractContextManager[Tell]]


class Wanted(NamedTuple):
    """What is scored and how it is shown: *by* is what a row or a column is, *store* where all results are kept.

    *screen* is the terminal that shows the tables, if one does.
    """

    paths: tuple[str, ...]
    form: str
    language: Language
    by: By = "locality"
    options: InputOptions = AS_NAMED
    period: str | None = None
    level: str | None = None
    region: str | None = None
    robust: bool = False
    store: str | None = None
    jobs: int | None = None
    screen: Screen | None = None

    @property
    def asked(self) -> Asked:
        """What is asked for of all that is judged."""
        return Asked(period=self.period, level=self.level, region=self.region)


class Scored(NamedTuple):
    """What is to be printed, piece by piece, what it comes to, the files it came from, and the summary of a batch."""

    text: Iterable[str]
    tally: Tally
    files: list[str]
    summary: str = ""


def score(by: Yardstick, wanted: Wanted, showing: Showing) -> Scored:
    """Return the scores of all submissions under the paths; *showing* shows how far a batch is.

    Raises UsageError if what is asked for does not exist or nothing is there to read, StoreError if results cannot be
    stored: what is there stays, and the same call goes on.
    """
    if wanted.store == STANDARD_INPUT:
        raise UsageError("store-is-dash")
    judging.check_period(by.pack, wanted.period)
    codes = codes_asked(read_gazetteer(), wanted.asked)
    files = judging.find_files(wanted.paths, wanted.options)
    waiting = 0
    if STANDARD_INPUT in files:
        options, waiting = begin_standard_input(files, wanted.options)
        wanted = wanted._replace(options=options)
    count = count_submissions(files, wanted.options)
    if wanted.store is not None or count.number + waiting > FEW:
        return _batch(by, wanted, files, showing, count.number if count.exact else None)
    run = judging.judge_paths(by, wanted.paths, wanted.period, wanted.options, codes)
    firmness = reporting.firmness_of(run) if wanted.robust else None
    if wanted.screen is None:
        text = reporting.score_report(run, wanted.form, wanted.language, wanted.by, firmness)
    else:
        text = reporting.score_on_screen(run, wanted.screen, wanted.by, firmness)
    return Scored([text], tally_of(run), files)


def _batch(by: Yardstick, wanted: Wanted, files: list[str], showing: Showing, total: int | None) -> Scored:
    from checker.reports.rollup.summary import to_summary
    from checker.reports.rollup.tables import ROLLUPS, to_text
    from checker.use_cases.batch.run import Batch, run_batch
    from checker.use_cases.batch.summary import told_of, uncounted_of

    if wanted.robust:
        raise UsageError("robust-of-many", expected=FEW)
    batch = Batch(by, wanted.paths, tuple(files), wanted.options, wanted.jobs or usable_cores())
    with ExitStack() as held:
        store = held.enter_context(_store(wanted.store))
        with showing(total) as tell:
            done = run_batch(batch, store, tell)
        told = told_of(store, done, by, wanted.asked, wanted.by)
        rollup = replace(told.rollup, stored=wanted.store is not None)
        text: Iterator[str]
        if wanted.screen is not None:
            text = to_text(rollup, read_gazetteer(), wanted.language, wanted.screen)
        elif wanted.form == "json":  # which lists what does not count, straight from the store: it may be very much
            rollup = replace(rollup, uncounted=uncounted_of(store, done.run))
            text = _holding(held.pop_all(), ROLLUPS[wanted.form](rollup, read_gazetteer(), wanted.language))
        else:
            text = ROLLUPS[wanted.form](rollup, read_gazetteer(), wanted.language)
    summary = to_summary(rollup, wanted.language)
    return Scored(text, told.tally, [*files, *([wanted.store] if wanted.store else [])], summary)


def _holding(held: ExitStack, text: Iterator[str]) -> Iterator[str]:
    """Yield *text*; what is *held* for it is let go at the end of it."""
    with held:
        yield from text


def usable_cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _store(path: str | None) -> Iterator[Path]:
    """Give the store at *path*, or one that is gone at the end."""
    if path is not None:
        yield Path(path)
        return
    with tempfile.TemporaryDirectory(prefix="checker-") as folder:
        yield Path(folder) / "results.sqlite"
