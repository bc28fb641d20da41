"""Results of any size leave the program: to standard output, or to a file that appears only when it is whole."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import typer

from checker.cli.interrupts import PIPE_CLOSED
from checker.cli.output import share
from checker.cli.standing import forget_output
from checker.errors import Locus, StoreError, UsageError
from checker.model.text import Text


@contextlib.contextmanager
def streamed(output: str | None, source: str) -> Iterator[BinaryIO]:
    """Give a file to write to. Raises StoreError if the place cannot take it; what stood there stays whole.

    The file *source* is never written over: that raises UsageError.
    """
    if output is None or output == "-":
        with _standard_output() as file:
            yield file
        return
    target = Path(output)
    if Path(source).exists() and target.exists() and target.samefile(source):
        raise UsageError("output-is-input", Locus(output))
    if target.exists() and not target.is_file():
        raise StoreError("cannot-write", Locus(output), found=Text("不是普通文件", "it is no regular file"))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            share(temporary)
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise StoreError("cannot-write", Locus(output), found=error.strerror) from None


@contextlib.contextmanager
def _standard_output() -> Iterator[BinaryIO]:
    """Give standard output. A reader that went away ends the program with no word: nobody is there to read it."""
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        forget_output()
        raise typer.Exit(PIPE_CLOSED) from None
