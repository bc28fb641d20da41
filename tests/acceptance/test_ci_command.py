"""``checker ci`` through the real program, in git repositories: what fails, where it is said, and in which form."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from builds import OUTSIDE_ACTIONS, branched, ci
from ci_repository import POLICY, Repo, submission
from program import run

BEIJING, TIANJIN, TAIYUAN = (f"submissions/{name}.yaml" for name in ("beijing", "tianjin", "taiyuan"))


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    return branched(tmp_path / "data")


def test_sound_repository_passes(repo: Repo) -> None:
    ended = ci(repo)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "3 submissions read: 3 judged, 0 refused · findings –\nPassed\n"


def test_only_the_bad_change_fails_and_says_where(repo: Repo) -> None:
    repo.write(BEIJING, submission(700))
    repo.write(TIANJIN, submission("many", "120000"))
    repo.commit()
    ended = ci(repo, "--changed-since", "main", "--format", "github")
    assert ended.code == 1
    assert ended.out.startswith(f"::error file={TIANJIN},line=6,col=13,title=critical · ")
    assert ended.out.count("::") == 2
    assert re.fullmatch(
        r"since main \([0-9a-f]{12}\): 2 of 3 files changed\n2 submissions read: 1 judged, 1 refused\n"
        r"Failed: 1 to mend or to answer\n",
        ended.err,
    )


def test_annotations_are_in_the_language_asked_for(repo: Repo) -> None:
    repo.write(TIANJIN, submission("many", "120000"))
    ended = ci(repo, "--format", "github", lang="zh")
    assert "title=严重 · 类型不符" in ended.out
    assert "读入 3 份报送：评判 2 份，拒收 1 份" in ended.err


def test_language_of_the_policy_holds_where_the_command_line_says_none(repo: Repo) -> None:
    repo.write("checker.toml", POLICY + 'lang = "zh"\n')
    assert "通过" in run("ci", folder=repo.root, **OUTSIDE_ACTIONS).out
    assert "没有这个提交" in run("ci", "--changed-since", "x", folder=repo.root, **OUTSIDE_ACTIONS).err
    assert "没有基线" in run("baseline", "check", "--lang", "zh", folder=repo.root).err


def test_names_start_from_the_root_wherever_it_runs(repo: Repo) -> None:
    repo.write(TIANJIN, submission("many", "120000"))
    assert ci(repo, folder="submissions").out == ci(repo).out
    named = ci(repo, "tianjin.yaml", "--format", "github", folder="submissions")
    assert f"file={TIANJIN}," in named.out
    assert (named.code, "1 submissions read" in named.err) == (1, True)


def test_in_github_actions_annotations_and_a_summary_are_the_default(repo: Repo, tmp_path: Path) -> None:
    repo.write(TIANJIN, submission("many", "120000"))
    summary = tmp_path / "summary.md"
    summary.write_text("before\n")
    ended = ci(repo, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert ended.out.startswith("::error file=")
    text = summary.read_text(encoding="utf-8")
    assert text.startswith("before\n## ")
    assert "**Failed: 1 to mend or to answer**" in text
    plain = ci(repo, "--format", "table", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(summary))
    assert "::error" not in plain.out
    assert summary.read_text(encoding="utf-8") == text


def test_summary_that_cannot_be_written_is_3(repo: Repo, tmp_path: Path) -> None:
    ended = ci(repo, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(tmp_path))
    assert (ended.code, "cannot-write" in ended.err) == (3, True)


def test_several_formats_go_to_files_and_one_to_the_log(repo: Repo) -> None:
    repo.write(TIANJIN, submission("many", "120000"))
    outputs = {form: f"build/{form}" for form in ("sarif", "gitlab", "junit", "json", "ndjson", "md")}
    ended = ci(repo, *(word for form, file in outputs.items() for word in ("--output", f"{form}={file}")))
    assert ended.code == 1
    assert "critical" in ended.out
    assert all((repo.root / file).stat().st_size for file in outputs.values())
    assert json.loads((repo.root / "build/sarif").read_text())["version"] == "2.1.0"


def test_whatever_the_working_folder_outputs_of_the_command_line_are_its_own(repo: Repo) -> None:
    ci(repo, "-o", "sarif=x.sarif", folder="rules")
    assert (repo.root / "rules/x.sarif").is_file()


GATES = {
    "min-score under": (["--min-score", "10"], 0, ""),
    "min-score over": (["--min-score", "10.5"], 1, "submissions/beijing.yaml:3:11  score-too-low"),
    "min-score of a level": (["--min-score", "prefecture=29", "--min-score", "0"], 0, ""),
    "min-score of a level over": (["--min-score", "prefecture=29.001"], 1, "taiyuan.yaml:3:11  score-too-low"),
    "min-score of a locality": (["--min-score", "90", "--min-score", "province=5", "--min-score", "140100=20"], 0, ""),
    "encoding": (["--allow-encoding", "gb18030"], 1, "the file is in utf-8; only gb18030 may be used"),
    "fail on critical": (["--fail-on", "critical", "--min-score", "11"], 1, "critical    submissions/beijing"),
    "exit zero": (["--min-score", "99", "--exit-zero"], 0, "score-too-low"),
}


@pytest.mark.parametrize("name", GATES)
def test_gate_fails_the_build_or_does_not(repo: Repo, name: str) -> None:
    arguments, code, part = GATES[name]
    ended = ci(repo, *arguments)
    assert (ended.code, part in ended.out) == (code, True)


def test_gate_stands_on_the_line_with_a_way_to_mend_it(repo: Repo) -> None:
    repo.write("checker.toml", f"{POLICY}\nmin-score = 12\n")
    ended = ci(repo, BEIJING, "--format", "github")
    assert ended.out == (
        "::error file=submissions/beijing.yaml,line=3,col=11,title=major · score too low (score-too-low) · Beijing"
        " 110000 2020-H1::the score's lower end is 10.0, under the 12 that is asked for%0A→ what is not reported counts"
        " at its worst, so report it first; `checker plan submissions/beijing.yaml --to 12` lists the cheapest ways"
        " up\n"
    )


def test_score_that_fell_is_held_against_where_the_branch_parted(repo: Repo) -> None:
    repo.write(TAIYUAN, submission(600, "140100", uptime="0.1"))
    repo.commit()
    for arguments in (["--changed-since", "main"], ["--compare-with", "main"]):
        ended = ci(repo, *arguments, "--max-drop", "2")
        assert (ended.code, "score-fell" in ended.out) == (1, True)
        assert "fell by 10.0 since main (29.0 → 19.0); at most 2 is allowed" in ended.out
        assert ci(repo, *arguments, "--max-drop", "10").code == 0


def test_renamed_file_is_followed_and_a_new_locality_has_no_drop(repo: Repo) -> None:
    repo.git("mv", TAIYUAN, "submissions/new name.yaml")
    repo.write("submissions/new name.yaml", submission(600, "140100", uptime="0.1"))
    repo.write("submissions/hebei.yaml", submission(0, "130000", uptime="0"))
    repo.commit()
    ended = ci(repo, "--changed-since", "main", "--max-drop", "2")
    assert ended.code == 1
    assert ended.out.count("score-fell") == 1
    assert "submissions/new name.yaml:3:11" in ended.out


def test_score_that_is_taken_away_is_a_drop(repo: Repo) -> None:
    repo.git("rm", "--quiet", TAIYUAN)
    repo.commit()
    ended = ci(repo, "--changed-since", "main", "--max-drop", "2")
    assert (ended.code, "submission-gone" in ended.out) == (1, True)
    assert "0 of 2 files changed, 1 removed" in ended.err
    moved = submission(600, "140100")
    repo.write(
        "submissions/elsewhere.yaml", moved + "# and a remark that is so long that nobody takes it for a rename\n" * 40
    )
    assert ci(repo, "--changed-since", "main", "--max-drop", "2").code == 0


def test_nothing_changed_passes_and_says_so(repo: Repo) -> None:
    repo.write("README.md", "text")
    repo.git("rm", "--quiet", TAIYUAN)
    repo.commit()
    ended = ci(repo, "--changed-since", "main", "--format", "sarif")
    assert ended.code == 0
    assert json.loads(ended.out)["runs"][0]["results"] == []
    assert "0 of 2 files changed, 1 removed\n0 submissions read: 0 judged, 0 refused\nPassed\n" in ended.err


def test_second_submission_of_a_locality_is_found_though_the_first_did_not_change(repo: Repo) -> None:
    for number in range(10):
        repo.write(f"submissions/{number}.yaml", submission(1, f"{130100 + number * 100}"))
    repo.commit()
    repo.git("branch", "--force", "main")
    repo.write("submissions/again.yaml", submission(5, "140100"))
    ended = ci(repo, "--changed-since", "main")
    assert ended.code == 1
    assert "submissions/again.yaml:3:11  same-locality-twice" in ended.out
    assert "1 submissions read: 0 judged, 1 refused" in ended.out


def test_what_is_said_of_a_change_is_what_a_whole_run_says(repo: Repo) -> None:
    for number in range(10):
        repo.write(f"submissions/{number}.yaml", submission(1, f"{130100 + number * 100}"))
    repo.git("branch", "--force", "main", repo.commit())
    repo.write("submissions/later.yaml", submission(5, "130100", "2020"))
    part = ci(repo, "--changed-since", "main", "--format", "ndjson").out.splitlines()[0]
    assert part in ci(repo, "--format", "ndjson").out.splitlines()


def test_many_findings_are_bounded_on_screen_and_whole_in_files(repo: Repo) -> None:
    lines = "".join(f"  unknown_{number}: 1\n" for number in range(40))
    for number in range(60):
        repo.write(f"submissions/{number}.yaml", submission(1, "130000") + lines)
    ended = ci(repo, "-o", "sarif=x.sarif")
    assert ended.code == 1
    assert len(ended.out.splitlines()) < 220
    assert "more are not listed" in ended.out
    assert len(json.loads((repo.root / "x.sarif").read_text())["runs"][0]["results"]) > 1000
    shown = ci(repo, "--format", "github")
    assert shown.out.count("::error") == 10


def test_same_run_twice_gives_the_same_bytes(repo: Repo) -> None:
    repo.write(TIANJIN, submission("many", "120000"))
    first, second = (ci(repo, "--changed-since", "main", "--format", "sarif", PYTHONHASHSEED=seed) for seed in "12")
    assert first == second


def test_help_says_what_of_the_environment_counts(repo: Repo) -> None:
    for lang, words in (("C.UTF-8", "The environment counts for one thing"), ("zh_CN.UTF-8", "环境只在一处起作用")):
        told = re.sub(r"\s+", " ", run("ci", "--help", LANG=lang).out)
        assert words in told
        assert "GITHUB_STEP_SUMMARY" in told


def test_config_shows_what_holds_and_whence(repo: Repo) -> None:
    ended = run("config", "show", "--min-score", "5", "--lang", "en", folder=repo.root)
    assert (ended.code, ended.err) == (0, "")
    assert re.search(r'^pack = "rules/tiny" +# checker.toml:1$', ended.out, re.MULTILINE)
    assert re.search(r"^min-score = 5 +# command line$", ended.out, re.MULTILINE)
    assert re.search(r"^# max-drop +# default: not set$", ended.out, re.MULTILINE)
    shown = json.loads(run("config", "show", "--format", "json", folder=repo.root).out)
    assert shown["pack"] == {"value": "rules/tiny", "from": "checker.toml:1"}


@pytest.mark.parametrize("kind", ["lines", "policy", "baseline"])
def test_schema_of_what_a_build_reads_and_writes(kind: str) -> None:
    assert json.loads(run("schema", kind).out)["$id"] == f"urn:checker:{kind}:1"


RULES = "rules/tiny/directive.yaml"


@pytest.mark.parametrize(("name", "content"), [("checker.toml", POLICY + "min-score = 90\n"), (RULES, None)])
def test_what_judges_has_changed_so_all_is_checked(repo: Repo, name: str, content: str | None) -> None:
    repo.write(name, content or (repo.root / name).read_text(encoding="utf-8") + "# a remark\n")
    repo.commit()
    ended = ci(repo, "--changed-since", "main")
    assert "the rules, reviews, policy or baseline changed, so all 3 files are checked" in ended.err
    assert (ended.code, "3 submissions read: 3 judged" in ended.out) == (1 if content else 0, True)


WAIVERS = """\
- {rule: P01-1, locality: "110000", period: 2020-H1, reason: 汛期, granted-by: 虚构部,
   granted-on: 2020-06-20, until: 2020-09-30}
