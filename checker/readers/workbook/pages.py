"""Where the cells of a workbook stand, and the sheets of our forms: their columns and rows by the hidden keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.errors import InputError, Locus, column_letters
from checker.model.form import (
    FORM,
    HEADING,
    INPUT_COLUMNS,
    ITEMS,
    MANY,
    SHOWN_COLUMNS,
    SOURCES,
    role_of,
)
from checker.readers.tables.table import Remark
from checker.readers.workbook.sheet import MAX_ROW, Area, Sheet, SheetRow

MAX_MARKS = 100_000  # cells that merged areas cover
_STRIDE = 2 * MAX_ROW
Marks = dict[tuple[int, int], tuple[Remark, ...]]  # by row and column
_KEYED = (FORM, SOURCES, MANY)  # roles whose rows have keys
_IDS = {FORM: "id", SOURCES: "id", MANY: "locality"}  # the shown column that repeats the key of the row


class Numbering:
    """Numbers the rows of all sheets of a workbook through, so that a row and a column name any cell of it.

    Line 0 is the file itself; a line below ``_STRIDE`` is a row of the sheet *home*.
    """

    def __init__(self, file: str, sheets: Sequence[str], home: int = 0) -> None:
        self._file = file
        self._sheets = sheets
        self._home = home

    @staticmethod
    def line(sheet: int, row: int = 0) -> int:
        """Return the number of a *row* of a sheet; both count from 1. Row 0 is the sheet itself."""
        return sheet * _STRIDE + row

    def locus(self, line: int, column: int) -> Locus:
        """Return the place of a cell."""
        if line == 0:
            return Locus(self._file)
        sheet, row = divmod(line, _STRIDE)
        return Locus(self._file, row, column, sheet=self._sheets[(sheet or self._home) - 1])


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a form. *number* is its place among the sheets, from 1; *indicator* is that of an items sheet.

    *columns* are by their keys, and so are those that are filled in, *inputs*; *entries* are the rows but for headings,
    each with its key.
    """

    number: int
    role: str
    indicator: str
    sheet: Sheet
    columns: Mapping[str, int]
    inputs: Mapping[str, int]
    entries: Sequence[tuple[str, SheetRow]]

    def filled(self, row: SheetRow) -> bool:
        """Return whether anything is filled in in a row."""
        return any(column in row.cells for column in self.inputs.values())

    def marks(self) -> Marks:
        """Return the cells to fill that a merged area covers together with others, each with a remark.

        Raises InputError if there are too many.
        """
        found: Marks = {}
        numbers = {row.number for _, row in self.entries}
        for area in self.sheet.merged:
            rows = [row.number for row in self.sheet.between(area.top, area.bottom) if row.number in numbers]
            keyed = [column for column in self.columns.values() if area.left <= column <= area.right]
            if len(rows) * len(keyed) > 1:
                mark_area(found, self.sheet, area, rows, sorted(set(keyed) & set(self.inputs.values())))
        return found

    def strays(self) -> Iterator[str]:
        """Yield the cells that hold something and belong to no column or row of the form."""
        keyed = {1, *self.columns.values()}
        for key, row in self.entries:
            keyless = self.role in _KEYED and not key and not self.filled(row)
            yield from (
                f"{column_letters(column)}{row.number}"
                for column in sorted(row.cells)
                if column not in keyed or (keyless and column > 1)
            )


def role_at(sheet: Sheet) -> tuple[str, str] | None:
    """Return the role that cell A1 of a sheet names, and the indicator of an items sheet; None if it names none."""
    return role_of(str(sheet.cell(1, 1) or ""))


def misplaced_role(sheet: Sheet) -> tuple[int, int] | None:
    """Return the row and column of a role that stands where it should not, or None."""
    for row in sheet.rows:
        for column, value in row.cells.items():
            if isinstance(value, str) and (row.number, column) != (1, 1) and role_of(value):
                return row.number, column
    return None


def read_page(number: int, sheet: Sheet, file: str) -> Page:
    """Return a sheet whose cell A1 names its role. Raises InputError if its hidden keys are not whole."""
    found = role_at(sheet)
    assert found is not None
    role, indicator = found
    columns: dict[str, int] = {}
    for column, value in sheet.rows[0].cells.items():
        key = str(value)
        if column > 1 and columns.setdefault(key, column) != column:
            raise InputError("form-key-twice", Locus(file, 1, column, sheet=sheet.name), found=key)
    missing = [key for key in INPUT_COLUMNS.get(role, ()) if key not in columns]
    if missing or (role == ITEMS and not columns):
        raise InputError("form-broken", Locus(file, sheet=sheet.name), found=", ".join(missing))
    shown = SHOWN_COLUMNS.get(role, ())
    inputs = {key: column for key, column in columns.items() if key not in shown}
    entries = [(key, row) for row in sheet.rows[1:] if (key := _key(row)) != HEADING]
    page = Page(number, role, indicator, sheet, columns, inputs, entries)
    _check_rows(page, file)
    return page


def _key(row: SheetRow) -> str:
    return str(row.cells.get(1) or "").strip()


def _check_rows(page: Page, file: str) -> None:
    """Refuse rows whose keys do not belong to them: a sort or a paste has parted them from what is shown."""
    if page.role not in _KEYED:
        return
    shown = page.columns.get(_IDS[page.role])
    first: dict[str, int] = {}
    for key, row in page.entries:
        if not page.filled(row):
            continue
        place = Locus(file, row.number, sheet=page.sheet.name)
        said = "" if shown is None else str(row.cells.get(shown) or "").strip()
        if not key and page.role != MANY:
            raise InputError("form-row-unknown", place, found=said)
        if key and said and said != key:
            raise InputError("form-row-moved", place, found=said, expected=key)
        if key and first.setdefault(key, row.number) != row.number:
            raise InputError("form-row-twice", place, found=key, other=first[key])


def mark_area(marks: Marks, sheet: Sheet, area: Area, rows: Iterable[int], columns: Sequence[int]) -> None:
    """Add a remark to *marks* for each cell in *rows* and *columns* of a merged area, if the area holds something.

    Raises InputError if there are too many.
    """
    value = sheet.cell(area.top, area.left)
    if value is None:
        return
    remarks = (Remark("merged-cells", "critical", {"found": area.text, "value": value}),)
    for row in rows:
        marks |= dict.fromkeys(((row, column) for column in columns), remarks)
        if len(marks) > MAX_MARKS:
            raise InputError("too-many-merged", limit=MAX_MARKS)


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as a reader counts them: 5, 7-9."""
    parts: list[list[int]] = []
    for number in sorted(set(numbers)):
        if parts and parts[-1][1] == number - 1:
            parts[-1][1] = number
        else:
            parts.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in parts)
