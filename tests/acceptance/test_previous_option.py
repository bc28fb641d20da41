"""``validate --previous``: numbers off by a scale and a pasted column, asked about. All figures are invented."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from program import Ended, run

HEAD = """format: checker-submission/1
directive: miit-5g-2020
locality: "{locality}"
period: {period}
origin: filing
claims:
"""
Q1 = {"bs5g_built": 2000, "bs5g_new": 900, "users5g": 8, "hospitals_5g_covered": 12, "smart_intersections": 40}
SLIPS = {
    "bs5g_built": 320_000,
    "bs5g_new": 2,
    "users5g": 9000,
    "bs5g_shared": 700_000,
    "hospitals_5g_covered": 130,
    "smart_intersections": 44,
}


def written(folder: Path, name: str, figures: Mapping[str, int], period: str, locality: str = "140100") -> str:
    """Write a submission of Taiyuan, and return its name in *folder*."""
    day = {"2020-Q1": "2020-03-31", "2020-H1": "2020-06-30", "2020-Q3": "2020-09-30"}[period]
    lines = [f"  {name}:\n    - {{value: {value}, as_of: {day}}}\n" for name, value in figures.items()]
    (folder / name).write_text(HEAD.format(locality=locality, period=period) + "".join(lines), encoding="utf-8")
    return name


def findings(ended: Ended) -> dict[str, list[str]]:
    """Return the codes of magnitude and pasting, by file, of a JSON report."""
    told = json.loads(ended.out)["submissions"]
    codes = {one["file"]: [found["code"] for found in one["findings"]] for one in told}
    return {name: [code for code in found if code in ("magnitude", "pasted")] for name, found in codes.items()}


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_slips_of_scale_are_questions(lang: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    before = written(tmp_path, "before.yaml", Q1, "2020-Q1")
    now = written(tmp_path, "now.yaml", SLIPS, "2020-H1")
    ended = run("validate", now, "--previous", before, "--lang", lang, folder=tmp_path)
    assert (ended.code, ended.err) == (1, "")
    asked = ended.out.split("\n\n")[1]
    golden(f"validate-magnitude.{lang}.txt", asked + "\n")


def test_a_pasted_column_is_a_question(tmp_path: Path) -> None:
    before = written(tmp_path, "before.yaml", Q1, "2020-Q1")
    now = written(tmp_path, "now.yaml", Q1, "2020-H1")
    ended = run("validate", now, "--previous", before, "--lang", "zh", folder=tmp_path)
    assert ended.code == 1
    assert "now.yaml:8:7: pasted: 所报 5 项中有 5 项与 2020-Q1 所报相同，日期却更晚（另见 before.yaml）" in ended.out
    alone = run("validate", now, "--format", "json", folder=tmp_path)
    assert findings(alone) == {"now.yaml": []}


def test_a_run_over_several_periods_compares_each_with_the_one_before(tmp_path: Path) -> None:
    files = [
        written(tmp_path, "c.yaml", Q1, "2020-Q1"),
        written(tmp_path, "a.yaml", {"hospitals_5g_covered": 1300}, "2020-H1"),
        written(tmp_path, "b.yaml", {"hospitals_5g_covered": 1400}, "2020-Q3"),
    ]
    wanted = {"a.yaml": ["magnitude"], "b.yaml": [], "c.yaml": []}
    for order in (files, files[::-1]):
        assert findings(run("score", *order, "--format", "json", folder=tmp_path)) == wanted


@pytest.mark.parametrize(
    ("period", "locality", "shown"),
    [
        ("2020-Q1", "140200", "before.yaml: previous-unrelated: --previous (140200 2020-Q1) is no earlier period"),
        ("2020-Q3", "140100", "before.yaml: previous-unrelated: --previous (140100 2020-Q3) is no earlier period"),
        ("2020-Q1", "999999", "before.yaml: refused: "),
    ],
)
def test_a_previous_submission_that_is_none(period: str, locality: str, shown: str, tmp_path: Path) -> None:
    before = written(tmp_path, "before.yaml", Q1, period, locality)
    now = written(tmp_path, "now.yaml", Q1, "2020-H1")
    ended = run("validate", now, "--previous", before, "--lang", "en", folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(shown)


def test_a_previous_submission_is_there_and_is_never_written_over(tmp_path: Path) -> None:
    now = written(tmp_path, "now.yaml", Q1, "2020-H1")
    gone = run("validate", now, "--previous", "gone.yaml", "--lang", "en", folder=tmp_path)
    assert (gone.code, gone.err) == (2, "gone.yaml: no-such-path: the path does not exist\n")
    before = written(tmp_path, "before.yaml", Q1, "2020-Q1")
    ended = run("validate", now, "--previous", before, "-o", before, "--lang", "en", folder=tmp_path)
    assert ended.code == 2
    assert "output-is-input" in ended.err


def test_a_refused_submission_is_refused_whatever_it_is_held_against(tmp_path: Path) -> None:
    before = written(tmp_path, "before.yaml", Q1, "2020-Q1")
    broken = written(tmp_path, "broken.yaml", {"bs5g_built": -1}, "2020-H1")
    assert run("validate", broken, "--previous", before, folder=tmp_path).code == 1
