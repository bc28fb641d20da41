"""Where packs are, and how their files are read: once, bounded, hashed."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.errors import InputError, Locus, PackError
from checker.syntax.document import MAX_BYTES, Document
from checker.syntax.yaml import read_yaml

DEFAULT_PACK = "miit-5g-2020"
_BUNDLED = Path(__file__).resolve().parents[1] / "_rules"
_CHECKOUT = Path(__file__).resolve().parents[2] / "rules"


def rules_folder() -> Path:
    """Return the folder of the shipped packs: inside the wheel, or beside the package in a checkout."""
    return _BUNDLED if _BUNDLED.is_dir() else _CHECKOUT


def find_pack(name: str) -> Path:
    """Return the folder of a shipped pack by name, or of any pack by path. Raises PackError if there is none."""
    shipped = rules_folder() / name
    folder = shipped if shipped.is_dir() and "/" not in name else Path(name)
    if not (folder / "directive.yaml").is_file():
        raise PackError("no-pack", Locus(str(name)), found=name, known=", ".join(shipped_packs()))
    return folder


def shipped_packs() -> tuple[str, ...]:
    """Return the names of the shipped packs."""
    return tuple(sorted(item.parent.name for item in rules_folder().glob("*/directive.yaml")))


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The files of one pack, each read once."""

    folder: Path
    contents: dict[str, bytes]

    @property
    def digest(self) -> str:
        """The SHA-256 of all names and contents that judge: tests and generated pages do not."""
        total = hashlib.sha256()
        for name, content in sorted(self.contents.items()):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
        return total.hexdigest()

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

    def rows(self, name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
        """Yield line number and cells of each row of a table. Raises PackError if the columns are others."""
        reader = csv.reader(self.text(name).splitlines(), strict=True)
        header = next(reader, [])
        if tuple(header) != columns:
            expected = ",".join(columns)
            raise PackError("table-columns", Locus(self.shown(name), 1, 1), found=",".join(header), expected=expected)
        for cells in reader:
            place = Locus(self.shown(name), reader.line_num, 1)
            if len(cells) != len(columns):
                raise PackError("table-row", place, found=len(cells), expected=len(columns))
            yield reader.line_num, dict(zip(columns, cells, strict=True))

    def shown(self, name: str) -> str:
        """Return how a file is named in messages: pack and name, never a machine's path."""
        return f"{self.folder.name}/{name}"


def read_pack_files(folder: Path) -> PackFiles:
    """Return all files of *folder* that judge. Raises PackError if they are too large or cannot be read."""
    contents: dict[str, bytes] = {}
    size = 0
    try:
        for path in sorted(_judging_files(folder)):
            contents[path.relative_to(folder).as_posix()] = content = path.read_bytes()
            size += len(content)
    except OSError as error:
        raise PackError("cannot-read", Locus(folder.name), found=error.strerror) from None
    if size > MAX_BYTES:
        raise PackError("too-large", Locus(folder.name), limit=MAX_BYTES)
    return PackFiles(folder, contents)


def _judging_files(folder: Path) -> Iterator[Path]:
    """Yield the files that take part in judging."""
    for pattern in ("*.yaml", "points/*.yaml", "integrity/*.yaml", "targets.csv", "localities.csv"):
        yield from (path for path in folder.glob(pattern) if path.is_file())
