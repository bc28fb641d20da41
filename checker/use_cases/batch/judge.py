"""What a worker makes of a unit: the result of each submission in it, in order, ready to be stored."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.engine.compiled.compiled import compile_pack
from checker.engine.compiled.outcomes import outcomes_of
from checker.errors import InputError, Locus
from checker.model.assessment import Finding, Refusal
from checker.model.outcomes import Outcomes
from checker.model.stored import State, StoredFinding, StoredResult
from checker.model.text import LANGUAGES
from checker.packs.gazetteer import read_gazetteer
from checker.readers.files import STANDARD_INPUT, read_file, shown_name
from checker.readers.formats import FORMATS, Format, InputOptions, read_records
from checker.readers.ndjson import LineReader
from checker.readers.read import Accepted, SubmissionReader
from checker.readers.records import Record, refuse
from checker.reports.wording import reason
from checker.store.packing import pack as packed
from checker.use_cases.batch.earlier import Earlier
from checker.use_cases.batch.received import give_again
from checker.use_cases.batch.rows import Sent, to_row
from checker.use_cases.batch.units import AS_UTF8, LINES, SMALL, Unit, format_id, iter_lines
from checker.use_cases.batch.worker import Note, Task
from checker.use_cases.judging import Yardstick

BATCH = 500  # results that are sent, and acknowledged, together
_LIMITS = ("took-too-long", "too-much-memory", "reader-died", "reader-bug")  # what gives up the rest of a file
_ASKED_BEFORE = (LINES, *SMALL)  # formats of which the bytes of a submission are at hand before it is read


class _Found(NamedTuple):
    """A record, why there is none, or what was made of it before; and where it begins."""

    locus: Locus
    form: Format
    record: Record | Refusal | Sent


class UnitJudge:
    """Judges units by one yardstick. Made before the workers are, so that all of them share the compiled pack.

    *earlier* is asked for what was judged before; *received* holds what came on standard input, if that is read.
    """

    def __init__(self, by: Yardstick, options: InputOptions, earlier: Earlier, received: Path | None = None) -> None:
        self._earlier = earlier
        self._received = received
        self._pack = by.pack
        self._options = options
        self._gazetteer = read_gazetteer()
        self._compiled = compile_pack(by.pack, self._gazetteer, by.verification, by.as_of)
        self._assessor = by.assessor
        self._bands = {grade.id: place for place, grade in enumerate(by.pack.directive.scoring.grades)}

    def work(self, task: Task, note: Note) -> Iterator[object]:
        """Yield the results of a unit in batches, without the first ``task.skip``."""
        unit = task.input
        assert isinstance(unit, Unit)
        batch: list[tuple[object, ...]] = []
        for number, found in enumerate(
            self._lines(unit, task, note) if unit.stretch else self._files(unit, task, note)
        ):
            if number < task.skip:
                continue
            batch.append(self._row(found))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def _files(self, unit: Unit, task: Task, note: Note) -> Iterator[_Found]:
        """Yield the records of whole files; one that broke a limit is refused with what is left of its file.

        To begin a file is a step, and so is to look for another record after each: where that fails, it is this file's.
        """
        steps = itertools.count()
        for path in unit.files:
            name, number = shown_name(path), 0
            try:
                task.begin(next(steps), note)
                form, records = self._records(path)
                for record in records:
                    yield _Found(_place_of(record, name), form, record)
                    number += 1
                    task.begin(next(steps), note)
            except InputError as error:
                refusal = refuse(name, error)
                if error.code in _LIMITS and format_id(path, self._options) not in SMALL:
                    refusal = replace(refusal, findings=(*refusal.findings, _rest_of(name, number)))
                yield _Found(_place_of(refusal, name), FORMATS["yaml"], refusal)

    def _records(self, path: str) -> tuple[Format, Iterator[Record | Refusal | Sent]]:
        """Return the format of a file and its records; of a small one that is in no doubt, what comes of it."""
        if path == STANDARD_INPUT:
            give_again(self._received)
            return read_records(path, self._options, self._pack)
        if (name := format_id(path, self._options)) not in SMALL:
            return read_records(path, self._options, self._pack)
        form = FORMATS[name]
        file = read_file(path, self._options.encoding)
        ready = self._known(file.content, Locus(file.name))
        if ready is None and form.id == "json" and file.content.startswith(b"{"):
            ready = self._ready(file.content, Locus(file.name, 1, 1))
        return form, form.read(file, self._pack) if ready is None else iter([ready])

    def _lines(self, unit: Unit, task: Task, note: Note) -> Iterator[_Found]:
        """Yield the records of a stretch of lines; one that broke a limit is refused by its line."""
        assert unit.stretch is not None
        name, form = shown_name(unit.files[0]), FORMATS[LINES]
        reader = LineReader(name, self._options.encoding)
        for number, line in enumerate(iter_lines(unit.stretch)):
            note.at(number)
            place = Locus(name, line.number, 1)
            try:
                task.check(number)
                content = line.content
                ready = None if content is None else self._known(content, place) or self._ready(content, place)
                yield _Found(place, form, reader.read(line) if ready is None else ready)
            except InputError as error:
                error.locus = error.locus or place
                yield _Found(place, form, refuse(name, error))

    def _known(self, content: bytes, place: Locus) -> Sent | None:
        """Return what came of these bytes when they were judged before."""
        known = self._earlier.of_bytes(content, place)
        return None if known is None else Sent(known, True)

    def _ready(self, content: bytes, place: Locus) -> Sent | None:
        """Return what comes of a submission in JSON of which nothing is in doubt, and nothing is to be said."""
        outcomes = self._compiled.judge_line(content) if self._options.encoding in AS_UTF8 else None
        if outcomes is None or outcomes.findings:
            return None
        return Sent(self._judged(place, hashlib.sha256(content).digest(), outcomes, (), ""), False)

    def _row(self, found: _Found) -> tuple[object, ...]:
        record, locus = found.record, found.locus
        if isinstance(record, Record) and found.form.id not in _ASKED_BEFORE:
            known = self._earlier.of_digest(bytes.fromhex(record.sha256), locus)
            record = record if known is None else Sent(known, True)
        if isinstance(record, Sent):
            return to_row(record.result, reused=record.reused)
        try:
            return to_row(self._result(locus, found.form, record))
        except InputError as error:  # looked at closely, since something is wrong with it, the record is no such text
            return to_row(refused_result(locus, b"", refuse(locus.file, error)))

    def _result(self, locus: Locus, form: Format, record: Record | Refusal) -> StoredResult:
        if isinstance(record, Refusal):
            return refused_result(locus, b"", record)
        sha256 = bytes.fromhex(record.sha256)
        outcomes = None if record.faults else self._compiled.judge(record.document.tree)
        if outcomes is not None and not outcomes.findings:
            return self._judged(locus, sha256, outcomes, (), "")
        read = SubmissionReader(locus.file, form, record, self._pack, self._gazetteer).read()
        if not isinstance(read, Accepted):
            return refused_result(locus, sha256, read)
        assessment = self._assessor.assess(read.submission, read.findings)
        findings = tuple(map(_stored, assessment.findings))
        return self._judged(locus, sha256, outcomes_of(assessment), findings, read.submission.corrects)

    def _judged(
        self, locus: Locus, sha256: bytes, outcomes: Outcomes, findings: tuple[StoredFinding, ...], corrects: str
    ) -> StoredResult:
        lowest, highest = outcomes.claimed.grades or (None, None)
        return StoredResult(
            locus=locus,
            sha256=sha256,
            state=State.REJECTED if outcomes.rejected else State.JUDGED,
            locality=outcomes.locality,
            period=outcomes.period,
            best=None if highest is None else self._bands[highest],
            worst=None if lowest is None else self._bands[lowest],
            outcomes=packed(outcomes),
            findings=findings,
            corrects=corrects or None,
        )


def _place_of(record: Record | Refusal | Sent, name: str) -> Locus:
    if isinstance(record, Sent):
        return record.result.locus
    if isinstance(record, Refusal):
        return record.findings[0].locus
    try:
        return record.document.locate(())
    except InputError as error:  # found only when looked at closely; it is refused for that when it is judged
        return error.locus or Locus(name)


def _rest_of(name: str, number: int) -> Finding:
    """Return that the rest of a file was given up, of which *number* submissions were read."""
    return Finding("rest-given-up", "note", Locus(name), {"found": number})


def refused_result(locus: Locus, sha256: bytes, refusal: Refusal) -> StoredResult:
    """Return a refusal as it is stored."""
    findings = tuple(map(_stored, refusal.findings))
    return StoredResult(locus, sha256, State.REFUSED, None, None, None, None, None, findings)


def _stored(finding: Finding) -> StoredFinding:
    about = finding.rule or str(finding.parameters.get("indicator", ""))
    return StoredFinding(
        finding.severity, finding.code, about, finding.locus, *worded(finding.code, finding.parameters)
    )


def worded(code: str, parameters: Mapping[str, object]) -> tuple[str, str]:
    """Return what a code says, in both languages."""
    zh, en = (reason(code, parameters, language) for language in LANGUAGES)
    return zh, en
