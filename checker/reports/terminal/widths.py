"""How many columns a text takes, and how it is cut and broken without parting a character from its marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from wcwidth import wcswidth, wcwidth

# A line never begins with one of these, nor ends with one of those.
_NOT_FIRST = frozenset("，。、；：？！）》」』”’…,.;:?!)]}%")
_NOT_LAST = frozenset("（《「『“‘([{")
_HANG = re.compile(r" *(?:\d+\. |→ |-> )?")

Cluster = tuple[str, int]


def clusters(text: str) -> list[Cluster]:
    """Return the characters of *text*, each with its marks and the columns that it takes."""
    found: list[Cluster] = []
    for char in text:
        width = wcwidth(char)
        if width > 0 or not found:
            found.append((char, max(0, width)))
        else:
            whole = found[-1][0] + char
            found[-1] = (whole, max(found[-1][1], wcswidth(whole)))
    return found


def width_of(text: str) -> int:
    """Return how many columns *text* takes; it has no control characters."""
    return len(text) if text.isascii() else sum(width for _, width in clusters(text))


def cut(text: str, width: int, ellipsis: str) -> str:
    """Return *text* in at most *width* columns, with *ellipsis* where something was left out."""
    if width_of(text) <= width:
        return text
    room = width - len(ellipsis)
    if room < 1:
        return ellipsis[:width]
    kept = []
    for char, columns in clusters(text):
        room -= columns
        if room < 0:
            break
        kept.append(char)
    return "".join(kept).rstrip() + ellipsis


def padded(text: str, width: int, align: str) -> str:
    """Return *text* with blanks to *width* columns; *align* is left, right or center."""
    spare = max(0, width - width_of(text))
    left = spare if align == "right" else spare // 2 if align == "center" else 0
    return " " * left + text + " " * (spare - left)


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* as lines of at most *width* columns; those after the first hang below its first word.

    Lines break at blanks, and between characters of scripts that have none; a longer word breaks where it must.
    """
    if width_of(text) <= width:
        return [text]
    indent = _HANG.match(text)
    hang = min(len(indent.group()) if indent else 0, width // 2)
    lines: list[str] = []
    line, used = "", 0
    for word in _words(text, width - hang):
        columns = width_of(word)
        if used + columns > width and line.strip():
            lines.append(line.rstrip())
            line, used = " " * hang + word.lstrip(), hang + width_of(word.lstrip())
        else:
            line, used = line + word, used + columns
    return [*lines, line.rstrip()] if line.strip() else lines


def _words(text: str, width: int) -> Iterator[str]:
    """Yield the parts of *text* between which a line may break, none wider than *width*."""
    word, used = "", 0
    for char, columns in clusters(text):
        if word and (_may_break(word[-1], char, columns) or used + columns > width):
            yield word
            word, used = "", 0
        word, used = word + char, used + columns
    if word:
        yield word


def _may_break(before: str, char: str, columns: int) -> bool:
    """Return whether a line may end between two characters."""
    if char == " " or before == " ":
        return char == " " and before != " "
    if char[0] in _NOT_FIRST or before in _NOT_LAST:
        return False
    return columns == 2 or width_of(before) == 2
