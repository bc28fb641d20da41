"""Waivers as everybody sees them: marked, explained, in the JSON; the build does not fail for them. All invented."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from program import ROOT, Ended, run

import checker

WAIVERS = """\
- {rule: P01-1, locality: 140100, period: 2020-H1, reason: {zh: 汛期停工两个月, en: Two months of flood},
   granted-by: 虚构部, granted-on: 2020-06-20, until: 2020-12-31}
- {rule: I01-1, locality: 140100, period: 2020-H1, reason: 计数口径调整, granted-by: 虚构部,
   granted-on: 2020-06-01, until: 2020-09-30}
- {rule: P01-2, locality: 140100, period: 2020-H1, reason: {zh: 停电, en: Blackout}, granted-by: 虚构部,
   granted-on: 2020-02-01, until: 2020-05-31}
- {rule: P02-1, locality: 140100, period: 2020-H1, reason: {zh: 换届, en: New office}, granted-by: 虚构部,
   granted-on: 2020-06-01, until: 2020-12-31}
"""
SUBMISSION = """\
format: checker-submission/1
directive: tiny
locality: 140100
period: 2020-H1
claims:
  stations: {value: 900, as_of: 2020-06-30}
  uptime: {value: 0.4, as_of: 2020-06-30}
  complaints: {value: 200000, as_of: 2020-06-30}
  plan: {value: issued, as_of: 2020-06-30}
"""
COMMANDS = {
    "waivers-validate.zh.txt": ("validate", "--lang", "zh"),
    "waivers-validate.en.txt": ("validate", "--lang", "en"),
    "waivers-explain-P01-1.zh.txt": ("explain", "P01-1", "--lang", "zh"),
    "waivers-explain.en.txt": ("explain", "--lang", "en"),
    "waivers-score.zh.txt": ("score", "--lang", "zh"),
    "waivers-score.en.md": ("score", "--lang", "en", "--format", "md"),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the invented pack, its waivers, and a submission that needs them."""
    copytree(ROOT / "tests" / "packs" / "tiny", tmp_path / "tiny")
    (tmp_path / "tiny" / "waivers.yaml").write_text(WAIVERS, encoding="utf-8")
    (tmp_path / "a.yaml").write_text(SUBMISSION, encoding="utf-8")
    return tmp_path


def checked(folder: Path, command: str, *more: str) -> Ended:
    return run(command, "a.yaml", *more, "--pack", "tiny", folder=folder)


@pytest.mark.parametrize("name", COMMANDS)
def test_output_is_the_golden_one(name: str, folder: Path, golden: Callable[[str, str], None]) -> None:
    ended = checked(folder, *COMMANDS[name])
    assert (ended.code, ended.err) == (0, "")
    golden(name, ended.out)


def test_a_waiver_moves_no_number(folder: Path) -> None:
    waived = json.loads(checked(folder, "score", "--format", "json").out)
    (folder / "tiny" / "waivers.yaml").unlink()
    plain = json.loads(checked(folder, "score", "--format", "json").out)
    (with_waivers,), (without,) = waived["submissions"], plain["submissions"]
    assert [one["rule"] for one in with_waivers["waivers"]] == ["P01-1", "I01-1"]
    assert with_waivers["waivers"][0] == {
        "rule": "P01-1",
        "reason": {"zh": "汛期停工两个月", "en": "Two months of flood"},
        "granted_by": "虚构部",
        "granted_on": "2020-06-20",
        "until": "2020-12-31",
        "place": "tiny/waivers.yaml:1:10",
    }
    told = {(one["code"], one["rule"]): one["waived"] for one in with_waivers["findings"]}
    assert told[("integrity", "I01-1")]
    assert sum(told.values()) == 1
    assert {"waiver-expired", "waiver-unused"} <= {code for code, _ in told}
    for reading in with_waivers["readings"].values():
        for rule in reading["rules"]:
            rule["overlays"] = [one for one in rule["overlays"] if one != "waived"]
    assert with_waivers["readings"] == without["readings"]
    assert with_waivers["verdict"] == without["verdict"] == without["verdict_with_waivers"]


def test_what_is_waived_does_not_fail_until_the_waiver_ends(folder: Path) -> None:
    assert checked(folder, "validate").code == 0
    assert checked(folder, "validate", "--as-of", "2020-09-30").code == 0
    ended = checked(folder, "validate", "--as-of", "2020-10-01", "--lang", "en")
    assert ended.code == 1
    assert "tiny/waivers.yaml:3:10: waiver-expired" in ended.out
    (folder / "tiny" / "waivers.yaml").unlink()
    assert checked(folder, "validate").code == 1


def test_the_python_interface_knows_what_is_waived(folder: Path) -> None:
    result = checker.validate(folder / "a.yaml", pack=checker.load_pack(folder / "tiny"))
    assert result.failing() == ()
    (waived,) = [one for one in result.findings if one.waived is not None]
    assert waived.rule == "I01-1"
    assert waived.to_dict()["waived"]["zh"] == "计数口径调整（虚构部于 2020-06-01 准予，有效至 2020-09-30）"
    assert [one.to_dict()["waived"] for one in result.failing("note")] == [None, None]


def test_a_waiver_beside_the_submission_is_no_waiver(folder: Path) -> None:
    (folder / "tiny" / "waivers.yaml").rename(folder / "waivers.yaml")
    assert checked(folder, "validate").code == 1
