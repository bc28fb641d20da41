"""Only regular files are opened, and only so much of them is read."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from checker.errors import InputError
from checker.syntax.files import read_bytes


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def _link(path: Path) -> None:
    target = path.with_name("target")
    target.write_bytes(b"a: 1")
    path.symlink_to(target)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (Path.mkdir, "folder"),
        (_pipe, "pipe"),
        (_socket, "socket"),
        (_link, "link"),
        (lambda path: path.symlink_to("nowhere"), "link"),
        (lambda path: path.symlink_to(path.name), "link"),
    ],
    ids=["folder", "pipe", "socket", "link", "dangling link", "link to itself"],
)
def test_what_is_no_regular_file_is_not_opened(make: object, found: str, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert callable(make)
    make(path)
    with pytest.raises(InputError) as caught:
        read_bytes(path, "a.yaml")
    assert (caught.value.code, caught.value.parameters) == ("not-a-file", {"found": found})


def test_device_is_not_opened() -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(Path("/dev/zero"), "zero")
    assert (caught.value.code, caught.value.parameters) == ("not-a-file", {"found": "device"})


def test_reader_of_a_pipe_is_not_noticed_by_its_writer(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    os.mkfifo(path)
    with pytest.raises(InputError):
        read_bytes(path, "a.yaml")
    with pytest.raises(OSError, match="No such device"):  # nobody has it open for reading
        os.open(path, os.O_WRONLY | os.O_NONBLOCK)


def test_file_that_is_exchanged_after_the_look_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, regular = tmp_path / "a.yaml", tmp_path / "regular"
    regular.write_bytes(b"a: 1")
    path.symlink_to(regular)
    monkeypatch.setattr(Path, "lstat", lambda _: regular.stat())
    with pytest.raises(InputError) as caught:
        read_bytes(path, "a.yaml")
    assert caught.value.code == "cannot-read"


def test_file_that_is_gone_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_bytes(tmp_path / "a.yaml", "a.yaml")
    assert (caught.value.code, caught.value.parameters) == ("cannot-read", {"found": "No such file or directory"})


def test_so_much_and_not_a_byte_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checker.syntax.files.MAX_BYTES", 4)
    path = tmp_path / "a.yaml"
    path.write_bytes(b"abcd")
    assert read_bytes(path, "a.yaml") == b"abcd"
    path.write_bytes(b"abcde")
    with pytest.raises(InputError) as caught:
        read_bytes(path, "a.yaml")
    assert (caught.value.code, caught.value.parameters) == ("too-large", {"limit": 4})


@pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="a system without such files")
def test_file_that_tells_no_size_is_read_whole() -> None:
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    assert read_bytes(path, "status").count(b"\n") > 10
