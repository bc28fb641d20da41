"""The catalogue of a pack: written, compared with the one beside the pack, and up to date for the shipped one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from program import ROOT, run

STAGES = "tests/packs/stages"  # invented
TINY = "tests/packs/tiny"

OUTPUTS = {
    "docs-stages.md": ["rules", "docs", "--pack", STAGES],
    "docs-tiny.md": ["rules", "docs", "--pack", TINY],
    "docs-tiny.html": ["rules", "docs", "--pack", TINY, "--format", "html"],
    "rules-show-P01-9.en.txt": ["rules", "show", "P01-9", "--pack", STAGES, "--lang", "en"],
    "rules-show-I03-1.zh.txt": ["rules", "show", "I03-1", "--lang", "zh"],
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_page_is_the_golden_one(name: str, golden: Callable[[str, str], None]) -> None:
    ended = run(*OUTPUTS[name])
    assert (ended.code, ended.err) == (0, "")
    golden(name, ended.out)


def test_the_shipped_catalogue_is_up_to_date() -> None:
    ended = run("rules", "docs", "--check")
    assert (ended.code, ended.out, ended.err) == (0, "", "")


def test_the_catalogue_does_not_depend_on_language_or_hash_seed() -> None:
    pages = [run("rules", "docs", LANG=lang, PYTHONHASHSEED=seed).out for lang, seed in (("zh_CN", "1"), ("C", "2"))]
    assert pages[0] == pages[1] == (ROOT / "rules/miit-5g-2020/catalogue.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", ["md", "html"])
def test_a_catalogue_is_stale_until_it_is_written_again(form: str, tmp_path: Path) -> None:
    pack = Path(shutil.copytree(ROOT / TINY, tmp_path / "tiny"))
    asked = ["rules", "docs", "--pack", str(pack), "--format", form]
    assert run(*asked, "--check").code == 1
    assert run(*asked, "-o", str(pack / f"catalogue.{form}")).code == 0
    assert run(*asked, "--check").code == 0
    first = pack / "points" / "01-stations.yaml"
    first.write_text(first.read_text(encoding="utf-8").replace("0.9, 1]", "0.8, 1]"), encoding="utf-8")
    assert run(*asked, "--check").code == 1


@pytest.mark.parametrize(
    ("lang", "part"), [("zh", "规则目录与规则包不符"), ("en", "the catalogue is not that of the pack")]
)
def test_a_stale_catalogue_is_said_in_one_line(lang: str, part: str, tmp_path: Path) -> None:
    old = tmp_path / "old.md"
    old.write_text("# old\n", encoding="utf-8")
    ended = run("rules", "docs", "--pack", TINY, "--check", "-o", str(old), "--lang", lang)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(f"{old}: catalogue-stale: {part}")
    assert ended.err.count("\n") == 1
    assert old.read_text(encoding="utf-8") == "# old\n"


def test_what_is_no_file_cannot_be_compared(tmp_path: Path) -> None:
    ended = run("rules", "docs", "--pack", TINY, "--check", "-o", str(tmp_path))
    assert ended.code == 2
    assert "not-a-file" in ended.err


def test_a_pack_that_is_broken_has_no_catalogue(tmp_path: Path) -> None:
    target = tmp_path / "catalogue.md"
    ended = run("rules", "docs", "--pack", str(tmp_path), "-o", str(target))
    assert ended.code == 2
    assert not target.exists()
