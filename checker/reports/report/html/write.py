"""The whole report as one HTML file, or as a folder of pages: the same parts either way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker.errors import UsageError
from checker.model.text import Text
from checker.reports.report.html.links import INDEX, LOCALITIES, MATRIX, POINTS, FolderLinks, Links
from checker.reports.report.html.page import Pages
from checker.reports.report.material import Material
from checker.reports.report.view.locality import LocalityViews
from checker.reports.report.view.report import ReportView, build_report, iter_localities

MOST_IN_ONE_FILE = 400


def write(material: Material) -> bytes:
    """Return the report as one file. Raises UsageError if there are too many submissions for one."""
    count = len(material.run.assessments)
    if count > MOST_IN_ONE_FILE:
        raise UsageError("report-too-large", found=count, expected=MOST_IN_ONE_FILE)
    report = build_report(material)
    links = Links(material.run.pack, material.language, _first(report), _mapped(report))
    pages = Pages(report, links)
    body = [pages.home(links)]
    body += [pages.locality(one, links) for one in iter_localities(material, report.panels)]
    body += [pages.points(links), *(pages.point(one, links) for one in report.points), pages.method(links)]
    return pages.page(body, links, tables=True)


class Folder:
    """The report as a folder of pages. Those of the localities can be made in any order, and apart from one another."""

    def __init__(self, material: Material) -> None:
        report = build_report(material)
        self._report = report
        self._top = FolderLinks(material.run.pack, material.language, _first(report), _mapped(report))
        self._pages = Pages(report, self._top)
        self._views = LocalityViews(material)
        self._members = [member for panel in report.panels for member in zip(panel.members, panel.rows, strict=True)]

    @property
    def count(self) -> int:
        """How many localities have a page: one for each period."""
        return len(self._members)

    def localities(self, start: int, end: int) -> Iterator[tuple[str, bytes]]:
        """Yield name and content of the pages of the localities from *start* to below *end*."""
        below = replace(self._top, up="../")
        for assessment, row in self._members[start:end]:
            one = self._views.view(assessment, row)
            title = Text(f"{one.name.zh} {one.period}", f"{one.name.en} {one.period}")
            yield f"{LOCALITIES}/{one.key}.html", self._pages.page([self._pages.locality(one, below)], below, title)

    def rest(self) -> Iterator[tuple[str, bytes]]:
        """Yield the other pages: the index last, so that where it stands everything else does."""
        top, pages, report = self._top, self._pages, self._report
        below = replace(top, up="../")
        for point in report.points:
            yield f"{POINTS}/{point.place}.html", pages.page([pages.point(point, below)], below, point.point.title)
        tables = replace(top, matrix_here=True)
        yield MATRIX, pages.page([pages.matrix(report.panels, tables)], tables, tables=True)
        parts = [pages.home(top), pages.points(top), pages.method(top)]
        yield INDEX, pages.page(parts, top, tables=True)


def _first(report: ReportView) -> str:
    return "" if report.first is None else report.first.key


def _mapped(report: ReportView) -> str:
    """Return the panel whose map the menu leads to: that of the first panel, else the latest that has one."""
    with_map = [panel.key for panel in report.panels if panel.tiles]
    if _first(report) in with_map:
        return _first(report)
    return with_map[-1] if with_map else ""
