"""The circular and the notice as documents: what they say, of whom, by when; and what stays text in Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import typer
from hostile_run import PAYLOAD, with_text

from checker.cli.options import Lang
from checker.cli.report import command
from checker.errors import UsageError
from checker.model.assessment import Run
from checker.reports.report.circular.build import build_document
from checker.reports.report.circular.markdown import to_markdown, write
from checker.reports.report.circular.model import Column, Document, Heading, Item, Link, Numbered, Paragraph, Table
from checker.reports.report.circular.phrases import (
    Outline,
    addressees,
    chinese_number,
    day_text,
    period_text,
    your_place,
)
from checker.reports.report.material import Material
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.notice import check_notice, noticed
from checker.use_cases.report import material_of

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "tests" / "packs" / "stages"  # invented: every stage of a score, with reviews and a register
SHIPPED = ("110000-beijing", "140100-taiyuan", "440000-guangdong", "320117-lishui-district")


@pytest.fixture(scope="module")
def shipped() -> Material:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        paths = [f"submissions/2020-H1/{name}.yaml" for name in SHIPPED]
        return material_of(judge_paths(open_yardstick("miit-5g-2020"), paths), "zh")


def texts(document: Document) -> Iterator[str]:
    """Every text of a document, in its order."""
    yield from (document.title, document.addressee)
    for block in (*document.blocks, *(one for attached in document.attachments for one in attached.blocks)):
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Numbered():
                yield from (text for item in block.items for text in (item.text, *item.lines))
            case Table():
                cells = (cell for row in block.rows for cell in row)
                parts = (part for cell in cells for part in (cell if isinstance(cell, tuple) else (cell,)))
                yield from (block.title, *(part.text if isinstance(part, Link) else part for part in parts))


def tables(document: Document) -> dict[str, Table]:
    return {block.title: block for block in document.blocks if isinstance(block, Table)}


# --- phrases ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("2020-Q1", "2020年第一季度", "the first quarter of 2020"),
        ("2020-H1", "2020年上半年", "the first half of 2020"),
        ("2020-Q3", "2020年前三季度", "the first three quarters of 2020"),
        ("2020", "2020年全年", "the year 2020"),
        ("2020-M01", "2020年1月", "January 2020"),
        ("2020-M05", "2020年1至5月", "January to May 2020"),
    ],
)
def test_period_is_named_by_what_it_counts(name: str, zh: str, en: str) -> None:
    assert (period_text(name, "zh"), period_text(name, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("number", "text"), [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (42, "四十二")]
)
def test_numbers_of_headings_are_chinese(number: int, text: str) -> None:
    assert chinese_number(number) == text


def test_headings_are_numbered_as_documents_number_them() -> None:
    zh, en = Outline("zh"), Outline("en")
    made = [
        (one.head("甲", "A"), one.subhead("乙", "B"), one.head("丙", "C"), one.subhead("丁", "D")) for one in (zh, en)
    ]
    assert [heading.text for heading in made[0]] == ["一、甲", "（一）乙", "二、丙", "（一）丁"]
    assert [heading.text for heading in made[1]] == ["1 A", "1.1 B", "2 C", "2.1 D"]


def test_days_and_addressees_stand_as_an_official_writes_them(shipped: Material) -> None:
    assert (day_text(date(2020, 8, 29), "zh"), day_text(date(2020, 8, 29), "en")) == ("2020年8月29日", "29 August 2020")
    zh = addressees(["province", "prefecture"], "province", "zh")
    assert zh == "各省、自治区、直辖市人民政府，有关市（地、州、盟）人民政府："
    places = {one.submission.locality.code: one.submission.locality for one in shipped.run.assessments}
    assert [your_place(places[code]) for code in ("140100", "440000", "320117")] == ["你市", "你省", "你区"]
    assert your_place(replace(places["140100"], name_zh="大兴安岭地块")) == "你地区"


# --- the circular -----------------------------------------------------------------------------------------------------


def test_circular_counts_what_it_rests_on_and_lists_what_was_refused(staged: Material) -> None:
    document = build_document(staged)
    told = list(texts(document))
    assert "Submissions read: 5; judged: 4, of which 0 contradict themselves" in told[2]
    assert "not readable, and so not judged: 1." in told[2]
    refused = next(
        block.items[0]
        for before, block in zip(document.blocks, document.blocks[1:], strict=False)
        if isinstance(before, Heading) and before.text.endswith("could not be judged") and isinstance(block, Numbered)
    )
    assert refused.text.endswith("broken.yaml")
    assert refused.lines


def test_circular_claims_no_order_that_intervals_do_not_give(shipped: Material) -> None:
    document = build_document(shipped)
    found = tables(document)["2020年上半年省级评判结果"]
    assert [row[:3] for row in found.rows] == [
        ("1–2", "北京市", "10.5 – 100.0"),
        ("1–2", "广东省", "8.4 – 100.0"),
    ]
    told = "".join(texts(document))
    assert "排不出名次" in told
    assert "本通报不主张任何次序" in told


def test_circular_names_what_falls_short_by_point_with_the_remedy(shipped: Material) -> None:
    document = build_document(shipped)
    items = [item for block in document.blocks if isinstance(block, Numbered) for item in block.items]
    first = next(item for item in items if item.text == "第1条 加快5G网络建设进度")
    assert any(
        line.startswith("年度建站任务进度（P01-2）：适用的2个地区中1个部分达到。改进办法：") for line in first.lines
    )


def test_circular_asks_with_dates_that_the_pack_states(shipped: Material) -> None:
    block = build_document(shipped).blocks[-1]
    assert isinstance(block, Numbered)
    told = [item.text for item in block.items]
    assert "更正和说明。2020年上半年有须说明或改正之处的1个地区（北京市），逐处说明或改正后重新报送。" in told
    assert any("不晚于2020年8月29日（期末后60天）" in text for text in told)
    assert any("在下一报告期末（2020年9月30日）前落实" in text for text in told)


def test_year_by_its_own_rule_has_a_table(staged: Material) -> None:
    (title,) = [title for title in tables(build_document(staged)) if title.startswith("2020 year")]
    assert len(tables(build_document(staged))[title].rows) == 3


def test_attachments_hold_every_point_and_every_digest(shipped: Material) -> None:
    points, method = build_document(shipped).attachments
    (first, *_) = (block for block in points.blocks if isinstance(block, Table))
    assert [column.head for column in first.columns[1:]] == [point.id for point in shipped.run.pack.directive.points]
    told = [cell for block in method.blocks if isinstance(block, Table) for row in block.rows for cell in row]
    assert {one.submission.sha256 for one in shipped.run.assessments} <= set(told)
    assert f"sha256 {shipped.run.pack.digest}" in told


def test_a_run_of_nothing_has_a_circular(shipped: Material) -> None:
    document = build_document(replace(shipped, run=Run(shipped.run.pack, 0, (), (), ())))
    assert tables(document) == {}
    assert "读入报送0份" in "".join(texts(document))


# --- the notice -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["140100", "太原", "太原市", "Taiyuan", "taiyuan"])
def test_locality_is_named_by_code_or_name(shipped: Material, text: str) -> None:
    assert noticed(shipped, text).locality == "140100"


@pytest.mark.parametrize(("text", "hint"), [("1401001", "140100"), ("Taiyuam", "Taiyuan"), ("上海", "")])
def test_unknown_locality_is_refused_with_the_nearest_of_the_run(shipped: Material, text: str, hint: str) -> None:
    with pytest.raises(UsageError) as refused:
        noticed(shipped, text)
    assert (refused.value.code, refused.value.parameters["nearest"]) == ("notice-locality", hint)


@pytest.mark.parametrize("output", ["a.html", "folder", "a.json"])
def test_notice_has_formats_of_its_own(output: str) -> None:
    with pytest.raises(UsageError) as refused:
        check_notice(output)
    assert refused.value.code == "notice-format"
    check_notice("A.DOCX")


def test_command_writes_the_notice_or_nothing(tmp_path: Path) -> None:
    paths, output = [str(ROOT / "submissions/2020-H1/140100-taiyuan.yaml")], tmp_path / "notice.md"
    with pytest.raises(UsageError):
        command(paths, str(output), locality="Nowhere")
    assert not output.exists()
    with pytest.raises(typer.Exit) as ended:
        command(paths, str(output), locality="Taiyuan", lang=Lang.EN)
    assert ended.value.exit_code == 0
    assert output.read_text(encoding="utf-8").startswith("# Rectification notice to Taiyuan, the first half of 2020\n")


def test_notice_lists_everything_to_report_with_the_place_of_what_is_not_exact(shipped: Material) -> None:
    document = build_document(noticed(shipped, "140100"))
    steps = shipped.advise(next(one for one in shipped.run.assessments if one.submission.locality.code == "140100"))
    rows = tables(document)["须补报的数据"].rows
    assert len(rows) == sum(step.kind == "report" for step in steps.steps)
    (inexact,) = next(row[2] for row in rows if row[0] == "P01-1")
    assert inexact == (
        "城区室外连续覆盖状态（urban_coverage_status）：现报于 submissions/2020-H1/140100-taiyuan.yaml:23:7，"
        "须报准、报全至期末"
    )


def test_notice_says_what_is_wrong_where_and_how_to_mend_it(shipped: Material) -> None:
    document = build_document(noticed(shipped, "北京"))
    items = [item for block in document.blocks if isinstance(block, Numbered) for item in block.items]
    asked = items[0]
    assert "从 26000" in asked.text
    assert "变为 17744" in asked.text
    assert asked.lines[0] == "位置：submissions/2020-H1/110000-beijing.yaml:40:7（claim-falls）"
    assert asked.lines[1].startswith("办法：")


def test_notice_holds_nothing_of_others(shipped: Material) -> None:
    told = "".join(texts(build_document(noticed(shipped, "140100"))))
    assert "太原市" in told
    for other in ("北京", "广东", "110000", "440000", "溧水"):
        assert other not in told


def test_notice_is_on_the_last_period_and_tells_the_earlier_ones(staged: Material) -> None:
    document = build_document(noticed(staged, "140100"))
    assert document.title == "Rectification notice to Taiyuan, the year 2020"
    assert "Over time: the first half of 2020 64.6; the year 2020 94.4." in list(texts(document))


def test_submission_that_contradicts_itself_is_told_what_to_mend_and_no_score(staged: Material) -> None:
    run = staged.run
    spoilt = tuple(
        replace(one, findings=tuple(replace(finding, severity="critical") for finding in one.findings))
        for one in run.assessments
    )
    document = build_document(noticed(replace(staged, run=replace(run, assessments=spoilt)), "140200"))
    told = list(texts(document))
    assert "The submission contradicts itself; it is not scored until that is mended." in told
    assert any("was rejected on review" in text for text in told)
    assert "3 What is to be carried out" not in told


# --- Markdown ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("place", ["", "140200"])
def test_hostile_texts_stay_text_in_markdown(staged: Material, language: str, place: str) -> None:
    run = with_text(staged.run, PAYLOAD)
    text = write(replace(staged, run=run, language=language, locality=place)).decode()  # type: ignore[arg-type]
    assert not set("\u2028\u202e\u0000\x1b\ufffe") & set(text)
    assert "\\<img src=x onerror=alert(2)\\>" in text
    bare = re.sub(r"\\.|<br>|\(<https?://[^<>]*>\)", "", text)
    assert not re.search(r"[<>`]|\]\(", bare)
    heads = [line.count("|") for line in text.replace("\\|", "").splitlines() if line.startswith("|")]
    assert heads


def test_same_run_same_bytes(staged: Material) -> None:
    assert write(staged) == write(staged)


def test_lists_and_cells_are_markdown() -> None:
    blocks = (
        Numbered((Item("1) one", ("- detail",)),)),
        Table("t", (Column("a", 1), Column("b", 1)), ((("x", Link("y|z", "https://example.org/")), "1.10"),)),
    )
    document = Document("en", "# title", "To all:", blocks, (), ())
    assert to_markdown(document).splitlines()[4:12] == [
        "1. 1\\) one",
        "   - \\- detail",
        "",
        "**t**",
        "",
        "| a                                   | b    |",
        "|:------------------------------------|:-----|",
        "| x<br>[y\\|z](<https://example.org/>) | 1.10 |",
    ]


def test_circular_of_all_stages_is_the_golden_one(
    golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    by = open_yardstick("tests/packs/stages", "tests/packs/stages/reviews")
    golden(
        "circular-stages.zh.md", write(material_of(judge_paths(by, ["tests/packs/stages/submissions"]), "zh")).decode()
    )


def test_notice_to_taiyuan_is_the_golden_one(shipped: Material, golden: Callable[[str, str], None]) -> None:
    golden("notice-taiyuan.zh.md", write(noticed(shipped, "太原")).decode())
