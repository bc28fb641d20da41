"""What else speaks of the localities that changed: doubles and earlier periods are found without judging all files.

So what is said of a changed file is what a run over everything would say of it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from checker.errors import InputError
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.readers.formats import format_of
from checker.readers.read import Accepted
from checker.syntax.files import read_bytes
from checker.use_cases.ci.selecting import Selection
from checker.use_cases.judging import read_each

TEXTS = ("yaml", "json", "csv", "tsv", "ndjson")  # formats whose bytes show a code or a name; others have to be read
MOST = 4  # where more than one file in so many changed, all are judged: looking first would take longer
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MUNICIPALITIES = ("110000", "120000", "310000", "500000")  # also filed under 110100 and the like: Gazetteer.resolve


def with_neighbours(selection: Selection, pack: Pack, concerned: Iterable[Locality] = ()) -> Sequence[str]:
    """Return the files to judge so that those of *selection* are judged as among all: themselves, and neighbours.

    Neighbours speak of the same localities, or of others that are *concerned*.
    """
    if MOST * len(selection.checked) > len(selection.whole):
        return selection.whole
    localities = {one.code: one for one in (*_localities(selection.checked, pack).values(), *concerned)}
    marks = _any_of({mark for locality in localities.values() for mark in _marks(locality)})
    kept = set(selection.checked)
    seeming = [name for name in selection.whole if localities and name not in kept and _may_speak(name, marks)]
    kept |= {name for (name, code) in _localities(seeming, pack) if code in localities}
    return [name for name in selection.whole if name in kept]


def _localities(names: Sequence[str], pack: Pack) -> Mapping[tuple[str, str], Locality]:
    """Return who speaks in files, by file and code."""
    read = [(name, one.submission.locality) for name, one in read_each(pack, names) if isinstance(one, Accepted)]
    return {(name, locality.code): locality for name, locality in read}


def _marks(locality: Locality) -> Iterator[bytes]:
    """Yield what a submission of *locality* has in its bytes, in lower case: one of its codes or names."""
    code = locality.code
    codes = {code, f"{code[0]}.{code[1:]}"}
    if code in _MUNICIPALITIES:
        codes |= {f"{code[:2]}0100", f"{code[:2]}0200"}
    yield from (one.encode() for one in codes)
    for name in _names(locality):
        yield name.encode()
        yield name.encode("gb18030").lower()
        yield name.encode("unicode_escape").lower()


def _names(locality: Locality) -> Iterable[str]:
    names = {*locality.names_zh, locality.name_en.lower()}
    return (name for name in names if name)


def _any_of(marks: Iterable[bytes]) -> re.Pattern[bytes]:
    """Return what finds any of *marks*: in one go, which takes a third of the time of looking for each."""
    return re.compile(b"|".join(map(re.escape, sorted(marks))))


def _may_speak(name: str, marks: re.Pattern[bytes]) -> bool:
    """Return whether the file *name* may hold a submission of a locality with one of *marks*."""
    try:
        if format_of(name).id not in TEXTS:
            return True
        content = read_bytes(Path(name), name)
    except InputError as error:
        return error.code == "too-large"  # lines are read in a stream, however many; any other such file is refused
    lowered = content.lower()
    return content.startswith(_UTF_16) or marks.search(lowered) is not None
