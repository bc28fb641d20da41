"""Roll-ups as text for a terminal, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from tabulate import tabulate

from checker.model.locality import Gazetteer
from checker.model.rollup import Rollup
from checker.model.text import Language
from checker.reports.cell import text_cell
from checker.reports.labels import label, say
from checker.reports.rollup.columns import (
    COLUMNS,
    STANDING_ALIGN,
    STANDING_COLUMNS,
    Shown,
    csv_cells,
    csv_columns,
    standing_cells,
    word,
)
from checker.reports.rollup.document import to_json
from checker.reports.rollup.summary import count_line


def to_text(rollup: Rollup, gazetteer: Gazetteer, language: Language) -> str:
    """Return the tables for a terminal, and how many were read, judged and refused."""
    lines: list[str] = []
    for title, grid in _grids(rollup, Shown(rollup.pack, gazetteer, language), "simple"):
        lines += [title, grid, ""]
    return "\n".join([*lines, *_legend(rollup, language)]) + "\n"


def to_markdown(rollup: Rollup, gazetteer: Gazetteer, language: Language) -> str:
    """Return the tables as Markdown."""
    lines = [f"# {rollup.pack.directive.title.in_(language)}", ""]
    for title, grid in _grids(rollup, Shown(rollup.pack, gazetteer, language), "pipe"):
        lines += [f"## {title}", "", grid, ""]
    lines += [line for said in _legend(rollup, language) for line in (said, "")]
    return "\n".join(lines[:-1]) + "\n"


def to_csv(rollup: Rollup, gazetteer: Gazetteer, language: Language) -> str:
    """Return a row for each group, or for each locality. No text cell begins a formula."""
    shown = Shown(rollup.pack, gazetteer, language)
    out = io.StringIO()
    out.write("\ufeff")  # Excel takes a CSV without it for GBK
    writer = csv.writer(out, lineterminator="\r\n")
    rows: list[Sequence[str]] = [csv_columns(rollup.by, rollup.pack)]
    rows += [csv_cells(group, rollup.by, shown) for group in rollup.groups]
    if rollup.by == "locality":
        rows = [("period", "level", *STANDING_COLUMNS)]
        rows += [(one.outcomes.period, one.locality.level, *standing_cells(one, shown)) for one in rollup.standings]
    judged_by = [f"{rollup.pack.directive.id} {rollup.pack.directive.version}", rollup.pack.digest]
    writer.writerow([*rows[0], "pack", "pack_sha256"])
    writer.writerows([*map(text_cell, row), *judged_by] for row in rows[1:])
    return out.getvalue()


def _grids(rollup: Rollup, shown: Shown, style: str) -> Iterator[tuple[str, str]]:
    """Yield title and table of each period and level."""
    language = shown.language
    if rollup.by == "locality":
        headers = [label(name, language) for name in STANDING_COLUMNS]
        for (period, level), members in groupby(
            rollup.standings, key=lambda one: (one.outcomes.period, one.locality.level)
        ):
            cells = [standing_cells(one, shown) for one in members]
            yield f"{period} · {label(level, language)}", _grid(cells, headers, style, STANDING_ALIGN)
        return
    columns = COLUMNS[rollup.by]
    headers = [word(column.name, language) for column in columns]
    for (period, level), groups in groupby(rollup.groups, key=lambda one: (one.period, one.level)):
        cells = [[column.cell(group, shown) for column in columns] for group in groups]
        yield f"{period} · {label(level, language)}", _grid(cells, headers, style, [one.align for one in columns])


def _grid(cells: Sequence[Sequence[str]], headers: Sequence[str], style: str, align: Sequence[str]) -> str:
    return tabulate(cells, headers, tablefmt=style, colalign=align, disable_numparse=True)


def _legend(rollup: Rollup, language: Language) -> list[str]:
    """Return how to read the tables, which pack judged, how many there were, and how to get the rest."""
    directive = rollup.pack.directive
    pack = f"{directive.id} {directive.version} · sha256 {rollup.pack.digest[:12]}"
    lines = [_reading(rollup, language), say(language, f"规则包 {pack}", f"rule pack {pack}")]
    if rollup.shortened:
        lines.append(
            say(
                language,
                "地区太多，按省份汇总。逐地结果在结果库中（--store 结果.sqlite）：checker results list、export。",
                "too many localities for a row each, so they are taken together by province; all are in a store "
                "(--store FILE.sqlite): checker results list, export.",
            )
        )
    return lines if rollup.summary is None else [*lines, count_line(rollup.summary, language)]


def _reading(rollup: Rollup, language: Language) -> str:
    scores = say(
        language,
        "得分取区间下端：凡是没报的一律按最差计，上端按最好计。",
        "score is the lower end: what was not reported counts at its worst; the upper end counts it at its best.",
    )
    if rollup.by == "locality":
        return scores
    if rollup.by == "rule":
        return say(
            language,
            "平均得分率的两端分别为各份下端、上端的平均；有据、核实为下端的平均。",
            "the ends of the mean credit are the means of the lower and of the upper ends; supported and verified are "
            "means of lower ends.",
        )
    means = say(
        language,
        "平均分是各份下端的平均；区间两端分别为各份下端、上端的平均。",
        "mean is that of the lower ends; its interval is the mean of the lower ends and of the upper ends.",
    )
    if rollup.by == "point":
        return means
    ends = say(language, "最低、最高和等级按下端。", " Lowest, highest and grades are of lower ends.")
    return means + ends


ROLLUPS: Mapping[str, Callable[[Rollup, Gazetteer, Language], str]] = {
    "table": to_text,
    "md": to_markdown,
    "csv": to_csv,
    "json": to_json,
}
