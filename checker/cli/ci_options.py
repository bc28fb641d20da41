"""Options of the commands that follow a policy, and what they say against the policy's file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from checker.cli import options
from checker.cli.language import LANGUAGE, said

BOUND = said(
    "数，或 KEY=数（KEY 为级别或地区代码），可写多次", "a number, or KEY=NUMBER for a level or code; repeatable"
)


class CiFormat(StrEnum):
    """Formats of a build's report."""

    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"
    JUNIT = "junit"
    JSON = "json"
    NDJSON = "ndjson"
    MD = "md"
    TABLE = "table"


Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help=said(
            "报送文件或文件夹；默认按政策，否则为 submissions", "submissions; default: the policy's, or submissions"
        ),
    ),
]
PackName = Annotated[
    str | None,
    typer.Option(
        "--pack",
        metavar="PACK",
        help=said("规则包，可锁定版本：NAME==1.1.0", "rule pack, perhaps held to a version: NAME==1.1.0"),
    ),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="PATTERN", help=said("不检查的文件，可写多次", "files to leave out; repeatable")),
]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        "--changed-since",
        metavar="REF",
        help=said("只检查与该提交分开后的改动", "only what changed since the branch parted from this commit"),
    ),
]
CompareWith = Annotated[
    str | None,
    typer.Option(
        "--compare-with",
        metavar="REF",
        help=said("--max-drop 所比的提交；默认同 --changed-since", "where --max-drop starts from; default: REF above"),
    ),
]
Formats = Annotated[
    list[CiFormat] | None,
    typer.Option(
        "--format",
        help=said("标准输出的格式，可写多次", "format of standard output; repeatable"),
    ),
]
Outputs = Annotated[
    list[str] | None,
    typer.Option(
        "--output", "-o", metavar="FORMAT=FILE", help=said("另写入文件，可写多次", "write to a file too; repeatable")
    ),
]
FailFrom = Annotated[
    options.FailOn | None,
    typer.Option(
        "--fail-on",
        help=said("新发现达到此程度时以 1 退出（默认 major）", "exit 1 on new findings from this severity on (major)"),
    ),
]
MinScore = Annotated[
    list[str] | None,
    typer.Option("--min-score", metavar="N", help=said("得分下限的最低要求：", "least lower end of a score: ") + BOUND),
]
MaxDrop = Annotated[
    list[str] | None,
    typer.Option("--max-drop", metavar="N", help=said("得分下限最多下降：", "most that it may fall by: ") + BOUND),
]
Encodings = Annotated[
    list[str] | None,
    typer.Option("--allow-encoding", metavar="NAME", help=said("允许的编码，可写多次", "allowed encoding; repeatable")),
]
Reviews = options.Reviews
AsOf = options.AsOf
BaselineFile = Annotated[
    str | None,
    typer.Option("--baseline", metavar="FILE", help=said("已知发现的基线文件", "the findings that are known")),
]
Language = options.Language


def given(**values: Any) -> Mapping[str, Any]:
    """Return what the command line says, by the keys of the policy; what it leaves out is left out."""
    from checker.use_cases.ci.policy import read_bounds, read_outputs

    told = {name.replace("_", "-"): value for name, value in values.items() if value not in (None, [])}
    for key in ("min-score", "max-drop"):
        if key in told:
            told[key] = read_bounds(told[key])
    if "outputs" in told:
        told["outputs"] = read_outputs(told["outputs"])
    if "formats" in told:
        told["formats"] = [one.value for one in told["formats"]]
    return {key: value.value if isinstance(value, StrEnum) else value for key, value in told.items()}


def language_of(settings: Mapping[str, Any]) -> Any:
    """Return the language that the settings ask for; else that of the run."""
    return settings["lang"].value or LANGUAGE


def workplace() -> Any:
    """Return the root and the policy for the working folder."""
    from checker.use_cases.ci.policy_file import find_workplace

    return find_workplace(Path(os.getcwd()))  # noqa: PTH109 - as the system tells it, links resolved
