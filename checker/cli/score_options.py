"""Options that ``checker score`` alone has."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli.language import said


class Format(enum.StrEnum):
    """Formats of the tables."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    MD = "md"


class By(enum.StrEnum):
    """What a column of the table is."""

    LOCALITY = "locality"
    POINT = "point"
    RULE = "rule"
    PROVINCE = "province"


Pattern = Annotated[
    str | None,
    typer.Option(
        "--pattern",
        metavar="GLOB",
        help=said("文件夹中只读这样命名的文件，如 '*.ndjson'", "of folders only files named so, like '*.ndjson'"),
    ),
]
Region = Annotated[
    str | None,
    typer.Option(
        "--region",
        metavar="L",
        help=said("这个地区（代码或名称）及其所有下级", "a locality and all that lie in it"),
    ),
]
Columns = Annotated[
    By,
    typer.Option(
        "--by",
        help=said(
            "总表；各条；各规则（份数不多时只列三种口径不同的）；或按省份汇总",
            "totals; points; rules (of few submissions those on which the readings differ); or sums by province",
        ),
    ),
]
TableFormat = Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))]
Store = Annotated[
    str | None,
    typer.Option(
        "--store",
        metavar="FILE.sqlite",
        help=said(
            "把逐份结果存入结果库；中断后同一命令接着做，未变的报送不重评",
            "keep all results in a store; if it breaks off the same command goes on, and what is unchanged is not "
            "judged again",
        ),
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help=said("大批量评分的进程数，默认为可用的核数", "processes that judge a batch; default: the cores"),
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help=said("不显示进度和小结", "show no progress and no summary"))]
