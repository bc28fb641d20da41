"""``checker schema``: the JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import reporting


class Kind(enum.StrEnum):
    """What the schema describes."""

    SUBMISSION = "submission"
    REPORT = "report"
    REPORT_DATA = "report-data"
    LINES = "lines"
    POLICY = "policy"
    BASELINE = "baseline"


def command(
    kind: Annotated[
        Kind,
        typer.Argument(
            help=said(
                "报送文件、JSON 结果、report.json、NDJSON 的一行、CI 政策或基线",
                "the submission, the JSON of score and validate, a report.json, a line of NDJSON, "
                "a build's policy or its baseline",
            )
        ),
    ] = Kind.SUBMISSION,
    pack: options.PackName = DEFAULT_PACK,
    output: options.Output = None,
) -> None:
    """Print the JSON Schema of what goes in or comes out."""
    deliver(reporting.schema(kind.value, pack), output)


command.__doc__ = said("输出报送、结果或政策的 JSON Schema。", command.__doc__ or "")
