"""``checker rules lint``: what is wrong or doubtful in a rule pack, all of it."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import FOUND, JUDGED
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import rulework

HELP = said("检查规则包：哪里写错了，哪里可疑。", "Check a rule pack: what is wrong in it, and what is doubtful.")


class Format(enum.StrEnum):
    """Formats of the result."""

    TEXT = "text"
    JSON = "json"


def command(
    pack: Annotated[
        str, typer.Argument(metavar="PACK", help=said("规则包名称或文件夹", "rule pack: a name or a folder"))
    ] = DEFAULT_PACK,
    against: Annotated[
        str | None,
        typer.Option(
            "--against",
            metavar="OLD",
            help=said("与旧版比较编号（规则包名称或文件夹）", "compare ids with an older version: a name or a folder"),
        ),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))] = Format.TEXT,
    output: options.Output = None,
    fail_on: options.FailFrom = options.FailOn.MAJOR,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Check a rule pack."""
    linted = rulework.lint(pack, against)
    deliver(rulework.lint_report(linted, form.value, lang.value if lang else LANGUAGE), output)
    raise typer.Exit(FOUND if linted.fails(fail_on.value) and not exit_zero else JUDGED)
