"""Results leave the program: to standard output, or to a file that appears only when it is whole."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import typer

from checker.cli.interrupts import PIPE_CLOSED
from checker.cli.standing import forget_output
from checker.errors import Locus, StoreError, UsageError


def deliver(result: str | bytes | Iterable[str | bytes], output: str | None, inputs: Iterable[str] = ()) -> None:
    """Write *result*, whole or in pieces, text as UTF-8.

    Raises StoreError if the place cannot take it; what stood there stays whole. *inputs* are never written over: that
    raises UsageError.
    """
    pieces = map(_content, [result] if isinstance(result, str | bytes) else result)
    if output is None or output == "-":
        _print(pieces)
        return
    target = Path(output)
    if any(Path(one).exists() and target.exists() and target.samefile(one) for one in inputs):
        raise UsageError("output-is-input", Locus(output))
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        share(temporary)
        Path(temporary).replace(target)
    except OSError as error:
        raise StoreError("cannot-write", Locus(output), found=error.strerror) from None
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):  # what is whole has its own name by now
                Path(temporary).unlink()


def standing(result: str | bytes, output: str | None) -> list[str]:
    """Return *output* if a file stands there that is not *result*: perhaps a form that somebody has filled in."""
    content = _content(result)
    if output is None or not Path(output).is_file() or Path(output).read_bytes() == content:
        return []
    return [output]


def _content(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode()


def _print(pieces: Iterable[bytes]) -> None:
    """Write to standard output. A reader that went away ends the program with no word: nobody is there to read it."""
    try:
        sys.stdout.buffer.writelines(pieces)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        forget_output()
        raise typer.Exit(PIPE_CLOSED) from None


def share(path: str) -> None:
    """Give a temporary file the permissions that a new file would have had."""
    mask = os.umask(0)
    os.umask(mask)
    Path(path).chmod(0o666 & ~mask)
