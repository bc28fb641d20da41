"""Wide tables: a row a submission, a column an indicator."""

from __future__ import annotations

from collections.abc import Iterator

from checker.readers.records import Record
from checker.readers.tables.draft import Draft
from checker.readers.tables.header import LOCALITY, PERIOD
from checker.readers.tables.sheet import Sheet
from checker.readers.tables.table import Row


def read_wide(sheet: Sheet, rows: Iterator[Row]) -> Iterator[Record]:
    """Yield a record for each of *rows* that names a locality."""
    period = sheet.layout.column_of(PERIOD)
    for row in rows:
        locality = sheet.record_begins(row)
        if locality is None:
            continue
        draft = Draft(sheet.pack, sheet.table, locality.place)
        draft.put(LOCALITY, locality)
        draft.leave_blank(PERIOD, (row.number, period))
        sheet.note_short(draft, row)
        for column, cell in sheet.filled(row).items():
            named = sheet.layout.columns.get(column)
            if named is None:
                sheet.pass_over(draft, cell)
            elif cell.place != locality.place:
                sheet.put(draft, named, cell)
        yield draft.record()
