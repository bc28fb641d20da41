"""Which document a report is: the circular on all localities, or the notice to the one that was named."""

from __future__ import annotations

from checker.reports.report.circular.circular import build_circular
from checker.reports.report.circular.model import Document
from checker.reports.report.circular.notice import build_notice
from checker.reports.report.material import Material


def build_document(material: Material) -> Document:
    """Return the notice if *material* names a locality, else the circular."""
    return build_notice(material) if material.locality else build_circular(material)
