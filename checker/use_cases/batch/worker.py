"""The child's side of a pool: takes tasks one after the other and sends what becomes of their records.

A task is done in steps, each with the limits of its own: to open a file, to read a record and judge it.
"""

from __future__ import annotations

import mmap
import os
import pickle
import signal
import struct
import time
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO, NamedTuple, NoReturn

from checker.errors import InputError
from checker.use_cases.confinement import Limits, confine, place_of

IDLE = -1  # no step is under way
_LENGTH = struct.Struct("!Q")
_NOTED = struct.Struct("=q")


class Task(NamedTuple):
    """A stretch of input. *skip* of its results are there; *refused* steps broke a limit, and are not tried again."""

    number: int
    input: object
    skip: int = 0
    refused: Mapping[int, Failure] = {}

    def begin(self, step: int, note: Note) -> None:
        """Note that a *step* begins. Raises InputError if it broke a limit before."""
        note.at(step)
        self.check(step)

    def check(self, step: int) -> None:
        """Raise InputError if *step* broke a limit."""
        if step in self.refused:
            failure = self.refused[step]
            raise InputError(failure.code, None, **failure.parameters)


class Failure(NamedTuple):
    """Why a worker gave up a step: the code of the refusal and what it names."""

    code: str
    parameters: Mapping[str, object]


class Message(NamedTuple):
    """What a worker sends: *results* of a task, and whether they are its last; or that it *failed* at a step.

    *seconds* is how long the task took so far.
    """

    task: int
    results: object
    last: bool = False
    seconds: float = 0
    failed: tuple[int, Failure] | None = None


class Note:
    """Which step a worker is at, in memory that its parent sees, and the alarms that end it if it takes too long."""

    def __init__(self, limits: Limits) -> None:
        """Let each step take so much processor time; by the clock, for what hangs without working, longer."""
        self._memory = mmap.mmap(-1, _NOTED.size)
        self._limits = limits
        _NOTED.pack_into(self._memory, 0, IDLE)

    def at(self, step: int) -> None:
        """Note that a *step* of the task begins, or that none is under way (``IDLE``).

        The alarms' default action ends the process even within a library that never returns.
        """
        _NOTED.pack_into(self._memory, 0, step)
        works, waits = (0.0, 0.0) if step == IDLE else (self._limits.seconds, self._limits.waiting)
        signal.setitimer(signal.ITIMER_PROF, works)
        signal.setitimer(signal.ITIMER_REAL, waits)

    @property
    def step(self) -> int:
        """The step that is under way."""
        return int(_NOTED.unpack_from(self._memory)[0])


Work = Callable[[Task, Note], Iterator[object]]


def serve(work: Work, note: Note, tasks: BinaryIO, answers: BinaryIO, limits: Limits) -> NoReturn:
    """Do *work* for each task that comes, and end without any of the parent's clearing up."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent is interrupted as well, and ends its workers
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        confine(limits.memory)
        failed = None
        while failed is None and (task := receive(tasks)) is not None:
            assert isinstance(task, Task)
            for message in _messages(work, task, note, limits):
                note.at(IDLE)  # while nobody takes the answer, no step is to blame
                send(answers, message)
                failed = message.failed  # what is left of this process is not to be relied on then
    except BrokenPipeError:
        pass  # nobody waits for it any more
    finally:
        os._exit(0)


def _messages(work: Work, task: Task, note: Note, limits: Limits) -> Iterator[Message]:
    """Yield the results of a task, or how it failed."""
    began, waiting = time.monotonic(), None
    try:
        for results in work(task, note):
            if waiting is not None:
                yield Message(task.number, waiting)
            waiting = results
        yield Message(task.number, waiting, last=True, seconds=time.monotonic() - began)
    except MemoryError:
        yield _failed(task, note, Failure("too-much-memory", {"limit": limits.megabytes}))
    except Exception as error:  # noqa: BLE001 - a bug of ours costs one step, never the run
        yield _failed(task, note, Failure("reader-bug", {"found": f"{type(error).__name__} ({place_of(error)})"}))


def _failed(task: Task, note: Note, failure: Failure) -> Message:
    return Message(task.number, None, failed=(note.step, failure))


def send(pipe: BinaryIO, message: object) -> None:
    """Write one message. Raises BrokenPipeError if nobody reads any more."""
    content = pickle.dumps(message, pickle.HIGHEST_PROTOCOL)
    pipe.write(_LENGTH.pack(len(content)) + content)
    pipe.flush()


def receive(pipe: BinaryIO) -> object:
    """Return the next message, or None at the end: the other side closed the pipe, or died within a message.

    *pipe* is unbuffered, so that what is not read yet still shows when its descriptor is polled.
    """
    head = _exactly(pipe, _LENGTH.size)
    content = head and _exactly(pipe, _LENGTH.unpack(head)[0])
    return pickle.loads(content) if content else None  # noqa: S301 - written by our own process


def _exactly(pipe: BinaryIO, length: int) -> bytes:
    """Return *length* bytes, or none if the pipe ends before."""
    parts: list[bytes] = []
    while length:
        part = pipe.read(length)
        if not part:
            return b""
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
