"""What a terminal, a build service or a spreadsheet would obey is refused in a pack, and shown harmless elsewhere."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
import xlsxwriter
from program import ROOT, Ended, run

ESCAPES = {"escape": "\x1b[31mred", "turned around": "a\u202eb", "hidden": "a\u200bb", "bell": "a\x07b"}
PLACES = {
    "indicators.yaml": "label: {zh: 本年节能量, en: Saved this year}",
    "points/01-targets.yaml": "title: {zh: 节能进度, en: Progress of saving}",
    "points/02-website.yaml": "remedy: {zh: 修好链接。, en: Mend the links.}",
}
COMMANDS = (["rules", "lint", "."], ["rules", "list", "--pack", "."], ["rules", "show", "P01-1", "--pack", "."])


@pytest.mark.parametrize(
    ("kind", "file"), sorted({*((kind, "indicators.yaml") for kind in ESCAPES), *(("escape", file) for file in PLACES)})
)
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


HOSTILE = {
    "escape": "\x1b[31mred\x1b]0;title\x07",
    "turned around": "\u202egnp.exe",
    "hidden": "a\u200bb\u2066c",
    "forged line": "x\nVerdict: forged\r\n::error::forged",
    "CI command": "::error file=a::b",
    "CI command inside": "ok ##[error]b ##vso[task.setvariable]c",
    "C1": "a\x9b31m",
    "formula": "=cmd|' /C calc'!A0",
    "full-width formula": "＝1+1",
    "markup": "<script>alert(1)</script>|`x`",
    "template": "{found} %s {0}",
}
# What a build service obeys, wherever it stands in a line or in front of it.
OBEYED = re.compile(r"^\s*::|##\w*\[", re.MULTILINE)


def record(code: str, **more: object) -> str:
    """Return a line of NDJSON."""
    head = {"format": "checker-submission/1", "directive": "miit-5g-2020", "locality": code, "period": "2020-H1"}
    return json.dumps(head | more)


def told(code: str, text: str) -> str:
    """Return a submission that says *text* wherever it may say anything, and contradicts itself."""
    source = {"kind": "press", "title": text, "url": text, "issued": "2020-07-01"}
    claims = [{"value": number, "as_of": "2020-06-30", "source": "s", "note": text} for number in (300, 900)]
    return record(code, sources={"s": source}, claims={"bs5g_new": claims}, notes=[{"fact": text, "note": text}])


def forbidden(text: str) -> str:
    """Return a submission that says *text* where it may not."""
    return record(text, **{"name": text, text: 1, "claims": {"bs5g_new": {"value": text, "unit": text}}})


def hold_harmless(ended: Ended) -> None:
    """Assert that nothing of what is shown is obeyed by a terminal or a build service."""
    shown = ended.out.removeprefix("\ufeff").replace("\r\n", "\n") + ended.err
    assert ended.code in (0, 1), shown
    assert [char for char in shown if not char.isprintable() and char != "\n"] == []
    assert OBEYED.findall(shown) == []
    assert not any(line.startswith("Verdict: forged") for line in shown.splitlines())


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder with the hostile texts in the lines of a file, and in a file of one submission."""
    texts = list(HOSTILE.values())
    lines = [told(f"{140100 + 100 * number}", text) for number, text in enumerate(texts)]
    (tmp_path / "a.ndjson").write_text("\n".join([*lines, *map(forbidden, texts)]))
    (tmp_path / "one.json").write_text(told("140100", "".join(texts)))
    return tmp_path


def test_texts_of_submissions_are_shown_and_never_obeyed(hostile: Path) -> None:
    for command in (["validate", "a.ndjson"], ["explain", "one.json", "P01-2"], ["plan", "one.json"]):
        hold_harmless(run(*command, "--lang", "en", folder=hostile))
    hold_harmless(run("score", "a.ndjson", "--format", "md", folder=hostile))


def test_no_cell_of_csv_begins_a_formula(hostile: Path) -> None:
    ended = run("score", "a.ndjson", "--format", "csv", folder=hostile)
    hold_harmless(ended)
    cells = [cell for row in csv.reader(io.StringIO(ended.out.removeprefix("\ufeff"))) for cell in row]
    assert len(cells) > 100
    assert [cell for cell in cells if cell.startswith(("=", "+", "@", "＝", "\t", "\r"))] == []


def test_a_machine_is_told_what_was_written(hostile: Path) -> None:
    report = json.loads(run("validate", "one.json", "--format", "json", folder=hostile).out)
    assert report["submissions"][0]["claims"][0]["note"] == "".join(HOSTILE.values())


def test_texts_of_cells_and_sheets_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    texts = list(HOSTILE.values())
    rows = [["locality", "period", "bs5g_new", *texts], *(["140100", text, text, *texts] for text in texts)]
    with (tmp_path / "a.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"), {"strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("\u202e＝1 \u200b")
    for place, row in enumerate(rows):
        sheet.write_row(place, 0, row)
    book.close()
    for name in ("a.csv", "a.xlsx"):
        hold_harmless(run("validate", name, "--lang", "en", folder=tmp_path))


def test_names_of_files_are_shown_and_never_obeyed(tmp_path: Path) -> None:
    names = [HOSTILE[case].replace("/", "") + ".ndjson" for case in HOSTILE]
    for name in names:
        (tmp_path / name).write_text(record("140100") + "\n{}")
    for command in (["validate", *names], ["score", "."]):
        hold_harmless(run(*command, "--lang", "en", folder=tmp_path))
    gone = run("validate", "::error ##[error]\u202e", "--lang", "en", folder=tmp_path)
    assert (gone.code, OBEYED.findall(gone.err), gone.err.strip().isprintable()) == (2, [], True)
