"""A parsed text: nested dicts and lists of scalars, and where each of them stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from checker.errors import Locus

MAX_BYTES = 20_000_000
MAX_DEPTH = 64
MAX_NODES = 2_000_000

Path = tuple[str | int, ...]


class Bare(str):
    """A scalar written without quotes: what it means is for the dictionary to say, so its text is kept."""

    __slots__ = ()


class Block(str):
    """A folded or literal block: its characters do not stand where its place says."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document. *locate* returns the place of a path, or of the nearest place above that exists."""

    tree: object
    locate: Callable[[Path], Locus]


def is_missing(value: object) -> bool:
    """Return whether *value* says nothing: null, ``~`` or a blank."""
    return value is None or (isinstance(value, Bare) and value in ("", "~", "null"))


def nearest_place(places: dict[Path, Locus], path: Path, default: Locus) -> Locus:
    """Return the place of *path*, or of the longest beginning of it that has one."""
    for length in range(len(path), -1, -1):
        found = places.get(path[:length])
        if found is not None:
            return found
    return default


def look_alikes(keys: Iterable[str]) -> tuple[str, str] | None:
    """Return two different keys that a reader would take for one another, or None."""
    seen: dict[str, str] = {}
    for key in keys:
        visible = "".join(c for c in unicodedata.normalize("NFKC", key) if unicodedata.category(c) not in ("Cf", "Zs"))
        folded = visible.casefold()
        if folded in seen:
            return seen[folded], key
        seen[folded] = key
    return None
