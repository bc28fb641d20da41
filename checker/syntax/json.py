"""JSON through the standard library, numbers kept as their text. Places are computed only when one is asked for."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from checker.errors import InputError, Locus
from checker.syntax.document import MAX_DEPTH, MAX_NODES, Bare, Document, Path, Places, look_alikes, place_in

_STRING = r'"(?:[^"\\]++|\\.)*+"?'  # never given back once read, so that no text takes more than one pass
_STRING_OR_SIGN = re.compile(_STRING + r"|[\[\]{},]", re.DOTALL)
_TOKEN = re.compile(_STRING + r'|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


def read_json(text: str, file: str, line: int = 1) -> Document:
    """Return the document of *text*, which begins at *line* of *file*. Raises InputError where it is wrong."""
    source = _Source(text, file, line)
    _guard_size(source)
    unclear: list[dict[str, object]] = []

    def mapping(pairs: list[tuple[str, object]]) -> dict[str, object]:
        made = dict(pairs)
        if len(made) < len(pairs) or look_alikes(made) is not None:
            unclear.append(made)
        return made

    try:
        tree = json.loads(text, object_pairs_hook=mapping, parse_int=Bare, parse_float=Bare, parse_constant=Bare)
    except json.JSONDecodeError as error:
        raise InputError("syntax", source.place(error.pos), found=error.msg) from None
    document = Document(tree, cache(lambda: _Scan(source).places()))
    if unclear:
        document.places()  # raises at the second of the two keys
    if _ESCAPED_SURROGATE.search(text):
        _refuse_surrogates(document)
    return document


@dataclass(frozen=True, slots=True)
class _Source:
    """A text, and the line of a file that it begins at."""

    text: str
    file: str
    line: int

    def place(self, offset: int) -> Locus:
        """Return the place of the character at *offset*."""
        found = place_in(self.text, self.file, offset)
        return replace(found, line=found.line + self.line - 1)


def _guard_size(source: _Source) -> None:
    """Refuse nesting and numbers of values that would exhaust the decoder, before it is called."""
    depth = nodes = 0
    for match in _STRING_OR_SIGN.finditer(source.text):
        sign = match.group()[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        nodes += sign in "[{,"
        if depth > MAX_DEPTH:
            raise InputError("too-deep", source.place(match.start()), limit=MAX_DEPTH)
        if nodes > MAX_NODES:
            raise InputError("too-many-values", source.place(match.start()), limit=MAX_NODES)


def _refuse_surrogates(document: Document) -> None:
    """Refuse half of a surrogate pair, which no text file can hold."""
    waiting: list[tuple[Path, object]] = [((), document.tree)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*path, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*path, index), item) for index, item in enumerate(value)]
        for text, locate in ((value, document.locate), (path[-1] if path else "", document.locate_key)):
            if isinstance(text, str) and (half := _SURROGATE.search(text)):
                raise InputError("encoding", locate(path), found=f"U+{ord(half.group()):04X}")


@dataclass(slots=True)
class _Open:
    """An object or array that is being followed. *step* is what its next value is reached by; None awaits a key."""

    path: Path
    keys: list[str] | None
    step: str | int | None


class _Scan:
    """Follows the tokens of a text that is JSON, and notes where keys and values stand."""

    def __init__(self, source: _Source) -> None:
        self.text = source.text
        self.file = source.file
        self._before = source.line - 1
        self.values: dict[Path, Locus] = {}
        self.keys: dict[Path, Locus] = {}
        self._lines = [0, *(match.end() for match in re.finditer("\n", source.text))]
        self._open: list[_Open] = []

    def places(self) -> Places:
        """Return all places. Raises InputError where an object says a thing twice, or two that look the same."""
        for match in _TOKEN.finditer(self.text):
            self._take(match.group(), self._place(match.start()))
        return Places(self.values, self.keys, Locus(self.file, self._before + 1, 1))

    def _take(self, sign: str, place: Locus) -> None:
        current = self._open[-1] if self._open else None
        if sign in ("}", "]"):
            self._close(self._open.pop())
        elif sign == "," and current is not None:
            current.step = current.step + 1 if isinstance(current.step, int) else None
        elif sign == ":":
            return
        elif current is not None and current.keys is not None and current.step is None:
            self._key(current, json.loads(sign), place)
        else:
            path = () if current is None or current.step is None else (*current.path, current.step)
            self.values[path] = place
            if sign in ("{", "["):
                self._open.append(_Open(path, [], None) if sign == "{" else _Open(path, None, 0))

    def _key(self, current: _Open, key: str, place: Locus) -> None:
        path = (*current.path, key)
        if path in self.keys:
            raise InputError("key-twice", place, found=key, at=self.keys[path])
        assert current.keys is not None
        current.keys.append(key)
        current.step = key
        self.keys[path] = place

    def _close(self, done: _Open) -> None:
        alike = look_alikes(done.keys or ())
        if alike is not None:
            first, second = (self.keys[(*done.path, key)] for key in alike)
            raise InputError("key-look-alike", second, found=alike[1], other=alike[0], at=first)

    def _place(self, offset: int) -> Locus:
        line = bisect_right(self._lines, offset)
        return Locus(self.file, self._before + line, offset - self._lines[line - 1] + 1)
