"""The table of texts that cells share."""

from __future__ import annotations

from checker.errors import InputError, Locus
from checker.readers.workbook.cells import MAX_TEXT
from checker.readers.workbook.markup import LOCAL, MAX_ELEMENTS, walk
from checker.readers.workbook.package import Package

MAX_STRINGS = 1_000_000
MAX_CHARACTERS = 50_000_000  # of all of them


def read_strings(package: Package, part: str | None) -> list[str]:
    """Return the shared texts in their order. Raises InputError if there are too many."""
    if part is None:
        return []
    target = _Strings(package.name)
    walk(package, part, target)
    return target.strings


class _Strings:
    """Collects texts: of rich text the runs together, without the reading aids of Japanese."""

    def __init__(self, name: str) -> None:
        self._name = name
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._open = False
        self._aid = False
        self._elements = 0
        self._characters = 0

    def start(self, name: str, _: dict[str, str]) -> None:
        self._elements += 1
        match LOCAL.get(name):
            case "si":
                self._pieces = []
            case "t":
                self._open = not self._aid
            case "rPh":
                self._aid = True

    def text(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)

    def end(self, name: str) -> None:
        match LOCAL.get(name):
            case "t":
                self._open = False
            case "rPh":
                self._aid = False
            case "si":
                text = "".join(self._pieces)[: MAX_TEXT + 1]
                self._characters += len(text)
                self.strings.append(text)
        if len(self.strings) > MAX_STRINGS or self._characters > MAX_CHARACTERS or self._elements > MAX_ELEMENTS:
            raise InputError("workbook-too-many-cells", Locus(self._name), limit=MAX_STRINGS)
