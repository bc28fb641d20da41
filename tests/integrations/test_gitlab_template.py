"""The GitLab template: it passes its schema, and its script writes both reports."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree as ET

from tests.integrations.data_repository import BAD, ROOT, DataRepository, Done, read_tool_file

TEMPLATE = ".ci/gitlab/checker.gitlab-ci.yml"


def job() -> dict[str, Any]:
    read = read_tool_file(TEMPLATE)
    assert isinstance(read, dict)
    found: dict[str, Any] = read["checker"]
    return found


def run_script(repository: DataRepository, line: int, **environment: str) -> Done:
    """Run one line of the script as a runner's shell does."""
    return repository.run("sh", "-e", "-c", job()["script"][line], **job()["variables"] | environment)


def test_it_passes_the_schema_of_pipelines() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.gitlab-ci", ROOT / TEMPLATE],
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def test_nothing_is_installed_that_nobody_named(repository: DataRepository) -> None:
    done = run_script(repository, 0)
    assert done.code != 0
    assert "CHECKER_PACKAGE" in done.err


def test_both_reports_are_written_and_the_job_fails(repository: DataRepository) -> None:
    base = repository.git("rev-parse", "HEAD").strip()
    repository.change(BAD, "0.9,", "九成,")
    repository.commit()
    assert run_script(repository, 1, CI_MERGE_REQUEST_DIFF_BASE_SHA=base).code == 1
    reports = {name: repository.folder / path for name, path in job()["artifacts"]["reports"].items()}
    quality = json.loads(reports["codequality"].read_text(encoding="utf-8"))
    assert [one["location"] for one in quality] == [{"path": BAD, "lines": {"begin": 7}}]
    assert ET.fromstring(reports["junit"].read_text(encoding="utf-8")).tag == "testsuites"


def test_outside_of_a_merge_request_everything_is_checked(repository: DataRepository) -> None:
    done = run_script(repository, 1, LANG="en_US.UTF-8")
    assert done.code == 0
    assert "2 submissions read" in done.out
