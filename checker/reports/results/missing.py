"""Localities that were expected to report and were not judged, in tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tabulate import tabulate

from checker.model.batch import Coverage
from checker.model.locality import Locality
from checker.model.stored import State
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.results.wording import MAX_NAME, STATES
from checker.reports.view import locality_name
from checker.reports.wording import escaped


class Missing(NamedTuple):
    """Who is missing in a period, and the state of what they sent; None: nothing that could be read as theirs."""

    coverage: Coverage
    localities: Sequence[tuple[Locality, State | None]]


def to_text(periods: Sequence[Missing], language: Language) -> str:
    """Return a line for each period, and a table of who is missing; one line if there is nobody to expect."""
    if not periods:
        line = say(
            language,
            "所选地区都不在应报之列，或没有评判过任何报送（用 --period 指明报告期）",
            "nobody who was chosen is expected to report, or nothing was judged at all (name a period with --period)",
        )
        return f"{line}\n"
    return "\n".join(_period(one, language) for one in periods)


def _period(one: Missing, language: Language) -> str:
    line = coverage_line(one.coverage, language)
    if not one.localities:
        return f"{line}\n"
    nothing = say(language, "没有报送", "sent nothing")
    headers = [say(language, "代码", "code"), say(language, "地区", "locality"), say(language, "报送", "submission")]
    cells = [
        [
            locality.code,
            escaped(locality_name(locality, language), MAX_NAME),
            nothing if state is None else STATES[state].in_(language),
        ]
        for locality, state in one.localities
    ]
    return f"{line}\n{tabulate(cells, headers, tablefmt='simple', disable_numparse=True)}\n"


def coverage_line(one: Coverage, language: Language) -> str:
    """Return how many localities were expected for a period, and how many of them were judged."""
    level = label(one.level, language)
    return say(
        language,
        f"{one.period}：应报的{level}地区 {one.expected} 个，评判 {one.judged} 个",
        f"{one.period}: {level} expected {one.expected}, judged {one.judged}",
    )
