"""The same input gives the same bytes: in any order, in any locale, time zone and order of hashes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml
from program import ROOT, run

SUBMISSIONS = [
    ROOT / "submissions/2020-H1" / name
    for name in (
        "110000-beijing.yaml",
        "130000-hebei.yaml",
        "140100-taiyuan.yaml",
        "440000-guangdong.yaml",
        "440300-shenzhen.yaml",
        "540000-tibet.yaml",
    )
]
NAMES = [str(path.relative_to(ROOT)) for path in SUBMISSIONS]
TABLE = ("--by", "point", "--lang", "zh")
JSON = ("--format", "json", "--lang", "en")
PACK = ROOT / "rules/miit-5g-2020"
SURROUNDINGS = {
    "plain": {"LC_ALL": "C", "TZ": "UTC", "PYTHONHASHSEED": "0"},
    "chinese": {"LANG": "zh_CN.UTF-8", "LC_ALL": "zh_CN.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "1"},
    "german": {"LANG": "de_DE.UTF-8", "LC_ALL": "de_DE.UTF-8", "TZ": "America/New_York", "PYTHONHASHSEED": "77"},
    "turkish": {"LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "TZ": "Asia/Shanghai", "PYTHONHASHSEED": "77"},
}


def scored(*arguments: str, **environment: str) -> str:
    """Return what ``checker score`` prints."""
    ended = run("score", *arguments, **environment)
    assert (ended.code, ended.err) == (0, "")
    return ended.out


@pytest.fixture(scope="module")
def as_shipped() -> dict[str, str]:
    """What is printed of the shipped files, in two formats."""
    return {"table": scored(*NAMES, *TABLE), "json": scored(*NAMES, *JSON)}


@pytest.mark.parametrize("name", SURROUNDINGS)
def test_surroundings_change_no_byte(name: str, as_shipped: dict[str, str]) -> None:
    dice = Random(name)
    files = dice.sample(NAMES, len(NAMES))
    assert scored(*files, *JSON, **SURROUNDINGS[name]) == as_shipped["json"]
    if name in ("chinese", "turkish"):
        assert scored(*files, *TABLE, **SURROUNDINGS[name]) == as_shipped["table"]


# --- another order ----------------------------------------------------------------------------------------------------


def shuffled(node: yaml.Node, dice: Random) -> yaml.Node:
    """Shuffle the keys of every mapping below *node* in place; scalars stay as they were written."""
    if isinstance(node, yaml.MappingNode):
        dice.shuffle(node.value)
        for _, value in node.value:
            shuffled(value, dice)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            shuffled(value, dice)
    return node


def test_order_of_files_and_keys_changes_no_byte_of_a_table(tmp_path: Path, as_shipped: dict[str, str]) -> None:
    dice = Random(20200324)
    for place, path in enumerate(dice.sample(SUBMISSIONS, len(SUBMISSIONS))):
        text = path.read_text(encoding="utf-8")
        mixed = yaml.serialize(shuffled(yaml.compose(text), dice), allow_unicode=True)
        assert mixed.index("locality:") != text.index("locality:")
        (tmp_path / f"{place}.yaml").write_text(mixed, encoding="utf-8")
    assert scored(str(tmp_path), *TABLE) == as_shipped["table"]


def test_order_of_rules_changes_no_score(tmp_path: Path, as_shipped: dict[str, str]) -> None:
    """Entries are shuffled within their files, and files come in another order: those with more zeros come first."""
    pack, dice = tmp_path / "pack", Random(20200324)
    shutil.copytree(PACK, pack)
    files = sorted((pack / "points").iterdir())
    for zeros, path in enumerate(dice.sample(files, len(files))):
        rules = yaml.compose(path.read_text(encoding="utf-8"))
        dice.shuffle(rules.value)
        path.with_name("0" * zeros + path.name).write_text(yaml.serialize(rules, allow_unicode=True), encoding="utf-8")
        if zeros:
            path.unlink()
    mixed = scored(*NAMES, *JSON, "--pack", str(pack))
    assert scores(mixed) == scores(as_shipped["json"])
    assert order(mixed) != order(as_shipped["json"])


def scores(report: str) -> list[tuple[object, ...]]:
    """Return all that a report says of scores, for every submission and reading."""
    keys = ("base", "bonus", "total", "grades", "known_weight", "not_applicable_weight", "points")
    return [
        (one["locality"]["code"], name, *(found[key] for key in keys))
        for one in parsed(report)["submissions"]
        for name, found in one["readings"].items()
    ]


def order(report: str) -> list[str]:
    """Return the ids of rules in the order of a report."""
    return [rule["id"] for rule in parsed(report)["submissions"][0]["readings"]["claimed"]["rules"]]


def parsed(report: str) -> dict[str, Any]:
    """Return a JSON report."""
    return json.loads(report)
