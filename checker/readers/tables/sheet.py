"""A table whose header is found: what its cells show, which of its rows are no record, and what is told of those."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checker.model.assessment import Severity
from checker.model.pack import Pack
from checker.readers.faults import Fault
from checker.readers.tables.draft import Draft, fault_of_cell
from checker.readers.tables.fields import FieldNames, Named
from checker.readers.tables.header import LOCALITY, NAME, NAMES_INDICATOR, Layout, is_blank
from checker.readers.tables.headings import is_sum
from checker.readers.tables.table import Remark, Row, Table
from checker.readers.tables.tree import Cell

MAX_TOLD = 20  # rows that are told one by one
# What spreadsheet programs write for a value that went wrong, or that did not fit into its column.
_ERROR = re.compile(
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!"
    r"|GETTING_DATA|#+)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Sheet:
    """A table and its layout. *remarks* are of rows that belong to no record; ``told`` of them in all."""

    table: Table
    layout: Layout
    names: FieldNames
    pack: Pack
    remarks: list[Fault] = field(default_factory=list)
    told: int = 0
    _codes: int = field(init=False)
    _names: int = field(init=False)

    def __post_init__(self) -> None:
        self._codes, self._names = self.layout.column_of(LOCALITY), self.layout.column_of(NAME)

    def cell(self, row: Row, column: int) -> Cell | None:
        """Return a cell of *row*; None if it is blank. An error of a spreadsheet program is no value, nor missing."""
        value = row.cells[column - 1] if 0 < column <= len(row.cells) else None
        remarks = row.remarks.get(column, ())
        if is_blank(value) and not remarks:
            return None
        if (
            isinstance(value, str)
            and not remarks
            and value.lstrip().startswith("#")
            and _ERROR.fullmatch(value.strip())
        ):
            remarks = (Remark("cell-error", "critical", {"found": value}),)
        return Cell(value, (row.number, column), remarks)

    def filled(self, row: Row) -> dict[int, Cell]:
        """Return the cells of *row* that are not blank, by column."""
        found = ((column, self.cell(row, column)) for column in range(1, len(row.cells) + 1))
        return {column: cell for column, cell in found if cell is not None}

    def locality_of(self, row: Row) -> Cell | None:
        """Return the cell that says which locality a row is of: its code, or its name where the code is blank."""
        return self.cell(row, self._codes) or self.cell(row, self._names)

    def record_begins(self, row: Row) -> Cell | None:
        """Return the cell that names the locality of a record; None if *row* is none, after telling of it."""
        locality = self.locality_of(row)
        if locality is not None and str(locality.value).lstrip()[:1].isdigit():
            return locality
        cells = self.filled(row)
        total = next((cell for cell in cells.values() if isinstance(cell.value, str) and is_sum(cell.value)), None)
        if total is not None and locality in (None, total):
            self._tell(total, "sum-row", "note")
        elif locality is not None and (len(cells) > 1 or locality.remarks):
            return locality
        elif cells and self._says_a_value(cells):
            self._tell(next(iter(cells.values())), "row-without-locality", "critical")
        elif cells:
            self._tell(next(iter(cells.values())), "row-passed-over", "minor")
        return None

    def put(self, draft: Draft, named: Named, cell: Cell) -> None:
        """Note what *cell* says of the field *named*, unless its head gives another unit than the dictionary."""
        if named.wrong_unit:
            wrong = Remark("wrong-unit", "critical", {"found": named.wrong_unit, "expected": named.unit})
            cell = replace(cell, remarks=(*cell.remarks, wrong))
        draft.put(named.field, cell)

    def pass_over(self, draft: Draft, cell: Cell) -> None:
        """Refuse what stands under no heading; under one that names nothing we know, the header told of it."""
        _, column = cell.place
        if not self.layout.has_heading(column):
            at = self.table.place(self.layout.row.number, column)
            draft.blame(cell.place, "no-heading", "critical", found=cell.value, at=at)

    def _says_a_value(self, cells: Mapping[int, Cell]) -> bool:
        """Return whether a row of a long table states a value of something we know."""
        cell = cells.get(self.layout.column_of(NAMES_INDICATOR))
        return cell is not None and isinstance(cell.value, str) and self.names.find(cell.value) is not None

    def _tell(self, cell: Cell, code: str, severity: Severity) -> None:
        """Note a row that is no record; beyond a limit only their number is told."""
        self.told += 1
        if self.told <= MAX_TOLD:
            self.remarks.append(fault_of_cell(cell.place, code, severity, found=cell.value))
        elif self.told == MAX_TOLD + 1:
            self.remarks.append(fault_of_cell(cell.place, "more-rows", severity, limit=MAX_TOLD))
