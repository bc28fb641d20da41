"""``checker template``: a blank form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import judging, reporting


def command(
    locality: Annotated[
        str, typer.Argument(metavar="LOCALITY", help=said("六位代码或名称", "six-digit code, or name"))
    ],
    period: Annotated[
        str, typer.Option("--period", metavar="P", help=said("报告期，如 2020-H1", "period, like 2020-H1"))
    ],
    pack: options.PackName = DEFAULT_PACK,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Write a blank form of what applies."""
    language = lang.value if lang else LANGUAGE
    blank = reporting.form(judging.open_pack(pack), locality, period, language)
    filled = [output] if output and Path(output).is_file() and Path(output).read_bytes() != blank.encode() else []
    deliver(blank, output, filled)


command.__doc__ = said("生成空白表，只列适用的指标。", command.__doc__ or "")
