"""A pack whose files are missing, something else, or links: it is refused, and the file is named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from slips import TINY, refused

from checker.errors import PackError
from checker.packs.build import build_pack
from checker.packs.files import find_pack, read_pack_files, shipped_packs
from checker.reports.wording import error_line


def test_tiny_pack_is_sound_before_it_is_broken(copy: Path) -> None:
    pack = build_pack(read_pack_files(copy))
    assert [rule.id for rule in pack.rules] == ["P01-1", "P01-2", "P01-3", "P01-4", "P02-1", "P02-2", "P02-3", "P03-1"]


@pytest.mark.parametrize(
    ("file", "content", "line", "parts"),
    [
        ("points/02-plan.yaml", b"\x93\xfa\x00\xff" * 50, "tiny/points/02-plan.yaml: encoding", "byte 0"),
        ("points/02-plan.yaml", b"- id: \0\n", "tiny/points/02-plan.yaml:1:7: syntax", "control characters"),
        ("points/02-plan.yaml", "- id: 太原市\n".encode("gbk"), "tiny/points/02-plan.yaml: encoding", "byte 10"),
        ("points/02-plan.yaml", b"", "tiny/points/02-plan.yaml:1:1: not-a-list", "expected a list"),
        ("points/02-plan.yaml", b"id: P02-1\n", "tiny/points/02-plan.yaml:1:1: not-a-list", "expected a list"),
        ("points/02-plan.yaml", b"[" * 100_000, "tiny/points/02-plan.yaml:1:65: too-deep", "limit 64"),
        ("points/02-plan.yaml", b"[]", "tiny/directive.yaml:45:13: point-weight", "the weight of point 2"),
        ("points/04-more.yaml", b"- id: P04-1\n", "tiny/points/04-more.yaml:1:1: unknown-name", "unknown name 4"),
        ("points/02-plan.yml", b"[]", "tiny/points/02-plan.yml: unknown-format", "found .yml; expected .yaml"),
        ("indicators.yml", b"[]", "tiny/indicators.yml: unknown-format", "found .yml; expected .yaml"),
        ("integrity/01-sums.yaml", b"hello", "tiny/integrity/01-sums.yaml:1:1: not-a-list", "expected a list"),
        ("directive.yaml", b"- a\n", "tiny/directive.yaml:1:1: bad-value", "expected a mapping"),
        ("directive.yaml", b"", "tiny/directive.yaml:1:1: bad-value", "expected a mapping"),
        ("indicators.yaml", b"{}", "tiny/indicators.yaml:1:1: not-a-list", "expected a list"),
        ("targets.csv", b"", "tiny/targets.csv:1:1: table-columns", "(found ; expected locality,indicator"),
        ("targets.csv", b"\xff\xfe", "tiny/targets.csv: encoding", "byte 0"),
        (
            "localities.csv",
            b'"' + b"x" * 200_000 + b'"',
            "tiny/localities.csv:1:1: syntax",
            "field larger than field limit",
        ),
    ],
)
def test_file_that_is_something_else_is_named(file: str, content: bytes, line: str, parts: str, copy: Path) -> None:
    (copy / file).write_bytes(content)
    shown = error_line(refused(copy), "en")
    assert shown.startswith(f"{line}: ")
    assert parts in shown


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("indicators.yaml", "tiny/indicators.yaml: pack-file-missing: the rule pack lacks the file indicators.yaml"),
        ("points/03-extras.yaml", None),
        (
            "points/02-plan.yaml",
            "tiny/directive.yaml:45:13: point-weight: the weight of point 2 does not fit its rules",
        ),
        ("targets.csv", "tiny/targets.csv: pack-file-missing: the rule pack lacks the file targets.csv"),
        ("localities.csv", "tiny/localities.csv: pack-file-missing: the rule pack lacks the file localities.csv"),
        ("integrity/01-sums.yaml", None),
    ],
)
def test_file_that_is_missing_is_named_if_it_is_needed(file: str, line: str | None, copy: Path) -> None:
    (copy / file).unlink()
    if line is None:
        build_pack(read_pack_files(copy))
    else:
        assert error_line(refused(copy), "en") == line


@pytest.mark.parametrize(
    "name", ["directive.yaml", "indicators.yaml", "points/01-stations.yaml", "targets.csv", "points"]
)
def test_links_in_a_pack_are_not_followed(name: str, copy: Path, tmp_path: Path) -> None:
    moved = tmp_path / "moved"
    (copy / name).rename(moved)
    (copy / name).symlink_to(moved)
    error = refused(copy)
    assert (error.code, error.parameters) == ("not-a-file", {"found": "link"})
    assert str(error.locus).startswith(f"tiny/{name}")


def test_pack_of_links_is_not_read(tmp_path: Path) -> None:
    folder = tmp_path / "links"
    folder.mkdir()
    for path in TINY.iterdir():
        (folder / path.name).symlink_to(path)
    assert error_line(refused(folder), "en") == "links/directive.yaml: not-a-file: not a regular file (link)"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_table_that_is_no_file_is_not_passed_over(make: Callable[[Path], None], copy: Path) -> None:
    (copy / "targets.csv").unlink()
    make(copy / "targets.csv")
    assert refused(copy).code == "not-a-file"


def test_pack_without_end_is_not_read(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.packs.files.MAX_BYTES", 3_000)
    error = refused(copy)
    assert (error.code, str(error.locus)) == ("too-large", "tiny/indicators.yaml")


@pytest.mark.parametrize("make", ["empty", "file", "missing"])
def test_what_is_no_pack_is_named_with_those_there_are(
    make: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    if make == "empty":
        Path("there").mkdir()
    elif make == "file":
        Path("there").touch()
    with pytest.raises(PackError) as caught:
        find_pack("there")
    known = ", ".join(shipped_packs())
    assert error_line(caught.value, "en") == f"there: no-pack: no rule pack there (there are: {known})"
    assert error_line(caught.value, "zh") == f"there: no-pack: 没有规则包 there（现有：{known}）"
