"""What is wrong in a document: collected with its path, so that the submitter learns of all of it at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.model.assessment import Severity
from checker.model.submission import Path

MAX_FAULTS = 100
MAX_REMARKS = 300


class TooManyFaultsError(Exception):
    """More faults than anybody would read: what follows is not looked at."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a document is not what the dictionary asks for: a value, or the key before it.

    A fault that is not critical does not refuse the document; it becomes a finding of that severity.
    """

    path: Path
    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    of_key: bool = False
    severity: Severity = "critical"


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


class Remarks(list[Fault]):
    """What was read of one document although the format writes it otherwise: nothing of it refuses the document."""

    def __init__(self) -> None:
        self.paths: set[Path] = set()

    def add(self, path: Path, code: str, severity: Severity, **parameters: object) -> None:
        """Note how the value at *path* was read. Beyond the limit only their number is told."""
        self.paths.add(path)
        if len(self) < MAX_REMARKS:
            self.append(Fault(path, code, parameters, severity=severity))
            return
        count = len(self.paths) - MAX_REMARKS
        self[MAX_REMARKS:] = [Fault((), "more-readings", {"count": count}, severity="minor")]
