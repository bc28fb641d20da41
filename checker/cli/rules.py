"""``checker rules``: look into a rule pack."""

from __future__ import annotations

from typing import Annotated

import typer

from checker import use_cases
from checker.cli import options
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK

app = typer.Typer(
    help=said("查看规则包。", "Look into a rule pack."),
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)


@app.command("list", help=said("列出所有规则。", "List all rules."))
def list_rules(
    pack: options.PackName = DEFAULT_PACK, output: options.Output = None, lang: options.Language = None
) -> None:
    """List all rules."""
    language = lang.value if lang else LANGUAGE
    deliver(use_cases.rule_list(use_cases.open_pack(pack), language), output)


@app.command("show", help=said("完整显示一条规则。", "Show one rule in full."))
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=said("如 P01-2", "like P01-2"))],
    pack: options.PackName = DEFAULT_PACK,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Show one rule in full."""
    language = lang.value if lang else LANGUAGE
    deliver(use_cases.rule_page(use_cases.open_pack(pack), rule, language), output)
