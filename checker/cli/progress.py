"""How far a batch is, on standard error: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from checker.cli.language import said
from checker.model.batch import Progress

Tell = Callable[[Progress], None]
PAUSE = 10.0  # seconds between two lines
DRAWN = 0.2  # seconds between two looks of the bar


@contextmanager
def shown_progress(total: int | None, *, quiet: bool) -> Iterator[Tell]:
    """Give a function that shows how many of *total* submissions are done; None: nobody knows how many there are."""
    if quiet:
        yield _silent
    elif sys.stderr.isatty():
        with _bar(total) as tell:
            yield tell
    else:
        yield _Lines(total).tell


def _silent(_: Progress) -> None:
    """Show nothing."""


@contextmanager
def _bar(total: int | None) -> Iterator[Tell]:
    """Show a bar with rate, remaining time, and how many were judged and refused.

    It is drawn when it is told something: a thread that draws would be about whenever a worker is forked.
    """
    from rich import progress
    from rich.console import Console

    columns = (
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn(said("每秒 {task.fields[rate]:,.0f} 份", "{task.fields[rate]:,.0f}/s")),
        progress.TimeRemainingColumn(),
        progress.TextColumn(
            said(
                "评判 {task.fields[judged]:,} 拒绝 {task.fields[refused]:,}",
                "judged {task.fields[judged]:,} refused {task.fields[refused]:,}",
            )
        ),
    )
    console = Console(stderr=True)
    with progress.Progress(*columns, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=total, rate=0, judged=0, refused=0)
        began, last = time.monotonic(), 0.0

        def tell(now: Progress) -> None:
            nonlocal last
            moment = time.monotonic()
            if moment - last >= DRAWN:
                last, rate = moment, (now.read - now.resumed) / max(moment - began, DRAWN)
                bar.update(task, completed=now.read, rate=rate, judged=now.judged, refused=now.refused, refresh=True)

        yield tell


class _Lines:
    """Says every few seconds how far a batch is."""

    def __init__(self, total: int | None) -> None:
        self._of = "" if total is None else f" / {total}"
        self._began = self._last = time.monotonic()

    def tell(self, now: Progress) -> None:
        """Say it, if it is time."""
        moment = time.monotonic()
        if moment - self._last < PAUSE:
            return
        self._last = moment
        rate = (now.read - now.resumed) / (moment - self._began)
        line = said(
            f"评判 {now.judged} + 拒绝 {now.refused}{self._of}，每秒 {rate:.0f} 份",
            f"judged {now.judged} + refused {now.refused}{self._of}, {rate:.0f} a second",
        )
        print(line, file=sys.stderr, flush=True)  # noqa: T201 - chatter
