"""Parquet through the locked engine, row by row.

A place is ``file:group/row:column``: the row group, the row within it and the column, from 1; row 0 is the schema.
What the footer says is held against limits before anything is read, and texts are measured once more: footers lie.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate
from typing import BinaryIO

from checker.errors import InputError, Locus
from checker.model.pack import Pack
from checker.readers.encoding import forbidden_in
from checker.readers.files import InputStream
from checker.readers.locked import Engine, locked_engine
from checker.readers.records import Records
from checker.readers.tables.records import records_of_table
from checker.readers.tables.table import Remark, Row, Scalar, Table
from checker.syntax.document import CellText

MAX_FILE = 100_000_000
MAX_ROWS = 1_000_000
MAX_COLUMNS = 2_000
MAX_CELLS = 20_000_000
MAX_UNPACKED = 500_000_000  # bytes, as the footer says
MAX_TEXT = 200_000_000  # bytes, as they are
MAX_CELL = 32_767  # characters
_AT_ONCE = 500  # rows
_PLAIN_MAGIC, _ENCRYPTED_MAGIC = b"PAR1", b"PARE"

_WHOLE = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_AS_TEXT = re.compile(rf"BOOLEAN|DATE|DECIMAL\([0-9]+,[0-9]+\)|U?(?:{'|'.join(_WHOLE)})")
_TIMESTAMP = re.compile(r"TIMESTAMP(?:_S|_MS|_NS)?")
_MIDNIGHT = re.compile(r"(.*) 00:00:00(?:\.0+)?")

Read = tuple[Scalar, Sequence[Remark]]


def read_parquet(stream: InputStream, pack: Pack) -> Records:
    """Yield the submissions of a Parquet file. Raises InputError at the column or row that is wrong."""
    with locked_engine(stream, MAX_FILE) as (engine, file):
        _refuse_others(file, stream.name)
        yield from records_of_table(_table(engine), stream.name, pack)


def count_rows(stream: InputStream) -> int:
    """Return how many rows the footer of a Parquet file says there are. Raises InputError if it is none."""
    with locked_engine(stream, MAX_FILE) as (engine, file):
        _refuse_others(file, stream.name)
        return sum(_rows_of_groups(engine))


def _refuse_others(file: BinaryIO, name: str) -> None:
    """Raise InputError if a file is encrypted, or no Parquet."""
    file.seek(0)
    content = file.read(4)
    if len(content) == 4:
        file.seek(-4, 2)
    marks = {content, file.read(4)}
    if _ENCRYPTED_MAGIC in marks:
        raise InputError("file-encrypted", Locus(name))
    if marks != {_PLAIN_MAGIC}:
        raise InputError("file-broken", Locus(name), found="Parquet")


def _table(engine: Engine) -> Table:
    """Return the table in the file. Raises InputError if it asks for more than the limits allow."""
    groups = _rows_of_groups(engine)
    columns = _columns(engine)
    _limit(engine, "too-many-cells", sum(groups) * len(columns), MAX_CELLS)
    _measure(engine, columns)
    ends = list(accumulate(groups))

    def place(row: int, column: int) -> Locus:
        group = bisect_left(ends, row)
        before = ends[group - 1] if group else 0
        return Locus(engine.name, group=group + 1, line=row - before, column=column)

    return Table(_rows(engine, columns), place)


@dataclass(frozen=True, slots=True)
class _Column:
    """One column: its name as the file has it, and how its values are read."""

    name: str
    read: Callable[[str], Read]


def _rows_of_groups(engine: Engine) -> list[int]:
    """Return how many rows each row group has. Raises InputError for an encrypted file, or one that is too large."""
    ((rows, encryption),) = engine.ask("SELECT num_rows, encryption_algorithm FROM parquet_file_metadata(?)")
    if encryption is not None:
        raise InputError("file-encrypted", Locus(engine.name))
    _limit(engine, "too-many-rows", rows, MAX_ROWS)
    groups = engine.ask(
        "SELECT any_value(row_group_num_rows), sum(total_uncompressed_size), min(total_uncompressed_size)"
        " FROM parquet_metadata(?) GROUP BY row_group_id ORDER BY row_group_id"
    )
    _limit(engine, "too-large", sum(size for _, size, _ in groups), MAX_UNPACKED)
    if any(count < 0 or least < 0 for count, _, least in groups) or sum(count for count, _, _ in groups) != rows:
        raise InputError("file-broken", Locus(engine.name), found="Parquet")
    return [count for count, _, _ in groups]


def _columns(engine: Engine) -> list[_Column]:
    """Return the columns. Raises InputError at one whose type is none of a table's."""
    _, *leaves = engine.ask("SELECT name, num_children FROM parquet_schema(?)")
    _limit(engine, "too-many-columns", len(leaves), MAX_COLUMNS)
    types = [str(row[1]) for row in engine.ask("DESCRIBE SELECT * FROM read_parquet(?)")]
    for number, kind in enumerate(types, 1):
        if _reader_of(kind) is None:
            raise InputError("column-type", _in_schema(engine, number), found=kind)
    names = [str(name) for name, _ in leaves]
    return [_Column(name, read) for name, kind in zip(names, types, strict=True) if (read := _reader_of(kind))]


