"""``checker explain``: a score unfolded to clause, number and cell."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.readers.formats import InputOptions
from checker.use_cases import judging, reporting


def command(
    file: options.OneFile,
    part: Annotated[
        str | None,
        typer.Argument(
            metavar="POINT|RULE", help=said("某一条或某条规则，如 1 或 P01-2", "a point or a rule, like 1 or P01-2")
        ),
    ] = None,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Unfold a score to clause, number and source."""
    language = lang.value if lang else LANGUAGE
    by = judging.open_yardstick(pack, reviews, as_of)
    text = reporting.explanation(by, file, part, language, InputOptions(input_format, encoding))
    deliver(text, output, [file])


command.__doc__ = said("把得分展开到条文、数值和出处。", command.__doc__ or "")
