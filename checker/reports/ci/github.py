"""Workflow commands of GitHub Actions: annotations on the lines of a change, within what GitHub shows of them.

https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from checker.model.assessment import Severity
from checker.model.text import Language
from checker.reports.ci.model import Annotation, CiReport
from checker.reports.ci.places import in_words, spot
from checker.reports.ci.words import who
from checker.reports.labels import label, say

SHOWN_PER_LEVEL = 10  # of one step; GitHub drops the rest
LEVELS: Mapping[Severity, str] = {"note": "notice", "minor": "warning", "major": "error", "critical": "error"}


def to_github(report: CiReport, language: Language) -> str:
    """Return a command for each new finding, worst first; a last line tells how many are not shown.

    What is waived or in the baseline is not annotated: it is counted in that line, and listed in the step summary.
    """
    shown = Counter[str]()
    lines = []
    for one in report.fresh:
        level = LEVELS[one.severity]
        shown[level] += 1
        if shown[level] <= SHOWN_PER_LEVEL:
            lines.append(_command(level, one, language))
    lines += _left_out(report, len(lines), language)
    return "".join(f"{line}\n" for line in lines)


def _command(level: str, one: Annotation, language: Language) -> str:
    place = spot(one.locus)
    about = who(one.locality, one.period, language)
    title = f"{label(one.severity, language)} · {one.title.in_(language)} ({one.check})"
    properties = {
        "file": place.path,
        "line": str(place.line or ""),
        "col": str(place.column or "") if place.line else "",
        "title": f"{title} · {about}" if about else title,
    }
    told = ",".join(f"{name}={_property(value)}" for name, value in properties.items() if value)
    remedy = one.remedy.in_(language)
    message = in_words(one.locus, language) + one.reason.in_(language) + (f"\n→ {remedy}" if remedy else "")
    return f"::{level} {told}::{_data(message)}"


def _left_out(report: CiReport, shown: int, language: Language) -> list[str]:
    more, excused = len(report.fresh) - shown, len(report.excused)
    lines = []
    if more:
        lines.append(
            say(
                language,
                f"另有 {more} 处没有标注（每级至多标注 {SHOWN_PER_LEVEL} 处），全部见本步骤的摘要。",
                f"{more} more are not annotated (at most {SHOWN_PER_LEVEL} of each level are);"
                " the step summary lists all.",
            )
        )
    if excused:
        lines.append(
            say(
                language,
                f"{excused} 处已豁免或在基线内，不作标注，见本步骤的摘要。",
                f"{excused} are waived or in the baseline and not annotated; the step summary lists them.",
            )
        )
    return lines


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a property's value. Line breaks are encoded; what a terminal would obey becomes an escape."""
    shown = "".join(char if char.isprintable() or char in "\r\n" else f"\\u{ord(char):04x}" for char in text)
    return _data(shown).replace(":", "%3A").replace(",", "%2C")
