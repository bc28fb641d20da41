"""CSV and TSV by RFC 4180, strictly: nothing is guessed but the delimiter, and that by the header alone.

A place is ``file:row:column``: the row is the line of the text in which the record begins, the column counts cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from checker.errors import InputError, Locus
from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.records import Records
from checker.readers.tables.fields import FieldNames
from checker.readers.tables.header import WITHIN, is_header
from checker.readers.tables.records import records_of_table
from checker.readers.tables.table import Remark, Row, Table
from checker.syntax.document import CellText

MAX_COLUMNS = 2_000
MAX_CELLS = 1_000_000
MAX_CELL = 32_767  # characters: what a cell of a spreadsheet holds
MAX_BLANK_ROWS = 100_000

_NO_REMARKS: Mapping[int, Sequence[Remark]] = {}
_DELIMITERS = (",", "\t", ";")
_SEP = re.compile(r"sep=(.?)\r?(?:\n|\Z)", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_PLAIN = {delimiter: re.compile(rf'[^"\r\n{delimiter}]*+') for delimiter in _DELIMITERS}
_BLANK_LINES = re.compile(r"(?:[ \t]*+\r?\n)++")


def read_csv(file: InputFile, pack: Pack) -> Records:
    """Yield the submissions of a CSV file. Raises InputError at the line and cell that is wrong."""
    decoded = file.decoded
    text = decoded.text
    said = _SEP.match(text)
    if said is None:
        delimiter = _delimiter(text, file.name, pack)
    elif said[1] in _DELIMITERS:
        delimiter = said[1]
    else:
        raise InputError("delimiter", Locus(file.name, 1, 1), found=said[1], expected=", ; TAB")
    start = said.end() if said else 0
    yield from _read(_Splitter(text, file.name, delimiter, start), decoded.encoding, pack)


def read_tsv(file: InputFile, pack: Pack) -> Records:
    """Yield the submissions of a text whose cells are kept apart by tabs. Raises InputError as ``read_csv`` does."""
    decoded = file.decoded
    yield from _read(_Splitter(decoded.text, file.name, "\t"), decoded.encoding, pack)


def _read(splitter: _Splitter, encoding: str, pack: Pack) -> Records:
    """Yield the submissions of a text. It is taken apart to its end first: a quote that is open may swallow rows."""
    rows = list(splitter.rows())
    table = Table(iter(rows), splitter.place, encoding, writes_blanks=True)
    return records_of_table(table, splitter.name, pack)


def _delimiter(text: str, name: str, pack: Pack) -> str:
    """Return the delimiter with which a header is found; a comma if there is none."""
    names = FieldNames(pack)
    for delimiter in _DELIMITERS:
        try:
            rows = islice(_Splitter(text, name, delimiter).rows(), WITHIN)
            if any(is_header(row.cells, names) for row in rows):
                return delimiter
        except InputError:  # told when the text is read with its real delimiter
            continue
    return _DELIMITERS[0]


@dataclass(slots=True)
class _Splitter:
    """Takes a text apart. Blank rows are left out; *start* is where the table begins."""

    text: str
    name: str
    delimiter: str
    start: int = 0

    def place(self, row: int, column: int) -> Locus:
        """Return the place of a cell."""
        return Locus(self.name, row, column)

    def rows(self) -> Iterator[Row]:
        """Yield the rows that are not blank. Raises InputError at a quote that is wrong, or beyond a limit."""
        text, position, line = self.text, self.start, 1 + self.text.count("\n", 0, self.start)
        cells_so_far = blank_rows = 0
        while position < len(text):
            blank = _BLANK_LINES.match(text, position)
            if blank is not None:
                lines = text.count("\n", position, blank.end())
                blank_rows, line, position = blank_rows + lines, line + lines, blank.end()
                self._limit("blank-rows", blank_rows, MAX_BLANK_ROWS, line)
                continue
            cells, end = self._row(position, line)
            cells_so_far += len(cells)
            self._limit("too-many-columns", len(cells), MAX_COLUMNS, line)
            self._limit("too-many-cells", cells_so_far, MAX_CELLS, line)
            scalars = self._scalars(cells, line)
            if any(scalars):
                yield Row(line, scalars, _NO_REMARKS)
            else:
                blank_rows += 1
                self._limit("blank-rows", blank_rows, MAX_BLANK_ROWS, line)
            line += text.count("\n", position, end)
            position = end

    def _row(self, position: int, line: int) -> tuple[list[str], int]:
        """Return the cells of the row at *position*, and where the next one begins."""
        newline = self.text.find("\n", position)
        end = len(self.text) if newline < 0 else newline
        if self.text.find('"', position, end) >= 0:
            return self._quoted_row(position, line)
        plain = self.text[position:end].removesuffix("\r")
        if "\r" in plain:
            column = plain.count(self.delimiter, 0, plain.find("\r")) + 1
            raise InputError("line-end", self.place(line, column))
        if plain.count(self.delimiter) >= MAX_COLUMNS:
            raise InputError("too-many-columns", self.place(line, MAX_COLUMNS + 1), limit=MAX_COLUMNS)
        return plain.split(self.delimiter), end + 1

    def _quoted_row(self, position: int, line: int) -> tuple[list[str], int]:
        """Return the cells of a row with quotes in it, which may hold line ends."""
        cells: list[str] = []
        while True:
            cell, position = self._cell(position, line, len(cells) + 1)
            cells.append(cell)
            self._limit("too-many-columns", len(cells), MAX_COLUMNS, line)
            if not self.text.startswith(self.delimiter, position):
                break
            position += 1
        return cells, position + (2 if self.text.startswith("\r\n", position) else 1)

    def _cell(self, position: int, line: int, column: int) -> tuple[str, int]:
        """Return the cell at *position*, and where it ends: at a delimiter, a line end or the end of the text."""
        text = self.text
        if text.startswith('"', position):
            quoted = _QUOTED.match(text, position)
            if quoted is None:
                raise InputError("quote-open", self.place(line, column))
            cell, end = quoted[1].replace('""', '"'), quoted.end()
        else:
            plain = _PLAIN[self.delimiter].match(text, position)
            assert plain is not None  # it may be empty
            cell, end = plain.group(), plain.end()
        if end == len(text) or text.startswith((self.delimiter, "\n", "\r\n"), end):
            return cell, end
        raise InputError("line-end" if text.startswith("\r", end) else "quote-stray", self.place(line, column))

    def _scalars(self, cells: Sequence[str], line: int) -> tuple[CellText | None, ...]:
        """Return the cells as scalars, blank ones as None. Raises InputError at one that is too long."""
        if max(map(len, cells)) > MAX_CELL:
            column = next(column for column, cell in enumerate(cells, 1) if len(cell) > MAX_CELL)
            raise InputError("cell-too-long", self.place(line, column), limit=MAX_CELL)
        return tuple([CellText(cell) if cell and not cell.isspace() else None for cell in cells])

    def _limit(self, code: str, count: int, limit: int, line: int) -> None:
        if count > limit:
            raise InputError(code, self.place(line, 0), limit=limit)
