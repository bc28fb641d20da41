"""The whole report but the pages of the localities, which are made one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from checker import __version__
from checker.model.assessment import READINGS, Run, YearEnd
from checker.model.text import Text
from checker.reports.catalogue.page import Block
from checker.reports.catalogue.policy import identity_blocks, policy_blocks
from checker.reports.labels import LABELS
from checker.reports.report.material import Material
from checker.reports.report.view.advice import FindingView, findings_of
from checker.reports.report.view.locality import LocalityView, LocalityViews
from checker.reports.report.view.panel import Panel, build_panels
from checker.reports.report.view.points import PointView, build_points
from checker.reports.report.view.spans import Span, both, name_of, span_of
from checker.reports.table import count_line
from checker.reports.view import grade_text, rank_text, used_reviews


@dataclass(frozen=True, slots=True)
class RefusedView:
    """A file that could not be judged, and why."""

    file: str
    findings: tuple[FindingView, ...]


@dataclass(frozen=True, slots=True)
class YearRow:
    """A locality's year by the pack's own rule."""

    code: str
    name: Text
    rank: str
    score: Span | None
    supported: Span | None
    grade: Text


@dataclass(frozen=True, slots=True)
class YearView:
    """A year's result within one level."""

    title: Text
    rows: tuple[YearRow, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """What judged: everything that is needed to recompute, and that does not stand in the pack's own policy."""

    engine: str
    pack: str
    sha256: str
    as_of: str
    reviews: Text
    reconstructed: int


@dataclass(frozen=True, slots=True)
class ReportView:
    """The report. *first* is the panel that it opens with: the last period's, of the highest level."""

    title: Text
    counts: Text
    panels: tuple[Panel, ...]
    first: Panel | None
    points: tuple[PointView, ...]
    years: tuple[YearView, ...]
    refused: tuple[RefusedView, ...]
    origin: Origin
    identity: tuple[Block, ...]
    policy: tuple[Block, ...]


def build_report(material: Material) -> ReportView:
    """Return the view of a run."""
    run = material.run
    pack, panels = run.pack, build_panels(material)
    return ReportView(
        title=pack.directive.title,
        counts=both(lambda language: count_line(run, language)),
        panels=panels,
        first=next((one for one in panels if one.period == panels[-1].period), None),
        points=build_points(pack, panels),
        years=tuple(_year(run, year) for year in run.years if year.rule != "last"),
        refused=tuple(RefusedView(one.file, findings_of(pack, one.findings)) for one in run.refusals),
        origin=origin_of(run),
        identity=tuple(identity_blocks(pack)),
        policy=tuple(policy_blocks(pack)),
    )


def iter_localities(material: Material, panels: tuple[Panel, ...]) -> Iterator[LocalityView]:
    """Yield the page of every submission, panel by panel, in the order of each."""
    views = LocalityViews(material)
    for panel in panels:
        for assessment, row in zip(panel.members, panel.rows, strict=True):
            yield views.view(assessment, row)


def origin_of(run: Run) -> Origin:
    """Return what judged a run."""
    held, used = run.verification, used_reviews(run)
    told = Text(
        f"核查记录和台账 {held.size} 条，用上 {used} 条 · sha256 {held.digest}",
        f"reviews and register figures: {held.size}, of use here: {used} · sha256 {held.digest}",
    )
    return Origin(
        engine=__version__,
        pack=f"{run.pack.directive.id} {run.pack.directive.version}",
        sha256=run.pack.digest,
        as_of="" if run.as_of is None else run.as_of.isoformat(),
        reviews=told if held.digest else Text("", ""),
        reconstructed=sum(one.submission.origin == "reconstructed" for one in run.assessments),
    )


def _year(run: Run, year: YearEnd) -> YearView:
    directive = run.pack.directive
    names = {one.submission.locality.code: one.submission.locality for one in run.assessments}
    totals = year.totals["claimed"]
    codes = sorted(totals, key=lambda code: (-Fraction(totals[code].lower), code))
    level, rule = LABELS[year.level], LABELS[year.rule]
    return YearView(
        title=Text(f"{year.year} 年度 · {level.zh} · {rule.zh}", f"{year.year} year · {level.en} · {rule.en}"),
        rows=tuple(
            YearRow(
                code=code,
                name=name_of(names[code]),
                rank=rank_text(year.ranks[code]),
                score=span_of(totals[code], directive),
                supported=span_of(year.totals[READINGS[1]][code], directive),
                grade=both(lambda language, code=code: grade_text(year.grades[code], language)),  # type: ignore[misc]
            )
            for code in codes
        ),
    )
