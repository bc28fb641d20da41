"""Starts the program many times from one process that has loaded what it imports, and nothing of its command line.

Each start is a process of its own that runs ``python -m checker``: only what Python needs to come up and to load
modules is spared, most of a short run.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import io
import json
import os
import runpy
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn, TextIO

LIBRARIES = (
    "typer.core",
    "typer._adapters",
    "pydantic.fields",
    "yaml",
    "tabulate",
    "msgspec",
    "openpyxl",
    "xlsxwriter",
)
LOADED = (*LIBRARIES, "checker.use_cases.reporting", "checker.use_cases.judging")  # none that reads the environment
SECONDS = 60


class Starter:
    """The process that has loaded the libraries."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
        )
        atexit.register(self._end)

    def _end(self) -> None:
        self._process.communicate()

    def run(
        self, arguments: Sequence[str], stdin: bytes, folder: Path, environment: Mapping[str, str]
    ) -> tuple[int, bytes, bytes]:
        """Return the exit code of ``checker`` with *arguments*, and what it wrote to both streams."""
        with tempfile.TemporaryDirectory() as name:
            streams = [Path(name) / stream for stream in ("in", "out", "err")]
            streams[0].write_bytes(stdin)
            asked = [list(map(str, streams)), arguments, str(folder), dict(environment)]
            assert self._process.stdin is not None
            assert self._process.stdout is not None
            self._process.stdin.write(json.dumps(asked).encode() + b"\n")
            self._process.stdin.flush()
            code = int(self._process.stdout.readline())
            return code, streams[1].read_bytes(), streams[2].read_bytes()


@functools.cache
def starter() -> Starter:
    """Return the one that all tests of this process share."""
    return Starter(plain_environment())


def plain_environment() -> dict[str, str]:
    """Return the environment without a language."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "FORCE_COLOR"))}


def serve() -> None:
    """Start the program for each line that comes, and say how it ended."""
    for module in LOADED:
        importlib.import_module(module)
    gc.freeze()
    for line in sys.stdin.buffer:
        streams, arguments, folder, environment = json.loads(line)
        child = os.fork()
        if child == 0:
            _become(streams, arguments, folder, environment)
        _, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def _become(streams: Sequence[str], arguments: Sequence[str], folder: str, environment: Mapping[str, str]) -> NoReturn:
    """Be the program: its streams, arguments, folder and environment, and its end."""
    code = 1
    try:
        signal.alarm(SECONDS)
        _redirect(streams)
        os.chdir(folder)
        os.environ.clear()
        os.environ.update(environment)
        sys.path[0], sys.argv = folder, ["checker", *arguments]
        code = _ran()
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(code)


def _redirect(streams: Sequence[str]) -> None:
    """Put files in the place of the standard streams, with the encoding that these have."""
    for number, path in enumerate(streams):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT)
        os.dup2(descriptor, number)
        os.close(descriptor)
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(io.FileIO(0)), sys.stdin.encoding, sys.stdin.errors)
    sys.stdout = sys.__stdout__ = _written(1, sys.stdout)
    sys.stderr = sys.__stderr__ = _written(2, sys.stderr)


def _written(descriptor: int, like: TextIO) -> TextIO:
    return io.TextIOWrapper(io.BufferedWriter(io.FileIO(descriptor, "w")), like.encoding, like.errors)


def _ran() -> int:
    """Run the program and return its exit code, as Python itself would."""
    try:
        runpy.run_module("checker", run_name="__main__", alter_sys=True)
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return ended.code or 0
        sys.stderr.write(f"{ended.code}\n")
        return 1
    except BaseException:  # noqa: BLE001 - shown, as Python shows what nobody catches
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    serve()
