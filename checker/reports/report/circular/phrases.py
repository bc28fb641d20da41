"""The phrases of official documents that all of them share: dates, periods, who is addressed, numbers of headings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from checker.model.directive import Directive
from checker.model.locality import LEVELS, Locality
from checker.model.period import Period, parse_period
from checker.model.text import Language, Text
from checker.reports.labels import say
from checker.reports.report.circular.model import Heading

_DIGITS = "〇一二三四五六七八九"
_ADDRESSEES = {
    "province": Text("省、自治区、直辖市人民政府", "the governments of the provinces"),
    "prefecture": Text("市（地、州、盟）人民政府", "the governments of the prefectures"),
    "county": Text("县（市、区、旗）人民政府", "the governments of the counties"),
}
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# Flows count from 1 January, so the third quarter is named by the three that it ends.
_SPANS = {
    3: Text("第一季度", "the first quarter of"),
    6: Text("上半年", "the first half of"),
    9: Text("前三季度", "the first three quarters of"),
    12: Text("全年", "the year"),
}


class Outline:
    """Numbers the headings of a document in one language: 一、 and （一）, or 1 and 1.1."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self._first = 0
        self._second = 0

    def head(self, zh: str, en: str) -> Heading:
        """Return the next heading of the first level."""
        self._first, self._second = self._first + 1, 0
        return Heading(1, say(self._language, f"{chinese_number(self._first)}、{zh}", f"{self._first} {en}"))

    def subhead(self, zh: str, en: str) -> Heading:
        """Return the next heading of the second level."""
        self._second += 1
        number = chinese_number(self._second)
        return Heading(2, say(self._language, f"（{number}）{zh}", f"{self._first}.{self._second} {en}"))


def chinese_number(number: int) -> str:
    """Return a number from 1 to 99 in Chinese numerals."""
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return ten + (_DIGITS[ones] if ones else "")


def day_text(day: date, language: Language) -> str:
    """Return a day as documents write it: 2020年8月29日, 29 August 2020."""
    return say(language, f"{day.year}年{day.month}月{day.day}日", f"{day.day} {_MONTHS[day.month - 1]} {day.year}")


def period_text(name: str, language: Language) -> str:
    """Return a period as documents write it: 2020年上半年, the first half of 2020."""
    period = parse_period(name)
    if period is None:
        return name
    if period.month in _SPANS:
        span = _SPANS[period.month]
        return say(language, f"{period.year}年{span.zh}", f"{span.en} {period.year}")
    month = _MONTHS[period.month - 1]
    until = "January" if period.month == 1 else f"January to {month}"
    return say(
        language,
        f"{period.year}年1月" if period.month == 1 else f"{period.year}年1至{period.month}月",
        f"{until} {period.year}",
    )


def periods_text(names: Sequence[str], language: Language) -> str:
    """Return several periods, each once."""
    return say(language, "、", ", ").join(dict.fromkeys(period_text(name, language) for name in names))


def addressees(levels: Sequence[str], expected: str, language: Language) -> str:
    """Return who is addressed: all of the *expected* level, and those concerned of the others in *levels*."""
    named = [level for level in LEVELS if level in levels or level == expected]
    zh = "，".join(f"{'各' if level == expected else '有关'}{_ADDRESSEES[level].zh}" for level in named)
    en = ", ".join(f"{_ADDRESSEES[level].en}{'' if level == expected else ' concerned'}" for level in named)
    return say(language, f"{zh}：", f"To {en}:")


def government_of(name: str, language: Language) -> str:
    """Return the addressee of a notice to the locality that goes by *name*."""
    return say(language, f"{name}人民政府：", f"To the government of {name}:")


def your_place(locality: Locality) -> str:
    """Return how a notice in Chinese speaks to a locality: 你省, 你市, 你区."""
    last = locality.name_zh[-1:]
    return f"你{last}" if last in ("省", "市", "区", "县", "州", "盟", "旗") else "你地区"


def ended(sentence: str, language: Language) -> str:
    """Return *sentence* with a full stop, and a capital where it has one."""
    stop = say(language, "。", ".")
    told = sentence[:1].upper() + sentence[1:]
    return told if told.endswith(stop) else told + stop


def titled(directive: Directive, language: Language) -> str:
    """Return the directive's title as a text names it: in Chinese in its brackets."""
    title = directive.title.in_(language)
    return f"《{title}》" if language == "zh" and not title.startswith("《") else title


def cited(directive: Directive, language: Language, called: str = "") -> str:
    """Return the directive's title and number, as a document names it first, and what it is *called* from there on."""
    inside = say(language, "，", ", ").join(filter(None, (directive.number, called)))
    title = titled(directive, language)
    return say(language, f"{title}（{inside}）", f"{title} ({inside})") if inside else title


def following_end(directive: Directive, period: Period) -> date | None:
    """Return when the directive's next period ends; None after the last."""
    return min((one.end for one in directive.known_periods if one.end > period.end), default=None)