- {rule: P09-9, locality: "110000"}
"""


def test_waiver_that_ended_stands_on_its_line_in_the_repository(repo: Repo) -> None:
    repo.write("rules/tiny/waivers.yaml", WAIVERS.rpartition("- ")[0])
    on = ("--as-of", "2020-10-01", "--format", "github")
    ended = ci(repo, *on, "--fail-on", "minor", folder="submissions")
    assert ended.code == 1
    assert ended.out.startswith("::warning file=rules/tiny/waivers.yaml,line=1,col=10,title=minor · a waiver that does")
    repo.write("checker.toml", POLICY + "as-of = 2020-09-30\n")
    assert "waiver-expired" not in ci(repo).out
    assert 'as-of = "2020-09-30"  # checker.toml:2' in re.sub(" +#", "  #", run("config", "show", folder=repo.root).out)


def test_mistake_in_a_pack_or_review_stands_on_its_line_in_the_repository(repo: Repo) -> None:
    repo.write("rules/tiny/waivers.yaml", WAIVERS)
    assert ci(repo, folder="submissions").err.startswith("rules/tiny/waivers.yaml:3:")
    repo.write("rules/tiny/waivers.yaml", "[]\n")
    repo.write("held/reviews/one.yaml", "format: checker-reviews/1\nlocality: x\n")
    assert ci(repo, "--reviews", "held/reviews").err.startswith("held/reviews/one.yaml:")


def test_review_that_fits_nothing_stands_on_its_line_in_the_repository(repo: Repo) -> None:
    review = "{indicator: complaints, verdict: confirmed, by: 虚构局, date: 2020-08-01, basis: x}"
    held = f'format: checker-reviews/1\nlocality: "110000"\nperiod: 2020-H1\nreviews:\n  - {review}\n'
    repo.write("held/reviews/one.yaml", held)
    for named in ("held/reviews", "held/reviews/one.yaml"):
        ended = ci(repo, "--reviews", named, "--format", "github")
        assert (ended.code, "file=held/reviews/one.yaml,line=5," in ended.out) == (1, True)
