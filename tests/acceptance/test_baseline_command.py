"""``checker baseline``: known findings pass, new ones fail, fixed ones are said to be removable."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ci_repository import Repo, new_repository, submission
from jsonschema import Draft202012Validator
from program import Ended, run

BASELINE = "checker-baseline.json"
NO_ACTIONS = {"GITHUB_ACTIONS": ""}


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    """A repository with two submissions that are refused, and one that is sound."""
    made = new_repository(tmp_path / "data")
    made.write("submissions/beijing.yaml", submission("many"))
    made.write("submissions/tianjin.yaml", submission("few", "120000"))
    made.commit()
    return made


def checker(repo: Repo, *arguments: str, lang: str = "en") -> Ended:
    return run(*arguments, "--lang", lang, folder=repo.root, **NO_ACTIONS)


def test_known_findings_pass_new_ones_fail_and_fixed_ones_are_removable(repo: Repo) -> None:
    written = checker(repo, "baseline", "write")
    assert (written.code, written.out) == (0, f"2 findings written to {BASELINE}\n")
    known = checker(repo, "ci", "--baseline", BASELINE)
    assert (known.code, known.out.count("[in the baseline]")) == (0, 2)
    assert checker(repo, "ci").code == 1
    repo.write("submissions/taiyuan.yaml", submission("none", "140100"))
    new = checker(repo, "baseline", "check")
    assert (new.code, "Failed: 1 to mend or to answer; 2 more waived or in the baseline" in new.out) == (1, True)
    repo.write("submissions/taiyuan.yaml", submission(600, "140100"))
    repo.write("submissions/tianjin.yaml", submission(600, "120000"))
    fixed = checker(repo, "baseline", "check")
    assert (fixed.code, fixed.out.count("baseline-fixed")) == (0, 1)
    assert f"{BASELINE}:7" in fixed.out
    assert checker(repo, "baseline", "check", "--strict").code == 1


def test_file_is_sorted_one_line_a_finding_and_the_same_twice(repo: Repo) -> None:
    checker(repo, "baseline", "write")
    first = (repo.root / BASELINE).read_text(encoding="utf-8")
    checker(repo, "baseline", "write", lang="zh")
    assert (repo.root / BASELINE).read_text(encoding="utf-8") == first
    held = json.loads(first)
    assert (held["$schema"], held["format"]) == ("urn:checker:baseline:1", "checker-baseline/1")
    assert [one["file"] for one in held["findings"]] == ["submissions/beijing.yaml", "submissions/tianjin.yaml"]
    assert sum('"fingerprint"' in line for line in first.splitlines()) == 2
    validator = Draft202012Validator(json.loads(run("schema", "baseline").out))
    assert validator.is_valid(held)
    assert not validator.is_valid(held | {"format": "x"})


def test_baseline_of_nothing_is_a_baseline(repo: Repo) -> None:
    checker(repo, "baseline", "write", "submissions/taiyuan.yaml", "-o", "none.json")
    assert json.loads((repo.root / "none.json").read_text())["findings"] == []
    assert checker(repo, "baseline", "check", "submissions/taiyuan.yaml", "--baseline", "none.json").code == 0


def test_lines_that_move_and_files_that_are_renamed_stay_known(repo: Repo) -> None:
    repo.write("submissions/taiyuan.yaml", submission(-5, "140100"))
    checker(repo, "baseline", "write")
    path = repo.root / "submissions/beijing.yaml"
    path.write_text("# a remark\n\n" + path.read_text())
    assert checker(repo, "ci", "--baseline", BASELINE).code == 0


def test_gates_are_never_known(repo: Repo) -> None:
    repo.write("checker.toml", 'pack = "rules/tiny"\nmin-score = 90\nbaseline = "known.json"\n')
    assert checker(repo, "baseline", "write").out == "2 findings written to known.json\n"
    ended = checker(repo, "ci")
    assert (ended.code, ended.out.count("score-too-low")) == (1, 1)


def test_what_changed_alone_says_nothing_of_files_that_were_not_looked_at(repo: Repo) -> None:
    checker(repo, "baseline", "write")
    repo.commit()
    repo.write("submissions/tianjin.yaml", submission(600, "120000"))
    ended = checker(repo, "ci", "--changed-since", "HEAD", "--baseline", BASELINE)
    assert (ended.code, ended.out.count("baseline-fixed")) == (0, 1)


def test_baseline_of_another_version_of_the_pack_says_so(repo: Repo) -> None:
    checker(repo, "baseline", "write")
    path = repo.root / "rules/tiny/directive.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("version: 0.1.0", "version: 0.2.0"), encoding="utf-8")
    ended = checker(repo, "ci", "--baseline", BASELINE)
    assert ended.code == 0
    assert f"{BASELINE}" in ended.out
    assert "the baseline is of another version of the pack (0.1.0 sha256" in ended.out
    text = (repo.root / BASELINE).read_text().replace('"id": "tiny"', '"id": "other"')
    (repo.root / BASELINE).write_text(text)
    refused = checker(repo, "ci", "--baseline", BASELINE)
    assert (refused.code, refused.err.split(": ")[:2]) == (2, [BASELINE, "baseline-of-another-directive"])


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"format": "checker-baseline/2"}', "\xff", "{" * 100_000])
def test_what_is_no_baseline_is_refused_and_never_written_over(repo: Repo, text: str) -> None:
    repo.write(BASELINE, text.encode("latin-1"))
    for arguments in (["ci", "--baseline", BASELINE], ["baseline", "write"], ["baseline", "check"]):
        ended = checker(repo, *arguments)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"{BASELINE}: not-a-baseline: ")
        assert ended.err.count("\n") == 1
    assert (repo.root / BASELINE).read_bytes() == text.encode("latin-1")


def test_submission_is_never_written_over(repo: Repo) -> None:
    before = (repo.root / "submissions/taiyuan.yaml").read_bytes()
    assert checker(repo, "baseline", "write", "-o", "submissions/taiyuan.yaml").code == 2
    assert (repo.root / "submissions/taiyuan.yaml").read_bytes() == before


def test_no_baseline_to_check_says_how_to_make_one(repo: Repo) -> None:
    ended = checker(repo, "baseline", "check")
    assert (ended.code, ended.out) == (2, "")
    assert f"no baseline {BASELINE}: make it with `checker baseline write -o {BASELINE}`" in ended.err
