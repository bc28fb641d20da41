"""Whom a form is for, and what becomes of a copy that cannot be made."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from checker.errors import Locus, UsageError
from checker.model.assessment import Finding, Refusal, Run
from checker.model.pack import Pack
from checker.use_cases import forming
from checker.use_cases.confinement import Limits
from checker.use_cases.forming import annotated, localities_named


def test_localities_are_named_by_code_by_name_and_by_what_is_above_them() -> None:
    named = [one.code for one in localities_named(["大同市", "140100", "140200"], None)]
    assert named == ["140200", "140100"]
    below = [one.code for one in localities_named(["140000", "140200"], "山西省")]
    assert below[:3] == ["140000", "140200", "140100"]
    assert len(below) == 12


@pytest.mark.parametrize(("names", "below"), [(["无此地"], None), ([], None), ([], "140105"), (["朝阳区"], None)])
def test_nobody_and_anybody_is_no_locality(names: list[str], below: str | None) -> None:
    with pytest.raises(UsageError):
        localities_named(names, below)


def test_a_copy_that_breaks_the_limits_is_the_fix_list_alone(
    pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(_: Callable[[], bytes], limits: Limits) -> None:
        return None

    Workbook().save(tmp_path / "a.xlsx")
    place = Locus("a.xlsx", 1, 1, sheet="Sheet")
    run = Run(pack, 1, (), (Refusal("a.xlsx", (Finding("not-whole", "critical", place, {"found": "1.5"}),)),), (), ())
    whole = load_workbook(BytesIO(annotated(run, str(tmp_path / "a.xlsx"), "zh")))
    assert whole.sheetnames == ["修改清单 Fix list", "Sheet"]
    monkeypatch.setattr(forming, "bounded", breaks)
    alone = load_workbook(BytesIO(annotated(run, str(tmp_path / "a.xlsx"), "zh")))
    assert alone.sheetnames == ["修改清单 Fix list"]


def test_many_refusals_of_a_large_workbook_are_all_listed_and_marked(pack: Pack, tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Sheet")
    for _ in range(300):
        sheet.append([1.5] * 90)
    book.save(tmp_path / "a.xlsx")
    found = [
        Finding(
            "not-whole", "critical", Locus("a.xlsx", 1 + number // 3, 1 + number % 3, sheet="Sheet"), {"found": "1.5"}
        )
        for number in range(900)
    ]
    run = Run(pack, 300, (), tuple(Refusal("a.xlsx", (one,)) for one in found), (), ())
    whole = load_workbook(BytesIO(annotated(run, str(tmp_path / "a.xlsx"), "zh")))
    assert whole.sheetnames == ["修改清单 Fix list", "Sheet"]
    fixes = whole.worksheets[0]
    assert [cells[0].value for cells in fixes.iter_rows(min_col=2, max_col=2)][-1] == "900"
    styles = {cell.style_id for cells in fixes.iter_rows() for cell in cells}
    assert len(styles) < 12
    assert whole["Sheet"]["C300"].comment is not None


def test_a_list_that_takes_too_long_is_cut_short(pack: Pack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forming, "bounded", lambda _make, _limits: None)
    Workbook().save(tmp_path / "a.xlsx")
    found = [
        Finding("not-whole", "critical", Locus("a.xlsx", 1, 1, sheet="Sheet"), {"found": str(n)}) for n in range(600)
    ]
    run = Run(pack, 1, (), (Refusal("a.xlsx", tuple(found)),), (), ())
    book = load_workbook(BytesIO(annotated(run, str(tmp_path / "a.xlsx"), "zh")))
    last = [cells[0].value for cells in book.worksheets[0].iter_rows(min_col=2, max_col=2)][-2:]
    assert last == ["500", "另有 100 条未列出"]
