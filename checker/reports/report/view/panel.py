"""One period and level as a reader meets it: what it comes to, its order, its map, and what is missed and unknown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker.model.assessment import Assessment, Run, Standing
from checker.model.robustness import Firmness
from checker.model.text import LANGUAGES, Text
from checker.model.tile import Tile
from checker.reports.labels import LABELS
from checker.reports.report.material import Material
from checker.reports.report.view.headline import headline_of
from checker.reports.report.view.ranking import RankRow, members_of, rank_rows
from checker.reports.report.view.shortfalls import Bin, Tally, bins_of, most_missed, most_unknown, tallies_of
from checker.reports.report.view.spans import joined, name_of
from checker.reports.robustness.section import Section
from checker.reports.view import certain_pairs

MAX_NAMES = 40


@dataclass(frozen=True, slots=True)
class MapTile:
    """One province on the grid: *row* is None where it sent nothing, and where the directive does not cover it."""

    tile: Tile
    name: Text
    row: RankRow | None


@dataclass(frozen=True, slots=True)
class Panel:
    """One period and level. *tiles* are empty but for provinces, *missing* names who was expected and sent nothing.

    *firm* says how firm the order is, where that was asked for.
    """

    key: str
    period: str
    level: str
    title: Text
    headline: tuple[Text, ...]
    rows: tuple[RankRow, ...]
    certain: int
    pairs: int
    missing: Text
    missing_count: int
    tallies: tuple[Tally, ...]
    missed: tuple[Tally, ...]
    unknown: tuple[Tally, ...]
    bins: tuple[Bin, ...]
    tiles: tuple[MapTile, ...]
    firmness: Firmness | None
    firm: tuple[Text, ...]
    members: tuple[Assessment, ...]


def build_panels(material: Material) -> tuple[Panel, ...]:
    """Return a panel for each period and level, in the order of the run."""
    return tuple(_panel(material, standing) for standing in material.run.standings)


def _panel(material: Material, standing: Standing) -> Panel:
    run = material.run
    members = members_of(run, standing)
    rows = rank_rows(material, standing, members)
    tallies = tallies_of(run.pack, members)
    certain, pairs = certain_pairs(standing)
    level = LABELS[standing.level]
    firmness = material.firmness.get((standing.period, standing.level))
    return Panel(
        key=f"{standing.period}.{standing.level}",
        period=standing.period,
        level=standing.level,
        title=Text(f"{standing.period} · {level.zh}", f"{standing.period} · {level.en}"),
        headline=headline_of(run.pack.directive, standing, rows),
        rows=rows,
        certain=certain,
        pairs=pairs,
        missing=_missing(standing),
        missing_count=len(standing.missing),
        tallies=tallies,
        missed=most_missed(tallies),
        unknown=most_unknown(tallies),
        bins=bins_of(rows),
        tiles=_tiles(material.tiles, rows) if standing.level == "province" else (),
        firmness=firmness,
        firm=() if firmness is None else _firm(run, firmness),
        members=tuple(members),
    )


def _firm(run: Run, firmness: Firmness) -> tuple[Text, ...]:
    sides = (Section(run, firmness, language, "simple", "").sentences() for language in LANGUAGES)
    return tuple(Text(zh, en) for zh, en in zip(*sides, strict=True))


def _missing(standing: Standing) -> Text:
    names = joined(name_of(one) for one in standing.missing[:MAX_NAMES])
    return names if len(standing.missing) <= MAX_NAMES else Text(f"{names.zh}……", f"{names.en}, …")


def _tiles(tiles: Sequence[Tile], rows: Sequence[RankRow]) -> tuple[MapTile, ...]:
    by_code = {row.code: row for row in rows}
    return tuple(MapTile(tile, name_of(tile.locality), by_code.get(tile.locality.code)) for tile in tiles)
