"""Streams that are closed, or that nobody reads to the end; and interrupts before anything is done."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import pytest

from checker.cli import interrupts
from checker.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
TAIYUAN = str(ROOT / "submissions/2020-H1/140100-taiyuan.yaml")
COMMANDS = {
    "version": ["--version"],
    "help": ["--help"],
    "result": ["score", TAIYUAN, "--lang", "en"],
}


@pytest.fixture
def keyboard() -> Iterator[None]:
    """What signals did before."""
    signals = {one: signal.getsignal(one) for one in (signal.SIGINT, signal.SIGTERM)}
    yield
    for one, act in signals.items():
        signal.signal(one, act)


@pytest.fixture
def ended(keyboard: None, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Run the program with other standard streams, by their names, and return its code."""

    def run(*arguments: str, **streams: TextIO | None) -> int:
        with monkeypatch.context() as patched:
            patched.setattr(sys, "argv", ["checker", *arguments])
            for name, stream in streams.items():
                patched.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as caught:
                main()
            for name in streams:
                with contextlib.suppress(OSError):
                    getattr(sys, name).close()
        assert isinstance(caught.value.code, int)
        return caught.value.code

    return run


def unread() -> TextIO:
    """Return a pipe that nobody reads any more."""
    reading, writing = os.pipe()
    os.close(reading)
    return os.fdopen(writing, "w", 1)


@pytest.mark.parametrize("command", COMMANDS)
def test_pipe_that_nobody_reads_ends_it_without_a_word(command: str, ended: Callable[..., int], capfd) -> None:
    assert ended(*COMMANDS[command], stdout=unread()) == 141
    assert capfd.readouterr().err == ""


def test_error_that_nobody_reads_ends_it_alike(ended: Callable[..., int]) -> None:
    assert ended("score", "no-such-folder", stderr=unread()) == 141


@pytest.mark.parametrize("command", ["version", "result"])
def test_closed_output_takes_nothing_and_is_no_bug(command: str, ended: Callable[..., int], capfd) -> None:
    assert ended(*COMMANDS[command], stdout=None) == 3
    told = capfd.readouterr().err
    assert told.endswith(": Bad file descriptor\n")
    assert told.count("\n") == 1


def test_closed_streams_do_not_matter_to_a_batch_in_a_file(ended: Callable[..., int], tmp_path: Path) -> None:
    store, out = str(tmp_path / "s.sqlite"), tmp_path / "out.txt"
    code = ended("score", TAIYUAN, "--store", store, "-o", str(out), stdin=None, stdout=None, stderr=None)
    assert (code, out.stat().st_size > 0) == (0, True)


def test_closed_input_cannot_be_read(ended: Callable[..., int], capfd) -> None:
    assert ended("validate", "-", "--lang", "en", stdin=None) == 1
    assert "cannot-read: the file cannot be read (Bad file descriptor)" in capfd.readouterr().out


def test_interrupt_while_starting_is_said_and_130() -> None:
    """Whatever is being imported, nothing is shown of it."""
    code = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *_):\n"
        "        name == 'typer' and os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Pressed()); sys.argv = ['checker', '--version', '--lang', 'zh']\n"
        "from checker.cli.main import main; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert (done.returncode, done.stdout, done.stderr.decode()) == (130, b"", "已中断\n")


def test_interrupt_that_is_ignored_stays_so(keyboard: None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    interrupts.catch_signals("interrupted")
    interrupts.started()
    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
