"""The words of signs and names in expressions, zh and en."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from checker.model.nodes import ComparisonSign
from checker.model.rule import InForce
from checker.model.text import Language, Text
from checker.model.types import DateType, StateType, Type
from checker.reports.labels import say

OPPOSITE: Mapping[ComparisonSign, ComparisonSign] = {
    "==": "!=",
    "!=": "==",
    "<": ">=",
    "<=": ">",
    ">": "<=",
    ">=": "<",
}
_NUMBERS: Mapping[ComparisonSign, Text] = {
    "==": Text("等于", " equals "),
    "!=": Text("不等于", " is not "),
    "<": Text("小于", " is less than "),
    "<=": Text("不超过", " is at most "),
    ">": Text("大于", " is more than "),
    ">=": Text("不低于", " is at least "),
}
_DAYS: Mapping[ComparisonSign, Text] = {
    "==": Text("就是", " is "),
    "!=": Text("不是", " is not "),
    "<": Text("早于", " is before "),
    "<=": Text("不晚于", " is not after "),
    ">": Text("晚于", " is after "),
    ">=": Text("不早于", " is not before "),
}
_STATES: Mapping[ComparisonSign, Text] = {
    "==": Text("为", " is "),
    "!=": Text("不是", " is not "),
    "<": Text("低于", " is below "),
    "<=": Text("不高于", " is at most "),
    ">": Text("高于", " is beyond "),
    ">=": Text("至少为", " is at least "),
}
LEVELS: Mapping[str, Text] = {
    "province": Text("省级", "province"),
    "prefecture": Text("地级", "prefecture"),
    "county": Text("县级", "county"),
}
GIVEN_NAMES: Mapping[str, Text] = {
    "level": Text("地区级别", "the locality's level"),
    "period_end": Text("报告期末日", "the last day of the period"),
}
# What an integrity rule demands of a number or a day; English after "must" or "should".
_DEMANDS: Mapping[ComparisonSign, Text] = {
    "==": Text("应等于", "equal"),
    "!=": Text("不得等于", "differ from"),
    "<": Text("应小于", "be less than"),
    "<=": Text("不得超过", "not exceed"),
    ">": Text("应大于", "be more than"),
    ">=": Text("不得低于", "be at least"),
}
_DEMANDS_OF_DAYS: Mapping[ComparisonSign, Text] = {
    "==": Text("应是", "be"),
    "!=": Text("不得是", "not be"),
    "<": Text("应早于", "be before"),
    "<=": Text("不得晚于", "not be after"),
    ">": Text("应晚于", "be after"),
    ">=": Text("不得早于", "not be before"),
}


def quoted(text: str) -> str:
    """Return *text* in quotation marks; those inside it become single ones."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”"


def day_text(day: date, language: Language) -> str:
    """Return a calendar day: ``2020年9月30日``, ``2020-09-30``."""
    return say(language, f"{day.year}年{day.month}月{day.day}日", day.isoformat())


def span_text(days: InForce, language: Language) -> str:
    """Return the days on which something binds: ``from 2020-07-01 to 2020-12-31``."""
    start = "" if days.start is None else day_text(days.start, language)
    end = "" if days.end is None else day_text(days.end, language)
    if start and end:
        return say(language, f"{start}至{end}", f"from {start} to {end}")
    return say(language, f"自{start}起" if start else f"至{end}", f"from {start} on" if start else f"up to {end}")


def sign_text(sign: ComparisonSign, kind: Type, language: Language) -> str:
    """Return what a sign says between two values of one type, blanks of English included."""
    words = _DAYS if isinstance(kind, DateType) else _STATES if isinstance(kind, StateType) else _NUMBERS
    return words[sign].in_(language)


def demand_text(sign: ComparisonSign, kind: Type, language: Language, *, firm: bool) -> str:
    """Return what a sign demands of a number or a day, or what it leads to expect, blanks of English included."""
    demanded = (_DEMANDS_OF_DAYS if isinstance(kind, DateType) else _DEMANDS)[sign]
    zh = demanded.zh if firm else f"一般{sign_text(sign, kind, 'zh')}"
    return say(language, zh, f" {'must' if firm else 'should'} {demanded.en} ")
