"""Arguments and options that commands share: type, name and help in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Annotated

import typer

from checker.cli.language import said
from checker.readers.encoding import ENCODINGS
from checker.readers.formats import FORMATS


class Lang(StrEnum):
    """Languages of the output."""

    ZH = "zh"
    EN = "en"


class Level(StrEnum):
    """Levels of localities."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


class FailOn(StrEnum):
    """The severity from which on findings make the command fail."""

    NEVER = "never"
    NOTE = "note"
    MINOR = "minor"
    MAJOR = "major"
    CRITICAL = "critical"


def _one_of(known: Iterable[str]) -> Callable[[str], str]:
    """Return what takes one of the names of a registry, and refuses any other text."""
    names = list(known)

    def parse(text: str) -> str:
        if text not in names:
            raise typer.BadParameter(said(f"{text!r}；应为 {', '.join(names)}", f"{text!r}; use {', '.join(names)}"))
        return text

    return parse


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
Previous = Annotated[
    str | None,
    typer.Option(
        "--previous",
        metavar="FILE",
        help=said(
            "同一地区上一期的报送，用来核对数量级和误贴的旧数",
            "the same locality's previous submission, to compare with",
        ),
    ),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        parser=_one_of(FORMATS),
        metavar="|".join(FORMATS),
        help=said("报送的格式；默认看文件名后缀", "format of the submissions; default: by the suffix of the name"),
    ),
]
Encoding = Annotated[
    str | None,
    typer.Option(
        "--encoding",
        parser=_one_of(ENCODINGS),
        metavar="|".join(ENCODINGS),
        help=said(
            "报送的文字编码；默认依次认 BOM、UTF-8、GB18030",
            "encoding of the submissions; default: by BOM, else UTF-8, else GB18030",
        ),
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
Robust = Annotated[bool, typer.Option("--robust", help=said("检验名次是否稳健", "say how firm the order is"))]
LevelName = Annotated[Level | None, typer.Option("--level", help=said("只看一级", "one level only"))]
