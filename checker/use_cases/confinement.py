"""What the child process does that reads submissions, and what it may not do: the child's side of ``isolation``."""

from __future__ import annotations

import contextlib
import gc
import os
import pickle
import signal
import struct
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import walk_tb
from typing import BinaryIO, NoReturn

from checker.errors import InputError
from checker.model.assessment import Refusal
from checker.readers.files import shown_name
from checker.readers.read import Accepted
from checker.readers.records import refuse

Read = Callable[[str], Iterator[Accepted | Refusal]]

# A message is its length and its bytes: a pickled answer, the end of a file, or that and the end of the child.
LENGTH = struct.Struct("!Q")
END, LAST = b"end", b"last"

# What no reader has any business with, by the names of Python's audit events.
_FORBIDDEN = (
    *("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system", "os.kill"),
    *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate"),
)


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one submission may take: seconds, and bytes of memory beyond what the process holds already."""

    seconds: float = 10
    memory: int = 512 * 2**20

    @property
    def megabytes(self) -> int:
        """The memory, as it is told."""
        return self.memory // 2**20


def serve(paths: Sequence[str], read: Read, sending: int, limits: Limits) -> NoReturn:
    """Read *paths* and send what they hold, then end without any of the parent's clearing up."""
    try:
        gc.freeze()  # what is inherited stays shared with the parent: looking for cycles in it would copy it
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
        _confine(limits)
        with os.fdopen(sending, "wb") as pipe:
            for path in paths:
                if not _serve_file(path, read, pipe, limits):
                    break
    except BrokenPipeError:
        pass  # nobody waits for it any more
    finally:
        os._exit(0)


def _serve_file(path: str, read: Read, pipe: BinaryIO, limits: Limits) -> bool:
    """Send what a file holds; return whether the process is sound after it."""
    try:
        signal.setitimer(signal.ITIMER_PROF, limits.seconds)
        for one in read(path):
            _send(pipe, _pickled(one))
            signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 - a bug of ours costs one file, never the run
        _send(pipe, _pickled(refusal_of(path, error, limits)))
        _send(pipe, LAST)
        return False
    _send(pipe, END)
    return True


def refusal_of(path: str, error: Exception, limits: Limits) -> Refusal:
    """Return the refusal of the file at *path* that *error* means: a limit that was broken, or a bug of ours."""
    name = shown_name(path)
    if isinstance(error, InputError):
        return refuse(name, error)
    if isinstance(error, MemoryError):
        return refuse(name, InputError("too-much-memory", limit=limits.megabytes))
    return refuse(name, InputError("reader-bug", found=f"{type(error).__name__} ({_place_of(error)})"))


def _place_of(error: Exception) -> str:
    """Return module and line where *error* was raised: never its text, which may quote the file."""
    frame, line = list(walk_tb(error.__traceback__))[-1]
    return f"{Path(frame.f_code.co_filename).name}:{line}"


def _pickled(one: Accepted | Refusal) -> bytes:
    """Return *one* as bytes, its places worked out: how they are found does not pass through a pipe."""
    if isinstance(one, Accepted):
        submission = one.submission
        one = replace(one, submission=replace(submission, locate=submission.located()))
    return pickle.dumps(one, pickle.HIGHEST_PROTOCOL)


def _send(pipe: BinaryIO, message: bytes) -> None:
    pipe.write(LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _confine(limits: Limits) -> None:
    """Bound memory, and forbid what no reader needs: network, other processes, changes to files."""
    sys.addaudithook(_refuse_reaching_out)
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (_data_in_use() + limits.memory, resource.RLIM_INFINITY))


def _data_in_use() -> int:
    """Return the bytes of data that the process has already: what it inherits is not the submission's."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")


def _refuse_reaching_out(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _writes(*arguments)):
        raise PermissionError(event)


def _writes(path: object, _mode: object, flags: object) -> bool:
    """Return whether an audited ``open`` is for writing to a file that is not open yet."""
    return not isinstance(path, int) and isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
