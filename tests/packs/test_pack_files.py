"""Where packs are found, how their files are named, and what the order of files and rows is."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from slips import TINY

from checker.errors import PackError
from checker.model.pack import Pack
from checker.packs.build import build_pack
from checker.packs.files import DEFAULT_PACK, PackFiles, find_pack, read_pack_files, rules_folder, shipped_packs
from checker.packs.gazetteer import read_gazetteer


def test_shipped_pack_is_found_by_its_name() -> None:
    assert DEFAULT_PACK in shipped_packs()
    assert find_pack(DEFAULT_PACK) == rules_folder() / DEFAULT_PACK


@pytest.mark.parametrize("name", ["tiny", "./tiny", "tiny/", "../work/tiny"])
def test_any_pack_is_found_by_its_path(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "work").mkdir()
    shutil.copytree(TINY, tmp_path / "work/tiny")
    monkeypatch.chdir(tmp_path / "work")
    assert read_pack_files(find_pack(name)).shown("a.yaml") == "tiny/a.yaml"


def test_pack_in_the_current_folder_is_named_like_any_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(TINY)
    assert read_pack_files(find_pack(".")).shown("a.yaml") == "tiny/a.yaml"


@pytest.mark.parametrize("name", ["", "..", "divisions", "nowhere", "miit", DEFAULT_PACK + "/points"])
def test_what_is_no_pack_is_not_found(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(PackError) as caught:
        find_pack(name)
    assert caught.value.code == "no-pack"


def rows(text: str) -> list[tuple[int, dict[str, str]]]:
    """Return the rows of a table with the columns a and b."""
    files = PackFiles(TINY, {"t.csv": text.encode()})
    return [(row.line, dict(row.cells)) for row in files.rows("t.csv", ("a", "b"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a,b\n", []),
        ("a,b\n1,2\n", [(2, {"a": "1", "b": "2"})]),
        ("a,b\r\n1,2\r\n", [(2, {"a": "1", "b": "2"})]),
        ("\ufeffa,b\n1,2", [(2, {"a": "1", "b": "2"})]),
        ('a,b\n"1\n1",2\n3,4\n', [(2, {"a": "1\n1", "b": "2"}), (4, {"a": "3", "b": "4"})]),
        ("a,b\n1\u2028,2\n3,4\n", [(2, {"a": "1\u2028", "b": "2"}), (3, {"a": "3", "b": "4"})]),
        ('a,b\n"1,""x""",\n', [(2, {"a": '1,"x"', "b": ""})]),
    ],
)
def test_rows_are_named_by_the_line_they_begin_on(text: str, expected: list[tuple[int, dict[str, str]]]) -> None:
    assert rows(text) == expected


def test_order_of_files_makes_no_difference(tiny: Pack) -> None:
    files = read_pack_files(TINY)
    backwards = PackFiles(files.folder, dict(reversed(files.contents.items())))
    assert backwards.digest == tiny.digest
    assert [rule.id for rule in build_pack(backwards).rules] == [rule.id for rule in tiny.rules]


def test_gazetteer_holds_all_divisions_of_the_end_of_2020() -> None:
    levels = [one.level for one in read_gazetteer()]
    assert (levels.count("province"), levels.count("prefecture"), levels.count("county")) == (34, 333, 2844)


def test_expression_knows_where_it_stands(tiny: Pack) -> None:
    places = {rule.id: {name: str(one.locus) for name, one in rule.named_expressions.items()} for rule in tiny.rules}
    assert places["P01-4"] == {
        "measure": "tiny/points/01-stations.yaml:41:12",
        "threshold": "tiny/points/01-stations.yaml:44:16",
    }
    assert tiny.rules[3].named_expressions["threshold"].text == '0.5 if level == "county" else 1'


def test_mark_of_the_point_is_that_of_its_rules(tiny: Pack) -> None:
    assert [rule.mark for rule in tiny.rules] == ["A"] * 4 + ["B"] * 3 + ["C"]
