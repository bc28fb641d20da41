"""What became of a pack when it was compiled, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.pack import Pack
from checker.model.text import Language
from checker.reports.labels import say


def to_summary(pack: Pack, interpreted: Sequence[str], lines: int, language: Language) -> str:
    """Return how many rules of *pack* are in the generated source of so many *lines*, and which are *interpreted*."""
    rules = len(pack.rules) + len(pack.integrity)
    made = rules - len(interpreted)
    called = f"{pack.directive.id} {pack.directive.version}"
    told = say(
        language,
        f"{called}：{rules} 条规则中 {made} 条已生成源码，共 {lines} 行",
        f"{called}: {made} of {rules} rules generated, {lines} lines",
    )
    left = say(
        language, f"由解释器评价：{'、'.join(interpreted)}", f"left to the interpreter: {', '.join(interpreted)}"
    )
    return "\n".join([told, *([left] if interpreted else []), ""])
