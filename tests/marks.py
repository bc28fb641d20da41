"""Texts that say themselves where their fault is: the mark stands before the character that must be named."""

from __future__ import annotations

from dataclasses import dataclass

from checker.errors import Locus

MARK = "‸"


@dataclass(frozen=True)
class Marked:
    """A text without its mark, and the place where the mark stood; line 0 if there was none."""

    text: str
    line: int
    column: int

    def locus(self, file: str) -> Locus:
        """Return the marked place in *file*."""
        return Locus(file, self.line, self.column)


def marked(text: str) -> Marked:
    """Return *text* without its mark, and where it stood."""
    before, mark, after = text.partition(MARK)
    if not mark:
        return Marked(text, 0, 0)
    return Marked(before + after, before.count("\n") + 1, len(before) - before.rfind("\n"))


def places(text: str) -> tuple[str, list[str]]:
    """Return *text* without its marks, and where each of them stood, as ``line:column``."""
    *pieces, last = text.split(MARK)
    plain, found = "", []
    for piece in pieces:
        plain += piece
        found.append(f"{plain.count(chr(10)) + 1}:{len(plain) - plain.rfind(chr(10))}")
    return plain + last, found


def short(value: object) -> str:
    """Return a name for a case that fits on a line."""
    text = str(value).replace(MARK, "")
    return text if len(text) <= 40 else f"{text[:40]}... {len(text)}"
