"""What tests see of a workbook: its cells, rules and looks as text."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet


def opened(content: bytes) -> Workbook:
    """Return the workbook in *content*."""
    return load_workbook(BytesIO(content))


def with_role(book: Workbook, role: str) -> Worksheet:
    """Return the sheet whose A1 says *role*."""
    return next(sheet for sheet in book.worksheets if sheet["A1"].value == role)


def column(sheet: Worksheet, key: str) -> int:
    """Return the number of the column whose key is *key*."""
    return next(cell.column for cell in sheet[1] if cell.value == key)


def row(sheet: Worksheet, key: str) -> int:
    """Return the number of the row whose key is *key*."""
    return next(cells[0].row for cells in sheet.iter_rows(max_col=1) if cells[0].value == key)


def dump(book: Workbook) -> str:
    """Return all that a workbook holds and lets in, a line a row with content."""
    lines: list[str] = []
    for sheet in book.worksheets:
        lines += [f"== {sheet.title} ({sheet.sheet_state}, {'locked' if sheet.protection.sheet else 'open'})"]
        lines += _rows(sheet)
        lines += sorted(_rules(sheet))
    lines += ["== names", *(f"{name}: {one.attr_text}" for name, one in sorted(book.defined_names.items()))]
    return "\n".join(lines) + "\n"


def _rows(sheet: Worksheet) -> Iterator[str]:
    for cells in sheet.iter_rows():
        shown = [str("" if cell.value is None else cell.value).replace("\n", "⏎") for cell in cells]
        if any(shown):
            yield f"{cells[0].row}| {' | '.join(shown).rstrip(' |')}"


def _rules(sheet: Worksheet) -> Iterator[str]:
    for rule in sheet.data_validations.dataValidation:
        limits = f"{rule.operator or ''} {rule.formula1 or ''} {rule.formula2 or ''}"
        said = (rule.prompt or "").replace("\n", "⏎")
        yield f"{rule.sqref}: {rule.type} {limits.strip()} ({rule.errorStyle or 'stop'}) {said}".rstrip()
