"""A file -> a submission, or a refusal with every fault at its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.errors import InputError, Locus
from checker.model.assessment import Finding, Refusal
from checker.model.locality import Gazetteer, Locality
from checker.model.pack import Pack
from checker.model.period import Period, parse_period
from checker.model.submission import Origin, Submission
from checker.readers.decode import Decoder
from checker.readers.explain import explain
from checker.readers.faults import MAX_FAULTS, Fault, Faults, TooManyFaultsError
from checker.readers.files import InputFile
from checker.readers.formats import read_document
from checker.readers.schema import FORMAT, ORIGINS
from checker.syntax.document import Document, is_missing

MAX_EXPLAINED = 1_000_000  # bytes; a larger file is told what the decoder found, and nothing else
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
        self.faults = Faults()
        self.findings: list[Finding] = []

    def read(self) -> Accepted | Refusal:
        """Return the submission, or the refusal."""
        tree = self.document.tree
        if not isinstance(tree, dict):
            return refuse(self.file.name, InputError("not-a-submission", self.document.locate(()), found=tree))
        try:
            submission = self._submission(tree)
        except TooManyFaultsError:
            more = Finding("more-faults", "critical", self.document.locate(()), {"limit": MAX_FAULTS})
            return Refusal(self.file.name, (*self._explained(self.faults), more))
        if submission is not None:
            return Accepted(submission, tuple(self.findings))
        small = len(self.file.content) <= MAX_EXPLAINED
        faults = explain(self.document, self.pack, self.faults) if small else self.faults
        return Refusal(self.file.name, self._explained(faults))

    def _submission(self, tree: Mapping[str, object]) -> Submission | None:
        """Return the submission, or None after noting what is wrong with it."""
        self._check_keys(tree)
        locality, period = self._locality(tree), self._period(tree)
        decoder = Decoder(self.pack, period or Period(2020, 12, "2020"), self.faults)
        decoder.read_sources(tree.get("sources"))
        claims = decoder.read_claims(tree.get("claims"))
        notes = decoder.read_notes(tree.get("notes"))
        if self.faults or locality is None or period is None:
            return None
        self._note_levels(locality, claims)
        origin: Origin = "reconstructed" if tree.get("origin") == "reconstructed" else "filing"
        return Submission(
            self.file.name, self.file.sha256, locality, period, origin, claims, notes, self.document.locate
        )

    def _check_keys(self, tree: Mapping[str, object]) -> None:
        """Note unknown and missing keys, and a format or directive that is not ours."""
        for key in tree:
            if key not in _KEYS:
                self.faults.add_key((key,), "unknown-field")
        for key in _REQUIRED:
            if key not in tree:
                self.faults.add((), "missing-field", "", key)
        for key, expected in (("format", FORMAT), ("directive", self.pack.directive.id)):
            if key in tree and tree[key] != expected:
                self.faults.add((key,), "not-one-of", tree[key], expected)
        if "origin" in tree and tree["origin"] not in ORIGINS:
            self.faults.add(("origin",), "not-one-of", tree["origin"], ", ".join(ORIGINS))

    def _locality(self, tree: Mapping[str, object]) -> Locality | None:
        """Return the locality; its code decides, and a name that does not fit it is refused."""
        text = str(tree.get("locality", ""))
        name = "" if is_missing(tree.get("name")) else str(tree["name"])
        resolved = self.gazetteer.resolve(text)
        if resolved is None:
            if "locality" in tree:
                self.faults.add(("locality",), "unknown-locality", tree["locality"], self._hints(name))
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

    def _hints(self, name: str) -> str:
        """Return the first localities of that name, with their codes."""
        return ", ".join(f"{found.code} {found.name_zh}" for found in self.gazetteer.named(name)[:3]) if name else ""

    def _period(self, tree: Mapping[str, object]) -> Period | None:
        text = str(tree.get("period", ""))
        if "period" in tree and text not in self.pack.directive.periods:
            self.faults.add(("period",), "bad-period", tree["period"], ", ".join(self.pack.directive.periods))
            return None
        return parse_period(text)

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
            findings.append(Finding(fault.code, "critical", locate(fault.path), fault.parameters))
        return tuple(sorted(findings, key=lambda finding: finding.locus))
