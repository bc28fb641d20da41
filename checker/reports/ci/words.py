"""Words that several reports of a build share: who, what it scores, how many of what, does it pass."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.model.assessment import SEVERITIES, Severity
from checker.model.directive import Directive
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.text import Language, Text
from checker.reports.ci.escapes import plain
from checker.reports.ci.model import Annotation, CiReport, State, Status, Summary
from checker.reports.labels import label, say
from checker.reports.view import grade_text, interval_text, locality_name, percent, score_text

STATUS_WORDS: Mapping[Status, Text] = {
    "new": Text("新发现", "new"),
    "baselined": Text("已在基线内", "in the baseline"),
    "waived": Text("已豁免", "waived"),
}
STATE_WORDS: Mapping[State, Text] = {
    "judged": Text("可以评判", "judged"),
    "rejected": Text("自相矛盾，不能计分", "contradicts itself, no score"),
    "refused": Text("不能评判", "refused"),
}


def who(locality: Locality | None, period: str, language: Language) -> str:
    """Return whom and when a finding is about: ``Beijing 110000 2020-H1``; empty if that could not be read."""
    return "" if locality is None else f"{plain(locality_name(locality, language))} {locality.code} {period}"


def excuse_text(one: Annotation, language: Language) -> str:
    """Return why a finding does not count, ready to go before a sentence; empty for a new one."""
    if one.status == "new":
        return ""
    why = "" if one.excuse is None else plain(one.excuse.in_(language))
    status = STATUS_WORDS[one.status].in_(language)
    return say(language, f"［{status}{'：' if why else ''}{why}］", f"[{status}{': ' if why else ''}{why}] ")


def counts_text(counts: Mapping[Severity, int], language: Language) -> str:
    """Return how many findings of each severity there are, the worst first; a dash for none."""
    told = [f"{label(name, language)} {counts[name]}" for name in reversed(SEVERITIES) if counts.get(name)]
    return say(language, "，", ", ").join(told) or "–"


def score_cells(one: Summary, directive: Directive, language: Language) -> tuple[str, ...]:
    """Return the score's interval, the lower ends of supported and verified, the grade and the known weight."""
    return (
        interval_text(one.scores.get("claimed"), directive),
        _lower(one.scores.get("supported"), directive),
        _lower(one.scores.get("verified"), directive),
        grade_text(one.grades, language),
        "–" if one.known is None else percent(one.known),
    )


SCORE_HEADS = ("interval", "supported", "verified", "grade", "known")


def verdict_text(report: CiReport, language: Language) -> str:
    """Return whether the build passes, and why not."""
    failing, excused = len(report.failing), len(report.excused)
    aside = say(language, f"；另有 {excused} 处已豁免或在基线内", f"; {excused} more waived or in the baseline")
    rest = aside if excused else ""
    if failing:
        return say(language, f"不通过：{failing} 处须修改或说明{rest}", f"Failed: {failing} to mend or to answer{rest}")
    fresh = len(report.fresh)
    if fresh:
        return say(language, f"通过：有 {fresh} 处可改进{rest}", f"Passed, with {fresh} that may be bettered{rest}")
    return say(language, f"通过{rest}", f"Passed{rest}")


def totals_text(report: CiReport, language: Language) -> str:
    """Return how many submissions were read, judged and refused."""
    read, judged, refused = report.read, report.judged, report.refused
    return say(
        language,
        f"读入 {read} 份报送：评判 {judged} 份，拒收 {refused} 份",
        f"{read} submissions read: {judged} judged, {refused} refused",
    )


def _lower(interval: Interval | None, directive: Directive) -> str:
    return "–" if interval is None else score_text(Fraction(interval.lower), directive)
