"""Results leave in pieces or whole: a file appears only when all of it is there, and nothing else stays."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from checker.cli.output import deliver
from checker.errors import StoreError


def broken() -> Iterator[str]:
    yield "first\n"
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("result", "content"),
    [("甲\n", "甲\n"), (b"\xff\n", b"\xff\n"), (iter(["甲", "\n", b"\xff"]), "甲\n".encode() + b"\xff"), ([], b"")],
)
def test_pieces_are_written_one_after_the_other(
    tmp_path: Path, result: str | bytes | Iterable[str | bytes], content: str | bytes
) -> None:
    deliver(result, str(tmp_path / "new" / "a.txt"))
    expected = content.encode() if isinstance(content, str) else content
    assert (tmp_path / "new" / "a.txt").read_bytes() == expected
    assert len(list((tmp_path / "new").iterdir())) == 1


def test_what_breaks_off_half_way_leaves_what_stood_there(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("before")
    with pytest.raises(KeyboardInterrupt):
        deliver(broken(), str(target))
    assert target.read_text() == "before"
    assert list(tmp_path.iterdir()) == [target]


def test_a_place_that_takes_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(StoreError):
        deliver(iter(["x"]), str(tmp_path / "a.txt"))
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_standard_output_gets_each_piece_when_it_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", out)
    with pytest.raises(KeyboardInterrupt):
        deliver(broken(), "-")
    assert out.buffer.getvalue() == b"first\n"
