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
