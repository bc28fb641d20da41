"""What a copy leaves out of a workbook: all that could fetch, open or start something when the copy is opened.

Names, conditional formats and input rules stay where they say no more than cells, numbers and plain comparisons do, as
those of our forms; links stay where they lead to a web page or within the workbook.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from openpyxl.cell import Cell
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.workbook import Workbook
from openpyxl.workbook.defined_name import DefinedNameDict
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.functions import tostring

from checker.model.form import META_SHEET
from checker.reports.forms.marks import cells_of

# The names of our forms are ranges of the sheet that says what the form is for.
_OUR_RANGE = re.compile(rf"'?{META_SHEET}'?!\$[A-Z]+\$[0-9]+(:\$[A-Z]+\$[0-9]+)?", re.ASCII)
_QUOTED = re.compile(r'"(?:[^"]|"")*"')
_SHEET = re.compile(r"'(?:[^']|'')*'!")
_WORD = re.compile(r"([\w.\\?$]+)(\s*[(!])?")
_CELL = re.compile(r"\$?[A-Z]{0,3}\$?[0-9]*|[0-9]+(\.[0-9]+)?(E[0-9]+)?|\.[0-9]+|TRUE|FALSE", re.ASCII | re.IGNORECASE)
_OUTSIDE = re.compile(r"[\[\]|#{}@]|//|\\")
_PLAIN = frozenset(
    {
        *("ABS", "AND", "COUNT", "COUNTA", "COUNTBLANK", "COUNTIF", "IF", "ISBLANK", "ISERROR", "ISNUMBER", "ISTEXT"),
        *("LEN", "MAX", "MIN", "MOD", "N", "NOT", "OR", "ROUND", "ROW", "SUM", "TODAY", "TRIM"),
    }
)
_WEB = ("http://", "https://")
_CHART_FORMULA = re.compile(r"<(?:\w+:)?f>([^<]*)<")


def drop_reaching(book: Workbook) -> int:
    """Take out of *book*, of which formulas are values already, what could reach beyond it; return how many."""
    kept = DefinedNameDict(
        {name: one for name, one in book.defined_names.items() if _OUR_RANGE.fullmatch(one.attr_text or "")}
    )
    dropped = len(book.defined_names) - len(kept)
    book.defined_names = kept
    names = frozenset(name.upper() for name in kept)
    dropped += sum(_clean(sheet, names) for sheet in book.worksheets)
    dropped += sum(_drop_charts(sheet) for sheet in (*book.worksheets, *book.chartsheets))
    book.calculation.fullCalcOnLoad = False
    return dropped


def _clean(sheet: Worksheet, names: frozenset[str]) -> int:
    """Clean one sheet, of whose names those of *names* stay."""
    dropped = len(sheet.defined_names)
    sheet.defined_names = DefinedNameDict()
    formats = ConditionalFormattingList()
    for formatted in sheet.conditional_formatting:
        for rule in formatted.rules:
            if all(_is_plain(one, names) for one in _formulas_of(rule)):
                formats.add(str(formatted.sqref), rule)
            else:
                dropped += 1
    sheet.conditional_formatting = formats
    rules = sheet.data_validations.dataValidation
    allowed = [one for one in rules if _is_plain_rule(one, names)]
    sheet.data_validations.dataValidation = allowed
    return dropped + len(rules) - len(allowed) + _drop_links(sheet) + _drop_tables(sheet)


def _is_plain_rule(rule: DataValidation, names: frozenset[str]) -> bool:
    return all(_is_plain(one, names) for one in (rule.formula1, rule.formula2) if one)


def _formulas_of(rule: Rule) -> Iterator[str]:
    """Yield the formulas of a conditional format, those of scales and bars too."""
    yield from (str(one) for one in rule.formula)
    for scale in (rule.colorScale, rule.dataBar, rule.iconSet):
        if scale is not None:
            yield from (str(one.val) for one in scale.cfvo if one.val is not None)


def _is_plain(formula: str, names: frozenset[str]) -> bool:
    """Return whether a formula is of cells, values, *names* and functions that only compare and count."""
    rest = _QUOTED.sub(" ", formula)
    if _OUTSIDE.search(rest):
        return False
    rest = _SHEET.sub(" ", rest)  # a sheet of this workbook: others are in brackets
    for word, follows in _WORD.findall(rest):
        if follows.strip() == "(":
            known = word.upper() in _PLAIN
        else:
            known = bool(follows) or word.upper() in names or _CELL.fullmatch(word) is not None
        if not known:
            return False
    return True


def _drop_links(sheet: Worksheet) -> int:
    """Take off links that lead neither to a web page nor into the workbook; the text of the cell stays."""
    dropped = 0
    for cell in cells_of(sheet):
        link = cell.hyperlink
        if isinstance(cell, Cell) and link and link.target and not link.target.lower().startswith(_WEB):
            cell.hyperlink = None
            dropped += 1
    return dropped


def _drop_tables(sheet: Any) -> int:
    """Take pivot tables out, which may be filled from outside, and formulas of tables; return how many."""
    dropped = len(sheet._pivots)  # noqa: SLF001 - there is no public way
    sheet._pivots = []  # noqa: SLF001
    for table in sheet.tables.values():
        table.tableType, table.connectionId = None, None
        for column in table.tableColumns:
            dropped += column.calculatedColumnFormula is not None
            column.calculatedColumnFormula = column.totalsRowFormula = column.queryTableFieldId = None
            column.totalsRowFunction = None
    return dropped


def _drop_charts(sheet: Any) -> int:
    """Take out charts that draw figures from elsewhere than cells."""
    kept = [chart for chart in sheet._charts if _is_inside(chart)]  # noqa: SLF001 - there is no public way
    dropped = len(sheet._charts) - len(kept)  # noqa: SLF001
    sheet._charts = kept  # noqa: SLF001
    return dropped


def _is_inside(chart: Any) -> bool:
    written = str(tostring(chart._write()), "utf-8")  # noqa: SLF001 - there is no public way
    return all(_is_plain(html.unescape(found), frozenset()) for found in _CHART_FORMULA.findall(written))
