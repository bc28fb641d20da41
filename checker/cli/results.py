"""``checker results``: what a store holds."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from checker.cli import options
from checker.cli.language import LANGUAGE, said
from checker.cli.output import deliver
from checker.cli.parts import Parts, parted
from checker.cli.streams import streamed
from checker.errors import UsageError
from checker.model.stored import StoredRun
from checker.model.text import Language
from checker.use_cases import results as use_cases
from checker.use_cases.asked import Asked
from checker.use_cases.results import Exported, Split

app = typer.Typer(
    help=said("查看、导出结果库中的评分结果。", "Look at the results in a store, and export them."),
    rich_markup_mode=None,
    no_args_is_help=True,
    add_completion=False,
)


class StateName(StrEnum):
    """What became of a submission."""

    JUDGED = "judged"
    REJECTED = "rejected"
    REFUSED = "refused"
    COPY = "copy"
    CONFLICT = "conflict"
    CORRECTED = "corrected"


class What(StrEnum):
    """What a row of an export is."""

    SUBMISSIONS = "submissions"
    RULES = "rules"
    FINDINGS = "findings"


class ExportFormat(StrEnum):
    """Formats of an export."""

    CSV = "csv"
    NDJSON = "ndjson"
    PARQUET = "parquet"


Store = Annotated[
    str,
    typer.Argument(metavar="STORE", help=said("结果库（score --store 写的文件）", "a store, written by score --store")),
]
Run = Annotated[
    int | None,
    typer.Option("--run", metavar="N", help=said("第几次评分，默认为最后一次", "which run; default: the last one")),
]
Pack = Annotated[
    str | None,
    typer.Option(
        "--pack",
        metavar="PACK",
        help=said("规则包名称或文件夹，用来显示标题", "rule pack, a name or a folder: titles are taken from it"),
    ),
]
Localities = Annotated[
    list[str] | None,
    typer.Option(
        "--locality", metavar="L", help=said("地区代码或名称，可多次", "code or name of a locality; repeatable")
    ),
]
Region = Annotated[
    str | None,
    typer.Option("--region", metavar="L", help=said("这个地区及其所有下级", "a locality and all that lie in it")),
]
StateOption = Annotated[StateName | None, typer.Option("--state", help=said("只看一种状态", "one state only"))]
GradeOption = Annotated[
    str | None,
    typer.Option(
        "--grade",
        metavar="G",
        help=said("可能属于这一等级的（等级为区间）", "those that may be of this grade (a grade is a range)"),
    ),
]
Limit = Annotated[
    int,
    typer.Option(
        "--limit", metavar="N", min=0, help=said("最多列出多少份报送", "how many submissions to list at most")
    ),
]
WhatOption = Annotated[
    What,
    typer.Option("--what", help=said("每行一份报送、一条规则或一条发现", "a row a submission, a rule, or a finding")),
]
FormatOption = Annotated[
    ExportFormat | None,
    typer.Option(
        "--format",
        help=said(
            "输出格式；默认按 -o 的后缀（.csv, .ndjson, .jsonl, .parquet），没有 -o 为 csv",
            "format of the output; default: by the suffix of -o (.csv, .ndjson, .jsonl, .parquet), csv without -o",
        ),
    ),
]
RowsPerFile = Annotated[
    int | None,
    typer.Option(
        "--rows-per-file",
        metavar="N",
        min=1,
        help=said(
            "CSV 每个文件至多几行（不含表头），写成 名称-1-of-3.csv 等；电子表格至多 1048575 行",
            "rows of a CSV file at most, besides the header: writes NAME-1-of-3.csv and so on; "
            "a spreadsheet takes 1048575",
        ),
    ),
]
LocalityArgument = Annotated[
    str, typer.Argument(metavar="LOCALITY", help=said("地区代码或名称", "code or name of a locality"))
]


@app.command(
    "list", help=said("列出各次评分及其数量；有筛选时列出报送。", "List runs and counts; submissions if filtered.")
)
def list_results(
    store: Store,
    run: Run = None,
    period: options.PeriodName = None,
    locality: Localities = None,
    region: Region = None,
    level: options.LevelName = None,
    state: StateOption = None,
    grade: GradeOption = None,
    limit: Limit = 50,
    pack: Pack = None,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """List the runs of a store and what they hold."""
    asked = Asked(run, pack, period, tuple(locality or ()), region, level, state, grade)
    language = lang.value if lang else LANGUAGE
    deliver(use_cases.results_listed(store, asked, language, limit), output, [store])


@app.command("show", help=said("完整显示一个地区的结果。", "Show the results of one locality in full."))
def show_results(
    store: Store,
    locality: LocalityArgument,
    period: options.PeriodName = None,
    run: Run = None,
    pack: Pack = None,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Show the results of one locality in full."""
    language = lang.value if lang else LANGUAGE
    asked = Asked(run, pack, period, (locality,))
    deliver(use_cases.results_shown(store, asked, language, _unfinished_in(language)), output, [store])


