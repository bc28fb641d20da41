"""What a child process may not do that works on what somebody sent: take all memory, reach out, change files."""

from __future__ import annotations

import contextlib
import os
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath
from traceback import walk_tb

MAX_MEMORY = 512 * 2**20  # bytes
_PATIENCE = 6  # how many times its processor time a child may take by the clock, on a machine that is loaded

# What no such process has any business with, by the names of Python's audit events.
_FORBIDDEN = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.kill"),
    *("os.chmod", "os.chown", "os.link", "os.symlink", "os.truncate"),
)
# What it may do within the folder for its temporary files, and how many paths the event names.
_CHANGES = {"os.mkdir": 1, "os.remove": 1, "os.rename": 2, "os.rmdir": 1}


@dataclass(frozen=True, slots=True)
class Limits:
    """What one piece of work may take: seconds of processor time, and bytes of memory beyond what is held already."""

    seconds: float = 10
    memory: int = MAX_MEMORY

    @property
    def waiting(self) -> float:
        """How many seconds the parent waits by the clock: several times the limit, which is the child's to keep."""
        return self.seconds * _PATIENCE

    @property
    def megabytes(self) -> int:
        """The memory, as it is told."""
        return self.memory // 2**20


def confine(memory: int, folder: str | None = None) -> None:
    """Bound the data of this process to *memory* bytes above what it holds, and forbid it to reach out, for good.

    It may change files within *folder* only, an absolute path. Where the system knows no limit of memory, that is left
    out.
    """
    sys.addaudithook(_Hook(folder))
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (_data_in_use() + memory, resource.RLIM_INFINITY))


def place_of(error: Exception) -> str:
    """Return module and line where *error* was raised: never its text, which may quote what was sent."""
    frame, line = list(walk_tb(error.__traceback__))[-1]
    return f"{Path(frame.f_code.co_filename).name}:{line}"


def _data_in_use() -> int:
    """Return the bytes of data that the process has already: what it inherits is not the submission's."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")


class _Hook:
    """Raises PermissionError for what is forbidden."""

    def __init__(self, folder: str | None) -> None:
        self._folder = None if folder is None else PurePath(folder)

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Judge one audit event."""
        changed = arguments[: _CHANGES.get(event, 0)]
        if event == "open" and _writes(*arguments):
            changed = arguments[:1]
        if event.startswith(_FORBIDDEN) or not all(self._is_own(path) for path in changed):
            raise PermissionError(event)

    def _is_own(self, path: object) -> bool:
        """Return whether a path is the folder or in it. No link can lead out of it, as none can be made."""
        if self._folder is None or not isinstance(path, str):
            return False
        named = PurePath(path)
        return named.is_relative_to(self._folder) and ".." not in named.parts


def _writes(path: object, _mode: object, flags: object) -> bool:
    """Return whether an audited ``open`` is for writing to a file that is not open yet."""
    return not isinstance(path, int) and isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
