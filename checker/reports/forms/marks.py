"""Marks on the cells of findings: a colour by severity, and a comment. Those of an earlier round are taken off first.

The colour is a conditional format that always holds, so the cell's own look stays under it; the comment follows
whatever the submitter wrote there. Both can be taken off again without a trace.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from openpyxl.cell import Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from checker.model.assessment import SEVERITIES, Finding, Severity
from checker.model.text import Language
from checker.reports.labels import say
from checker.reports.waivers import mend_text, severity_text
from checker.reports.wording import reason

AUTHOR = "checker"
COLOURS: Mapping[Severity, str] = {"critical": "F4A6A6", "major": "F8C58A", "minor": "F3E36B", "note": "BFD9F2"}
MAX_COMMENTED = 5  # findings told in one comment; the fix list has them all
_SIZE = (420, 40, 34)  # width of a comment, its height, and the height of each finding, in pixels
_ALWAYS = 'N("checker")=0'  # N of a text is 0
_BEGIN = "[checker]"


def mark_cells(book: Workbook, findings: Iterable[Finding], language: Language) -> None:
    """Colour the cells of *findings*, and say in a comment what is wrong. Findings without a cell are passed over."""
    by_sheet: dict[str, dict[str, list[Finding]]] = defaultdict(lambda: defaultdict(list))
    for finding in findings:
        cell = cell_of(book, finding)
        if cell is not None:
            by_sheet[finding.locus.sheet][cell.coordinate].append(finding)
    for name, cells in by_sheet.items():
        sheet = book[name]
        _colour(sheet, cells)
        for coordinate, found in cells.items():
            add_comment(sheet[coordinate], [_said(one, language) for one in found], language)


def cell_of(book: Workbook, finding: Finding) -> Cell | None:
    """Return the cell of *finding*, the first one of a merged range; None if it has no cell."""
    place = finding.locus
    if not place.line or not place.column or place.sheet not in book.sheetnames:
        return None
    sheet = book[place.sheet]
    if not isinstance(sheet, Worksheet):
        return None
    cell = sheet.cell(place.line, place.column)
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
    first = sheet.cell(merged.min_row, merged.min_col)
    return first if isinstance(first, Cell) else None


def cells_of(sheet: Worksheet) -> list[Cell | MergedCell]:
    """Return the cells that *sheet* holds. Its rows, as openpyxl gives them, are filled up to the farthest cell."""
    return list(sheet._cells.values())  # noqa: SLF001 - there is no public way


def take_off_marks(book: Workbook) -> None:
    """Take off the colours and the comments of an earlier round; what others wrote stays."""
    for sheet in book.worksheets:
        kept = ConditionalFormattingList()
        for formatted in sheet.conditional_formatting:
            for rule in formatted.rules:
                if rule.formula != [_ALWAYS]:
                    kept.add(str(formatted.sqref), rule)
        sheet.conditional_formatting = kept
        for cell in cells_of(sheet):
            if cell.comment is not None and _BEGIN in cell.comment.text:
                _restore(cell)


def add_comment(cell: Cell, said: Sequence[str], language: Language) -> None:
    """Add a comment with what is *said* of a cell, below what stands there already."""
    left_out = len(said) - MAX_COMMENTED
    told = list(said[:MAX_COMMENTED])
    if left_out > 0:
        told.append(say(language, f"另有 {left_out} 条见修改清单", f"{left_out} more in the fix list"))
    before = cell.comment
    known = "" if before is None else before.text
    begin = known if _BEGIN in known else f"{known}\n{_BEGIN}" if known else _BEGIN
    width, base, each = _SIZE
    author = AUTHOR if before is None else before.author or AUTHOR
    cell.comment = Comment("\n".join([begin, *told]), author, height=base + each * (len(told) + 1), width=width)


def _restore(cell: Cell | MergedCell) -> None:
    """Leave of a comment only what was there before ours."""
    comment = cell.comment
    assert comment is not None
    before = comment.text.partition(_BEGIN)[0].rstrip("\n")
    cell.comment = Comment(before, comment.author or "") if before else None


def _said(finding: Finding, language: Language) -> str:
    mend = mend_text(finding, language)
    said = f"{severity_text(finding, language)}: {reason(finding.code, finding.parameters, language)}"
    return f"{said}\n→ {mend}" if mend else said


def _colour(sheet: Worksheet, cells: Mapping[str, Sequence[Finding]]) -> None:
    """Colour *cells* by the worst that was found there, before any format that the sheet has."""
    worst = {where: max((one.severity for one in found), key=SEVERITIES.index) for where, found in cells.items()}
    for rule in _rules(sheet):
        rule.priority += len(COLOURS)
    for priority, (severity, colour) in enumerate(COLOURS.items(), 1):
        coloured = [where for where, one in worst.items() if one == severity]
        if coloured:
            look = DifferentialStyle(fill=PatternFill(bgColor=colour, fill_type="solid"))
            rule = Rule(type="expression", formula=[_ALWAYS], dxf=look, priority=priority)
            sheet.conditional_formatting.add(" ".join(coloured), rule)


def _rules(sheet: Worksheet) -> list[Rule]:
    return [rule for formatted in sheet.conditional_formatting for rule in formatted.rules]
