"""Units as people write them: how a unit is called, what it is a multiple of, and the words that follow its numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from checker.model.text import Text

# What a word of scale multiplies the number before it by. The longer word goes first where one begins another.
SCALE_WORDS: Mapping[str, int] = {
    "万亿": 10**12,
    "千亿": 10**11,
    "百亿": 10**10,
    "十亿": 10**9,
    "亿": 10**8,
    "千万": 10**7,
    "百万": 10**6,
    "十万": 10**5,
    "万": 10**4,
    "千": 10**3,
    "百": 10**2,
}


@dataclass(frozen=True, slots=True)
class UnitEntry:
    """One unit of ``units.yaml``: it is *times* the unit *base*; a unit that is no multiple is its own base."""

    id: str
    label: Text
    times: Fraction
    base: str
    words: tuple[str, ...]

    @property
    def is_scaled(self) -> bool:
        """Whether the unit is a multiple of another: 万人, 10k persons."""
        return self.base != self.id
