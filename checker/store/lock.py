"""One run at a time writes to a store. The lock is bound to the open file: a process that died holds nothing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from checker.errors import Locus, StoreError


@contextlib.contextmanager
def locked(store: Path) -> Iterator[None]:
    """Hold the lock of *store*. Raises StoreError, naming the process that holds it, if another run does."""
    if find_spec("fcntl") is None:  # not on every system; SQLite's own lock still keeps the file whole there
        yield
        return
    path = store.with_name(store.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StoreError("cannot-write", Locus(str(store)), found=error.strerror) from None
    try:
        _hold(descriptor, store)
        yield
    finally:
        os.close(descriptor)


def _hold(descriptor: int, store: Path) -> None:
    """Take the lock, and say in its file who holds it. Raises StoreError."""
    import fcntl  # noqa: PLC0415 - not on every system

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        holder = os.pread(descriptor, 20, 0).decode("ascii", errors="replace").strip()
        raise StoreError("store-held", Locus(str(store)), found=holder) from None
    try:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    except OSError as error:
        raise StoreError("cannot-write", Locus(str(store)), found=error.strerror) from None
