"""Roll-ups as text for a terminal, Markdown, CSV and JSON: in pieces, for all of it may be too much to be held."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from checker.model.locality import Gazetteer
from checker.model.rollup import By, Rollup
from checker.model.text import Language
from checker.reports.cell import text_cell
from checker.reports.labels import label, nothing_line, say
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
from checker.reports.table import DROPS, bar_legend
from checker.reports.terminal.blocks import Grid, Layout, Toned, grid
from checker.reports.terminal.screen import Screen
from checker.reports.terminal.show import laid_out

# Where there is no room: what the mean of a group rests on goes before the mean itself.
_DROPS: Mapping[By, tuple[str, ...]] = {
    "province": ("code", "lowest", "highest", "verified", "grades", "bar", "number"),
    "point": ("bar", "not-applicable", "partly", "number"),
    "rule": ("error", "not-applicable", "verified", "partly", "number"),
}


def to_text(rollup: Rollup, gazetteer: Gazetteer, language: Language, screen: Screen | None = None) -> Iterator[str]:
    """Yield the tables as text, and how many were read, judged and refused; as *screen* shows them, if any."""
    shown = False
    for title, table in _grids(rollup, Shown(rollup.pack, gazetteer, language), "simple"):
        shown = True
        yield laid_out([Toned(title, "strong"), table, ""], screen)
    nothing = [] if shown else [nothing_line(language)]
    legend = [*nothing, *_legend(rollup, language), *([bar_legend(language)] if screen and rollup.by != "rule" else [])]
    yield laid_out(legend, screen)


def to_markdown(rollup: Rollup, gazetteer: Gazetteer, language: Language) -> Iterator[str]:
    """Yield the tables as Markdown."""
    yield f"# {rollup.pack.directive.title.in_(language)}\n\n"
    shown = False
    for title, table in _grids(rollup, Shown(rollup.pack, gazetteer, language), "pipe"):
        shown = True
        yield f"## {title}\n\n{table}\n\n"
    yield "\n\n".join([*([] if shown else [nothing_line(language)]), *_legend(rollup, language)]) + "\n"


def to_csv(rollup: Rollup, gazetteer: Gazetteer, language: Language) -> Iterator[str]:
    """Yield a row for each group, or for each locality. No text cell begins a formula."""
    shown = Shown(rollup.pack, gazetteer, language)
    directive = rollup.pack.directive
    judged_by = (f"{directive.id} {directive.version}", rollup.pack.digest)
    if rollup.by == "locality":
        columns: Sequence[str] = ("period", "level", *STANDING_COLUMNS)
        rows = ([one.outcomes.period, one.locality.level, *standing_cells(one, shown)] for one in rollup.standings)
    else:
        columns = csv_columns(rollup.by, rollup.pack)
        rows = (csv_cells(group, rollup.by, shown) for group in rollup.groups)
    yield "\ufeff" + _csv_line([*columns, "pack", "pack_sha256"])  # Excel takes a CSV without the mark for GBK
    for row in rows:
        yield _csv_line([*map(text_cell, row), *judged_by])


def _csv_line(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _grids(rollup: Rollup, shown: Shown, style: str) -> Iterator[tuple[str, Grid]]:
    """Yield title and table of each period and level."""
    language = shown.language
    if rollup.by == "locality":
        headers = [label(name, language) for name in STANDING_COLUMNS]
        for (period, level), members in groupby(
            rollup.standings, key=lambda one: (one.outcomes.period, one.locality.level)
        ):
            listed = list(members)
            cells = [standing_cells(one, shown) for one in listed]
            layout = Layout(STANDING_COLUMNS, DROPS, tuple(one.total for one in listed))
            yield f"{period} · {label(level, language)}", grid(cells, headers, style, STANDING_ALIGN, layout)
        return
    columns = COLUMNS[rollup.by]
    headers, align = [word(column.name, language) for column in columns], [column.align for column in columns]
    for (period, level), groups_ in groupby(rollup.groups, key=lambda one: (one.period, one.level)):
        groups = list(groups_)
        cells = [[column.cell(group, shown) for column in columns] for group in groups]
        spans = tuple(group.mean for group in groups)
        layout = Layout(tuple(column.name for column in columns), _DROPS[rollup.by], spans)
        yield f"{period} · {label(level, language)}", grid(cells, headers, style, align, layout)


def _legend(rollup: Rollup, language: Language) -> list[str]:
    """Return how to read the tables, which pack judged, how many there were, and how to get the rest."""
    directive = rollup.pack.directive
    pack = f"{directive.id} {directive.version} · sha256 {rollup.pack.digest[:12]}"
    lines = [_reading(rollup, language), say(language, f"规则包 {pack}", f"rule pack {pack}")]
    if rollup.shortened:
        lines.append(_shortened_line(rollup, language))
    return lines if rollup.summary is None else [*lines, count_line(rollup.summary, language)]


def _shortened_line(rollup: Rollup, language: Language) -> str:
    """Return that localities are too many to be listed, and how to see each."""
    if rollup.stored:
        return say(
            language,
            "地区太多，按省份汇总。逐地结果在结果库中：checker results list、export。",
            "too many localities for a row each, so they are taken together by province; each is in the store: "
            "checker results list, export.",
        )
    return say(
        language,
        "地区太多，按省份汇总。要看逐地结果，加 --store 结果.sqlite，再用 checker results list、export。",
        "too many localities for a row each, so they are taken together by province; to see each, add "
        "--store FILE.sqlite, then use checker results list, export.",
    )


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


ROLLUPS: Mapping[str, Callable[[Rollup, Gazetteer, Language], Iterator[str]]] = {
    "table": to_text,
    "md": to_markdown,
    "csv": to_csv,
    "json": to_json,
}
