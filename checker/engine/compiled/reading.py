"""The parts of a plain submission that the generated source does not read itself: sources and notes.

Everything here either says what a part means or raises DoubtError: then the whole submission goes the slow way, which
finds what is wrong with it, if anything is, and where.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated

from msgspec import UNSET, Meta, Struct, UnsetType
from msgspec.structs import astuple

from checker.engine.compiled.names import EVIDENCE_BITS
from checker.model.indicator import EvidenceKind
from checker.model.period import parse_date
from checker.model.submission import SOURCE_NAME, TEXT_LIMIT

Marks = Mapping[object, int]
_SOURCE_NAME = re.compile(SOURCE_NAME)


Text = Annotated[str, Meta(max_length=TEXT_LIMIT)]
Open = Text | None | UnsetType


class Source(Struct, forbid_unknown_fields=True, gc=False):
    """A document, a ledger, a report."""

    kind: EvidenceKind
    title: Text
    url: Open = UNSET
    issued: Open = UNSET


class Note(Struct, forbid_unknown_fields=True, gc=False):
    """A fact that fits no indicator."""

    fact: Text
    value: Open = UNSET
    unit: Open = UNSET
    as_of: Open = UNSET
    source: Open = UNSET
    note: Open = UNSET


class DoubtError(Exception):
    """Something that the fast way cannot be sure of."""


def marks_of(sources: object, last_day: str) -> tuple[dict[object, int], int]:
    """Return the bit of its kind for each source that was issued by *last_day*, else 0; None and UNSET are no source.

    And how many keys the sources have.
    """
    marks: dict[object, int] = {None: 0, UNSET: 0}
    if not sources:
        return marks, 0
    assert isinstance(sources, dict)
    keys = 0
    for name, source in sources.items():
        if type(source.title) is not str or not _SOURCE_NAME.fullmatch(name):
            raise DoubtError
        keys += 3
        issued, url = source.issued, source.url
        if url is not UNSET:
            keys += 1
            if url is not None and type(url) is not str:
                raise DoubtError
        marks[name] = 0
        if issued is not UNSET:
            keys += 1
            if issued is not None and ordinal(issued) and issued <= last_day:
                marks[name] = EVIDENCE_BITS[source.kind]
    if len(sources) > 1 and len({name.casefold() for name in sources}) < len(sources):
        raise DoubtError  # two names that look alike
    return marks, keys


def check_notes(notes: Sequence[Note] | None, marks: Marks) -> int:
    """Return how many keys *notes* have. Raises DoubtError if one names no source, or is not text as it was written."""
    keys = 0
    for note in notes or ():
        values = [value for value in astuple(note) if value is not UNSET]
        if any(value is not None and type(value) is not str for value in values):
            raise DoubtError
        if note.source is not UNSET and note.source not in marks:
            raise DoubtError
        keys += len(values)
    return keys


@lru_cache(maxsize=4096)
def ordinal(text: str) -> int:
    """Return the number of a day. Raises DoubtError if *text* is none."""
    found = parse_date(text) if isinstance(text, str) else None
    if found is None:
        raise DoubtError
    return found.toordinal()


def allow_text(value: object) -> None:
    """Raise DoubtError unless *value* is a text that is not too long, or nothing."""
    if value is not None and (type(value) is not str or len(value) > TEXT_LIMIT):
        raise DoubtError
