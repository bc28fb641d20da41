"""What lies under a submission's name: too much, nothing, no file at all, or a name that bites (A8, A23, A24)."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from time import process_time

import pytest

from checker.errors import InputError
from checker.model.assessment import Refusal
from checker.model.locality import Gazetteer
from checker.model.pack import Pack
from checker.readers.files import read_file
from checker.readers.read import Accepted, read_submission
from checker.reports.wording import error_line, finding_line
from checker.syntax.document import MAX_BYTES

SOUND = 'format: checker-submission/1\ndirective: tiny\nlocality: "140100"\nperiod: 2020-H1\nclaims: {stations: 5}\n'


def told(path: Path | str) -> dict[str, str]:
    """Return what is said of *path* in both languages; it must not be readable, and take less than a second."""
    began = process_time()
    with pytest.raises(InputError) as caught:
        read_file(str(path))
    assert process_time() - began < 1
    return {"zh": error_line(caught.value, "zh"), "en": error_line(caught.value, "en")}


def test_twenty_megabytes_are_read_and_not_a_byte_more(tmp_path: Path, tiny: Pack, gazetteer: Gazetteer) -> None:
    path = tmp_path / "big.yaml"
    path.write_bytes(SOUND.encode() + b"#" * (MAX_BYTES - len(SOUND)))
    assert isinstance(read_submission(read_file(str(path)), tiny, gazetteer), Accepted)
    with path.open("ab") as file:
        file.write(b"#")
    assert told(path) == {
        "zh": f"{path}: too-large: 文件过大（上限 20000000 字节）",
        "en": f"{path}: too-large: file too large (limit 20000000 bytes)",
    }


@pytest.mark.parametrize(
    ("kind", "make"),
    [
        ("folder", lambda path: path.mkdir()),
        ("pipe", os.mkfifo),
        ("link", lambda path: path.symlink_to("nowhere.yaml")),
        ("link", lambda path: path.symlink_to(path.name)),
        ("link", lambda path: path.symlink_to("/etc/passwd")),
    ],
    ids=["folder", "pipe", "dangling link", "link to itself", "link out of the inputs"],
)
def test_only_files_are_read(kind: str, make: object, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    assert callable(make)
    make(path)
    in_chinese = {"folder": "文件夹", "pipe": "管道", "link": "链接"}
    assert told(path) == {
        "zh": f"{path}: not-a-file: 不是普通文件（{in_chinese[kind]}）",
        "en": f"{path}: not-a-file: not a regular file ({kind})",
    }


def test_device_is_not_read() -> None:
    assert told("/dev/zero")["en"] == "/dev/zero: not-a-file: not a regular file (device)"


def test_file_that_is_gone_is_named(tmp_path: Path) -> None:
    assert told(tmp_path / "a.yaml")["en"].endswith(
        "a.yaml: cannot-read: the file cannot be read (No such file or directory)"
    )


def test_file_without_permission_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.yaml"
    path.touch()

    def deny(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(os, "open", deny)
    assert told(path)["en"].endswith("a.yaml: cannot-read: the file cannot be read (Permission denied)")


NAMES = {
    "escape code": ("\x1b[31m.yaml", "\\u001b[31m.yaml"),
    "title sequence": ("\x1b]0;x\x07.yaml", "\\u001b]0;x\\u0007.yaml"),
    "leading dash": ("-rf.yaml", "-rf.yaml"),
    "only a dash": ("-.yaml", "-.yaml"),
    "line break": ("a\nb: major.yaml", "a\\u000ab: major.yaml"),
    "carriage return": ("a\rb.yaml", "a\\u000db.yaml"),
    "CI command": ("::error file=x::y.yaml", "\\u003a:error file=x::y.yaml"),
    "direction": ("a\u202eb.yaml", "a\\u202eb.yaml"),
    "zero width": ("a\u200bb.yaml", "a\\u200bb.yaml"),
    "no UTF-8": ("a\udcffb.yaml", "a\\udcffb.yaml"),
    "formula": ("=1+1.yaml", "=1+1.yaml"),
    "markup": ("<b>.yaml", "<b>.yaml"),
    "glob": ("[a]*?.yaml", "[a]*?.yaml"),
    "template": ("{found}%s.yaml", "{found}%s.yaml"),
    "Chinese": ("报送（一）.yaml", "报送（一）.yaml"),
    "240 bytes": ("省" * 78 + ".yaml", "省" * 78 + ".yaml"),
}


@pytest.mark.parametrize("case", NAMES)
def test_any_name_is_read_and_shown_on_one_line(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny: Pack, gazetteer: Gazetteer
) -> None:
    name, shown = NAMES[case]
    monkeypatch.chdir(tmp_path)
    Path(name).write_text(SOUND)
    assert isinstance(read_submission(read_file(name), tiny, gazetteer), Accepted)
    Path(name).write_text(SOUND.replace("5", "five"))
    refusal = read_submission(read_file(name), tiny, gazetteer)
    assert isinstance(refusal, Refusal)
    line = finding_line(refusal.findings[0], "en")
    assert line.startswith(f"{shown}:5:20: wrong-type: ")
    assert line.isprintable()


def test_content_of_a_name_is_never_a_path(tmp_path: Path, tiny: Pack, gazetteer: Gazetteer) -> None:
    """What a submission says of its evidence is text: nothing is opened, nothing is fetched."""
    path = tmp_path / "a.yaml"
    path.write_text(SOUND + "sources: {s: {kind: ledger, title: ../../etc/passwd, url: 'file:///dev/zero'}}\n")
    assert isinstance(read_submission(read_file(str(path)), tiny, gazetteer), Accepted)


def test_input_is_left_as_it_is(tmp_path: Path, tiny: Pack, gazetteer: Gazetteer) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SOUND)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    read_submission(read_file(str(path)), tiny, gazetteer)
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
