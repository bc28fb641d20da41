"""``checker rules impact``: what a change of a pack does to submissions."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options, rules_diff
from checker.cli.exits import FOUND, JUDGED
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.readers.formats import InputOptions
from checker.use_cases import judging, rulework

HELP = said(
    "用两个规则包各评一遍：谁变动、变多少、由哪条规则引起。",
    "Score submissions with two packs: who moves, by how much, which rule caused it.",
)


def command(
    before: rules_diff.Before,
    after: rules_diff.After,
    paths: options.Paths,
    most: Annotated[
        int | None,
        typer.Option(
            "--max-rank-shift",
            metavar="N",
            min=0,
            help=said("任何名次变动超过 N 位时以 1 退出", "exit 1 if a best or worst rank shifts by more than N"),
        ),
    ] = None,
    period: options.PeriodName = None,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    form: rules_diff.Form = rules_diff.Format.TEXT,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Score submissions with two packs and compare."""
    language = lang.value if lang else LANGUAGE
    first, second = (judging.open_yardstick(name, reviews, as_of) for name in (before, after))
    reading = InputOptions(input_format, encoding)
    impact = rulework.impact_of(first, second, paths, period, reading)
    text = rulework.impact_report(impact, form.value, language, most)
    deliver(text, output, judging.find_files(paths, reading))
    # What both packs reject is no matter of the change; what only one of them rejects is, and so is an unreadable file.
    before_it, after_it = ({one.submission.file for one in run.assessments if one.rejected} for run in impact.runs)
    refused = before_it != after_it or any(run.refusals for run in impact.runs)
    shifted = most is not None and impact.shifted_ranks(most)
    raise typer.Exit(FOUND if refused or shifted else JUDGED)
