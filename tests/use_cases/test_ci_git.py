"""What git tells of changes, in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from ci_repository import Repo, new_repository, submission

from checker.errors import UsageError
from checker.use_cases.ci import git
from checker.use_cases.ci.git import Change, Repository, open_repository

BEIJING, TIANJIN, TAIYUAN = (f"submissions/{name}.yaml" for name in ("beijing", "tianjin", "taiyuan"))


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return new_repository(tmp_path / "data")


def changes(repo: Repo, ref: str = "main") -> list[tuple[str, str]]:
    found = Repository(repo.root).changes_since(ref)
    return sorted((one.before, one.now) for one in found.files)


def test_every_kind_of_change_is_told(repo: Repo) -> None:
    repo.git("checkout", "--quiet", "-b", "change")
    repo.write(BEIJING, submission(1))
    repo.git("mv", TIANJIN, "submissions/省\n会.yaml")
    repo.git("rm", "--quiet", TAIYUAN)
    repo.write("submissions/committed.yaml", "x")
    repo.commit()
    repo.write("submissions/new.yaml", "y")
    (repo.root / "checker.toml").unlink()
    (repo.root / "checker.toml").symlink_to("elsewhere")
    assert changes(repo) == [
        ("", "submissions/committed.yaml"),
        ("", "submissions/new.yaml"),
        ("checker.toml", "checker.toml"),
        (BEIJING, BEIJING),
        (TAIYUAN, ""),
        (TIANJIN, "submissions/省\n会.yaml"),
    ]


def test_what_the_other_branch_did_since_is_no_change(repo: Repo) -> None:
    repo.git("checkout", "--quiet", "-b", "change")
    repo.write(BEIJING, submission(1))
    repo.commit()
    repo.git("checkout", "--quiet", "main")
    repo.write(TIANJIN, submission(2))
    repo.commit()
    repo.git("checkout", "--quiet", "change")
    assert changes(repo) == [(BEIJING, BEIJING)]


def test_users_own_settings_change_nothing(repo: Repo) -> None:
    own = {"diff.noprefix": "true", "diff.renames": "false", "diff.external": "false", "color.ui": "always"}
    for key, value in own.items():
        repo.git("config", key, value)
    repo.git("mv", TIANJIN, "submissions/天津.yaml")
    assert changes(repo) == [(TIANJIN, "submissions/天津.yaml")]


def test_contents_are_what_git_holds(repo: Repo) -> None:
    repo.write("empty.yaml", "")
    repo.write("binary.yaml", b"\x00\n\xff\n")
    repo.commit()
    for name in ("empty.yaml", "binary.yaml", BEIJING):
        repo.write(name, "other")
    there = Repository(repo.root)
    held = {one.before: one.held for one in there.changes_since("main").files}
    contents = there.contents([*held.values(), "0" * 40])
    assert {name: contents[blob] for name, blob in held.items()} == {
        "empty.yaml": b"",
        "binary.yaml": b"\x00\n\xff\n",
        BEIJING: submission().encode(),
    }


def test_link_held_nothing_that_can_be_judged(repo: Repo) -> None:
    (repo.root / "submissions/link.yaml").symlink_to("beijing.yaml")
    repo.commit()
    (repo.root / "submissions/link.yaml").unlink()
    assert Repository(repo.root).changes_since("main").files == (Change("submissions/link.yaml", "", ""),)


def test_submodules_and_repositories_within_are_told_apart(repo: Repo, tmp_path: Path) -> None:
    other = new_repository(tmp_path / "other")
    repo.git("submodule", "--quiet", "add", str(other.root / ".git"), "sub")
    new_repository(repo.root / "nested")
    found = Repository(repo.root).changes_since("main")
    assert found.submodules == ("sub", "nested")
    assert [one.now for one in found.files] == [".gitmodules"]


@pytest.mark.parametrize("ref", ["nowhere", "-x", "a\0b", ""])
def test_unknown_ref_is_refused(repo: Repo, ref: str) -> None:
    with pytest.raises(UsageError, match="no-such-ref"):
        Repository(repo.root).changes_since(ref)


def test_git_that_does_not_end_is_given_up(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(git, "SECONDS", 0)
    with pytest.raises(UsageError, match="git-failed"):
        Repository(repo.root).changes_since("main")


def test_no_repository_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not-a-repository"):
        open_repository(tmp_path, there=False)


def test_nothing_is_written(repo: Repo) -> None:
    (repo.root / BEIJING).touch()
    before = (repo.root / ".git/index").read_bytes()
    Repository(repo.root).changes_since("main")
    assert (repo.root / ".git/index").read_bytes() == before
