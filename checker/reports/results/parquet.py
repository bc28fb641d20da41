"""Rows -> Parquet. DuckDB makes it, a stretch of rows at a time, in a folder that is all it can reach."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from checker.errors import StoreError
from checker.reports.results.columns import Column, Row
from checker.reports.results.lines import LineEncoder

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

ROW_GROUP = 20_000
STRETCH = 100_000  # rows that are on the disk as text at a time
MEMORY = "128MB"
LONGEST_LINE = 1 << 20


def write_table(parts: Sequence[Sequence[Column]], rows: Iterable[Row], file: BinaryIO) -> int:
    """Write Parquet and return the number of rows. Raises StoreError if there is no room for it."""
    with tempfile.TemporaryDirectory(prefix="checker-") as name:
        folder = Path(name).resolve()
        with _opened(folder) as connection:
            number = _gather(parts, rows, connection, folder)
            ids = ", ".join(f"c{place} AS {column.id}" for place, column in enumerate(chain(*parts)))
            connection.execute(
                f"COPY (SELECT {ids} FROM made) TO {_quoted(folder / 'rows.parquet')}"  # noqa: S608 - our own names
                f" (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROW_GROUP})"
            )
        with (folder / "rows.parquet").open("rb") as made:
            shutil.copyfileobj(made, file)
    return number


def _gather(
    parts: Sequence[Sequence[Column]], rows: Iterable[Row], connection: DuckDBPyConnection, folder: Path
) -> int:
    """Put all rows into the table ``made``, in their order; return their number."""
    places = iter(range(sum(map(len, parts))))
    names = [[f"c{next(places)}" for _ in part] for part in parts]  # short: they stand in each line
    kinds = {name: column.kind for name, column in zip(chain(*names), chain(*parts), strict=True)}
    connection.execute(f"CREATE TABLE made ({', '.join(f'{name} {kind}' for name, kind in kinds.items())})")
    source, lines = folder / "rows.ndjson", LineEncoder(names, "string")
    insert = (
        f"INSERT INTO made SELECT * FROM read_json({_quoted(source)}, format = 'newline_delimited',"  # noqa: S608 - our own names
        f" columns = {kinds}, maximum_object_size = {LONGEST_LINE})"
    )
    left, number = iter(rows), 0
    while count := _write_lines(islice(left, STRETCH), lines, source):
        connection.execute(insert)
        number += count
    return number


def _write_lines(rows: Iterable[Row], lines: LineEncoder, path: Path) -> int:
    number = 0
    with path.open("wb") as file:
        for number, row in enumerate(rows, 1):  # noqa: B007 - counts
            file.write(lines.encode(row))
    return number


@contextmanager
def _opened(folder: Path) -> Iterator[DuckDBPyConnection]:
    """Open a database in *folder* that reaches nothing outside it and fetches nothing."""
    import duckdb  # noqa: PLC0415 - costs start-up, and the other formats do without

    options: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "threads": 1,
        "memory_limit": MEMORY,
    }
    try:
        with duckdb.connect(folder / "rows.duckdb", config=options) as connection:
            connection.execute(f"SET allowed_directories = [{_quoted(folder)}]")
            connection.execute(f"SET temp_directory = {_quoted(folder / 'spilled')}")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
            yield connection
    except duckdb.IOException:
        raise StoreError("cannot-write", found="Parquet") from None


def _quoted(path: Path) -> str:
    """Return a path as a literal of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
