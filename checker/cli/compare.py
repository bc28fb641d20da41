"""``checker compare``: what moved between two submissions, or one submission beside its peers."""

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


class By(enum.StrEnum):
    """How peers are chosen."""

    LEVEL = "level"
    REGION = "region"
    SIZE = "size"


class Reading(enum.StrEnum):
    """Which claims count."""

    CLAIMED = "claimed"
    SUPPORTED = "supported"
    VERIFIED = "verified"


def command(
    file: options.OneFile,
    others: Annotated[
        list[str],
        typer.Argument(
            metavar="OTHER...",
            help=said(
                "另一份报送；或同类地区的文件夹（或多份报送）",
                "another submission; or a folder (or several files) to find peers in",
            ),
        ),
    ],
    by: Annotated[
        By | None,
        typer.Option(
            "--by",
            help=said(
                "同类地区：同级（默认）、同级同地区、同级且人口相近",
                "peers: of the same level (default), region as well, or size",
            ),
        ),
    ] = None,
    reading: Annotated[
        Reading, typer.Option("--reading", help=said("口径：自报、有据、核实", "which claims count"))
    ] = Reading.CLAIMED,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Compare two submissions rule by rule, or one with its peers."""
    language = lang.value if lang else LANGUAGE
    yardstick = judging.open_yardstick(pack, reviews, as_of)
    paths = [file, *others]
    ask = advising.CompareRequest(by.value if by else None, reading.value, InputOptions(input_format, encoding))
    text = advising.comparison(yardstick, paths, ask, language)
    deliver(text, output, judging.find_files(paths, ask.options))


command.__doc__ = said("比较两份报送的得分来由，或与同类地区比较。", command.__doc__ or "")
