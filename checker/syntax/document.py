"""A parsed text: nested dicts and lists of scalars, and where each of them stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from checker.errors import Locus

MAX_BYTES = 20_000_000
MAX_DEPTH = 64
MAX_NODES = 200_000
MAX_KEY = 1_000

Path = tuple[str | int, ...]


class Bare(str):
    """A scalar written without quotes: what it means is for the dictionary to say, so its text is kept."""

    __slots__ = ()


class CellText(Bare):
    """The text of a cell of a table. Blank alone is missing there: what else is, the pack declares."""

    __slots__ = ()


class Block(str):
    """A folded or literal block: its characters do not stand where its place says."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Where the values of a document stand, and where the keys before them do."""

    values: Mapping[Path, Locus]
    keys: Mapping[Path, Locus]
    start: Locus


@dataclass(frozen=True, slots=True)
class Document:
    """One document. *places* are worked out when the first of them is asked for."""

    tree: object
    places: Callable[[], Places]

    def at(self, path: Path) -> Any:
        """Return the value at *path*, which exists."""
        value: Any = self.tree
        for step in path:
            value = value[step]
        return value

    def locate(self, path: Path) -> Locus:
        """Return the place of the value at *path*, or of the nearest value above it that exists."""
        places = self.places()
        above = (path[:length] for length in range(len(path), -1, -1))
        return next((places.values[one] for one in above if one in places.values), places.start)

    def locate_key(self, path: Path) -> Locus:
        """Return the place of the key that *path* ends with; without a key, that of the value."""
        return self.places().keys.get(path) or self.locate(path)


def as_written(value: object) -> object:
    """Return *value*; a whole number that a fast decoder made of its text as that text again."""
    return Bare(value) if type(value) is int else value


def is_missing(value: object) -> bool:
    """Return whether *value* says nothing: a blank, or ``~`` or ``null`` as YAML writes it."""
    if type(value) is Bare:
        return value in ("", "~", "null")
    return value is None or (type(value) is CellText and value == "")


def place_in(text: str, file: str, offset: int) -> Locus:
    """Return the place of the character at *offset* of *text*."""
    return Locus(file, text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))


def look_alikes(keys: Iterable[str]) -> tuple[str, str] | None:
    """Return two different keys that a reader would take for one another, or None."""
    seen: dict[str, str] = {}
    for key in keys:
        folded = _visible(key).casefold()
        if folded in seen:
            return seen[folded], key
        seen[folded] = key
    return None


def _visible(key: str) -> str:
    """Return what is seen of a key, in one width: no blanks, nothing invisible."""
    if key.isascii() or len(key) > MAX_KEY:
        return key.replace(" ", "")
    return "".join(c for c in unicodedata.normalize("NFKC", key) if unicodedata.category(c) not in ("Cf", "Zs"))
