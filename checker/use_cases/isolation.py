"""Submissions are read in a child process: one that hangs, dies or takes all memory costs that file and nothing else.

The child inherits the pack by ``fork``, answers record by record through a pipe, and reads on while what it sent is
judged. Where a system has no ``fork`` (Windows), files are read in the process itself, by the readers' own limits.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import select
import signal
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from traceback import walk_tb
from typing import BinaryIO, NoReturn

from checker.errors import InputError, Locus
from checker.model.assessment import Refusal
from checker.readers.files import shown_name
from checker.readers.read import Accepted, refuse

MAX_SECONDS = 10
MAX_MEMORY = 512 * 2**20

Read = Callable[[str], Iterator[Accepted | Refusal]]
_LENGTH = struct.Struct("!Q")
_END, _OUT_OF_MEMORY, _BUG = b"end", b"memory", b"bug "
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


def read_isolated(paths: Sequence[str], read: Read) -> Iterator[tuple[str, Accepted | Refusal]]:
    """Yield what *read* makes of each of *paths*, with its path. A file that breaks a limit is refused."""
    if not hasattr(os, "fork"):
        for path in paths:
            for one in read(path):
                yield path, one
        return
    waiting = deque(paths)
    while waiting:
        child = _Child(tuple(waiting), read)
        try:
            yield from _receive(child, waiting)
        finally:
            child.end()


def _receive(child: _Child, waiting: deque[str]) -> Iterator[tuple[str, Accepted | Refusal]]:
    """Yield what *child* sends, until all is read or it is of no use any more; *waiting* keeps what it left."""
    while waiting:
        try:
            sent = child.receive()
        except InputError as error:
            path = waiting.popleft()
            error.locus = Locus(shown_name(path))
            yield path, refuse(shown_name(path), error)
            return
        if sent == _END:
            waiting.popleft()
        else:
            yield waiting[0], pickle.loads(sent)  # noqa: S301 - our own child wrote it


class _Child:
    """A process that reads files one after the other and sends what it makes of them."""

    def __init__(self, paths: Sequence[str], read: Read) -> None:
        receiving, sending = os.pipe()
        sys.stdout.flush()
        sys.stderr.flush()
        self.process = os.fork()
        if self.process == 0:
            os.close(receiving)
            _serve(paths, read, sending)
        os.close(sending)
        self.pipe = os.fdopen(receiving, "rb", buffering=0)

    def receive(self) -> bytes:
        """Return the next message. Raises InputError if none comes: too much time or memory, or a crash."""
        length = _LENGTH.unpack(self._exactly(_LENGTH.size))[0]
        message = self._exactly(length)
        if message == _OUT_OF_MEMORY:
            raise InputError("too-much-memory", limit=MAX_MEMORY // 2**20)
        if message.startswith(_BUG):
            raise InputError("reader-bug", found=message.removeprefix(_BUG).decode())
        return message

    def _exactly(self, length: int) -> bytes:
        parts: list[bytes] = []
        while length:
            if not select.select([self.pipe], [], [], MAX_SECONDS)[0]:
                raise InputError("took-too-long", limit=MAX_SECONDS)
            part = self.pipe.read(min(length, 2**20))
            if not part:
                raise InputError("reader-died", limit=MAX_MEMORY // 2**20)
            parts.append(part)
            length -= len(part)
        return b"".join(parts)

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.pipe.close()
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)


def _serve(paths: Sequence[str], read: Read, sending: int) -> NoReturn:
    """Read *paths* and send what they hold, then end without any of the parent's clearing up."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        _limit()
        with os.fdopen(sending, "wb") as pipe:
            for path in paths:
                _serve_file(path, read, pipe)
    except BrokenPipeError:
        pass  # nobody waits for it any more
    finally:
        os._exit(0)


def _serve_file(path: str, read: Read, pipe: BinaryIO) -> None:
    try:
        for one in read(path):
            _send(pipe, pickle.dumps(_portable(one), pickle.HIGHEST_PROTOCOL))
        _send(pipe, _END)
    except MemoryError:
        _send(pipe, _OUT_OF_MEMORY)
        raise BrokenPipeError from None  # what is left of the heap is not to be relied on
    except Exception as error:  # noqa: BLE001 - a bug of ours costs one file, never the run
        _send(pipe, _BUG + f"{type(error).__name__} ({_place_of(error)})".encode())
        raise BrokenPipeError from None


def _place_of(error: Exception) -> str:
    """Return module and line where *error* was raised: never its text, which may quote the file."""
    frames = list(walk_tb(error.__traceback__))
    frame, line = frames[-1]
    return f"{Path(frame.f_code.co_filename).name}:{line}"


def _send(pipe: BinaryIO, message: bytes) -> None:
    pipe.write(_LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def _portable(one: Accepted | Refusal) -> Accepted | Refusal:
    """Return *one* with its places worked out: how they are found does not pass through a pipe."""
    if isinstance(one, Refusal):
        return one
    submission = one.submission
    return replace(one, submission=replace(submission, locate=submission.located()))


def _limit() -> None:
    """Bound memory, and forbid what no reader needs: network, other processes, changes to files."""
    sys.addaudithook(_refuse_reaching_out)
    try:
        import resource
    except ImportError:  # no such limits on this system
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (_data_in_use() + MAX_MEMORY, resource.RLIM_INFINITY))


def _data_in_use() -> int:
    """Return the bytes of data that the process has already: what it inherits is not the submission's."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * os.sysconf("SC_PAGE_SIZE")


def _refuse_reaching_out(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _writes(*arguments)):
        raise PermissionError(event)


def _writes(path: object, _mode: object, flags: object) -> bool:
    """Return whether an audited ``open`` is for writing to a file that is not open yet."""
    return not isinstance(path, int) and isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
