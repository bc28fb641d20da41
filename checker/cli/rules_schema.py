"""``checker rules schema``: the JSON Schemas of a pack's own files, for editors."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import said
from checker.cli.output import deliver
from checker.errors import UsageError

HELP = said("输出规则包各文件的 JSON Schema。", "Print the JSON Schema of a pack's files.")


class Kind(enum.StrEnum):
    """The kinds of files."""

    DIRECTIVE = "directive"
    INDICATORS = "indicators"
    POINTS = "points"
    INTEGRITY = "integrity"
    REVIEWS = "reviews"


def command(
    kind: Annotated[
        Kind | None,
        typer.Argument(
            help=said("哪种文件；不写则全部写入 -o 的文件夹", "which file; all into the folder of -o if left out")
        ),
    ] = None,
    output: options.Output = None,
) -> None:
    """Print the JSON Schema of one kind of file, or write all of them into a folder."""
    from checker.packs.schemas import schema_files, schema_text

    if kind is not None:
        deliver(schema_text(kind.value), output)
        return
    if output is None or output == "-":
        raise UsageError("folder-needed")
    for name, text in schema_files().items():
        deliver(text, (Path(output) / name).as_posix())
