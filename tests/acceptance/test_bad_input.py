"""What an official, an analyst or a CI job may get wrong, through the real program: one line, a code, nothing lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from program import ROOT, run

from checker.readers.formats import SUFFIXES

TAIYUAN = (ROOT / "submissions/2020-H1/140100-taiyuan.yaml").read_text(encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(TAIYUAN, encoding="utf-8")
    return tmp_path


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("broken", "parts"),
    [
        (TAIYUAN.replace("period: 2020-H1\n", ""), ["bad.yaml:3:1: missing-field", "period"]),
        (
            TAIYUAN.replace("{value: 3944", "{value: 详见附件", 1),
            ["bad.yaml:17:15: wrong-type", "详见附件", "without quotes"],
        ),
        (TAIYUAN.replace("  bs5g_built_new:", "  bs5g_bulit_new:"), ["unknown-field", "did you mean bs5g_built_new?"]),
        (TAIYUAN.replace("period: 2020-H1", "period: 2020-H3"), ["bad.yaml:7:9: bad-period", "2020-H3", "2020-Q3"]),
        (TAIYUAN.replace('"140100"', '"149900"'), ["bad.yaml:5:11: unknown-locality", "149900", "140100 太原市"]),
        (TAIYUAN.replace("太原市", "大同市"), ["bad.yaml:6:7: name-mismatch", "大同市", "140100 太原市", "140200"]),
    ],
    ids=["missing field", "wrong type", "unknown field", "impossible period", "unknown locality", "name and code"],
)
def test_bad_submission_is_refused_with_place_and_remedy(tmp_path: Path, broken: str, parts: list[str]) -> None:
    write(tmp_path, "bad.yaml", broken)
    ended = run("validate", "bad.yaml", "--lang", "en", folder=tmp_path)
    assert (ended.code, ended.err) == (1, "")
    assert [part for part in parts if part not in ended.out] == []
    assert "cannot be judged" in ended.out.splitlines()[-1]


def test_one_bad_file_among_good_ones_costs_only_itself(folder: Path) -> None:
    write(folder, "bad.yaml", "format: [")
    ended = run("score", ".", "--lang", "en", folder=folder)
    assert ended.code == 1
    assert "140100  Taiyuan" in ended.out
    assert "bad.yaml:1:10: syntax" in ended.out
    assert ended.out.splitlines()[-1] == "read 2 = judged 1 + refused 1"


def test_same_locality_twice_scores_neither(folder: Path) -> None:
    write(folder, "other.yaml", TAIYUAN.replace("value: 3944", "value: 3945"))
    ended = run("score", ".", "--lang", "en", folder=folder)
    assert ended.code == 1
    assert "140100  Taiyuan" not in ended.out
    assert "good.yaml:5:11: same-locality-twice" in ended.out
    assert "other.yaml:5:11: same-locality-twice" in ended.out
    assert ended.out.splitlines()[-1] == "read 2 = judged 0 + refused 2"


def test_identical_copy_counts_once(folder: Path) -> None:
    shutil.copy(folder / "good.yaml", folder / "copy.yaml")
    ended = run("score", ".", "--lang", "en", folder=folder)
    assert "140100  Taiyuan" in ended.out
    assert "good.yaml:5:11: identical-copy: says the same as copy.yaml" in ended.out
    assert ended.out.splitlines()[-1] == "read 2 = judged 1 + refused 1"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["score", "empty"], f"empty: nothing-to-read: nothing to read ({', '.join(SUFFIXES)})\n"),
        (["score", "nowhere"], "nowhere: no-such-path: the path does not exist\n"),
        (["validate", "nowhere.yaml"], "nowhere.yaml: no-such-path: the path does not exist\n"),
        (["explain", "good.yaml", "P01-22"], "unknown-part: no such point or rule: P01-22 (did you mean P01-2?)\n"),
        (["score", "good.yaml", "--period", "2020-H9"], "period-asked: unknown period 2020-H9"),
        (
            ["score", "good.yaml", "--pack", "nopack"],
            "nopack: no-pack: no rule pack nopack (there are: miit-5g-2020)\n",
        ),
        (["template", "太原县", "--period", "2020-H1"], "unknown-template-locality: unknown locality: 太原县\n"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_cannot_be_judged_says_so_in_one_line(folder: Path, arguments: list[str], line: str) -> None:
    (folder / "empty").mkdir()
    ended = run(*arguments, "--lang", "en", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(line)
    assert ended.err.count("\n") == 1


def test_broken_pack_names_file_line_and_column(folder: Path) -> None:
    shutil.copytree(ROOT / "rules/miit-5g-2020", folder / "pack")
    file = folder / "pack/points/01-network-construction.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("bs5g_cumulative / bs5g_built", "bs5g_cumulatve / bs5g_built")
    )
    ended = run("score", "good.yaml", "--pack", "pack", "--lang", "en", folder=folder)
    assert ended.code == 2
    place, code, reason = ended.err.split(": ", 2)
    assert place.startswith("pack/points/01-network-construction.yaml:")
    assert (code, reason) == ("unknown-name", "unknown name bs5g_cumulatve (did you mean bs5g_cumulative?)\n")


def test_result_that_cannot_be_stored_is_3_and_leaves_the_old_file(folder: Path) -> None:
    target = folder / "out"
    target.mkdir()
    ended = run("score", "good.yaml", "-o", "out", "--lang", "en", folder=folder)
    assert ended.code == 3
    assert ended.err.startswith("out: cannot-write: ")
    assert sorted(path.name for path in folder.iterdir()) == ["good.yaml", "out"]


@pytest.mark.parametrize("command", [["score", "good.yaml"], ["validate", "good.yaml"], ["score", "."]])
def test_input_is_never_written_over(folder: Path, command: list[str]) -> None:
    ended = run(*command, "-o", "good.yaml", "--lang", "en", folder=folder)
    assert (ended.code, ended.err.split(": ")[1]) == (2, "output-is-input")
    assert (folder / "good.yaml").read_text(encoding="utf-8") == TAIYUAN


def test_filled_form_is_never_written_over(folder: Path) -> None:
    ended = run("template", "140100", "--period", "2020-H1", "-o", "good.yaml", "--lang", "en", folder=folder)
    assert (ended.code, ended.err.split(": ")[1]) == (2, "output-is-input")
    assert (folder / "good.yaml").read_text(encoding="utf-8") == TAIYUAN


def test_output_file_holds_what_standard_output_would(folder: Path) -> None:
    shown = run("score", "good.yaml", "--format", "csv", folder=folder).out
    run("score", "good.yaml", "--format", "csv", "-o", "new/score.csv", folder=folder)
    assert (folder / "new/score.csv").read_bytes().decode() == shown


def test_standard_input_is_read_as_yaml_or_json() -> None:
    ended = run("validate", "-", "--lang", "en", stdin=TAIYUAN.encode())
    assert ended.code == 0
    assert ended.out.startswith("-\nTaiyuan 140100")
    refused = run("validate", "-", "--lang", "en", stdin=b'{"format": 1')
    assert (refused.code, "-:1:13: syntax" in refused.out) == (1, True)


def test_blank_form_validates_as_it_is(tmp_path: Path) -> None:
    run("template", "太原", "--period", "2020-H1", "-o", "blank.yaml", "--lang", "zh", folder=tmp_path)
    ended = run("validate", "blank.yaml", "--lang", "en", folder=tmp_path)
    assert ended.code == 0
    assert "Nothing to mend or to answer." in ended.out
    assert "score 0.0 · interval 0.0 – 100.0" in ended.out
    assert "known weight 0.0%" in ended.out


@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("critical", 0), ("major", 1), ("note", 1)])
def test_fail_on_decides_from_which_severity_on(fail_on: str, code: int) -> None:
    assert run("validate", "submissions/2020-H1/110000-beijing.yaml", "--fail-on", fail_on).code == code


def test_exit_zero_reports_and_passes(folder: Path) -> None:
    write(folder, "bad.yaml", "format: [")
    assert run("score", ".", "--exit-zero", folder=folder).code == 0


def test_names_of_files_are_shown_escaped(tmp_path: Path) -> None:
    name = "\x1b[31m::error::\n.yaml"
    write(tmp_path, name, "format: [")
    ended = run("score", ".", "--lang", "en", folder=tmp_path)
    assert "\x1b" not in ended.out
    assert "\\u001b[31m::error::\\u000a.yaml:1:10: syntax" in ended.out


def test_reader_that_goes_away_is_no_traceback() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "checker", "score", "submissions"],
        stdout=writing,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")
