"""The summary at the end of a batch: how many, what became of them, what was found most, what took long."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from checker.model.batch import Coverage, Slow, Some, Summary
from checker.model.rollup import Rollup
from checker.model.stored import State
from checker.model.text import Language
from checker.reports.labels import label, say
from checker.reports.results.missing import coverage_line
from checker.reports.results.wording import STATES, grade_title
from checker.reports.wording import escaped

_BESIDE = (State.REJECTED, State.REFUSED, State.COPY, State.CONFLICT, State.CORRECTED)
_MAX_PLACE = 160
_MOST_PERIODS = 4  # that are named each


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
    lines = [*_lines(rollup, rollup.summary, language)]
    if _is_of_several_periods(rollup):
        lines.append(
            say(
                language,
                "各报告期分别评判，未与上一期核对；要核对，用 checker ci 或 validate --previous",
                "each period is judged for itself; checker ci and validate --previous compare it with the one before",
            )
        )
    return "\n".join(lines) + "\n"


def _is_of_several_periods(rollup: Rollup) -> bool:
    """Return whether there is more than one period; groups are by time, so few of them are looked at."""
    periods = chain((one.period for one in rollup.groups), (one.outcomes.period for one in rollup.standings))
    first = next(periods, None)
    return any(period != first for period in periods)


def _lines(rollup: Rollup, summary: Summary, language: Language) -> Iterator[str]:
    yield count_line(summary, language)
    beside = [(STATES[state].in_(language), summary.states.get(state, 0)) for state in _BESIDE]
    separator = say(language, "，", ", ")
    if any(number for _, number in beside):
        yield say(language, "其中：", "of these: ") + separator.join(f"{name} {one}" for name, one in beside if one)
        yield _uncounted_line(rollup, summary, language)
    resumed, reused = summary.progress.resumed, summary.progress.reused
    if resumed:
        yield say(language, f"接着上次：{resumed} 份先前已存", f"resumed: {resumed} were stored before")
    if reused:
        yield say(language, f"未变，沿用上次结果：{reused} 份", f"unchanged, not judged again: {reused}")
    if summary.grades:
        grades = [f"{grade_title(grade, rollup.pack, language)} {number}" for grade, number in summary.grades.items()]
        yield say(language, "等级（按下端）：", "grades (lower ends): ") + separator.join(grades)
    for one in summary.common:
        places = ", ".join(escaped(place, _MAX_PLACE) for place in one.places)
        yield say(language, f"发现 {one.code} × {one.number}：{places}", f"finding {one.code} x {one.number}: {places}")
    yield from _gaps(rollup, summary, language)
    for slow in summary.slowest:
        yield _slow_line(slow, language)


def _uncounted_line(rollup: Rollup, summary: Summary, language: Language) -> str:
    """Return how to see which submissions have no score that counts, and why."""
    if rollup.stored:
        first, *others = [state.word for state in _BESIDE if summary.states.get(state, 0)]
        too = say(language, f"（或 {'、'.join(others)}）", f" (or {', '.join(others)})") if others else ""
        return say(
            language,
            f"逐份及原因：checker results export 结果库 --what findings --state {first}{too}",
            f"which, and why: checker results export STORE --what findings --state {first}{too}",
        )
    return say(
        language,
        "逐份及原因：--format json 全部列出；加 --store 结果.sqlite 则留在结果库中，用 checker results 查看",
        "which, and why: --format json lists all; --store FILE.sqlite keeps them for checker results",
    )


def _slow_line(slow: Slow, language: Language) -> str:
    """Return what took long: what is judged in one go may be many lines, or many small files."""
    name = escaped(slow.name, _MAX_PLACE)
    if slow.number == 1:
        return say(language, f"最慢 {slow.seconds:.1f} 秒：{name}", f"slowest {slow.seconds:.1f} s: {name}")
    return say(
        language,
        f"最慢 {slow.seconds:.1f} 秒：从 {name} 起的 {slow.number} 份合计",
        f"slowest {slow.seconds:.1f} s: {slow.number} submissions together, from {name} on",
    )


def _gaps(rollup: Rollup, summary: Summary, language: Language) -> Iterator[str]:
    """Yield what a batch does not hold."""
    if summary.given_up.number:
        number, shown = summary.given_up.number, _first(summary.given_up, language)
        yield say(
            language,
            f"没有读完的文件（超过限制，其余未读，请拆分后重新评分）× {number}：{shown}",
            f"not read to the end (a limit was broken; split and score again) x {number}: {shown}",
        )
    if summary.waived.number:
        number, shown = summary.waived.number, _first(summary.waived, language)
        yield say(
            language,
            f"豁免 {number} 项，得分不因此改变：{shown}",
            f"waivers: {number}; no score moves by them: {shown}",
        )
    yield from _coverage_lines(summary.coverage, language)
    if any(one.judged < one.expected for one in summary.coverage):
        yield _missing_line(rollup, language)


def _first(some: Some, language: Language) -> str:
    shown = [escaped(one, _MAX_PLACE) for one in some.first]
    return say(language, "、", ", ").join([*shown, *(["…"] if some.number > len(shown) else [])])


def _coverage_lines(coverage: Sequence[Coverage], language: Language) -> Iterator[str]:
    """Yield how many of those expected were judged: period by period if these are few."""
    if len(coverage) <= _MOST_PERIODS:
        yield from (coverage_line(one, language) for one in coverage)
    else:
        level, expected, periods = label(coverage[0].level, language), coverage[0].expected, len(coverage)
        whole = sum(one.judged == one.expected for one in coverage)
        yield say(
            language,
            f"每期应报的{level}地区 {expected} 个；{periods} 期中 {whole} 期全部评判（--period 只看一期）",
            f"{level} expected each period {expected}, all judged in {whole} of {periods} periods (--period: only one)",
        )


def _missing_line(rollup: Rollup, language: Language) -> str:
    """Return how to see who was expected and not judged."""
    if rollup.stored:
        return say(
            language,
            "应报而未评判的地区：checker results missing 结果库",
            "who is missing: checker results missing STORE",
        )
    return say(
        language,
        "要列出应报而未评判的地区，加 --store 结果.sqlite，再用 checker results missing",
        "to list who is missing, add --store FILE.sqlite, then use checker results missing",
    )
