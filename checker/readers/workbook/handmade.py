"""Workbooks made by hand: which sheet holds the table, and its rows as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from checker.errors import InputError, Locus
from checker.model.pack import Pack
from checker.readers.faults import Fault
from checker.readers.files import InputFile
from checker.readers.records import Record, Records
from checker.readers.tables.fields import Field, FieldNames
from checker.readers.tables.header import WITHIN, is_header
from checker.readers.tables.headings import INDICATOR
from checker.readers.tables.records import records_of_table
from checker.readers.tables.table import Remark, Row, Scalar, Table
from checker.readers.workbook.book import Book
from checker.readers.workbook.notices import Unseen, notice, of_book, of_unread
from checker.readers.workbook.pages import Marks, Numbering, mark_area
from checker.readers.workbook.percents import told_of
from checker.readers.workbook.sheet import Sheet

MAX_AREA = 5_000_000  # cells from the first column to the last of each row, blank ones too
# Of several sheets with a table, the one that is called so is read.
SHEET_NAMES = ("填报", "数据", "报送", "data", "submission")


def read_tables(file: InputFile, book: Book, sheets: Mapping[int, Sheet], pack: Pack) -> Records:
    """Yield the submissions in the one sheet that holds a table. *sheets* are the first rows, by number.

    Raises InputError if there is none, or if it is not clear which it is.
    """
    names = FieldNames(pack)
    headers = {number: row for number, sheet in sheets.items() if (row := _header(sheet, names)) is not None}
    chosen = _chosen(file, sheets, headers, pack)
    others = {number: sheet for number, sheet in sheets.items() if number != chosen}
    whole = sheets[chosen] if sheets[chosen].whole else book.read(book.entries[chosen - 1])
    told = [*of_book(book), *_hidden_tables(others, headers), *of_unread(_without(others, headers))]
    told += _hidden(chosen, whole, headers.get(chosen, 0))
    numbering = Numbering(file.name, [entry.name for entry in book.entries], home=chosen)
    marks = _marks(whole, headers.get(chosen, 0))
    whole = replace(whole, remarks=_known(whole, headers.get(chosen, 0), names, pack))
    table = Table(_rows(file, whole, marks), numbering.locus)
    for record in records_of_table(table, file.name, pack):
        if isinstance(record, Record) and told:
            yield replace(record, faults=(*record.faults, *told))
            told = []
        else:
            yield record


def _header(sheet: Sheet, names: FieldNames) -> int | None:
    """Return the row that could be the header of a table; None if there is none among the first."""
    found = (
        row.number for row in sheet.rows[:WITHIN] if is_header([str(cell or "") for cell in _dense(row.cells)], names)
    )
    return next(found, None)


def _chosen(file: InputFile, sheets: Mapping[int, Sheet], headers: Mapping[int, int], pack: Pack) -> int:
    """Return the sheet to read: the visible one with a table; of several, the one that has a name for it."""
    visible = [number for number in headers if not sheets[number].hidden]
    if len(visible) == 1:
        return visible[0]
    called = (*SHEET_NAMES, pack.directive.id.casefold())
    named = [number for number in visible if sheets[number].name.strip().casefold() in called]
    if len(named) == 1:
        return named[0]
    if not visible and len(headers) == 1:
        return next(iter(headers))
    place = Locus(file.name)
    if headers:
        found = ", ".join(sheets[number].name for number in (visible or headers))
        raise InputError("several-tables", place, found=found)
    filled = [number for number, sheet in sheets.items() if sheet.rows]
    if len(filled) == 1:
        return filled[0]  # reading it says what is missing
    if filled:
        raise InputError("no-table", place, found=", ".join(sheets[number].name for number in filled))
    raise InputError("workbook-is-blank", place)


def _without(others: Mapping[int, Sheet], headers: Mapping[int, int]) -> Iterator[tuple[int, Sheet]]:
    """Yield the sheets that were passed over, but for hidden tables."""
    yield from ((number, sheet) for number, sheet in others.items() if not (sheet.hidden and number in headers))


def _hidden_tables(others: Mapping[int, Sheet], headers: Mapping[int, int]) -> Iterator[Fault]:
    """Yield that hidden sheets hold tables which were not read."""
    for number, sheet in others.items():
        if sheet.hidden and number in headers:
            yield notice(number, "hidden-table", "minor", found=sheet.name)


def _hidden(number: int, sheet: Sheet, header: int) -> Iterator[Fault]:
    """Yield that the sheet is hidden, or that columns are which have a heading. Hidden rows go with their records."""
    unseen = Unseen()
    for row in sheet.between(header, header):
        for column in row.cells:
            unseen.note(number, sheet, replace(row, hidden=False), column)
    yield from unseen.told()


def _marks(sheet: Sheet, header: int) -> Marks:
    """Return the cells below the header that a merged area covers together with another record's or indicator's.

    One that begins in the first column and stays in its row is a label, such as that of a sum.
    """
    marks: Marks = {}
    heads = sorted(sheet.between(header, header)[0].cells) if header else []
    for area in sheet.merged:
        rows = [row.number for row in sheet.between(max(area.top, header + 1), area.bottom)] if header else []
        columns = [column for column in heads if area.left <= column <= area.right]
        is_label = len(rows) == 1 and columns[:1] == heads[:1]
        if area.top > header and len(rows) * len(columns) > 1 and not is_label:
            mark_area(marks, sheet, area, rows, columns)
    return marks


def _known(sheet: Sheet, header: int, names: FieldNames, pack: Pack) -> Mapping[tuple[int, int], tuple[Remark, ...]]:
    """Return the remarks of a table, where those on percentages are told by what the column or the row is of."""
    heads = sheet.between(header, header)[0].cells if header else {}
    found = {column: names.find(str(head or "")) for column, head in heads.items()}
    fields = {column: named.field for column, named in found.items() if named is not None}
    indicator = next((column for column, field in fields.items() if field == ("row", INDICATOR)), 0)

    def field_of(row: int, column: int) -> Field | None:
        field = fields.get(column)
        if field != ("row", "value"):
            return field
        named = names.find(str(sheet.cell(row, indicator) or ""))
        return None if named is None else named.field

    return {place: told for place, one in sheet.remarks.items() if (told := told_of(one, field_of(*place), pack))}


def _rows(file: InputFile, sheet: Sheet, marks: Marks) -> Iterator[Row]:
    """Yield the rows that hold something. Raises InputError if they are wider than any table is."""
    marked: dict[int, dict[int, Sequence[Remark]]] = {}
    for (number, column), remarks in (*sheet.remarks.items(), *marks.items()):
        columns = marked.setdefault(number, {})
        columns[column] = (*columns.get(column, ()), *remarks)
    area = 0
    for row in sheet.rows:
        remarks_here = marked.get(row.number, {})
        if row.hidden:
            first = min(row.cells)
            hidden = Remark("hidden-row", "minor", {"found": row.number})
            remarks_here[first] = (*remarks_here.get(first, ()), hidden)
        cells = _dense(row.cells, max(remarks_here, default=0))
        area += len(cells)
        if area > MAX_AREA:
            raise InputError("table-too-wide", Locus(file.name, row.number, sheet=sheet.name), limit=MAX_AREA)
        yield Row(row.number, cells, remarks_here)


def _dense(cells: Mapping[int, Scalar], at_least: int = 0) -> list[Scalar]:
    """Return cells from the first column to the last that holds something."""
    dense: list[Scalar] = [None] * max(at_least, *cells)
    for column, value in cells.items():
        dense[column - 1] = value
    return dense
