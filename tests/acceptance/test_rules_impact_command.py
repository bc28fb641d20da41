"""``checker rules impact`` as people run it: on an invented pack, and on the shipped submissions with sums by hand."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from program import ROOT, Ended, run
from versions import Edits, version

STAGES = ROOT / "tests/packs/stages"
SHIPPED = ROOT / "rules/miit-5g-2020"
TARGETS, SITE = "points/01-targets.yaml", "points/02-website.yaml"
F = Fraction

# Broken links weigh more, leaks less; a target is raised, and one locality contradicts a new rule of coherence.
NEW: Edits = {
    "directive.yaml": [("version: 0.1.0", "version: 0.2.0"), ("year-end: half", "year-end: last")],
    SITE: [("deduct: 30", "deduct: 50"), ("- id: P02-3", "- id: P02-7"), ("bonus: 4", "bonus: 3")],
    "targets.csv": [("140300,saved,2020,100,", "140300,saved,2020,150,")],
}
GATE = """\
- id: I01-1
  relation: R1
  title: {zh: 年度不多于累计, en: The year is part of the whole}
  check: leaks <= 0
  consequence: reject
  ask: {zh: 为何？, en: Why?}
  remedy: {zh: 核对。, en: Check.}
"""


def stages(folder: Path, edits: Edits, gate: str = "") -> Path:
    """Return a folder with two versions of the invented pack, ``old`` and ``new``, and its submissions."""
    version(STAGES, folder / "old", {})
    made = version(STAGES, folder / "new", edits)
    if gate:
        (made / "integrity").mkdir(exist_ok=True)
        (made / "integrity/01-gate.yaml").write_text(gate, encoding="utf-8")
    shutil.copytree(STAGES / "submissions", folder / "sent")
    return folder


def impact(folder: Path, *more: str) -> Ended:
    """Return what the change does to the submissions of *folder*."""
    return run("rules", "impact", "old/stages", "new/stages", "sent", *more, folder=folder)


@pytest.mark.parametrize(("lang", "form"), [("zh", "txt"), ("en", "txt"), ("en", "json")])
def test_output_is_the_golden_one(lang: str, form: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    how = ["--format", "json"] if form == "json" else []
    ended = impact(stages(tmp_path, NEW, GATE), "--lang", lang, "--max-rank-shift", "0", *how)
    assert (ended.code, ended.err) == (1, "")
    golden(f"rules-impact-stages.{lang}.{form}", ended.out)


def test_the_same_pack_moves_nobody(tmp_path: Path) -> None:
    ended = impact(stages(tmp_path, {}), "--max-rank-shift", "0", "--lang", "en")
    assert (ended.code, ended.err) == (0, "")
    assert "claimed: 0 moved, 4 unmoved\n" in ended.out
    assert ended.out.endswith("\nNo best or worst rank shifts by more than 0.\n")


def test_what_both_packs_reject_is_no_matter_of_the_change(tmp_path: Path) -> None:
    folder = stages(tmp_path, {}, GATE)
    ended = run("rules", "impact", "new/stages", "new/stages", "sent", "--max-rank-shift", "0", folder=folder)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(("most", "code"), [([], 0), (["--max-rank-shift", "0"], 1), (["--max-rank-shift", "2"], 0)])
def test_the_limit_on_ranks_decides_the_exit_code(most: list[str], code: int, tmp_path: Path) -> None:
    """Of three, the one whose target is raised to 300 falls behind."""
    edits: Edits = {"targets.csv": [("140300,saved,2020,100,", "140300,saved,2020,300,")]}
    ended = impact(stages(tmp_path, edits), "--lang", "en", *most)
    assert (ended.code, ended.err) == (code, "")
    assert ("Ranks that shift by more than 0" in ended.out) is bool(code)
    assert "P01-1: the rule is the same; what moved is what it rests on" in ended.out


def test_what_one_pack_refuses_is_said_with_the_reason(tmp_path: Path) -> None:
    ended = impact(
        stages(tmp_path, {"directive.yaml": [("periods: [2020-H1, 2020]", "periods: [2020]")]}), "--lang", "en"
    )
    assert ended.code == 1
    lines = ended.out.splitlines()
    place = lines.index("Taiyuan 140100 · 2020-H1: not scored under B, but under the other:")
    assert lines[place + 1].startswith("  sent/a-h1.yaml:6:9: bad-period: ")
    back = run("rules", "impact", "new/stages", "old/stages", "sent", "--lang", "zh", folder=tmp_path)
    assert "太原市 140100 · 2020-H1：规则包甲不能评分，另一个包能：\n" in back.out


def test_what_neither_pack_can_read_is_counted(tmp_path: Path) -> None:
    folder = stages(tmp_path, {})
    (folder / "sent/broken.yaml").write_text("claims: [", encoding="utf-8")
    ended = impact(folder, "--lang", "en")
    assert (ended.code, ended.err) == (1, "")
    assert "\nscored under neither (1): sent/broken.yaml\n" in ended.out


def test_one_period_and_reviews_and_a_day_are_passed_on(tmp_path: Path) -> None:
    folder = stages(tmp_path, NEW)
    ended = impact(folder, "--period", "2020-H1", "--as-of", "2020-06-30", "--lang", "en", "-o", "out.txt")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert "read 1; scored under both packs: 1." in (folder / "out.txt").read_text(encoding="utf-8")
    reviews = (STAGES / "reviews").as_posix()
    assert impact(folder, "--reviews", reviews).code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["miit-5g-2020", str(STAGES), "submissions"], "other-directive"),
        (["miit-5g-2020", "miit-5g-2020", "-"], "read-twice"),
        (["miit-5g-2020", "miit-5g-2020", "nowhere"], "no-such-path"),
        (["miit-5g-2020", "nowhere", "submissions"], "no-pack"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_line(arguments: list[str], code: str) -> None:
    ended = run("rules", "impact", *arguments, "--lang", "en")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert f"{code}: " in ended.err


def test_packs_of_which_no_rule_applies_cannot_judge(tmp_path: Path) -> None:
    edits: Edits = {
        TARGETS: [(f"- id: P01-{n}\n", f'- id: P01-{n}\n  applies-when: level == "county"\n') for n in (1, 2, 9)],
        SITE: [(f"- id: P02-{n}\n", f'- id: P02-{n}\n  applies-when: level == "county"\n') for n in (1, 2, 3)],
    }
    folder = stages(tmp_path, edits)
    ended = run("rules", "impact", "new/stages", "new/stages", "sent", "--lang", "en", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert "no-rule-applied" in ended.err


# --- the shipped submissions are the archive --------------------------------------------------------------------------

COVERAGE = "  weight: 2\n  evidence: [ledger, statistics, test-report]"
PACE = "  score: {shape: ramp, zero-at: 0, full-at: 1}"


def test_a_threshold_and_a_weight_on_the_shipped_submissions_by_hand(tmp_path: Path) -> None:
    """Taiyuan, point 1: weights 2, 3, 1, 1 with credits 0.1, 1, 1, 0 at the lower end make 100 x 4.2 / 7 = 60.

    P01-1 weighs 3 now. P01-3 asks for four times the stations: 3,944 for 530.4061 ten thousand residents, by
    0.9 + 3.3 / 2, are 46400000/15912183 of the nation's pace, of which a quarter counts. Point 1 weighs 15 of the 91
    that apply.
    """
    edits: Edits = {
        "points/01-network-construction.yaml": [
            (COVERAGE, COVERAGE.replace("2", "3", 1)),
            (PACE, PACE.replace("full-at: 1", "full-at: 4")),
        ]
    }
    new = version(SHIPPED, tmp_path, edits)
    ended = run("rules", "impact", "miit-5g-2020", str(new), "submissions", "--format", "json")
    assert (ended.code, ended.err) == (0, "")
    told: dict[str, Any] = json.loads(ended.out)
    assert (told["read"], len(told["submissions"])) == (56, 56)
    taiyuan = next(one for one in told["submissions"] if one["locality"] == "140100")
    pace = round(F(46400000, 15912183) / 4 * 10**12)
    credit = F(pace, 10**12)
    assert str(float(credit)).startswith("0.729001")
    share = F(15, 91)
    causes = {one["rule"]["after"]: F(one["move"]["lower"]) for one in taiyuan["readings"]["claimed"]["causes"]}
    assert causes == {
        "P01-1": share * (100 * F("0.1") - 60) * (3 - 2) / 8,
        "P01-3": share * 100 * (credit - 1) / 8,
    }
    move = taiyuan["readings"]["claimed"]["move"]
    assert F(move["lower"]) == share * (100 * (3 * F("0.1") + 3 + credit) / 8 - 60) == sum(causes.values())
    assert move["upper"] == "0"
    assert taiyuan["readings"]["supported"]["move"] == {"lower": "0", "upper": "0"}
    assert {one["rule"]["after"] for one in told["causes"] if one["kind"] == "rule"} == {"P01-1", "P01-3"}
