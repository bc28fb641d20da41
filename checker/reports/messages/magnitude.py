"""Questions about numbers that look some orders of magnitude off, or that were copied from an earlier submission."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checker.model.number import format_exact
from checker.model.text import Language, Text
from checker.reports.messages.message import Message, message

MAGNITUDE: Mapping[str, Message] = {
    "magnitude": message(
        "{label}：是否应为 {suggested}？所报为 {claim}。{against}",
        "{label}: did you mean {suggested}? It says {claim}. {against}",
        "请核对数值和单位（个、千、万、亿）；无误则说明原因",
        "check the figure and its unit (ones, thousands, 10k, 100 million); if it is right, say why",
    ),
    "pasted": message(
        "所报 {of} 项中有 {found} 项与 {period} 所报相同，日期却更晚（另见 {other}）：是否误贴了上期的数？",
        "{found} of {of} values equal those of {period}, though of a later day (see {other}): were they pasted?",
        "请填报本期的数；确实没有变化则说明原因",
        "report the figures of this period; if nothing has changed, say why",
    ),
}

# What a number was held against, by the engine's word for it.
HELD_AGAINST: Mapping[str, Text] = {
    "plausible": Text("通常范围为 {expected}", "Usual is {expected}"),
    "per-head": Text(
        "{of}为 {heads} {of_unit}，每{of_unit}通常 {range}",
        "{of}: {heads} ({of_unit}); for each {of_unit} {range} is usual",
    ),
    "previous": Text("{period} 报的是 {before}，见 {other}", "For {period} it was {before}, see {other}"),
    "target": Text("{year} 年的目标为 {expected}（{set_by}）", "The target for {year} is {expected} ({set_by})"),
}


def usual_range(interval: str, unit: str, language: Language) -> str:
    """Return an interval, ``[0.01, 60]``, with its unit as people say it: 0.01 至 60 座, or 0.01 to 60 stations."""
    between = interval.strip("[]").replace(", ", " 至 " if language == "zh" else " to ")
    return f"{between} {unit}".rstrip()


_SCALES = ((10**8, "亿"), (10**4, "万"))


def suggestion(value: Fraction, unit: str, language: Language, *, scaled: bool) -> str:
    """Return the number that may have been meant, with its unit, as people write it: 3.2万座, or 32,000 stations.

    A unit that is *scaled* (万户) has its 万 already.
    """
    if language == "en":
        return f"{_grouped(value)} {unit}".strip()
    scale, word = next((one for one in _SCALES if value >= one[0] and not scaled), (1, ""))
    blank = " " if unit.isascii() and unit else ""
    return f"{format_exact(value / scale)}{word}{blank}{unit}"


def _grouped(value: Fraction) -> str:
    """Return a number with its thousands apart."""
    whole, dot, rest = format_exact(value).partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole.isdigit() else whole
