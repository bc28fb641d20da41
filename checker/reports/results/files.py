"""Exported results as CSV, NDJSON and Parquet: row by row, so that memory does not grow with their number."""

from __future__ import annotations

import csv
import io
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import BinaryIO

import msgspec

from checker.errors import StoreError
from checker.model.text import Language
from checker.reports.cell import text_cell
from checker.reports.results.columns import Column, Value

Rows = Iterable[tuple[Value, ...]]
Write = Callable[[Sequence[Column], Rows, BinaryIO, Language], None]
ROW_GROUP = 20_000
MEMORY = "128MB"
LONGEST_LINE = 1 << 20
_LIKE_DATE = re.compile(r"\d{1,4}/\d{1,4}")  # a spreadsheet makes a day of 25/3


def write_csv(columns: Sequence[Column], rows: Rows, file: BinaryIO, language: Language) -> None:
    """Write CSV for spreadsheets: with a byte order mark, and no text in it that is a formula or a day to them."""
    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
    try:
        text.write("\ufeff")
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow([column.header.in_(language) for column in columns])
        writer.writerows([_cell(value) for value in row] for row in rows)
    finally:
        text.detach()  # the file is the caller's to close


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _LIKE_DATE.fullmatch(value) else text_cell(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def write_ndjson(columns: Sequence[Column], rows: Rows, file: BinaryIO, _language: Language) -> None:
    """Write an object a line. Decimals are numbers; what is exact beyond them is text."""
    _write_lines(columns, rows, file, msgspec.json.Encoder(decimal_format="number"))


def _write_lines(columns: Sequence[Column], rows: Rows, file: BinaryIO, encoder: msgspec.json.Encoder) -> None:
    names = [column.id for column in columns]
    for row in rows:
        file.write(encoder.encode(dict(zip(names, row, strict=True))))
        file.write(b"\n")


def write_parquet(columns: Sequence[Column], rows: Rows, file: BinaryIO, _language: Language) -> None:
    """Write Parquet with decimals as such: DuckDB makes it of lines of JSON, in a folder that is all it can reach."""
    with tempfile.TemporaryDirectory(prefix="checker-") as name:
        folder = Path(name).resolve()
        with (folder / "rows.ndjson").open("wb") as lines:
            _write_lines(columns, rows, lines, msgspec.json.Encoder(decimal_format="string"))
        _convert(columns, folder)
        with (folder / "rows.parquet").open("rb") as made:
            shutil.copyfileobj(made, file)


def _convert(columns: Sequence[Column], folder: Path) -> None:
    import duckdb  # noqa: PLC0415 - costs start-up, and the other formats do without

    types = ", ".join(f"{column.id}: '{column.kind}'" for column in columns)
    source, target = _quoted(folder / "rows.ndjson"), _quoted(folder / "rows.parquet")
    options: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "threads": 1,
        "memory_limit": MEMORY,
    }
    try:
        with duckdb.connect(config=options) as connection:
            connection.execute(f"SET allowed_directories = [{_quoted(folder)}]")
            connection.execute(f"SET temp_directory = {_quoted(folder / 'spilled')}")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            connection.execute(
                f"COPY (SELECT * FROM read_json({source}, format = 'newline_delimited', columns = {{{types}}},"  # noqa: S608 - our own names
                f" maximum_object_size = {LONGEST_LINE}))"
                f" TO {target} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
            )
    except duckdb.IOException:
        raise StoreError("cannot-write", found="Parquet") from None


def _quoted(path: Path) -> str:
    """Return a path as a literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"


WRITERS: Mapping[str, Write] = {"csv": write_csv, "ndjson": write_ndjson, "parquet": write_parquet}
