"""``checker rules``: read, write and check rule packs."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli import (
    options,
    rules_compile,
    rules_diff,
    rules_docs,
    rules_impact,
    rules_lint,
    rules_new,
    rules_schema,
    rules_test,
)
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.packs.files import DEFAULT_PACK
from checker.use_cases import judging, rulework

app = typer.Typer(
    help=said("查看、编写和检查规则包。", "Read, write and check rule packs."),
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
    deliver(rulework.rule_list(judging.open_pack(pack), language), output)


@app.command("show", help=said("完整显示一条规则。", "Show one rule in full."))
def show_rule(
    rule: Annotated[str, typer.Argument(metavar="RULE", help=said("如 P01-2", "like P01-2"))],
    pack: options.PackName = DEFAULT_PACK,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Show one rule in full."""
    language = lang.value if lang else LANGUAGE
    deliver(rulework.rule_page(judging.open_pack(pack), rule, language), output)


app.command("schema", help=rules_schema.HELP)(rules_schema.command)
app.command("compile", help=rules_compile.HELP)(rules_compile.command)
app.command("test", help=rules_test.HELP)(rules_test.command)
app.command("docs", help=rules_docs.HELP)(rules_docs.command)
app.add_typer(rules_new.app, name="new")
app.command("diff", help=rules_diff.HELP)(rules_diff.command)
app.command("impact", help=rules_impact.HELP)(rules_impact.command)
app.command("lint", help=rules_lint.HELP)(rules_lint.command)
