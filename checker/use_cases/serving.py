"""The child process that reads submissions: it serves what each file holds, record by record, to ``isolation``."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import BinaryIO, NoReturn

from checker.errors import InputError
from checker.model.assessment import Refusal
from checker.readers.files import shown_name
from checker.readers.read import Accepted
from checker.readers.records import refuse
from checker.use_cases.confinement import Limits, confine, place_of

Read = Callable[[str], Iterator[Accepted | Refusal]]

# A message is its length and its bytes: a pickled answer, the end of a file, or that and the end of the child.
LENGTH = struct.Struct("!Q")
END, LAST = b"end", b"last"


def serve(paths: Sequence[str], read: Read, sending: int, limits: Limits) -> NoReturn:
    """Read *paths* and send what they hold, then end without any of the parent's clearing up."""
    try:
        gc.freeze()  # what is inherited stays shared with the parent: looking for cycles in it would copy it
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, (signal.SIGINT, signal.SIGTERM))
        confine(limits.memory)
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
    return refuse(name, InputError("reader-bug", found=f"{type(error).__name__} ({place_of(error)})"))


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
