"""A sheet, streamed: its cells by row and column, and what a person looking at it would not see."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checker.errors import InputError, Locus
from checker.readers.tables.table import Remark, Scalar
from checker.readers.workbook.cells import MAX_TEXT, CellReader
from checker.readers.workbook.formats import NumberFormat
from checker.readers.workbook.markup import LOCAL, MAX_ELEMENTS, Enough
from checker.readers.workbook.package import Package
from checker.readers.workbook.rounding import Rounding

MAX_CELLS = 500_000  # of a sheet, read in some seconds: the form of 2,844 counties has 340,000
MAX_COLUMN, MAX_ROW = 16_384, 1_048_576  # as many as Excel has
MAX_FOUND = 80
MAX_MERGED = 10_000  # areas

_ADDRESS = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})", re.ASCII)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds something: its number, from 1, and its cells by column, from 1. No cell is blank."""

    number: int
    cells: Mapping[int, Scalar]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A range of cells, both ends included."""

    top: int
    left: int
    bottom: int
    right: int
    text: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: *rows* in their order, *remarks* by row and column, the merged areas, the hidden columns.

    *whole* is false where only its beginning was read.
    """

    name: str
    hidden: bool
    rows: Sequence[SheetRow]
    remarks: Mapping[tuple[int, int], tuple[Remark, ...]] = field(default_factory=dict)
    merged: Sequence[Area] = ()
    hidden_columns: frozenset[int] = frozenset()
    whole: bool = True

    def cell(self, row: int, column: int) -> Scalar:
        """Return what stands in a cell; None if it is blank."""
        found = self.between(row, row)
        return found[0].cells.get(column) if found else None

    def between(self, first: int, last: int) -> Sequence[SheetRow]:
        """Return the rows from number *first* to *last* that hold something."""
        return self.rows[bisect_left(self.rows, first, key=_number_of) : bisect_right(self.rows, last, key=_number_of)]

    def used_columns(self) -> list[int]:
        """Return the columns that hold anything, from the left."""
        used: set[int] = set()
        for row in self.rows:
            used.update(row.cells)
        return sorted(used)


