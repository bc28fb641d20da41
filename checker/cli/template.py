"""``checker template``: a blank form."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver, standing
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import forming, judging

Localities = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="LOCALITY",
        help=said(
            "六位代码或名称；多个地区合成一份 Excel 表，一行一个",
            "six-digit codes, or names; several share one workbook, a row each",
        ),
    ),
]
Below = Annotated[
    str | None,
    typer.Option(
        "--below",
        metavar="LOCALITY",
        help=said(
            "这个地区的所有直接下级，如某省的各市", "all localities directly below this one: a province's cities"
        ),
    ),
]
Previous = Annotated[
    str | None,
    typer.Option(
        "--previous",
        metavar="FILE",
        help=said(
            "同一地区的上期报送，其数字列在旁边", "the same locality's earlier submission, shown beside the cells"
        ),
    ),
]
Output = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help=said("写入 .xlsx 或 .yaml 文件；不写则为 YAML", "write FILE.xlsx or FILE.yaml; without it, YAML"),
    ),
]


def command(
    period: Annotated[
        str, typer.Option("--period", metavar="P", help=said("报告期，如 2020-H1", "period, like 2020-H1"))
    ],
    localities: Localities = None,
    below: Below = None,
    previous: Previous = None,
    pack: options.PackName = DEFAULT_PACK,
    output: Output = None,
    lang: options.Language = None,
) -> None:
    """Write a blank form of what applies, in Excel or YAML."""
    language = lang.value if lang else LANGUAGE
    places = forming.localities_named(localities or [], below)
    request = forming.request_form(judging.open_pack(pack), places, period, language, previous)
    blank = forming.to_form(request, output)
    deliver(blank, output, [*standing(blank, output), *([previous] if previous else [])])


command.__doc__ = said("生成空白填报表（Excel 或 YAML），只列适用的指标。", command.__doc__ or "")
