"""Arguments and options that commands share: type, name and help in one place."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from checker.cli.language import said


class Lang(StrEnum):
    """Languages of the output."""

    ZH = "zh"
    EN = "en"


class FailOn(StrEnum):
    """The severity from which on findings make the command fail."""

    NEVER = "never"
    NOTE = "note"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


Files = Annotated[
    list[str],
    typer.Argument(metavar="FILE", help=said("报送文件；- 为标准输入", "submissions; - is standard input")),
]
Paths = Annotated[
    list[str], typer.Argument(metavar="PATH", help=said("报送文件或文件夹", "submissions, or folders of them"))
]
OneFile = Annotated[
    str, typer.Argument(metavar="FILE", help=said("报送文件；- 为标准输入", "a submission; - is standard input"))
]
PackName = Annotated[
    str, typer.Option("--pack", metavar="PACK", help=said("规则包名称或文件夹", "rule pack: a name or a folder"))
]
PeriodName = Annotated[
    str | None,
    typer.Option("--period", metavar="P", help=said("只看一个报告期，如 2020-H1", "one period only, like 2020-H1")),
]
Reviews = Annotated[
    str | None,
    typer.Option(
        "--reviews",
        metavar="PATH",
        help=said("评估方的核查记录和台账（文件或文件夹）", "the assessor's reviews and registers: a file or a folder"),
    ),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help=said("按这一天有效的规则；默认为各期期末", "the rules in force on this day; default: each period's end"),
    ),
]
Language = Annotated[
    Lang | None,
    typer.Option("--lang", help=said("输出语言，默认随系统", "language of the output; default: the locale's")),
]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help=said("写入文件", "write to a file"))]
FailFrom = Annotated[
    FailOn,
    typer.Option(
        "--fail-on", help=said("发现达到此严重程度时以 1 退出", "exit 1 on findings of this severity or worse")
    ),
]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help=said("评判完成即以 0 退出", "exit 0 whatever was found"))]
