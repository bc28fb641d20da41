"""``results export`` in parts that a spreadsheet takes: no row lost at a seam, no file half-written. All invented."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.cli.main import main
from checker.reports.results import files, wording
from tests.store.made_runs import exported, write_run

MARK = "\ufeff"
EACH = 30  # submissions of the store


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = tmp_path_factory.mktemp("made") / "s.sqlite"
    write_run(store, units=1, each=EACH)
    return store


Export = Callable[..., tuple[int, str]]


@pytest.fixture
def export(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]
) -> Export:
    """Return what exports to ``a.csv`` in the test's own folder, unless told otherwise: exit code and chatter."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str, to: str | None = "a.csv", store: str = str(made)) -> tuple[int, str]:
        output = [] if to is None else ["-o", to]
        monkeypatch.setattr("checker.cli.language.LANGUAGE", "en")
        monkeypatch.setattr(sys, "argv", ["checker", "results", "export", store, *arguments, *output, "--lang", "en"])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsysbinary.readouterr().err.decode().splitlines(keepends=True)
        return int(ended.value.code or 0), "".join(line for line in said if "not the pack at hand" not in line)

    return call


def content(path: Path) -> list[list[str]]:
    text = path.read_bytes().decode()
    assert text.startswith(MARK)
    return list(csv.reader(text.removeprefix(MARK).splitlines(keepends=True)))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("what", ["submissions", "rules", "findings"])
@pytest.mark.parametrize("most", [7, 15, 30, 10_000])
def test_parts_hold_every_row_once_in_order(export: Export, made: Path, tmp_path: Path, what: str, most: int) -> None:
    assert export("--what", what, "--rows-per-file", str(most))[0] == 0
    parts = [content(tmp_path / name) for name in names(tmp_path)]
    whole = list(csv.reader(exported(made, what, "csv").decode().removeprefix(MARK).splitlines(keepends=True)))
    assert {tuple(part[0]) for part in parts} == {tuple(whole[0])}
    assert [row for part in parts for row in part[1:]] == whole[1:]
    assert [len(part) - 1 for part in parts[:-1]] == [most] * (len(parts) - 1)
    assert 1 < len(parts[-1]) <= most + 1


def test_names_say_how_many_there_are_and_sort_as_they_follow(export: Export, tmp_path: Path) -> None:
    _, said = export("--rows-per-file", "3")
    assert names(tmp_path) == [f"a-{number:02}-of-10.csv" for number in range(1, 11)]
    assert said == "rows: 30, in a-01-of-10.csv … a-10-of-10.csv\n"


def test_no_row_is_one_part_with_its_header(export: Export, tmp_path: Path) -> None:
    assert export("--state", "corrected", "--rows-per-file", "3") == (0, "rows: 0, in a-1-of-1.csv\n")
    assert len(content(tmp_path / "a-1-of-1.csv")) == 1


def test_parts_of_an_earlier_export_do_not_stay_and_all_else_does(export: Export, tmp_path: Path) -> None:
    others = ["a-2020.csv", "a-1-of-2.csv.bak", "b-3-of-3.csv", "aa-1-of-9.csv", "a.csv"]
    for name in others:
        (tmp_path / name).write_text("mine")
    export("--rows-per-file", "10")
    _, said = export("--rows-per-file", "20")
    assert names(tmp_path) == sorted([*others, "a-1-of-2.csv", "a-2-of-2.csv"])
    assert {(tmp_path / name).read_text() for name in others} == {"mine"}
    assert said.splitlines() == [
        "rows: 30, in a-1-of-2.csv, a-2-of-2.csv",
        "removed, of an earlier export: a-1-of-3.csv, a-2-of-3.csv, a-3-of-3.csv",
        "a.csv is not of this export and stays as it is",
    ]
    assert "removed" not in export("--rows-per-file", "20")[1]


def header(made: Path, what: str) -> str:
    return exported(made, what, "csv").decode().splitlines(keepends=True)[0]


@pytest.mark.parametrize(
    ("names_", "of"),
    [
        (["a-7-of-12.csv"], None),  # another program's, or a person's
        (["a-1-of-1.csv"], None),
        (["a-1-of-1.csv"], "findings"),  # of another export
        (["a-1-of-2.csv"], "submissions"),  # the set is not whole
        (["a-01-of-2.csv", "a-2-of-2.csv"], "submissions"),  # not named as ours are
        (["a-0-of-1.csv"], "submissions"),
    ],
)
def test_what_is_not_surely_a_part_of_ours_keeps_it_from_writing(
    export: Export, made: Path, tmp_path: Path, names_: list[str], of: str | None
) -> None:
    content = "mine" if of is None else header(made, of)
    for name in names_:
        (tmp_path / name).write_bytes(content.encode())
    code, said = export("--rows-per-file", "10")
    assert (code, said.count("\n")) == (2, 1)
    assert said.startswith(f"{names_[0]}: part-not-ours: ")
    assert {path.name: path.read_bytes().decode() for path in tmp_path.iterdir()} == dict.fromkeys(names_, content)


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda path: path.symlink_to("whole.csv"), lambda path: path.symlink_to("b")]
)
def test_links_and_folders_with_the_name_of_a_part_stay(
    export: Export, made: Path, tmp_path: Path, make: Callable[[Path], None]
) -> None:
    (tmp_path / "whole.csv").write_bytes(exported(made, "submissions", "csv"))
    make(tmp_path / "a-1-of-1.csv")
    code, said = export("--rows-per-file", "30")
    assert (code, "a-1-of-1.csv: part-not-ours: " in said) == (2, True)
    assert names(tmp_path) == ["a-1-of-1.csv", "whole.csv"]


