"""Long tables: a row a value. The rows of one locality and period form a submission, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from checker.errors import InputError
from checker.model.locality import plain_code
from checker.readers.records import Record
from checker.readers.tables.draft import Draft
from checker.readers.tables.fields import Field, Named
from checker.readers.tables.header import LOCALITY, PERIOD
from checker.readers.tables.headings import INDICATOR, NOTES
from checker.readers.tables.sheet import Sheet
from checker.readers.tables.table import Remark, Row
from checker.readers.tables.tree import Cell

_SAID_ONCE = ("name", "origin", "corrects")  # what may stand in place of an indicator
MAX_CELLS = 1_000_000  # that are kept until all rows are read


def read_long(sheet: Sheet, rows: Iterator[Row]) -> Iterator[Record]:
    """Yield a record for each locality and period, in the order of their first rows.

    Raises InputError if the table has too many cells.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    period = sheet.layout.column_of(PERIOD)
    kept = 0
    for row in rows:
        locality = sheet.record_begins(row)
        if locality is not None:
            when = sheet.cell(row, period)
            key = (plain_code(str(locality.value)), "" if when is None else str(when.value).strip())
            groups.setdefault(key, []).append(row)
            kept += len(row.cells)
            if kept > MAX_CELLS:
                raise InputError("too-many-cells", sheet.table.place(row.number, 1), limit=MAX_CELLS)
    for group in groups.values():
        yield _record(sheet, group)


def _record(sheet: Sheet, rows: list[Row]) -> Record:
    """Return the submission that *rows* of one locality and period form."""
    first = sheet.locality_of(rows[0])
    assert first is not None
    draft = Draft(sheet.pack, sheet.table, first.place)
    draft.put(LOCALITY, first)
    draft.leave_blank(PERIOD, (rows[0].number, sheet.layout.column_of(PERIOD)))
    unknown: dict[str, list[Cell]] = {}
    for row in rows:
        sheet.note_short(draft, row)
        parts: dict[str, Cell] = {}
        for column, cell in sheet.filled(row).items():
            named = sheet.layout.columns.get(column)
            if named is None:
                sheet.pass_over(draft, cell)
            elif named.field[0] == "row":
                parts[str(named.field[1])] = cell
            elif named.field != LOCALITY:
                sheet.put(draft, named, cell)
            elif row is not rows[0]:
                draft.blame_all(cell)
        _put_row(sheet, draft, parts, unknown)
    for text, cells in unknown.items():
        draft.blame(
            cells[0].place, "unmapped-indicator", "minor", found=text, nearest=sheet.names.nearest(text, _SAID_ONCE)
        )
        if len(cells) > 1:
            draft.blame(cells[1].place, "more-unmapped-rows", "minor", found=text, count=len(cells) - 1)
    return draft.record()


def _put_row(sheet: Sheet, draft: Draft, parts: dict[str, Cell], unknown: dict[str, list[Cell]]) -> None:
    """Note what one row says: the value of its indicator, and the parts of that claim."""
    about = parts.pop(INDICATOR, None)
    value = parts.pop("value", None)
    if about is None:
        if value is not None:
            draft.blame(value.place, "row-without-indicator", "minor", found=value.value)
        else:
            _leave(draft, parts)
        return
    text = str(about.value)
    named = sheet.names.find(text)
    if named is None or named.field[0] in ("row", "place", *LOCALITY, *PERIOD):
        unknown.setdefault(text, []).append(about)
    elif value is not None:
        _put_value(sheet, draft, named, value, parts)
    else:
        _leave(draft, parts)


def _leave(draft: Draft, parts: Mapping[str, Cell]) -> None:
    """Note what a row without a value says all the same; the unit of a blank value says nothing."""
    for part, cell in parts.items():
        if part != "unit":
            draft.blame(cell.place, "cell-not-read", "minor", found=cell.value)


def _put_value(sheet: Sheet, draft: Draft, named: Named, value: Cell, parts: Mapping[str, Cell]) -> None:
    """Note a value where it belongs, and what else its row says of it."""
    match named.field:
        case ("claims", _, _, "value"):
            named = replace(named, field=_free(draft, named.field))
            own = {part: (*named.field[:3], part) for part in parts}
        case ("claims", _, _, "value", _, _):
            own = {part: (*named.field[:3], part) for part in parts if part != "unit"}
            value = _in_unit(sheet, named.field, value, parts.get("unit"))
        case ("notes", number, _):
            own = {part: ("notes", number, part) for part in parts if part in NOTES}
        case _:
            own = {}
    sheet.put(draft, named, value)
    for part, cell in parts.items():
        if part in own:
            draft.put(own[part], cell)
        elif part != "unit" or len(named.field) < 6:
            draft.blame(cell.place, "cell-not-read", "minor", found=cell.value)


def _free(draft: Draft, field: Field) -> Field:
    """Return *field*, or that of the next claim on its indicator of which nothing was said: rows may repeat."""
    start, name, number, part = field
    while draft.has((start, name, number, part)):
        number = int(number) + 1
    return (start, name, number, part)


def _in_unit(sheet: Sheet, field: Field, value: Cell, unit: Cell | None) -> Cell:
    """Return the value of an item's field, refused where its row gives another unit."""
    asked = sheet.names.unit_of(field)
    if unit is None or sheet.names.is_unit(str(unit.value), asked):
        return value
    wrong = Remark("wrong-unit", "critical", {"found": unit.value, "expected": asked})
    return replace(value, remarks=(*value.remarks, wrong))
