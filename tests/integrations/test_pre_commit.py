"""The hooks of ``.pre-commit-hooks.yaml``: what they take, and what they say of it in a repository."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from typing import Any

import pytest

from checker.readers.formats import SUFFIXES
from tests.integrations.data_repository import BAD, GOOD, ROOT, DataRepository, Done, read_tool_file

# https://pre-commit.com/#new-hooks: what must be there, and what else is used of what may be.
NEEDED = {"id", "name", "entry", "language"}
OPTIONAL = {"description", "files", "exclude", "require_serial", "pass_filenames"}


def hooks() -> dict[str, dict[str, Any]]:
    """Return the hooks by id."""
    listed = read_tool_file(".pre-commit-hooks.yaml")
    assert isinstance(listed, list)
    return {hook["id"]: hook for hook in listed}


def takes(hook: dict[str, Any], name: str) -> bool:
    """Return whether pre-commit gives a file to *hook*."""
    return bool(re.search(hook["files"], name)) and not re.search(hook.get("exclude", "^$"), name)


def run_hook(repository: DataRepository, name: str, *arguments: str) -> Done:
    """Run a hook as pre-commit does: its entry, the arguments of the user, then the staged files that it takes."""
    hook = hooks()[name]
    staged = repository.git("diff", "--staged", "--name-only", "--diff-filter=ACMR", "-z").split("\0")
    taken = [file for file in staged if file and takes(hook, file)]
    assert taken
    given = taken if hook.get("pass_filenames", True) else []
    return repository.run(*shlex.split(hook["entry"]), *arguments, *given)


def test_manifest_has_the_keys_that_pre_commit_knows() -> None:
    assert list(hooks()) == ["checker-validate", "checker-rules-lint"]
    for hook in hooks().values():
        assert set(hook) >= NEEDED
        assert set(hook) <= NEEDED | OPTIONAL
        assert hook["language"] == "python"


@pytest.mark.skipif(shutil.which("pre-commit") is None, reason="pre-commit is not here")
def test_pre_commit_takes_the_manifest() -> None:
    done = subprocess.run(["pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], check=False)
    assert done.returncode == 0


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_submissions_of_every_format_are_taken(suffix: str) -> None:
    assert takes(hooks()["checker-validate"], f"submissions/2020-H1/太原 市{suffix}")


@pytest.mark.parametrize(
    "name", ["README.md", "rules/a.yaml", "submissions/README.md", "submissions/sources/a.csv", "submissions/.a.yaml"]
)
def test_other_files_are_not_taken(name: str) -> None:
    assert not takes(hooks()["checker-validate"], name)


def test_staged_submissions_are_validated(repository: DataRepository) -> None:
    repository.change(GOOD, "900", "1200")
    repository.git("add", "--all")
    assert run_hook(repository, "checker-validate", "--pack", "rules/ours").code == 0
    repository.change(BAD, "0.9,", "九成,")
    repository.git("add", "--all")
    for language, part in (("zh", "结论：不能评判"), ("en", "Verdict: cannot be judged")):
        done = run_hook(repository, "checker-validate", "--pack", "rules/ours", "--lang", language)
        assert done.code == 1
        assert f"{BAD}:7:" in done.out
        assert part in done.out


def test_a_staged_rule_has_its_pack_linted(repository: DataRepository) -> None:
    repository.change("rules/ours/points/01-stations.yaml", "measure: uptime", "measure: uptme")
    repository.git("add", "--all")
    done = run_hook(repository, "checker-rules-lint", "--lang", "en", "rules/ours")
    assert done.code == 1
    assert "ours/points/01-stations.yaml:21:12: unknown-name" in done.out
