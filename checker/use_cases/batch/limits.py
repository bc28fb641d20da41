"""What a worker may not do: take all memory, reach the network, start a process, change a file."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from traceback import walk_tb

# What no reader has any business with, by the names of Python's audit events.
_FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.system",
    "os.fork",
    "os.remove",
    "os.rename",
)


def limit_resources(memory: int) -> None:
    """Bound the data of this process to *memory* bytes above what it holds, and forbid it to reach out.

    Where the system knows no such limit, that of memory is left out.
    """
    sys.addaudithook(_refuse_reaching_out)
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (_data_in_use() + memory, resource.RLIM_INFINITY))


def place_of(error: Exception) -> str:
    """Return module and line where *error* was raised: never its text, which may quote the input."""
    frame, line = list(walk_tb(error.__traceback__))[-1]
    return f"{Path(frame.f_code.co_filename).name}:{line}"


def _data_in_use() -> int:
    """Return the bytes of data that the process has already: what it inherits is not the submission's."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")


def _refuse_reaching_out(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _writes(*arguments)):
        raise PermissionError(event)


def _writes(path: object, _mode: object, flags: object) -> bool:
    """Return whether an audited ``open`` is for writing to a file that is not open yet."""
    return not isinstance(path, int) and isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
