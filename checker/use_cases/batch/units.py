"""The input cut into units: a few small files, a stretch of lines, or a file that is one whole."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from checker.errors import InputError
from checker.readers.files import STANDARD_INPUT, shown_name
from checker.readers.formats import InputOptions, format_of
from checker.syntax.files import open_regular

FILES_A_UNIT = 32
STRETCH = 1_000_000  # bytes of lines a unit: some hundred submissions
LINES = "ndjson"  # the format that can be cut at any line
SMALL = ("yaml", "json")  # formats of one submission a file


class Stretch(NamedTuple):
    """Lines of a file from the byte *start* on, the first being line *line*; *content* if they cannot be read again."""

    file: str
    start: int
    length: int
    line: int
    content: bytes | None = None


class Unit(NamedTuple):
    """What is judged in one go: whole *files*, or a *stretch* of lines. *fingerprint* changes with the input."""

    files: tuple[str, ...]
    stretch: Stretch | None
    fingerprint: str


def cut(files: Iterable[str], options: InputOptions) -> Iterator[Unit]:
    """Yield the units of *files*, in their order."""
    small: list[str] = []
    for path in files:
        form = _format_id(path, options)
        if form in SMALL and path != STANDARD_INPUT:
            small.append(path)
            if len(small) == FILES_A_UNIT:
                yield _whole(tuple(small))
                small = []
            continue
        if small:
            yield _whole(tuple(small))
            small = []
        yield from _stretches(path) if form == LINES else [_whole((path,))]
    if small:
        yield _whole(tuple(small))


def _format_id(path: str, options: InputOptions) -> str:
    """Return the format of a file; one without any is left to the reader, which says so."""
    if path == STANDARD_INPUT and options.format is None:
        return ""
    try:
        return format_of(shown_name(path), options).id
    except InputError:
        return ""


def _whole(files: tuple[str, ...]) -> Unit:
    seen = [f"{name}|{_state(name)}" for name in files]
    return Unit(files, None, hashlib.sha256("\n".join(seen).encode()).hexdigest())


def _state(path: str) -> str:
    """Return what changes when a file does, as far as that can be told without reading it."""
    with contextlib.suppress(OSError):
        status = Path(path).lstat()
        return f"{status.st_size}|{status.st_mtime_ns}"
    return "?"


def _stretches(path: str) -> Iterator[Unit]:
    """Yield stretches of whole lines. A file that cannot be opened is one unit: the reader says why."""
    if path == STANDARD_INPUT:
        yield from _cut_lines(sys.stdin.buffer, path, None)
        return
    try:
        file = open_regular(Path(path), shown_name(path))
    except InputError:
        yield _whole((path,))
        return
    with file:
        status = os.fstat(file.fileno())
        yield from _cut_lines(file, path, f"{status.st_size}|{status.st_mtime_ns}")


def _cut_lines(file: BinaryIO, path: str, state: str | None) -> Iterator[Unit]:
    """Yield the units of a stream of lines; where *state* is None it is gone when read, so the content goes along."""
    start, line = 0, 1
    while block := file.read(STRETCH):
        if not block.endswith(b"\n"):
            block += file.readline()
        fingerprint = hashlib.sha256(block).hexdigest() if state is None else f"{path}|{state}|{start}"
        stretch = Stretch(path, start, len(block), line, block if state is None else None)
        yield Unit((path,), stretch, fingerprint)
        start += len(block)
        line += block.count(b"\n")
