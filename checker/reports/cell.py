"""Text in a cell of CSV: nothing in it that a spreadsheet takes for a formula or a terminal obeys."""

from __future__ import annotations

from checker.reports.wording import escaped

FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
LONGEST = 32_767  # characters that a cell of a spreadsheet holds


def text_cell(text: str, limit: int = LONGEST) -> str:
    """Return a text cell that no spreadsheet takes for a formula."""
    shown = text if len(text) <= limit and text.isprintable() else escaped(text, limit)
    return f"'{shown}" if shown.startswith(FORMULA) else shown
