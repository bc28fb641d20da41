"""The catalogue's data dictionary: every indicator, and the rules that use it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.interval import End, Interval
from checker.model.nodes import Indicator as Named
from checker.model.nodes import Target, TargetAsked, walk
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import Text
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.reports.catalogue.page import EMPTY, Block, Cell, Code, Heading, Link, Paragraph, Table, joined
from checker.reports.labels import LABELS

_KINDS: Mapping[str, Text] = {
    "stock": Text("存量，截至该日的全部", "stock: all so far"),
    "flow": Text("流量，自1月1日起", "flow: since 1 January"),
    "state": Text("当时的状态", "state: as it is that day"),
    "derived": Text("由其他数算出", "derived from others"),
    "frame": Text("由规则包掌握，不由地方填报", "frame: held by the pack, never by the scored party"),
}
_HEADERS = (
    Text("代码", "id"),
    Text("名称", "label"),
    Text("类型", "type"),
    Text("单位", "unit"),
    Text("性质", "kind"),
    Text("界限", "bounds"),
    Text("证据", "evidence"),
    Text("定义", "definition"),
    Text("出处", "source"),
    Text("用于", "used by"),
)


def dictionary_blocks(pack: Pack) -> Iterator[Block]:
    """Yield a table of the indicators of every point, and of what the pack holds itself."""
    yield Heading(2, "dictionary", "", Text("指标", "Indicators"))
    yield Paragraph(
        Text(
            "界限之外的值是错误，不是差的成绩。“用于”不列的指标只作了解。",
            "A value outside its bounds is a mistake, not a poor result. An indicator that no rule uses is for "
            "information.",
        )
    )
    users = _users(pack)
    titles = {point.id: Text(f"第{point.id}条", f"Point {point.id}") for point in pack.directive.points}
    titles = {"frame": Text("由规则包掌握的事实", "Facts that the pack holds")} | titles
    for point, title in titles.items():
        rows = tuple(_row(one, users[one.id]) for one in pack.indicators.values() if one.point == point)
        if rows:
            yield Heading(3, "", "", title)
            yield Table(_HEADERS, rows, anchored=True)


def _users(pack: Pack) -> Mapping[str, tuple[Link, ...]]:
    """Return the rules that name each indicator: its value or its target, in a condition or in a measure."""
    users: dict[str, list[Link]] = {name: [] for name in pack.indicators}
    every: list[Rule | IntegrityRule] = [*pack.rules, *pack.integrity]
    for rule in every:
        for name in _named(rule):
            users[name].append(Link(rule.id, rule.id, EMPTY))
    return {name: tuple(found) for name, found in users.items()}


def _named(rule: Rule | IntegrityRule) -> tuple[str, ...]:
    expressions = rule.named_expressions.values() if isinstance(rule, Rule) else [rule.check]
    names: list[str] = [rule.self_claim] if isinstance(rule, Rule) and rule.self_claim is not None else []
    for node in (node for one in expressions for node in walk(one.tree)):
        if isinstance(node, Named):
            names.append(node.id)
        elif isinstance(node, Target | TargetAsked):
            names.append(node.indicator)
    return tuple(dict.fromkeys(names))


def _row(indicator: Indicator, users: tuple[Link, ...]) -> tuple[Cell, ...]:
    numeric = isinstance(indicator.type, NumberType)
    return (
        Code(indicator.id),
        indicator.label,
        _type(indicator),
        Code(indicator.unit),
        _KINDS[indicator.kind],
        bounds_text(indicator.bounds) if numeric else EMPTY,
        joined(tuple(LABELS[kind] for kind in indicator.evidence)),
        indicator.definition,
        Code(indicator.source),
        users,
    )


def bounds_text(bounds: Interval) -> Text:
    """Return an interval as words; an open end says so."""
    text = f"{_end(bounds.lower)} – {_end(bounds.upper)}"
    return Text(text, text)


def _end(end: End) -> str:
    return ("-∞" if end < 0 else "∞") if isinstance(end, float) else format_exact(end)


def _type(indicator: Indicator) -> Text:
    if isinstance(indicator.type, StateType):
        zh = "，".join(state.text.zh for state in indicator.states)
        en = ", ".join(state.text.en for state in indicator.states)
        return Text(f"状态，从低到高：{zh}", f"state, from the lowest: {en}")
    if isinstance(indicator.type, ListType):
        fields = tuple(_field(field) for field in indicator.fields)
        return Text(f"清单，每项有{joined(fields).zh}", f"list; each item has {joined(fields).en}")
    return _plain(indicator.type)


def _field(field: ItemFieldSpec) -> Text:
    kind = _plain(field.type)
    if field.states:
        kind = joined(tuple(state.text for state in field.states))
    return Text(f"{field.id}（{kind.zh}）", f"{field.id} ({kind.en})")


def _plain(kind: Type) -> Text:
    match kind:
        case NumberType():
            return Text("整数", "whole number") if kind.whole else Text("数", "number")
        case TruthType():
            return Text("是或否", "true or false")
        case DateType():
            return Text("日期", "date")
        case TextType():
            return Text("文字", "text")
        case StateType():
            return Text("状态", "state")
        case ListType():
            return Text("清单", "list")
