"""``checker ci``: the build of a repository of submissions."""

from __future__ import annotations

import os
from contextlib import chdir
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from checker.cli import ci_options as own
from checker.cli import options
from checker.cli.exits import FOUND, JUDGED, failing_in, refuse_unruled
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.errors import Locus, StoreError
from checker.model.text import Language

if TYPE_CHECKING:
    from checker.model.ci_policy import Policy
from checker.use_cases.ci.checking import Build

HELP = said(
    "在 CI 中检查全部报送或其中的改动，按政策决定是否通过。"
    "政策写在 checker.toml 或 pyproject.toml 的 [tool.checker] 中，命令行优先；`checker config show` 列出实际生效的值。"
    "文件名一律从仓库根目录写起。"
    "环境只在一处起作用：GITHUB_ACTIONS=true 时默认格式为 github，并把摘要追加到 GITHUB_STEP_SUMMARY 所指的文件；"
    "此外只有语言默认随系统，git 遵循自己的环境。",
    "Check all submissions, or those that changed, and fail on what the policy says."
    " The policy is checker.toml, or [tool.checker] of pyproject.toml; the command line wins, and `checker config show`"
    " prints what holds. Names of files start from the repository's root."
    " The environment counts for one thing: with GITHUB_ACTIONS=true the format is github unless one is given, and it"
    " adds a summary to the file that GITHUB_STEP_SUMMARY names. Beside that, the language is the locale's unless it is"
    " given, and git obeys its own environment.",
)


def command(
    paths: own.Paths = None,
    changed_since: own.ChangedSince = None,
    compare_with: own.CompareWith = None,
    pack: own.PackName = None,
    reviews: own.Reviews = None,
    as_of: own.AsOf = None,
    exclude: own.Exclude = None,
    baseline: own.BaselineFile = None,
    form: own.Formats = None,
    output: own.Outputs = None,
    fail_on: own.FailFrom = None,
    min_score: own.MinScore = None,
    max_drop: own.MaxDrop = None,
    allow_encoding: own.Encodings = None,
    exit_zero: options.ExitZero = False,
    lang: own.Language = None,
) -> None:
    """Check a repository of submissions."""
    from checker.use_cases.ci.checking import check
    from checker.use_cases.ci.policy import resolve_settings
    from checker.use_cases.ci.policy_build import build_policy

    place = own.workplace()
    told = own.given(
        paths=paths,
        compare_with=compare_with,
        pack=pack,
        reviews=reviews,
        as_of=as_of,
        exclude=exclude,
        baseline=baseline,
        formats=form,
        outputs=output,
        fail_on=fail_on,
        min_score=min_score,
        max_drop=max_drop,
        encodings=allow_encoding,
        lang=lang,
    )
    settings, summary = resolve_settings(place, told), _step_summary()
    with failing_in(own.language_of(settings)), chdir(place.root):
        policy = build_policy(place, settings, changed_since)
        build = check(place, policy, changed_since)
        refuse_unruled(build.report.tally)
        _deliver(build, policy, summary)
    raise typer.Exit(FOUND if build.report.failing and not exit_zero else JUDGED)


command.__doc__ = HELP


def _deliver(build: Build, policy: Policy, summary: str | None) -> None:
    """Write the files, then standard output, then the step summary; what is told beside them goes to standard error."""
    from checker.reports.ci.formats import CI_FORMATS
    from checker.use_cases.ci.telling import aside

    language: Language = policy.language or LANGUAGE
    forms = policy.formats or (("github",) if _in_actions() else ("table",))
    inputs = [*build.selection.whole, *policy.own_files]
    for form, file in policy.outputs.items():
        deliver(CI_FORMATS[form](build.report, language), file, inputs)
    for line in aside(build, language, told="table" in forms):
        typer.echo(line, err=True)
    for form in forms:
        deliver(CI_FORMATS[form](build.report, language), None)
    if "github" in forms and summary is not None:
        _append(CI_FORMATS["md"](build.report, language), summary)


def _in_actions() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _step_summary() -> str | None:
    """Return the file that GitHub Actions shows below a job; None elsewhere."""
    named = os.environ.get("GITHUB_STEP_SUMMARY")
    return str(Path(named).absolute()) if named and _in_actions() else None


def _append(text: str, file: str) -> None:
    try:
        with Path(file).open("a", encoding="utf-8", newline="") as summary:
            summary.write(text)
    except OSError as error:
        raise StoreError("cannot-write", Locus(Path(file).name), found=error.strerror) from None
