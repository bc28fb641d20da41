"""Places as builds understand them: a path and a line of text; elsewhere the cell or the row is told in words."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from checker.errors import Locus, column_letters
from checker.model.text import Language
from checker.reports.ci.escapes import plain
from checker.reports.labels import say
from checker.reports.wording import escaped

_TABLES = (".csv", ".tsv")
_LONGEST_PATH = 4_096


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in *path*. *line* and *column* count from 1 in a text file, 0 if they are not known.

    *row* is the line or the row, whichever the file has; *within* names a place that is no line of text.
    """

    path: str
    line: int
    column: int
    row: int
    within: str


def spot(locus: Locus) -> Spot:
    """Return *locus* as a build understands it. Columns of a table count fields, not characters: they are no column."""
    path = locus.file
    while path.startswith("./"):
        path = path[2:]
    if locus.sheet:
        cell = f"{column_letters(locus.column)}{locus.line or ''}"
        return Spot(path, 0, 0, locus.line, plain(f"{locus.sheet}!{cell}" if cell else locus.sheet))
    if locus.group:
        return Spot(path, 0, 0, 0, f"{locus.group}/{locus.line}:{locus.column}")
    if path.lower().endswith(_TABLES):
        return Spot(path, locus.line, 0, locus.line, f"R{locus.line}C{locus.column}" if locus.column else "")
    return Spot(path, locus.line, locus.column, locus.line, "")


def place_text(locus: Locus) -> str:
    """Return the place on one line."""
    return escaped(str(locus), _LONGEST_PATH)


def in_words(locus: Locus, language: Language) -> str:
    """Return where in its file a finding stands if that is no line of text, ready to go before a sentence."""
    within = spot(locus).within
    return say(language, f"{within}：", f"{within}: ") if within else ""


def to_uri(path: str) -> str:
    """Return *path* as a URI reference; bytes that are no UTF-8 stay the bytes that the file system has."""
    try:
        content = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte: such a name exists on no disk
        content = plain(path).encode()
    return f"file://{quote(content)}" if path.startswith("/") else quote(content)
