"""A table whose header is found: what its cells show, which of its rows are no record, and what is told of those."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checker.model.assessment import Severity
from checker.model.pack import Pack
from checker.readers.faults import Fault
from checker.readers.tables.draft import Draft, fault_of_cell
from checker.readers.tables.fields import FieldNames, Named
from checker.readers.tables.header import LOCALITY, NAME, NAMES_INDICATOR, PERIOD, Layout, is_blank, repeats
from checker.readers.tables.headings import is_remark, is_sum
from checker.readers.tables.table import Remark, Row, Table
from checker.readers.tables.tree import Cell
from checker.readers.written.periods import read_period

MAX_TOLD = 20  # rows that are told one by one, of each kind
# What spreadsheet programs write for a value that went wrong, or that did not fit into its column.
_ERROR = re.compile(
    r"#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|UNKNOWN!|BUSY!|PYTHON!"
    r"|GETTING_DATA|#+)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Sheet:
    """A table and its layout. *remarks* are of rows that belong to no record.

    *second* is the header of another table below: from there on nothing is read, ``unread`` rows in all.
    """

    table: Table
    layout: Layout
    names: FieldNames
    pack: Pack
    remarks: list[Fault] = field(default_factory=list)
    second: Row | None = None
    unread: int = 0
    _told: Counter[str] = field(default_factory=Counter)
    _ordinary: set[str] = field(default_factory=set)  # localities of rows that were no header
    _codes: int = field(init=False)
    _names: int = field(init=False)
    _width: int = field(init=False)

    def __post_init__(self) -> None:
        self._codes, self._names = self.layout.column_of(LOCALITY), self.layout.column_of(NAME)
        self._width = self.layout.width

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
        if self.second is not None:
            self.unread += any(not is_blank(cell) for cell in row.cells)
            return None
        locality = self.locality_of(row)
        if locality is not None and _is_code(str(locality.value)):
            return locality
        cells = self.filled(row)
        if self._is_header(row, cells, locality):
            return None
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

    def lost_rows(self) -> list[Fault]:
        """Return what refuses rows that belong to no record: rows without a locality, and a second table."""
        lost = [fault for fault in self.remarks if fault.severity == "critical"]
        if self.second is not None:
            cells = self.filled(self.second)
            heads = ", ".join(str(cell.value).strip() for cell in cells.values())
            facts = {"found": heads, "count": self.unread}
            lost.append(fault_of_cell((self.second.number, min(cells)), "second-table", "critical", **facts))
        return lost

    def put(self, draft: Draft, named: Named, cell: Cell) -> None:
        """Note what *cell* says of the field *named*, unless its head, or a line above, gives another unit."""
        named = self._in_stated_unit(named)
        if named.wrong_unit:
            wrong = Remark("wrong-unit", "critical", {"found": named.wrong_unit, "expected": named.unit})
            cell = replace(cell, remarks=(*cell.remarks, wrong))
        draft.put(named.field, cell)

    def note_short(self, draft: Draft, row: Row) -> None:
        """Note that *row* ends before the header does; of the rows of one record, only the first ones."""
        if not self.table.writes_blanks or len(row.cells) >= self._width or draft.count("short-row") == MAX_TOLD:
            return
        facts = {"found": len(row.cells), "expected": self._width}
        draft.blame((row.number, len(row.cells)), "short-row", "minor", **facts)

    def pass_over(self, draft: Draft, cell: Cell) -> None:
        """Refuse what stands under no heading; under one that names nothing we know, the header told of it."""
        _, column = cell.place
        if not self.layout.has_heading(column):
            at = self.table.place(self.layout.row.number, column)
            draft.blame(cell.place, "no-heading", "critical", found=cell.value, at=at)

    def _in_stated_unit(self, named: Named) -> Named:
        """Return *named* as one of another unit, if a line above the header gives a unit that it is not in."""
        if named.wrong_unit or not self.layout.units or named.field[0] != "claims" or named.field[3] != "value":
            return named
        line = next((one for one in self.layout.units if one.refuses(named.field, self.pack, self.names)), None)
        return named if line is None else Named(named.field, line.written, self.names.unit_of(named.field))

    def _is_header(self, row: Row, cells: Mapping[int, Cell], locality: Cell | None) -> bool:
        """Return whether *row* is a header, after noting that it repeats the first one or begins another table."""
        called = "" if locality is None else str(locality.value)
        if called in self._ordinary:
            return False
        same = repeats(row, self.layout, self.names)
        if same is None and called:
            self._ordinary.add(called)
        elif same:
            self._tell(next(iter(cells.values())), "header-again", "note")
        elif same is not None:
            self.second = row
        return same is not None

    def _says_a_value(self, cells: Mapping[int, Cell]) -> bool:
        """Return whether a row without a locality is one of data: it has a period, an indicator or a value."""
        about = cells.get(self.layout.column_of(NAMES_INDICATOR))
        when = cells.get(self.layout.column_of(PERIOD))
        return (
            (about is not None and isinstance(about.value, str) and self.names.find(about.value) is not None)
            or (when is not None and read_period(str(when.value)) in self.pack.directive.periods)
            or (self._has_claims(cells) and not _is_lone_remark(cells))
        )

    def _has_claims(self, cells: Mapping[int, Cell]) -> bool:
        """Return whether something stands in a column of claims."""
        held = (self.layout.columns.get(column) for column in cells)
        return any(named is not None and named.field[0] == "claims" for named in held)

    def _tell(self, cell: Cell, code: str, severity: Severity) -> None:
        """Note a row that is no record; beyond a limit only their number is told."""
        self._told[code] += 1
        if self._told[code] <= MAX_TOLD:
            self.remarks.append(fault_of_cell(cell.place, code, severity, found=cell.value))
        elif self._told[code] == MAX_TOLD + 1:
            self.remarks.append(fault_of_cell(cell.place, "more-rows", severity, limit=MAX_TOLD))


def _is_code(text: str) -> bool:
    """Return whether what stands for a locality may be a code: it begins with a digit, as the head 5G用户 does too."""
    return text.lstrip()[:1].isdigit() and text.isascii()


def _is_lone_remark(cells: Mapping[int, Cell]) -> bool:
    """Return whether the one cell of a row begins as remarks do, 注：, whatever column it stands in."""
    return len(cells) == 1 and all(isinstance(cell.value, str) and is_remark(cell.value) for cell in cells.values())
