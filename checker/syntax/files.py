"""Files -> bytes: regular files only, bounded. Nothing else is ever opened."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from checker.errors import InputError, Locus
from checker.syntax.document import MAX_BYTES

_KINDS = {stat.S_IFLNK: "link", stat.S_IFDIR: "folder", stat.S_IFIFO: "pipe", stat.S_IFSOCK: "socket"}


def read_bytes(path: Path, shown: str) -> bytes:
    """Return what the regular file *path* holds. Raises InputError, naming it as *shown*, for anything else."""
    try:
        # Looked at before it is opened, so that no pipe or device notices; and again after, in case it was exchanged.
        _refuse_irregular(path.lstat(), shown)
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            _refuse_irregular(os.fstat(descriptor), shown)
            return bounded(file.read(MAX_BYTES + 1), shown)
    except OSError as error:
        raise InputError("cannot-read", Locus(shown), found=error.strerror) from None


def bounded(content: bytes, shown: str) -> bytes:
    """Return *content*. Raises InputError if there is too much of it."""
    if len(content) > MAX_BYTES:
        raise InputError("too-large", Locus(shown), limit=MAX_BYTES)
    return content


def _refuse_irregular(status: os.stat_result, shown: str) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind != stat.S_IFREG:
        raise InputError("not-a-file", Locus(shown), found=_KINDS.get(kind, "device"))
