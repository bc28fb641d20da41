"""``checker rules diff`` as people run it, on two versions of an invented pack."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from program import ROOT, run
from versions import Edits, version

TINY = ROOT / "tests/packs/tiny"
SHIPPED = ROOT / "rules/miit-5g-2020"
FIRST, SECOND = "points/01-stations.yaml", "points/02-plan.yaml"

NEW: Edits = {
    "directive.yaml": [
        ("version: 0.1.0", "version: 0.2.0"),
        ("id: pass, from: 60", "id: pass, from: 55"),
        ("about: {lower: 0.9, upper: 1.1}", "about: {lower: 0.8, upper: 1.2}"),
        ("    mark: B\n    weight: 40", "    mark: A\n    weight: 30"),
        ("    scope: shared\n    mark: A\n    weight: 60", "    scope: shared\n    mark: A\n    weight: 70"),
    ],
    "indicators.yaml": [("plausible: [0, 50000]", "plausible: [0, 60000]")],
    FIRST: [
        ("steps: [[0.5, 0.5], [0.9, 1]]", "steps: [[0.5, 0.5], [0.95, 1]]"),
        ('measure: "stations / population"', "measure: ( stations/population )"),  # the same, laid out otherwise
        ("evidence: [statistics]\n  remedy: {zh: 减少。", "evidence: [statistics, ledger]\n  remedy: {zh: 再减少。"),
    ],
    SECOND: [
        ("- id: P02-3", "- id: P02-4"),
        ("en: Steps}", "en: Steps taken}"),
        ("credit: 0.5, title: {zh: 方案, en: Plan}", "credit: 0.4, title: {zh: 方案, en: Plan}"),
        ("credit: 0.5, title: {zh: 试点, en: Trial}", "credit: 0.6, title: {zh: 试点, en: Trial}"),
    ],
    "integrity/01-sums.yaml": [("consequence: confirm", "consequence: reject")],
    "targets.csv": [
        ("140100,stations,2020,4000,", "140100,stations,2020,4500,"),
        ("140200,stations,2020,none,,", "140400,stations,2020,none,,"),
    ],
    "localities.csv": [("530.4,unverified", "530.4,verified")],
}
WORDS: Edits = {FIRST: [("remedy: {zh: 加快。", "remedy: {zh: 请加快。")]}


def changed(folder: Path, edits: Edits) -> str:
    """Return the path, within *folder*, of the invented pack with *edits*."""
    return version(TINY, folder, edits).relative_to(folder).as_posix()


@pytest.mark.parametrize(("lang", "form"), [("zh", "txt"), ("en", "txt"), ("en", "json")])
def test_output_is_the_golden_one(lang: str, form: str, tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    new = changed(tmp_path, NEW)
    how = ["--format", "json"] if form == "json" else []
    ended = run("rules", "diff", str(TINY), new, "--lang", lang, *how, folder=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    golden(f"rules-diff-tiny.{lang}.{form}", ended.out)


@pytest.mark.parametrize(
    ("edits", "code", "last"),
    [
        (NEW, 1, "Scores may move; checker rules impact says how far, on submissions that are there."),
        (WORDS, 0, "No score can move."),
        ({}, 0, "The two packs are the same to the last byte."),
        (
            {FIRST: [("# Invented", "# All invented")], "directive.yaml": [("version: 0.1.0", "version: 0.1.1")]},
            0,
            "Nothing differs: at most the version, comments, layout, order or examples.",
        ),
    ],
)
def test_the_exit_code_tells_whether_a_score_may_move(edits: Edits, code: int, last: str, tmp_path: Path) -> None:
    ended = run("rules", "diff", str(TINY), changed(tmp_path, edits), "--exit-code", "--lang", "en", folder=tmp_path)
    assert (ended.code, ended.err) == (code, "")
    assert ended.out.splitlines()[-1] == last


def test_without_the_option_the_exit_code_is_0() -> None:
    ended = run("rules", "diff", "miit-5g-2020", str(TINY))
    assert (ended.code, ended.err) == (0, "")


def test_the_same_version_of_what_may_move_scores_is_noticed(tmp_path: Path) -> None:
    new = version(
        SHIPPED, tmp_path, {"points/07-industrial-internet.yaml": [("[[1, 0.6], [2, 0.8]", "[[1, 0.5], [2, 0.8]")]}
    )
    ended = run("rules", "diff", "miit-5g-2020", str(new), "--lang", "en")
    assert "\n  score.steps: [1, 0.6], [2, 0.8], [3, 1] → [1, 0.5], [2, 0.8], [3, 1]\n" in ended.out
    assert "Both call themselves" in ended.out


def test_examples_and_order_are_no_change(tmp_path: Path) -> None:
    edits: Edits = {
        FIRST: [
            ("  examples:\n    - {given: {stations: 600}, targets: {stations: 1000}, expect: {outcome: met}}\n", "")
        ]
    }
    ended = run("rules", "diff", str(TINY), changed(tmp_path, edits), "--format", "json", folder=tmp_path)
    told = json.loads(ended.out)
    assert (told["changes"], told["changes_scores"]) == ([], False)
    assert told["before"]["sha256"] != told["after"]["sha256"]


@pytest.mark.parametrize(
    ("packs", "code"), [(["nowhere", "miit-5g-2020"], "no-pack"), (["miit-5g-2020", "README.md"], "no-pack")]
)
def test_a_pack_that_is_none_is_said_in_one_line(packs: list[str], code: str) -> None:
    ended = run("rules", "diff", *packs, "--lang", "en")
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert f": {code}: " in ended.err
