"""The catalogue of a pack: every rule, threshold and indicator in words, for readers who never open a YAML file.

It names the pack's version, not its digest: the page is committed beside the pack and compared with what would be
generated, and a digest would make it stale with every comment that is edited, though not a word of it changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from checker.model.pack import Pack
from checker.model.text import Text
from checker.reports.catalogue.coverage import coverage_blocks
from checker.reports.catalogue.dictionary import dictionary_blocks
from checker.reports.catalogue.html import to_html
from checker.reports.catalogue.markdown import to_markdown
from checker.reports.catalogue.page import Block, Paragraph
from checker.reports.catalogue.policy import identity_blocks, policy_blocks
from checker.reports.catalogue.rules import integrity_blocks, point_blocks

_RENDERERS: Mapping[str, Callable[[Text, tuple[Block, ...]], str]] = {"md": to_markdown, "html": to_html}
FORMATS = tuple(_RENDERERS)

_READING = Text(
    "本页由程序根据规则包生成，请勿手改。每条规则的一句话是从规则的语法树读回来的，与评判所用的是同一棵树。得分从0到1，1为满分；"
    "没有报送的数是“不明”：既不是零，也不剔除，所以得分是一个区间，以下限为准。括号表示先算的部分。"
    "除数为0而规则没有另作规定的，结果是“无法计算”，不算通过。",
    "This page is generated from the rule pack; do not edit it. The sentence of a rule is read back from the very tree "
    "that judges. Credit runs from 0 to 1, which is full credit. What was not reported is unknown: neither zero nor "
    "left out, so a score is an interval and its lower end counts. Brackets mark what is worked out first. Where a "
    "divisor is 0 and the rule does not provide for it, the outcome is an error, never a pass.",
)


def to_catalogue(pack: Pack, form: str) -> str:
    """Return the catalogue of *pack*, both languages in one page, as ``md`` or ``html``."""
    return _RENDERERS[form](pack.directive.title, tuple(_blocks(pack)))


def _blocks(pack: Pack) -> Iterator[Block]:
    yield from identity_blocks(pack)
    yield Paragraph(_READING)
    yield from policy_blocks(pack)
    yield from point_blocks(pack)
    yield from integrity_blocks(pack)
    yield from dictionary_blocks(pack)
    yield from coverage_blocks(pack)
