"""Where a result goes and what it looks like there: on a terminal laid out, in a pipe or a file as ever."""

from __future__ import annotations

import fcntl
import os
import re
import struct
import subprocess
import sys
import termios
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
import typer
from wcwidth import wcswidth

from checker.cli import options, score, validate
from checker.cli.terminal import encoded, has_colour, is_plain, screen_of

ROOT = Path(__file__).resolve().parents[2]
TAIYUAN = "submissions/2020-H1/140100-taiyuan.yaml"
BEIJING = "submissions/2020-H1/110000-beijing.yaml"
SGR = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(width: int, act: Callable[[int], None]) -> str:
    """Return what *act* wrote to the terminal whose number it is given."""
    master, slave = os.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, width, 0, 0))
    parts: list[bytes] = []

    def read() -> None:
        try:
            while part := os.read(master, 65_536):
                parts.append(part)
        except OSError:  # the other side is closed
            return

    reader = threading.Thread(target=read)
    reader.start()
    try:
        act(slave)
    finally:
        os.close(slave)
        reader.join(20)
        os.close(master)
    return b"".join(parts).decode().replace("\r\n", "\n")


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A coloured terminal of UTF-8, and the repository as the current folder."""
    monkeypatch.chdir(ROOT)
    for name in ("COLUMNS", "NO_COLOR", "FORCE_COLOR", "LC_ALL", "LC_CTYPE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LANG", "C.UTF-8")
    return monkeypatch


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [80, 100, 160])
def test_score_and_validate_fit_the_terminal(terminal: pytest.MonkeyPatch, width: int, language: str) -> None:
    def act(slave: int) -> None:
        with os.fdopen(os.dup(slave), "w", encoding="utf-8") as out, terminal.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "__stdout__", out)
            with pytest.raises(typer.Exit):
                score.command([TAIYUAN, BEIJING], lang=options.Lang(language))
            with pytest.raises(typer.Exit):
                validate.command([BEIJING], lang=options.Lang(language))

    shown = on_terminal(width, act)
    lines = SGR.sub("", shown).splitlines()
    assert width - 12 <= max(map(wcswidth, lines)) <= width
    assert "\x1b[36m" in shown
    assert "█" in shown
    assert ("不合格至优秀" if language == "zh" else "Fail to Excellent") in shown.replace("\n", " ")
    assert "26000" in shown
    assert "17744" in shown


def test_the_program_itself_on_a_terminal_and_in_a_pipe(terminal: pytest.MonkeyPatch) -> None:
    command = [sys.executable, "-m", "checker", "score", TAIYUAN, "--lang", "zh"]

    def act(slave: int) -> None:
        subprocess.run(command, cwd=ROOT, stdout=slave, check=True, timeout=60)

    shown = on_terminal(90, act)
    assert max(wcswidth(SGR.sub("", line)) for line in shown.splitlines()) <= 90
    piped = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60).stdout.decode()
    assert "\x1b" not in piped
    assert "█" not in piped
    assert piped.splitlines()[2].startswith("------  ------")


def test_a_file_and_a_pipe_get_no_layout(terminal: pytest.MonkeyPatch) -> None:
    assert screen_of("out.txt", "en") is None
    assert screen_of(None, "en") is None
    terminal.setenv("FORCE_COLOR", "1")
    terminal.setenv("COLUMNS", "72")
    forced = screen_of(None, "en")
    assert forced is not None
    assert (forced.width, forced.colour) == (72, True)
    assert screen_of("out.txt", "en") is None
    terminal.setenv("COLUMNS", "1")
    narrow = screen_of("-", "en")
    assert narrow is not None
    assert narrow.width == 20


@pytest.mark.parametrize(
    ("environment", "colour"),
    [
        ({"TERM": "xterm"}, True),
        ({"TERM": "dumb"}, False),
        ({}, False),
        ({"TERM": "xterm", "NO_COLOR": "1"}, False),
        ({"TERM": "xterm", "NO_COLOR": ""}, True),
        ({"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour_is_as_the_reader_set_it(environment: dict[str, str], colour: bool) -> None:  # noqa: FBT001
    assert has_colour(environment) is colour


@pytest.mark.parametrize(
    ("environment", "encoding", "plain"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "utf-8", False),
        ({"LANG": "C.UTF-8"}, "UTF-8", False),
        ({"LANG": "C"}, "utf-8", True),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, "utf-8", True),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, "utf-8", True),
        ({"LANG": "C", "LC_CTYPE": "zh_CN.UTF-8"}, "utf-8", False),
        ({"LANG": "zh_CN.GBK"}, "gbk", True),
        ({"LANG": "en_US"}, "ascii", True),
    ],
)
def test_only_a_terminal_that_says_utf8_gets_blocks(environment: dict[str, str], encoding: str, plain: bool) -> None:  # noqa: FBT001
    assert is_plain(environment, encoding) is plain


def test_a_terminal_gets_its_own_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    class Out:
        encoding = "gbk"

    monkeypatch.setattr(sys, "stdout", Out())
    assert encoded("太原\u0e01") == "太原".encode("gbk") + b"\\u0e01"
