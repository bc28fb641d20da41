"""Files -> bytes: regular files only, bounded. Nothing else is ever opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import BinaryIO

from checker.errors import InputError, Locus
from checker.syntax.document import MAX_BYTES

_KINDS = {stat.S_IFLNK: "link", stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}
# Where a system lacks one of these (Windows), the look before opening is the guard.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))


def read_bytes(path: Path, shown: str) -> bytes:
    """Return what the regular file *path* holds. Raises InputError, naming it as *shown*, for anything else."""
    descriptor, size = _open(path, shown)
    try:
        # As much as there seems to be: to make room for the most there may be takes longer than to read it.
        content = os.read(descriptor, min(size, MAX_BYTES) + 1)
        if len(content) != size:  # it changes meanwhile, or tells no size
            while len(content) <= MAX_BYTES and (more := os.read(descriptor, MAX_BYTES + 1 - len(content))):
                content += more
        return bounded(content, shown)
    except OSError as error:
        raise InputError("cannot-read", Locus(shown), found=error.strerror) from None
    finally:
        os.close(descriptor)


def open_regular(path: Path, shown: str) -> BinaryIO:
    """Return the regular file *path*, opened. Raises InputError, naming it as *shown*, for anything else."""
    return os.fdopen(_open(path, shown)[0], "rb")


def _open(path: Path, shown: str) -> tuple[int, int]:
    """Return a descriptor of the regular file *path*, and how many bytes it seems to hold. Raises InputError."""
    try:
        # Looked at before it is opened, so that no pipe or device notices; and again after, in case it was exchanged.
        looked_at = path.lstat()
        if stat.S_ISDIR(looked_at.st_mode):
            os.scandir(path).close()  # that it cannot be looked into says more than that it is a folder
        _refuse_irregular(looked_at, shown)
        descriptor = os.open(path, _FLAGS)
    except OSError as error:
        raise InputError("cannot-read", Locus(shown), found=error.strerror) from None
    status = os.fstat(descriptor)
    try:
        _refuse_irregular(status, shown)
    except InputError:
        os.close(descriptor)
        raise
    return descriptor, status.st_size


def bounded(content: bytes, shown: str) -> bytes:
    """Return *content*. Raises InputError if there is too much of it."""
    if len(content) > MAX_BYTES:
        raise InputError("too-large", Locus(shown), limit=MAX_BYTES)
    return content


def _refuse_irregular(status: os.stat_result, shown: str) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise InputError("not-a-file", Locus(shown), found=_KINDS.get(kind, "device"))
