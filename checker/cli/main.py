"""``checker``: signals are seen to first, since what the program is made of takes a moment to import."""

from __future__ import annotations

import gc
import sys

from checker.cli.interrupts import PIPE_CLOSED, catch_signals


def main() -> None:
    """Run the command line and exit: 0 to 3 as documented, 70 for a bug of ours, 130, 141 and 143 where it is ended."""
    catch_signals("已中断 · interrupted")
    from checker.cli.language import said

    catch_signals(said("已中断", "interrupted"))
    # A run makes many small values and hardly a cycle: looking for cycles at every 700th costs a fifth of the time.
    gc.set_threshold(100_000)
    from checker.cli.commands import run

    try:
        run(sys.argv[1:])
    except BrokenPipeError:  # what was to be said of an error met a closed pipe as well
        sys.exit(PIPE_CLOSED)
