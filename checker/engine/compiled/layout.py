"""Long lines of generated source, laid out to be read."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

WIDTH = 120
_QUOTES = frozenset("'\"")
_DEEPER = {"(": 1, "[": 1, ")": -1, "]": -1}


def folded(line: str) -> Iterator[str]:
    """Yield a line of source as several that are not too long: comments break at words, code within brackets.

    Code with texts in quotes stays as it is: what stands in them is the pack's.
    """
    indent = " " * (len(line) - len(line.lstrip()))
    code, mark, words = line.partition("  # ")
    is_comment = line.startswith(f"{indent}# ")
    if len(line) <= WIDTH or (not is_comment and _QUOTES.intersection(code)):
        yield line
    elif is_comment:
        sign = f"{indent}# "
        yield from wrap(line.strip()[2:], WIDTH, initial_indent=sign, subsequent_indent=sign, break_long_words=False)
    else:
        first, *parts = _parts(code)
        shown = first
        for part in parts:
            if len(shown) + len(part) > WIDTH:
                yield shown
                shown = f"{indent}    {part.lstrip()}"
            else:
                shown += part
        yield f"{shown}{mark}{words}"


def _parts(code: str) -> Iterator[str]:
    """Yield what stands between commas or pluses within brackets, each with the sign that ends it."""
    depth = begin = 0
    for place, sign in enumerate(code, 1):
        depth += _DEEPER.get(sign, 0)
        if sign in ",+" and depth:
            yield code[begin:place]
            begin = place
    yield code[begin:]
