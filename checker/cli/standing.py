"""Standard streams that whoever started the program has closed, or does not read to the end."""

from __future__ import annotations

import contextlib
import os
import sys
from io import TextIOWrapper


def hold_standard_streams() -> None:
    """Put something in the place of each closed one, whose number the next file would get, and text meant for it.

    To read from standard input or to write to standard output then fails like on any bad file; chatter is lost.
    """
    sys.stdin = sys.stdin or _opened("r", os.O_WRONLY)
    sys.stdout = sys.stdout or _opened("w", os.O_RDONLY)
    sys.stderr = sys.stderr or _opened("w", os.O_WRONLY)


def forget_output() -> None:
    """Let what standard output could not take go nowhere: at the end of the program it would fail once more."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _opened(mode: str, flags: int) -> TextIOWrapper:
    """Return the lowest number that is free, opened with *flags* whatever *mode* is, as a stream of text."""
    stream = os.fdopen(os.open(os.devnull, flags), mode, encoding="utf-8")
    assert isinstance(stream, TextIOWrapper)
    return stream
