"""One way to fail: a place, a stable code, and the parameters of its message.

The text of a code, in zh and en, is made by ``checker.reports.messages`` at the very end.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Locus:
    """A place in a file: line and column count from 1; 0 means the whole file."""

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file``, ``file:line`` or ``file:line:column``."""
        place = self.file
        if self.line:
            place += f":{self.line}"
        if self.column:
            place += f":{self.column}"
        return place


class CheckerError(Exception):
    """A fault that ends the work on one input. *parameters* fill the message of *code*."""

    def __init__(self, code: str, locus: Locus | None = None, **parameters: object) -> None:
        super().__init__(code)
        self.code = code
        self.locus = locus
        self.parameters = parameters


class InputError(CheckerError):
    """A submission that cannot be read: it is refused, and its neighbours go on."""


class PackError(CheckerError):
    """A rule pack that cannot be trusted: nothing is judged with it.

    *more* are further mistakes of the same entry, for whoever wants to know them all.
    """

    more: tuple[PackError, ...] = ()


class UsageError(CheckerError):
    """A command that asks for what does not exist."""
