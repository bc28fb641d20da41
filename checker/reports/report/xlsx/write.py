"""The whole report as one workbook."""

from __future__ import annotations

from checker.reports.report.material import Material
from checker.reports.report.view.report import build_report
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.charts import write_charts
from checker.reports.report.xlsx.evidence import write_evidence
from checker.reports.report.xlsx.findings import write_findings
from checker.reports.report.xlsx.method import write_method
from checker.reports.report.xlsx.outcomes import write_outcomes
from checker.reports.report.xlsx.overview import write_overview
from checker.reports.report.xlsx.page import Page
from checker.reports.report.xlsx.points import write_points
from checker.reports.report.xlsx.ranking import write_ranking
from checker.reports.report.xlsx.submissions import write_submissions
from checker.reports.report.xlsx.tallies import write_tallies
from checker.reports.report.xlsx.years import write_years


def write(material: Material) -> bytes:
    """Return the report as a workbook of Excel, in the material's language. The same material gives the same bytes."""
    report, book = build_report(material), Book(material)
    overview = Page(book, "overview")
    ranking = write_ranking(book, report)
    write_charts(book, report, ranking)
    for one in (write_points, write_years, write_tallies, write_outcomes, write_findings, write_evidence):
        one(book, report)
    write_submissions(book, report)
    write_method(book, report)
    write_overview(overview, report)
    return book.close()
