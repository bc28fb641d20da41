"""A checked pack is kept as data: it comes back equal, or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest
from slips import TINY

from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.packs import cache
from checker.packs.files import DEFAULT_PACK, read_pack_files
from checker.packs.load import load_pack


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of this test alone."""
    folder = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def entries(home: Path) -> list[Path]:
    """Return all files in the cache."""
    return sorted(path for path in home.rglob("*") if path.is_file())


def encoded(pack: Pack) -> str:
    """Return a text that two packs share only if they are equal in every value: lists of items compare by identity."""
    return json.dumps(cache.encode(pack), ensure_ascii=False)


@pytest.mark.parametrize("name", [DEFAULT_PACK, str(TINY)], ids=["shipped", "tiny"])
def test_kept_pack_comes_back_equal(name: str, home: Path) -> None:
    built = load_pack(name)
    kept = cache.recall(built.digest)
    assert kept is not None
    assert encoded(kept) == encoded(built)
    assert kept.directive == built.directive
    assert kept.targets == built.targets
    assert list(kept.indicators) == list(built.indicators)
    assert len(entries(home)) == 1


def test_second_load_builds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_pack(str(TINY))
    monkeypatch.setattr("checker.packs.build.build_pack", lambda _: pytest.fail("built again"))
    assert encoded(load_pack(str(TINY))) == encoded(first)


def test_changed_content_is_another_entry(home: Path, copy: Path) -> None:
    before = load_pack(str(copy))
    path = copy / "points/01-stations.yaml"
    path.write_text(path.read_text().replace("weight: 3", "weight: 4"))
    after = load_pack(str(copy))
    assert (before.rules[0].weight, after.rules[0].weight) == (3, 4)
    assert before.digest != after.digest
    assert len(entries(home)) == 2


def test_other_name_is_another_digest_and_another_folder_is_not(copy: Path, tmp_path: Path) -> None:
    digest = read_pack_files(copy).digest
    moved = copy.rename(tmp_path / "elsewhere")
    assert read_pack_files(moved).digest == digest
    (moved / "points/03-extras.yaml").rename(moved / "points/03-other.yaml")
    assert read_pack_files(moved).digest != digest


@pytest.mark.parametrize("name", ["notes.md", "catalogue.md", "tests/a.yaml", "targets-rejected.csv"])
def test_what_does_not_judge_is_not_in_the_digest(name: str, copy: Path) -> None:
    digest = read_pack_files(copy).digest
    (copy / "tests").mkdir()
    (copy / name).write_text("x")
    assert read_pack_files(copy).digest == digest


def rewritten(change: Callable[[list[object]], object]) -> Callable[[Path], None]:
    """Return a way to spoil an entry whose checksum fits again."""

    def spoil(entry: Path) -> None:
        tree = json.loads(entry.read_bytes().partition(b"\n")[2])
        text = json.dumps(change(tree)).encode()
        entry.write_bytes(cache._checksum(text) + b"\n" + text)

    return spoil


def garbled(entry: Path) -> None:
    """Change one digit in the middle: it is still JSON, and still a pack."""
    content = entry.read_bytes()
    entry.write_bytes(content.replace(b'["f",60,1]', b'["f",61,1]', 1))
    assert entry.read_bytes() != content


SPOILT = {
    "garbled": garbled,
    "truncated": lambda entry: entry.write_bytes(entry.read_bytes()[:-100]),
    "empty": lambda entry: entry.write_bytes(b""),
    "not JSON": lambda entry: entry.write_bytes(b"\x80" + os.urandom(100)),
    "without checksum": lambda entry: entry.write_bytes(entry.read_bytes().partition(b"\n")[2]),
    "writable by others": lambda entry: entry.chmod(0o666),
    "writable by the group": lambda entry: entry.chmod(0o620),
    "no pack": rewritten(lambda tree: tree[2]),
    "a text": rewritten(lambda _: "hello"),
    "an object": rewritten(lambda tree: {"c": tree}),
    "nothing": rewritten(lambda _: []),
    "too few values": rewritten(lambda tree: tree[:-1]),
    "too many values": rewritten(lambda tree: [*tree, 1]),
    "unknown class": rewritten(lambda tree: ["c", "os.system", *tree[2:]]),
    "unknown kind": rewritten(lambda tree: ["x", *tree[1:]]),
    "fraction over zero": rewritten(lambda _: ["f", 1, 0]),
    "day without end": rewritten(lambda _: ["d", 10**30]),
    "too deep": rewritten(lambda _: json.loads("[" * 900 + "]" * 900)),
    "digest of another": rewritten(lambda tree: [*tree[:-1], "0" * 64]),
}


@pytest.mark.parametrize("case", SPOILT)
def test_entry_that_is_spoilt_is_passed_over_and_replaced(case: str, home: Path) -> None:
    first = load_pack(str(TINY))
    (entry,) = entries(home)
    sound = entry.read_bytes()
    SPOILT[case](entry)
    assert cache.recall(first.digest) is None
    assert encoded(load_pack(str(TINY))) == encoded(first)
    assert entries(home) == [entry]
    assert entry.read_bytes() == sound
    assert entry.stat().st_mode & 0o777 == 0o600


def test_entry_of_another_owner_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = load_pack(str(TINY)).digest
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert cache.recall(digest) is None


def test_entry_of_another_engine_is_another_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    digest = load_pack(str(TINY)).digest
    monkeypatch.setattr(cache, "__version__", "99.0")
    assert cache.recall(digest) is None


def test_folder_that_cannot_be_written_to_is_left_alone(home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file where the folder would be")
    assert load_pack(str(TINY)).directive.id == "tiny"
    assert home.read_text() == "a file where the folder would be"


def test_full_disk_leaves_nothing_behind(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert load_pack(str(TINY)).directive.id == "tiny"
    assert entries(home) == []


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.chdir(tmp_path)
    assert load_pack(str(TINY)).directive.id == "tiny"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["", "relative", "./here"])
def test_cache_is_never_below_the_current_folder(given: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", given)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    load_pack(str(TINY))
    assert list(Path().iterdir()) == []
    assert len(entries(tmp_path / "home/.cache/checker/packs")) == 1


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        3,
        "text",
        Fraction(1, 3),
        Fraction(10**40),
        Interval(Fraction(-1), float("inf")),
        Interval(float("-inf"), Fraction(0)),
        (),
        ("a", (1, None)),
        frozenset({"b", "a"}),
        {("a", "b"): (Fraction(1),)},
    ],
)
def test_values_come_back_as_they_were(value: object) -> None:
    assert cache.decode(json.loads(json.dumps(cache.encode(value)))) == value
