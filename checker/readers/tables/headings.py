"""The words that columns are headed with: those of the fixed columns and of the parts of a claim. One table for all."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.words import HEADERS
from checker.readers.written.characters import tidy


def _of_form(key: str) -> tuple[str, ...]:
    """Return how our own forms head a column: in one language, or in both."""
    text = HEADERS[key]
    return text.zh, text.en, f"{text.zh} {text.en}"


# What a submission says once.
FIXED: Mapping[str, tuple[str, ...]] = {
    "locality": (
        *_of_form("locality"),
        "locality",
        "locality code",
        "地区代码",
        "行政区划代码",
        "区划代码",
        "行政区划",
    ),
    "name": ("name", "locality name", "名称", "地区名称"),
    "period": ("period", "reporting period", "报告期", "期间", "报送期"),
    "origin": ("origin",),
    "corrects": ("corrects", "更正"),
    "directive": ("directive",),
    "format": ("format",),
}
# Heads that stand over codes in one table and over names in another: what is missing of the two decides.
PLACE = "place"
PLACE_WORDS = ("地区", "地区 locality", "地市", "市州", "城市", "省份", "area", "region")

# The parts of a claim.
PARTS: Mapping[str, tuple[str, ...]] = {
    "value": ("值", "指标值", *_of_form("value")),
    "unit": ("计量单位", *_of_form("unit")),
    "as_of": ("as_of", "截止日期", "数据日期", "截至", *_of_form("as_of")),
    "hedge": ("约略", "修饰词", *_of_form("hedge")),
    "rounded-to": ("rounded-to", "rounded_to", "舍入", *_of_form("rounded-to")),
    "source": ("数据来源", *_of_form("source")),
    "note": ("说明", "remark", "remarks", *_of_form("note")),
}
INDICATOR = "indicator"
INDICATOR_WORDS = (*_of_form("indicator"), "indicator id", "指标名称", "指标代码")

SOURCES: Mapping[str, tuple[str, ...]] = {
    "kind": ("类型", *_of_form("kind")),
    "title": ("标题", "题名", *_of_form("title")),
    "url": ("url", "网址", "链接", *_of_form("url")),
    "issued": ("issued", "印发日期", *_of_form("issued")),
}
NOTES: Mapping[str, tuple[str, ...]] = {
    "fact": _of_form("fact"),
    **{key: PARTS[key] for key in ("value", "unit", "as_of", "source", "note")},
}
SUMS = ("合计", "总计", "小计", "共计", "全省", "全市", "全国", "total", "totals", "sum", "subtotal", "grand total")


# How a remark below a table begins.
REMARKS = ("注", "备注", "说明", "填表", "填报", "制表", "审核", "联系", "note", "remark", "*", "※")


def folded(text: str) -> str:
    """Return *text* as heads are compared: plain characters in lower case, without blanks and line breaks."""
    return "".join(tidy(text).casefold().split())


def by_word(words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """Return what each folded word stands for."""
    return {folded(word): key for key, all_of_it in words.items() for word in all_of_it}


_SUMS = frozenset(folded(word) for word in SUMS)


def is_remark(text: str) -> bool:
    """Return whether *text* begins as remarks below a table do."""
    return folded(text).lstrip("([").startswith(REMARKS)


def is_sum(text: str) -> bool:
    """Return whether *text* labels a row that adds up others."""
    return folded(text).rstrip(":") in _SUMS
