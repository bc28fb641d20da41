"""``checker plan`` as a user runs it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from program import ROOT, run

BEIJING = "submissions/2020-H1/110000-beijing.yaml"
TAIYUAN = "submissions/2020-H1/140100-taiyuan.yaml"
STAGES = "tests/packs/stages"  # invented: deductions, a veto, two gates, reviews
HELD = ["--pack", STAGES, "--reviews", f"{STAGES}/reviews"]

OUTPUTS = {
    "plan-taiyuan.zh.txt": [TAIYUAN, "--lang", "zh"],
    "plan-beijing-supported.en.txt": [BEIJING, "--reading", "supported", "--to", "good", "--lang", "en"],
    "stages-plan-a-h1.en.txt": [f"{STAGES}/submissions/a-h1.yaml", *HELD, "--lang", "en"],
    "stages-plan-b.zh.txt": [f"{STAGES}/submissions/b.yaml", *HELD, "--lang", "zh"],
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_output_is_the_golden_one(name: str, golden: Callable[[str, str], None]) -> None:
    ended = run("plan", *OUTPUTS[name])
    assert (ended.code, ended.err) == (0, "")
    golden(name, ended.out)


@pytest.mark.parametrize("goal", ["pass", "Pass", "合格", "60"])
def test_a_goal_may_be_an_id_a_title_or_a_score(goal: str) -> None:
    ended = run("plan", TAIYUAN, "--to", goal, "--lang", "en")
    assert ended.code == 0
    assert "points missing: about 45.07" in ended.out


def test_an_unknown_goal_is_said_with_those_there_are() -> None:
    ended = run("plan", TAIYUAN, "--to", "splendid", "--lang", "zh")
    assert (ended.code, ended.out) == (2, "")
    assert all(word in ended.err for word in ("unknown-goal", "splendid", "excellent 优秀"))


def test_all_lists_every_step() -> None:
    some, every = (run("plan", TAIYUAN, "--lang", "en", *more).out for more in ([], ["--all"]))
    assert "--all lists them" in some
    assert "--all lists them" not in every
    assert len(every.splitlines()) > 2 * len(some.splitlines())


def test_a_plan_can_be_written_to_a_file_but_not_over_its_input(tmp_path: Path) -> None:
    target = tmp_path / "plan.txt"
    assert run("plan", TAIYUAN, "-o", str(target), "--lang", "en").code == 0
    assert target.read_text(encoding="utf-8").startswith("Taiyuan 140100")
    assert run("plan", TAIYUAN, "-o", TAIYUAN).code == 2


def test_a_file_that_cannot_be_read_has_no_plan(tmp_path: Path) -> None:
    broken = tmp_path / "broken.yaml"
    broken.write_text("format: [", encoding="utf-8")
    ended = run("plan", str(broken))
    assert (ended.code, ended.out) == (2, "")
    assert "refused" in ended.err


def test_needed_values_are_those_of_the_day_asked_for(tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    shutil.copytree(ROOT / STAGES, pack)
    targets = pack / "points" / "01-targets.yaml"
    dated = "[{value: 90, in-force: {to: 2020-06-30}}, {value: 110, in-force: {from: 2020-07-01}}]"
    text = targets.read_text(encoding="utf-8").replace("threshold: target(saved) * due(period)", f"threshold: {dated}")
    targets.write_text(text, encoding="utf-8")
    file = str(pack / "submissions" / "b.yaml")
    for day, needed in (("2020-06-30", "90"), ("2020-12-31", "110")):
        out = run("plan", file, "--pack", str(pack), "--as-of", day, "--lang", "en").out
        assert f"measure now 80, full credit from {needed} on (“Saved this year”)" in out
        assert f"P01-9 The year's target decides: needs {needed} (kt)" in out
