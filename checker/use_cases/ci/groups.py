"""Files in groups that can be judged apart: those that speak of one locality stay together.

Who speaks in a file is guessed from its bytes. A guess that is wrong costs time and nothing else: once the files are
read, groups that do share a locality are put together and judged again.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from checker.errors import InputError
from checker.readers.formats import format_of
from checker.syntax.files import read_bytes

SHOWING = ("yaml", "json", "ndjson")  # formats in which a code stands beside its key
LEAST = 32  # files of a group, where there are as many: a group costs a little by itself
MOST = 500  # what is said of a group is held by its worker until all is said
PER_WORKER = 4  # groups for each worker, so that none waits long for the last
_CODE = re.compile(rb"""locality["']?[ \t]*:[ \t]*["']?([0-9]{6})""")

Files = tuple[str, ...]


def group_files(names: Sequence[str], workers: int) -> list[Files]:
    """Return *names* in groups for so many workers, in order."""
    size = max(LEAST, min(MOST, len(names) // (workers * PER_WORKER)))
    groups: list[Files] = []
    for files in join_files(((name,), _codes(name)) for name in names):
        if groups and len(groups[-1]) < size:
            groups[-1] += files
        else:
            groups.append(files)
    return groups


def join_files(shares: Iterable[tuple[Files, Collection[bytes | str]]]) -> list[Files]:
    """Return groups put together with those that have a code in common, in the order in which they begin."""
    groups: list[Files] = []
    joined: list[int] = []  # by the place of a group: the place of one before it that it went to, or its own
    first: dict[bytes | str, int] = {}
    for place, (files, codes) in enumerate(shares):
        groups.append(files)
        joined.append(place)
        for code in codes:
            ours, theirs = _end(joined, place), _end(joined, first.setdefault(code, place))
            joined[max(ours, theirs)] = min(ours, theirs)
    together: dict[int, list[str]] = defaultdict(list)
    for place, files in enumerate(groups):
        together[_end(joined, place)] += files
    return [tuple(files) for files in together.values()]


def _end(joined: Sequence[int], place: int) -> int:
    while joined[place] != place:
        place = joined[place]
    return place


def _codes(name: str) -> Collection[bytes]:
    """Return the codes that seem to stand in a file as those of localities."""
    try:
        return set(_CODE.findall(read_bytes(Path(name), name))) if format_of(name).id in SHOWING else ()
    except InputError:  # whoever reads it says what is wrong
        return ()
