"""A file -> a submission, or a refusal with every fault at its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.errors import InputError
from checker.model.assessment import Finding, Refusal
from checker.model.locality import Gazetteer, Locality
from checker.model.pack import Pack
from checker.model.period import Period, parse_period
from checker.model.submission import CORRECTS, FORMAT, ORIGINS, Origin, Submission
from checker.readers.decode import Decoder
from checker.readers.explain import explain
from checker.readers.faults import MAX_FAULTS, Fault, Faults, Remarks, TooManyFaultsError
from checker.readers.files import InputFile, shown_name
from checker.readers.formats import AS_NAMED, FORMATS, Format, InputOptions, read_records, records_of
from checker.readers.records import Record, refuse
from checker.readers.written.periods import read_period
from checker.syntax.document import Document, is_missing

_KEYS = ("format", "directive", "locality", "name", "period", "origin", "corrects", "sources", "claims", "notes")
_CORRECTS = re.compile(CORRECTS)
_REQUIRED = ("format", "directive", "locality", "period", "claims")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A submission that can be judged, and what was noticed while reading it."""

    submission: Submission
    findings: tuple[Finding, ...]


def read_submissions(
    path: str, options: InputOptions, pack: Pack, gazetteer: Gazetteer
) -> Iterator[Accepted | Refusal]:
    """Yield the submissions in a file, typed by the dictionary of *pack*. It never raises for what a file says."""
    shown = shown_name(path)
    try:
        form, records = read_records(path, options, pack)
        for record in records:
            yield _read(shown, form, record, pack, gazetteer)
    except InputError as error:
        yield refuse(shown, error)


def read_submission(file: InputFile, pack: Pack, gazetteer: Gazetteer) -> Accepted | Refusal:
    """Return the first submission in *file*, whose bytes are at hand. It never raises for what a file says."""
    try:
        form, records = records_of(file, AS_NAMED, pack)
        return _read(file.name, form, next(records), pack, gazetteer)
    except InputError as error:
        return refuse(file.name, error)


def read_contents(file: InputFile, pack: Pack, gazetteer: Gazetteer) -> Iterator[Accepted | Refusal]:
    """Yield the submissions in *file*, whose bytes are at hand. It never raises for what a file says."""
    try:
        form, records = records_of(file, AS_NAMED, pack)
        for record in records:
            yield _read(file.name, form, record, pack, gazetteer)
    except InputError as error:
        yield refuse(file.name, error)


def read_part(name: str, part: Document, pack: Pack, gazetteer: Gazetteer) -> Accepted | Refusal:
    """Return the submission that stands as a *part* of the YAML file *name*."""
    return SubmissionReader(name, FORMATS["yaml"], Record(part, ""), pack, gazetteer).read()


def _read(name: str, form: Format, record: Record | Refusal, pack: Pack, gazetteer: Gazetteer) -> Accepted | Refusal:
    if isinstance(record, Refusal):
        return record
    try:
        return SubmissionReader(name, form, record, pack, gazetteer).read()
    except InputError as error:  # looked at closely, since something is wrong with it, the record is no such text
        return refuse(name, error)


