"""The fix list: the first sheet of an annotated copy. What, where with a link, how to mend it; the verdict on top."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
from checker.reports.labels import label, say
from checker.reports.wording import escaped, reason, remedy

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


def write_fixes(book: Workbook, summary: Sequence[str], fixes: Sequence[Fix], language: Language) -> None:
    """Put the fix list before all sheets, and show it first. A list of an earlier round is taken out."""
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
    _write_row(sheet, row, _headers(language))
    for cell in sheet[row][1:]:
        cell.font, cell.fill = Font(_FONT, sz=9, b=True), PatternFill("solid", fgColor="E4E7EC")
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = sheet.cell(row + 1, 1)
    for number, fix in enumerate(fixes[:MAX_LISTED], 1):
        _write_fix(book, sheet, row + number, fix, language)
    left_out = len(fixes) - MAX_LISTED
    if left_out > 0:
        told = say(language, f"另有 {left_out} 条未列出", f"{left_out} more are not listed")
        put_text(cell_at(sheet, row + MAX_LISTED + 1, 2), told)
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


def _write_fix(book: Workbook, sheet: Worksheet, row: int, fix: Fix, language: Language) -> None:
    """Write one line; its place is a link where the copy has that cell."""
    finding = fix.finding
    place = finding.locus
    said = reason(finding.code, finding.parameters, language)
    mend = remedy(finding.code, finding.parameters, language)
    number = str(row - _header_row(sheet))
    code = finding.code if finding.rule is None else f"{finding.code} {finding.rule}"
    _write_row(
        sheet,
        row,
        (number, label(finding.severity, language), fix.whose, _place(finding.locus, language), said, mend, code),
    )
    sheet.cell(row, 3).fill = PatternFill("solid", fgColor=COLOURS[finding.severity])
    target = cell_of(book, finding)
    if target is not None:
        link = sheet.cell(row, 5)
        quoted = place.sheet.replace("'", "''")
        link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{target.coordinate}")
        link.font = Font(_FONT, sz=9, color="1F4E9E", u="single")


def _place(place: Locus, language: Language) -> str:
    """Return where it is: sheet and cell, for the file is this one."""
    if place.sheet:
        return str(place).removeprefix(f"{place.file}!")
    return str(place) if place.line else say(language, "整个文件", "the whole file")


def _header_row(sheet: Worksheet) -> int:
    return int(str(sheet.freeze_panes).lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")) - 1


def _write_row(sheet: Worksheet, row: int, texts: Sequence[str]) -> None:
    put_text(cell_at(sheet, row, 1), HEADING)
    for column, text in enumerate(texts, 2):
        cell = put_text(cell_at(sheet, row, column), text)
        cell.font, cell.border = Font(_FONT, sz=9), _BORDER
        cell.alignment = Alignment(wrap_text=True, vertical="top")
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
