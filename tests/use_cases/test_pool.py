"""Workers that hang, die, take all memory or fail cost one record; all else comes out in order, as without them."""

from __future__ import annotations

import mmap
import os
import re
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from checker.use_cases.batch.pool import Answer, Pool
from checker.use_cases.batch.worker import Failure, Note, Task
from checker.use_cases.confinement import Limits

PATIENCE = Limits(seconds=0.3, memory=64 << 20)


def hang() -> None:
    while True:
        pass


def die() -> None:
    os._exit(9)


def hog() -> None:
    bytearray(1 << 30)


def fail() -> None:
    raise KeyError("何")


def reach_out() -> None:
    socket.create_connection(("127.0.0.1", 9))


def change_a_file() -> None:
    open("hostile", "w")  # noqa: SIM115, PTH123 - refused before it is there


WAYS: dict[str, tuple[Callable[[], None], str, dict[str, object]]] = {
    "hangs": (hang, "took-too-long", {"limit": "0.3"}),
    "dies": (die, "reader-died", {"limit": 64}),
    "takes all memory": (hog, "too-much-memory", {"limit": 64}),
    "fails": (fail, "reader-bug", {"found": "KeyError"}),
    "reaches out": (reach_out, "reader-bug", {"found": "PermissionError"}),
    "writes": (change_a_file, "reader-bug", {"found": "PermissionError"}),
}


def squares(task: Task, note: Note) -> Iterator[object]:
    """Yield the squares of a range, two at a time; of a record that is refused, its code."""
    numbers, hostile = task.input
    batch: list[object] = []
    for record, number in enumerate(numbers):
        if record < task.skip:
            continue
        note.at(record)
        if record in task.refused:
            batch.append(task.refused[record].code)
        elif number in hostile:
            hostile[number]()
        else:
            batch.append(number**2)
        if len(batch) == 2:
            yield batch
            batch = []
    yield batch


def outcome(hostile: dict[int, Callable[[], None]], jobs: int) -> list[object]:
    """Return all results for the numbers to 30, ten a task."""

    def work(task: Task, note: Note) -> Iterator[object]:
        return squares(Task(task.number, (task.input, hostile), task.skip, task.refused), note)

    with Pool(work, jobs, PATIENCE) as pool:
        answers = list(pool.run(iter([Task(n, range(10 * n, 10 * n + 10)) for n in range(3)])))
    assert [one.task for one in answers] == sorted(one.task for one in answers)
    return [one for answer in answers if answer.results for one in answer.results]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_results_are_in_the_order_of_the_tasks(jobs: int) -> None:
    assert outcome({}, jobs) == [number**2 for number in range(30)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("jobs", [1, 2])
def test_one_hostile_record_costs_itself(way: str, jobs: int) -> None:
    does, code, _ = WAYS[way]
    expected: list[object] = [number**2 for number in range(30)]
    expected[13] = expected[14] = code
    assert outcome({13: does, 14: does}, jobs) == expected


@pytest.mark.parametrize("way", WAYS)
def test_failure_names_the_limit(way: str) -> None:
    does, code, parameters = WAYS[way]
    seen: list[Failure] = []

    def work(task: Task, note: Note) -> Iterator[object]:
        if task.refused:
            yield list(task.refused.values())
        else:
            note.at(0)
            does()

    with Pool(work, 1, PATIENCE) as pool:
        for answer in pool.run(iter([Task(0, None)])):
            seen += answer.results or []
    (failure,) = seen
    assert failure.code == code
    told = dict(failure.parameters)
    if code == "reader-bug":
        told["found"], place = str(told["found"]).split(" ")
        assert re.fullmatch(r"\(\w+\.py:\d+\)", place)
    assert told == parameters


def test_task_that_cannot_be_begun_is_given_up() -> None:
    def work(task: Task, note: Note) -> Iterator[object]:
        yield from ([[os._exit(1)]] if task.number == 1 else [[task.number]])

    with Pool(work, 2, PATIENCE) as pool:
        answers = list(pool.run(iter([Task(n, None) for n in range(3)])))
    assert [one.results for one in answers if one.results] == [[0], [2]]
    assert Answer(1, None, last=True, failed=Failure("reader-died", {"limit": 64})) in answers


def test_task_over_which_workers_die_now_here_now_there_comes_to_an_end() -> None:
    turns = mmap.mmap(-1, 1)

    def work(task: Task, note: Note) -> Iterator[object]:
        turns[0] = turns[0] % 100 + 1
        note.at(turns[0] % 2)
        if len(task.refused) < 2:
            os._exit(1)
        yield [step for step, _ in sorted(task.refused.items())]

    with Pool(work, 1, PATIENCE) as pool:
        assert [one.results for one in pool.run(iter([Task(0, None)]))] == [[0, 1]]


def test_no_process_and_no_descriptor_is_left() -> None:
    children = Path(f"/proc/self/task/{os.getpid()}/children")
    before = len(list(Path("/dev/fd").iterdir())), children.read_text(encoding="ascii")
    outcome({13: die, 21: hog}, 2)
    assert (len(list(Path("/dev/fd").iterdir())), children.read_text(encoding="ascii")) == before


def test_step_that_waits_without_working_is_ended_by_the_clock() -> None:
    def work(task: Task, note: Note) -> Iterator[object]:
        note.at(7)
        if not task.refused:
            time.sleep(60)
        yield [(step, one.code) for step, one in task.refused.items()]

    with Pool(work, 1, Limits(seconds=0.02)) as pool:
        (answer,) = pool.run(iter([Task(0, None)]))
    assert answer.results == [(7, "took-too-long")]


def test_slow_consumer_is_no_fault_of_the_worker() -> None:
    def work(task: Task, note: Note) -> Iterator[object]:
        for record in range(4):
            note.at(record)
            yield [bytes(100_000)]

    with Pool(work, 1, PATIENCE) as pool:
        for answer in pool.run(iter([Task(0, None)])):
            assert answer.failed is None
            time.sleep(0.4)
