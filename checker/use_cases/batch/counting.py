"""How many submissions there are, before any is judged: by files, lines and footers, never by reading them."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from checker.errors import InputError
from checker.readers.files import STANDARD_INPUT, InputStream, continued, open_file, read_begin, shown_name
from checker.readers.formats import InputOptions, format_by_content, format_of
from checker.syntax.files import open_regular
from checker.use_cases.batch.pool import Pool
from checker.use_cases.batch.worker import Note, Task

FEW = 2_000  # submissions that are kept whole, with every value on the way; more are judged as a batch
_BLOCK = 2**20
_BY_LINES = ("ndjson", "csv", "tsv")


class Count(NamedTuple):
    """How many submissions there are at most; *exact* says whether there are just so many, if all can be read."""

    number: int
    exact: bool


def count_submissions(files: Sequence[str], options: InputOptions) -> Count:
    """Return how many submissions *files* hold. Lines of tables and rows of Parquet may be facts, not submissions.

    A file that cannot be opened is one; so is a workbook, whose sheets would have to be read.
    """
    number, exact, footers = 0, True, list[str]()
    for path in files:
        form = _form(path, options)
        exact &= form in ("yaml", "json", "ndjson")
        if path != STANDARD_INPUT and form in _BY_LINES:
            number += _lines(path)
        elif form == "parquet":
            footers.append(path)
        else:
            number += 1
    return Count(number + (_rows(footers) if footers else 0), exact and STANDARD_INPUT not in files)


def begin_standard_input(files: Sequence[str], options: InputOptions) -> tuple[InputOptions, int]:
    """Read the beginning of standard input, which is put back; return how it is read, and how many lines were seen.

    Where it is all that is read, and no format was given, it is the one that its content shows.
    """
    stream = open_file(STANDARD_INPUT)
    begin = read_begin(stream)
    sys.stdin = io.TextIOWrapper(continued(begin, stream.file))
    if options.format is None and list(files) == [STANDARD_INPUT]:
        options = replace(options, format=format_by_content(begin).id)
    return options, begin.count(b"\n") if options.format in _BY_LINES else 0


def _form(path: str, options: InputOptions) -> str:
    try:
        return "" if path == STANDARD_INPUT and options.format is None else format_of(shown_name(path), options).id
    except InputError:
        return ""


def _lines(path: str) -> int:
    """Return the number of lines; the last need not have an end."""
    try:
        number, last = 0, b"\n"
        with open_regular(Path(path), shown_name(path)) as file:
            while block := file.read(_BLOCK):
                number += block.count(b"\n")
                last = block[-1:]
        return number + (last != b"\n")
    except (InputError, OSError):
        return 1


def _rows(files: Sequence[str]) -> int:
    """Return how many rows Parquet files have by their footers, which a worker reads: a forged one costs only it."""
    with Pool(_footers, 1) as pool:
        answers = list(pool.run(Task(number, path) for number, path in enumerate(files)))
    return sum(sum(answer.results) if isinstance(answer.results, list) else 1 for answer in answers)


def _footers(task: Task, note: Note) -> Iterator[object]:
    from checker.readers.parquet import count_rows

    note.at(0)
    path = str(task.input)
    try:
        task.check(0)
        with open_regular(Path(path), shown_name(path)) as file:
            yield [count_rows(InputStream(shown_name(path), file))]
    except InputError:
        yield [1]
