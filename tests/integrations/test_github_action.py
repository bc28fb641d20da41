"""``action.yml``: it passes its schema, and its steps do what they say when the runner's shell runs them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.integrations.data_repository import BAD, GOOD, ROOT, DataRepository, Done, read_tool_file

SHELL = ("bash", "--noprofile", "--norc", "-eo", "pipefail")  # what the runner makes of `shell: bash`
INPUT = re.compile(r"\$\{\{ inputs\.([a-z-]+) \}\}")


def action() -> dict[str, Any]:
    read = read_tool_file("action.yml")
    assert isinstance(read, dict)
    return read


def step(name: str) -> dict[str, Any]:
    """Return the step called *name*."""
    found: dict[str, Any] = next(one for one in action()["runs"]["steps"] if one["name"] == name)
    return found


@dataclass(frozen=True)
class Runner:
    """What a runner gives to a step: folders, and the files that a step writes to."""

    repository: DataRepository
    folder: Path

    def check(self, **inputs: str) -> Done:
        """Run the step that checks, with *inputs* over the defaults; an underscore stands for a dash."""
        defaults = {name: one["default"] for name, one in action()["inputs"].items()} | {"changed-since": ""}
        given = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
        told = step("Check")
        values = {name: INPUT.sub(lambda found: given[found[1]], text) for name, text in told["env"].items()}
        path = self.folder / "step.sh"
        path.write_text(told["run"], encoding="utf-8")
        return self.repository.run(*SHELL, str(path), **values, **self.environment)

    @property
    def environment(self) -> dict[str, str]:
        return {
            "GITHUB_ACTIONS": "true",
            "GITHUB_ACTION_PATH": str(ROOT),
            "GITHUB_WORKSPACE": str(self.repository.folder),
            "GITHUB_OUTPUT": str(self.folder / "output"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "RUNNER_TEMP": str(self.folder),
        }

    @property
    def outputs(self) -> dict[str, str]:
        lines = (self.folder / "output").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)

    @property
    def summary(self) -> str:
        return (self.folder / "summary.md").read_text(encoding="utf-8")


@pytest.fixture
def runner(repository: DataRepository) -> Runner:
    """A runner on which the program is installed, and a branch with a good change and a bad one."""
    folder = repository.folder.parent / "runner"
    (folder / "checker").mkdir(parents=True)
    (folder / "checker" / "bin").symlink_to(repository.bin)
    repository.git("switch", "--quiet", "--create", "change")
    repository.change(GOOD, "900", "1200")
    repository.change(BAD, "0.9,", "九成,")
    repository.commit()
    return Runner(repository, folder)


def test_it_passes_the_schema_of_actions() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions", ROOT / "action.yml"],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_other_actions_are_held_to_a_version_and_inputs_never_become_script() -> None:
    for one in action()["runs"]["steps"]:
        assert re.fullmatch(r"[\w/-]+@v\d+\.\d+\.\d+", one.get("uses", "a/b@v1.0.0"))
        assert "${{" not in one.get("run", "")
        assert ("run" in one) == ("shell" in one)
    used = {name for one in action()["runs"]["steps"] for name in INPUT.findall(str(one))}
    assert used == set(action()["inputs"])


def test_annotations_summary_and_exit_code(runner: Runner) -> None:
    done = runner.check(changed_since="main", lang="en")
    assert done.code == 1
    assert "Failed: 1 to mend or to answer" in done.err
    errors = [line for line in done.out.splitlines() if line.startswith("::error ")]
    assert len(errors) == 1
    assert f"file={BAD},line=7," in errors[0]
    assert GOOD not in done.out
    assert runner.outputs == {"exit-code": "1"}
    assert BAD in runner.summary


def test_sarif_is_written_where_the_next_step_finds_it(runner: Runner) -> None:
    assert runner.check(sarif="true").code == 1
    path = runner.folder / "checker.sarif"
    assert runner.outputs == {"exit-code": "1", "sarif": str(path)}
    (run,) = json.loads(path.read_text(encoding="utf-8"))["runs"]
    assert [one["level"] for one in run["results"]][:1] == ["error"]
    assert step("Upload to code scanning")["with"]["sarif_file"] == "${{ steps.check.outputs.sarif }}"


def test_paths_stand_one_on_a_line(runner: Runner) -> None:
    done = runner.check(paths=f"{GOOD}\n\nsubmissions/a b.yaml\n", lang="en")
    assert done.code == 2
    assert "a b.yaml" in done.err
    assert runner.check(paths=f"{GOOD}\n").code == 0


@pytest.mark.parametrize("name", ["paths", "pack", "changed_since", "fail_on", "lang", "sarif"])
def test_what_a_caller_gives_is_never_run(name: str, runner: Runner) -> None:
    hostile = "$(touch owned)`touch owned`\"; touch owned; '--exit-zero"
    done = runner.check(**{name: hostile})
    assert done.code in (1, 2)
    assert not (runner.repository.folder / "owned").exists()


def test_an_input_is_never_taken_for_an_option(runner: Runner) -> None:
    for name in ("paths", "pack", "changed_since"):
        assert runner.check(**{name: "--exit-zero"}).code == 2
