"""What ends the program from outside, and the code it then has. Needs next to no imports: it is there before them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType

INTERRUPTED = 128 + signal.SIGINT
PIPE_CLOSED = 141  # 128 and SIGPIPE, which some systems do not have
TERMINATED = 128 + signal.SIGTERM


def catch_signals(interrupted: str) -> None:
    """End as documented when terminated, or when interrupted before anything is done: at once, saying *interrupted*."""
    signal.signal(signal.SIGTERM, _terminated)
    _on_interrupt(lambda *_: _end_at_once(interrupted))


def started() -> None:
    """Let an interrupt be an exception from now on: there may be something to clear up."""
    _on_interrupt(signal.default_int_handler)


def _on_interrupt(act: Callable[[int, FrameType | None], object]) -> None:
    """Act so on an interrupt; one that is ignored, as by what a shell runs in the background, stays so."""
    if signal.getsignal(signal.SIGINT) != signal.SIG_IGN:
        signal.signal(signal.SIGINT, act)


def _end_at_once(said: str) -> None:
    """Say so and end. An exception might be swallowed, or shown, by whatever is being imported."""
    try:
        if sys.stderr is not None:
            os.write(2, f"{said}\n".encode(sys.stderr.encoding, "backslashreplace"))
    finally:
        os._exit(INTERRUPTED)


def _terminated(_signal: int, _frame: FrameType | None) -> None:
    sys.exit(TERMINATED)
