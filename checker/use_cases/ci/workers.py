"""What a worker says of a group of files: each submission as a build reports it, without what it was made from.

Most submissions of a sound repository are beyond doubt: the compiled pack scores them, and nothing is to be said. Only
what is in doubt, and copies and rivals, are assessed as ever.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, TypeVar

from checker.engine.assess import Assessor
from checker.engine.compiled.compiled import compile_pack
from checker.engine.earlier import undisputed
from checker.errors import InputError, Locus
from checker.model.assessment import Assessment, Refusal
from checker.packs.gazetteer import read_gazetteer
from checker.readers.formats import AS_NAMED, Format, read_records
from checker.readers.read import Accepted, SubmissionReader
from checker.readers.records import Record, refuse
from checker.reports.ci.build import tell, tell_refusal
from checker.reports.ci.model import Told
from checker.use_cases.batch.worker import Failure, Note, Task
from checker.use_cases.ci.gates import Gates, entrant_of
from checker.use_cases.ci.scored import Scored, Teller, questions
from checker.use_cases.doubles import settle_doubles
from checker.use_cases.judging import Yardstick

Done = TypeVar("Done")


class Grouped(NamedTuple):
    """What came of a group: what is told of its submissions, and the codes of all localities that speak in it."""

    told: list[Told]
    codes: frozenset[str]


def given_up(group: Sequence[str], failure: Failure) -> Grouped:
    """Return the refusal of all files of a *group* that no worker could judge."""
    errors = [(name, InputError(failure.code, Locus(name), **failure.parameters)) for name in group]
    return Grouped([tell_refusal(refuse(name, error)) for name, error in errors], frozenset())


@dataclass(slots=True)
class _Met:
    """A submission: *scored* if the compiled pack knows its score, *read* if it was looked at closely; or both."""

    file: str
    scored: Scored | None
    read: Accepted | Refusal | None

    @property
    def key(self) -> tuple[str, str]:
        """Who speaks, and for which period; nothing if that could not be read."""
        if self.scored is not None:
            return self.scored.outcomes.locality, self.scored.outcomes.period
        if isinstance(self.read, Accepted):
            return self.read.submission.locality.code, self.read.submission.period.name
        return "", ""


class _Steps:
    """The steps of a task, each of which has its limits."""

    def __init__(self, task: Task, note: Note) -> None:
        self._task = task
        self._note = note
        self._number = -1

    def begin(self) -> None:
        """Begin a step. Raises InputError if it broke a limit before."""
        self._number += 1
        self._note.at(self._number)
        self._task.check(self._number)

    def take(self, file: str, act: Callable[[], Done]) -> Done | Refusal:
        """Return what *act* does in a step of its own, or the refusal of *file*."""
        try:
            self.begin()
            return act()
        except InputError as error:
            return refuse(file, error)


class GroupJudge:
    """Judges groups of files. Made before the workers are, so that all of them share the compiled pack."""

    def __init__(self, by: Yardstick, gates: Gates) -> None:
        self._by = by
        self._gates = gates
        self._gazetteer = read_gazetteer()
        self._compiled = compile_pack(by.pack, self._gazetteer, by.verification, by.as_of)
        self._teller = Teller(by, gates)
        self._assessor = by.assessor

    def work(self, task: Task, note: Note) -> Iterator[object]:
        """Yield what came of a group, once."""
        files = task.input
        assert isinstance(files, tuple)
        steps = _Steps(task, note)
        met = [one for file in files for one in self._file(file, steps)]
        speaking = Counter(one.key[0] for one in met)
        for one in met:
            scored = one.scored
            if scored is not None and (scored.outcomes.findings or speaking[one.key[0]] > 1):
                one.read = steps.take(one.file, partial(self._close_look, scored.file, scored.form, scored.record))
        yield Grouped(self._told(met, speaking, steps), frozenset(speaking) - {""})

    def _file(self, file: str, steps: _Steps) -> Iterator[_Met]:
        """Yield the submissions in a file; one that broke a limit is refused with what is left of the file."""
        try:
            steps.begin()
            form, records = read_records(file, AS_NAMED, self._by.pack)
            for record in records:
                yield self._record(file, form, record)
                steps.begin()
        except InputError as error:
            yield _Met(file, None, refuse(file, error))

    def _record(self, file: str, form: Format, record: Record | Refusal) -> _Met:
        if isinstance(record, Refusal):
            return _Met(file, None, record)
        outcomes = None if record.faults else self._compiled.judge(record.document.tree)
        if outcomes is not None:
            return _Met(file, Scored(file, form, record, outcomes), None)
        try:
            return _Met(file, None, self._close_look(file, form, record))
        except InputError as error:  # looked at closely, since something is wrong with it, the record is no such text
            return _Met(file, None, refuse(file, error))

    def _close_look(self, file: str, form: Format, record: Record) -> Accepted | Refusal:
        return SubmissionReader(file, form, record, self._by.pack, self._gazetteer).read()

    def _told(self, met: Sequence[_Met], speaking: Counter[str], steps: _Steps) -> list[Told]:
        told = undisputed(one.read.submission for one in met if isinstance(one.read, Accepted))
        beside = replace(self._by, previous=(*self._by.previous, *told)).assessor
        handed = Counter(one.key for one in met)
        made: list[Told | Refusal] = []
        assessments: list[Assessment] = []
        for one in met:
            if one.scored is not None and handed[one.key] == 1:
                made.append(steps.take(one.file, partial(self._tell_scored, one.scored, one.read, beside)))
                continue
            assessor = beside if speaking[one.key[0]] > 1 else self._assessor
            found = steps.take(one.file, partial(_assessed, assessor, one.read))
            if isinstance(found, Assessment):
                assessments.append(found)
            else:
                made.append(found)
        kept, doubled = settle_doubles(assessments)
        made += [steps.take(one.submission.file, partial(self._tell, one)) for one in kept]
        return [tell_refusal(one) if isinstance(one, Refusal) else one for one in (*made, *doubled)]

    def _tell(self, one: Assessment) -> Told:
        return tell(one, self._gates.breaches(entrant_of(one)))

    def _tell_scored(self, one: Scored, read: Accepted | Refusal | None, beside: Assessor) -> Told | Refusal:
        if isinstance(read, Refusal):
            return read
        earlier = None if read is None else beside.earlier(read.submission)
        if read is None or (earlier is None and not one.outcomes.findings):
            return self._teller.tell(one, ())
        return self._teller.tell(one, questions(self._by, read.submission, earlier))


def _assessed(assessor: Assessor, one: Accepted | Refusal | None) -> Assessment | Refusal:
    assert one is not None  # what is not scored, and what is met twice, was looked at closely
    return one if isinstance(one, Refusal) else assessor.assess(one.submission, one.findings)
