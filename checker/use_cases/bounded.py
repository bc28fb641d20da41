"""Work on what somebody sent, in a child process with limits: if it hangs, dies or takes all memory, nothing else does.

Reading has a child of its own (``isolation``), which may open no file for writing; this one has a folder to write in.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

MAX_SECONDS = 60
MAX_MEMORY = 512 * 2**20  # beyond what the process had already
_DONE = b"\x01"


def bounded(make: Callable[[], bytes], seconds: float = MAX_SECONDS) -> bytes | None:
    """Return what *make* makes, or None if it breaks a limit or fails. Its temporary files go with it.

    Where a system has no ``fork`` (Windows) it runs in the process itself, without limits.
    """
    if not hasattr(os, "fork"):
        return make()
    with tempfile.TemporaryDirectory(prefix="checker.") as folder:
        receiving, sending = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        child = os.fork()
        if child == 0:
            os.close(receiving)
            _serve(make, folder, sending)
        os.close(sending)
        try:
            made = _received(receiving, seconds)
        finally:
            os.close(receiving)
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
    return made.removesuffix(_DONE) if made.endswith(_DONE) else None


def _received(pipe: int, seconds: float) -> bytes:
    """Return what comes through *pipe* until its end, or until the time is up."""
    end = time.monotonic() + seconds
    parts: list[bytes] = []
    while select.select([pipe], [], [], max(0, end - time.monotonic()))[0]:
        part = os.read(pipe, 2**20)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""


def _serve(make: Callable[[], bytes], folder: str, sending: int) -> NoReturn:
    """Make it, send it and its last byte, and end without any of the parent's clearing up."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        tempfile.tempdir = folder
        _limit_memory()
        with os.fdopen(sending, "wb") as pipe:
            pipe.write(make())
            pipe.write(_DONE)
    except BaseException:  # noqa: BLE001, S110 - whatever it was, the parent sees that the last byte is missing
        pass
    finally:
        os._exit(0)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (_data_in_use() + MAX_MEMORY, resource.RLIM_INFINITY))


def _data_in_use() -> int:
    """Return the bytes of data that the process has already."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")