class SubmissionReader:
    """Reads one record; what is wrong is collected, so that the submitter learns of all of it at once."""

    def __init__(self, name: str, form: Format, record: Record, pack: Pack, gazetteer: Gazetteer) -> None:
        self.name = name
        self.form = form
        self.record = record
        self.document = record.document
        self.pack = pack
        self.gazetteer = gazetteer
        self.remarks = Remarks()
        self.faults = Faults(fault for fault in record.faults if fault.severity == "critical")
        self.refused = {fault.path for fault in self.faults}  # of these enough is said
        self.noticed = [fault for fault in record.faults if fault.severity != "critical"]
        self.findings = list(self._explained(self.noticed))

    def read(self) -> Accepted | Refusal:
        """Return the submission, or the refusal."""
        tree = self.document.tree
        if not isinstance(tree, dict):
            code = "not-a-record" if self.form.id == "ndjson" else "not-a-submission"
            return refuse(self.name, InputError(code, self.document.locate(()), found=tree))
        try:
            submission = self._submission(tree)
        except TooManyFaultsError:
            more = Finding("more-faults", "critical", self.document.locate(()), {"limit": MAX_FAULTS})
            return Refusal(self.name, (*self._explained([*self.faults, *self.noticed]), more))
        if submission is not None:
            return Accepted(submission, tuple(self.findings))
        read = self.remarks.paths
        faults = explain(self.document, self.pack, self.faults, read) if self.record.by_schema else self.faults
        # What was read otherwise is told of a refused file too: one round tells everything, each place once.
        wrong = {fault.path for fault in faults}
        remarks = [remark for remark in self.remarks if remark.path not in wrong]
        return Refusal(self.name, self._explained([*faults, *self.noticed, *remarks]))

    def _submission(self, tree: Mapping[str, object]) -> Submission | None:
        """Return the submission, or None after noting what is wrong with it."""
        self._check_keys(tree)
        locality, period = self._locality(tree), self._period(tree)
        decoder = Decoder(self.pack, period or Period(2020, 12, "2020"), self.faults)
        self.remarks = decoder.remarks
        if period is not None and period.name != str(tree["period"]):
            self.remarks.add(("period",), "word-read-as", "note", found=tree["period"], reading=period.name)
        decoder.read_sources(tree.get("sources"))
        claims = decoder.read_claims(tree.get("claims"))
        notes = decoder.read_notes(tree.get("notes"))
        if self.faults or locality is None or period is None:
            return None
        self.findings += self._explained(decoder.remarks)
        self._note_levels(locality, claims)
        origin: Origin = "reconstructed" if tree.get("origin") == "reconstructed" else "filing"
        return Submission(
            file=self.name,
            sha256=self.record.sha256,
            locality=locality,
            period=period,
            origin=origin,
            claims=claims,
            notes=notes,
            locate=self.document.locate,
            format=self.form.id,
            encoding=self.record.encoding,
            corrects="" if is_missing(tree.get("corrects")) else str(tree["corrects"]),
        )

    def _check_keys(self, tree: Mapping[str, object]) -> None:
        """Note unknown and missing keys, and a format or directive that is not ours."""
        for key in tree:
            if key not in _KEYS:
                self.faults.add_key((key,), "unknown-field")
        for key in _REQUIRED:
            if key not in tree:
                place = (key,) if (key,) in self.document.places().values else ()  # a blank cell of a table
                self.faults.add(place, "missing-field", "", key)
        for key, expected in (("format", FORMAT), ("directive", self.pack.directive.id)):
            if key in tree and tree[key] != expected:
                self.faults.add((key,), "not-one-of", tree[key], expected)
        if "origin" in tree and tree["origin"] not in ORIGINS:
            self.faults.add(("origin",), "not-one-of", tree["origin"], ", ".join(ORIGINS))
        corrects = tree.get("corrects")
        if not is_missing(corrects) and _CORRECTS.fullmatch(str(corrects)) is None:
            self.faults.add(("corrects",), "wrong-structure", corrects, "SHA-256")

    def _locality(self, tree: Mapping[str, object]) -> Locality | None:
        """Return the locality; its code decides, and a name that does not fit it is refused."""
        text = str(tree.get("locality", ""))
        name = "" if is_missing(tree.get("name")) else str(tree["name"])
        resolved = self.gazetteer.resolve(text) or self._named(text)
        if resolved is None:
            if "locality" in tree and ("locality",) not in self.refused:
                hints = self._hints(name) or self._hints(text) or self._begun(text)
                self.faults.add(("locality",), "unknown-locality", tree["locality"], hints)
            return None
        locality, normalised = resolved
        called = f"{locality.code} {locality.name_zh}"
        if normalised:
            place = self.document.locate(("locality",))
            self.findings.append(Finding("locality-normalised", "note", place, {"found": text, "expected": called}))
        if name and not locality.is_called(name):
            self.faults.add(("name",), "name-mismatch", tree["name"], called, hints=self._hints(name))
            return None
        return locality

    def _named(self, text: str) -> tuple[Locality, bool] | None:
        """Return the one locality whose name stands where its code belongs."""
        named = self.gazetteer.named(text)
        return (named[0], True) if len(named) == 1 else None

    def _begun(self, text: str) -> str:
        """Return the one locality whose code *text* begins, or all of whose code but zeros at the end; else nothing."""
        if re.fullmatch(r"[1-9][0-9]{1,4}", text.strip(), re.ASCII) is None:
            return ""
        digits = text.strip()
        whole = self.gazetteer.find(digits.ljust(6, "0"))
        begun = [whole] if whole else [one for one in self.gazetteer if one.code.startswith(digits)]
        return f"{begun[0].code} {begun[0].name_zh}" if len(begun) == 1 else ""

    def _hints(self, name: str) -> str:
        """Return the first localities of that name, with their codes."""
        return ", ".join(f"{found.code} {found.name_zh}" for found in self.gazetteer.named(name)[:3]) if name else ""

    def _period(self, tree: Mapping[str, object]) -> Period | None:
        text, known = str(tree.get("period", "")), self.pack.directive.periods
        named = text if text in known else read_period(text)
        if named not in known:
            if "period" not in tree or ("period",) in self.refused:
                return None
            self.faults.add(("period",), "bad-period", tree["period"], ", ".join(known))
            return None
        return parse_period(named or "")

    def _note_levels(self, locality: Locality, claims: Mapping[str, object]) -> None:
        """Note claims on indicators that are not asked of this level: they are kept, and no rule will use them."""
        for name in claims:
            indicator = self.pack.indicators[name]
            if locality.level not in indicator.levels:
                facts = {"indicator": name, "label": indicator.label, "found": locality.level}
                place = self.document.locate(("claims", name))
                self.findings.append(Finding("not-for-level", "note", place, facts))

    def _explained(self, faults: Sequence[Fault]) -> tuple[Finding, ...]:
        """Return *faults* at their places, in the order of the file."""
        findings: list[Finding] = []
        for fault in faults:
            locate = self.document.locate_key if fault.of_key else self.document.locate
            findings.append(Finding(fault.code, fault.severity, locate(fault.path), fault.parameters, path=fault.path))
        return tuple(sorted(findings, key=lambda finding: finding.locus))
