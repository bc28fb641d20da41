"""``checker plan``: what would earn more, and the cheapest way to a goal."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.readers.formats import InputOptions
from checker.use_cases import advising, judging


class Reading(enum.StrEnum):
    """The readings that a locality can plan for."""

    CLAIMED = "claimed"
    SUPPORTED = "supported"


def command(
    file: options.OneFile,
    goal: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="GRADE|SCORE",
            help=said(
                "目标等级或分数，如 合格 或 75；默认为高一级",
                "a grade or a score, like pass or 75; default: the next grade",
            ),
        ),
    ] = None,
    reading: Annotated[
        Reading, typer.Option("--reading", help=said("按自报还是按有据计分", "which claims count"))
    ] = Reading.CLAIMED,
    whole: Annotated[
        bool, typer.Option("--all", help=said("列出全部，不只加分最多的", "list every step, not only the largest"))
    ] = False,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Show what would earn more, and the cheapest way to a grade."""
    language = lang.value if lang else LANGUAGE
    by = judging.open_yardstick(pack, reviews, as_of)
    ask = advising.PlanRequest(goal, reading.value, whole, InputOptions(input_format, encoding))
    deliver(advising.plan(by, file, ask, language), output, [file])


command.__doc__ = said("列出怎样得更多分，以及达到某一等级最省的办法。", command.__doc__ or "")
