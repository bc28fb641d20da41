"""The inside of a workbook: its sheets in their order, and what they share."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.errors import InputError, Locus
from checker.readers.workbook.cells import CellReader
from checker.readers.workbook.formats import NumberFormat, read_formats
from checker.readers.workbook.markup import LINK_ID, LOCAL, walk
from checker.readers.workbook.package import Package
from checker.readers.workbook.sheet import Sheet, SheetTarget
from checker.readers.workbook.strings import read_strings

MAX_SHEETS = 1_000
MAX_COLUMNS = 20_000  # that hold something, of all sheets that are read
FIRST_ROWS = 300  # rows that are read of a sheet to see what it is: those of a form are seldom more
_WORKBOOK = "xl/workbook.xml"


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """A sheet that the workbook names: of *part* nothing is unpacked yet."""

    name: str
    hidden: bool
    part: str


class Book:
    """A workbook, of which each part is unpacked when it is asked for."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._columns = 0
        part = _main_part(package)
        links = _links(package, part)
        target = _BookTarget()
        walk(package, part, target)
        self._from_1904 = target.from_1904
        self._styles = next((one for kind, one in links.values() if kind == "styles"), None)
        self._strings = next((one for kind, one in links.values() if kind == "sharedStrings"), None)
        named = [(name, hidden, links.get(link)) for name, hidden, link in target.sheets]
        self.entries = [
            SheetEntry(name, hidden, link[1]) for name, hidden, link in named if link and link[0] == "worksheet"
        ]
        if not 0 < len(self.entries) <= MAX_SHEETS:
            raise InputError("workbook-damaged", Locus(package.name), found=part)

    @property
    def has_macros(self) -> bool:
        """Whether it holds a program. None is ever run."""
        return self.package.find("xl/vbaProject.bin") is not None or bool(self.package.below("xl/macrosheets/"))

    @property
    def has_outside_links(self) -> bool:
        """Whether it takes values from other files. None is ever opened."""
        return bool(self.package.below("xl/externallinks/")) or self.package.find("xl/connections.xml") is not None

    @cached_property
    def _cells(self) -> CellReader:
        return CellReader(read_strings(self.package, self._strings), from_1904=self._from_1904)

    @cached_property
    def _formats(self) -> list[NumberFormat | None]:
        return read_formats(self.package, self._styles)

    def read(self, entry: SheetEntry, rows: int = 0) -> Sheet:
        """Return a sheet; only the first *rows* rows that hold something, if that is given. Raises InputError."""
        target = SheetTarget(self.package, entry.part, self._cells, self._formats, rows)
        walk(self.package, entry.part, target)
        sheet = Sheet(
            entry.name, entry.hidden, target.rows, target.told(), target.merged, target.hidden_columns, target.whole
        )
        self._columns += len(sheet.used_columns())
        if self._columns > MAX_COLUMNS:
            raise InputError("workbook-too-many-columns", Locus(self.package.name, sheet=entry.name), limit=MAX_COLUMNS)
        return sheet


class _BookTarget:
    """Collects the sheets that the workbook names, and from which year it counts days."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, bool, str]] = []
        self.from_1904 = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match LOCAL.get(name):
            case "sheet":
                link = next((attributes[one] for one in LINK_ID if one in attributes), "")
                hidden = attributes.get("state", "visible") != "visible"
                self.sheets.append((attributes.get("name", ""), hidden, link))
            case "workbookPr":
                self.from_1904 = attributes.get("date1904") in ("1", "true")

    def end(self, name: str) -> None:
        """Nothing to note."""

    def text(self, text: str) -> None:
        """Nothing to note."""


class _LinksTarget:
    """Collects what a part refers to: by the id of the link, the kind and the target."""

    def __init__(self) -> None:
        self.links: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if LOCAL.get(name) == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.links[attributes.get("Id", "")] = kind, attributes.get("Target", "")

    def end(self, name: str) -> None:
        """Nothing to note."""

    def text(self, text: str) -> None:
        """Nothing to note."""


def _main_part(package: Package) -> str:
    """Return the part that names the sheets."""
    kinds = dict(_links(package, "").values())
    part = package.find(kinds.get("officeDocument", _WORKBOOK))
    if part is None:
        raise InputError("workbook-damaged", Locus(package.name), found=_WORKBOOK)
    return part


def _links(package: Package, part: str) -> Mapping[str, tuple[str, str]]:
    """Return what *part* refers to within the package: by id, the kind of the link and the part that exists."""
    folder, name = posixpath.split(part)
    of_links = package.find(posixpath.join(folder, "_rels", f"{name}.rels"))
    if of_links is None:
        return {}
    target = _LinksTarget()
    walk(package, of_links, target)
    found: dict[str, tuple[str, str]] = {}
    for link, (kind, path) in target.links.items():
        wanted = path[1:] if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        existing = package.find(wanted)
        if existing is not None:
            found[link] = kind, existing
    return found
