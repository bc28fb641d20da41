"""A file that hangs, dies, takes all memory or meets a bug of ours costs that file and no other (D11).

What a file does to its reader is here written in its name: the readers of the tests do as they are told.
"""

from __future__ import annotations

import io
import os
import pickle
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from checker.errors import InputError, Locus
from checker.model.assessment import Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.formats import AS_NAMED
from checker.readers.read import Accepted, read_submissions
from checker.readers.records import refuse
from checker.reports.wording import finding_line, remedy
from checker.use_cases.confinement import Limits
from checker.use_cases.isolation import _Unpickler, read_isolated

SOUND = 'format: checker-submission/1\ndirective: tiny\nlocality: "{}"\nperiod: 2020-H1\nclaims: {{stations: 5}}\n'
FAST = Limits(seconds=0.4, memory=64 * 2**20)
CODES = ("140100", "140200", "140300")


def said(name: str) -> Refusal:
    """Return an answer that can be told from others."""
    return refuse(name, InputError("syntax", Locus(name, 1, 1), found=name))


def spin() -> None:
    """Never return, and never sleep."""
    while True:
        pass


def hog() -> None:
    """Take all memory there is."""
    held = bytearray()
    while True:
        held += bytes(2**20)


ACTS: dict[str, Callable[[], object]] = {
    "sleep": lambda: time.sleep(60),
    "spin": spin,
    "exit": lambda: os._exit(3),
    "killed": lambda: signal.raise_signal(signal.SIGKILL),
    "hog": hog,
    "bug": lambda: {}["a secret of the file"],
    "recursion": lambda: ACTS["recursion"](),  # noqa: PLW0108 - it must call itself
}
TOLD = {
    "sleep": "took-too-long: reading took too long (limit 0.4 s)",
    "spin": "took-too-long: reading took too long (limit 0.4 s)",
    "exit": "reader-died: the reader died on this file (memory limit 64 MB)",
    "killed": "reader-died: the reader died on this file (memory limit 64 MB)",
    "hog": "too-much-memory: reading took too much memory (limit 64 MB)",
}
BUGS = {"bug": "KeyError", "recursion": "RecursionError"}


def act(path: str) -> Iterator[Accepted | Refusal]:
    """Say as many things as the path begins with, then do what it ends with."""
    count, name = path.split("-")
    for number in range(int(count)):
        yield said(f"{path} {number}")
    if name in ACTS:
        ACTS[name]()


def heard(paths: Sequence[str], limits: Limits = FAST) -> list[tuple[str, str]]:
    """Return path and line of all that is answered."""
    return [(path, finding_line(one.findings[0], "en")) for path, one in read_isolated(paths, act, limits)]


def quiet(path: str) -> list[tuple[str, str]]:
    """Return what is heard of a path that does no harm."""
    return [(path, finding_line(said(f"{path} {number}").findings[0], "en")) for number in range(int(path[0]))]


def open_descriptors() -> set[str]:
    """Return the descriptors of this process."""
    return set(os.listdir("/proc/self/fd"))  # noqa: PTH208 - names are all that is wanted


def children() -> str:
    """Return the numbers of the processes that this one started, those that ended unheard among them."""
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")


@pytest.fixture(autouse=True)
def nothing_is_left() -> Iterator[None]:
    """Hold that no process and no descriptor is left; other tests may have some of their own."""
    before = open_descriptors(), children()
    yield
    assert (open_descriptors(), children()) == before


@pytest.mark.parametrize("name", TOLD)
def test_file_that_breaks_a_limit_costs_that_file(name: str) -> None:
    paths = ["2-a", f"0-{name}", "1-b"]
    assert heard(paths) == [*quiet("2-a"), (f"0-{name}", f"0-{name}: {TOLD[name]}"), *quiet("1-b")]


@pytest.mark.parametrize("name", BUGS)
def test_bug_of_ours_costs_that_file_and_names_its_place_alone(name: str) -> None:
    answers = heard(["2-a", f"0-{name}", "1-b"])
    assert (answers[:2], answers[3:]) == (quiet("2-a"), quiet("1-b"))
    line = answers[2][1]
    assert line.startswith(f"0-{name}: reader-bug: a bug of ours: {BUGS[name]} (test_isolation.py:")
    assert "secret" not in line


def test_what_was_read_before_stands_and_the_rest_is_one_refusal() -> None:
    assert heard(["3-exit", "1-b"]) == [*quiet("3-exit"), ("3-exit", f"3-exit: {TOLD['exit']}"), *quiet("1-b")]


def test_each_hostile_file_is_met_by_a_new_process() -> None:
    paths = ["0-exit", "0-bug", "0-hog", "0-exit", "1-a", "0-sleep"]
    assert [path for path, _ in heard(paths)] == paths


def test_every_limit_is_told_in_both_languages() -> None:
    for _, one in read_isolated(["0-sleep", "0-exit", "0-bug"], act, FAST):
        finding = one.findings[0]
        for language in ("zh", "en"):
            assert finding_line(finding, language).isprintable()
            assert remedy(finding.code, finding.parameters, language)


