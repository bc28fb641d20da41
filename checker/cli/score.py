"""``checker score``: a table for each period and level, of any number of submissions."""

from __future__ import annotations

import enum
import sys
from functools import partial
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import exit_code
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.cli.progress import shown_progress
from checker.packs.files import DEFAULT_PACK
from checker.readers.formats import InputOptions
from checker.use_cases import judging
from checker.use_cases.batch import score as scoring


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


class Level(enum.StrEnum):
    """Levels of localities."""

    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"


def command(
    paths: options.Paths,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    pattern: Annotated[
        str | None,
        typer.Option(
            "--pattern",
            metavar="GLOB",
            help=said("文件夹中只读这样命名的文件，如 '*.ndjson'", "of folders only files named so, like '*.ndjson'"),
        ),
    ] = None,
    period: options.PeriodName = None,
    level: Annotated[Level | None, typer.Option("--level", help=said("只看一级", "one level only"))] = None,
    region: Annotated[
        str | None,
        typer.Option(
            "--region",
            metavar="L",
            help=said("这个地区（代码或名称）及其所有下级", "a locality and all that lie in it"),
        ),
    ] = None,
    by: Annotated[
        By,
        typer.Option(
            "--by",
            help=said(
                "总表；各条；各规则（份数不多时只列三种口径不同的）；或按省份汇总",
                "totals; points; rules (of few submissions those on which the readings differ); or sums by province",
            ),
        ),
    ] = By.LOCALITY,
    form: Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))] = Format.TABLE,
    robust: Annotated[
        bool, typer.Option("--robust", help=said("检验名次是否稳健", "say how firm the order is"))
    ] = False,
    store: Annotated[
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
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs",
            "-j",
            metavar="N",
            min=1,
            help=said("大批量评分的进程数，默认为可用的核数", "processes that judge a batch; default: the cores"),
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help=said("不显示进度和小结", "show no progress and no summary"))
    ] = False,
    output: options.Output = None,
    fail_on: options.FailFrom = options.FailOn.NEVER,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Score submissions: a table by period and level; of many, sums by province."""
    language = lang.value if lang else LANGUAGE
    yardstick = judging.open_yardstick(pack, reviews, as_of)
    wanted = scoring.Wanted(
        paths=tuple(paths),
        form=form.value,
        language=language,
        by=by.value,
        options=InputOptions(input_format, encoding, pattern),
        period=period,
        level=level.value if level else None,
        region=region,
        robust=robust,
        store=store,
        jobs=jobs,
    )
    done = scoring.score(yardstick, wanted, partial(shown_progress, quiet=quiet))
    deliver(done.text, output, done.files)
    if done.summary and not quiet:
        print(done.summary, end="", file=sys.stderr)  # noqa: T201 - chatter
    raise typer.Exit(exit_code(done.tally, fail_on.value, exit_zero=exit_zero))


command.__doc__ = said("评分：按报告期和级别列表；份数很多时按省份汇总。", command.__doc__ or "")
