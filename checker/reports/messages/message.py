"""The shape of a message: why, and how to mend it, in zh and en."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.text import Text


@dataclass(frozen=True, slots=True)
class Message:
    """What a code says. *remedy* may be empty where the reason says it all."""

    reason: Text
    remedy: Text


def message(zh: str, en: str, mend_zh: str = "", mend_en: str = "") -> Message:
    """Return the message of a code. A template names its parameters in braces."""
    return Message(Text(zh, en), Text(mend_zh, mend_en))
