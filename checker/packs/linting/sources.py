"""The parsed files of a pack that loads, and where its entries stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.errors import Locus
from checker.model.pack import Pack
from checker.packs import dictionary, policy
from checker.packs.files import PackFiles
from checker.syntax.document import Document, Path


@dataclass(frozen=True)
class Entry:
    """One rule as it stands in its file."""

    document: Document
    path: Path

    @property
    def written(self) -> Mapping[str, object]:
        """The mapping as it was written."""
        found: Mapping[str, object] = self.document.at(self.path)
        return found

    def place(self, key: str) -> Locus:
        """Return the place of the value of *key*, or of the entry."""
        return self.document.locate((*self.path, key))


@dataclass(frozen=True)
class Sources:
    """The documents of a pack without a mistake, each parsed once."""

    files: PackFiles
    pack: Pack

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """All YAML files, by name."""
        return {name: self.files.document(name) for name in self.files.names("")}

    @cached_property
    def rules(self) -> Mapping[str, Entry]:
        """The entries of all rules, scored and of integrity, by id."""
        return {
            str(entry.written["id"]): entry
            for name, document in self.documents.items()
            if name.startswith(("points/", "integrity/"))
            for entry in _entries(document)
        }

    @cached_property
    def indicators(self) -> Mapping[str, Entry]:
        """The entries of the dictionary, by id."""
        return {str(entry.written["id"]): entry for entry in _entries(self.documents[dictionary.NAME])}

    def point(self, index: int, key: str) -> Locus:
        """Return the place of a key of the point at *index* of the directive."""
        return self.documents[policy.NAME].locate(("points", index, key))


def _entries(document: Document) -> Iterator[Entry]:
    assert isinstance(document.tree, list)
    for index in range(len(document.tree)):
        yield Entry(document, (index,))
