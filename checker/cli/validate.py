"""``checker validate``: is it sound, and what would it score."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import exit_code
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver, standing
from checker.cli.terminal import encoded, screen_of
from checker.packs.files import DEFAULT_PACK
from checker.readers.formats import InputOptions
from checker.use_cases import forming, judging, validating


class Format(enum.StrEnum):
    """Formats of the result."""

    TEXT = "text"
    JSON = "json"


def command(
    files: options.Files,
    pack: options.PackName = DEFAULT_PACK,
    reviews: options.Reviews = None,
    as_of: options.AsOf = None,
    input_format: options.InputFormat = None,
    encoding: options.Encoding = None,
    previous: options.Previous = None,
    form: Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))] = Format.TEXT,
    annotate: Annotated[
        str | None,
        typer.Option(
            "--annotate",
            metavar="OUT.xlsx",
            help=said(
                "把 Excel 报送复制到此文件，标出要改的格子，附修改清单",
                "copy the submitted workbook here, its cells marked, with a fix list",
            ),
        ),
    ] = None,
    output: options.Output = None,
    fail_on: options.FailFrom = options.FailOn.MAJOR,
    exit_zero: options.ExitZero = False,
    lang: options.Language = None,
) -> None:
    """Check submissions: what to mend, what they score."""
    language = lang.value if lang else LANGUAGE
    by = judging.with_previous(judging.open_yardstick(pack, reviews, as_of), previous)
    if annotate:
        forming.check_annotation(files, annotate)
    inputs = [*files, previous] if previous else files
    screen = screen_of(output, language) if form is Format.TEXT else None
    asked = validating.Asked(tuple(files), form.value, language, InputOptions(input_format, encoding), screen)
    done = validating.validate(by, asked, keep=annotate is not None)
    # The copy first: if it cannot be written, that is all that is said, and not lost below a long report.
    if annotate and done.run:
        copy = forming.annotated(done.run, files[0], language)
        deliver(copy, annotate, [*inputs, *standing(copy, annotate)])
    text = done.text if screen is None else encoded(done.text)
    deliver(text, output, [*inputs, annotate] if annotate else inputs)
    raise typer.Exit(exit_code(done.tally, fail_on.value, exit_zero=exit_zero))


command.__doc__ = said("自查：哪里要改，能得多少分。", command.__doc__ or "")
