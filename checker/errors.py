"""One way to fail: a place, a stable code, and the parameters of its message.

The text of a code, in zh and en, is made by ``checker.reports.messages`` at the very end.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Locus:
    """A place in a file: line (or row) and column count from 1; 0 means the whole file.

    *sheet* names the sheet of a workbook, *group* is the row group of a Parquet file, from 1; rows count within it.
    """

    file: str
    sheet: str = field(default="", kw_only=True)
    group: int = field(default=0, kw_only=True)
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """Return ``file:line:column``, ``file!sheet!B7`` in a workbook, ``file:group/row:column`` in Parquet."""
        if self.sheet:
            cell = f"{column_letters(self.column)}{self.line or ''}"
            return f"{self.file}!{self.sheet}!{cell}" if cell else f"{self.file}!{self.sheet}"
        place = f"{self.file}:{self.group}/{self.line}" if self.group else self.file
        if self.line and not self.group:
            place += f":{self.line}"
        if self.column:
            place += f":{self.column}"
        return place


def column_letters(column: int) -> str:
    """Return the letters of a workbook's *column*, which counts from 1: 28 is ``AB``; 0 has none."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


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


class StoreError(CheckerError):
    """Results that could not be stored: exit code 3."""
