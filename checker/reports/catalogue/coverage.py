"""The catalogue's coverage map: what of each point the rules see, and what no rule can see, and why."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.directive import Point
from checker.model.pack import Pack
from checker.model.text import Text
from checker.reports.catalogue.page import EMPTY, Block, Cell, Heading, Link, Paragraph, Table
from checker.reports.catalogue.rules import point_anchor

_HEADERS = (
    Text("条", "point"),
    Text("规则看得到的", "what the rules see"),
    Text("规则看不到的", "what no rule sees"),
    Text("为什么", "why"),
)


def coverage_blocks(pack: Pack) -> Iterator[Block]:
    """Yield a row for each point, and one more for each further thing in it that no rule sees."""
    yield Heading(2, "coverage", "", Text("覆盖情况", "Coverage"))
    yield Paragraph(
        Text(
            "政策文件所要求的，不都能从报送里看出来。下表逐条列出规则看得到什么，看不到什么，为什么。",
            "Not all that the directive asks can be seen in a submission. Point by point: what the rules see, what no "
            "rule sees, and why.",
        )
    )
    rows = [row for place, point in enumerate(pack.directive.points, 1) for row in _rows(pack, point, place)]
    yield Table(_HEADERS, tuple(rows))


def _rows(pack: Pack, point: Point, place: int) -> Iterator[tuple[Cell, ...]]:
    seen: Cell = tuple(Link(rule.id, rule.id, rule.title) for rule in pack.rules_of(point.id))
    first: Cell = (Link(point_anchor(place), point.id, point.title),)
    if not seen:
        seen = Text("没有规则", "no rule")
    if not point.unseen:
        unsaid = EMPTY if pack.rules_of(point.id) else Text("未说明理由", "no reason is given")
        yield first, seen, EMPTY, unsaid
    for index, unseen in enumerate(point.unseen):
        yield (EMPTY if index else first), (EMPTY if index else seen), unseen.what, unseen.why
