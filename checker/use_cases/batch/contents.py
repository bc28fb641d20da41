"""What submissions say that are in doubt: read again, each file once, by workers as when they were judged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from checker.errors import InputError, Locus
from checker.model.doubles import content_digest
from checker.model.pack import Pack
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import STANDARD_INPUT, shown_name
from checker.readers.formats import FORMATS, Format, InputOptions, read_records
from checker.readers.ndjson import LineReader
from checker.readers.read import Accepted, SubmissionReader
from checker.readers.records import Record
from checker.store.rows import stored_name
from checker.use_cases.batch.pool import Pool
from checker.use_cases.batch.received import give_again
from checker.use_cases.batch.units import cut, iter_lines
from checker.use_cases.batch.worker import Note, Task
from checker.use_cases.confinement import Limits

_Spot = tuple[str, int, int]  # sheet, group and line


class _Wanted(NamedTuple):
    """A file, the name it is stored under, and the places of the submissions in it that are in doubt."""

    path: str
    name: str
    spots: frozenset[_Spot]


class Contents:
    """Finds the digests of contents by place."""

    def __init__(
        self, pack: Pack, options: InputOptions, files: Sequence[str], received: Path | None, limits: Limits | None
    ) -> None:
        self._pack = pack
        self._options = options
        self._files = files
        self._received = received
        self._limits = limits
        self._gazetteer = read_gazetteer()

    def find(self, loci: Sequence[Locus]) -> Mapping[Locus, bytes]:
        """Return the digest of what is said at each of *loci*; what can no longer be read is left out."""
        spots: dict[str, dict[_Spot, Locus]] = defaultdict(dict)
        for locus in loci:
            spots[locus.file][_spot(locus)] = locus
        if not spots:
            return {}
        by_name = {stored_name(shown_name(path)): path for path in self._files}
        wanted = (_Wanted(by_name[name], name, frozenset(found)) for name, found in spots.items() if name in by_name)
        found: dict[Locus, bytes] = {}
        with Pool(self._work, 1, self._limits) as pool:
            for answer in pool.run(Task(number, one) for number, one in enumerate(wanted)):
                for name, spot, digest in answer.results if isinstance(answer.results, list) else ():
                    found[spots[name][spot]] = digest
        return found

    def _work(self, task: Task, note: Note) -> Iterator[object]:
        """Yield file, place and digest of what is wanted of a file, as far as it can be read."""
        wanted = task.input
        assert isinstance(wanted, _Wanted)
        try:
            note.at(0)
            task.check(0)
            for step, (form, spot, record) in enumerate(self._records(wanted), 1):
                read = SubmissionReader(wanted.name, form, record, self._pack, self._gazetteer).read()
                if isinstance(read, Accepted):
                    yield [(wanted.name, spot, bytes.fromhex(content_digest(read.submission)))]
                note.at(step)
                task.check(step)
        except InputError:
            return  # what is left of the file is held to say what its bytes say

    def _records(self, wanted: _Wanted) -> Iterator[tuple[Format, _Spot, Record]]:
        """Yield the records that are wanted; of lines no other is even decoded."""
        for unit in cut([wanted.path], self._options, self._received):
            if unit.stretch is None:
                if wanted.path == STANDARD_INPUT:
                    give_again(self._received)
                form, records = read_records(wanted.path, self._options, self._pack)
                for record in records:
                    if isinstance(record, Record) and (spot := _spot(record.document.locate(()))) in wanted.spots:
                        yield form, spot, record
                continue
            reader = LineReader(wanted.name, self._options.encoding)
            for line in iter_lines(unit.stretch):
                if (spot := ("", 0, line.number)) in wanted.spots:
                    yield FORMATS["ndjson"], spot, reader.read(line)


def _spot(locus: Locus) -> _Spot:
    return locus.sheet, locus.group, locus.line
