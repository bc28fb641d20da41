"""How the scores are made, as data: the numbers that are needed to recompute them, and the policy in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from checker.model.directive import Grade, Scoring, YearEndRule
from checker.model.text import Text
from checker.reports.catalogue.page import Address, Block, Cell, Code, Facts, Heading, Paragraph, Table
from checker.reports.output import Bilingual, Exact, Output
from checker.reports.report.data.shared import bilingual, exact
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.spans import joined, same
from checker.reports.report.view.words import WORDS, limit_of_reconstructed


class GradeOutput(Output):
    """A band of the total: from its floor up to the band above."""

    id: str
    title: Bilingual
    floor: Exact


class ScoringOutput(Output):
    """The policy in numbers.

    point = max(0, mean - deduction), mean = 100 x sum(weight x credit) / sum(weight) over its rules that apply, or 100
    for a point that only deducts; deduction = sum(deduct x (1 - credit)). base = sum(weight x point) / sum(weight) over
    points with a score. total = min(100, base + min(bonus_cap, sum(bonus x credit)) where base reaches bonus_above).
    Each end of the interval by itself.
    """

    grades: list[GradeOutput] = Field(description="the highest first")
    bonus_cap: Exact
    bonus_above: Exact
    supported_within_days: int = Field(description="evidence supports a claim if issued so many days after the end")
    digits: int = Field(description="decimals of a score that is shown")
    year_end: YearEndRule
    pace_band: Exact | None = Field(description="the share of what is due that a yellow measure may lack")


class WordsOutput(Output):
    """A heading or a paragraph."""

    kind: Literal["heading", "paragraph"]
    text: Bilingual


class TableOutput(Output):
    """A table; facts have no headers, and a name and a value in each row."""

    kind: Literal["facts", "table"]
    headers: list[Bilingual]
    rows: list[list[Bilingual]]


class MethodOutput(Output):
    """How the scores are made."""

    scoring: ScoringOutput
    unknown: Bilingual = Field(description="how what was not reported counts")
    rounding: Bilingual = Field(description="what is rounded, and when")
    limits: list[Bilingual] = Field(description="what limits these scores, besides the reading marks of the points")
    directive: list[WordsOutput | TableOutput] = Field(description="what the directive is")
    policy: list[WordsOutput | TableOutput] = Field(description="the policy in words")


def method_output(scoring: Scoring, report: ReportView) -> MethodOutput:
    """Return how the scores of a report are made."""
    count = report.origin.reconstructed
    return MethodOutput(
        scoring=_scoring(scoring),
        unknown=bilingual(WORDS["unknown-is"]),
        rounding=bilingual(WORDS["rounding-is"]),
        limits=[bilingual(limit_of_reconstructed(count))] if count else [],
        directive=_blocks(report.identity),
        policy=_blocks(report.policy),
    )


def _scoring(scoring: Scoring) -> ScoringOutput:
    return ScoringOutput(
        grades=[_grade(one) for one in scoring.grades],
        bonus_cap=exact(scoring.bonus_cap),
        bonus_above=exact(scoring.bonus_above),
        supported_within_days=scoring.supported_within_days,
        digits=scoring.digits,
        year_end=scoring.year_end,
        pace_band=None if scoring.pace_band is None else exact(scoring.pace_band),
    )


def _grade(one: Grade) -> GradeOutput:
    return GradeOutput(id=one.id, title=bilingual(one.title), floor=exact(one.floor))


def _blocks(blocks: Iterable[Block]) -> list[WordsOutput | TableOutput]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> WordsOutput | TableOutput:
    match block:
        case Heading():
            return WordsOutput(kind="heading", text=bilingual(block.text))
        case Paragraph():
            return WordsOutput(kind="paragraph", text=bilingual(block.text))
        case Facts():
            rows = [[bilingual(name), _cell(value)] for name, value in block.rows]
            return TableOutput(kind="facts", headers=[], rows=rows)
        case Table():
            cells = [[_cell(cell) for cell in row] for row in block.rows]
            return TableOutput(kind="table", headers=[bilingual(head) for head in block.headers], rows=cells)


def _cell(cell: Cell) -> Bilingual:
    match cell:
        case Text():
            return bilingual(cell)
        case Code():
            return bilingual(same(cell.text))
        case Address():
            return bilingual(same(cell.url))
        case _:
            return bilingual(joined(Text(f"{link.id} {link.text.zh}", f"{link.id} {link.text.en}") for link in cell))