def _measure(engine: Engine, columns: Sequence[_Column]) -> None:
    """Raise InputError if a column has not one value a row, or if the texts are too long.

    A dictionary may hold one long text that stands in every row.
    """
    ((odd,),) = engine.ask("SELECT count(*) FROM parquet_metadata(?) WHERE num_values <> row_group_num_rows")
    if odd:
        raise InputError("file-broken", Locus(engine.name), found="Parquet")
    numbers = [number for number, column in enumerate(columns, 1) if column.read is _text]
    if not numbers:
        return
    asked = ", ".join(f"coalesce(sum(strlen(#{n})), 0), coalesce(max(strlen(#{n})), 0)" for n in numbers)
    (sizes,) = engine.ask(f"SELECT {asked} FROM read_parquet(?)")  # noqa: S608 - numbers of columns
    _limit(engine, "too-large", sum(sizes[::2]), MAX_TEXT)
    for number, longest in zip(numbers, sizes[1::2], strict=True):
        if longest > 4 * MAX_CELL:  # bytes of a character, at most
            raise InputError("cell-too-long", _in_schema(engine, number), limit=MAX_CELL)


def _rows(engine: Engine, columns: Sequence[_Column]) -> Iterator[Row]:
    """Yield the names of the columns as row 0, then the rows."""
    yield Row(0, [CellText(column.name) for column in columns])
    number = 0
    for batch in engine.batches("SELECT COLUMNS(*)::VARCHAR FROM read_parquet(?)", _AT_ONCE):
        for values in batch:
            number += 1
            read = [
                (None, ()) if text is None else column.read(text) for column, text in zip(columns, values, strict=True)
            ]
            remarks = {place: noted for place, (_, noted) in enumerate(read, 1) if noted}
            yield Row(number, [value for value, _ in read], remarks)


def _reader_of(kind: str) -> Callable[[str], Read] | None:
    """Return how values of a type are read; None if they are none of a table's."""
    if kind == "VARCHAR":
        return _text
    if kind == "FLOAT":
        return _single
    if kind == "DOUBLE":
        return _double
    if _TIMESTAMP.fullmatch(kind):
        return _day
    return _plain if _AS_TEXT.fullmatch(kind) else None


def _plain(text: str) -> Read:
    """Read what the engine writes as the form does: whole numbers, decimals with their zeros, truth values, days."""
    return CellText(text), ()


def _text(text: str) -> Read:
    """Read a text: the dictionary decides what it means, as in CSV."""
    forbidden = forbidden_in(text)
    if forbidden is not None:
        return CellText(text), (Remark("encoding", "critical", {"found": forbidden}),)
    if len(text) > MAX_CELL:
        return None, (Remark("cell-too-long", "critical", {"limit": MAX_CELL}),)
    return (CellText(text), ()) if text.strip() else (None, ())


def _double(text: str) -> Read:
    """Read a double: the shortest decimal that means it, a whole number without its point."""
    return CellText(text.removesuffix(".0")), ()


def _single(text: str) -> Read:
    """Read a number of single precision: the shortest decimal that means it, with a finding if it is not exact."""
    shown = text.removesuffix(".0")
    (stored,) = struct.unpack("f", struct.pack("f", float(text)))
    if text in ("nan", "inf", "-inf") or Fraction(stored) == Fraction(text):
        return CellText(shown), ()
    return CellText(shown), (Remark("single-precision", "minor", {"found": shown}),)


def _day(text: str) -> Read:
    """Read a timestamp as a day, if it is the beginning of one."""
    midnight = _MIDNIGHT.fullmatch(text)
    if midnight is not None:
        return CellText(midnight[1]), ()
    return CellText(text), (Remark("not-a-date", "critical", {"found": text, "expected": "2020-06-30"}),)


def _in_schema(engine: Engine, column: int) -> Locus:
    return Locus(engine.name, group=1, column=column)


def _limit(engine: Engine, code: str, count: int, limit: int) -> None:
    if count > limit:
        raise InputError(code, Locus(engine.name), limit=limit)
