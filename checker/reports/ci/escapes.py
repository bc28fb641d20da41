"""Text from outside stays text: on one line, visible, and nothing that a build log obeys."""

from __future__ import annotations

import re

from checker.model.text import Text
from checker.reports.wording import escaped

LONGEST = 2_000
_LOG_COMMAND = re.compile(r"##(?=\w*\[)")


def plain(text: str, limit: int = LONGEST) -> str:
    """Return *text* on one line, with control characters, surrogates and noncharacters as visible escapes."""
    return escaped(text, limit)


def plain_text(text: Text) -> Text:
    """Return both languages of *text*, each on one line."""
    return Text(plain(text.zh), plain(text.en))


def for_log(line: str) -> str:
    """Return a line of output that no build service takes for a command: ``::name`` at its start, ``##[name]`` inside.

    The first sign of such a command is shown as an escape.
    """
    shown = _LOG_COMMAND.sub(r"\\u0023#", line)
    bare = shown.lstrip()
    return shown[: len(shown) - len(bare)] + "\\u003a" + bare[1:] if bare.startswith("::") else shown
