"""The cells of one submission -> a record: its tree, its places, and what was noticed of the cells."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256

from checker.errors import Locus
from checker.model.assessment import Severity
from checker.model.pack import Pack
from checker.model.submission import Path
from checker.readers.faults import Fault, Faults, Remarks
from checker.readers.records import Record
from checker.readers.tables.fields import Field
from checker.readers.tables.table import Table
from checker.readers.tables.tree import Cell, Place, Tree
from checker.readers.values import ValueReader
from checker.syntax.document import Bare, CellText, Document, Places

CELLS = "cells"  # begins the path of a cell that is no part of a tree: its row and column follow


class Draft:
    """One submission that is being put together from the cells of a table. *start* is where it begins."""

    def __init__(self, pack: Pack, table: Table, start: Place) -> None:
        self._pack = pack
        self._table = table
        self._start = start
        self._said: dict[Field, Cell] = {}
        self._blank: dict[Path, Place] = {}
        self._faults: list[Fault] = []

    def put(self, named: Field, cell: Cell) -> None:
        """Note what a cell, which is not blank, says of the field *named*. What is said twice must be said alike."""
        if _is_trimmed(named) and isinstance(cell.value, str):
            cell = Cell(CellText(cell.value.strip()), cell.place, cell.remarks)
        if named[0] == "row":
            self.blame_all(cell)
        before = self._said.setdefault(named, cell)
        if before.value != cell.value:
            facts = {"found": cell.value, "other": before.value, "at": self._table.place(*before.place)}
            self.blame(cell.place, "cells-disagree", "critical", **facts)

    def leave_blank(self, named: Field, place: Place) -> None:
        """Note where a field that is said once would stand: there it is asked for, if nothing says it."""
        self._blank[named] = place

    def has(self, named: Field) -> bool:
        """Return whether something was said of the field *named*."""
        return named in self._said

    def blame(self, place: Place, code: str, severity: Severity, **parameters: object) -> None:
        """Note something about a cell that is no part of the tree."""
        self._faults.append(fault_of_cell(place, code, severity, **parameters))

    def blame_all(self, cell: Cell) -> None:
        """Note all that was noticed of a cell that is no part of the tree."""
        for remark in cell.remarks:
            self.blame(cell.place, remark.code, remark.severity, **remark.parameters)

    def count(self, code: str) -> int:
        """Return how often *code* was noted of cells that are no part of the tree."""
        return sum(fault.code == code for fault in self._faults)

    def record(self) -> Record:
        """Return the submission as a record. Its hash is of what it says, not of the bytes that say it."""
        self._spread()
        tree = Tree(self._pack)
        made = tree.build(self._said)
        start = self._table.place(*self._start)
        places = {**self._blank, **tree.places}
        document = Document(made, cache(lambda: Places(_Located(places, self._table), {}, start)))
        canonical = json.dumps(made, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        digest = sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
        return Record(document, digest, self._table.encoding, (*tree.faults, *self._faults))

    def _spread(self) -> None:
        """Give what the row says of all its claims to those that say nothing of their own. It is judged once."""
        claims = {named[:3] for named in self._said if named[0] == "claims"}
        for key, judge in (("as_of", self._day), ("source", self._source)):
            cell = self._said.get(("row", key))
            judged = judge(cell) if cell is not None and claims and not _is_faulty(cell) else None
            if judged is not None:
                for claim in claims:
                    self._said.setdefault((*claim, key), judged)

    def _day(self, cell: Cell) -> Cell | None:
        """Return the day of all claims as the form writes it; None after noting why it is none."""
        faults, remarks = Faults(), Remarks()
        day = ValueReader(self._pack, faults, remarks).date(cell.value, (CELLS, *cell.place), None)
        self._faults += [*faults, *remarks]
        return None if day is None else Cell(Bare(day.isoformat()), cell.place)

    def _source(self, cell: Cell) -> Cell | None:
        """Return the source of all claims; None after noting that the row does not list it."""
        listed = sorted({str(named[1]) for named in self._said if named[0] == "sources"})
        if cell.value in listed:
            return Cell(cell.value, cell.place)
        self.blame(cell.place, "source-unlisted", "critical", found=cell.value, expected=", ".join(listed))
        return None


class _Located(Mapping[Path, Locus]):
    """Where the values of a tree stand, and where any cell of the table does. Places are made when asked for."""

    def __init__(self, places: Mapping[Path, Place], table: Table) -> None:
        self._places = places
        self._table = table

    def __getitem__(self, path: Path) -> Locus:
        match path:
            case ("cells", int() as row, int() as column):
                return self._table.place(row, column)
        return self._table.place(*self._places[path])

    def __iter__(self) -> Iterator[Path]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def fault_of_cell(place: Place, code: str, severity: Severity, **parameters: object) -> Fault:
    """Return what was noticed of a cell that is no part of a submission's tree."""
    return Fault((CELLS, *place), code, parameters, severity=severity)


def _is_faulty(cell: Cell) -> bool:
    """Return whether something about a cell refuses what it says."""
    return any(remark.severity == "critical" for remark in cell.remarks)


def _is_trimmed(named: Field) -> bool:
    """Return whether blanks around what is said of a field mean nothing: all but values, which have their own table."""
    return named[0] != "claims" or named[3] != "value"
