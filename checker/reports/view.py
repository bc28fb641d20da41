"""One view of a run for all formats: rows in the order they are shown, numbers already worded."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import Assessment, Run, Score, Standing
from checker.model.directive import FULL_SCORE, Directive, Grade
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.number import format_exact
from checker.model.period import Period
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.wording import show_score

MONTHS = 12
MAX_NAMES = 40


@dataclass(frozen=True, slots=True)
class Row:
    """One locality in a table. Texts are worded; *assessment* is what they were made from."""

    rank: str
    code: str
    name: str
    score: str
    interval: str
    supported: str
    verified: str
    grade: str
    known: str
    findings: str
    assessment: Assessment


@dataclass(frozen=True, slots=True)
class Table:
    """One period and level."""

    standing: Standing
    title: str
    rows: tuple[Row, ...]
    missing: str


def build_tables(run: Run, language: Language) -> tuple[Table, ...]:
    """Return a table for each period and level, best lower end first, ties by code."""
    return tuple(_table(run, standing, language) for standing in run.standings)


def score_cuts(directive: Directive) -> tuple[Fraction, ...]:
    """Return the scores on which something changes: grade floors, the base that a bonus needs, and the full score."""
    return (FULL_SCORE, *(grade.floor for grade in directive.scoring.grades), directive.scoring.bonus_above)


def interval_text(interval: Interval | None, directive: Directive) -> str:
    """Return an interval of scores as ``lower - upper``, or one number."""
    if interval is None:
        return "–"
    lower, upper = (score_text(Fraction(end), directive) for end in (interval.lower, interval.upper))
    return lower if interval.is_point else f"{lower} – {upper}"


def compact_text(interval: Interval | None) -> str:
    """Return a point's score in whole numbers, rounded outward; ``·``: all is open, ``–``: nothing applies."""
    if interval is None:
        return "–"
    if (interval.lower, interval.upper) == (0, FULL_SCORE):
        return "·"
    lower, upper = math.floor(interval.lower), math.ceil(interval.upper)
    return str(lower) if lower == upper else f"{lower}-{upper}"


def score_text(score: Fraction, directive: Directive) -> str:
    """Return one score, never on the wrong side of a cut."""
    return show_score(score, directive.scoring.digits, score_cuts(directive))


def grade_text(grades: Sequence[Grade], language: Language) -> str:
    """Return a grade, or the range of grades that are possible."""
    if not grades:
        return "–"
    lowest, highest = grades[0].title.in_(language), grades[-1].title.in_(language)
    return lowest if len(grades) == 1 else say(language, f"{lowest}至{highest}", f"{lowest} to {highest}")


def percent(share: Fraction) -> str:
    """Return a share as a percentage with one decimal; never 100 % or 0 % unless it is."""
    cuts = (Fraction(100),) if share < 1 else ()
    text = show_score(share * 100, 1, cuts)
    return f"{text if share == 0 or text != '0.0' else '<0.1'}%"


def locality_name(locality: Locality, language: Language) -> str:
    """Return the name in *language*; the Chinese one where no English one is known."""
    return locality.name_zh if language == "zh" else locality.name_en or locality.name_zh


def lower_text(score: Score, directive: Directive) -> str:
    """Return the lower end of a score."""
    return "–" if score.total is None else score_text(Fraction(score.total.lower), directive)


def is_provisional(period: Period) -> bool:
    """Return whether a period ends inside its year, so that a grade is no more than a look ahead."""
    return period.month < MONTHS


def rank_text(ranks: tuple[int, int] | None) -> str:
    """Return the best and the worst rank that is possible."""
    if ranks is None:
        return "–"
    return str(ranks[0]) if ranks[0] == ranks[1] else f"{ranks[0]}–{ranks[1]}"


def certain_pairs(standing: Standing) -> tuple[int, int]:
    """Return how many pairs stand in a certain order, whatever the unknowns are, and how many pairs there are."""
    count = len(standing.ranks)
    return sum(best - 1 for best, _ in standing.ranks.values()), count * (count - 1) // 2


def used_reviews(run: Run) -> int:
    """Return how many reviews and register figures confirmed or rejected a claim of the run."""
    return len({id(check.by) for assessment in run.assessments for check in assessment.checks})


def weight_text(weight: Fraction) -> str:
    """Return a weight without trailing zeros."""
    return format_exact(weight)


def _table(run: Run, standing: Standing, language: Language) -> Table:
    members = [
        one
        for one in run.assessments
        if (one.submission.period.name, one.submission.locality.level) == (standing.period, standing.level)
    ]
    members.sort(key=_order)
    title = f"{standing.period} · {label(standing.level, language)}"
    names = [locality_name(locality, language) for locality in standing.missing[:MAX_NAMES]]
    if len(standing.missing) > MAX_NAMES:
        names.append("…")
    separator = say(language, "、", ", ")
    return Table(standing, title, tuple(_row(run, standing, one, language) for one in members), separator.join(names))


def _order(assessment: Assessment) -> tuple[Fraction, str]:
    headline = assessment.headline
    lower = Fraction(-1) if headline is None else Fraction(headline.lower)
    return -lower, assessment.submission.locality.code


def _row(run: Run, standing: Standing, assessment: Assessment, language: Language) -> Row:
    directive, locality = run.pack.directive, assessment.submission.locality
    claimed, supported = assessment.scores["claimed"], assessment.scores["supported"]
    refused = assessment.rejected
    return Row(
        rank=rank_text(standing.ranks.get(locality.code)),
        code=locality.code,
        name=locality_name(locality, language),
        score="–" if refused else lower_text(claimed, directive),
        interval="–" if refused else interval_text(claimed.total, directive),
        supported="–" if refused else lower_text(supported, directive),
        verified="–" if refused else lower_text(assessment.scores["verified"], directive),
        grade="–" if refused else grade_text(claimed.grades, language),
        known=percent(claimed.known),
        findings=str(sum(one.severity in ("major", "critical") and one.waiver is None for one in assessment.findings)),
        assessment=assessment,
    )
