"""``checker template`` and ``validate --annotate`` as a user runs them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from program import run

TAIYUAN = "submissions/2020-H1/140100-taiyuan.yaml"
BEIJING = "submissions/2020-H1/110000-beijing.yaml"


def test_the_suffix_chooses_the_format(tmp_path: Path) -> None:
    for name, begin in (("form.xlsx", b"PK"), ("form.yaml", b"# "), ("form.YML", b"# ")):
        ended = run("template", "太原市", "--period", "2020-H1", "-o", str(tmp_path / name))
        assert (ended.code, ended.out, ended.err) == (0, "", "")
        assert (tmp_path / name).read_bytes()[:2] == begin


def test_a_blank_yaml_form_can_be_validated(tmp_path: Path) -> None:
    form = tmp_path / "form.yaml"
    arguments = ("template", "140100", "--period", "2020-Q3", "--previous", TAIYUAN, "--lang", "zh")
    assert run(*arguments, "-o", str(form)).code == 0
    assert "# 上期 2020-H1: 3944 (2020-06-30)" in form.read_text(encoding="utf-8")
    assert run("validate", str(form)).code == 0


def test_cities_of_a_province_share_a_workbook(tmp_path: Path) -> None:
    ended = run("template", "--below", "山西省", "--period", "2020-H1", "-o", str(tmp_path / "many.xlsx"))
    assert (ended.code, ended.err) == (0, "")


def test_a_filled_form_is_never_written_over(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_bytes(b"filled in")
    ended = run("template", "140100", "--period", "2020-H1", "-o", str(form))
    assert ended.code == 2
    assert "output-is-input" in ended.err
    assert form.read_bytes() == b"filled in"


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["template", "--period", "2020-H1"], "nobody-below"),
        (["template", "--below", "140105", "--period", "2020-H1"], "nobody-below"),
        (["template", "无此地", "--period", "2020-H1"], "unknown-template-locality"),
        (["template", "140100", "--period", "2021-H1"], "period-asked"),
        (["template", "140100", "140200", "--period", "2020-H1"], "form-for-many"),
        (["template", "140100", "--period", "2020-H1", "-o", "form.csv"], "form-format"),
        (["template", "140100", "140200", "--period", "2020-Q3", "--previous", TAIYUAN], "previous-for-many"),
        (["template", "140100", "--period", "2020-Q3", "--previous", BEIJING], "previous-of-another"),
        (["template", "140100", "--period", "2020-H1", "--previous", TAIYUAN], "previous-not-earlier"),
        (["template", "140100", "--period", "2020-Q3", "--previous", "none.yaml"], "no-such-path"),
        (["template", "140100", "--period", "2020-Q3", "--previous", "README.md"], "refused"),
        (["validate", TAIYUAN, "--annotate", "out.xlsx"], "annotate-one"),
        (["validate", "a.xlsx", "b.xlsx", "--annotate", "out.xlsx"], "annotate-one"),
        (["validate", "a.xlsx", "--annotate", "out.pdf"], "annotate-suffix"),
        (["validate", "a.xlsx", "--annotate", "submissions"], "annotate-suffix"),
    ],
)
def test_what_cannot_be_made_is_said(arguments: Sequence[str], code: str) -> None:
    ended = run(*arguments, "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert f"{code}: " in ended.err
    assert len(ended.err.splitlines()) == 1
