"""What lies in folders: nothing of it is left out without a word, because of a link or for lack of permission."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from checker.model.pack import Pack
from checker.readers.formats import AS_NAMED
from checker.reports.wording import finding_line
from checker.use_cases.batch.run import Batch, run_batch
from checker.use_cases.ci.neighbours import _any_of, _may_speak
from checker.use_cases.ci.policy import resolve_settings
from checker.use_cases.ci.policy_build import build_policy
from checker.use_cases.ci.policy_file import find_workplace
from checker.use_cases.ci.selecting import select
from checker.use_cases.judging import Yardstick, find_files, judge_paths

SOUND = (
    '{"format": "checker-submission/1", "directive": "tiny", "locality": "140100", "period": "2020-H1", "claims": {}}'
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder ``in`` with a submission, beside another folder with one."""
    monkeypatch.chdir(tmp_path)
    for name in ("in", "out"):
        Path(name).mkdir()
        Path(name, "a.json").write_text(SOUND)
    return tmp_path


def forbid(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no folder of that name be looked into: the tests may be run by somebody who may look into all."""

    def scan(path: object = ".") -> object:
        if Path(str(path)).name == name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return looked(path)

    looked: Callable[..., object] = os.scandir
    monkeypatch.setattr(os, "scandir", scan)


def refused(tiny: Pack, *paths: str) -> list[str]:
    """Return why something under *paths* is refused."""
    return [
        finding_line(one, "en") for refusal in judge_paths(Yardstick(tiny), paths).refusals for one in refusal.findings
    ]


def test_folder_that_cannot_be_looked_into_is_refused(
    folder: Path, tiny: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("in/sub").mkdir()
    forbid("sub", monkeypatch)
    assert find_files(["in"]) == ["in/a.json", "in/sub"]
    (line,) = refused(tiny, "in")
    assert "in/sub: cannot-read: the file cannot be read (Permission denied)" in line
    assert refused(tiny, "in/sub") == [line]


def test_linked_folder_within_a_folder_is_refused(folder: Path, tiny: Pack) -> None:
    Path("in/sub").symlink_to("../out")
    Path("in/.sub").symlink_to("../out")
    (line,) = refused(tiny, "in")
    assert "in/sub: not-a-file: not a regular file (link)" in line


def test_linked_folder_that_is_named_is_followed(folder: Path) -> None:
    Path("way").symlink_to("in")
    assert find_files(["way"]) == ["way/a.json"]


def test_batch_refuses_them_alike(folder: Path, tiny: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("in/shut").mkdir()
    Path("in/sub").symlink_to("../out")
    forbid("shut", monkeypatch)
    batch = Batch(Yardstick(tiny), ("in",), tuple(find_files(["in"])), AS_NAMED, 1)
    done = run_batch(batch, Path("s.sqlite"), lambda _: None)
    assert (done.progress.judged, done.progress.refused) == (1, 2)


def test_build_looks_through_a_link_at_what_git_knows(folder: Path) -> None:
    Path(".git").mkdir()
    Path("way").symlink_to("in")
    Path("in/sub").symlink_to("../out")
    Path("checker.toml").write_text('paths = ["way"]\n')
    place = find_workplace(folder)
    policy = build_policy(place, resolve_settings(place, {}), None)
    assert select(policy, None).whole == ("in/a.json", "in/sub")
    assert not _may_speak("in/sub", _any_of([b"140100"]))
