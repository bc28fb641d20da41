"""``checker config``: the policy as it holds."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from checker.cli import ci_options as own
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver

app = typer.Typer(
    help=said("查看 `checker ci` 的政策。", "Look at the policy of `checker ci`."),
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)


class Format(StrEnum):
    """Formats of the policy."""

    TOML = "toml"
    JSON = "json"


@app.callback()
def _group() -> None:
    """Hold the commands of the group, one though there is."""


@app.command(
    "show",
    help=said(
        "列出 `checker ci` 实际生效的每一项及其来源；接受同样的选项。",
        "Print each value that holds for `checker ci` and where it comes from; it takes the same options.",
    ),
)
def show(
    paths: own.Paths = None,
    form: Annotated[Format, typer.Option("--format", help=said("输出格式", "format of the output"))] = Format.TOML,
    compare_with: own.CompareWith = None,
    pack: own.PackName = None,
    reviews: own.Reviews = None,
    as_of: own.AsOf = None,
    exclude: own.Exclude = None,
    baseline: own.BaselineFile = None,
    output: own.Outputs = None,
    fail_on: own.FailFrom = None,
    min_score: own.MinScore = None,
    max_drop: own.MaxDrop = None,
    allow_encoding: own.Encodings = None,
    lang: own.Language = None,
) -> None:
    """Print the policy."""
    from checker.use_cases.ci.policy import resolve_settings
    from checker.use_cases.ci.telling import settings_json, settings_toml

    told = own.given(
        paths=paths,
        compare_with=compare_with,
        pack=pack,
        reviews=reviews,
        as_of=as_of,
        exclude=exclude,
        baseline=baseline,
        outputs=output,
        fail_on=fail_on,
        min_score=min_score,
        max_drop=max_drop,
        encodings=allow_encoding,
        lang=lang,
    )
    settings = resolve_settings(own.workplace(), told)
    language = lang.value if lang else LANGUAGE
    deliver(settings_json(settings) if form is Format.JSON else settings_toml(settings, language), None)
