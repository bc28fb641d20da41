"""One period and level: the order of its localities, each with its interval, its readings and its points."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import READINGS, Assessment, Finding, Reading, Run, Standing
from checker.model.directive import Directive, Grade
from checker.model.interval import Interval
from checker.model.robustness import Placing
from checker.model.text import Text
from checker.reports.report.material import Material
from checker.reports.report.view.spans import Span, both, name_of, span_of
from checker.reports.view import compact_text, grade_text, percent, rank_text


@dataclass(frozen=True, slots=True)
class PointCell:
    """The score on one point, whole numbers rounded outward in *text*; None where no rule applies."""

    point: str
    score: Interval | None
    text: str


@dataclass(frozen=True, slots=True)
class RankRow:
    """One locality. *key* names its page, *search* is what it may be found by, *group* its tie group from 1.

    *readings* are None where there is no score; *asked* is how many findings are to be mended or answered. *graded* is
    the order of grades: by the lowest one that is possible, then by the highest, from 0 for the best; None without one.
    """

    key: str
    code: str
    name: Text
    search: str
    rank: str
    best: int
    worst: int
    group: int
    readings: Mapping[Reading, Span | None]
    grade: Text
    graded: int | None
    known: Fraction
    known_text: str
    asked: int
    points: tuple[PointCell, ...]
    firm: Placing | None

    @property
    def score(self) -> Span | None:
        """The headline: the claimed reading."""
        return self.readings["claimed"]


def key_of(assessment: Assessment) -> str:
    """Return what names a locality in a period: its code and the period."""
    submission = assessment.submission
    return f"{submission.locality.code}-{submission.period.name}"


def members_of(run: Run, standing: Standing) -> list[Assessment]:
    """Return the assessments of one period and level, the highest lower end first, ties by code."""
    wanted = (standing.period, standing.level)
    found = [one for one in run.assessments if (one.submission.period.name, one.submission.locality.level) == wanted]
    return sorted(found, key=_order)


def rank_rows(material: Material, standing: Standing, members: Sequence[Assessment]) -> tuple[RankRow, ...]:
    """Return the rows of *members*, in their order."""
    groups = tie_groups(standing.ranks)
    firm = material.firmness.get((standing.period, standing.level))
    placings = {} if firm is None else firm.by_code
    pinyin = {tile.locality.code: tile.pinyin for tile in material.tiles}
    return tuple(
        _row(material, standing, one, (groups.get(code, 0), placings.get(code), pinyin.get(code, "")))
        for one in members
        for code in (one.submission.locality.code,)
    )


def tie_groups(ranks: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Return the group of each, from 1: everyone in a group stands certainly above everyone in those after it.

    A group ends after k places if none of those so far can come below place k.
    """
    found: dict[str, int] = {}
    group, lowest = 1, 0
    for place, code in enumerate(sorted(ranks, key=lambda one: (*ranks[one], one)), start=1):
        found[code] = group
        lowest = max(lowest, ranks[code][1])
        if lowest == place:
            group += 1
    return found


def _order(assessment: Assessment) -> tuple[Fraction, str]:
    headline = assessment.headline
    lower = Fraction(-1) if headline is None else Fraction(headline.lower)
    return -lower, assessment.submission.locality.code


def _row(material: Material, standing: Standing, one: Assessment, more: tuple[int, Placing | None, str]) -> RankRow:
    directive, locality = material.run.pack.directive, one.submission.locality
    group, firm, pinyin = more
    claimed, name, ranks = one.scores["claimed"], name_of(locality), standing.ranks.get(locality.code)
    return RankRow(
        key=key_of(one),
        code=locality.code,
        name=name,
        search=" ".join(dict.fromkeys(_searched(locality.code, name, pinyin))),
        rank=rank_text(ranks),
        best=0 if ranks is None else ranks[0],
        worst=0 if ranks is None else ranks[1],
        group=group,
        readings={reading: span_of(one.total(reading), directive) for reading in READINGS},
        grade=both(lambda language: "–" if one.rejected else grade_text(claimed.grades, language)),
        graded=None if one.rejected or not claimed.grades else _graded(directive, claimed.grades),
        known=claimed.known,
        known_text=percent(claimed.known),
        asked=sum(is_asked(finding) for finding in one.findings),
        points=tuple(_cell(one, point.point, point.score) for point in claimed.points),
        firm=firm,
    )


def _graded(directive: Directive, grades: Sequence[Grade]) -> int:
    bands = directive.scoring.grades
    return bands.index(grades[0]) * len(bands) + bands.index(grades[-1])


def is_asked(finding: Finding) -> bool:
    """Return whether the submitter has to mend or to answer a finding; of one that is waived nothing is asked."""
    return finding.waiver is None and finding.severity in ("major", "critical")


def _cell(one: Assessment, point: str, score: Interval | None) -> PointCell:
    if one.rejected:
        return PointCell(point, None, "–")
    return PointCell(point, score, compact_text(score))


def _searched(code: str, name: Text, pinyin: str) -> Iterator[str]:
    """Yield what a locality may be searched by, in lower case: English names lose their diacritics and blanks too."""
    yield code
    yield name.zh.casefold()
    plain = "".join(one for one in unicodedata.normalize("NFD", name.en) if not unicodedata.combining(one)).casefold()
    yield plain
    yield plain.replace(" ", "").replace("'", "")
    if pinyin:
        yield pinyin
