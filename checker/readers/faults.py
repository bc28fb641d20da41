"""What is wrong in a document: collected with its path, so that the submitter learns of all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.model.submission import Path

MAX_FAULTS = 100


class TooManyFaultsError(Exception):
    """More faults than anybody would read: what follows is not looked at."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a document is not what the dictionary asks for: a value, or the key before it."""

    path: Path
    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    of_key: bool = False


class Faults(list[Fault]):
    """The faults of one document, in the order they were found."""

    def add(self, path: Path, code: str, found: object, expected: object, **more: object) -> None:
        """Note a fault of the value at *path*. Raises TooManyFaultsError beyond the limit."""
        self._note(Fault(path, code, {"found": found, "expected": expected, **more}))

    def add_key(self, path: Path, code: str, expected: str = "") -> None:
        """Note a fault of the key that *path* ends with. Raises TooManyFaultsError beyond the limit."""
        self._note(Fault(path, code, {"found": path[-1], "expected": expected}, of_key=True))

    def _note(self, fault: Fault) -> None:
        if len(self) == MAX_FAULTS:
            raise TooManyFaultsError
        self.append(fault)
