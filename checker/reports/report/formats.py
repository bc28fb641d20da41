"""The registry of the formats of a report: the suffix of a file -> the module whose ``write`` makes it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from checker.reports.report.material import Material

WRITERS: Mapping[str, str] = {
    ".html": "checker.reports.report.html.write",
    ".xlsx": "checker.reports.report.xlsx.write",
    ".md": "checker.reports.report.circular.markdown",
    ".docx": "checker.reports.report.circular.docx",
    ".json": "checker.reports.report.data.write",
}
# Those that can be a notice to one locality as well.
NOTICES = (".md", ".docx")


def write(material: Material, suffix: str) -> bytes:
    """Return the report in the format of *suffix*, one of ``WRITERS``; only that format's libraries are loaded."""
    made: bytes = import_module(WRITERS[suffix]).write(material)
    return made
