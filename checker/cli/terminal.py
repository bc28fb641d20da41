"""The terminal that a result goes to, if it goes to one: how wide it is, and what it can show."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping

from checker.model.text import Language
from checker.reports.terminal.screen import Screen

NARROWEST = 20
_UTF8 = frozenset({"utf-8", "utf8"})
_BARE = frozenset({"", "c", "posix"})


def screen_of(output: str | None, language: Language) -> Screen | None:
    """Return the terminal that a result in *language* is shown on; None if it goes to a file or a pipe.

    ``FORCE_COLOR`` takes a pipe for a terminal in colour. ``COLUMNS`` says how wide it is, else the terminal does.
    """
    forced = bool(os.environ.get("FORCE_COLOR"))
    if output not in (None, "-") or not (forced or _is_terminal()):
        return None
    width = max(NARROWEST, shutil.get_terminal_size().columns)
    return Screen(width, has_colour(os.environ), is_plain(os.environ, encoding()), language, encoding())


def has_colour(environment: Mapping[str, str]) -> bool:
    """Return whether a terminal is to be coloured: ``NO_COLOR`` forbids it, ``TERM=dumb`` unless ``FORCE_COLOR``."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or environment.get("TERM", "dumb") != "dumb"


def is_plain(environment: Mapping[str, str], encoding: str) -> bool:
    """Return whether a terminal may lack blocks and dashes: it is not one of UTF-8, or its locale says nothing.

    Where the locale is C, Python takes UTF-8 and sets ``LC_CTYPE`` to say so: that is no word of the terminal's.
    """
    if encoding.lower() not in _UTF8:
        return True
    said = environment.get("LC_ALL") or environment.get("LANG", "")
    own = environment.get("LC_CTYPE", "")
    return said.lower() in _BARE and own.lower() in (*_BARE, "c.utf-8", "c.utf8", "utf-8")


def encoding() -> str:
    """Return the encoding of standard output."""
    return sys.stdout.encoding or "ascii"


def encoded(text: str) -> bytes:
    """Return *text* in the encoding of the terminal; what that does not have as an escape."""
    return text.encode(encoding(), "backslashreplace")


def _is_terminal() -> bool:
    return sys.stdout is not None and sys.stdout.isatty()
