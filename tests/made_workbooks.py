"""Workbooks for the tests: forms of the invented pack, filled; tables made by hand; zip files taken apart."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import openpyxl
from xlsxwriter import Workbook

from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.model.period import parse_period
from checker.reports.forms.many import to_many
from checker.reports.forms.request import FormRequest
from checker.reports.forms.workbook import to_workbook

Values = Mapping[str, Any]


def request(pack: Pack, gazetteer: Gazetteer, *codes: str) -> FormRequest:
    """Return what a form for these localities is made from: all indicators are asked."""
    places = tuple(found for code in codes if (found := gazetteer.find(code)))
    period = parse_period("2020-H1")
    assert period is not None
    return FormRequest(pack, places, period, "zh", {code: frozenset(pack.indicators) for code in codes})


def blank_form(pack: Pack, gazetteer: Gazetteer, *codes: str) -> bytes:
    """Return a blank form: for one locality, or for many."""
    asked = request(pack, gazetteer, *(codes or ("140100",)))
    return (to_many if len(codes) > 1 else to_workbook)(asked)


class Filled:
    """A form that is being filled in with openpyxl."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content))

    def sheet(self, role: str) -> Any:
        """Return the sheet whose role begins so."""
        return next(one for one in self.book.worksheets if str(one["A1"].value or "").startswith(role))

    def cell(self, role: str, row: str | int, key: str) -> Any:
        """Return the cell of a row, by its key or by its count below the headings, and of a column by its key."""
        sheet = self.sheet(role)
        columns = {cell.value: cell.column for cell in sheet[1]}
        number = (
            row + 4 if isinstance(row, int) else next(one[0].row for one in sheet.iter_rows() if one[0].value == row)
        )
        return sheet.cell(number, columns[key])

    def put(self, role: str, row: str | int, **values: Any) -> Filled:
        """Fill in cells of a row; an underscore in a key stands for a hyphen where no such column is."""
        for key, value in values.items():
            self.cell(role, row, {"rounded_to": "rounded-to"}.get(key, key)).value = value
        return self

    def bytes(self) -> bytes:
        """Return the workbook."""
        buffer = BytesIO()
        self.book.save(buffer)
        return buffer.getvalue()


def by_hand(write: Callable[[Workbook], object]) -> bytes:
    """Return a workbook that *write* fills."""
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    write(book)
    book.close()
    return buffer.getvalue()


HEAD = ("locality", "period", "stations", "uptime", "plan", "issued_on")
ROW = ("140100", "2020-H1", 3944, 0.95, "drafted", "2020-05-01")


def table(*rows: tuple[Any, ...], head: tuple[Any, ...] = HEAD) -> bytes:
    """Return a workbook with one table; a value that is a tuple is written as ``value, number format``."""

    def write(book: Workbook) -> None:
        sheet = book.add_worksheet("Sheet1")
        for number, row in enumerate((head, *rows)):
            for column, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write(number, column, value[0], book.add_format({"num_format": value[1]}))
                else:
                    sheet.write(number, column, value)

    return by_hand(write)


def with_parts(content: bytes, change: Mapping[str, bytes | Callable[[bytes], bytes] | None]) -> bytes:
    """Return a workbook with parts replaced, changed or, where it says None, left out."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            made = change.get(name, old.read(name))
            if callable(made):
                made = made(old.read(name))
            if made is not None:
                new.writestr(name, made)
        for name, made in change.items():
            if name not in old.namelist() and isinstance(made, bytes):
                new.writestr(name, made)
    return buffer.getvalue()


def with_sheet(content: bytes, old: str, new: str, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """Return a workbook with a text in the XML of a sheet replaced, which stands there."""

    def change(xml: bytes) -> bytes:
        assert old.encode() in xml, xml[:2000]
        return xml.replace(old.encode(), new.encode(), 1)

    return with_parts(content, {part: change})
