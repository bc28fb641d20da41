"""``checker rules docs``: the catalogue of a pack, and whether the one beside the pack is up to date."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import FOUND
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import rulework

HELP = said(
    "生成规则包的目录：各条、规则、指标和覆盖情况。",
    "Print the catalogue of a pack: points, rules, indicators, coverage.",
)


class Format(enum.StrEnum):
    """Forms of the catalogue."""

    MD = "md"
    HTML = "html"


def command(
    pack: options.PackName = DEFAULT_PACK,
    output: options.Output = None,
    form: Annotated[Format, typer.Option("--format", help=said("输出格式", "format"))] = Format.MD,
    check: Annotated[
        bool,
        typer.Option(
            "--check",
            help=said(
                "不输出；与规则包里的（或 --output 所指的）目录比较，不一致时以 1 退出",
                "print nothing; compare the catalogue in the pack (or the one --output names), exit 1 if it differs",
            ),
        ),
    ] = False,
    lang: options.Language = None,
) -> None:
    """Print the catalogue of a pack, in both languages."""
    if not check:
        deliver(rulework.catalogue(pack, form.value), output)
        return
    stale = rulework.stale_catalogue(pack, form.value, output)
    if stale is not None:
        from checker.reports.wording import error_line

        typer.echo(error_line(stale, lang.value if lang else LANGUAGE), err=True)
        raise typer.Exit(FOUND)
