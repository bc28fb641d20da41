"""A batch from paths to a store: each submission is judged or refused, and what is acknowledged is not done again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from functools import partial
from heapq import nlargest
from pathlib import Path
from typing import NamedTuple

from checker import __version__
from checker.errors import InputError, Locus, UsageError
from checker.model.batch import Progress, Slow
from checker.model.stored import Basis, Settling, State, StoredResult, basis_of
from checker.readers.files import STANDARD_INPUT, shown_name
from checker.readers.formats import InputOptions
from checker.readers.records import refuse
from checker.store.opening import open_to_read
from checker.store.reading import last_run_of, read_states
from checker.store.writing import RunWriter, open_for_run
from checker.use_cases.batch.contents import Contents, Input
from checker.use_cases.batch.earlier import Earlier
from checker.use_cases.batch.judge import UnitJudge, refused_result, worded
from checker.use_cases.batch.pool import Answer, Pool
from checker.use_cases.batch.received import received_input
from checker.use_cases.batch.rows import Sent, from_row
from checker.use_cases.batch.units import Unit, cut, iter_lines
from checker.use_cases.batch.worker import Failure, Task
from checker.use_cases.confinement import Limits
from checker.use_cases.judging import Yardstick

SLOWEST = 3


class Done(NamedTuple):
    """A batch that is finished: its run in the store, how many there were, and the slowest inputs."""

    run: int
    progress: Progress
    slowest: tuple[Slow, ...]


class Batch(NamedTuple):
    """What is asked for: *paths* as they were given, the *files* that they name, and how to read and judge them."""

    by: Yardstick
    paths: tuple[str, ...]
    files: tuple[str, ...]
    options: InputOptions
    jobs: int

    @property
    def command(self) -> str:
        """The digest of what was asked: the same command goes on where it was. How many work at it does not matter."""
        options = self.options
        asked = [self.paths, options.format, options.encoding, options.pattern]
        return hashlib.sha256(json.dumps(asked).encode()).hexdigest()

    @property
    def basis(self) -> Basis:
        """All that judges."""
        by = self.by
        as_of = None if by.as_of is None else by.as_of.isoformat()
        return basis_of(by.pack, __version__, by.verification.digest, as_of)


def run_batch(batch: Batch, store: Path, tell: Callable[[Progress], None], limits: Limits | None = None) -> Done:
    """Judge all of *batch* into *store*; *tell* hears of the progress after each part that is acknowledged.

    Raises StoreError if results cannot be stored; the same call goes on from there.
    """
    as_declared = batch.options.encoding is not None  # bytes that were read in another encoding say something else
    earlier = Earlier(None if as_declared else store, batch.basis)
    with ExitStack() as stack:
        received = stack.enter_context(received_input(store.parent)) if STANDARD_INPUT in batch.files else None
        units = partial(cut, batch.files, batch.options, received)
        unchanged = _unchanged(batch, store, units)
        if unchanged is not None:
            tell(unchanged.progress)
            return unchanged
        judge = UnitJudge(batch.by, batch.options, earlier, received)
        pool = stack.enter_context(Pool(judge.work, batch.jobs, limits))
        earlier.close()
        writer = stack.enter_context(open_for_run(store, batch.command, batch.basis))
        stack.callback(pool.end)  # workers read the store: they end before it is closed
        work = _Work(writer, tell)
        for answer in pool.run(work.tasks(units())):
            work.store(answer)
        pool.end()
        contents = Contents(batch.by.pack, Input(units, batch.options, received), batch.jobs, limits)
        writer.finish(work.units, Settling(contents.find, worded), remember=not as_declared)
        return Done(writer.id, work.progress, tuple(work.times))


def _unchanged(batch: Batch, store: Path, units: Callable[[], Iterator[Unit]]) -> Done | None:
    """Return the last run of a store, if it was this very one, and none of its input has changed since it was finished.

    Whatever is wrong with the store is said when it is opened to be written.
    """
    with suppress(UsageError), open_to_read(store) as connection:
        run = last_run_of(connection, batch.command, batch.basis, (unit.fingerprint for unit in units()))
        if run is None:
            return None
        states = read_states(connection, run)
        refused = states[State.REFUSED]
        return Done(run, Progress(states.total() - refused, refused, reused=states.total()), ())
    return None


class _Work:
    """The units of a run: what of them is acknowledged, and what is told of it."""

    def __init__(self, writer: RunWriter, tell: Callable[[Progress], None]) -> None:
        self.progress = Progress()
        self.units = 0
        self.times: list[Slow] = []
        self._writer = writer
        self._tell = tell
        self._open: dict[int, tuple[Unit, int]] = {}

    def tasks(self, units: Iterator[Unit]) -> Iterator[Task]:
        """Yield what is left to do of *units*."""
        for number, unit in enumerate(units):
            self.units += 1
            done, complete = self._writer.progress_of(number, unit.fingerprint)
            if done:
                refused = self._writer.refused_in(number)
                self.progress = self.progress.plus(done - refused, refused, resumed=done)
            if complete:
                self._tell(self.progress)
            else:
                self._open[number] = unit, done
                yield Task(number, unit, done)

    def store(self, answer: Answer) -> None:
        """Store what came of a unit; on return it is acknowledged."""
        unit, done = self._open[answer.task]
        sent = [from_row(row) for row in answer.results] if isinstance(answer.results, list) else []
        if answer.failed is not None:
            sent = [Sent(one, False) for one in _given_up(unit, answer.failed, done)]
        results = [one.result for one in sent]
        self._writer.acknowledge(answer.task, unit.fingerprint, done, results, complete=answer.last)
        self._open[answer.task] = unit, done + len(results)
        refused = sum(one.state is State.REFUSED for one in results)
        reused = sum(one.reused for one in sent)
        self.progress = self.progress.plus(len(results) - refused, refused, reused=reused)
        if answer.last:
            del self._open[answer.task]
            slow = Slow(answer.seconds, _name_of(unit), done + len(results))
            self.times = nlargest(SLOWEST, [*self.times, slow])
        self._tell(self.progress)


def _given_up(unit: Unit, failed: Failure, done: int) -> list[StoredResult]:
    """Return refusals of each file or line that is left of a unit, of which *done* submissions were judged."""
    places = [Locus(shown_name(path)) for path in unit.files]
    if unit.stretch is not None:
        with suppress(InputError):  # the file is gone: then it is refused as one
            places = [Locus(places[0].file, line.number, 1) for line in iter_lines(unit.stretch)]
    return [
        refused_result(place, b"", refuse(place.file, InputError(failed.code, place, **failed.parameters)))
        for place in places[done:] or places[-1:]
    ]


def _name_of(unit: Unit) -> str:
    """Return how a unit is named: by its first file, or its first line."""
    name = shown_name(unit.files[0])
    return name if unit.stretch is None else f"{name}:{unit.stretch.line}"
