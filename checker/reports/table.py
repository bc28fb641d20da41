"""Score tables as text for a terminal, Markdown, and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence

from tabulate import tabulate

from checker.model.assessment import Run
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.view import Table, build_tables, compact_text, interval_text
from checker.reports.wording import escaped, finding_line

COLUMNS = ("rank", "code", "locality", "score", "interval", "supported", "grade", "known", "findings")
_ALIGN = ("center", "left", "left", "right", "center", "right", "left", "right", "right")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_text(run: Run, language: Language, by_point: bool) -> str:  # noqa: FBT001 - one signature for the registry
    """Return the tables for a terminal, followed by what was refused and the count of all."""
    lines: list[str] = []
    for table in build_tables(run, language):
        lines += [table.title, _grid(run, table, language, "simple", by_point=by_point), *_missing(table, language), ""]
    lines += [*_legend(run, language, by_point=by_point), *_refusals(run, language), count_line(run, language)]
    return "\n".join(lines) + "\n"


def to_markdown(run: Run, language: Language, by_point: bool) -> str:  # noqa: FBT001 - one signature for the registry
    """Return the tables as Markdown."""
    title = run.pack.directive.title.in_(language)
    lines = [f"# {title}", ""]
    for table in build_tables(run, language):
        lines += [f"## {table.title}", "", _grid(run, table, language, "pipe", by_point=by_point), ""]
        lines += [*_missing(table, language), ""] if table.missing else []
    lines += [line for legend in _legend(run, language, by_point=by_point) for line in (legend, "")]
    refused = [f"- {_code(line)}" for line in _refusals(run, language)]
    lines += [*refused, "", count_line(run, language)] if refused else [count_line(run, language)]
    return "\n".join(lines) + "\n"


def to_csv(run: Run, language: Language, by_point: bool) -> str:  # noqa: FBT001 - one signature for the registry
    """Return a row for each locality with plain numbers, or for each of its points. No text cell begins a formula."""
    out = io.StringIO()
    out.write("\ufeff")  # Excel takes a CSV without it for GBK
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_csv_header(by_point=by_point))
    for table in build_tables(run, language):
        for row in table.rows:
            submission = row.assessment.submission
            start = [submission.period.name, submission.locality.level, row.code, _cell(row.name)]
            if by_point:
                points = row.assessment.scores["claimed"].points
                texts = [(point.point, interval_text(point.score, run.pack.directive)) for point in points]
                writer.writerows([*start, point, *_ends(text)] for point, text in texts)
            else:
                rest = [
                    *_ends(row.interval),
                    row.supported,
                    _cell(row.grade),
                    row.known,
                    *_ranks(row.rank),
                    row.findings,
                ]
                writer.writerow([*start, *rest])
    return out.getvalue()


def count_line(run: Run, language: Language) -> str:
    """Return ``in = judged + refused`` with the numbers put in."""
    judged, refused = len(run.assessments), len(run.refusals)
    return say(
        language,
        f"读入 {run.read} = 评判 {judged} + 拒绝 {refused}",
        f"read {run.read} = judged {judged} + refused {refused}",
    )


def _grid(run: Run, table: Table, language: Language, style: str, *, by_point: bool) -> str:
    if not by_point:
        headers = [label(name, language) for name in COLUMNS]
        cells: Sequence[Sequence[str]] = [
            [r.rank, r.code, _shown(r.name), r.score, r.interval, r.supported, r.grade, r.known, r.findings]
            for r in table.rows
        ]
        return tabulate(cells, headers, tablefmt=style, colalign=_ALIGN if cells else None, disable_numparse=True)
    headers = [label("code", language), label("locality", language), *(p.id for p in run.pack.directive.points)]
    scores = [row.assessment.scores["claimed"].points for row in table.rows]
    points = [[compact_text(point.score) for point in found] for found in scores]
    cells = [[row.code, _shown(row.name), *found] for row, found in zip(table.rows, points, strict=True)]
    return tabulate(cells, headers, tablefmt=style, disable_numparse=True)


def _missing(table: Table, language: Language) -> list[str]:
    if not table.missing:
        return []
    count = len(table.standing.missing)
    return [
        say(language, f"应报未报（{count}）：{table.missing}", f"expected, no submission ({count}): {table.missing}")
    ]


def _legend(run: Run, language: Language, *, by_point: bool) -> list[str]:
    """Return how to read the tables, and which pack judged."""
    directive = run.pack.directive
    pack = f"{directive.id} {directive.version} · sha256 {run.pack.digest[:12]}"
    columns = say(
        language,
        "每列一条，整数，向外取整：· 全不明，– 不适用。",
        "one column for each point, whole numbers rounded outward: · all unknown, – does not apply.",
    )
    totals = say(
        language,
        "得分取区间下端：凡是没报的一律按最差计；上端按最好计，含附加分。有据得分只算证据合格的。名次为可能范围，重叠处不分先后。",
        "score is the lower end: what was not reported counts at its worst; the upper end counts it at its best, with "
        "every bonus. supported counts only claims with accepted evidence. Where ranks overlap, no order is claimed.",
    )
    return [columns if by_point else totals, say(language, f"规则包 {pack}", f"rule pack {pack}")]


def _code(line: str) -> str:
    """Return a line as Markdown code that no backtick in it can end."""
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}"


def _refusals(run: Run, language: Language) -> list[str]:
    return [finding_line(finding, language) for refusal in run.refusals for finding in refusal.findings]


def _csv_header(*, by_point: bool) -> list[str]:
    start = ["period", "level", "code", "locality"]
    if by_point:
        return [*start, "point", "lower", "upper"]
    return [*start, "lower", "upper", "supported_lower", "grade", "known_weight", "best_rank", "worst_rank", "findings"]


def _ends(text: str) -> list[str]:
    """Return both ends of a worded interval; none where there is no score."""
    lower, _, upper = text.partition(" – ")
    return ["", ""] if text == "–" else [lower, upper or lower]


def _ranks(text: str) -> list[str]:
    best, _, worst = text.partition("–")
    return [best, worst or best]


def _cell(text: str) -> str:
    """Return a text cell that no spreadsheet takes for a formula."""
    shown = _shown(text)
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def _shown(text: str) -> str:
    return escaped(text, 80)


TABLES: Mapping[str, Callable[[Run, Language, bool], str]] = {"table": to_text, "md": to_markdown, "csv": to_csv}
