"""Worker processes that take tasks as they come free; results come out in the order of the tasks.

A record that hangs, kills its worker or takes all memory is refused with the limit named: its task is given to a new
worker, which leaves that record out. A worker that was killed may have been by somebody else, or by a system that is
short of memory: only who dies at one step twice, or now here now there, is to blame for it. At most a few tasks are
under way, so memory does not grow with their number.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import NamedTuple

from checker.use_cases.batch.worker import IDLE, Failure, Message, Note, Task, Work, receive, send, serve
from checker.use_cases.confinement import Limits

DIED = "reader-died"
DEATHS = 8  # of workers over one task, at any of its steps, before the step that is under way is refused
AHEAD = 4  # tasks under way or waiting for their turn, for each worker; and messages of one that waits for its turn


class Answer(NamedTuple):
    """Results of a task, in order. *last* says that there are no more: all is done, or what is left *failed*.

    With the last come the *seconds* that the task took.
    """

    task: int
    results: object
    last: bool
    seconds: float = 0
    failed: Failure | None = None


@dataclass(slots=True)
class _Turn:
    """A task that was given out: what came back of it, where a worker died over it, if one did, and how many have."""

    task: Task
    answers: deque[Answer] = field(default_factory=deque)
    received: int = 0
    died_at: tuple[int, int] | None = None
    deaths: int = 0


class _Worker:
    """A worker process and the pipes to it."""

    def __init__(self, work: Work, limits: Limits) -> None:
        task_end, give = os.pipe()
        take, answer_end = os.pipe()
        self.note = Note(limits)
        self.turn: _Turn | None = None
        sys.stdout.flush()
        sys.stderr.flush()
        self.process = os.fork()
        if self.process == 0:
            _close_all_but({0, 1, 2, task_end, answer_end})
            serve(work, self.note, os.fdopen(task_end, "rb", 0), os.fdopen(answer_end, "wb"), limits)
        os.close(task_end)
        os.close(answer_end)
        self.tasks = os.fdopen(give, "wb")
        self.answers = os.fdopen(take, "rb", 0)

    def give(self, turn: _Turn) -> None:
        """Give the worker a task; one that has died is found out when its answer is awaited."""
        self.turn = turn
        with contextlib.suppress(BrokenPipeError):
            send(self.tasks, turn.task)

    def end(self) -> int:
        """End the process, whatever it is doing; return the signal that ended it, 0 for none."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        _, status = os.waitpid(self.process, 0)
        self.answers.close()
        with contextlib.suppress(BrokenPipeError):
            self.tasks.close()
        return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def _close_all_but(kept: set[int]) -> None:
    """Close what a child inherits: a lock or a pipe of the parent's must not outlive it in a worker that hangs."""
    for descriptor in [int(one.name) for one in Path("/dev/fd").iterdir()]:
        if descriptor not in kept:
            with contextlib.suppress(OSError):
                os.close(descriptor)


class Pool:
    """Workers, and the tasks that are under way. To be used in a ``with``: at its end no process is left.

    All workers are there from its beginning: what the parent opens later they do not inherit.
    """

    def __init__(self, work: Work, jobs: int, limits: Limits | None = None) -> None:
        self._work = work
        self._jobs = jobs
        self._limits = limits or Limits()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Pool:  # noqa: PYI034 - a final class in all but name
        try:
            while len(self._workers) < self._jobs:
                self._hire()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End all workers."""
        for worker in tuple(self._workers):
            self._dismiss(worker)

    def run(self, tasks: Iterator[Task]) -> Iterator[Answer]:
        """Yield the answers to *tasks*, in their order."""
        turns: deque[_Turn] = deque()
        exhausted = False
        while turns or not exhausted:
            while not exhausted and len(turns) < AHEAD * self._jobs and (worker := self._free()) is not None:
                task = next(tasks, None)
                exhausted = task is None
                if task is not None:
                    turns.append(_Turn(task))
                    worker.give(turns[-1])
            if turns:
                self._listen(turns[0])
            while turns and turns[0].answers:
                answer = turns[0].answers.popleft()
                yield answer
                if answer.last:
                    turns.popleft()

    def _free(self) -> _Worker | None:
        """Return a worker that has nothing to do, a new one if there may be more, else None."""
        found = next((worker for worker in self._workers if worker.turn is None), None)
        return self._hire() if found is None and len(self._workers) < self._jobs else found

    def _hire(self) -> _Worker:
        worker = _Worker(self._work, self._limits)
        self._workers.append(worker)
        return worker

    def _dismiss(self, worker: _Worker) -> int:
        self._workers.remove(worker)
        return worker.end()

    def _listen(self, current: _Turn) -> None:
        """Wait until one of the workers sends something; one that is far ahead of its turn is left waiting."""
        heard = select.poll()
        by_descriptor: dict[int, _Worker] = {}
        for worker in self._workers:
            turn = worker.turn
            if turn is not None and (turn is current or len(turn.answers) < AHEAD):
                heard.register(worker.answers, select.POLLIN)
                by_descriptor[worker.answers.fileno()] = worker
        for descriptor, _ in heard.poll():
            worker = by_descriptor[descriptor]
            assert worker.turn is not None
            self._take(worker, worker.turn)

    def _take(self, worker: _Worker, turn: _Turn) -> None:
        message = receive(worker.answers)
        if message is None:
            self._replace(worker, turn, None)
            return
        assert isinstance(message, Message)
        if message.failed is not None:
            self._replace(worker, turn, message.failed)
            return
        turn.answers.append(Answer(message.task, message.results, message.last, message.seconds))
        turn.received += len(message.results) if isinstance(message.results, list) else 0
        turn.deaths = 0
        if message.last:
            worker.turn = None

    def _replace(self, worker: _Worker, turn: _Turn, failed: tuple[int, Failure] | None) -> None:
        """End a worker and give its task to a new one, which leaves out what was answered and the step that failed.

        A task that fails at the same step again is given up.
        """
        noted, ended_by = worker.note.step, self._dismiss(worker)
        step, failure = failed or (noted, self._failure(ended_by))
        done = turn.task
        refused, skip = done.refused, done.skip + turn.received
        if failure.code == DIED and turn.died_at != (skip, step) and turn.deaths < DEATHS:
            turn.died_at = skip, step
            turn.deaths += 1
        elif step == IDLE or step in refused:
            turn.answers.append(Answer(done.number, None, last=True, failed=failure))
            return
        else:
            refused = {**refused, step: failure}
        turn.task, turn.received = Task(done.number, done.input, skip, refused), 0
        self._hire().give(turn)

    def _failure(self, ended_by: int) -> Failure:
        """Return what it means that a worker ended by a signal: one of its alarms, or anything else."""
        if ended_by in (signal.SIGPROF, signal.SIGALRM):
            return Failure("took-too-long", {"limit": f"{self._limits.seconds:g}"})
        return Failure(DIED, {"limit": self._limits.megabytes})
