"""``checker score``: a table for each period and level."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import exit_code
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.model.tally import tally_of
from checker.packs.files import DEFAULT_PACK
from checker.readers.formats import InputOptions
from checker.use_cases import judging, reporting


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


def command(
    paths: options.Paths,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    period: options.PeriodName = None,
    by: Annotated[
        By,
        typer.Option(
            "--by",
            help=said(
                "总表；每条一列；或三种口径不同的规则",
                "totals; a column a point; or rules on which the readings differ",
            ),
        ),
    ] = By.LOCALITY,
    form: Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))] = Format.TABLE,
    robust: Annotated[
        bool, typer.Option("--robust", help=said("检验名次是否稳健", "say how firm the order is"))
    ] = False,
    output: options.Output = None,
    fail_on: options.FailFrom = options.FailOn.NEVER,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Score submissions: a table by period and level."""
    language = lang.value if lang else LANGUAGE
    yardstick = judging.open_yardstick(pack, reviews, as_of)
    reading = InputOptions(input_format, encoding)
    run = judging.judge_paths(yardstick, paths, period, reading)
    firmness = reporting.firmness_of(run) if robust else None
    text = reporting.score_report(run, form.value, language, by.value, firmness)
    deliver(text, output, judging.find_files(paths, reading))
    raise typer.Exit(exit_code(tally_of(run), fail_on.value, exit_zero=exit_zero))


command.__doc__ = said("评分：按报告期和级别列表。", command.__doc__ or "")
