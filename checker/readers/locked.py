"""DuckDB, locked: it may open one file that is open already, and reaches for no network, extension or disk."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from checker.errors import InputError, Locus
from checker.readers.files import STANDARD_INPUT, InputStream

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MAX_MEMORY = 256  # MB
_DESCRIPTORS = "/dev/fd"
_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "python_enable_replacements": False,
    "threads": 1,
    "memory_limit": f"{MAX_MEMORY}MB",
    "temp_directory": "",
}


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that may read the file at *path*, which is shown as *name*, and nothing else."""

    name: str
    path: str
    connection: DuckDBPyConnection

    def ask(self, query: str) -> list[Any]:
        """Return the rows that *query*, which is ours, gives of the file: its one parameter. Raises InputError."""
        return [row for batch in self.batches(query, 1_000) for row in batch]

    def batches(self, query: str, size: int) -> Iterator[list[Any]]:
        """Yield the rows of *query* by *size*, as they are read. Raises InputError where the file is broken."""
        import duckdb  # noqa: PLC0415 - loaded already, by what made the connection

        try:
            result = self.connection.execute(query, [self.path])
            while batch := result.fetchmany(size):
                yield batch
        except duckdb.OutOfMemoryException:
            raise InputError("too-much-memory", Locus(self.name), limit=MAX_MEMORY) from None
        except (duckdb.Error, RuntimeError, UnicodeError):  # its text would quote the file
            raise InputError("file-broken", Locus(self.name), found="Parquet") from None


@contextmanager
def locked_engine(stream: InputStream, limit: int) -> Iterator[tuple[Engine, BinaryIO]]:
    """Yield an engine for the file of *stream*, and the file, which is closed in the end.

    Raises InputError beyond *limit* bytes.
    """
    import duckdb  # noqa: PLC0415 - a fifth of a second and 60 MB, for one format alone

    with ExitStack() as held:
        if stream.name != STANDARD_INPUT:
            held.enter_context(stream.file)
        file = _on_disk(stream, limit, held)
        if file.seek(0, os.SEEK_END) > limit:
            raise InputError("too-large", Locus(stream.name), limit=limit)
        # The very file that is open, not another one that took its name since. Where there is no such folder
        # (Windows), the name has to do.
        path = f"{_DESCRIPTORS}/{file.fileno()}" if Path(_DESCRIPTORS).is_dir() else stream.name
        connection = held.enter_context(closing(duckdb.connect(":memory:", config=_CONFIG)))
        quoted = path.replace("'", "''")
        connection.execute(f"SET allowed_paths = ['{quoted}']")
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield Engine(stream.name, path, connection), file


def _on_disk(stream: InputStream, limit: int, held: ExitStack) -> BinaryIO:
    """Return the file of *stream*; of a pipe, or of bytes that are at hand, a copy in memory that can be opened."""
    try:
        if stat.S_ISREG(os.fstat(stream.file.fileno()).st_mode):
            return stream.file
    except OSError:  # bytes that are at hand have no descriptor
        pass
    if not hasattr(os, "memfd_create"):
        raise InputError("not-a-file", Locus(stream.name), found="pipe")
    file = held.enter_context(os.fdopen(os.memfd_create("submission"), "w+b"))
    file.write(stream.file.read(limit + 1))
    file.flush()
    return file
