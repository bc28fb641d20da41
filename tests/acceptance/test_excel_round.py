"""An official's round: a form filled in with mistakes, checked, mended in the copy, and clean. Invented data."""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from program import Ended, run

from checker.model.form import FIXES, FORM, MANY, SOURCES

SAID: dict[str, object] = {"bs5g_new": 3944, "bs5g_built": 4100, "terminals5g": 26, "coordination_meetings": 3}
WRONG: dict[str, object] = {**SAID, "bs5g_new": 3944.5, "coordination_meetings": "三次"}


def sheet_of(book: Workbook, role: str) -> Worksheet:
    return next(sheet for sheet in book.worksheets if sheet["A1"].value == role)


def fill(path: Path, values: dict[str, object], target: Path) -> None:
    """Fill in *values* of the form at *path*, each with a date and a source."""
    book = load_workbook(path)
    sheet = sheet_of(book, FORM)
    columns = {cell.value: cell.column for cell in sheet[1]}
    rows = {cells[0].value: cells[0].row for cells in sheet.iter_rows(max_col=1)}
    for name, value in values.items():
        for key, said in (("value", value), ("as_of", datetime(2020, 6, 30)), ("source", "s1")):  # noqa: DTZ001
            sheet.cell(rows[name], columns[key]).value = said
    sources = sheet_of(book, SOURCES)
    for column, said in ((3, "台账 / ledger"), (4, "基站台账"), (6, datetime(2020, 7, 5))):  # noqa: DTZ001
        sources.cell(5, column).value = said
    book.save(target)


def check(path: Path, copy: Path) -> Ended:
    return run("validate", str(path), "--annotate", str(copy), "--lang", "zh")


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    form = tmp_path / "blank.xlsx"
    assert run("template", "太原市", "--period", "2020-H1", "-o", str(form)).code == 0
    return form


def test_mistakes_are_marked_mended_in_the_copy_and_gone(blank: Path, tmp_path: Path) -> None:
    sent, copy, again = tmp_path / "sent.xlsx", tmp_path / "copy.xlsx", tmp_path / "again.xlsx"
    fill(blank, WRONG, sent)
    before = hashlib.sha256(sent.read_bytes()).hexdigest()
    assert check(sent, copy).code == 1
    assert hashlib.sha256(sent.read_bytes()).hexdigest() == before
    book = load_workbook(copy)
    links = [cell.hyperlink for cells in sheet_of(book, FIXES).iter_rows() for cell in cells if cell.hyperlink]
    commented = [cell for cells in sheet_of(book, FORM).iter_rows() for cell in cells if cell.comment]
    assert sorted(str(cell.value) for cell in commented) == ["3944.5", "三次"]
    assert len(links) == len(commented)
    fill(copy, SAID, copy)
    ended = check(copy, again)
    assert (ended.code, ended.err) == (0, "")
    mended = load_workbook(again)
    assert mended.sheetnames == book.sheetnames
    assert not [cell for cells in sheet_of(mended, FORM).iter_rows() for cell in cells if cell.comment]


def test_same_values_score_the_same_in_a_form_and_in_yaml(blank: Path, tmp_path: Path) -> None:
    fill(blank, SAID, tmp_path / "a.xlsx")
    claims = "\n".join(f"  {name}: {{value: {value}, as_of: 2020-06-30, source: s1}}" for name, value in SAID.items())
    (tmp_path / "a.yaml").write_text(
        "format: checker-submission/1\ndirective: miit-5g-2020\nlocality: '140100'\nname: 太原市\nperiod: 2020-H1\n"
        "origin: filing\nsources:\n  s1: {kind: ledger, title: 基站台账, issued: 2020-07-05}\n"
        f"claims:\n{claims}\nnotes: []\n",
        encoding="utf-8",
    )
    outputs = [run("validate", f"a.{form}", "--lang", "en", folder=tmp_path) for form in ("xlsx", "yaml")]
    assert [one.code for one in outputs] == [0, 0]
    # Only the name of the file and of its format differ.
    assert outputs[0].out.replace("a.xlsx", "a.yaml").replace(" · xlsx\n", "\n") == outputs[1].out


def test_the_copy_never_replaces_what_stands_there(blank: Path, tmp_path: Path) -> None:
    fill(blank, WRONG, tmp_path / "sent.xlsx")
    for name in ("sent.xlsx", "blank.xlsx"):
        before = (tmp_path / name).read_bytes()
        ended = check(tmp_path / "sent.xlsx", tmp_path / name)
        assert (ended.code, ended.out) == (2, "")  # before the report, not below it
        assert "output-is-input" in ended.err
        assert (tmp_path / name).read_bytes() == before


def test_the_copy_is_no_folder_and_not_the_report(blank: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.xlsx").mkdir()
    ended = check(blank, tmp_path / "folder.xlsx")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"{tmp_path / 'folder.xlsx'}: annotate-suffix: 批注副本应为 .xlsx 文件：folder.xlsx/\n"
    copy = tmp_path / "copy.xlsx"
    ended = run("validate", str(blank), "--annotate", str(copy), "-o", str(copy))
    assert ended.code == 2
    assert "output-is-input" in ended.err
    assert load_workbook(copy).sheetnames


def test_what_is_no_workbook_gets_the_list_alone(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")
    assert check(tmp_path / "a.xlsx", tmp_path / "copy.xlsx").code == 1
    assert len(load_workbook(tmp_path / "copy.xlsx").sheetnames) == 1


def test_a_province_collects_from_its_cities(tmp_path: Path) -> None:
    many, copy = tmp_path / "many.xlsx", tmp_path / "copy.xlsx"
    assert run("template", "--below", "140000", "--period", "2020-H1", "-o", str(many)).code == 0
    book = load_workbook(many)
    sheet = sheet_of(book, MANY)
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row, value in ((5, 3944), (6, 12.5)):  # Taiyuan and Datong
        sheet.cell(row, columns["indicator:bs5g_new"]).value = value
    book.save(tmp_path / "sent.xlsx")
    ended = check(tmp_path / "sent.xlsx", copy)
    assert ended.code == 1
    fixes = [cell.value for cells in sheet_of(load_workbook(copy), FIXES).iter_rows() for cell in cells]
    assert "2 份报送中有 1 份不能评判，请按下表修改。" in fixes
    assert sheet_of(load_workbook(copy), MANY).cell(6, columns["indicator:bs5g_new"]).comment is not None
