"""Opening a store: only what is one, of the format that this program knows; nothing else is touched."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from checker.errors import CheckerError, Locus, StoreError, UsageError
from checker.model.text import Text
from checker.store.lock import locked
from checker.store.tables import FORMAT, TABLES

CACHE_KIB = 16_000

_WORDS = {
    "SQLITE_FULL": Text("磁盘已满", "the disk is full"),
    "SQLITE_READONLY": Text("文件只读", "the file is read-only"),
    "SQLITE_CANTOPEN": Text("无法打开", "it cannot be opened"),
    "SQLITE_IOERR": Text("磁盘读写出错", "the disk cannot be read or written"),
    "SQLITE_BUSY": Text("另一个程序占用着文件", "another program holds the file"),
    "SQLITE_LOCKED": Text("另一个程序占用着文件", "another program holds the file"),
    "SQLITE_CORRUPT": Text("内容已损坏", "its contents are damaged"),
    "SQLITE_NOTADB": Text("不是 SQLite 文件", "it is no SQLite file"),
}


@contextlib.contextmanager
def open_to_write(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the store at *path*, made if it is not there, and hold it alone.

    Raises StoreError, also for whatever SQLite cannot do meanwhile: what was there stays whole; and if the file is no
    longer there at the end.
    """
    if path.exists() and not path.is_file():
        raise StoreError("cannot-write", Locus(str(path)), found=_WORDS["SQLITE_CANTOPEN"])
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError("cannot-write", Locus(str(path)), found=error.strerror) from None
    if path.exists():
        with _told(path, "cannot-write", StoreError):
            _check_format(path)
    with locked(path), _told(path, "cannot-write", StoreError):
        connection = sqlite3.connect(path.absolute(), isolation_level=None)
        with contextlib.closing(connection):
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
            if _is_empty(connection):
                _make(connection)
            held = _identity(path)
            yield connection
            if _identity(path) != held:
                raise StoreError("store-gone", Locus(str(path)))


@contextlib.contextmanager
def open_to_read(path: Path) -> Iterator[sqlite3.Connection]:
    """Open the store at *path* as it stands now: results that are added meanwhile are not seen.

    Raises UsageError if there is none, if it is of another format, or if it cannot be read.
    """
    if not path.exists():
        raise UsageError("no-such-path", Locus(str(path)))
    with _told(path, "store-damaged", UsageError), contextlib.closing(_read_only(path)) as connection:
        _check(connection, path, UsageError)
        connection.execute("BEGIN")
        try:
            yield connection
        except StoreError as error:  # a row that nothing of ours wrote
            raise UsageError(error.code, Locus(str(path)), **error.parameters) from None


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells the file at *path* from any other; None if there is none."""
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _make(connection: sqlite3.Connection) -> None:
    connection.executescript(f"BEGIN IMMEDIATE; {TABLES}")
    connection.execute("INSERT INTO about VALUES ('format', ?)", (FORMAT,))
    connection.execute("COMMIT")


def _check_format(path: Path) -> None:
    """Raise StoreError unless *path* is a store of the format that this program writes, or empty."""
    if path.stat().st_size:
        with contextlib.closing(_read_only(path)) as connection:
            _check(connection, path, StoreError)


def _check(connection: sqlite3.Connection, path: Path, error: type[CheckerError]) -> None:
    found: str | None = None
    if _is_empty(connection) and error is StoreError:
        return  # a run that ended before it had written its tables
    with contextlib.suppress(sqlite3.OperationalError):  # no such table
        row = connection.execute("SELECT value FROM about WHERE key = 'format'").fetchone()
        found = None if row is None else str(row[0])
    if found != FORMAT:
        shown = Text("另一个程序的数据库", "a database of another program") if found is None else found
        raise error("not-a-store", Locus(str(path)), found=shown, expected=FORMAT)


def _is_empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]


def _read_only(path: Path) -> sqlite3.Connection:
    """Open *path* without leave to change it.

    In a folder that cannot be written SQLite can only read a store that nobody is writing to: then it is taken as such.
    """
    address = path.absolute().as_uri()
    connection = sqlite3.connect(f"{address}?mode=ro", uri=True, isolation_level=None)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        connection.close()
        log = path.with_name(f"{path.name}-wal")
        if log.exists() and log.stat().st_size:
            raise
        connection = sqlite3.connect(f"{address}?mode=ro&immutable=1", uri=True, isolation_level=None)
    return connection


@contextlib.contextmanager
def _told(path: Path, code: str, kind: type[CheckerError]) -> Iterator[None]:
    """Turn what SQLite says into the one way to fail."""
    try:
        yield
    except sqlite3.Error as error:
        name = str(getattr(error, "sqlite_errorname", ""))
        if name == "SQLITE_NOTADB":
            raise kind("not-a-store", Locus(str(path)), found=_WORDS[name], expected=FORMAT) from None
        known = next((words for start, words in _WORDS.items() if name.startswith(start)), str(error))
        raise kind(code, Locus(str(path)), found=known) from None
