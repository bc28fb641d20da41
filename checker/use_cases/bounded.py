"""Work on what somebody sent, in a child process with limits: if it hangs, dies or takes all memory, nothing else does.

Reading has a child of its own (``isolation``), which may change no file; this one may change those in a folder of its
own. Otherwise it is confined as that one is.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from typing import NoReturn

from checker.use_cases.confinement import Limits, confine

_DONE = b"\x01"


def bounded(make: Callable[[], bytes], limits: Limits) -> bytes | None:
    """Return what *make* makes, or None if it breaks one of *limits* or fails. Its temporary files go with it.

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
            _serve(make, folder, sending, limits)
        os.close(sending)
        try:
            made = _received(receiving, limits.waiting)
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


def _serve(make: Callable[[], bytes], folder: str, sending: int, limits: Limits) -> NoReturn:
    """Make it, send it and its last byte, and end without any of the parent's clearing up."""
    try:
        gc.freeze()  # what is inherited stays shared with the parent: looking for cycles in it would copy it
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        tempfile.tempdir = folder
        confine(limits.memory, folder)
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)  # its default action ends the process
        with os.fdopen(sending, "wb") as pipe:
            pipe.write(make())
            pipe.write(_DONE)
    except BaseException:  # noqa: BLE001, S110 - whatever it was, the parent sees that the last byte is missing
        pass
    finally:
        os._exit(0)
