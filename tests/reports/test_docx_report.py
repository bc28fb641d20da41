"""The report as a file of Word, opened again: the page and type of GB/T 9704, tables, and text that stays text."""

from __future__ import annotations

import io
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hostile_run import HARMLESS, PAYLOAD, with_text

from checker.errors import UsageError
from checker.reports.report.circular.build import build_document
from checker.reports.report.circular.docx import write
from checker.reports.report.circular.model import Table
from checker.reports.report.formats import NOTICES, WRITERS
from checker.reports.report.material import Material
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.notice import noticed
from checker.use_cases.report import document, material_of

docx = pytest.importorskip("docx", reason="python-docx, the extra [docx], is not installed")

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "tests" / "packs" / "stages"  # invented: every stage of a score, with reviews and a register
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def staged() -> Material:
    by = open_yardstick(str(STAGES), str(STAGES / "reviews"))
    return material_of(judge_paths(by, [str(STAGES / "submissions")]), "zh")


@pytest.fixture(scope="module")
def content(staged: Material) -> bytes:
    return write(staged)


@pytest.fixture(scope="module")
def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def test_page_is_that_of_the_standard_and_the_table_of_points_lies_across(opened: Any) -> None:
    first, across, last = opened.sections
    for section in (first, last):
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    assert (round(across.page_width.mm), round(across.page_height.mm)) == (297, 210)


@pytest.mark.parametrize(
    ("name", "font", "size", "line"),
    [
        ("Title", "方正小标宋简体", 22, 34),
        ("Normal", "仿宋_GB2312", 16, 28),
        ("Heading 1", "黑体", 16, 28),
        ("Heading 2", "楷体_GB2312", 16, 28),
        ("Page Number", "宋体", 14, 18),
    ],
)
def test_type_is_that_of_the_standard(opened: Any, name: str, font: str, size: int, line: int) -> None:
    style = opened.styles[name]
    fonts = style.element.rPr.find(f"{W}rFonts")
    assert (fonts.get(f"{W}eastAsia"), fonts.get(f"{W}ascii")) == (font, "Times New Roman")
    assert not [key for key in fonts.keys() if "Theme" in key]  # noqa: SIM118 - an element of lxml is no mapping
    assert (style.font.size.pt, style.paragraph_format.line_spacing.pt) == (size, line)


def test_text_is_indented_by_two_characters_and_28_fit_into_a_line(opened: Any) -> None:
    normal = opened.styles["Normal"].element
    assert normal.pPr.find(f"{W}ind").get(f"{W}firstLineChars") == "200"
    closer = int(normal.rPr.find(f"{W}spacing").get(f"{W}val")) / 20
    assert 156 / 25.4 * 72 / (16 + closer) >= 28


def test_document_stands_in_its_styles(staged: Material, opened: Any) -> None:
    made = build_document(staged)
    told = [(one.text, one.style.name) for one in opened.paragraphs]
    assert told[:2] == [(made.title, "Title"), (made.addressee, "Addressee")]
    assert ("一、总体情况", "Heading 1") in told
    assert ("（一）2020年上半年（地级）", "Heading 2") in told
    assert ("附件：1. 各地逐条得分表", "Listed") in told
    assert ("附件2", "Attachment") in told


def test_tables_hold_what_the_document_says_and_repeat_their_heads(staged: Material, opened: Any) -> None:
    made = build_document(staged)
    blocks = (*made.blocks, *(block for attached in made.attachments for block in attached.blocks))
    listed = [block for block in blocks if isinstance(block, Table)]
    assert len(opened.tables) == len(listed)
    for table, block in zip(opened.tables, listed, strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert rows[0] == [column.head for column in block.columns]
        assert rows[1:] == [[cell if isinstance(cell, str) else "" for cell in row] for row in block.rows]
        assert table.rows[0]._tr.trPr.find(f"{W}tblHeader") is not None


def test_pages_are_numbered_outside_by_a_field(opened: Any) -> None:
    first = opened.sections[0]
    for footer, side in ((first.footer, "right"), (first.even_page_footer, "left")):
        paragraph = footer.paragraphs[0]._p
        assert "".join(one.text for one in paragraph.iter(f"{W}t")) == "— 1 —"
        assert [one.get(f"{W}instr") for one in paragraph.iter(f"{W}fldSimple")] == [" PAGE "]
        assert paragraph.pPr.find(f"{W}jc").get(f"{W}val") == side
    assert opened.settings.odd_and_even_pages_header_footer


def test_notice_links_only_to_sources_of_the_web(staged: Material) -> None:
    path = ROOT / "submissions/2020-H1/140100-taiyuan.yaml"
    run = judge_paths(open_yardstick("miit-5g-2020"), [str(path)])
    opened = docx.Document(io.BytesIO(write(noticed(material_of(run, "zh"), "太原"))))
    links = [rel.target_ref for rel in opened.part.rels.values() if rel.is_external]
    assert links
    assert all(link.startswith(("http://", "https://")) for link in links)
    assert "城区室外连续覆盖状态（urban_coverage_status）" in "".join(
        cell.text for row in opened.tables[2].rows for cell in row.cells
    )


@pytest.mark.parametrize("place", ["", "140200"])
def test_hostile_texts_are_no_more_than_text(staged: Material, place: str) -> None:
    def made(said: str) -> Any:
        run = with_text(staged.run, said)
        return docx.Document(io.BytesIO(write(replace(staged, run=run, locality=place))))

    hostile, harmless = made(PAYLOAD), made(HARMLESS)
    shapes = [[element.tag for element in one.element.iter()] for one in (hostile, harmless)]
    assert shapes[0] == shapes[1]
    assert not [tag for tag in shapes[0] if tag.endswith(("}instrText", "}fldSimple", "}fldChar"))]
    told = "".join(one.text or "" for one in hostile.element.iter(f"{W}t"))
    assert "<img src=x onerror=alert(2)>" in told
    assert "=cmd|' /C calc'!A1" in told
    assert not set("\u2028\u202e\u0000\x1b\ufffe") & set(told)
    assert not [rel for rel in hostile.part.rels.values() if rel.is_external]


def test_same_run_same_bytes_without_a_clock(staged: Material, content: bytes) -> None:
    assert write(staged) == content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert "docProps/thumbnail.jpeg" not in archive.namelist()
    core = docx.Document(io.BytesIO(content)).core_properties
    assert (core.created.year, core.modified.year, core.author) == (1980, 1980, "")


def test_english_is_set_in_smaller_type_without_chinese_indents(staged: Material) -> None:
    opened = docx.Document(io.BytesIO(write(replace(staged, language="en"))))
    assert opened.paragraphs[0].text.startswith("Circular on how the Invented notice on saving energy")
    assert opened.styles["Normal"].font.size.pt == 12
    assert opened.styles["Normal"].element.pPr.find(f"{W}ind").get(f"{W}firstLineChars") == "0"


def test_missing_library_is_named_with_the_extra(staged: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    for name in [name for name in sys.modules if name.startswith("checker.reports.report.circular.")]:
        if name.endswith((".word", ".styles", ".tables")):
            monkeypatch.delitem(sys.modules, name)
    with pytest.raises(UsageError) as refused:
        document(staged, ".docx")
    assert (refused.value.code, refused.value.parameters["expected"]) == ("library-missing", "checker[docx]")


def test_every_format_of_a_notice_is_one_of_the_report() -> None:
    assert set(NOTICES) <= set(WRITERS)
