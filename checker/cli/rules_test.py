"""``checker rules test``: try a pack on its own examples and stories."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import options
from checker.cli.exits import FOUND, JUDGED
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import rulework

HELP = said("运行规则包自带的例子和案例。", "Run a pack's own examples and stories.")


def command(
    name: Annotated[
        str, typer.Argument(metavar="PACK", help=said("规则包名称或文件夹", "rule pack: a name or a folder"))
    ] = DEFAULT_PACK,
    mutate: Annotated[
        bool,
        typer.Option(
            "--mutate", help=said("改动规则，看例子能否发现", "put slips into the rules and see which are noticed")
        ),
    ] = False,
    full: Annotated[
        bool,
        typer.Option(
            "--full",
            help=said(
                "有未涉及的情形或未说明的变异时也以 1 退出", "exit 1 also if anything is not shown or not listed"
            ),
        ),
    ] = False,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Run a pack's own examples and stories."""
    language = lang.value if lang else LANGUAGE
    pack, trials = rulework.try_pack(name, mutate=mutate)
    deliver(rulework.trials_report(pack, trials, language), output)
    raise typer.Exit(FOUND if trials.misses or (full and not trials.complete) else JUDGED)
