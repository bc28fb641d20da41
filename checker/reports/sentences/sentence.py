"""A rule in a sentence, zh and en, read back from its typed tree and its shape: never from what the author typed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checker.model import nodes
from checker.model.nodes import Node, walk
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.rule import ALWAYS, Expression, IntegrityRule, Rule
from checker.model.text import Language, Text
from checker.model.types import DateType, NumberType
from checker.reports.sentences.phrase import Phrases
from checker.reports.sentences.shape_sentence import SHAPE_SENTENCES
from checker.reports.sentences.signs import demand_text, quoted, span_text

_SCALE = "10k "


def sentence(pack: Pack, rule: Rule | IntegrityRule) -> Text:
    """Return what *rule* says, in both languages."""
    zh, en = (_sentence(pack, rule, Phrases(pack.indicators, language)) for language in ("zh", "en"))
    return Text(zh, en)


def sentence_in(pack: Pack, rule: Rule | IntegrityRule, language: Language) -> str:
    """Return what *rule* says, in one language."""
    return _sentence(pack, rule, Phrases(pack.indicators, language))


def _sentence(pack: Pack, rule: Rule | IntegrityRule, words: Phrases) -> str:
    said = _scored(pack, rule, words) if isinstance(rule, Rule) else _coherent(rule, words)
    if words.language == "zh":
        return "".join(f"{one}。" for one in said)
    return " ".join(f"{one[0].upper()}{one[1:]}." for one in said)


def _coherent(rule: IntegrityRule, words: Phrases) -> Iterator[str]:
    tree = rule.check.tree
    if isinstance(tree, nodes.Negation) and isinstance(tree.operand, nodes.Conjunction):
        cases = [words.operand(operand) for operand in tree.operand.operands]
        yield words.say(f"不应同时出现：{'；'.join(cases)}", f"not to be found together: {'; '.join(cases)}")
    else:
        yield _demand(tree, words, firm=rule.consequence != "note")
    yield from _scales([rule.check], words)


def _demand(node: Node, words: Phrases, *, firm: bool) -> str:
    """Return what must hold, or as a rule should: an alternative becomes a premise and a demand."""
    if isinstance(node, nodes.Disjunction):
        premises = [words.operand(operand, holds=False) for operand in node.operands[:-1]]
        then = _demand(node.operands[-1], words, firm=firm)
        return words.say(f"{'且'.join(premises)}的，{then}", f"where {' and '.join(premises)}, {then}")
    if isinstance(node, nodes.Comparison) and isinstance(node.left.type, NumberType | DateType):
        left, right = words.alone(node.left), words.alone(node.right)
        return f"{left}{demand_text(node.sign, node.left.type, words.language, firm=firm)}{right}"
    held = words.condition(node)
    return words.say(f"应当：{held}", f"it must hold that {held}" if firm else f"it should hold that {held}")


def _scored(pack: Pack, rule: Rule, words: Phrases) -> Iterator[str]:
    if rule.applies_when is not None:
        case = words.condition(rule.applies_when.tree)
        yield words.say(f"适用条件：{case}", f"applies where {case}")
    if rule.in_force != ALWAYS:
        days = span_text(rule.in_force, words.language)
        yield words.say(f"有效期：{days}", f"in force {days}")
    yield SHAPE_SENTENCES[rule.shape.name](rule, words)
    if rule.zero is not None:
        zero = format_exact(rule.zero)
        yield words.say(f"除数为0时，该值按{zero}计", f"where the divisor is 0, the value counts as {zero}")
    yield from _scales([one for name, one in rule.named_expressions.items() if name != "applies-when"], words)
    if rule.self_claim is not None:
        name = words.name(rule.self_claim)
        yield words.say(
            f"年度目标数未知的，“自报”口径以{name}一项为准，并标明未经核实",
            f"where no target's number is known, the claimed reading goes by {name}, marked unverified",
        )
    if rule.pace:
        yield words.say("年内按进度亮绿、黄、红灯", "inside the year a light shows whether it keeps pace")
    yield _role(pack, rule, words)


def _role(pack: Pack, rule: Rule, words: Phrases) -> str:
    if rule.role == "veto":
        return _veto(pack, rule, words)
    if rule.role == "weight":
        weight = format_exact(rule.weight)
        return words.say(f"在本条内权重为{weight}", f"its weight within the point is {weight}")
    if rule.role == "bonus":
        most = format_exact(rule.bonus)
        return words.say(
            f"属附加分：得满分的总分加{most}分，其间按比例",
            f"a bonus: full credit adds {most} {_points(rule.bonus)} to the total, less in proportion",
        )
    most = format_exact(rule.deduct)
    return words.say(
        f"属扣分项：满分不扣，不得分的从本条100分中扣{most}分，其间按比例",
        f"a deduction: nothing at full credit, {most} of the point's 100 at none, in between in proportion",
    )


def _points(count: Fraction) -> str:
    return "point" if count == 1 else "points"


def _veto(pack: Pack, rule: Rule, words: Phrases) -> str:
    grade = next(grade for grade in pack.directive.scoring.grades if grade.id == rule.veto)
    title = quoted(grade.title.in_(words.language))
    zh, en = "", ""
    if rule.lifted_when is not None:
        case = words.condition(rule.lifted_when.tree)
        zh, en = f"，但有下列情形的除外：{case}", f", unless {case}"
    return words.say(
        f"一票否决：经核实的事实表明不得分的，等级至多为{title}{zh}",
        f"a veto: where verified facts earn nothing, the grade is at most {title}{en}",
    )


def _scales(expressions: list[Expression], words: Phrases) -> Iterator[str]:
    """Say which indicators count in tens of thousands, where that changes the number."""
    named = [node for one in expressions for node in walk(one.tree) if isinstance(node, nodes.Indicator)]
    counted = list(dict.fromkeys(node.id for node in named if isinstance(node.type, NumberType)))
    units = {words.indicators[name].unit for name in counted}
    scaled = [words.name(name) for name in counted if words.indicators[name].unit.startswith(_SCALE)]
    if scaled and (len(units) > 1 or len(counted) == 1):
        listed = words.listing(scaled, "和", "and")
        yield words.say(
            f"{listed}以万为单位", f"{listed} {'counts' if len(scaled) == 1 else 'count'} in units of 10,000"
        )
