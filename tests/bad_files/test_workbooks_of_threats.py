"""Workbooks that would harm, mislead or break a reader (A14 to A18 of the threat model). Each file is made here.

A case says the finding that is told, in both languages, and whether the file is refused for it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from made_workbooks import ROW, by_hand, table, with_parts, with_sheet
from xlsxwriter import Workbook

from checker.model.assessment import Finding, Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.read import Accepted, read_submission
from checker.reports.wording import finding_line, remedy

SHEET1 = "xl/worksheets/sheet1.xml"
SOUND = table(ROW)
OPEN = '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


@dataclass(frozen=True)
class Told:
    """What is said: place and code of the finding, words of it in zh and in en."""

    place: str
    zh: str
    en: str
    refused: bool = True

    @property
    def code(self) -> str:
        """The code."""
        return self.place.rpartition(" ")[2]


def cell(value: str, kind: str = "", formula: str = "", column: str = "C") -> bytes:
    """Return the sound table with another cell in its row: the XML of a cell as Excel writes it."""
    t = f' t="{kind}"' if kind else ""
    made = f'<c r="{column}2"{t}>{formula}{value}</c>'
    old = {"C": '<c r="C2"><v>3944</v></c>', "D": '<c r="D2"><v>0.95</v></c>'}[column]
    return with_sheet(SOUND, old, made)


def formula(text: str, value: str = "<v>3944</v>", kind: str = "") -> bytes:
    return cell(value, kind, f"<f>{text}</f>")


def shown(*values: Any, **more: Any) -> bytes:
    """Return the table with other values, some of them with a number format."""
    named = dict(zip(("locality", "period", "stations", "uptime", "plan", "issued_on"), ROW, strict=True))
    return table(tuple((named | more).values()))


def from_1904(book: Workbook) -> None:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("locality", "period", "issued_on"))
    sheet.write_row(1, 0, ("140100", "2020-H1"))
    sheet.write(1, 2, 42490, book.add_format({"num_format": "yyyy-mm-dd"}))


CELLS: dict[str, tuple[bytes, Told]] = {
    # A14
    "error": (
        cell("<v>#DIV/0!</v>", "e"),
        Told("!Sheet1!C2 cell-error", "#DIV/0!", "#DIV/0!"),
    ),
    "error of a formula": (
        formula("1/0", "<v>#DIV/0!</v>", "e"),
        Told("!Sheet1!C2 cell-error", "#DIV/0!", "#DIV/0!"),
    ),
    "name of an error as text": (shown(stations="#N/A"), Told("!Sheet1!C2 cell-error", "#N/A", "#N/A")),
    "formula without value": (
        formula("SUM(A1:A9)", ""),
        Told("!Sheet1!C2 formula-not-computed", "公式没有保存结果：=SUM(A1:A9)", "open it in Excel and save it"),
    ),
    "formula with an empty value": (
        formula("SUM(A1:A9)", "<v></v>"),
        Told("!Sheet1!C2 formula-not-computed", "用 Excel 打开并保存", "without a stored result: =SUM(A1:A9)"),
    ),
    "formula with a stored value": (
        formula("1+1"),
        Told("!Sheet1!C2 formula-read", "读取了公式保存的结果 3944（=1+1）", "nothing was computed", refused=False),
    ),
    "formula to another file": (
        formula("[1]Sheet1!$A$1"),
        Told("!Sheet1!C2 formula-read", "=[1]Sheet1!$A$1", "=[1]Sheet1!$A$1", refused=False),
    ),
    "WEBSERVICE": (
        formula('WEBSERVICE("http://127.0.0.1/")'),
        Told(
            "!Sheet1!C2 formula-read", "WEBSERVICE", 'result 3944 of a formula was read (=WEBSERVICE("', refused=False
        ),
    ),
    "DDE": (
        formula("cmd|'/c calc'!A0"),
        Told("!Sheet1!C2 formula-read", "=cmd|", "=cmd|'/c calc'!A0", refused=False),
    ),
    "formula with line breaks": (
        formula("1+&#10;1"),
        Told("!Sheet1!C2 formula-read", "=1+\\u000a1", "=1+\\u000a1", refused=False),
    ),
    "formula that never ends": (
        formula("1+" * 100_000 + "1"),
        Told("!Sheet1!C2 formula-read", "…", "…", refused=False),
    ),
    # A15
    "percent that is rounded": (
        shown(uptime=(0.8995, "0%")),
        Told("!Sheet1!D2 shown-rounded", "显示 90%，实际存的是 0.8995", "shows 90% and stores 0.8995", refused=False),
    ),
    "fixed decimals": (
        shown(uptime=(0.8995, "0.0")),
        Told("!Sheet1!D2 shown-rounded", "显示 0.9，实际存的是 0.8995", "shows 0.9 and stores 0.8995", refused=False),
    ),
    "no decimals": (
        shown(uptime=(0.8995, '#,##0"（约）"')),
        Told("!Sheet1!D2 shown-rounded", "显示 1，实际存的是 0.8995", "shows 1 and stores 0.8995", refused=False),
    ),
    "built-in fixed decimals": (
        shown(uptime=(0.8995, "0.00")),
        Told("!Sheet1!D2 shown-rounded", "显示 0.90", "shows 0.90", refused=False),
    ),
    "many rounded": (
        table(*((code, *ROW[1:3], (0.8995, "0.0"), *ROW[4:]) for code in ("140100", "140200", "140300"))),
        Told(
            "!Sheet1!D2 column-shown-rounded",
            "同一列还有 2 格也是这样（第 3, 4 行）",
            "2 more cells of the column are rounded too (rows 3, 4)",
            refused=False,
        ),
    ),
    "percent of no ratio": (
        shown(stations=(5, "0%")),
        Told("!Sheet1!C2 shown-scaled", "数字格式 0%", "format 0% shows another size", refused=False),
    ),
    "percent of no ratio in a long table": (
        table(
            ("140100", "2020-H1", "uptime", (0.5, "0%")),
            ("140100", "2020-H1", "stations", (5, "0%")),
            head=("locality", "period", "indicator", "value"),
        ),
        Told("!Sheet1!D3 shown-scaled", "按存的 5 读取", "the stored 5 was read", refused=False),
    ),
    "scaled by a word": (
        shown(stations=(3, '0.0"万"')),
        Told("!Sheet1!C2 shown-scaled", '0.0"万"', 'format 0.0"万" shows another size', refused=False),
    ),
    "scaled by commas": (
        shown(stations=(32000, '0!.0,"万"')),
        Told("!Sheet1!C2 shown-scaled", "按存的 32000 读取", "the stored 32000 was read", refused=False),
    ),
    "number as text": (
        shown(stations="3944"),
        Told("!Sheet1!C2 number-as-text", "3944 是文字", "3944 is text", refused=False),
    ),
    "serial 60": (
        shown(issued_on=(60, "yyyy-mm-dd")),
        Told("!Sheet1!F2 no-such-day", "没有这一天（Excel 日序 60）", "no such day (Excel day 60)"),
    ),
    "day before all days": (
        shown(issued_on=(-1, "yyyy-mm-dd")),
        Told("!Sheet1!F2 no-such-day", "Excel 日序 -1", "Excel day -1"),
    ),
    "day and hour": (
        shown(issued_on=(43952.5, "yyyy-mm-dd")),
        Told("!Sheet1!F2 read-as", "2020-05-01 12:00:00 读作 2020-05-01", "was read as 2020-05-01", refused=False),
    ),
    "day in a number": (
        shown(stations=(43952, "m月d日")),
        Told("!Sheet1!C2 number-as-date", "2020-05-01", "a date where a number belongs (found 2020-05-01)"),
    ),
    "serial in a date": (
        shown(issued_on=43952),
        Told("!Sheet1!F2 date-serial", "2020-05-01", "as an Excel day it would be 2020-05-01"),
    ),
    "no number": (cell("<v>1e999</v>"), Told("!Sheet1!C2 cell-damaged", "1e999", "damaged (found 1e999)")),
    "not a number": (cell("<v>NaN</v>"), Told("!Sheet1!C2 cell-damaged", "NaN", "NaN")),
    "text that is not there": (cell("<v>99</v>", "s"), Told("!Sheet1!C2 cell-damaged", "99", "99")),
    "text before the first": (cell("<v>-1</v>", "s"), Told("!Sheet1!C2 cell-damaged", "-1", "-1")),
    "truth in a number": (cell("<v>1</v>", "b"), Told("!Sheet1!C2 wrong-type", "发现 true", "found true")),
    "control character": (
        cell("<is><t>a_x0007_b</t></is>", "inlineStr"),
        Told("!Sheet1!C2 control-character", "U+0007", "U+0007"),
    ),
    "longer than a cell": (
        cell(f"<is><t>{'x' * 40_000}</t></is>", "inlineStr"),
        Told("!Sheet1!C2 text-too-long", "上限 32767 字", "limit 32767 characters"),
    ),
}


def hidden(what: str) -> bytes:
    def write(book: Workbook) -> None:
        first, second = book.add_worksheet("Sheet1"), book.add_worksheet("Notes")
        for number, row in enumerate((("locality", "period", "stations"), ROW[:3])):
            first.write_row(number, 0, row)
        if what == "row":
            first.set_row(1, None, None, {"hidden": True})
        elif what == "flat row":
            first.set_row(1, 0)
        elif what == "column":
            first.set_column(2, 2, None, None, {"hidden": True})
        else:
            second.activate()
            (first.hide if what == "sheet" else first.very_hidden)()

    return by_hand(write)


def sheets(*tables: tuple[str, bool], more: Callable[[Workbook], object] | None = None) -> bytes:
    """Return a workbook with a table in each sheet: its name, and whether it is hidden."""

    def write(book: Workbook) -> None:
        for name, is_hidden in tables:
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, ("locality", "period", "stations"))
            sheet.write_row(1, 0, ("140100", "2020-H1", len(name)))
            if is_hidden:
                sheet.hide()
        if more:
            more(book)

    return by_hand(write)


def merged(area: str, value: object, *rows: tuple[Any, ...]) -> bytes:
    """Return a table below a merged title, with an area that is merged and holds *value*."""

    def write(book: Workbook) -> None:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range("A1:D1", "汇总表")
        sheet.write_row(1, 0, ("locality", "period", "stations", "uptime"))
        for number, row in enumerate(rows, 2):
            sheet.write_row(number, 0, row)
        sheet.merge_range(area, value)

    return by_hand(write)


A16: dict[str, tuple[bytes, Told]] = {
    "hidden row": (hidden("row"), Told("!Sheet1!A2 hidden-row", "第 2 行是隐藏的", "row 2 is hidden", refused=False)),
    "row without height": (hidden("flat row"), Told("!Sheet1!A2 hidden-row", "第 2 行", "row 2", refused=False)),
    "hidden column": (
        hidden("column"),
        Told(
            "!Sheet1!C hidden-columns",
            "隐藏的列里有填报内容，已经读取：C",
            "hidden columns hold figures",
            refused=False,
        ),
    ),
    "hidden sheet": (
        hidden("sheet"),
        Told("!Sheet1 hidden-sheet", "“Sheet1”是隐藏的", "Sheet1 is hidden", refused=False),
    ),
    "very hidden sheet": (hidden("very"), Told("!Sheet1 hidden-sheet", "Sheet1", "Sheet1", refused=False)),
    "hidden second table": (
        sheets(("Sheet1", False), ("old", True)),
        Told("!old hidden-table", "“old”里也有表格，没有读取", "sheet old holds a table too", refused=False),
    ),
    "two tables": (
        sheets(("一", False), ("二", False)),
        Told(" several-tables", "几张工作表都像填报表：一, 二；", "several sheets look like the table to read"),
    ),
    "two tables, one of them named": (
        sheets(("old", False), ("填报", False)),
        Told("!old sheet-unread", "工作表“old”有内容", "sheet old holds something", refused=False),
    ),
    "two hidden tables": (
        sheets(("一", True), ("二", True), more=lambda book: book.add_worksheet("三").activate()),
        Told(" several-tables", "一, 二", "several sheets"),
    ),
    "merged over two records": (
        merged("C3:C4", 5, ("140100", "2020-H1", 5, 0.5), ("140200", "2020-H1", None, 0.5)),
        Told(
            "!Sheet1!C3 merged-cells",
            "合并单元格 C3:C4 占了几个值的位置（内容 5）",
            "C3:C4 covers the places of several",
        ),
    ),
    "merged over two indicators": (
        merged("C3:D3", 5, ("140100", "2020-H1", 5, None)),
        Told("!Sheet1!C3 merged-cells", "取消合并", "unmerge it"),
    ),
    "merged sum below": (
        merged("A4:B4", "合计", ("140100", "2020-H1", 5, 0.5), (None, None, 5, 0.5)),
        Told("!Sheet1!A4 sum-row", "合计", "", refused=False),
    ),
    "nothing in it": (by_hand(lambda book: book.add_worksheet()), Told(" workbook-is-blank", "没有内容", "nothing")),
    "no table": (
        by_hand(lambda book: [book.add_worksheet(name).write(0, 0, "?") for name in ("一", "二")]),
        Told(" no-table", "没有一张工作表像填报表：一, 二", "no sheet looks like a table to read"),
    ),
}


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as made:
        for name, content in members:
            made.writestr(name, content)
    return buffer.getvalue()


def members_of(content: bytes) -> list[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(content)) as made:
        return [(name, made.read(name)) for name in made.namelist()]


def sheet_xml(xml: str) -> bytes:
    return with_parts(SOUND, {SHEET1: (OPEN + xml).encode()})


def broken_checksum() -> bytes:
    """Return a workbook of which a byte was changed within the sheet."""
    content = bytearray(zipped(*members_of(SOUND), method=zipfile.ZIP_STORED))
    at = content.index(b"<v>3944</v>") + 3
    content[at] = ord("9")
    return bytes(content)


def encrypted_members() -> bytes:
    content = bytearray(SOUND)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + offset] |= 1
    return bytes(content)


def doubled(name: str, twin: str) -> bytes:
    buffer = BytesIO()
    with pytest.warns(UserWarning, match="Duplicate") if name == twin else zipfile.ZipFile(BytesIO(), "w"):
        buffer.write(zipped(*members_of(SOUND), (twin, b"<x/>")))
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
BIG = b"<row/>" * 1_000_000

A17: dict[str, tuple[Callable[[], bytes], Told]] = {
    "part of 250 MB": (
        lambda: with_parts(SOUND, {SHEET1: bytes(250_000_000)}),
        Told(" workbook-inflates", "解压后过大", "too large when unpacked"),
    ),
    "hundredfold": (
        lambda: with_parts(SOUND, {"xl/media/a.bin": bytes(20_000_000)}),
        Told(" workbook-inflates", "压缩比 100", "100 times its size"),
    ),
    "two cells far apart": (
        lambda: sheet_xml(
            '<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
        ),
        Told("!Sheet1!A1 no-header", "", ""),
    ),
    "a cell beyond all columns": (
        lambda: sheet_xml('<sheetData><row r="1"><c r="XFE1"><v>1</v></c></row></sheetData></worksheet>'),
        Told(" workbook-damaged", SHEET1, SHEET1),
    ),
    "a row beyond all rows": (
        lambda: sheet_xml('<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData></worksheet>'),
        Told(" workbook-damaged", SHEET1, SHEET1),
    ),
    "the same cell twice": (
        lambda: sheet_xml('<sheetData><row r="1"><c r="A1"/><c r="A1"/></row></sheetData></worksheet>'),
        Told(" workbook-damaged", SHEET1, SHEET1),
    ),
    "no address": (
        lambda: sheet_xml('<sheetData><row r="1"><c r="1A"/></row></sheetData></worksheet>'),
        Told(" workbook-damaged", SHEET1, SHEET1),
    ),
    "rows without end": (
        lambda: sheet_xml("<sheetData>" + "<row/>" * 1_100_000),
        Told(" workbook-damaged", "另存为", "save it as .xlsx"),
    ),
    "cells without end": (
        lambda: sheet_xml("<sheetData>" + ("<row>" + "<c/>" * 10_000 + "</row>") * 101),
        Told(" workbook-too-many-cells", "上限 500000", "limit 500000"),
    ),
    "rows that are too wide": (
        lambda: sheet_xml(
            '<sheetData><row><c t="str"><v>locality</v></c><c t="str"><v>period</v></c><c t="str"><v>stations</v></c>'
            "</row>" + '<row><c r="XFD1"><v>1</v></c></row>' * 400 + "</sheetData></worksheet>"
        ),
        Told("!Sheet1!307 table-too-wide", "占列过多", "too wide in all"),
    ),
    "merged without end": (
        lambda: sheet_xml("<sheetData/><mergeCells>" + '<mergeCell ref="A1:B2"/>' * 10_001),
        Told(" too-many-merged", "上限 10000", "limit 10000"),
    ),
    "one tag without end": (
        lambda: sheet_xml(f'<sheetData a="{"x" * 3_000_000}"/></worksheet>'),
        Told(" workbook-damaged", SHEET1, SHEET1),
    ),
    "entities": (
        lambda: with_sheet(SOUND, "<worksheet", '<!DOCTYPE w [<!ENTITY a "b">]><worksheet'),
        Told(" workbook-has-entities", "DTD", "document type or entities"),
    ),
    "document type": (
        lambda: with_sheet(SOUND, "<worksheet", "<!DOCTYPE w><worksheet"),
        Told(" workbook-has-entities", "DTD", "document type or entities"),
    ),
    "outside entity": (
        lambda: with_sheet(SOUND, "<worksheet", '<!DOCTYPE w SYSTEM "file:///etc/passwd"><worksheet'),
        Told(" workbook-has-entities", SHEET1, SHEET1),
    ),
    "entities in the texts": (
        lambda: with_parts(SOUND, {"xl/sharedStrings.xml": b"<!DOCTYPE w [<!ENTITY a 'b'>]><sst/>"}),
        Told(" workbook-has-entities", "xl/sharedStrings.xml", "xl/sharedStrings.xml"),
    ),
    "not XML": (
        lambda: with_parts(SOUND, {SHEET1: b"<worksheet><sheetData></worksheet>"}),
        Told(" workbook-damaged", SHEET1, SHEET1),
    ),
    "encoding that is none": (
        lambda: with_parts(SOUND, {SHEET1: b'<?xml version="1.0" encoding="x-none"?><worksheet/>'}),
        Told(" workbook-damaged", SHEET1, SHEET1),
    ),
}

A18: dict[str, tuple[Callable[[], bytes], Told]] = {
    "two members of one name": (
        lambda: doubled(SHEET1, SHEET1),
        Told(" part-twice", f"{SHEET1}, {SHEET1}".replace(", ", "、"), "two parts of the file have one name"),
    ),
    "case twins": (lambda: doubled(SHEET1, SHEET1.upper()), Told(" part-twice", "同名部件", SHEET1.upper())),
    "name that climbs out": (
        lambda: zipped(*members_of(SOUND), ("xl/../../evil.xml", b"")),
        Told(" part-outside", "xl/../../evil.xml", "as if outside it"),
    ),
    "absolute name": (lambda: zipped(*members_of(SOUND), ("/etc/passwd", b"")), Told(" part-outside", "/etc", "/etc")),
    "name on a drive": (lambda: zipped(*members_of(SOUND), ("C:/a", b"")), Told(" part-outside", "C:/a", "C:/a")),
    "name with backslashes": (
        lambda: zipped(*members_of(SOUND), ("xl\\..\\..\\a", b"")),
        Told(" part-outside", "xl\\..", "xl\\.."),
    ),
    "many members": (
        lambda: zipped(*members_of(SOUND), *((f"xl/media/{number}", b"") for number in range(2_000))),
        Told(" too-many-parts", "上限 2000", "limit 2000"),
    ),
    "wrong checksum": (broken_checksum, Told(" workbook-damaged", SHEET1, SHEET1)),
    "cut off": (lambda: SOUND[:-400], Told(" workbook-cut-off", "不完整", "cut off")),
    "cut within": (lambda: SOUND[: len(SOUND) // 2], Told(" workbook-cut-off", "重新下载", "download")),
    "directory that is cut": (
        lambda: SOUND[: SOUND.index(b"PK\x01\x02") + 9] + SOUND[SOUND.index(b"PK\x05\x06") :],
        Told(" workbook-damaged", "zip", "zip"),
    ),
    "password": (
        lambda: OLE + "EncryptedPackage".encode("utf-16-le"),
        Told(" workbook-has-password", "打开密码", "opens only with a password"),
    ),
    "members with a password": (encrypted_members, Told(" workbook-has-password", "打开密码", "password")),
    "old Excel": (lambda: OLE, Told(" workbook-is-old", "旧式 Excel 文件（.xls）", "an old Excel file (.xls)")),
    "binary Excel": (
        lambda: zipped(("xl/workbook.bin", b"")),
        Told(" workbook-is-xlsb", ".xlsb", "a binary Excel file (.xlsb)"),
    ),
    "OpenDocument": (
        lambda: zipped(("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", b"")),
        Told(" workbook-is-ods", ".ods", "an OpenDocument sheet (.ods)"),
    ),
    "Word": (lambda: zipped(("word/document.xml", b"")), Told(" workbook-unknown", "不是 Excel", "not an Excel file")),
    "HTML": (
        lambda: b"\xef\xbb\xbf <html><table><tr><td>1</td></tr></table></html>",
        Told(" workbook-is-html", "是网页或 XML", "HTML or XML and not an Excel file"),
    ),
    "CSV": (lambda: b"locality,period\n140100,2020-H1\n", Told(" workbook-is-text", "后缀改成 .csv", "name it .csv")),
    "CSV in GBK": (lambda: "地区,报告期\n太原,上半年\n".encode("gbk"), Told(" workbook-is-text", ".csv", ".csv")),
    "noise": (lambda: bytes(range(256)) * 4, Told(" workbook-unknown", "不是 Excel", "not an Excel file")),
    "nothing": (lambda: b"", Told(" workbook-is-empty", "文件是空的", "the file is empty")),
    "macros": (
        lambda: with_parts(SOUND, {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}),
        Told(" macros", "宏没有运行，也不会运行", "they were not run and never are", refused=False),
    ),
    "links to other files": (
        lambda: with_parts(SOUND, {"xl/externalLinks/externalLink1.xml": b"<x/>"}),
        Told(" outside-links", "没有打开任何其他文件", "none was opened", refused=False),
    ),
    "no part that names the sheets": (
        lambda: with_parts(SOUND, {"xl/workbook.xml": None}),
        Told(" workbook-damaged", "xl/workbook.xml", "xl/workbook.xml"),
    ),
    "no sheet": (lambda: with_parts(SOUND, {SHEET1: None}), Told(" workbook-damaged", "workbook", "workbook")),
}


def answer_to(content: bytes, pack: Pack, gazetteer: Gazetteer, name: str = "a.xlsx") -> Accepted | Refusal:
    """Return what is said of a workbook."""
    return read_submission(InputFile(name, content), pack, gazetteer)


def assert_told(answer: Accepted | Refusal, told: Told, name: str = "a.xlsx") -> None:
    places = [f"{str(one.locus).removeprefix(name)} {one.code}" for one in answer.findings]
    assert told.place in places, places
    assert isinstance(answer, Refusal) == told.refused, places
    finding: Finding = answer.findings[places.index(told.place)]
    for language, words in (("zh", told.zh), ("en", told.en)):
        line = finding_line(finding, language)
        assert words in f"{line}；{remedy(finding.code, finding.parameters, language)}", line
        assert len(line) <= 500
        assert line.isprintable()


@pytest.mark.parametrize("case", CELLS)
def test_cells_are_read_as_stored_or_refused_at_their_place(case: str, tiny: Pack, gazetteer: Gazetteer) -> None:
    content, told = CELLS[case]
    answer = answer_to(content, tiny, gazetteer)
    assert_told(answer, told)
    assert len(answer.findings) == 1


@pytest.mark.parametrize("case", A16)
def test_what_a_person_would_not_see_is_told(case: str, tiny: Pack, gazetteer: Gazetteer) -> None:
    content, told = A16[case]
    assert_told(answer_to(content, tiny, gazetteer), told)


@pytest.mark.parametrize("case", [*A17, *A18])
def test_what_is_no_good_workbook_is_named(case: str, tiny: Pack, gazetteer: Gazetteer) -> None:
    make, told = (A17 | A18)[case]
    assert_told(answer_to(make(), tiny, gazetteer), told)


def test_file_that_excel_keeps_while_it_is_open(tiny: Pack, gazetteer: Gazetteer) -> None:
    answer = answer_to(b"\x05" + b"someone" + bytes(157), tiny, gazetteer, "in/~$a.xlsx")
    assert_told(answer, Told(" workbook-is-lock-file", "~$", "the file without ~$"), "in/~$a.xlsx")


def test_days_may_be_counted_from_1904(tiny: Pack, gazetteer: Gazetteer) -> None:
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "date_1904": True})
    from_1904(book)
    book.close()
    answer = answer_to(buffer.getvalue(), tiny, gazetteer)
    assert isinstance(answer, Accepted)
    assert [one.text for one in answer.submission.claims["issued_on"]] == ["2020-05-01"]


def test_parts_that_are_not_needed_are_not_unpacked(
    tiny: Pack, gazetteer: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    real = zipfile.ZipFile.open

    def open_noted(self: zipfile.ZipFile, name: Any, *more: Any) -> Any:
        opened.append(name.filename)
        return real(self, name, *more)

    stuffed = with_parts(SOUND, {f"xl/media/{number}.png": b"x" * 900_000 for number in range(9)})
    monkeypatch.setattr(zipfile.ZipFile, "open", open_noted)
    assert answer_to(stuffed, tiny, gazetteer).findings == ()
    needed = ("_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml", "xl/sharedStrings.xml", "xl/styles.xml")
    assert sorted(opened) == sorted([*needed, SHEET1])


def test_dimension_that_lies_hides_nothing(tiny: Pack, gazetteer: Gazetteer) -> None:
    answer = answer_to(with_sheet(SOUND, 'ref="A1:F2"', 'ref="A1"'), tiny, gazetteer)
    assert isinstance(answer, Accepted)
    assert answer.findings == ()
    assert set(answer.submission.claims) == {"stations", "uptime", "plan", "issued_on"}
