"""``checker rules compile``: the source that is generated from a pack for batches."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import judging, rulework

HELP = said("把规则包编译成批量评价用的源码。", "Compile a pack to the source that judges in batches.")


def command(
    pack: options.PackName = DEFAULT_PACK,
    show: Annotated[bool, typer.Option("--show", help=said("输出生成的源码", "print the generated source"))] = False,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Compile a pack: say how many of its rules are generated, or print the source."""
    language = lang.value if lang else LANGUAGE
    deliver(rulework.compiled_source(judging.open_pack(pack), language, whole=show), output)
