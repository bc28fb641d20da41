"""The three readings side by side, each by its lower end and its interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tabulate import tabulate

from checker.model.assessment import READINGS, Assessment, Reading
from checker.model.directive import Directive
from checker.model.text import Language, Text
from checker.reports.labels import label, say
from checker.reports.view import grade_text, interval_text, lower_text

_COUNTS: Mapping[Reading, Text] = {
    "claimed": Text("报送所说全部计入", "all that is said counts"),
    "supported": Text("只计证据合格的", "only claims with accepted evidence count"),
    "verified": Text("只计评估方核实过的", "only what the assessor checked counts"),
}


def reading_line(reading: Reading, language: Language) -> str:
    """Return the line that says which claims count."""
    words, counts = label(reading, language), _COUNTS[reading].in_(language)
    return say(language, f"口径：{words}（{counts}）", f"reading: {words} ({counts})")


def readings_beside(sides: Sequence[tuple[str, Assessment]], directive: Directive, language: Language) -> str:
    """Return a table of the readings of each of *sides*, which go by the names given; a single one has no name."""
    rows = []
    for name, assessment in sides:
        for reading in READINGS:
            score = assessment.scores[reading]
            cells = [lower_text(score, directive), interval_text(score.total, directive)]
            rows.append([name, label(reading, language), *cells, grade_text(score.grades, language)])
    heads = ["", say(language, "口径", "reading"), say(language, "下端", "lower end")]
    heads += [label("interval", language), label("grade", language)]
    align = ["left", "left", "right", "center", "left"]
    start = 1 if len(sides) == 1 else 0
    shown = [row[start:] for row in rows]
    return tabulate(shown, heads[start:], tablefmt="simple", disable_numparse=True, colalign=align[start:])
