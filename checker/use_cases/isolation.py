"""Submissions are read in a child process: one that hangs, dies or takes all memory costs that file and nothing else.

The child inherits the pack by ``fork``, answers record by record through a pipe, and reads on while what it sent is
judged. It counts the processor time of each record itself; the parent waits several times as long by the clock, so that
a sound file is read on a loaded machine too, and the clock ends only what hangs without working. Where a system has no
``fork`` (Windows), files are read in the process itself, by the readers' own limits.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import select
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from checker.errors import InputError
from checker.model.assessment import Refusal
from checker.readers.files import STANDARD_INPUT
from checker.readers.read import Accepted
from checker.use_cases.confinement import Limits
from checker.use_cases.serving import END, LAST, LENGTH, Read, refusal_of, serve

_BLOCK = 2**16
_STOPPING = (signal.SIGINT, signal.SIGTERM)


def read_isolated(
    paths: Sequence[str], read: Read, limits: Limits | None = None
) -> Iterator[tuple[str, Accepted | Refusal]]:
    """Yield what *read* makes of each of *paths*, with its path.

    A file that breaks one of *limits*, or that *read* fails on, is refused from there on; what was read of it stands.
    """
    within = limits or Limits()
    waiting = deque(paths)
    if not hasattr(os, "fork"):
        yield from _read_here(waiting, read, within)
        return
    while waiting:
        child = _Child(tuple(waiting), read, within)
        try:
            yield from _receive(child, waiting, within)
        finally:
            child.end()


def _read_here(
    paths: Sequence[str] | deque[str], read: Read, limits: Limits
) -> Iterator[tuple[str, Accepted | Refusal]]:
    for path in paths:
        records = read(path)
        while True:
            try:
                one = next(records)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - a bug of ours costs one file, never the run
                yield path, refusal_of(path, error, limits)
                break
            yield path, one


def _receive(child: _Child, waiting: deque[str], limits: Limits) -> Iterator[tuple[str, Accepted | Refusal]]:
    """Yield what *child* sends, until all is read or it is of no use any more; *waiting* keeps what it left."""
    while waiting:
        path = waiting[0]
        try:
            # Who sends to standard input may take his time: there the child's own clock counts, which stands meanwhile.
            sent = child.receive(patient=path == STANDARD_INPUT)
        except InputError as error:
            waiting.popleft()
            yield path, refusal_of(path, error, limits)
            return
        if sent in (END, LAST):
            waiting.popleft()
            if sent == LAST:
                return
        else:
            yield path, _Unpickler(io.BytesIO(sent)).load()


class _Child:
    """A process that reads files one after the other and sends what it makes of them."""

    def __init__(self, paths: Sequence[str], read: Read, limits: Limits) -> None:
        receiving, sending = os.pipe()
        blocked = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)  # until the child cannot be taken for the parent
        self._process = os.fork()
        if self._process == 0:
            os.close(receiving)
            serve(paths, read, sending, limits)
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        os.close(sending)
        self._limits = limits
        self._pipe = receiving
        self._received = bytearray()
        self._status: int | None = None

    def receive(self, *, patient: bool) -> bytes:
        """Return the next message. Raises InputError if it hangs, unless *patient*, or if it died."""
        return self._take(LENGTH.unpack(self._take(LENGTH.size, patient=patient))[0], patient=patient)

    def _take(self, length: int, *, patient: bool) -> bytes:
        while len(self._received) < length:
            self._fill(None if patient else self._limits.waiting * 1000)
        taken = bytes(self._received[:length])
        del self._received[:length]
        return taken

    def _fill(self, milliseconds: float | None) -> None:
        poll = select.poll()
        poll.register(self._pipe, select.POLLIN)
        if not poll.poll(milliseconds):
            raise self._took_too_long
        part = os.read(self._pipe, _BLOCK)
        if not part:
            if os.WTERMSIG(self._wait()) == signal.SIGPROF:
                raise self._took_too_long
            raise InputError("reader-died", limit=self._limits.megabytes)
        self._received += part

    @property
    def _took_too_long(self) -> InputError:
        return InputError("took-too-long", limit=f"{self._limits.seconds:g}")

    def _wait(self) -> int:
        """Return how the process ended."""
        if self._status is None:
            self._status = os.waitpid(self._process, 0)[1]
        return self._status

    def end(self) -> None:
        """End the process, whatever it is doing."""
        os.close(self._pipe)
        if self._status is None:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process, signal.SIGKILL)
        self._wait()


class _Unpickler(pickle.Unpickler):
    """Makes values of ours, and nothing else: what took the child over must not come through the pipe."""

    def find_class(self, module: str, name: str) -> Any:
        """Return a class of the model. Raises UnpicklingError for all else."""
        ours = module == "checker.errors" or module.startswith(
            ("checker.model.", "checker.readers.", "checker.syntax.")
        )
        if not ours and (module, name) not in _PLAIN:
            raise pickle.UnpicklingError(f"{module}.{name}")
        found = super().find_class(module, name)
        if not isinstance(found, type):
            raise pickle.UnpicklingError(f"{module}.{name}")
        return found


_PLAIN = frozenset({("fractions", "Fraction"), ("datetime", "date"), ("builtins", "frozenset"), ("builtins", "set")})
