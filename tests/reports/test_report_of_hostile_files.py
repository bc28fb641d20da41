"""Files whose every free text is markup, of the pack and of its reviews: in every format it stays text.

What a loader refuses, such as control characters, is spoilt in memory by ``hostile_run``. All of it is invented.
"""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from workbooks import opened

from checker.reports.report.formats import WRITERS, write
from checker.reports.report.material import Material
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.report import material_of

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "tests" / "packs" / "stages"  # invented: every stage of a score, with reviews and a register
SAID = '</script><img src=x onerror=alert(1)><a href="javascript:alert(2)">\'`{{7*7}}{% raw %}[x](javascript:3)|=1+1'
HARMLESS = " and more"
FREE = {"zh", "en", "title", "note", "by", "basis", "why", "what"}
TAG = re.compile(r"<(/?[A-Za-z][A-Za-z0-9:]*)")


class Plain(yaml.SafeDumper):
    """Writes no anchors: they are not in our subset."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def spoilt(value: Any, said: str, name: str = "") -> Any:
    """Return *value* with *said* after every text that people are free to write."""
    if isinstance(value, dict):
        return {key: spoilt(one, said, key) for key, one in value.items()}
    if isinstance(value, list):
        return [spoilt(one, said) for one in value]
    return value + said if name in FREE and isinstance(value, str) else value


def material(folder: Path, said: str) -> Material:
    """Return the report of a copy of the pack of all stages, *said* in its texts, its reviews and its tables."""
    shutil.copytree(STAGES, folder)
    for path in folder.rglob("*.yaml"):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        path.write_text(yaml.dump(spoilt(loaded, said), Dumper=Plain, allow_unicode=True), encoding="utf-8")
    quoted = '"Invented' + said.replace('"', '""') + '"'
    for path in folder.rglob("*.csv"):
        path.write_text(re.sub("Invented( register)?", lambda _: quoted, path.read_text(encoding="utf-8")))
    by = open_yardstick(str(folder), str(folder / "reviews"))
    run = judge_paths(by, [str(folder / "submissions")])
    assert not run.refusals
    return material_of(run, "zh")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return material(tmp_path_factory.mktemp("hostile") / "pack", SAID)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Material:
    return material(tmp_path_factory.mktemp("hostile") / "pack", HARMLESS)


def texts(content: bytes) -> Iterator[str]:
    """Yield the parts of a zip archive as texts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        yield from (archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))


def test_html_has_the_same_elements(hostile: Material, harmless: Material) -> None:
    pages = [write(one, ".html").decode() for one in (hostile, harmless)]
    assert TAG.findall(pages[0]) == TAG.findall(pages[1])
    assert "&lt;img src=x onerror=alert(1)&gt;" in pages[0]


def test_workbook_and_document_have_the_same_elements(hostile: Material, harmless: Material) -> None:
    for suffix in (".xlsx", ".docx"):
        parts, same = (list(texts(write(one, suffix))) for one in (hostile, harmless))
        assert [TAG.findall(part) for part in parts] == [TAG.findall(part) for part in same]
        assert "&lt;img src=x onerror=alert(1)&gt;" in "".join(parts)
    assert {cell.data_type for sheet in opened(write(hostile, ".xlsx")) for row in sheet for cell in row} <= set("snd")


@pytest.mark.parametrize("locality", ["", "140200"])
def test_markdown_has_no_markup_but_its_own(hostile: Material, locality: str) -> None:
    text = write(replace(hostile, locality=locality), ".md").decode()
    assert "\\<img src=x onerror=alert(1)\\>" in text
    bare = re.sub(r"\\.|<br>|\(<https?://[^<>]*>\)", "", text)
    assert not re.search(r"[<>`]|\]\(", bare)


def test_json_holds_the_texts_as_they_are(hostile: Material) -> None:
    report = json.loads(write(hostile, ".json"))
    assert report["points"][0]["title"]["zh"].endswith(SAID)


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_order_of_files_changes_no_byte(suffix: str) -> None:
    by = open_yardstick(str(STAGES), str(STAGES / "reviews"))
    paths = [str(path) for path in sorted((STAGES / "submissions").iterdir())]
    made = [write(material_of(judge_paths(by, listed), "en"), suffix) for listed in (paths, paths[::-1])]
    assert made[0] == made[1]
