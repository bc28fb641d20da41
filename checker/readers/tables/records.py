"""A table -> records, whatever file it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.errors import InputError
from checker.model.assessment import Finding, Refusal
from checker.model.pack import Pack
from checker.readers.faults import Fault
from checker.readers.records import Record, Records
from checker.readers.tables.draft import fault_of_cell
from checker.readers.tables.fields import FieldNames
from checker.readers.tables.header import find_header
from checker.readers.tables.long import read_long
from checker.readers.tables.sheet import Sheet
from checker.readers.tables.table import Table
from checker.readers.tables.wide import read_wide


def records_of_table(table: Table, name: str, pack: Pack) -> Records:
    """Yield the submissions of a wide or long *table* in the file that is shown as *name*.

    What is noticed of the table, or of a row that is no record, is told with the record before it, or the first.
    Raises InputError where no header is found, or where it can be read in two ways.
    """
    names = FieldNames(pack)
    layout, rows = find_header(table, names)
    sheet = Sheet(table, layout, names, pack, list(layout.remarks))
    records = (read_long if layout.is_long else read_wide)(sheet, rows)
    found = False
    for record in _one_behind(records):
        found = True
        yield replace(record, faults=(*record.faults, *_taken(sheet)))
    lost = sheet.lost_rows()
    if not found:
        place = (layout.row.number, 1)
        lost = [*lost, *_taken(sheet), fault_of_cell(place, "no-rows", "critical")]
    if lost:
        yield _refusal(name, table, lost)


def _one_behind(records: Iterator[Record]) -> Iterator[Record]:
    """Yield *records*, each when the next one is there, or when there is none: what follows it is known by then."""
    waiting: Record | None = None
    try:
        for record in records:
            if waiting is not None:
                yield waiting
            waiting = record
    except InputError:
        if waiting is not None:
            yield waiting
        raise
    if waiting is not None:
        yield waiting


def _taken(sheet: Sheet) -> list[Fault]:
    """Return what was noticed since the last record, and forget it; what refuses rows is kept to the end."""
    taken = [fault for fault in sheet.remarks if fault.severity != "critical"]
    sheet.remarks = [fault for fault in sheet.remarks if fault.severity == "critical"]
    return taken


def _refusal(name: str, table: Table, faults: Sequence[Fault]) -> Refusal:
    """Return the refusal of rows that belong to no submission, or of a table that holds none."""
    findings = [Finding(fault.code, fault.severity, table.place(*_cell(fault)), fault.parameters) for fault in faults]
    return Refusal(name, tuple(sorted(findings, key=lambda finding: finding.locus)))


def _cell(fault: Fault) -> tuple[int, int]:
    """Return row and column of a fault that belongs to no submission."""
    _, row, column = fault.path
    return int(row), int(column)
