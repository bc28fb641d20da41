"""``checker rules diff``: what differs between two packs."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import FOUND, JUDGED
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.use_cases import rulework

HELP = said("比较两个规则包：增、删、改、改号。", "Compare two packs: what was added, removed, changed, renumbered.")

Before = Annotated[
    str, typer.Argument(metavar="A", help=said("原来的规则包：名称或文件夹", "the pack before: a name or a folder"))
]
After = Annotated[
    str, typer.Argument(metavar="B", help=said("新的规则包：名称或文件夹", "the pack after: a name or a folder"))
]


class Format(enum.StrEnum):
    """Formats of the result."""

    TEXT = "text"
    JSON = "json"


Form = Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))]


def command(
    before: Before,
    after: After,
    form: Form = Format.TEXT,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help=said("有影响得分的改动时以 1 退出", "exit 1 if a score may move"))
    ] = False,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Compare two packs."""
    language = lang.value if lang else LANGUAGE
    changes = rulework.pack_changes(before, after)
    deliver(rulework.changes_report(changes, form.value, language), output)
    raise typer.Exit(FOUND if exit_code and changes.changes_scores else JUDGED)
