"""``checker rules new``: begin a pack, a point, a rule."""

from __future__ import annotations

import enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.language import said
from checker.cli.output import deliver
from checker.packs.writing.rule_drafts import RULE_DRAFTS

if TYPE_CHECKING:
    from checker.packs.writing.scaffold import Draft

app = typer.Typer(
    help=said("新建规则包、条或规则的草稿。", "Begin a pack, a point or a rule."),
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)


class Role(enum.StrEnum):
    """What a rule does to the score."""

    WEIGHT = "weight"
    BONUS = "bonus"
    DEDUCT = "deduct"
    VETO = "veto"


Folder = Annotated[str, typer.Argument(metavar="FOLDER", help=said("规则包的文件夹", "the folder of the pack"))]
SHAPES = ", ".join(RULE_DRAFTS)


@app.command("pack", help=said("新建规则包。", "Begin a rule pack."))
def new_pack(
    folder: Annotated[str, typer.Argument(metavar="FOLDER", help=said("新文件夹", "a new folder"))],
    name: Annotated[
        str | None,
        typer.Option("--id", metavar="ID", help=said("名称，默认为文件夹名", "its id; default: the folder's name")),
    ] = None,
) -> None:
    """Begin a rule pack."""
    from checker.packs.writing.scaffold import draft_pack

    made = draft_pack(Path(folder), name)
    _write(Path(folder), made)
    _say(
        f"已建规则包 {made.made}（{len(made.files)} 个文件）。先改 directive.yaml，再改 indicators.yaml 和 points/；",
        f"Made the pack {made.made} ({len(made.files)} files). Edit directive.yaml, then indicators.yaml and points/;",
    )
    _say(
        f"检查：checker rules lint {folder}；试例子：checker rules test {folder}。",
        f"check it with: checker rules lint {folder}; run its examples with: checker rules test {folder}",
    )


@app.command("point", help=said("在规则包里加一条。", "Add a point to a pack."))
def new_point(
    folder: Folder,
    number: Annotated[str, typer.Argument(metavar="N", help=said("条号，如 4", "its number, like 4"))],
) -> None:
    """Add a point to a pack."""
    from checker.packs.writing.scaffold import draft_point

    _write(Path(folder), draft_point(Path(folder), number))
    _say(
        f"已在 directive.yaml 末尾加第 {number} 条，权重为 0（尚不计分）。先写它的标题和概括；",
        f"Added point {number} to directive.yaml with weight 0: it does not count yet. Write its title and summary;",
    )
    _say(
        f"要计分：给它权重（各条合计 100），再运行 checker rules new rule {folder} {number}。",
        f"to let it count, give it a weight (all points: 100), then: checker rules new rule {folder} {number}",
    )


@app.command("rule", help=said("在一条下加一条规则。", "Add a rule to a point."))
def new_rule(
    folder: Folder,
    point: Annotated[str, typer.Argument(metavar="POINT", help=said("条号", "the number of the point"))],
    shape: Annotated[
        str | None,
        typer.Option(
            "--shape",
            metavar="SHAPE",
            help=said(f"计分形状，默认为该作用最常用的：{SHAPES}", f"one of {SHAPES}; default: the role's usual one"),
        ),
    ] = None,
    role: Annotated[Role, typer.Option("--role", help=said("对得分的作用", "what it does to the score"))] = Role.WEIGHT,
) -> None:
    """Add a rule to a point."""
    from checker.packs.writing.scaffold import RuleAsk, draft_rule

    made = draft_rule(Path(folder), RuleAsk(point, role.value, shape))
    _write(Path(folder), made)
    files = ", ".join(made.files)
    _say(
        f"已加规则 {made.made}（{files}）。改指标名和口径、规则的数值和理由、例子；",
        f"Added rule {made.made} ({files}). Rename the indicator, set the numbers and argue them, adapt the examples;",
    )
    _say(
        f"再看：checker rules show {made.made} --pack {folder}；检查：checker rules lint {folder}。",
        f"then look: checker rules show {made.made} --pack {folder}; check it with: checker rules lint {folder}",
    )


def _write(folder: Path, made: Draft) -> None:
    """Write the files of *made*, each whole or not at all. Raises StoreError where one cannot be written."""
    for name, text in made.files.items():
        deliver(text, (folder / name).as_posix())


def _say(zh: str, en: str) -> None:
    typer.echo(said(zh, en))
