"""What stands behind a circular: the table of points, and method and data enough to recompute each score."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.assessment import Run
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.report.circular.method import method_blocks, recompute_blocks
from checker.reports.report.circular.model import Attachment, Block, Column, Paragraph, Table
from checker.reports.report.circular.phrases import period_text
from checker.reports.report.view.panel import Panel
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.words import WORDS

NAME_WIDTH = 3  # of the column of names, in columns of points


def circular_attachments(report: ReportView, run: Run, language: Language) -> tuple[Attachment, ...]:
    """Return the attachments of the circular: points by locality, the submissions, and the method."""
    return (
        Attachment(
            say(language, "各地逐条得分表", "Points by locality"), tuple(_matrices(report, run, language)), wide=True
        ),
        Attachment(
            say(language, "评判方法和重算依据", "Method, and data to recompute"),
            (*method_blocks(run, language), _files(report, language), *recompute_blocks(language)),
        ),
    )


def _matrices(report: ReportView, run: Run, language: Language) -> Iterator[Block]:
    yield Paragraph(
        say(
            language,
            "每格为该地该条的得分区间（满分100），整数，向外取整；· 全不明，– 不适用或不计入基础分。"
            "列为条号，题目和权重见附件2。",
            "Each cell is a locality's interval on a point, of 100, whole numbers rounded outward; · all unknown, "
            "– does not apply or is not in the base. Columns are points; titles and weights are in attachment 2.",
        )
    )
    points = tuple(Column(point.id, 3, "center") for point in run.pack.directive.points)
    for panel in report.panels:
        yield _matrix(panel, points, language)


def _matrix(panel: Panel, points: Sequence[Column], language: Language) -> Table:
    columns = (Column(label("locality", language), 3 * NAME_WIDTH), *points)
    rows = tuple((row.name.in_(language), *(cell.text for cell in row.points)) for row in panel.rows)
    when, level = period_text(panel.period, language), label(panel.level, language)
    return Table(say(language, f"{when}{level}逐条得分", f"Points, {level}, {when}"), columns, rows)


def _files(report: ReportView, language: Language) -> Table:
    """Return which files were judged: by their digests anyone can see whether they have the same."""
    columns = (
        Column(label("locality", language), 14),
        Column(label("period", language), 12),
        Column(WORDS["file"].in_(language), 31),
        Column("sha256", 43),
    )
    rows = tuple(
        (row.name.in_(language), panel.period, one.submission.file, one.submission.sha256)
        for panel in report.panels
        for one, row in zip(panel.members, panel.rows, strict=True)
    )
    return Table(say(language, "所评判的报送", "Submissions judged"), columns, rows)