class SheetTarget:
    """Collects the cells of a sheet. It stops after *rows* rows that hold something, if that is given."""

    def __init__(
        self, package: Package, part: str, cells: CellReader, formats: Sequence[NumberFormat | None], rows: int = 0
    ) -> None:
        self._place = Locus(package.name)
        self._part = part
        self._cells = cells
        self._formats = formats
        self._limit = rows
        self._elements = 0
        self._count = 0
        self._all_hidden = False
        self._row, self._column = 0, 0
        self._row_hidden = False
        self._values: dict[int, Scalar] = {}
        self._kind, self._style = "", 0
        self._text: list[str] | None = None
        self._formula: list[str] | None = None
        self._into: list[str] | None = None
        self._aid = False
        self._shared: dict[str, str] = {}
        self._share = ""
        self.rows: list[SheetRow] = []
        self.remarks: dict[tuple[int, int], tuple[Remark, ...]] = {}
        self.merged: list[Area] = []
        self._rounding = Rounding()
        self._widths = 0
        self._hidden = bytearray(MAX_COLUMN + 1)
        self.whole = True

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note the begin of an element."""
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise InputError("workbook-too-many-cells", self._place, limit=MAX_CELLS)
        local = LOCAL.get(name)
        if local == "c":
            self._start_cell(attributes)
        elif local == "v":
            self._text = self._into = []
        elif local == "row":
            self._start_row(attributes)
        elif local is not None:
            self._start_other(local, attributes)

    def _start_other(self, local: str, attributes: dict[str, str]) -> None:
        """Note the begin of an element that most cells do without."""
        match local:
            case "f":
                self._formula = self._into = []
                self._share = attributes.get("si", "")
            case "is":
                self._text = []
            case "t":
                self._into = None if self._aid else self._text
            case "rPh":
                self._aid = True
            case "col":
                self._note_columns(attributes)
            case "mergeCell":
                self._note_merged(attributes)
            case "sheetFormatPr":
                self._all_hidden = _is_true(attributes.get("zeroHeight"))

    def text(self, text: str) -> None:
        """Note text."""
        if self._into is not None and len(self._into) <= MAX_TEXT:
            self._into.append(text[: MAX_TEXT + 1])

    def end(self, name: str) -> None:
        """Note the end of an element."""
        local = LOCAL.get(name)
        if local == "v":
            self._into = None
        elif local == "c":
            if self._text is not None or self._formula is not None:
                self._end_cell()
        elif local in ("f", "t"):
            self._into = None
        elif local == "row":
            self._end_row()
        elif local == "rPh":
            self._aid = False

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self._row + 1))
        if not self._row < number <= MAX_ROW:
            raise self._damaged()
        self._row, self._column = number, 0
        hidden = attributes.get("hidden", "1" if self._all_hidden and "ht" not in attributes else "0")
        self._row_hidden = _is_true(hidden) or attributes.get("ht") == "0"
        self._values = {}

    def _end_row(self) -> None:
        if not self._values:
            return
        self.rows.append(SheetRow(self._row, self._values, self._row_hidden))
        if len(self.rows) == self._limit:
            self.whole = False
            raise Enough

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_CELLS:
            raise InputError("workbook-too-many-cells", self._place, limit=MAX_CELLS)
        address = attributes.get("r")
        column = self._column + 1 if address is None else column_of(address)
        if not self._column < column <= MAX_COLUMN or not self._row:
            raise self._damaged()
        self._column = column
        self._kind = attributes.get("t", "")
        self._style = int(attributes.get("s", "0"))
        self._text = self._formula = self._into = None

    def _end_cell(self) -> None:
        text = None if self._text is None else "".join(self._text)
        shown = self._formats[self._style] if 0 <= self._style < len(self._formats) else None
        formula = self._whole_formula()
        value: Scalar
        try:
            if formula is None:
                value, remarks = self._cells.read(self._kind, text, shown)
            else:
                value, remarks = self._cells.computed(self._kind, text, formula, shown)
        except (ValueError, IndexError):
            value, remarks = text, (Remark("cell-damaged", "critical", {"found": (text or "")[:MAX_FOUND]}),)
        if value is not None:
            self._values[self._column] = value
            if remarks:
                self.remarks[self._row, self._column] = self._rounding.without_more(remarks, self._row, self._column)

    def told(self) -> Mapping[tuple[int, int], tuple[Remark, ...]]:
        """Return the remarks by row and column; those of a column on rounding are one."""
        return {
            place: remarks for place, found in self.remarks.items() if (remarks := self._rounding.told(place, found))
        }

    def _whole_formula(self) -> str | None:
        """Return the formula of the cell; of one that is shared, where it was written out."""
        if self._formula is None:
            return None
        written = "".join(self._formula)
        return self._shared.setdefault(self._share, written) if self._share else written

    def _note_columns(self, attributes: dict[str, str]) -> None:
        self._widths += 1
        first, last = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
        if self._widths > MAX_COLUMN or not 0 < first <= last <= MAX_COLUMN:
            raise self._damaged()
        if _is_true(attributes.get("hidden")) or attributes.get("width") == "0":
            self._hidden[first : last + 1] = b"\1" * (last + 1 - first)

    @property
    def hidden_columns(self) -> frozenset[int]:
        """The columns that are hidden."""
        return frozenset(column for column, hidden in enumerate(self._hidden) if hidden)

    def _note_merged(self, attributes: dict[str, str]) -> None:
        self.merged += _areas(attributes.get("ref", ""))
        if len(self.merged) > MAX_MERGED:
            raise InputError("too-many-merged", self._place, limit=MAX_MERGED)

    def _damaged(self) -> InputError:
        return InputError("workbook-damaged", self._place, found=self._part)


_COLUMNS: dict[str, int] = {}


def column_of(address: str) -> int:
    """Return the column of a cell's address, from 1. Raises ValueError if it is none."""
    letters = address.rstrip("0123456789")
    column = _COLUMNS.get(letters)
    if column is None:
        if not (letters.isascii() and letters.isupper() and letters.isalpha() and len(letters) <= 3):
            raise ValueError(address[:MAX_FOUND])
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - ord("A") + 1
        _COLUMNS[letters] = column
    return column


def _areas(text: str) -> Iterator[Area]:
    """Yield the area that ``B7:C9`` names, if it is more than one cell."""
    first, _, last = text.partition(":")
    begin, end = _ADDRESS.fullmatch(first), _ADDRESS.fullmatch(last)
    if begin is None or end is None:
        return
    top, bottom = sorted((int(begin[2]), int(end[2])))
    left, right = sorted((column_of(begin[1]), column_of(end[1])))
    yield Area(top, left, bottom, right, text)


def _number_of(row: SheetRow) -> int:
    return row.number


def _is_true(text: str | None) -> bool:
    return text in ("1", "true")
