"""What is told of a workbook as a whole: programs, links to other files, and what a person would not see or expect."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from checker.errors import column_letters
from checker.model.assessment import Severity
from checker.readers.faults import Fault
from checker.readers.tables.draft import fault_of_cell
from checker.readers.workbook.book import Book
from checker.readers.workbook.pages import Numbering, ranges
from checker.readers.workbook.sheet import Sheet, SheetRow

MAX_SHEETS_TOLD = 20


def notice(sheet: int, code: str, severity: Severity, row: int = 0, column: int = 0, **parameters: object) -> Fault:
    """Return what is told of a place in a workbook: sheet 0 is the file itself, row 0 the whole sheet."""
    return fault_of_cell((Numbering.line(sheet, row), column), code, severity, **parameters)


def of_book(book: Book) -> Iterator[Fault]:
    """Yield what is told of the file: nothing in it is run, and no other file is opened."""
    if book.has_macros:
        yield notice(0, "macros", "minor")
    if book.has_outside_links:
        yield notice(0, "outside-links", "minor")


def of_unread(sheets: Iterable[tuple[int, Sheet]]) -> Iterator[Fault]:
    """Yield that sheets which hold something were not read; of many, the first."""
    filled = [(number, sheet) for number, sheet in sheets if sheet.rows]
    for number, sheet in filled[:MAX_SHEETS_TOLD]:
        yield notice(number, "sheet-unread", "note", found=sheet.name)
    if len(filled) > MAX_SHEETS_TOLD:
        yield notice(0, "more-sheets-unread", "note", count=len(filled) - MAX_SHEETS_TOLD)


class Unseen:
    """Collects what was read although a person does not see it: hidden sheets, rows and columns."""

    def __init__(self) -> None:
        self._sheets: dict[int, Sheet] = {}
        self._rows: dict[int, set[int]] = defaultdict(set)
        self._columns: dict[int, set[int]] = defaultdict(set)

    def note(self, number: int, sheet: Sheet, row: SheetRow, column: int) -> None:
        """Note that a cell of the sheet with this *number* was read."""
        if sheet.hidden:
            self._sheets[number] = sheet
        if row.hidden:
            self._rows[number].add(row.number)
        if column in sheet.hidden_columns:
            self._columns[number].add(column)

    def told(self) -> Iterator[Fault]:
        """Yield a finding for each sheet that is hidden, or has hidden rows or columns that were read."""
        for number, sheet in sorted(self._sheets.items()):
            yield notice(number, "hidden-sheet", "minor", found=sheet.name)
        for number, rows in sorted(self._rows.items()):
            yield notice(number, "hidden-rows", "minor", min(rows), found=ranges(rows))
        for number, columns in sorted(self._columns.items()):
            letters = ", ".join(column_letters(column) for column in sorted(columns))
            yield notice(number, "hidden-columns", "minor", 0, min(columns), found=letters)
