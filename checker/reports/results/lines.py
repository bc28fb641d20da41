"""Rows as lines of JSON. What is the same in many rows is written once, and then remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from typing import Literal

import msgspec

from checker.reports.results.columns import Part, Row

REMEMBERED = 4096  # parts of each kind


class LineEncoder:
    """Makes an object of a row: *names* of its values, by the parts of a row; decimals as numbers or as strings."""

    def __init__(self, names: Sequence[Sequence[str]], decimals: Literal["number", "string"]) -> None:
        """Remember nothing yet."""
        encoder = msgspec.json.Encoder(decimal_format=decimals)
        self._parts: list[Callable[[Part], bytes]] = [
            lru_cache(REMEMBERED)(partial(_members, encoder, some)) for some in names
        ]

    def encode(self, row: Row) -> bytes:
        """Return a line with its end."""
        return b"{" + b",".join([part(values) for part, values in zip(self._parts, row, strict=True)]) + b"}\n"


def _members(encoder: msgspec.json.Encoder, names: Sequence[str], values: Part) -> bytes:
    """Return members of an object, without the brackets around it."""
    return encoder.encode(dict(zip(names, values, strict=True)))[1:-1]
