"""Where packs are, and how their files are read: once, bounded, hashed."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError, Locus, PackError
from checker.syntax.document import MAX_BYTES, Document
from checker.syntax.files import read_bytes
from checker.syntax.yaml import read_yaml

DEFAULT_PACK = "miit-5g-2020"
MOST_MISTAKES = 200  # who has made that many mends them first
_BUNDLED = Path(__file__).resolve().parents[1] / "_rules"
_CHECKOUT = Path(__file__).resolve().parents[2] / "rules"


def rules_folder() -> Path:
    """Return the folder of the shipped packs: inside the wheel, or beside the package in a checkout."""
    return _BUNDLED if _BUNDLED.is_dir() else _CHECKOUT


def find_pack(name: str) -> Path:
    """Return the folder of a shipped pack by name, or of any pack by path. Raises PackError if there is none."""
    folder = rules_folder() / name if name in shipped_packs() else Path(name)
    if not (folder / "directive.yaml").is_file():
        raise PackError("no-pack", Locus(str(name)), found=name, known=", ".join(shipped_packs()))
    return folder


def shipped_packs() -> tuple[str, ...]:
    """Return the names of the shipped packs."""
    return tuple(sorted(item.parent.name for item in rules_folder().glob("*/directive.yaml")))


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. Its place is the line it begins on, and the number of a cell."""

    file: str
    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def place(self, column: str) -> Locus:
        """Return the place of a cell."""
        return Locus(self.file, self.line, list(self.cells).index(column) + 1)

    def fault(self, code: str, column: str, /, **parameters: object) -> PackError:
        """Return the error of a cell, which quotes it."""
        return PackError(code, self.place(column), **({"key": column, "found": self[column]} | parameters))


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of one pack, each read once. *mistakes* is there if they are collected and not raised."""

    folder: Path
    contents: dict[str, bytes]
    mistakes: list[PackError] | None = None

    @contextmanager
    def entry(self) -> Iterator[None]:
        """Read one entry: its mistake is raised or, where mistakes are collected, noted, and the next may be read.

        Raises PackError also in the second case once there are too many of them.
        """
        try:
            yield
        except PackError as error:
            if self.mistakes is None or error.code == "too-many-mistakes":
                raise
            self.mistakes.extend((error, *error.more))
            if len(self.mistakes) >= MOST_MISTAKES:
                raise PackError("too-many-mistakes", error.locus, limit=MOST_MISTAKES) from None

    @property
    def digest(self) -> str:
        """The SHA-256 of all names and contents that judge: tests and generated pages do not."""
        total = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
        return total.hexdigest()

    def add(self, path: Path) -> None:
        """Read one file of the folder. Raises PackError if it cannot be read, or all together are too large."""
        name = path.relative_to(self.folder).as_posix()
        try:
            self.contents[name] = read_bytes(path, self.shown(name))
        except InputError as error:
            raise PackError(error.code, error.locus, **error.parameters) from None
        if sum(map(len, self.contents.values())) > MAX_BYTES:
            raise PackError("too-large", Locus(self.shown(name)), limit=MAX_BYTES)

    def names(self, start: str) -> list[str]:
        """Return the names of the YAML files under *start*, sorted."""
        return sorted(name for name in self.contents if name.startswith(start) and name.endswith(".yaml"))

    def text(self, name: str) -> str:
        """Return the text of a file. Raises PackError if it is missing or no UTF-8."""
        content = self.contents.get(name)
        if content is None:
            raise PackError("pack-file-missing", Locus(self.shown(name)), found=name)
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise PackError("encoding", Locus(self.shown(name)), found=f"byte {error.start}") from None

    def document(self, name: str) -> Document:
        """Return a parsed YAML file. Raises PackError at the character that is wrong."""
        try:
            return read_yaml(self.text(name), self.shown(name))
        except InputError as error:
            raise PackError(error.code, error.locus, **error.parameters) from None

    def rows(self, name: str, columns: tuple[str, ...]) -> Iterator[Row]:
        """Yield the rows of a table. Raises PackError if the columns are others, or a row has not as many cells."""
        reader = csv.reader(io.StringIO(self.text(name), newline=""), strict=True)
        place = Locus(self.shown(name), 1, 1)
        try:
            header = next(reader, [])
            if tuple(header) != columns:
                raise PackError("table-columns", place, found=",".join(header), expected=",".join(columns))
            place = Locus(self.shown(name), reader.line_num + 1, 1)
            for cells in reader:
                if len(cells) == len(columns):
                    yield Row(place.file, place.line, dict(zip(columns, cells, strict=True)))
                else:
                    with self.entry():
                        raise PackError("table-row", place, found=len(cells), expected=len(columns))
                place = Locus(self.shown(name), reader.line_num + 1, 1)
        except csv.Error as error:
            raise PackError("syntax", place, found=str(error)) from None

    def shown(self, name: str) -> str:
        """Return how a file is named in messages: pack and name, never a machine's path."""
        return f"{self.folder.resolve().name}/{name}"


def read_pack_files(folder: Path, mistakes: list[PackError] | None = None) -> PackFiles:
    """Return all files of *folder* that judge. Raises PackError if they are too large or cannot be read.

    With *mistakes*, what would be raised here and when the files are understood is put there.
    """
    files = PackFiles(folder, {}, mistakes)
    for path in _judging_files(folder):
        place = Locus(files.shown(path.relative_to(folder).as_posix()))
        with files.entry():
            if path.parent.is_symlink() and path.parent != folder:
                raise PackError("not-a-file", place, found="link")
            if path.suffix not in (".yaml", ".csv"):
                raise PackError("unknown-format", place, found=path.suffix, expected=".yaml")
            files.add(path)
    return files


def read_folder(path: Path) -> PackFiles:
    """Return the YAML and CSV files in the folder *path*, or the one file that it is: there may be none.

    Raises PackError if one cannot be read.
    """
    folder, found = (path, sorted(path.rglob("*"))) if path.is_dir() else (path.parent, [path])
    files = PackFiles(folder, {})
    for one in found:
        if one.suffix in (".yaml", ".csv") and not one.name.startswith(".") and not one.is_dir():
            files.add(one)
    return files


def _judging_files(folder: Path) -> list[Path]:
    """Return what takes part in judging, sorted; what is no file of its own is found when it is read."""
    patterns = ("*.y*ml", "points/*.y*ml", "integrity/*.y*ml", "targets.csv", "localities.csv")
    return sorted(path for pattern in patterns for path in folder.glob(pattern))
