"""One locality in one period: its score unfolded by points and rules, its figures, findings, plan and trend."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker.model.assessment import Assessment, Outcome, PointScore, Run
from checker.model.directive import Point
from checker.model.text import LANGUAGES, Text
from checker.reports.explanation import Explanation
from checker.reports.labels import LABELS
from checker.reports.report.material import Material
from checker.reports.report.view.advice import AdviceView, FindingView, advice_of, findings_of
from checker.reports.report.view.claims import ClaimView, claims_of
from checker.reports.report.view.ranking import RankRow, key_of
from checker.reports.report.view.rules import Formula, RuleView, RuleViews, Untold
from checker.reports.report.view.spans import Span, both, name_of, points_text, span_of
from checker.reports.stages import iter_grade_lines, iter_total_lines
from checker.reports.validation import resting_line, verdict_line

ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of the waterfall, in points of the total: from *start* on what is *gained*, then what is *unknown*.

    *full* is what the point is worth here. All zero for a point that is not in the sum.
    """

    start: Fraction
    gained: Fraction
    unknown: Fraction
    full: Fraction
    gained_text: str
    unknown_text: str
    full_text: str


@dataclass(frozen=True, slots=True)
class LocalPoint:
    """One point for one locality: its score, how it is made, and its rules. *place* counts from 1."""

    place: int
    point: Point
    score: Span | None
    bar: Bar
    sums: tuple[Formula, ...]
    rules: tuple[RuleView, ...]
    is_told: bool

    def untold(self, outcome: Outcome) -> tuple[RuleView, ...]:
        """Return the rules with this outcome of which there is no more to say."""
        return tuple(view for view in self.rules if view.outcome == outcome and not view.is_told)


@dataclass(frozen=True, slots=True)
class Stage:
    """One period of the same locality."""

    key: str
    period: str
    score: Span | None


@dataclass(frozen=True, slots=True)
class LocalityView:
    """The page of one locality in one period. *advice* is None without a score.

    *totals* are the sums with their numbers put in.
    """

    key: str
    row: RankRow
    name: Text
    period: str
    level: Text
    origin: Text
    file: str
    sha256: str
    rejected: bool
    resting: Text
    verdict: Text
    bonus: Bar
    points: tuple[LocalPoint, ...]
    totals: tuple[Text, ...]
    claims: tuple[ClaimView, ...]
    findings: tuple[FindingView, ...]
    advice: AdviceView | None
    trend: tuple[Stage, ...]

    def figure(self, indicator: str) -> ClaimView:
        """Return what was said of *indicator*: the claim that decides it, else the first."""
        said = [claim for claim in self.claims if claim.indicator == indicator]
        return next((claim for claim in said if claim.used), said[0])


class LocalityViews:
    """Makes the pages of a run, one at a time: together they may be too many to hold."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.pack = material.run.pack
        self._periods = _by_locality(material.run)
        self._untold: Untold = {}

    def view(self, assessment: Assessment, row: RankRow) -> LocalityView:
        """Return the page of one submission; *row* is its place in the order."""
        submission, directive = assessment.submission, self.pack.directive
        has_score = assessment.headline is not None
        return LocalityView(
            key=key_of(assessment),
            row=row,
            name=name_of(submission.locality),
            period=submission.period.name,
            level=LABELS[submission.locality.level],
            origin=LABELS[submission.origin],
            file=submission.file,
            sha256=submission.sha256,
            rejected=assessment.rejected,
            resting=both(lambda language: resting_line(assessment, language)),
            verdict=both(lambda language: verdict_line(assessment, language)),
            bonus=_bonus(assessment),
            points=tuple(self._points(assessment)) if has_score else (),
            totals=self._totals(assessment) if has_score else (),
            claims=claims_of(self.pack, assessment),
            findings=findings_of(self.pack, assessment.findings),
            advice=advice_of(self.pack, assessment, self.material.advise(assessment)) if has_score else None,
            trend=tuple(
                Stage(key_of(one), one.submission.period.name, span_of(one.headline, directive))
                for one in self._periods[submission.locality.code]
            ),
        )

    def _totals(self, assessment: Assessment) -> tuple[Text, ...]:
        zh, en = (_Closing(self.pack, assessment, language).totals() for language in LANGUAGES)
        return tuple(Text(one.strip(), other.strip()) for one, other in zip(zh, en, strict=True))

    def _points(self, assessment: Assessment) -> Iterator[LocalPoint]:
        rules = RuleViews(self.pack, assessment, self._untold)
        score = assessment.scores["claimed"]
        whole = sum((one.weight for one in score.points if one.score is not None), ZERO)
        start = ZERO
        for place, (point, found) in enumerate(zip(self.pack.directive.points, score.points, strict=True), start=1):
            views = tuple(rules.view(rule) for rule in self.pack.rules_of(point.id) if rule.id in rules.results)
            bar = _bar(found, whole, start)
            start += bar.gained
            yield LocalPoint(
                place=place,
                point=point,
                score=span_of(found.score, self.pack.directive),
                bar=bar,
                sums=rules.sums(point) if any(view.is_told for view in views) else (),
                rules=views,
                is_told=any(view.claims for view in views),
            )


class _Closing(Explanation):
    """The lines of an explanation that close a page."""

    def totals(self) -> Iterator[str]:
        """Yield the sums with their numbers put in, and the grade."""
        yield from iter_total_lines(self.pack, self.assessment, self.language)
        yield from iter_grade_lines(self.pack, self.assessment, self.language)


def _by_locality(run: Run) -> dict[str, list[Assessment]]:
    """Return the submissions of each locality, the earliest period first."""
    found: dict[str, list[Assessment]] = {}
    for one in sorted(run.assessments, key=lambda one: one.submission.period):
        found.setdefault(one.submission.locality.code, []).append(one)
    return found


def _bar(point: PointScore, whole: Fraction, start: Fraction) -> Bar:
    if point.score is None or not whole:
        return _worded(start, ZERO, ZERO, ZERO)
    unit = point.weight / whole
    lower, upper = Fraction(point.score.lower), Fraction(point.score.upper)
    return _worded(start, unit * lower, unit * (upper - lower), unit * 100)


def _bonus(assessment: Assessment) -> Bar:
    """Return what the bonus adds to the total, after the base."""
    score = assessment.scores["claimed"]
    if assessment.rejected or score.base is None:
        return _worded(ZERO, ZERO, ZERO, ZERO)
    lower, upper = Fraction(score.bonus.lower), Fraction(score.bonus.upper)
    return _worded(Fraction(score.base.lower), lower, upper - lower, upper)


def _worded(*amounts: Fraction) -> Bar:
    start, gained, unknown, full = amounts
    return Bar(start, gained, unknown, full, *map(points_text, (gained, unknown, full)))
