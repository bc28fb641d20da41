"""The same submissions through other formats, encodings and standard input say the same, through the real program."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from program import ROOT, run

from checker.readers.explain import to_plain
from checker.readers.formats import FORMATS
from checker.syntax.yaml import read_yaml

FORMS = ("110000-beijing", "140100-taiyuan")
TAIYUAN = (ROOT / "submissions/2020-H1/140100-taiyuan.yaml").read_text(encoding="utf-8")
COMMANDS = (["validate"], ["score"], ["explain"], ["plan"], ["compare", "two.yaml"])


def as_json(text: str) -> str:
    """Return a YAML form as one line of JSON."""
    return json.dumps(to_plain(read_yaml(text, "").tree), ensure_ascii=False, default=float)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    forms = [(ROOT / f"submissions/2020-H1/{name}.yaml").read_text(encoding="utf-8") for name in FORMS]
    for name, form in zip(("two.yaml", "one.yaml"), forms, strict=True):
        (tmp_path / name).write_text(form, encoding="utf-8")
    lines = [as_json(form) for form in forms]
    (tmp_path / "both.ndjson").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps(json.loads(lines[1]), indent=1), encoding="utf-8")
    (tmp_path / "one.jsonl").write_text(lines[1], encoding="utf-8")
    (tmp_path / "one.txt").write_text(TAIYUAN, encoding="gbk")
    return tmp_path


def test_table_of_a_folder_is_that_of_its_lines(folder: Path) -> None:
    forms = run("score", "two.yaml", "one.yaml", "--format", "csv", folder=folder)
    lines = run("score", "both.ndjson", "--format", "csv", folder=folder)
    assert (lines.code, lines.out.replace("both.ndjson", "FILE")) == (
        forms.code,
        forms.out.replace("one.yaml", "FILE").replace("two.yaml", "FILE"),
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_reads_lines_as_it_reads_the_form(command: list[str], folder: Path) -> None:
    asked, *others = command
    form, other = (run(asked, one, *others, "--lang", "en", folder=folder) for one in ("one.yaml", "one.jsonl"))
    assert (other.code, other.err) == (form.code, "")
    assert len(other.out.splitlines()) == len(form.out.splitlines())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_every_command_takes_format_and_encoding(command: list[str], folder: Path) -> None:
    (folder / "two.yaml").write_text(TAIYUAN, encoding="gbk")
    asked, *others = command
    ended = run(asked, "one.txt", *others, "--input-format", "yaml", "--encoding", "gbk", "--lang", "zh", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert "太原" in ended.out


def test_impact_takes_format_and_encoding(folder: Path) -> None:
    packs = ["miit-5g-2020"] * 2
    ended = run("rules", "impact", *packs, "one.txt", "--input-format", "yaml", "--encoding", "gbk", folder=folder)
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("name", "told"),
    [("one.txt", " · yaml, gb18030"), ("one.jsonl", " · jsonl"), ("one.yaml", None), ("one.json", None)],
)
def test_format_and_encoding_stand_in_the_output(name: str, told: str | None, folder: Path) -> None:
    form = ["--input-format", "yaml"] if name == "one.txt" else []
    text = run("validate", name, *form, "--lang", "en", folder=folder).out.splitlines()[1]
    assert text.endswith("unscored facts" if told is None else told.replace("jsonl", "ndjson, utf-8"))
    report = json.loads(run("validate", name, *form, "--format", "json", folder=folder).out)["submissions"][0]
    wanted = {"one.txt": ("yaml", "gb18030"), "one.jsonl": ("ndjson", "utf-8")}
    assert (report["format"], report["encoding"]) == wanted.get(name, (name.partition(".")[2], "utf-8"))


@pytest.mark.parametrize(("name", "wanted"), [("one.yaml", 1), ("one.json", 1), ("one.jsonl", 1), ("both.ndjson", 2)])
def test_standard_input_shows_its_format(name: str, wanted: int, folder: Path) -> None:
    ended = run("score", "-", "--lang", "en", stdin=(folder / name).read_bytes())
    assert ended.out.splitlines()[-1] == f"read {wanted} = judged {wanted} + refused 0"


def test_standard_input_takes_format_and_encoding(folder: Path) -> None:
    content = (folder / "both.ndjson").read_text(encoding="utf-8").encode("utf-16")
    ended = run("score", "-", "--input-format", "ndjson", "--encoding", "utf-16", "--lang", "en", stdin=content)
    assert ended.out.splitlines()[-1] == "read 2 = judged 2 + refused 0"


def test_lines_of_standard_input_are_read_beyond_the_size_of_one_file() -> None:
    line = as_json(TAIYUAN).encode()
    stdin = line + b"\n" + b"{}\n" + (b" " * 999 + b"\n") * 21_000 + line.replace("太原市".encode(), b"") + b"\n"
    ended = run("score", "-", "--lang", "en", stdin=stdin)
    assert ended.out.splitlines()[-1] == "read 3 = judged 1 + refused 2"
    assert "finding identical-copy x 1: -:21003:1" in ended.err


def test_folder_is_searched_for_the_format_that_is_asked_for(folder: Path) -> None:
    ended = run("score", ".", "--input-format", "ndjson", "--lang", "en", folder=folder)
    assert "one.jsonl:1:" in ended.out
    assert "one.yaml" not in ended.out


@pytest.mark.parametrize("option", ["--input-format", "--encoding"])
def test_what_is_not_known_is_named_with_what_is(option: str, folder: Path) -> None:
    ended = run("validate", "one.yaml", option, "klingon", "--lang", "en", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert "klingon" in ended.err
    assert ("ndjson" if option == "--input-format" else "gb18030") in ended.err


@pytest.mark.parametrize("command", ["explain", "plan"])
def test_one_submission_is_not_picked_from_several(command: str, folder: Path) -> None:
    ended = run(command, "both.ndjson", "--lang", "en", folder=folder)
    assert (ended.code, ended.err) == (
        2,
        "both.ndjson: several-submissions: the file holds 2 submissions, and one is asked for\n",
    )


def test_every_format_is_named_in_the_help() -> None:
    shown = "".join(run("validate", "--help").out.split())
    assert "|".join(FORMATS) in shown
