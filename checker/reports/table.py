"""Score tables as text for a terminal, Markdown, and CSV."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from checker.model.assessment import READINGS, Run
from checker.model.number import format_exact
from checker.model.text import Language
from checker.reports.cell import text_cell
from checker.reports.labels import label, nothing_line, say
from checker.reports.stages import ENDS, GAP_COLUMNS, brief_credit, end_of, gap_headers, points_text, reading_gaps
from checker.reports.terminal.blocks import Grid, Layout, Toned, grid
from checker.reports.terminal.screen import Screen
from checker.reports.terminal.show import laid_out
from checker.reports.view import (
    Row,
    Table,
    build_tables,
    certain_pairs,
    compact_text,
    grade_text,
    interval_text,
    locality_name,
    rank_text,
    score_text,
    used_reviews,
)
from checker.reports.waivers import waived_lines
from checker.reports.wording import escaped, finding_line

By = Literal["locality", "point", "rule"]
COLUMNS = ("rank", "code", "locality", "score", "interval", "supported", "verified", "grade", "known", "findings")
# Where there is no room the headline stays: score, interval and what is supported, whose they are and at what rank.
DROPS = ("code", "known", "verified", "grade", "bar", "findings")
_ALIGN = ("center", "left", "left", "right", "center", "right", "right", "left", "right", "right")
_YEAR_COLUMNS = ("rank", "code", "locality", "score", "interval", "supported", "verified", "grade")
_YEAR_ALIGN = ("center", "left", "left", "right", "center", "right", "right", "left")
_GAP_ALIGN = ("left", "left", "left", "center", "center", "center", "right", "right")


def to_text(run: Run, language: Language, by: By, screen: Screen | None = None) -> str:
    """Return the tables as text, followed by what was refused and the count of all; as *screen* shows them, if any."""
    lines: list[str] = []
    for table in build_tables(run, language):
        lines += [Toned(table.title, "strong"), _grid(run, table, language, "simple", by)]
        lines += [*_order_line(table, language, by), *_missing(table, language), ""]
    for title, year in _year_grids(run, language, "simple", by):
        lines += [Toned(title, "strong"), year, ""]
    lines = lines or [nothing_line(language)]
    refused = (Toned(line, "bad") for line in _refusals(run, language))
    legend = [*_legend(run, language, by), *([bar_legend(language)] if screen and by == "locality" else [])]
    return laid_out([*lines, *legend, *refused, count_line(run, language)], screen)


def bar_legend(language: Language) -> str:
    """Return how to read the bars, which only a terminal shows."""
    return say(
        language,
        "条形：实心到区间下端，浅色到上端，两端为 0 和 100。",
        "bars: solid up to the lower end, light up to the upper end, from 0 to 100.",
    )


def to_markdown(run: Run, language: Language, by: By) -> str:
    """Return the tables as Markdown."""
    title = run.pack.directive.title.in_(language)
    lines = [f"# {title}", ""]
    for table in build_tables(run, language):
        lines += [f"## {table.title}", "", _grid(run, table, language, "pipe", by), ""]
        lines += [
            line for said in (*_order_line(table, language, by), *_missing(table, language)) for line in (said, "")
        ]
    for title, year in _year_grids(run, language, "pipe", by):
        lines += [f"## {title}", "", year, ""]
    if not run.standings:
        lines += [nothing_line(language), ""]
    lines += [line for legend in _legend(run, language, by) for line in (legend, "")]
    refused = [f"- {_code(line)}" for line in _refusals(run, language)]
    lines += [*refused, "", count_line(run, language)] if refused else [count_line(run, language)]
    return "\n".join(lines) + "\n"


def to_csv(run: Run, language: Language, by: By) -> str:
    """Return a row for each locality with plain numbers, or for each of its points or rules.

    No text cell begins a formula.
    """
    out = io.StringIO()
    out.write("\ufeff")  # Excel takes a CSV without it for GBK
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["period", "level", "code", "locality", *_CSV_COLUMNS[by], "pack", "pack_sha256"])
    judged_by = [f"{run.pack.directive.id} {run.pack.directive.version}", run.pack.digest]
    for table in build_tables(run, language):
        for row in table.rows:
            submission = row.assessment.submission
            start = [submission.period.name, submission.locality.level, row.code, _cell(row.name)]
            writer.writerows([*start, *rest, *judged_by] for rest in _csv_rows(run, row, by))
    return out.getvalue()


def _csv_rows(run: Run, row: Row, by: By) -> Iterator[list[str]]:
    """Yield the cells of one locality after those that name it: one row, or one for each point or rule that applies."""
    if by == "point":
        for point in row.assessment.scores["claimed"].points:
            yield [point.point, *_ends(interval_text(point.score, run.pack.directive))]
    elif by == "rule":
        shares = row.assessment.scores["claimed"].shares
        for results in zip(*(row.assessment.results[reading] for reading in READINGS), strict=True):
            claimed = results[0]
            if claimed.applies:
                ends = [format_exact(end_of(one.credit, name)) for one in results for name in ENDS]
                worth = shares.get(claimed.rule.id)
                yield [claimed.rule.id, claimed.outcome, *ends, "" if worth is None else format_exact(worth)]
    else:
        yield [
            *_ends(row.interval),
            row.supported,
            row.verified,
            _cell(row.grade),
            row.known,
            *_ranks(row.rank),
            row.findings,
        ]


def count_line(run: Run, language: Language) -> str:
    """Return ``in = judged + refused`` with the numbers put in."""
    judged, refused = len(run.assessments), len(run.refusals)
    return say(
        language,
        f"读入 {run.read} = 评判 {judged} + 拒绝 {refused}",
        f"read {run.read} = judged {judged} + refused {refused}",
    )


def _grid(run: Run, table: Table, language: Language, style: str, by: By) -> Grid:
    if by == "locality":
        headers = [label(name, language) for name in COLUMNS]
        cells = [
            [r.rank, r.code, _shown(r.name), r.score, r.interval, r.supported, r.verified, r.grade, r.known, r.findings]
            for r in table.rows
        ]
        spans = tuple(row.assessment.headline for row in table.rows)
        return grid(cells, headers, style, _ALIGN, Layout(COLUMNS, DROPS, spans))
    if by == "rule":
        headers = [label("code", language), label("locality", language), *gap_headers(language)]
        cells = [
            [row.code, _shown(row.name), gap.rule.id, *map(brief_credit, gap.credits), *map(points_text, gap.less)]
            for row in table.rows
            for gap in reading_gaps(row.assessment)
        ]
        return grid(cells, headers, style, _GAP_ALIGN, Layout(("code", "locality", *GAP_COLUMNS), ("code",)))
    names = ("code", "locality", *(point.id for point in run.pack.directive.points))
    headers = [label("code", language), label("locality", language), *names[2:]]
    scores = [row.assessment.scores["claimed"].points for row in table.rows]
    points = [[compact_text(point.score) for point in found] for found in scores]
    cells = [[row.code, _shown(row.name), *found] for row, found in zip(table.rows, points, strict=True)]
    return grid(cells, headers, style, None, Layout(names, lead=2))


def _year_grids(run: Run, language: Language, style: str, by: By) -> Iterator[tuple[str, Grid]]:
    """Yield title and table of each year's result; where the last period is the year's, its own table says it."""
    names = {one.submission.locality.code: one.submission.locality for one in run.assessments}
    headers = [label(name, language) for name in _YEAR_COLUMNS]
    for year in run.years:
        if year.rule == "last" or by != "locality":
            continue
        totals = sorted(year.totals["claimed"].items(), key=lambda item: (-item[1].lower, item[0]))
        cells = [
            [
                rank_text(year.ranks[code]),
                code,
                _shown(locality_name(names[code], language)),
                score_text(Fraction(total.lower), run.pack.directive),
                interval_text(total, run.pack.directive),
                *(score_text(Fraction(year.totals[other][code].lower), run.pack.directive) for other in READINGS[1:]),
                grade_text(year.grades[code], language),
            ]
            for code, total in totals
        ]
        title = say(language, "年度", "year")
        yield (
            f"{year.year} {title} · {label(year.level, language)} · {label(year.rule, language)}",
            grid(cells, headers, style, _YEAR_ALIGN, Layout(_YEAR_COLUMNS, DROPS, tuple(total for _, total in totals))),
        )


def _order_line(table: Table, language: Language, by: By) -> list[str]:
    """Return how much of the order is certain, whatever the unknown figures turn out to be."""
    certain, pairs = certain_pairs(table.standing)
    if not pairs or by != "locality":
        return []
    return [
        say(
            language,
            f"两两比较共 {pairs} 对，先后已定的 {certain} 对。",
            f"pairs: {pairs}; in a certain order: {certain}.",
        )
    ]


def _missing(table: Table, language: Language) -> list[str]:
    if not table.missing:
        return []
    count = len(table.standing.missing)
    return [
        say(language, f"应报未报（{count}）：{table.missing}", f"expected, no submission ({count}): {table.missing}")
    ]


def _legend(run: Run, language: Language, by: By) -> list[str]:
    """Return how to read the tables, and which pack judged."""
    directive = run.pack.directive
    pack = f"{directive.id} {directive.version} · sha256 {run.pack.digest[:12]}"
    columns = say(
        language,
        "每列一条，整数，向外取整：· 全不明，– 不适用。",
        "one column for each point, whole numbers rounded outward: · all unknown, – does not apply.",
    )
    readings = say(
        language,
        "每条规则一行，只列三种口径不同的：得分率（· 为全不明）；少计为基础分下端少算的分数，– 为不在基础分内。",
        "one line for each rule on which the readings differ: credits (· is all unknown), and how many points of the "
        "lower end of the base are not shown (–: not part of the base).",
    )
    totals = say(
        language,
        "得分取区间下端：凡是没报的一律按最差计；上端按最好计，含附加分。有据只算证据合格的，核实只算经核查或台账印证的。"
        "名次为可能范围，重叠处不分先后。年内等级是暂定的。",
        "score is the lower end: what was not reported counts at its worst; the upper end counts it at its best, with "
        "every bonus. supported counts only claims with accepted evidence, verified only what a review or a register "
        "confirms. Where ranks overlap, no order is claimed. Inside the year a grade is provisional.",
    )
    legends: Mapping[By, str] = {"locality": totals, "point": columns, "rule": readings}
    lines = [legends[by], say(language, f"规则包 {pack}", f"rule pack {pack}")]
    if run.verification.digest:
        digest, size, used = run.verification.digest[:12], run.verification.size, used_reviews(run)
        lines.append(
            say(
                language,
                f"核查记录和台账 {size} 条，用上 {used} 条 · sha256 {digest}",
                f"reviews and register figures: {size}, of use here: {used} · sha256 {digest}",
            )
        )
    lines += waived_lines(run, language)
    if run.as_of is not None:
        day = run.as_of.isoformat()
        lines.append(say(language, f"按 {day} 有效的规则计", f"by the rules in force on {day}"))
    return lines


def _code(line: str) -> str:
    """Return a line as Markdown code that no backtick in it can end."""
    fence = "`" * (max((len(run) for run in re.findall("`+", line)), default=0) + 1)
    return f"{fence} {line} {fence}"


def _refusals(run: Run, language: Language) -> list[str]:
    return [finding_line(finding, language) for refusal in run.refusals for finding in refusal.findings]


_CSV_COLUMNS: Mapping[By, tuple[str, ...]] = {
    "locality": (
        "lower",
        "upper",
        "supported_lower",
        "verified_lower",
        "grade",
        "known_weight",
        "best_rank",
        "worst_rank",
        "findings",
    ),
    "point": ("point", "lower", "upper"),
    "rule": ("rule", "outcome", *(f"{reading}_{end}" for reading in READINGS for end in ENDS), "worth"),
}


def _ends(text: str) -> list[str]:
    """Return both ends of a worded interval; none where there is no score."""
    lower, _, upper = text.partition(" – ")
    return ["", ""] if text == "–" else [lower, upper or lower]


def _ranks(text: str) -> list[str]:
    best, _, worst = text.partition("–")
    return [best, worst or best]


def _cell(text: str) -> str:
    return text_cell(text, 80)


def _shown(text: str) -> str:
    return escaped(text, 80)


TABLES: Mapping[str, Callable[[Run, Language, By], str]] = {"table": to_text, "md": to_markdown, "csv": to_csv}
