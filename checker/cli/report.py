"""``checker report``: what people look at, in one file or a folder of pages."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import exit_code
from checker.cli.folder import deliver_folder
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.model.tally import tally_of
from checker.packs.files import DEFAULT_PACK
from checker.readers.formats import InputOptions
from checker.use_cases import judging, report, reporting


def command(
    paths: options.Paths,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help=said(
                "写入的文件，格式按后缀（.html）；没有后缀的是文件夹，每地一页",
                "the file to write, its format by the suffix (.html); without one a folder, a page for each locality",
            ),
        ),
    ],
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    period: options.PeriodName = None,
    robust: Annotated[
        bool, typer.Option("--robust", help=said("检验名次是否稳健", "say how firm the order is"))
    ] = False,
    fail_on: options.FailFrom = options.FailOn.NEVER,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Write a report to look at: overview, map, ranking, and a page for each locality and point."""
    is_folder = report.is_folder(output)
    yardstick = judging.open_yardstick(pack, reviews, as_of)
    reading = InputOptions(input_format, encoding)
    run = judging.judge_paths(yardstick, paths, period, reading)
    firmness = reporting.firmness_of(run) if robust else ()
    material = report.material_of(run, lang.value if lang else LANGUAGE, firmness)
    inputs = judging.find_files(paths, reading)
    if is_folder:
        deliver_folder(report.pages(material), output, inputs)
    else:
        deliver(report.document(material, Path(output).suffix.lower()), output, inputs)
    raise typer.Exit(exit_code(tally_of(run), fail_on.value, exit_zero=exit_zero))


command.__doc__ = said("报告：总览、地图、名次，每地每条各一页。", command.__doc__ or "")
