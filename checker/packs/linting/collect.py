"""A pack is read to its end: every mistake that the loader stops at, without those that only follow from others."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from checker.errors import Locus, PackError
from checker.model.assessment import Finding
from checker.model.pack import Pack
from checker.packs import dictionary, policy
from checker.packs.build import build_pack
from checker.packs.files import PackFiles, find_pack, read_pack_files, rules_folder, shipped_packs
from checker.packs.forms import DirectiveForm, Form, IndicatorForm, IntegrityForm, RuleForm, entries, fill, named
from checker.packs.rules import point_of
from checker.packs.tables import LOCALITIES, TARGETS


@dataclass(frozen=True, slots=True)
class Collected:
    """The files of a pack, the pack as far as it could be read, and every mistake. A pack without one is whole."""

    files: PackFiles
    pack: Pack | None
    mistakes: tuple[Finding, ...]

    @property
    def place(self) -> Locus:
        """The folder of the pack."""
        return Locus(self.files.folder.resolve().name)

    @property
    def whole(self) -> Pack | None:
        """The pack, if nothing is missing in it."""
        return None if self.mistakes else self.pack


def collect(name: str) -> Collected:
    """Return all that can be read of the pack *name*, a shipped one or a folder.

    Raises PackError if there is neither.
    """
    folder = rules_folder() / name if name in shipped_packs() else Path(name)
    if not folder.is_dir():
        folder = find_pack(name)
    mistakes: list[PackError] = []
    files = PackFiles(folder, {}, mistakes)
    pack = None
    try:
        files = read_pack_files(folder, mistakes)
        pack = build_pack(files)
    except PackError as error:
        mistakes += [error, *error.more]
        if error.code != "too-many-mistakes":
            with suppress(PackError):
                _skim(files)
    distinct = {(one.locus, one.code, str(one.parameters.get("found"))): one for one in _own(files, pack, mistakes)}
    return Collected(files, pack, tuple(_finding(one, files) for one in distinct.values()))


def _finding(error: PackError, files: PackFiles) -> Finding:
    return Finding(error.code, "critical", error.locus or Locus(files.shown("")), error.parameters)


def _skim(files: PackFiles) -> None:
    """Note the mistakes in files that were not reached: what can be seen without the directive and the dictionary."""
    forms: list[tuple[str, type[Form]]] = [
        (dictionary.NAME, IndicatorForm),
        *((name, RuleForm) for name in files.names("points/")),
        *((name, IntegrityForm) for name in files.names("integrity/")),
    ]
    for name, form in forms:
        with files.entry():
            document = files.document(name)
            for index in entries(document):
                with files.entry():
                    fill(form, document, (index,))
    with files.entry():
        fill(DirectiveForm, files.document(policy.NAME), ())
    for name in (TARGETS, LOCALITIES):
        with files.entry():
            files.text(name)


def _own(files: PackFiles, pack: Pack | None, mistakes: list[PackError]) -> Iterator[PackError]:
    """Yield the mistakes that do not follow from another: no name is unknown because its entry is wrong."""
    lost = set(_lost(files, pack))
    broken = {
        point_of(one.locus.file.partition("/")[2]) for one in mistakes if one.locus and "/points/" in one.locus.file
    }
    for one in mistakes:
        found = str(one.parameters.get("found"))
        follows = (one.code == "unknown-name" and found in lost) or (one.code == "point-weight" and found in broken)
        if not follows:
            yield one


def _lost(files: PackFiles, pack: Pack | None) -> Iterator[str]:
    """Yield the ids of the dictionary's entries that are not in the pack."""
    if pack is None or dictionary.NAME not in files.contents:
        return
    document = files.document(dictionary.NAME)
    for index in entries(document):
        name = named(document, (index,))
        if name not in pack.indicators:
            yield name
