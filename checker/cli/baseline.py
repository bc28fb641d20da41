"""``checker baseline``: the findings that are known, so that only new ones fail a build."""

from __future__ import annotations

from contextlib import chdir
from typing import Annotated

import typer

from checker.cli import ci_options as own
from checker.cli.exits import FOUND, JUDGED, failing_in, refuse_unruled
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver

app = typer.Typer(
    help=said(
        "记下已知的发现，只有新的发现不通过。", "Record the findings that are known, so that only new ones fail."
    ),
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)
_OUTPUT = typer.Option(
    "--output",
    "-o",
    metavar="FILE",
    help=said(
        "写入的文件；默认按政策，否则为 checker-baseline.json",
        "the file; default: the policy's, or checker-baseline.json",
    ),
)
_STRICT = typer.Option(
    "--strict", help=said("有可删去的已知发现时也以 1 退出", "exit 1 also if known findings are no more")
)


@app.command("write", help=said("把现有的全部发现写入基线。", "Write all present findings into the baseline."))
def write(
    paths: own.Paths = None,
    output: Annotated[str | None, _OUTPUT] = None,
    pack: own.PackName = None,
    reviews: own.Reviews = None,
    as_of: own.AsOf = None,
    exclude: own.Exclude = None,
    lang: own.Language = None,
) -> None:
    """Write the baseline of everything under the paths."""
    from checker.use_cases.ci.knowing import new_baseline, present_findings

    told = own.given(paths=paths, pack=pack, reviews=reviews, as_of=as_of, exclude=exclude, lang=lang, baseline=output)
    kept = new_baseline(own.workplace(), told)
    with failing_in(kept.policy.language or LANGUAGE), chdir(kept.place.root):
        report, text = present_findings(kept)
        refuse_unruled(report.tally)
        deliver(text, kept.file, [one.file for one in report.submissions])
    count = text.count('"fingerprint"')
    chinese = (kept.policy.language or LANGUAGE) == "zh"
    typer.echo(f"已将 {count} 处发现写入 {kept.file}" if chinese else f"{count} findings written to {kept.file}")


@app.command(
    "check",
    help=said("对照基线检查全部报送；新的发现以 1 退出。", "Check all submissions; exit 1 on what is not known."),
)
def check(
    paths: own.Paths = None,
    baseline: own.BaselineFile = None,
    strict: Annotated[bool, _STRICT] = False,
    fail_on: own.FailFrom = None,
    pack: own.PackName = None,
    reviews: own.Reviews = None,
    as_of: own.AsOf = None,
    exclude: own.Exclude = None,
    lang: own.Language = None,
) -> None:
    """Check everything under the paths against the baseline."""
    from checker.reports.ci.formats import CI_FORMATS
    from checker.use_cases.ci import checking
    from checker.use_cases.ci.knowing import find_baseline, removable

    values = {"pack": pack, "reviews": reviews, "as_of": as_of, "exclude": exclude, "lang": lang, "fail_on": fail_on}
    kept = find_baseline(own.workplace(), own.given(paths=paths, baseline=baseline, **values))
    with failing_in(kept.policy.language or LANGUAGE), chdir(kept.place.root):
        report = checking.check(kept.place, kept.policy, None).report
        refuse_unruled(report.tally)
        deliver(CI_FORMATS["table"](report, kept.policy.language or LANGUAGE), None)
    raise typer.Exit(FOUND if report.failing or (strict and removable(report)) else JUDGED)
