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
from checker.reports.report.formats import WRITERS
from checker.use_cases import judging, notice, report, reporting

Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help=said(
            f"写入的文件，格式按后缀（{', '.join(WRITERS)}）；没有后缀的是文件夹，每地一页",
            f"the file to write, its format by the suffix ({', '.join(WRITERS)}); without one a folder of pages",
        ),
    ),
]
Notice = Annotated[
    str | None,
    typer.Option(
        "--locality",
        metavar="NAME",
        help=said(
            "只写给这一个地区（代码或名称）的整改通知书，取其最后一期（.md、.docx）",
            "only the rectification notice to this locality, a code or a name, on its last period (.md, .docx)",
        ),
    ),
]


def command(
    paths: options.Paths,
    output: Output,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    period: options.PeriodName = None,
    locality: Notice = None,
    robust: options.Robust = False,
    fail_on: options.FailFrom = options.FailOn.NEVER,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Write a report to look at: overview, map, ranking, and a page for each locality and point."""
    is_folder = report.is_folder(output)
    if locality is not None:
        notice.check_notice(output)
    yardstick = judging.open_yardstick(pack, reviews, as_of)
    reading = InputOptions(input_format, encoding)
    run = judging.judge_paths(yardstick, paths, period, reading)
    firmness = reporting.firmness_of(run) if robust else ()
    material = report.material_of(run, lang.value if lang else LANGUAGE, firmness)
    if locality is not None:
        material = notice.noticed(material, locality)
    inputs = judging.find_files(paths, reading)
    if is_folder:
        deliver_folder(report.pages(material), output, inputs)
    else:
        deliver(report.document(material, Path(output).suffix.lower()), output, inputs)
    raise typer.Exit(exit_code(tally_of(run), fail_on.value, exit_zero=exit_zero))


command.__doc__ = said("报告：总览、地图、名次，每地每条各一页。", command.__doc__ or "")
