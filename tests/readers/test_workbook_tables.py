"""Workbooks made by hand: the table is found wherever it stands, and each value keeps its cell. Invented figures."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_workbooks import HEAD, ROW, by_hand, table, with_parts
from xlsxwriter import Workbook

from checker.model.assessment import Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.formats import AS_NAMED
from checker.readers.read import Accepted, read_submission, read_submissions

OTHER = ("140200", "2020-H1", 12, 0.5, "issued", "2020-05-02")
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read_all(content: bytes, pack: Pack, gazetteer: Gazetteer, folder: Path) -> list[Accepted | Refusal]:
    path = folder / "a.xlsx"
    path.write_bytes(content)
    return list(read_submissions(str(path), AS_NAMED, pack, gazetteer))


def texts(answer: Accepted | Refusal) -> dict[str, str]:
    """Return what was written of each indicator."""
    assert isinstance(answer, Accepted), answer.findings
    return {name: claims[0].text for name, claims in answer.submission.claims.items()}


SAID = {"stations": "3944", "uptime": "0.95", "plan": "drafted", "issued_on": "2020-05-01"}


def test_wide_table_is_a_submission_a_row(tiny: Pack, gazetteer: Gazetteer, tmp_path: Path) -> None:
    first, second = read_all(table(ROW, OTHER), tiny, gazetteer, tmp_path)
    assert texts(first) == SAID
    assert isinstance(second, Accepted)
    assert second.submission.locality.code == "140200"
    place = second.submission.locate(("claims", "uptime"))
    assert (place.sheet, place.line, place.column, str(place).rpartition("!")[2]) == ("Sheet1", 3, 4, "D3")
    assert (first.findings, second.findings) == ((), ())


def test_long_table_is_a_submission_of_its_rows(tiny: Pack, gazetteer: Gazetteer, tmp_path: Path) -> None:
    rows = [("140100", "2020-H1", name, value) for name, value in zip(HEAD[2:], ROW[2:], strict=True)]
    (answer,) = read_all(table(*rows, head=("地区代码", "报告期", "指标", "数值")), tiny, gazetteer, tmp_path)
    assert texts(answer) == SAID


def test_table_below_a_title_with_sums_below(tiny: Pack, gazetteer: Gazetteer, tmp_path: Path) -> None:
    def write(book: Workbook) -> None:
        sheet = book.add_worksheet("汇总")
        sheet.merge_range("B1:G1", "2020年上半年汇总表")
        for number, row in enumerate((HEAD, ROW, OTHER), 3):
            sheet.write_row(number, 1, row)
        sheet.write_row(7, 1, ("合计", None, 3956))

    first, second = read_all(by_hand(write), tiny, gazetteer, tmp_path)
    assert texts(first) == SAID
    told = {f"{str(one.locus).rpartition('!')[2]} {one.code}" for one in (*first.findings, *second.findings)}
    assert told == {"B1 title-rows", "B8 sum-row"}


def prefixed(content: bytes) -> bytes:
    """Return a workbook whose elements have a prefix, as some programs write them."""

    def change(xml: bytes) -> bytes:
        for tag in (b"worksheet", b"sheetData", b"row", b"c", b"v"):
            xml = xml.replace(b"<" + tag + b" ", b"<x:" + tag + b" ").replace(b"<" + tag + b">", b"<x:" + tag + b">")
            xml = xml.replace(b"</" + tag + b">", b"</x:" + tag + b">")
        return xml.replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)

    return with_parts(content, {"xl/worksheets/sheet1.xml": change})


def strict(content: bytes) -> bytes:
    """Return a workbook in the strict form of the standard."""
    parts = ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml")

    def change(xml: bytes) -> bytes:
        return xml.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    return with_parts(content, dict.fromkeys(parts, change))


def without_addresses(content: bytes) -> bytes:
    """Return a workbook whose cells do not say where they stand."""

    def change(xml: bytes) -> bytes:
        return re.sub(rb' r="[A-F]?[12]"', b"", xml)

    return with_parts(content, {"xl/worksheets/sheet1.xml": change})


def saved_by_openpyxl(content: bytes) -> bytes:
    buffer = BytesIO()
    openpyxl.load_workbook(BytesIO(content)).save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("change", [prefixed, strict, without_addresses, saved_by_openpyxl])
def test_other_programs_write_workbooks_otherwise(change: Any, tiny: Pack, gazetteer: Gazetteer) -> None:
    answer = read_submission(InputFile("a.xlsx", change(table(ROW))), tiny, gazetteer)
    assert texts(answer) == SAID


def test_rich_text_is_read_whole_and_without_reading_aids(tiny: Pack, gazetteer: Gazetteer) -> None:
    rich = b"<si><r><t>dra</t></r><r><t>fted</t></r><rPh><t>aid</t></rPh></si>"
    change = {"xl/sharedStrings.xml": lambda xml: xml.replace(b"<si><t>drafted</t></si>", rich)}
    answer = read_submission(InputFile("a.xlsx", with_parts(table(ROW), change)), tiny, gazetteer)
    assert texts(answer) == SAID


def test_named_sheet_is_read_and_the_others_are_told(tiny: Pack, gazetteer: Gazetteer) -> None:
    def write(book: Workbook) -> None:
        for name in ("去年", " Data ", "空"):
            sheet = book.add_worksheet(name)
            if name != "空":
                sheet.write_row(0, 0, HEAD)
                sheet.write_row(1, 0, ROW)
        book.add_worksheet("说明").write(0, 0, "填表说明")

    answer = read_submission(InputFile("a.xlsx", by_hand(write)), tiny, gazetteer)
    assert texts(answer) == SAID
    assert [(one.code, one.parameters["found"]) for one in answer.findings] == [
        ("sheet-unread", "去年"),
        ("sheet-unread", "说明"),
    ]


def test_one_refused_row_keeps_what_is_told_of_the_workbook(tiny: Pack, gazetteer: Gazetteer, tmp_path: Path) -> None:
    content = with_parts(table(("140100", "2020-H3", 1), OTHER), {"xl/vbaProject.bin": b""})
    answers = read_all(content, tiny, gazetteer, tmp_path)
    assert [isinstance(one, Refusal) for one in answers] == [True, False]
    assert [finding.code for one in answers for finding in one.findings].count("macros") == 1


def damage(content: bytes, changes: list[tuple[int, int]]) -> bytes:
    damaged = bytearray(content)
    for at, value in changes:
        damaged[at % len(damaged)] = value
    return bytes(damaged)


CHANGES = st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=8)


@given(CHANGES)
@settings(max_examples=60)
def test_damaged_files_are_refused_or_read_and_nothing_else(
    tiny: Pack, gazetteer: Gazetteer, changes: list[tuple[int, int]]
) -> None:
    content = damage(table(ROW), changes)
    assert isinstance(read_submission(InputFile("a.xlsx", content), tiny, gazetteer), Accepted | Refusal)


@given(CHANGES, st.sampled_from(["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"]))
@settings(max_examples=60)
def test_damaged_parts_are_refused_or_read_and_nothing_else(
    tiny: Pack, gazetteer: Gazetteer, changes: list[tuple[int, int]], part: str
) -> None:
    content = with_parts(table(ROW), {part: lambda xml: damage(xml, [(at, value % 128) for at, value in changes])})
    assert zipfile.is_zipfile(BytesIO(content))
    assert isinstance(read_submission(InputFile("a.xlsx", content), tiny, gazetteer), Accepted | Refusal)
