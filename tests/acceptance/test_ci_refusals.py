"""``checker ci`` and what may be wrong with files, git, policy or command line: one line, a code, nothing lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from builds import branched, ci
from ci_repository import POLICY, Repo, new_repository, submission
from program import Ended

BEIJING = "submissions/beijing.yaml"


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return branched(tmp_path / "data")


NAMES = ("-leading.yaml", "省 会.yaml", "a\nb::error file=x.yaml", "glob*?[a].yaml", "'\"$(touch x)`.yaml", "é.yaml")


@pytest.mark.parametrize("name", NAMES)
def test_name_of_a_file_is_only_a_name(repo: Repo, name: str) -> None:
    repo.write(f"submissions/{name}", submission("many", "130000"))
    repo.commit()
    ended = ci(repo, "--changed-since", "main", "--format", "github")
    assert ended.code == 1
    assert len(ended.out.splitlines()) == 1
    assert ended.out.startswith("::error file=submissions/")
    assert "1 of 4 files changed" in ended.err


def test_name_that_is_no_utf_8_is_read_too(repo: Repo) -> None:
    (repo.root / "submissions").joinpath(b"\xb1\xb1.yaml".decode("utf-8", "surrogateescape")).write_text(
        submission("x")
    )
    ended = ci(repo, "--changed-since", "main")
    assert (ended.code, "\\udcb1\\udcb1.yaml:6:13" in ended.out) == (1, True)


def test_new_file_that_git_does_not_know_yet_counts_as_changed_and_an_ignored_one_does_not(repo: Repo) -> None:
    repo.write(".gitignore", "ignored.yaml\n")
    repo.write("submissions/ignored.yaml", submission("x", "130000"))
    repo.write("submissions/new.yaml", submission("x", "130000"))
    ended = ci(repo, "--changed-since", "main")
    assert "new.yaml" in ended.out
    assert "ignored.yaml" not in ended.out


def test_excluded_files_are_left_out_unless_they_are_named(repo: Repo) -> None:
    repo.write("checker.toml", POLICY + 'exclude = ["drafts/", "*.tmp.yaml", "submissions/old/*"]\n')
    for name in ("drafts/a.yaml", "a.tmp.yaml", "old/deep/a.yaml"):
        repo.write(f"submissions/{name}", "no submission")
    assert ci(repo).code == 0
    assert ci(repo, "submissions/drafts/a.yaml").code == 1


def test_detached_head_is_like_any_other(repo: Repo) -> None:
    repo.write(BEIJING, submission("x"))
    repo.git("checkout", "--quiet", "--detach", repo.commit())
    assert "1 of 3 files changed" in ci(repo, "--changed-since", "main").err


def test_submodule_that_changed_is_checked_whole_and_asked_for_if_it_is_not_here(repo: Repo, tmp_path: Path) -> None:
    other = new_repository(tmp_path / "other")
    repo.git("submodule", "--quiet", "add", str(other.root / ".git"), "submissions/other")
    repo.git("branch", "--force", "main", repo.commit())
    for name in ("tianjin", "taiyuan"):
        repo.git("rm", "--quiet", f"submissions/{name}.yaml")
    repo.git("rm", "--quiet", BEIJING)
    other.write("submissions/beijing.yaml", submission("x"))
    other.commit()
    repo.git("submodule", "--quiet", "update", "--remote", "--checkout")
    repo.commit()
    ended = ci(repo, "submissions/other/submissions", "--changed-since", "main")
    assert (ended.code, "3 of 3 files changed" in ended.err) == (1, True)
    repo.git("submodule", "--quiet", "deinit", "--force", "--all")
    repo.write(BEIJING, submission())
    ended = ci(repo, "--changed-since", "main")
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("submissions/other: submodule-missing: ")


def one_line(ended: Ended, start: str) -> None:
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(start)
    assert ended.err.count("\n") == 1


@pytest.mark.parametrize("ref", ["nowhere", "0" * 40, "", "--output=x", "main..change", "HEAD:README.md"])
def test_ref_that_is_no_commit_here(repo: Repo, ref: str) -> None:
    one_line(ci(repo, f"--changed-since={ref}"), f"no-such-ref: no such commit or branch: {ref}")
    assert sorted(path.name for path in repo.root.iterdir()) == [".git", "checker.toml", "rules", "submissions"]


def test_shallow_clone_says_what_to_fetch(repo: Repo, tmp_path: Path) -> None:
    repo.write(BEIJING, submission(5))
    repo.commit()
    repo.git("clone", "--quiet", "--depth", "1", "--branch", "change", f"file://{repo.root}", str(tmp_path / "clone"))
    clone = Repo(tmp_path / "clone")
    one_line(
        ci(clone, "--changed-since", "origin/main"), "ref-not-fetched: this is a shallow clone that does not reach"
    )
    clone.git("fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    one_line(ci(clone, "--changed-since", "origin/main"), "ref-not-fetched: ")
    assert ci(clone).code == 0


def test_histories_without_a_common_commit(repo: Repo) -> None:
    repo.git("checkout", "--quiet", "--orphan", "alone")
    repo.commit()
    one_line(ci(repo, "--changed-since", "main"), "no-common-commit: main and what is checked out have no commit")


def test_without_a_repository_all_is_checked_and_a_ref_is_refused(repo: Repo) -> None:
    shutil.rmtree(repo.root / ".git")
    assert ci(repo).code == 0
    one_line(ci(repo, "--changed-since", "main"), "not-a-repository: ")


def test_without_git_all_is_checked_and_a_ref_is_refused(repo: Repo, tmp_path: Path) -> None:
    assert ci(repo, PATH=str(tmp_path)).code == 0
    one_line(ci(repo, "--changed-since", "main", PATH=str(tmp_path)), "no-git: ")


def test_git_that_fails_is_quoted(repo: Repo) -> None:
    (repo.root / ".git" / "index").write_bytes(b"broken")
    one_line(ci(repo, "--changed-since", "main"), "git-failed: git failed: ")


@pytest.mark.parametrize(
    ("policy", "arguments", "line"),
    [
        (POLICY, ["nowhere"], "nowhere: no-paths: the path does not exist; name where submissions are"),
        (POLICY, ["--exclude", "submissions"], "submissions: nothing-to-read: "),
        (POLICY, ["../outside"], "path-outside: paths: ../outside leads out of the repository"),
        (POLICY, ["--max-drop", "1"], "drop-without-ref: "),
        (POLICY, ["--min-score", "x"], "policy-value: min-score is x"),
        (POLICY, ["--baseline", "x.json"], "no-baseline: no baseline x.json"),
        (POLICY, ["-o", "json"], "output-form: --output takes FORMAT=FILE"),
        (POLICY, ["-o", "yaml=x"], "policy-value: outputs.yaml is x"),
        (POLICY, ["-o", f"table={BEIJING}"], f"output-among-submissions: {BEIJING} would be read as a submission"),
        (
            'pack = "rules/tiny==9.9"\n',
            [],
            "checker.toml:1: pack-pinned: the policy holds rules/tiny to 9.9, but here it",
        ),
        ('pack = "rules/tiny==sha256:000000000000"\n', [], "checker.toml:1: pack-pinned: "),
        ('pack = "no-pack"\n', [], "no-pack: no-pack: "),
        ("fail-in = 1\n", [], "checker.toml:1: policy-key: unknown key: fail-in (did you mean fail-on?)"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_2(repo: Repo, policy: str, arguments: list[str], line: str) -> None:
    repo.write("checker.toml", policy)
    ended = ci(repo, *arguments)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert line in ended.err
    assert (repo.root / BEIJING).read_text() == submission()


def test_no_rule_applied_is_2(repo: Repo) -> None:
    for file in (repo.root / "rules/tiny/points").glob("*.yaml"):
        unbound = re.sub(r"(?m)^  (applies-when|examples):.*\n(    - .*\n)*", "", file.read_text(encoding="utf-8"))
        bound = unbound.replace("  title:", '  applies-when: level == "county"\n  title:')
        file.write_text(bound, encoding="utf-8")
    one_line(ci(repo), "no-rule-applied: ")


def test_output_that_cannot_be_written_is_3(repo: Repo) -> None:
    ended = ci(repo, "-o", "sarif=rules")
    assert (ended.code, "rules: cannot-write" in ended.err) == (3, True)
