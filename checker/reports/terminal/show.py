"""Blocks of a report, one below the other: as plain text, or as a terminal shows them."""

from __future__ import annotations

from collections.abc import Iterable

from checker.reports.terminal.screen import Screen


def laid_out(blocks: Iterable[str], screen: Screen | None) -> str:
    """Return *blocks*, one below the other: as they are, or as *screen* shows them."""
    if screen is None:
        return "\n".join(blocks) + "\n"
    from checker.reports.terminal.lines import to_lines  # noqa: PLC0415 - only a terminal needs it

    return "".join(f"{line}\n" for block in blocks for line in to_lines(block, screen))