@app.command("missing", help=said("列出应报而未评判的地区。", "List the localities that were expected and not judged."))
def list_missing(
    store: Store,
    period: options.PeriodName = None,
    region: Region = None,
    run: Run = None,
    pack: Pack = None,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """List the localities that were expected and not judged."""
    from checker.use_cases.batch.gaps import missing_listed

    language = lang.value if lang else LANGUAGE
    asked = Asked(run, pack, period, region=region)
    deliver(missing_listed(store, asked, language, _unfinished_in(language)), output, [store])


@app.command("export", help=said("导出为 CSV、NDJSON 或 Parquet。", "Export the results as CSV, NDJSON or Parquet."))
def export_results(
    store: Store,
    what: WhatOption = What.SUBMISSIONS,
    chosen: FormatOption = None,
    run: Run = None,
    period: options.PeriodName = None,
    locality: Localities = None,
    region: Region = None,
    level: options.LevelName = None,
    state: StateOption = None,
    grade: GradeOption = None,
    pack: Pack = None,
    rows_per_file: RowsPerFile = None,
    output: options.Output = None,
    lang: options.Language = None,
) -> None:
    """Export the results for other programs."""
    named = None if output == "-" else output
    form = chosen or ExportFormat(use_cases.format_of(named))
    if form is ExportFormat.PARQUET and named is None:
        raise UsageError("output-needed")
    asked = Asked(run, pack, period, tuple(locality or ()), region, level, state, grade)
    language = lang.value if lang else LANGUAGE
    parts = None
    if rows_per_file is None:
        with streamed(named, store) as file:
            done = use_cases.export_results(store, asked, what, form, file, language)
    elif form is not ExportFormat.CSV:
        raise UsageError("parts-of-csv", found=form.value)
    elif named is None:
        raise UsageError("parts-need-file")
    else:
        with parted(named, store, use_cases.header_of(what, language)) as parts:
            done = use_cases.export_in_parts(store, asked, what, Split(rows_per_file, parts.open), language)
    for line in _chatter(done, form, named, parts, language):
        print(line, file=sys.stderr)  # noqa: T201 - chatter


def _unfinished_in(language: Language) -> Callable[[StoredRun], None]:
    """Return what says that a run is not finished: beside its results, which may go elsewhere."""
    from checker.reports.results.wording import unfinished_line

    def tell(run: StoredRun) -> None:
        print(unfinished_line(run, language), file=sys.stderr)  # noqa: T201 - chatter

    return tell


def _chatter(
    done: Exported, form: ExportFormat, named: str | None, parts: Parts | None, language: Language
) -> Iterator[str]:
    """Yield what is to be known of an export that its rows do not say."""
    from checker.reports.results import wording

    if done.unfinished is not None:
        yield wording.unfinished_line(done.unfinished, language)
    if done.without is not None:
        yield wording.pack_line(done.without, language, installed=False)
    if parts is not None:
        assert named is not None
        yield from wording.parts_lines(done.rows, parts.names, parts.removed, language)
        if Path(named).is_file():
            yield wording.whole_line(named, language)
    if form is ExportFormat.CSV and done.longest > wording.SPREADSHEET_ROWS:
        yield wording.too_long_line(parts.names[0] if parts else named, done.longest, language)
