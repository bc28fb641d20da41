"""What a terminal can show: how wide, in colour or not, and in which characters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from checker.model.text import Language

Tone = Literal["bad", "warn", "good", "proven", "faint", "strong"]
# The sixteen colours that every terminal has, as the reader has set them.
_SGR: Mapping[Tone, str] = {"bad": "31", "warn": "33", "good": "32", "proven": "36", "faint": "2", "strong": "1"}
# What stands in other signs than those of a language, for terminals that may not have them or draw them too wide.
_PLAIN = str.maketrans(
    {
        "–": "-",
        "·": ".",
        "…": "...",
        "→": "->",
        "×": "x",
        "≈": "~",
        "≤": "<=",
        "≥": ">=",
        "─": "-",
        "“": '"',
        "”": '"',
        "’": "'",
    }
)


@dataclass(frozen=True, slots=True)
class Screen:
    """A terminal of *width* columns. *plain*: it is not known to draw more than the letters of its language.

    What its *encoding* does not have is shown as an escape.
    """

    width: int
    colour: bool
    plain: bool
    language: Language
    encoding: str = "utf-8"

    @property
    def ellipsis(self) -> str:
        """What stands where a text was cut."""
        return "..." if self.plain else "…"

    def worded(self, text: str) -> str:
        """Return *text* as it is shown: nothing in it that a terminal would obey, and signs that it has."""
        shown = text if text.isprintable() else "".join(map(_visible, text))
        if not self.plain or shown.isascii():
            return shown
        return shown.translate(_PLAIN).encode(self.encoding, "backslashreplace").decode(self.encoding)

    def painted(self, text: str, tone: Tone | None) -> str:
        """Return *text* in the colour of its tone, if there are colours."""
        return f"\x1b[{_SGR[tone]}m{text}\x1b[0m" if self.colour and tone and text else text


def _visible(char: str) -> str:
    """Return a control or invisible character as an escape; a wide blank is neither."""
    return char if char.isprintable() or char == "\u3000" else f"\\u{ord(char):04x}"