def test_neighbours_are_what_they_are_without_the_hostile_file(
    tmp_path: Path, tiny: Pack, gazetteer: Gazetteer
) -> None:
    good = [tmp_path / f"{code}.yaml" for code in CODES]
    for path, code in zip(good, CODES, strict=True):
        path.write_text(SOUND.format(code))

    def read(path: str) -> Iterator[Accepted | Refusal]:
        if path == "hostile":
            os._exit(1)
        yield from read_submissions(path, AS_NAMED, tiny, gazetteer)

    def read_all(names: Sequence[str]) -> list[bytes]:
        return [pickle.dumps(one) for name, one in read_isolated(names, read) if name != "hostile"]

    names = [str(path) for path in good]
    assert read_all([names[0], "hostile", *names[1:]]) == read_all(names)


REACHING = {
    "network": lambda: socket.create_connection(("127.0.0.1", 9)),
    "name": lambda: socket.getaddrinfo("localhost", 80),
    "process": lambda: subprocess.run(["true"], check=False),
    "shell": lambda: os.system("true"),
    "fork": os.fork,
    "signal": lambda: os.kill(os.getppid(), signal.SIGTERM),
    "write": lambda: Path("out.txt").write_text("x"),
    "remove": lambda: Path("in.txt").unlink(),
    "rename": lambda: Path("in.txt").rename("out.txt"),
    "folder": lambda: Path("made").mkdir(),
    "permissions": lambda: Path("in.txt").chmod(0o777),
}


@pytest.mark.parametrize("name", REACHING)
def test_reader_reaches_neither_network_nor_processes_nor_files(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.txt").write_text("kept")

    def read(_: str) -> Iterator[Accepted | Refusal]:
        REACHING[name]()
        yield said("reached")

    ((_, one),) = read_isolated(["a"], read)
    assert "PermissionError" in finding_line(one.findings[0], "en")
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("in.txt", "kept")]


def test_consumer_that_stops_early_leaves_nothing() -> None:
    answers = read_isolated(["3-a", "0-sleep"], act, FAST)
    next(answers)
    answers.close()


def test_consumer_that_fails_leaves_nothing() -> None:
    answers = read_isolated(["3-a", "0-sleep"], act, FAST)
    next(answers)
    with pytest.raises(KeyboardInterrupt):
        answers.throw(KeyboardInterrupt)


def test_without_fork_files_are_read_in_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "fork")
    answers = heard(["2-a", "1-bug", "1-b"])
    assert [path for path, _ in answers] == ["2-a", "2-a", "1-bug", "1-bug", "1-b"]
    assert "reader-bug" in answers[3][1]
    pid = os.getpid()

    def read(path: str) -> Iterator[Accepted | Refusal]:
        assert os.getpid() == pid
        yield said(path)

    assert len(list(read_isolated(["a", "b"], read))) == 2


@pytest.mark.parametrize("value", [os.system, print, Path("a"), eval, subprocess.Popen, finding_line])
def test_nothing_but_values_of_ours_comes_through_the_pipe(value: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        _Unpickler(io.BytesIO(pickle.dumps(value))).load()


def test_standard_input_may_come_slowly() -> None:
    def read(_: str) -> Iterator[Accepted | Refusal]:
        time.sleep(1.5 * FAST.waiting)
        yield said("at last")

    ((_, one),) = read_isolated(["-"], read, FAST)
    assert one == said("at last")


def test_a_sound_file_may_wait_for_the_processor() -> None:
    """Reading that takes longer by the clock than in processor time, as on a loaded machine, is read."""

    def read(_: str) -> Iterator[Accepted | Refusal]:
        time.sleep(2 * FAST.seconds)
        yield said("at last")

    ((_, one),) = read_isolated(["a"], read, FAST)
    assert one == said("at last")


def test_standard_input_may_not_keep_the_reader_busy_for_ever() -> None:
    def read(_: str) -> Iterator[Accepted | Refusal]:
        spin()
        yield said("never")

    ((_, one),) = read_isolated(["-"], read, FAST)
    assert one.findings[0].code == "took-too-long"


def test_interrupt_ends_both(tmp_path: Path) -> None:
    """The program is interrupted while its reader hangs: neither is there afterwards."""
    script = tmp_path / "hang.py"
    script.write_text(
        "import os, signal, sys, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)  # which who runs the tests may have turned off\n"
        "from checker.use_cases.isolation import read_isolated\n"
        "def read(path):\n"
        "    print(os.getpid(), flush=True)\n"
        "    time.sleep(60)\n"
        "    yield\n"
        "try:\n"
        "    list(read_isolated(['a'], read))\n"
        "except KeyboardInterrupt:\n"
        "    sys.exit(130)\n"
    )
    program = subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    child = int(program.stdout.readline())
    program.send_signal(signal.SIGINT)
    assert program.wait(10) == 130
    program.stdout.close()
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)
