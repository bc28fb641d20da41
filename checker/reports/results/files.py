"""Exported results as CSV, NDJSON and Parquet: row by row, so that memory does not grow with their number."""

from __future__ import annotations

import csv
import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import BinaryIO

from checker.model.text import Language
from checker.reports.cell import text_cell
from checker.reports.results.columns import Column, Part, Row, Value
from checker.reports.results.lines import LineEncoder
from checker.reports.results.parquet import write_table

Parts = Sequence[Sequence[Column]]
Write = Callable[[Parts, Iterable[Row], BinaryIO, Language], int]
REMEMBERED = 4096  # parts of rows: the same ones stand in many
_LINE_END = "\r\n"
_LIKE_DATE = re.compile(r"\d{1,4}/\d{1,4}")  # a spreadsheet makes a day of 25/3


def csv_header(parts: Parts, language: Language) -> bytes:
    """Return the first line of CSV, with its byte order mark and its end."""
    header = b",".join(_joined([column.header.in_(language) for column in part]) for part in parts)
    return BOM_UTF8 + header + _LINE_END.encode()


def write_csv(parts: Parts, rows: Iterable[Row], file: BinaryIO, language: Language) -> int:
    """Write CSV for spreadsheets: with a byte order mark, and no text in it that is a formula or a day to them.

    Return the number of rows, without the header.
    """
    file.write(csv_header(parts, language))
    cells, number = lru_cache(REMEMBERED)(_cells), 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - counts
        file.write(b",".join(map(cells, row)) + b"\r\n")
    return number


def _cells(part: Part) -> bytes:
    return _joined([_cell(value) for value in part])


def _joined(cells: Sequence[str]) -> bytes:
    """Return cells with commas between them, quoted where they must be."""
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator=_LINE_END).writerow([*cells, ""])  # one empty cell alone would be quoted
    return text.getvalue()[: -len(f",{_LINE_END}")].encode()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f"'{value}" if _LIKE_DATE.fullmatch(value) else text_cell(value)
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def write_ndjson(parts: Parts, rows: Iterable[Row], file: BinaryIO, _language: Language) -> int:
    """Write an object a line; return their number. Decimals are numbers; what is exact beyond them is text."""
    line, number = LineEncoder([[column.id for column in part] for part in parts], "number"), 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - counts
        file.write(line.encode(row))
    return number


def write_parquet(parts: Parts, rows: Iterable[Row], file: BinaryIO, _language: Language) -> int:
    """Write Parquet with decimals as such; return the number of rows."""
    return write_table(parts, rows, file)


WRITERS: Mapping[str, Write] = {"csv": write_csv, "ndjson": write_ndjson, "parquet": write_parquet}
FORMATS: Mapping[str, str] = {".csv": "csv", ".ndjson": "ndjson", ".jsonl": "ndjson", ".parquet": "parquet"}
