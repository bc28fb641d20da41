"""``.ci/README.md``: what it shows is right, short, and does what it says in a data repository."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from checker import __version__
from tests.integrations.data_repository import BAD, GOOD, ROOT, DataRepository, Done, read_tool_file

PAGE = (ROOT / ".ci" / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
TOML, LINE, GITHUB, GITLAB, HOOKS = (text for _, text in BLOCKS)
MOST_LINES = 10
EXPECTED = {"zh": "开通率", "en": "Share in service"}


def passes(kind: str, text: str, folder: Path) -> bool:
    """Return whether *text* passes a schema that check-jsonschema brings along."""
    path = folder / "shown.yml"
    path.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{kind}", path]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_each_way_is_shown_in_ten_lines() -> None:
    assert [kind for kind, _ in BLOCKS] == ["toml", "sh", "yaml", "yaml", "yaml"]
    assert all(text.count("\n") <= MOST_LINES for _, text in BLOCKS)
    assert set(re.findall(r"checker@v([\d.]+\d)|(?:ref|rev): v([\d.]+)", PAGE)) <= {
        (__version__, ""),
        ("", __version__),
    }


def test_the_policy_is_one(repository: DataRepository) -> None:
    (repository.folder / "checker.toml").write_text(TOML, encoding="utf-8")
    shown = repository.run("checker", "config", "show", "--format", "toml", code=0).out
    told = tomllib.loads(shown)
    assert {key: told[key] for key in tomllib.loads(TOML)} == tomllib.loads(TOML)


def test_the_workflow_fits_the_action(tmp_path: Path) -> None:
    assert passes("github-workflows", GITHUB, tmp_path)
    steps: list[dict[str, Any]] = yaml.safe_load(GITHUB)["jobs"]["checker"]["steps"]
    action = read_tool_file("action.yml")
    assert isinstance(action, dict)
    assert set(steps[1]["with"]) <= set(action["inputs"])


def test_the_pipeline_fits_the_template(tmp_path: Path) -> None:
    assert passes("gitlab-ci", GITLAB, tmp_path)
    shown = yaml.safe_load(GITLAB)
    template = read_tool_file(shown["include"][0]["file"])
    assert isinstance(template, dict)
    assert set(shown["checker"]["variables"]) <= set(template["checker"]["variables"])


def test_the_hooks_are_there() -> None:
    hooks = read_tool_file(".pre-commit-hooks.yaml")
    assert isinstance(hooks, list)
    assert [one["id"] for one in yaml.safe_load(HOOKS)["repos"][0]["hooks"]] == [one["id"] for one in hooks]


def checked(repository: DataRepository, *more: str) -> Done:
    """Run the line of the page."""
    return repository.run(*shlex.split(LINE), *more)


@pytest.mark.parametrize("language", EXPECTED)
def test_a_bad_change_is_shown_on_its_line_and_stops_the_merge(language: str, repository: DataRepository) -> None:
    repository.git("switch", "--quiet", "--create", "change")
    repository.change(GOOD, "900", "1200")
    repository.commit()
    good = checked(repository, "--format", "github", "--lang", language)
    assert (good.code, "::error" in good.out) == (0, False)

    repository.change(BAD, "0.9,", "九成,")
    repository.commit()
    bad = checked(repository, "--format", "github", "--lang", language)
    assert bad.code == 1
    (error,) = [line for line in bad.out.splitlines() if line.startswith("::error ")]
    place, _, message = error.removeprefix("::error ").partition("::")
    assert place.startswith(f"file={BAD},line=7,col=19,title=")
    reason, arrow, mend = message.partition("%0A→ ")
    assert "九成" in reason
    assert arrow
    assert mend
    assert bool(re.search("[一-鿿]", mend.replace("九成", ""))) == (language == "zh")

    repository.change(BAD, "九成,", "0.95,")
    repository.commit()
    assert checked(repository, "--lang", language).code == 0


def test_a_waiver_in_the_pack_lets_a_question_pass_and_one_beside_the_submissions_does_not(
    repository: DataRepository,
) -> None:
    repository.git("switch", "--quiet", "--create", "change")
    repository.change(BAD, "uptime: {value: 0.9,", "complaints: {value: 200000,")
    repository.commit()
    assert checked(repository).code == 1
    waiver = (
        "- {rule: I01-1, locality: 140200, period: 2020-H1, reason: Moved counters, granted-by: 虚构部,\n"
        "   granted-on: 2020-06-01, until: 2020-12-31}\n"
    )
    beside = repository.folder / "waivers.yaml"
    beside.write_text(waiver, encoding="utf-8")
    assert checked(repository).code == 1
    beside.rename(repository.folder / "rules" / "ours" / "waivers.yaml")
    passed = checked(repository, "--format", "sarif", "--lang", "en")
    assert passed.code == 0
    assert '"justification": "Moved counters (granted by 虚构部 on 2020-06-01, until 2020-12-31)"' in passed.out