@pytest.mark.parametrize("goes_back", [True, False])
@pytest.mark.parametrize("number", range(5))  # of two parts aside, and three to their names
def test_names_that_cannot_be_given_lose_nothing(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, *, goes_back: bool
) -> None:
    export("--rows-per-file", "20")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    inner, calls = Path.rename, iter(range(99))

    def failing(path: Path, target: Path) -> Path:
        call = next(calls)
        if call == number or (call > number and not goes_back):
            raise OSError(5, "Input/output error")
        return inner(path, target)

    monkeypatch.setattr(Path, "rename", failing)
    code, said = export("--rows-per-file", "10")
    assert (code, said) == (3, "a.csv: cannot-write: cannot be written (Input/output error)\n")
    if goes_back:
        assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    found = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert {name: found.get(name) for name in before} == before


def test_the_suffix_names_the_format_unless_one_is_given(export: Export, tmp_path: Path) -> None:
    begins = {"a.csv": MARK.encode(), "a.CSV": MARK.encode(), "b.ndjson": b"{", "b.jsonl": b"{", "b.parquet": b"PAR1"}
    for name, begin in begins.items():
        assert export(to=name)[0] == 0
        assert (tmp_path / name).read_bytes().startswith(begin)
    assert export("--format", "ndjson", to="c.txt")[0] == 0
    assert (tmp_path / "c.txt").read_bytes().startswith(b"{")
    assert export(to="-") == (0, "")


@pytest.mark.parametrize("name", ["a.xlsx", "a"])
def test_a_suffix_that_names_no_format_is_refused(export: Export, tmp_path: Path, name: str) -> None:
    code, said = export(to=name)
    assert (code, names(tmp_path)) == (2, [])
    assert said.startswith(f"{name}: export-format: ")
    assert ".csv, .ndjson, .jsonl, .parquet" in said


def test_what_fails_on_the_way_leaves_all_as_it_was(
    export: Export, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export("--rows-per-file", "20")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    inner, calls = files.write_csv, iter(range(9))

    def full(*arguments: object) -> int:
        if next(calls) == 2:
            raise OSError(28, "No space left on device")
        return inner(*arguments)  # type: ignore[arg-type]  # handed on as they came

    monkeypatch.setattr(files, "write_csv", full)
    code, said = export("--rows-per-file", "7")
    assert (code, said) == (3, "a.csv: cannot-write: cannot be written (No space left on device)\n")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


FAULTS = {
    "parts-need-file": {"to": "-"},
    "parts-of-csv": {"form": "ndjson"},
    "output-needed": {"to": None, "form": "parquet"},
}


@pytest.mark.parametrize("code", FAULTS)
def test_what_cannot_be_split_is_said_in_one_line(export: Export, tmp_path: Path, code: str) -> None:
    asked = {"to": "a.csv", "form": "csv"} | FAULTS[code]
    ended = export("--rows-per-file", "9", "--format", str(asked["form"]), to=asked["to"])
    assert ended[0] == 2
    assert ended[1].startswith(f"{code}: ")
    assert names(tmp_path) == []


def test_store_that_has_the_name_of_a_part_is_kept(export: Export, made: Path, tmp_path: Path) -> None:
    (tmp_path / "a-1-of-9.csv").write_bytes(made.read_bytes())
    code, said = export("--rows-per-file", "9", store="a-1-of-9.csv")
    assert (code, "output-is-input" in said, names(tmp_path)[0]) == (2, True, "a-1-of-9.csv")


@pytest.fixture
def _small_sheets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wording, "SPREADSHEET_ROWS", 29)


@pytest.mark.usefixtures("_small_sheets")
@pytest.mark.parametrize(
    ("arguments", "to", "named"),
    [
        ([], "a.csv", "a.csv has 30 rows"),
        ([], None, "CSV has 30 rows"),
        (["--rows-per-file", "30"], "a.csv", "a-1-of-1.csv has 30 rows"),
        (["--rows-per-file", "29"], "a.csv", ""),
        (["--format", "ndjson"], "a.ndjson", ""),
        (["--period", "2020-H1", "--state", "refused"], "a.csv", ""),
    ],
)
def test_more_rows_than_a_spreadsheet_takes_are_said(
    export: Export, arguments: list[str], to: str | None, named: str
) -> None:
    code, said = export(*arguments, to=to)
    assert code == 0
    assert ("a spreadsheet" in said) == bool(named)
    assert named in said
    assert ("-o FILE.csv" in said) == (to is None)


def test_both_languages_say_how_to_mend_it() -> None:
    for language in ("zh", "en"):
        line = wording.too_long_line("a.csv", 2_000_000, language)
        assert {"1,048,575", "2,000,000"} <= set(line.replace(";", " ").split(" "))
        assert "--rows-per-file 1000000" in line
