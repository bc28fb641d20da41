"""A file -> a submission, or a refusal with every fault at its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.errors import InputError, Locus
from checker.expression.scope import nearest
from checker.model.assessment import Finding, Refusal
from checker.model.locality import Gazetteer, Locality
from checker.model.pack import Pack
from checker.model.period import Period, parse_period
from checker.model.submission import Origin, Submission
from checker.readers.decode import Decoder, Fault
from checker.readers.explain import explain
from checker.readers.files import InputFile
from checker.readers.formats import read_document
from checker.readers.schema import FORMAT, ORIGINS, submission_schema
from checker.syntax.document import Document, is_missing

_KEYS = ("format", "directive", "locality", "name", "period", "origin", "sources", "claims", "notes")
_REQUIRED = ("format", "directive", "locality", "period", "claims")


@dataclass(frozen=True, slots=True)
class Accepted:
    """A submission that can be judged, and what was noticed while reading it."""

    submission: Submission
    findings: tuple[Finding, ...]


def read_submission(file: InputFile, pack: Pack, gazetteer: Gazetteer) -> Accepted | Refusal:
    """Return the submission in *file*, typed by the dictionary of *pack*. It never raises for what a file says."""
    try:
        document = read_document(file)
    except InputError as error:
        return refuse(file.name, error)
    return SubmissionReader(file, document, pack, gazetteer).read()


def refuse(name: str, error: InputError) -> Refusal:
    """Return the refusal that an error of reading means."""
    finding = Finding(error.code, "critical", error.locus or Locus(name), error.parameters)
    return Refusal(name, (finding,))


class SubmissionReader:
    """Reads one document; what is wrong is collected, so that the submitter learns of all of it at once."""

    def __init__(self, file: InputFile, document: Document, pack: Pack, gazetteer: Gazetteer) -> None:
        self.file = file
        self.document = document
        self.pack = pack
        self.gazetteer = gazetteer
        self.faults: list[Fault] = []
        self.findings: list[Finding] = []

    def read(self) -> Accepted | Refusal:
        """Return the submission, or the refusal."""
        tree = self.document.tree
        if not isinstance(tree, dict):
            found = "" if is_missing(tree) else type(tree).__name__
            return refuse(self.file.name, InputError("not-a-submission", self.document.locate(()), found=found))
        self._check_keys(tree)
        locality, period = self._locality(tree), self._period(tree)
        decoder = Decoder(self.pack, period or Period(2020, 12, "2020"))
        decoder.read_sources(tree.get("sources"))
        claims = decoder.read_claims(tree.get("claims"))
        notes = decoder.read_notes(tree.get("notes"))
        faults = [*self.faults, *decoder.faults]
        if faults or locality is None or period is None:
            explained = explain(tree, submission_schema(self.pack), faults)
            return Refusal(self.file.name, tuple(self._finding(fault) for fault in explained))
        self._note_levels(locality, claims)
        origin: Origin = "reconstructed" if tree.get("origin") == "reconstructed" else "filing"
        submission = Submission(
            self.file.name, self.file.sha256, locality, period, origin, claims, notes, self.document.locate
        )
        return Accepted(submission, tuple(self.findings))

    def _check_keys(self, tree: Mapping[str, object]) -> None:
        """Note unknown and missing keys, and a format or directive that is not ours."""
        for key in tree:
            if key not in _KEYS:
                self._fault((key,), "unknown-field", key, ", ".join(_KEYS), nearest=nearest(key, _KEYS))
        for key in _REQUIRED:
            if key not in tree:
                self._fault((), "missing-field", "", key)
        for key, expected in (("format", FORMAT), ("directive", self.pack.directive.id)):
            if key in tree and tree[key] != expected:
                self._fault((key,), "not-one-of", tree[key], expected)
        if "origin" in tree and tree["origin"] not in ORIGINS:
            self._fault(("origin",), "not-one-of", tree["origin"], ", ".join(ORIGINS))

    def _locality(self, tree: Mapping[str, object]) -> Locality | None:
        """Return the locality; its code decides, and a name that does not fit it is refused."""
        text = str(tree.get("locality", ""))
        name = "" if is_missing(tree.get("name")) else str(tree["name"])
        resolved = self.gazetteer.resolve(text)
        if resolved is None:
            hints = (
                ", ".join(f"{found.code} {found.name_zh}" for found in self.gazetteer.named(name)[:3]) if name else ""
            )
            if "locality" in tree:
                self._fault(("locality",), "unknown-locality", text, hints)
            return None
        locality, normalised = resolved
        if normalised:
            place = self.document.locate(("locality",))
            facts = {"found": text, "expected": f"{locality.code} {locality.name_zh}"}
            self.findings.append(Finding("locality-normalised", "note", place, facts))
        if name and not locality.is_called(name):
            hints = ", ".join(f"{found.code} {found.name_zh}" for found in self.gazetteer.named(name)[:3])
            called = f"{locality.code} {locality.name_zh}"
            self._fault(("name",), "name-mismatch", name, called, hints=hints)
            return None
        return locality

    def _period(self, tree: Mapping[str, object]) -> Period | None:
        text = str(tree.get("period", ""))
        period = parse_period(text)
        if "period" in tree and (period is None or text not in self.pack.directive.periods):
            self._fault(("period",), "bad-period", text, ", ".join(self.pack.directive.periods))
            return None
        return period

    def _note_levels(self, locality: Locality, claims: Mapping[str, object]) -> None:
        """Note claims on indicators that are not asked of this level: they are kept, and no rule will use them."""
        for name in claims:
            indicator = self.pack.indicators[name]
            if locality.level not in indicator.levels:
                facts = {"indicator": name, "label": indicator.label, "found": locality.level}
                place = self.document.locate(("claims", name))
                self.findings.append(Finding("not-for-level", "note", place, facts))

    def _fault(self, path: tuple[str | int, ...], code: str, found: object, expected: object, **more: object) -> None:
        self.faults.append(Fault(path, code, {"found": found, "expected": expected, **more}))

    def _finding(self, fault: Fault) -> Finding:
        return Finding(fault.code, "critical", self.document.locate(fault.path), fault.parameters)
