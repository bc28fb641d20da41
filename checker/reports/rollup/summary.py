"""The summary at the end of a batch: how many, what became of them, what was found most, what took long."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.batch import Summary
from checker.model.pack import Pack
from checker.model.rollup import Rollup
from checker.model.stored import State
from checker.model.text import Language
from checker.reports.labels import say
from checker.reports.results.wording import STATES, grade_title
from checker.reports.wording import escaped

_BESIDE = (State.REJECTED, State.REFUSED, State.COPY, State.CONFLICT, State.CORRECTED)
_MAX_PLACE = 160


def count_line(summary: Summary, language: Language) -> str:
    """Return ``in = judged + refused`` with the numbers put in."""
    read, judged, refused = summary.read, summary.judged, summary.refused
    return say(
        language,
        f"读入 {read} = 评判 {judged} + 拒绝 {refused}",
        f"read {read} = judged {judged} + refused {refused}",
    )


def to_summary(rollup: Rollup, language: Language) -> str:
    """Return the summary of a batch, a line for each thing there is to say."""
    assert rollup.summary is not None
    lines = [*_lines(rollup.summary, rollup.pack, language)]
    periods = {one.period for one in rollup.groups} | {one.outcomes.period for one in rollup.standings}
    if len(periods) > 1:
        lines.append(
            say(
                language,
                "各报告期分别评判，未与上一期核对；要核对，用 checker ci 或 validate --previous",
                "each period is judged for itself; checker ci and validate --previous compare it with the one before",
            )
        )
    return "\n".join(lines) + "\n"


def _lines(summary: Summary, pack: Pack, language: Language) -> Iterator[str]:
    yield count_line(summary, language)
    beside = [(STATES[state].in_(language), summary.states.get(state, 0)) for state in _BESIDE]
    separator = say(language, "，", ", ")
    if any(number for _, number in beside):
        yield say(language, "其中：", "of these: ") + separator.join(f"{name} {one}" for name, one in beside if one)
    resumed, reused = summary.progress.resumed, summary.progress.reused
    if resumed:
        yield say(language, f"接着上次：{resumed} 份先前已存", f"resumed: {resumed} were stored before")
    if reused:
        yield say(language, f"未变，沿用上次结果：{reused} 份", f"unchanged, not judged again: {reused}")
    if summary.grades:
        grades = [f"{grade_title(grade, pack, language)} {number}" for grade, number in summary.grades.items()]
        yield say(language, "等级（按下端）：", "grades (lower ends): ") + separator.join(grades)
    for one in summary.common:
        places = ", ".join(escaped(place, _MAX_PLACE) for place in one.places)
        yield say(language, f"发现 {one.code} × {one.number}：{places}", f"finding {one.code} x {one.number}: {places}")
    for slow in summary.slowest:
        name = escaped(slow.name, _MAX_PLACE)
        yield say(language, f"最慢 {slow.seconds:.1f} 秒：{name}", f"slowest {slow.seconds:.1f} s: {name}")
