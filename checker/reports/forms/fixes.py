"""The fix list: the first sheet of an annotated copy. What, where with a link, how to mend it; the verdict on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from checker.errors import Locus
from checker.model.assessment import Finding
from checker.model.form import FIXES, HEADING
from checker.model.text import Language
from checker.reports.forms.heights import height_of
from checker.reports.forms.marks import COLOURS, cell_of
from checker.reports.forms.words import SHEETS
from checker.reports.labels import say
from checker.reports.waivers import mend_text, severity_text
from checker.reports.wording import escaped, reason

MAX_LISTED = 20_000
_WIDTHS = (6, 9, 13, 24, 62, 50, 17)
_LINE = Side("thin", color="B8BEC8")
_BORDER = Border(_LINE, _LINE, _LINE, _LINE)
_FONT = "Microsoft YaHei"


@dataclass(frozen=True, slots=True)
class Fix:
    """One line of the fix list: whose submission it is about, and what was found."""

    whose: str
    finding: Finding


def write_fixes(
    book: Workbook, summary: Sequence[str], fixes: Sequence[Fix], language: Language, limit: int = MAX_LISTED
) -> None:
    """Put the first *limit* of *fixes* before all sheets, and show them first. A list of an earlier round goes."""
    for sheet in [one for one in book.worksheets if one["A1"].value == FIXES]:
        book.remove(sheet)
    sheet = book.create_sheet(_free_name(book), 0)
    _set_up(sheet)
    row = 2
    for number, line in enumerate(summary):
        cell = put_text(cell_at(sheet, row, 2), line)
        cell.font = Font(_FONT, sz=10 if number else 14, b=not number)
        put_text(cell_at(sheet, row, 1), HEADING)
        row += 1
    row += 1
    looks = _Looks(sheet)
    _write_row(sheet, row, _headers(language), looks)
    for cell in sheet[row][1:]:
        looks.put(cell, "header")
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = sheet.cell(row + 1, 1)
    for number, fix in enumerate(fixes[:limit], 1):
        _write_fix(_List(book, sheet, looks, language), row + number, number, fix)
    left_out = len(fixes) - limit
    if left_out > 0:
        told = say(language, f"另有 {left_out} 条未列出", f"{left_out} more are not listed")
        put_text(cell_at(sheet, row + limit + 1, 2), told)
    _show_first(book, sheet)


def put_text(cell: Cell, text: str) -> Cell:
    """Write *text* as text, whatever it begins with, and return the cell."""
    cell.value = escaped(text)
    cell.data_type = "s"  # not a formula
    return cell


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell of the fix list, which has no merged ones."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def _headers(language: Language) -> tuple[str, ...]:
    if language == "zh":
        return "序号", "严重程度", "地区", "位置", "问题", "怎么改", "代码"
    return "no.", "severity", "locality", "place", "what", "how to mend it", "code"


@dataclass(frozen=True, slots=True)
class _List:
    """The sheet of the list that is being written."""

    book: Workbook
    sheet: Worksheet
    looks: _Looks
    language: Language


class _Looks:
    """The looks of the cells of the list. Each is made once: openpyxl takes longer for a look than for all else."""

    def __init__(self, sheet: Worksheet) -> None:
        header = {"font": Font(_FONT, sz=9, b=True), "fill": PatternFill("solid", fgColor="E4E7EC")}
        link = {"font": Font(_FONT, sz=9, color="1F4E9E", u="single")}
        named: dict[str, dict[str, Any]] = {"plain": {}, "header": header, "link": link}
        named |= {severity: {"fill": PatternFill("solid", fgColor=colour)} for severity, colour in COLOURS.items()}
        self._styles = {name: self._made(sheet, look) for name, look in named.items()}

    @staticmethod
    def _made(sheet: Worksheet, look: Mapping[str, Any]) -> Any:
        """Return a look as openpyxl keeps it, made on a cell that is not in the sheet."""
        cell: Any = Cell(sheet, 1, 1)
        plain = {"font": Font(_FONT, sz=9), "border": _BORDER, "alignment": Alignment(wrap_text=True, vertical="top")}
        for part, value in {**plain, **look}.items():
            setattr(cell, part, value)
        return cell._style  # noqa: SLF001 - there is no public way

    def put(self, cell: Any, name: str) -> None:
        """Give *cell* a look."""
        cell._style = copy(self._styles[name])  # noqa: SLF001


def _write_fix(to: _List, row: int, number: int, fix: Fix) -> None:
    """Write one line; its place is a link where the copy has that cell."""
    finding, language = fix.finding, to.language
    place = finding.locus
    said = reason(finding.code, finding.parameters, language)
    mend = mend_text(finding, language)
    code = finding.code if finding.rule is None else f"{finding.code} {finding.rule}"
    texts = (str(number), severity_text(finding, language), fix.whose, _place(place, language), said, mend, code)
    _write_row(to.sheet, row, texts, to.looks)
    to.looks.put(to.sheet.cell(row, 3), finding.severity)
    target = cell_of(to.book, finding)
    if target is not None:
        link = cell_at(to.sheet, row, 5)
        quoted = place.sheet.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{target.coordinate}")
        to.looks.put(link, "link")


def _place(place: Locus, language: Language) -> str:
    """Return where it is: sheet and cell, for the file is this one."""
    if place.sheet:
        return str(place).removeprefix(f"{place.file}!")
    return str(place) if place.line else say(language, "整个文件", "the whole file")


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str], looks: _Looks) -> None:
    put_text(cell_at(sheet, row, 1), HEADING)
    for column, text in enumerate(texts, 2):
        looks.put(put_text(cell_at(sheet, row, column), text), "plain")
    sheet.row_dimensions[row].height = height_of(zip(texts, _WIDTHS, strict=True))


def _set_up(sheet: Worksheet) -> None:
    """Write the role, hide the keys, and set up the page."""
    put_text(cell_at(sheet, 1, 1), FIXES)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    for column, width in zip("BCDEFGH", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _free_name(book: Workbook) -> str:
    """Return the name of the fix list; with a number where the submitter has a sheet of that name."""
    taken = {name.casefold() for name in book.sheetnames}
    wanted = SHEETS["fixes"]
    numbered = (f"{wanted} {number}" for number in range(2, len(taken) + 3))
    return next(name for name in (wanted, *numbered) if name.casefold() not in taken)


def _show_first(book: Workbook, first: Worksheet) -> None:
    """Open the copy at the fix list; sheets selected together would all take what is typed into one."""
    book.active = 0
    for view in book.views:
        view.firstSheet = 0
    for sheet in book.worksheets:
        sheet.sheet_view.tabSelected = sheet is first
