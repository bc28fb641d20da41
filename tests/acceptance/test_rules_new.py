"""``checker rules new``: what it writes, what it says, and what it never writes over."""

from __future__ import annotations

from pathlib import Path

import pytest
from program import run


def new(folder: Path, *arguments: str, lang: str = "C.UTF-8") -> tuple[int, str, str]:
    """Run the command in *folder*."""
    ended = run("rules", "new", *arguments, folder=folder, LANG=lang)
    return ended.code, ended.out, ended.err


def contents(folder: Path) -> dict[str, bytes]:
    """Return all files of *folder*."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_story_of_a_new_pack_in_english(tmp_path: Path) -> None:
    code, out, err = new(tmp_path, "pack", "air")
    assert (code, err) == (0, "")
    assert out.splitlines()[1] == "check it with: checker rules lint air; run its examples with: checker rules test air"
    code, out, err = new(tmp_path, "point", "air", "2")
    assert (code, err) == (0, "")
    assert out.startswith("Added point 2 to directive.yaml with weight 0")
    code, out, err = new(tmp_path, "rule", "air", "2", "--role", "bonus")
    assert (code, err) == (0, "")
    assert out.startswith("Added rule P02-1 (indicators.yaml, points/02-point-2.yaml).")
    listed = run("rules", "list", "--pack", "air", folder=tmp_path).out
    assert [line.split()[0] for line in listed.splitlines()[2:]] == ["P01-1", "P01-2", "P02-1", "I01-1"]


def test_it_speaks_chinese(tmp_path: Path) -> None:
    assert new(tmp_path, "pack", "air", lang="zh_CN.UTF-8")[1].startswith("已建规则包 air（")
    assert new(tmp_path, "rule", "air", "1", lang="zh_CN.UTF-8")[1].startswith("已加规则 P01-3（")
    refused = new(tmp_path, "rule", "air", "3", lang="zh_CN.UTF-8")
    assert refused == (2, "", "unknown-part: 没有这一条或这条规则：3\n")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["pack", "air"], "air: folder-taken"),
        (["pack", "air/directive.yaml"], "air/directive.yaml: folder-taken"),
        (["pack", "Air"], "pack-id"),
        (["point", "air", "1"], "point-taken"),
        (["point", "nowhere", "1"], "nowhere: no-pack-folder"),
        (["rule", "air", "1", "--shape", "stairs"], "unknown-shape"),
    ],
)
def test_what_cannot_be_begun_is_refused_and_nothing_changes(arguments: list[str], code: str, tmp_path: Path) -> None:
    new(tmp_path, "pack", "air")
    before = contents(tmp_path)
    ended = new(tmp_path, *arguments)
    assert ended[:2] == (2, "")
    assert ended[2].startswith(f"{code}: ")
    assert contents(tmp_path) == before


def test_file_of_that_name_is_not_written_over(tmp_path: Path) -> None:
    new(tmp_path, "pack", "air")
    new(tmp_path, "point", "air", "2")
    (tmp_path / "air/points/02-point-2.yaml").mkdir()
    before = contents(tmp_path)
    code, out, err = new(tmp_path, "rule", "air", "2", "--role", "bonus")
    assert (code, out) == (2, "")
    assert "02-point-2.yaml: " in err
    assert contents(tmp_path) == before
