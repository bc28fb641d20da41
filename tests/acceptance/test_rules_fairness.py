"""An unfair rule in a pack of YAML files, as ``checker rules lint`` tells of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from program import run

TINY = Path(__file__).parents[1] / "packs" / "tiny"


def changed(folder: Path, before: str, after: str) -> str:
    """Return the path of a copy of the tiny pack in which its first rules read otherwise."""
    shutil.copytree(TINY, folder / "tiny")
    file = folder / "tiny" / "points" / "01-stations.yaml"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    return str(folder / "tiny")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            "measure: complaints\n",
            "measure: count(x for x in trials)\n",
            "tiny/points/01-stations.yaml:31:12: fairness-list P01-3: the list trials (Trials) is open",
        ),
        (
            'measure: "stations / population"\n',
            'measure: "stations / complaints"\n  zero: 0\n',
            "tiny/points/01-stations.yaml:41:12: fairness-denominator P01-4: stations / complaints: divided by or",
        ),
        ("full-at: due(period)", "full-at: uptime", "fairness-target P01-1: full-at depends on uptime"),
        ("has_target(stations)\n", "stations > 5\n", "submission-decides"),
        ("argument: {zh: 虚构。, en: Invented.}", "source: T", "analyst-argument"),
    ],
)
def test_an_unfair_rule_is_told_with_its_place(tmp_path: Path, before: str, after: str, told: str) -> None:
    found = run("rules", "lint", changed(tmp_path, before, after), "--lang", "en")
    assert found.code == 1
    assert told in found.out


def test_the_shipped_pack_is_fair_but_for_notes_and_denominators_only_argued() -> None:
    found = run("rules", "lint", "--fail-on", "major", "--lang", "zh")
    assert found.code == 0
    unfair = [line for line in found.out.splitlines() if "fairness-" in line]
    assert unfair
    graver = [line for line in unfair if "[提示]" not in line]
    assert all("[次要]" in line and "fairness-denominator-argued" in line for line in graver)
