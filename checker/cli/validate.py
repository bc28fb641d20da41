"""``checker validate``: is it sound, and what would it score."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import Outcome, exit_code
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import judging, reporting


class Format(enum.StrEnum):
    """Formats of the result."""

    TEXT = "text"
    JSON = "json"


def command(
    files: options.Files,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    form: Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))] = Format.TEXT,
    output: options.Output = None,
    fail_on: options.FailFrom = options.FailOn.MAJOR,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Check submissions: what to mend, what they score."""
    language = lang.value if lang else LANGUAGE
    by = judging.open_yardstick(pack, reviews, as_of)
    run = judging.judge_files(by, files)
    deliver(reporting.validation(run, files, form.value, language), output, files)
    raise typer.Exit(exit_code(Outcome(run, fail_on.value, exit_zero=exit_zero)))


command.__doc__ = said("自查：哪里要改，能得多少分。", command.__doc__ or "")
