"""What the scores rest on: everything that is needed to recompute them."""

from __future__ import annotations

from checker.model.text import Text
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.spans import same
from checker.reports.report.view.words import WORDS

_PACK = Text("规则包", "rule pack")


def basis_of(report: ReportView) -> list[tuple[Text, Text]]:
    """Return names and values: the pack and its digest, the program, the rules in force, the reviews, the count."""
    origin = report.origin
    facts = [
        (_PACK, same(origin.pack)),
        (WORDS["pack-digest"], same(f"sha256 {origin.sha256}")),
        (WORDS["program"], same(f"checker {origin.engine}")),
        (WORDS["rules-in-force"], same(origin.as_of) if origin.as_of else WORDS["at-each-end"]),
    ]
    if origin.reviews.zh:
        facts.append((WORDS["reviews"], origin.reviews))
    return [*facts, (WORDS["count"], report.counts)]
