"""``tests/*.yaml`` of a pack: stories (whole submissions and what must come of them), and the list of survivors.

They are no part of what judges: the digest of a pack does not change with them. Paths in them lead nowhere but to files
below ``tests/``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path, PurePosixPath
from typing import get_args

from checker.errors import Locus, PackError
from checker.expression.scope import nearest
from checker.model.assessment import OUTCOMES, READINGS, Reading
from checker.model.interval import UNIT, Interval
from checker.model.locality import Gazetteer
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.review import Verification
from checker.model.story import (
    Expectations,
    ExpectedFindings,
    ExpectedGrades,
    ExpectedOutcome,
    ExpectedScore,
    Held,
    ScoreEnd,
)
from checker.model.trial import Survivor
from checker.packs.examples import ExampleReader
from checker.packs.files import PackFiles
from checker.packs.forms import fill
from checker.packs.story_forms import (
    ExpectForm,
    FindingsForm,
    OutcomeForm,
    ScoreForm,
    StoryForm,
    SurvivorForm,
    SurvivorsForm,
)
from checker.packs.verification import VerificationReader
from checker.syntax.document import Bare, Document, Places
from checker.syntax.document import Path as Steps

FOLDER = "tests"
SURVIVORS = f"{FOLDER}/survivors.yaml"
ENDS: tuple[ScoreEnd, ...] = get_args(ScoreEnd)
MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Story:
    """A story as it was read. Its submission is for the readers: a part of the story's file, or *content* alone."""

    locus: Locus
    name: str
    content: bytes
    submission: Document | None
    held: Held | None
    verification: Verification
    expected: Expectations


def read_test_files(folder: Path) -> PackFiles:
    """Return the YAML files in ``tests/`` of a pack's *folder*; none without it. Raises PackError if one is no file."""
    files = PackFiles(folder, {})
    if (folder / FOLDER).is_symlink():
        raise PackError("not-a-file", Locus(files.shown(FOLDER)), found="link")
    for path in sorted((folder / FOLDER).glob("*.y*ml")):
        if path.suffix != ".yaml":
            place = Locus(files.shown(f"{FOLDER}/{path.name}"))
            raise PackError("unknown-format", place, found=path.suffix, expected=".yaml")
        files.add(path)
    return files


def read_stories(files: PackFiles, pack: Pack, gazetteer: Gazetteer) -> tuple[Story, ...]:
    """Return the stories in *files*, by name. Raises PackError at the first mistake."""
    names = [name for name in files.names(f"{FOLDER}/") if name != SURVIVORS]
    return tuple(StoryReader(files, name, pack, gazetteer).read() for name in names)


def read_survivors(files: PackFiles) -> tuple[Survivor, ...]:
    """Return the mutants that are listed as equal to their rule. Raises PackError at the first mistake."""
    if SURVIVORS not in files.contents:
        return ()
    document = files.document(SURVIVORS)
    count = len(fill(SurvivorsForm, document, ()).survivors)
    found: dict[str, Survivor] = {}
    for index in range(count):
        form = fill(SurvivorForm, document, ("survivors", index))
        place = document.locate(("survivors", index, "id"))
        if form.id in found:
            raise PackError("id-twice", place, found=form.id, at=found[form.id].locus)
        found[form.id] = Survivor(form.id, form.reason.text, place)
    return tuple(found.values())


