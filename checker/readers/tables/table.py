"""What a table is, whatever file it came from: rows of scalars, and where each cell stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.errors import Locus
from checker.model.assessment import Severity

Scalar = str | bool | None  # as in a document: cell texts are for the dictionary to read, None is blank


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was noticed of one cell: a fault if it is critical, else a finding of that severity."""

    code: str
    severity: Severity
    parameters: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number in the file, from 1, and its cells from column 1 on. *remarks* are by column."""

    number: int
    cells: Sequence[Scalar]
    remarks: Mapping[int, Sequence[Remark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows from the header on. *place* makes a place of a row's number and a column; both count from 1.

    *writes_blanks* says that its format writes cells that are blank too, so that a short row has lost some.
    """

    rows: Iterator[Row]
    place: Callable[[int, int], Locus]
    encoding: str = ""
    writes_blanks: bool = False
