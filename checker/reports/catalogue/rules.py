"""The catalogue's parts, points and rules: what each asks, and where its number comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.model.directive import Point
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.rule import IntegrityRule, Rule
from checker.model.text import Text
from checker.reports.catalogue.page import Block, Cell, Code, Facts, Heading, Link, Paragraph, joined
from checker.reports.catalogue.policy import grade_title
from checker.reports.labels import LABELS
from checker.reports.sentences.sentence import sentence

CONSEQUENCES: Mapping[str, Text] = {
    "reject": Text("退回：不能评分", "reject: it cannot be scored"),
    "confirm": Text("请地方说明：是询问，不是指责", "confirm: a question to the locality, never an accusation"),
    "note": Text("提示", "note: worth a look"),
}


def point_blocks(pack: Pack) -> Iterator[Block]:
    """Yield every part with its points, and every point with its rules."""
    yield Heading(2, "rules", "", Text("各条和评分规则", "Points and scored rules"))
    for part in pack.directive.parts:
        yield Heading(3, "", "", Text(f"第{part.id}部分 {part.title.zh}", f"Part {part.id}. {part.title.en}"))
        for place, point in enumerate(pack.directive.points, start=1):
            if point.part == part.id:
                yield from _point(pack, point, point_anchor(place))


def point_anchor(place: int) -> str:
    """Return the anchor of the point at *place*, counted from 1: its id may be any text."""
    return f"point-{place}"


def integrity_blocks(pack: Pack) -> Iterator[Block]:
    """Yield the rules of coherence."""
    if not pack.integrity:
        return
    yield Heading(2, "integrity", "", Text("一致性规则", "Integrity rules"))
    yield Paragraph(
        Text(
            "一致性规则只在任何可能的值都不满足时才触发。除“退回”外，都不影响得分。",
            "An integrity rule fires only where no possible value satisfies it. Except for reject, none touches the "
            "score.",
        )
    )
    for rule in pack.integrity:
        yield Heading(3, rule.id, rule.id, rule.title)
        yield Paragraph(sentence(pack, rule))
        yield Facts(
            (
                (Text("后果", "Consequence"), CONSEQUENCES[rule.consequence]),
                (Text("询问", "Question"), rule.ask),
                (Text("怎样改", "To mend"), rule.remedy),
                (Text("所用指标", "Indicators"), indicator_links(pack, rule)),
            )
        )


def _point(pack: Pack, point: Point, anchor: str) -> Iterator[Block]:
    yield Heading(3, anchor, "", Text(f"第{point.id}条 {point.title.zh}", f"Point {point.id}. {point.title.en}"))
    yield Paragraph(point.summary)
    weight = format_exact(point.weight)
    worth = Text(f"100分中的{weight}分", f"{weight} of 100") if point.weight else Text("0，只有附加分", "0, bonus only")
    yield Facts(
        (
            (Text("对象", "Addressee"), LABELS[point.addressee]),
            (Text("地方能做多少", "Scope"), LABELS[point.scope]),
            (Text("文本核实", "Reading"), LABELS[point.mark]),
            (LABELS["weight"], worth),
        )
    )
    for rule in pack.rules_of(point.id):
        yield from _rule(pack, rule, point)


def _rule(pack: Pack, rule: Rule, point: Point) -> Iterator[Block]:
    yield Heading(4, rule.id, rule.id, rule.title)
    yield Paragraph(sentence(pack, rule))
    force = LABELS[rule.basis.force]
    at = rule.basis.at
    rows: list[tuple[Text, Cell]] = [
        (Text("作用", "Role"), _role(pack, rule)),
        (Text("依据", "Basis"), Text(f"第{at}条（{force.zh}）", f"point {at} ({force.en})")),
        *_origin(pack, rule),
        *_differing(rule, point),
        (Text("接受的证据", "Evidence accepted"), joined(tuple(LABELS[kind] for kind in sorted(rule.evidence)))),
        (Text("怎样得更多", "To earn more"), rule.remedy),
        (Text("所用指标", "Indicators"), indicator_links(pack, rule)),
    ]
    yield Facts(tuple(rows))


def _role(pack: Pack, rule: Rule) -> Text:
    if rule.role == "veto":
        title = grade_title(pack, rule.veto)
        return Text(f"一票否决，等级至多为{title.zh}", f"veto, grade at most {title.en}")
    if rule.role == "bonus":
        return Text(f"附加分，至多{format_exact(rule.bonus)}分", f"bonus, at most {format_exact(rule.bonus)}")
    if rule.role == "deduct":
        return Text(f"扣分，至多{format_exact(rule.deduct)}分", f"deduction, at most {format_exact(rule.deduct)}")
    return Text(f"权重{format_exact(rule.weight)}", f"weight {format_exact(rule.weight)}")


def _origin(pack: Pack, rule: Rule) -> Iterator[tuple[Text, Cell]]:
    """Yield where the number comes from: of which kind, by which source, and for our own by which argument."""
    yield Text("数值来自", "Number from"), LABELS[rule.basis.number_from]
    if rule.basis.source:
        yield Text("出处", "Source of the number"), Code(rule.basis.source)
    if rule.targets:
        zh, en = (
            "、".join(f"“{pack.indicators[one].label.zh}”" for one in rule.targets),
            ", ".join(f"“{pack.indicators[one].label.en}”" for one in rule.targets),
        )
        yield (
            Text("年度目标", "Targets"),
            Text(f"{zh}：见规则包的 targets.csv", f"{en}: in targets.csv of the pack"),
        )
    if rule.basis.argument is not None:
        yield Text("理由", "Argument"), rule.basis.argument


def _differing(rule: Rule, point: Point) -> Iterator[tuple[Text, Cell]]:
    """Yield what the rule has otherwise than its point."""
    if rule.addressee != point.addressee:
        yield Text("对象", "Addressee"), LABELS[rule.addressee]
    if rule.scope != point.scope:
        yield Text("地方能做多少", "Scope"), LABELS[rule.scope]
    if rule.mark != point.mark:
        yield Text("文本核实", "Reading"), LABELS[rule.mark]


def indicator_links(pack: Pack, rule: Rule | IntegrityRule) -> tuple[Link, ...]:
    """Return the indicators that a rule names, each with its label and unit, linked to the dictionary."""
    return tuple(_indicator_link(pack, name) for name in dict.fromkeys((*rule.indicators, *_targets(rule))))


def _targets(rule: Rule | IntegrityRule) -> tuple[str, ...]:
    return rule.targets if isinstance(rule, Rule) else ()


def _indicator_link(pack: Pack, name: str) -> Link:
    indicator = pack.indicators[name]
    if not indicator.unit or indicator.unit == "ratio":
        return Link(name, name, indicator.label)
    return Link(
        name,
        name,
        Text(f"{indicator.label.zh}（{indicator.unit}）", f"{indicator.label.en} ({indicator.unit})"),
    )
