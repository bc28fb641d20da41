"""One period and level as data: what it comes to, the order, how each rule came out, the map, and how firm it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import Field

from checker.model.assessment import Assessment, Outcome, Reading, Standing
from checker.model.locality import Locality
from checker.reports.output import Bilingual, Ends, Exact, Output, RobustnessOutput
from checker.reports.report.data.shared import ScoreOutput, bilingual, bilinguals, ends_of, exact, score_of
from checker.reports.report.view.panel import MapTile, Panel
from checker.reports.report.view.ranking import PointCell, RankRow
from checker.reports.report.view.shortfalls import Bin, Tally
from checker.reports.report.view.spans import name_of
from checker.reports.robustness.document import robustness_output


class NamedOutput(Output):
    """A locality."""

    code: str
    name: Bilingual


class CellOutput(Output):
    """The score of one locality on one point; null where no rule of it applies."""

    point: str
    score: Ends | None
    shown: str = Field(description="whole numbers rounded outward; · all is unknown, – nothing applies")


class RankOutput(Output):
    """One locality in the order: highest lower end first, ties by code."""

    key: str = Field(description="the key of its page in localities")
    code: str
    name: Bilingual
    ranks: tuple[int, int] | None = Field(description="the best and the worst rank that is possible; null: no score")
    tie_group: int = Field(description="from 1; everyone in a group stands certainly above all after it; 0: no score")
    readings: dict[Reading, ScoreOutput | None] = Field(description="the totals; the headline is the claimed lower end")
    grades: list[str] = Field(description="the grades that are possible, the lowest first; empty without a score")
    grade: Bilingual = Field(description="the same in words")
    known_weight: Exact = Field(description="the share of the weight that is decided by what was submitted")
    to_answer: int = Field(description="how many findings of it must be answered")
    points: list[CellOutput]


class TallyOutput(Output):
    """How one rule came out: the number of localities with a score by outcome, and what its being unknown costs."""

    rule: str
    outcomes: dict[Outcome, int]
    mean_cost: Exact = Field(description="points of the base score that its being unknown costs a locality, on average")


class BinOutput(Output):
    """How many scores lie from start to below end; 100 is in the last bin."""

    start: int
    end: int
    lower_ends: int
    upper_ends: int


class TileOutput(Output):
    """One province on the grid that stands for a map; no borders are drawn."""

    code: str
    name: Bilingual
    short_zh: str
    letters: str = Field(description="the two letters of GB/T 2260")
    row: int = Field(description="from 1, the north")
    column: int = Field(description="from 1, the west")
    covered: bool = Field(description="whether the directive addresses it")
    key: str | None = Field(description="the key of its page in localities; null: nothing was sent")


class PanelOutput(Output):
    """One period and level."""

    key: str
    period: str
    level: str
    title: Bilingual
    headline: list[Bilingual] = Field(description="what it comes to, in sentences")
    pairs: int = Field(description="how many pairs of localities with a score there are")
    certain_pairs: int = Field(description="how many of them stand in a certain order, whatever the unknowns are")
    ranking: list[RankOutput]
    expected_without_submission: list[NamedOutput]
    rules: list[TallyOutput] = Field(description="every rule of the pack, in its order")
    commonest_shortfalls: list[str] = Field(description="the rules that most localities certainly fall short of")
    costliest_unknowns: list[str] = Field(description="the rules whose being unknown costs most points on average")
    distribution: list[BinOutput]
    map: list[TileOutput] = Field(description="all 34 provinces; empty for other levels")
    robustness: RobustnessOutput | None = Field(description="how firm the order is, where that was asked for")


def panel_output(panel: Panel, standing: Standing) -> PanelOutput:
    """Return one period and level; *standing* is the order that it shows."""
    rows = zip(panel.rows, panel.members, strict=True)
    return PanelOutput(
        key=panel.key,
        period=panel.period,
        level=panel.level,
        title=bilingual(panel.title),
        headline=bilinguals(panel.headline),
        pairs=panel.pairs,
        certain_pairs=panel.certain,
        ranking=[_rank(row, member, standing.ranks) for row, member in rows],
        expected_without_submission=[_named(locality) for locality in standing.missing],
        rules=[tally_output(one) for one in panel.tallies],
        commonest_shortfalls=_rules(panel.missed),
        costliest_unknowns=_rules(panel.unknown),
        distribution=[_bin(one) for one in panel.bins],
        map=[_tile(one) for one in panel.tiles],
        robustness=None if panel.firmness is None else robustness_output(panel.firmness),
    )


def tally_output(tally: Tally) -> TallyOutput:
    """Return how one rule came out."""
    return TallyOutput(rule=tally.rule.id, outcomes=dict(tally.counts), mean_cost=exact(tally.cost))


def _rank(row: RankRow, member: Assessment, ranks: Mapping[str, tuple[int, int]]) -> RankOutput:
    grades = () if member.rejected else member.scores["claimed"].grades
    return RankOutput(
        key=row.key,
        code=row.code,
        name=bilingual(row.name),
        ranks=ranks.get(row.code),
        tie_group=row.group,
        readings={reading: score_of(span) for reading, span in row.readings.items()},
        grades=[grade.id for grade in grades],
        grade=bilingual(row.grade),
        known_weight=exact(row.known),
        to_answer=row.asked,
        points=[_cell(cell) for cell in row.points],
    )


def _cell(cell: PointCell) -> CellOutput:
    return CellOutput(point=cell.point, score=ends_of(cell.score), shown=cell.text)


def _named(locality: Locality) -> NamedOutput:
    return NamedOutput(code=locality.code, name=bilingual(name_of(locality)))


def _rules(tallies: Iterable[Tally]) -> list[str]:
    return [tally.rule.id for tally in tallies]


def _bin(one: Bin) -> BinOutput:
    return BinOutput(start=one.start, end=one.end, lower_ends=one.lowers, upper_ends=one.uppers)


def _tile(one: MapTile) -> TileOutput:
    tile = one.tile
    return TileOutput(
        code=tile.locality.code,
        name=bilingual(one.name),
        short_zh=tile.short_zh,
        letters=tile.letters,
        row=tile.row,
        column=tile.column,
        covered=tile.covered,
        key=None if one.row is None else one.row.key,
    )