class StoryReader:
    """Reads the story in the file *name* of *files*."""

    def __init__(self, files: PackFiles, name: str, pack: Pack, gazetteer: Gazetteer) -> None:
        self.files = files
        self.name = name
        self.pack = pack
        self.gazetteer = gazetteer
        self.document = files.document(name)

    def read(self) -> Story:
        """Return the story. Raises PackError at the first mistake."""
        form = fill(StoryForm, self.document, ())
        if not form.invented:
            raise self._fault("bad-value", ("invented",), key="invented", found="false", expected="true")
        inline = isinstance(form.submission, dict)
        name = self.name if inline else self._path("submission", str(form.submission))
        return Story(
            locus=self.document.locate(("title",)),
            name=self.files.shown(name),
            content=self.files.contents[name],
            submission=part_of(self.document, ("submission",)) if inline else None,
            held=self._held(form),
            verification=self._verification(form),
            expected=self._expectations(fill(ExpectForm, self.document, ("expect",))),
        )

    def _held(self, form: StoryForm) -> Held | None:
        """Return what replaces the pack's tables: written, and typed, as in an example."""
        if form.frame is None and form.targets is None:
            return None
        told = {key: self.document.at((key,)) for key in ("frame", "targets") if key in self.document.at(())}
        reader = ExampleReader(self.pack, self.document, (), ("holds",))
        example = reader.read("", {**told, "expect": {"holds": "unknown"}})
        return Held(example.frame, example.targets)

    def _verification(self, form: StoryForm) -> Verification:
        if form.reviews is None:
            return Verification()
        if isinstance(form.reviews, dict):
            files: PackFiles = _Inline(self.files.folder, {self.name: b""}, inner=part_of(self.document, ("reviews",)))
        else:
            name = self._path("reviews", form.reviews)
            files = PackFiles(self.files.folder, {name: self.files.contents[name]})
        return Verification(VerificationReader(files, self.pack, self.gazetteer).reviews())

    def _path(self, key: str, written: str) -> str:
        """Return the name of another file of the pack's tests, after reading it."""
        path = PurePosixPath(written)
        folders = [self.files.folder.joinpath(FOLDER, parent) for parent in path.parents]
        outside = path.is_absolute() or ".." in path.parts or any(one.is_symlink() for one in folders)
        if outside or path.suffix not in (".yaml", ".json"):
            raise self._fault("bad-value", (key,), key=key, found=written[:80], expected=f"{FOLDER}/….yaml")
        name = f"{FOLDER}/{path.as_posix()}"
        self.files.add(self.files.folder / name)
        return name

    def _expectations(self, form: ExpectForm) -> Expectations:
        scores = [(reading, self._score(reading)) for reading in READINGS if reading in form.scores]
        found = Expectations(
            findings=None if form.findings is None else self._findings(),
            scores=tuple(end for _, (ends, _) in scores for end in ends),
            grades=tuple(grades for _, (_, grades) in scores if grades is not None),
            outcomes=tuple(self._outcome(name, value) for name, value in form.outcomes.items()),
        )
        if found == Expectations():
            raise self._fault("missing-key", ("expect",), found="findings, scores, outcomes")
        return found

    def _findings(self) -> ExpectedFindings:
        path = ("expect", "findings")
        form = fill(FindingsForm, self.document, path)
        if (form.exactly is None) == (form.at_least is None):
            raise self._fault("missing-key", path, found="exactly / at-least")
        return ExpectedFindings(form.exactly or form.at_least or (), form.exactly is not None, self._at(path))

    def _score(self, reading: Reading) -> tuple[list[ExpectedScore], ExpectedGrades | None]:
        path = ("expect", "scores", reading)
        form = fill(ScoreForm, self.document, path)
        written = {"lower": form.lower, "upper": form.upper}
        ends = [self._end(reading, end, str(written[end]), (*path, end)) for end in ENDS if written[end] is not None]
        known = [grade.id for grade in self.pack.directive.scoring.grades]
        for grade in form.grades:
            if grade not in known:
                raise self._fault("unknown-name", (*path, "grades"), found=grade, nearest=nearest(grade, known))
        grades = ExpectedGrades(reading, form.grades, self._at((*path, "grades"))) if form.grades else None
        return ends, grades

    def _end(self, reading: Reading, end: ScoreEnd, written: str, path: Steps) -> ExpectedScore:
        """Return one end; the digits that were written say how exactly it is meant."""
        value = parse_number(written)
        digits = len(written.partition(".")[2])
        if value is None or digits > MOST_DIGITS or "e" in written.lower():
            raise self._fault("bad-value", path, key=end, found=written[:40], expected="0 … 100")
        return ExpectedScore(reading, end, value, digits, self._at(path))

    def _outcome(self, name: str, value: object) -> ExpectedOutcome:
        """Return what rule *name* must say: an outcome, or a mapping that says more."""
        path: Steps = ("expect", "outcomes", name)
        known = [rule.id for rule in self.pack.rules]
        if name not in known:
            raise PackError("unknown-name", self.document.locate_key(path), found=name, nearest=nearest(name, known))
        if isinstance(value, dict):
            form = fill(OutcomeForm, self.document, path)
            return ExpectedOutcome(name, form.reading, form.outcome, self._credit(form.credit, path), self._at(path))
        outcome = next((one for one in OUTCOMES if one == value), None)
        if outcome is None:
            raise self._fault("bad-value", path, key=name, found=str(value)[:60], expected=", ".join(OUTCOMES))
        return ExpectedOutcome(name, "claimed", outcome, None, self._at(path))

    def _credit(self, value: object, path: Steps) -> Interval | None:
        """Return a credit, or a range of two: within 0 to 1."""
        if value is None:
            return None
        written: Sequence[object] = value if isinstance(value, list) else [value, value]
        ends: list[Fraction | None] = [parse_number(one) if isinstance(one, Bare) else None for one in written]
        known = [end for end in ends if end is not None]
        if len(known) != 2 or len(ends) != 2 or known[0] > known[1] or not UNIT.covers(Interval(known[0], known[1])):
            raise self._fault("bad-value", (*path, "credit"), key="credit", found=str(value)[:60], expected="0 … 1")
        return Interval(known[0], known[1])

    def _at(self, path: Steps) -> Locus:
        return self.document.locate(path)

    def _fault(self, code: str, at: Steps, /, **parameters: object) -> PackError:
        return PackError(code, self.document.locate(at), **parameters)


@dataclass(frozen=True)
class _Inline(PackFiles):
    """One file whose document stands inside another."""

    inner: Document | None = None

    def document(self, name: str) -> Document:  # noqa: ARG002 - there is only one
        """Return the document."""
        assert self.inner is not None
        return self.inner


def part_of(document: Document, path: Steps) -> Document:
    """Return the part of *document* at *path* as a document of its own, whose places are those in the file."""

    def places() -> Places:
        whole = document.places()
        return Places(_below(whole.values, path), _below(whole.keys, path), document.locate(path))

    return Document(document.at(path), places)


def _below(places: Mapping[Steps, Locus], path: Steps) -> dict[Steps, Locus]:
    return {place[len(path) :]: locus for place, locus in places.items() if place[: len(path)] == path}
