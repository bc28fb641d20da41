"""The registry of a build's reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.model.text import Language
from checker.reports.ci.github import to_github
from checker.reports.ci.gitlab import to_code_quality
from checker.reports.ci.junit import to_junit
from checker.reports.ci.markdown import to_summary
from checker.reports.ci.model import CiReport
from checker.reports.ci.sarif import to_sarif
from checker.reports.ci.table import to_table

Writer = Callable[[CiReport, Language], str]


def to_json(report: CiReport, language: Language) -> str:  # noqa: ARG001 - its texts are in both languages
    """Return the run as the JSON report that ``validate`` and ``score`` give."""
    from checker.reports.document import to_json as to_document  # noqa: PLC0415 - its form costs start-up

    assert report.run is not None  # where JSON is asked for, the run is kept
    # a name that is no UTF-8 holds lone surrogates: as JSON they are written with their number
    return to_document(report.run).encode("utf-8", "backslashreplace").decode()


def to_ndjson(report: CiReport, language: Language) -> str:  # noqa: ARG001 - its texts are in both languages
    """Return a line for each submission, and a last one with the counts."""
    from checker.reports.ci.lines import to_lines  # noqa: PLC0415 - its form costs start-up

    return to_lines(report)


CI_FORMATS: Mapping[str, Writer] = {
    "github": to_github,
    "gitlab": to_code_quality,
    "sarif": to_sarif,
    "junit": to_junit,
    "json": to_json,
    "ndjson": to_ndjson,
    "md": to_summary,
    "table": to_table,
}
