"""Text of a pack that a terminal would obey is refused at its place; it never reaches a screen."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from program import ROOT, run

ESCAPES = {"escape": "\x1b[31mred", "turned around": "a\u202eb", "hidden": "a\u200bb", "bell": "a\x07b"}
PLACES = {
    "indicators.yaml": "label: {zh: 本年节能量, en: Saved this year}",
    "points/01-targets.yaml": "title: {zh: 节能进度, en: Progress of saving}",
    "points/02-website.yaml": "remedy: {zh: 修好链接。, en: Mend the links.}",
}
COMMANDS = (["rules", "lint", "."], ["rules", "list", "--pack", "."], ["rules", "show", "P01-1", "--pack", "."])


@pytest.mark.parametrize("kind", ESCAPES)
@pytest.mark.parametrize("file", PLACES)
def test_control_characters_of_a_pack_never_reach_the_terminal(kind: str, file: str, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "tests" / "packs" / "stages", tmp_path / "stages"))
    path, line = folder / file, PLACES[file]
    text = path.read_text(encoding="utf-8")
    quoted = "".join(f"\\u{ord(char):04x}" if not char.isprintable() else char for char in ESCAPES[kind])
    english = line[line.index("en: ") + 4 : -1]
    assert text.count(line) == 1
    path.write_text(text.replace(line, line.replace(english, f'"{quoted}"')), encoding="utf-8")
    for command in COMMANDS:
        ended = run(*command, folder=folder, LANG="C.UTF-8")
        shown = ended.out + ended.err
        assert ended.code in (1, 2)
        assert "bad-value" in shown
        assert [char for char in shown if not char.isprintable() and char != "\n"] == []


def test_wide_spaces_are_no_control_characters(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(ROOT / "tests" / "packs" / "stages", tmp_path / "stages"))
    path = folder / "indicators.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("本年节能量。", "本年\u3000节能量。"), encoding="utf-8")
    assert run("rules", "list", "--pack", ".", folder=folder).code == 0
