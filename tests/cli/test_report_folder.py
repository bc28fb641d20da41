"""A folder of pages: whole files, what an earlier run left behind, and nobody else's files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from checker.cli.folder import LIST, deliver_folder
from checker.errors import StoreError

FIRST = [("localities/a.html", b"a"), ("localities/b.html", b"b"), ("index.html", b"a b")]
SECOND = [("localities/b.html", b"b"), ("index.html", b"b")]


def held(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_folder_lists_what_it_holds_with_digests(tmp_path: Path) -> None:
    deliver_folder(FIRST, str(tmp_path))
    listed = [f"{sha256(content).hexdigest()}  {name}" for name, content in sorted(FIRST)]
    assert (tmp_path / LIST).read_text().splitlines() == listed
    assert held(tmp_path) == {name for name, _ in FIRST} | {LIST}


def test_pages_of_an_earlier_run_go_and_other_files_stay(tmp_path: Path) -> None:
    deliver_folder(FIRST, str(tmp_path))
    (tmp_path / "localities" / "notes.html").write_bytes(b"mine")
    deliver_folder(SECOND, str(tmp_path))
    assert held(tmp_path) == {name for name, _ in SECOND} | {LIST, "localities/notes.html"}


def test_a_page_that_somebody_changed_stays(tmp_path: Path) -> None:
    deliver_folder(FIRST, str(tmp_path))
    (tmp_path / "localities" / "a.html").write_bytes(b"a, and a remark")
    deliver_folder(SECOND, str(tmp_path))
    assert "localities/a.html" in held(tmp_path)


@pytest.mark.parametrize("name", ["../outside.html", "{outside}", "linked/outside.html", "localities/.."])
def test_an_edited_list_removes_nothing_outside(tmp_path: Path, name: str) -> None:
    outside, folder = tmp_path / "outside.html", tmp_path / "report"
    outside.write_bytes(b"x")
    deliver_folder(FIRST, str(folder))
    (folder / "linked").symlink_to(tmp_path)
    named = name.format(outside=outside)
    (folder / LIST).write_text(f"{sha256(b'x').hexdigest()}  {named}\n")
    deliver_folder(SECOND, str(folder))
    assert outside.read_bytes() == b"x"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"no list\n", b"0" * 64 + b"  gone.html\n"])
def test_what_is_no_list_is_replaced(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LIST).write_bytes(content)
    deliver_folder(SECOND, str(tmp_path))
    assert len((tmp_path / LIST).read_text().splitlines()) == len(SECOND)


def test_a_place_that_takes_nothing_is_said_and_leaves_no_pieces(tmp_path: Path) -> None:
    (tmp_path / "index.html").mkdir()
    with pytest.raises(StoreError):
        deliver_folder(SECOND, str(tmp_path))
    assert held(tmp_path) == {"localities/b.html"}
