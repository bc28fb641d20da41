"""The sheet of the submissions: the file of each and its digest, also of those that could not be judged."""

from __future__ import annotations

from checker.model.assessment import Assessment
from checker.model.text import Text
from checker.reports.labels import LABELS
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.words import WORDS
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.panels import WHO, members, who
from checker.reports.report.xlsx.table import Column, Table
from checker.reports.report.xlsx.words import HEADS, NO_SCORE, NOT_JUDGED, REJECTED, SCORED

_NOTE = Text(
    "读入 = 评判 + 不能评判。摘要相同的文件，内容逐字节相同。",
    "Read = judged + could not be judged. Files with the same digest are the same, byte for byte.",
)
_COLUMNS = (
    *WHO,
    Column(HEADS["judged"], 24),
    Column(HEADS["origin"], 44, "wrap"),
    Column(WORDS["file"], 46, "wrap"),
    Column(Text("sha256", "sha256"), 64),
)


def write_submissions(book: Book, report: ReportView) -> None:
    """Write the sheet."""
    table = Table(book, "submissions", _COLUMNS, _NOTE)
    table.heads()
    for panel, assessment, row in members(report):
        said = assessment.submission
        origin = book.say(LABELS[said.origin])
        table.add((*who(book, panel, row), book.say(_state(assessment)), origin, said.file, said.sha256))
    for refused in report.refused:
        table.add(("", "", "", "", book.say(NOT_JUDGED), "", refused.file, ""))
    table.close(len(WHO))


def _state(assessment: Assessment) -> Text:
    if assessment.rejected:
        return REJECTED
    return NO_SCORE if assessment.headline is None else SCORED
