"""Where a table begins, and what each of its columns holds. What cannot be read for sure is refused with its cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from checker.errors import InputError, column_letters
from checker.model.text import Text
from checker.readers.faults import Fault
from checker.readers.tables.draft import fault_of_cell
from checker.readers.tables.fields import Field, FieldNames, Named
from checker.readers.tables.headings import FIXED, INDICATOR, PARTS, PLACE, folded
from checker.readers.tables.table import Row, Scalar, Table
from checker.readers.tables.titles import UnitLine, told_titles, unit_lines

WITHIN = 20  # rows that are looked through for the header
MAX_UNMAPPED = 20  # columns that are told one by one
LOCALITY: Field = ("locality",)
NAME: Field = ("name",)
PERIOD: Field = ("period",)
_PLACES: tuple[Field, ...] = (LOCALITY, NAME, (PLACE,))
NAMES_INDICATOR: Field = ("row", INDICATOR)
VALUE: Field = ("row", "value")
_SHARED: tuple[Field, ...] = (("row", "as_of"), ("row", "source"))  # what a row may say of all its claims

_NEEDED: Mapping[Field, str] = {
    LOCALITY: "locality / 地区代码",
    PERIOD: "period / 报告期",
    NAMES_INDICATOR: "indicator / 指标",
    VALUE: "value / 数值",
}
_INDICATORS = Text("指标（编号或名称）一列或多列", "columns of indicators, by id or label")


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of a table: its row, what each column names, and the units that lines above it give.

    *remarks* are notes on the table as a whole.
    """

    row: Row
    columns: Mapping[int, Named]
    remarks: tuple[Fault, ...] = ()
    units: tuple[UnitLine, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether each row holds one value, and names its indicator."""
        return any(named.field == NAMES_INDICATOR for named in self.columns.values())

    def column_of(self, field: Field) -> int:
        """Return the column that holds *field*; 0 if none does."""
        return next((column for column, named in self.columns.items() if named.field == field), 0)

    @property
    def width(self) -> int:
        """The last column with a head."""
        return max(column for column, cell in enumerate(self.row.cells, 1) if not is_blank(cell))

    def has_heading(self, column: int) -> bool:
        """Return whether anything stands over *column*."""
        return column <= len(self.row.cells) and not is_blank(self.row.cells[column - 1])


def is_blank(cell: object) -> bool:
    """Return whether a cell shows nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def find_header(table: Table, names: FieldNames) -> tuple[Layout, Iterator[Row]]:
    """Return the header of *table*, and the rows below it.

    It is the first row that names a column of localities and another one; what stands above are titles. Raises
    InputError where there is none, where a column that is needed is missing, or where two columns hold the same.
    """
    above: list[Row] = []
    for row in islice(table.rows, WITHIN):
        columns = _columns(row, names)
        if _begins(columns):
            _refuse_doubles(row, columns, table)
            layout = Layout(
                row, _settled(columns), (*told_titles(above), *_unmapped(row, columns, names)), unit_lines(above)
            )
            _refuse_gaps(layout, table)
            return layout, table.rows
        above.append(row)
    first = next((row for row in above if any(not is_blank(cell) for cell in row.cells)), None)
    place = table.place(first.number if first else 1, 1)
    raise InputError("no-header", place, expected=_needed([LOCALITY, PERIOD], wide=True), limit=WITHIN)


def is_header(cells: Sequence[Scalar], names: FieldNames) -> bool:
    """Return whether *cells* could be the header of a table."""
    return _begins(_columns(Row(1, cells), names))


def repeats(row: Row, layout: Layout, names: FieldNames) -> bool | None:
    """Return whether *row*, below the header, is the same header once more; None if it is no header.

    Here one head of a column of localities is enough, where it stands in that column: no locality is called so.
    """
    columns = _columns(row, names)
    place = layout.column_of(LOCALITY)
    if not _begins(columns) and (place not in columns or columns[place].field not in _PLACES):
        return None
    return _settled(columns) == layout.columns and _unknown(row, columns) == _unknown(layout.row, layout.columns)


def _unknown(row: Row, columns: Mapping[int, Named]) -> dict[int, str]:
    """Return the heads of *row* that name nothing we know, as they are compared."""
    return {
        column: folded(cell)
        for column, cell in enumerate(row.cells, 1)
        if column not in columns and isinstance(cell, str) and cell.strip()
    }


def _begins(columns: Mapping[int, Named]) -> bool:
    """Return whether a row with these columns is a header."""
    return len(columns) > 1 and any(named.field in _PLACES for named in columns.values())


def _columns(row: Row, names: FieldNames) -> dict[int, Named]:
    """Return what the columns of a row hold. A part of a claim needs a claim: a long table, or all those of a row."""
    heads = {column: cell for column, cell in enumerate(row.cells, 1) if isinstance(cell, str) and cell.strip()}
    found = {column: named for column, cell in heads.items() if (named := names.find(cell)) is not None}
    if any(named.field == NAMES_INDICATOR for named in found.values()):
        return found
    return {column: named for column, named in found.items() if named.field[0] != "row" or named.field in _SHARED}


def _settled(columns: Mapping[int, Named]) -> dict[int, Named]:
    """Return *columns* with 地区 and its like settled: names where codes have a column of their own, else codes."""
    held = {named.field for named in columns.values()}
    meant: dict[Field, Field] = {(PLACE,): NAME if LOCALITY in held else LOCALITY}
    if LOCALITY not in held and (PLACE,) not in held:
        meant[NAME] = LOCALITY
    return {column: Named(meant[one.field]) if one.field in meant else one for column, one in columns.items()}


def _refuse_doubles(row: Row, columns: Mapping[int, Named], table: Table) -> None:
    """Raise InputError at the second of two columns with the same head, or that hold the same."""
    seen: dict[object, int] = {}
    settled = _settled(columns)
    for column, cell in enumerate(row.cells, 1):
        if isinstance(cell, str) and cell.strip():
            key = settled[column].field if column in settled else folded(cell)
            first = seen.setdefault(key, column)
            if first != column:
                facts: dict[str, object] = {"found": cell, "here": _shown(row, column)}
                facts |= {"other": row.cells[first - 1], "at": _shown(row, first)}
                raise InputError("column-twice", table.place(row.number, column), **facts)


def _shown(row: Row, column: int) -> str:
    """Return a cell as spreadsheets call it; where the header is no row of its own, the column."""
    return f"{column_letters(column)}{row.number or ''}"


def _refuse_gaps(layout: Layout, table: Table) -> None:
    """Raise InputError if a column that is needed is missing: of the table, or of a claim of which only parts stand."""
    held = {named.field for named in layout.columns.values()}
    wide = NAMES_INDICATOR not in held
    lacking = [field for field in ((LOCALITY, PERIOD) if wide else (LOCALITY, PERIOD, VALUE)) if field not in held]
    no_values = wide and not any(field[0] == "claims" for field in held)
    if lacking or no_values:
        expected = _needed(lacking, wide=no_values)
        raise InputError("missing-column", table.place(layout.row.number, 1), expected=expected)
    stated = {field[:3] for field in held if field[3:4] == ("value",)}
    for column, named in layout.columns.items():
        if named.field[0] == "claims" and named.field[:3] not in stated:
            name, number = named.field[1], named.field[2]
            place = table.place(layout.row.number, column)
            raise InputError("missing-column", place, expected=name if number == 1 else f"{name}#{number}")


def _needed(lacking: Sequence[Field], *, wide: bool) -> Text:
    """Return the columns that are needed, as the submitter is told."""
    shown = [_NEEDED[field] for field in lacking]
    return Text(*("; ".join([*shown, *([words] if wide else [])]) for words in (_INDICATORS.zh, _INDICATORS.en)))


def _unmapped(row: Row, columns: Mapping[int, Named], names: FieldNames) -> Iterator[Fault]:
    """Yield a finding on each column whose head names nothing we know."""
    filled = [(column, cell) for column, cell in enumerate(row.cells, 1) if isinstance(cell, str) and cell.strip()]
    unknown = [(column, cell) for column, cell in filled if column not in columns]
    held = {named.field for named in columns.values()}
    parts = PARTS if NAMES_INDICATOR in held else [str(key) for _, key in _SHARED]
    others = {key for key in FIXED if (key,) not in held} | {key for key in parts if ("row", key) not in held}
    for column, cell in unknown[:MAX_UNMAPPED]:
        near = names.nearest(cell, others)
        yield fault_of_cell((row.number, column), "unmapped-column", "minor", found=cell, nearest=near)
    if len(unknown) > MAX_UNMAPPED:
        place = (row.number, unknown[MAX_UNMAPPED][0])
        yield fault_of_cell(place, "more-unmapped", "minor", count=len(unknown) - MAX_UNMAPPED)
