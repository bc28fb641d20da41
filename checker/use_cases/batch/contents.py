"""What submissions say that are in doubt: read again, each unit once, by workers as when they were judged."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, count, groupby, islice, repeat
from pathlib import Path
from typing import NamedTuple, TypeVar

from checker.errors import InputError
from checker.model.assessment import Refusal
from checker.model.content import Content, content_of
from checker.model.pack import Pack
from checker.model.stored import Doubt, Keep, Said
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import STANDARD_INPUT, read_file, shown_name
from checker.readers.formats import FORMATS, Format, InputOptions, read_records
from checker.readers.ndjson import Line, LineReader
from checker.readers.plain import PlainContents
from checker.readers.read import Accepted, SubmissionReader
from checker.readers.records import Record
from checker.use_cases.batch.pool import Pool
from checker.use_cases.batch.received import give_again
from checker.use_cases.batch.units import AS_UTF8, LINES, Unit, format_id, iter_lines
from checker.use_cases.batch.worker import Note, Task
from checker.use_cases.confinement import Limits

BATCH = 500  # digests that are sent together

_One = TypeVar("_One")
_Found = tuple[str, Format, Record | Refusal]  # the file that a record is in, and its format
_Row = tuple[int, bytes, bytes]  # the number of a record, the digest of its bytes and that of its content


class Input(NamedTuple):
    """What was judged, to be read again: its *units*, and in *received* what came on standard input."""

    units: Callable[[], Iterator[Unit]]
    options: InputOptions
    received: Path | None = None


class _Doubtful(NamedTuple):
    """A unit, and the numbers of the records in it that are in doubt, in order."""

    unit: Unit
    records: Sequence[int]


class Contents:
    """Finds the digests of contents."""

    def __init__(self, pack: Pack, source: Input, jobs: int, limits: Limits | None = None) -> None:
        self._pack = pack
        self._source = source
        self._jobs = jobs
        self._limits = limits
        self._gazetteer = read_gazetteer()
        self._plain = PlainContents(pack, self._gazetteer)

    def find(self, doubts: Iterator[Doubt], keep: Keep) -> None:
        """Hand to *keep* what is said by each of *doubts*, which come in the order of the input."""
        tasks = self._tasks(doubts)
        first = list(islice(tasks, self._jobs))  # no more workers than there is work
        if not first:
            return
        with Pool(self._work, len(first), self._limits) as pool:
            for answer in pool.run(chain(first, tasks)):
                rows = answer.results if isinstance(answer.results, list) else []
                keep([Said(answer.task, *row) for row in rows if row is not None])

    def _tasks(self, doubts: Iterator[Doubt]) -> Iterator[Task]:
        units = enumerate(self._source.units())
        for number, group in groupby(doubts, key=lambda doubt: doubt.unit):
            unit = next((unit for at, unit in units if at == number), None)
            if unit is not None:  # else a file is gone meanwhile
                yield Task(number, _Doubtful(unit, array("I", (doubt.record for doubt in group))))

    def _work(self, task: Task, note: Note) -> Iterator[object]:
        """Yield in batches what the records of a unit say: of each that is in doubt a row, or that there is none."""
        doubtful = task.input
        assert isinstance(doubtful, _Doubtful)
        read = self._lines if doubtful.unit.stretch else self._files
        found = zip(doubtful.records, read(doubtful, task, note), strict=False)
        rows = (None if one is None else self._row(number, *one) for number, one in islice(found, task.skip, None))
        while batch := list(islice(rows, BATCH)):
            yield batch

    def _lines(self, doubtful: _Doubtful, task: Task, note: Note) -> Iterator[_Found | None]:
        """Yield the records of a stretch of lines that are in doubt; of no other line anything is even decoded."""
        unit = doubtful.unit
        assert unit.stretch is not None
        name = shown_name(unit.files[0])
        reader = LineReader(name, self._source.options.encoding)
        with suppress(InputError):  # the file is gone
            for number, line in _picked(enumerate(iter_lines(unit.stretch)), doubtful.records):
                note.at(number)
                try:
                    task.check(number)
                    yield name, FORMATS[LINES], reader.read(line)
                except InputError:
                    yield None

    def _files(self, doubtful: _Doubtful, task: Task, note: Note) -> Iterator[_Found | None]:
        """Yield the records of whole files that are in doubt; of several files each holds one."""
        files, steps = doubtful.unit.files, count()
        several = len(files) > 1
        each = [(files[number], (0,)) for number in doubtful.records if number < len(files)]
        asked = each if several else [(files[0], doubtful.records)]
        for path, records in asked:
            found = 0
            with suppress(InputError):  # what is left of the file is held to say what its bytes say
                for one in _picked(self._records(path, steps, task, note), records):
                    yield one
                    found += 1
            yield from repeat(None, len(records) - found)

    def _records(self, path: str, steps: Iterator[int], task: Task, note: Note) -> Iterator[_Found]:
        """Yield the records of a file: to open it is a step, and so is to look for each."""
        task.begin(next(steps), note)
        if path == STANDARD_INPUT:
            give_again(self._source.received)
        form, records = self._opened(path)
        task.begin(next(steps), note)
        for record in records:
            yield shown_name(path), form, record
            task.begin(next(steps), note)

    def _opened(self, path: str) -> tuple[Format, Iterator[Record | Refusal]]:
        """Return the format of a file, and its records: an object in JSON is read as a line is, which is fast."""
        options = self._source.options
        if path == STANDARD_INPUT or format_id(path, options) != "json" or options.encoding not in AS_UTF8:
            return read_records(path, options, self._pack)
        file, form = read_file(path, options.encoding), FORMATS["json"]
        if not file.content.startswith(b"{"):
            return form, form.read(file, self._pack)
        return form, iter([LineReader(file.name, None).read(Line(1, 0, file.content))])

    def _row(self, number: int, name: str, form: Format, record: Record | Refusal) -> _Row | None:
        with suppress(InputError):  # looked at closely, since something is wrong with it, the record is no such text
            if isinstance(record, Record) and (content := self._content(name, form, record)) is not None:
                return number, bytes.fromhex(record.sha256), content.digest()
        return None

    def _content(self, name: str, form: Format, record: Record) -> Content | None:
        """Return what a record says: at once where it is plain, else what the reader makes of it; None if nothing."""
        content = None if record.faults else self._plain.of(record.document.tree)
        if content is None:
            read = SubmissionReader(name, form, record, self._pack, self._gazetteer).read()
            content = content_of(read.submission) if isinstance(read, Accepted) else None
        return content


def _picked(found: Iterator[_One], numbers: Sequence[int]) -> Iterator[_One]:
    """Yield of *found* those with *numbers*, which are in order, as far as there are any; no more of it is taken."""
    passed = 0
    for number in numbers:
        yield from islice(found, number - passed, number - passed + 1)
        passed = number + 1
