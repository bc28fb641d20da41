"""``checker rules schema``: one schema, or all of them."""

from __future__ import annotations

from pathlib import Path

from program import run

from checker.packs.schemas import schema_files


def test_command_prints_one_schema_or_writes_all(tmp_path: Path) -> None:
    assert run("rules", "schema", "points").out == schema_files()["points.json"]
    ended = run("rules", "schema", "-o", str(tmp_path / "all"))
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "all").iterdir()} == schema_files()
    ended = run("rules", "schema", LANG="zh_CN.UTF-8")
    assert (ended.code, ended.err) == (2, "folder-needed: 请写明种类，或用 -o 给出文件夹以写入全部\n")
