"""Expressions in words, zh and en, read back from the typed tree: never from what the author typed.

A part made of parts stands in brackets wherever another reading would be possible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import assert_never

from checker.model import nodes
from checker.model.indicator import Indicator, StateLabel
from checker.model.nodes import ComparisonSign, Node
from checker.model.number import format_exact
from checker.model.text import Language, Text
from checker.model.types import DateType, NumberType, StateType, TruthType
from checker.reports.labels import say
from checker.reports.sentences.signs import GIVEN_NAMES, LEVELS, OPPOSITE, day_text, quoted, sign_text

# What stands in brackets inside a larger number or date.
_COMPOUND = (nodes.Arithmetic, nodes.Negative, nodes.Extreme, nodes.Conditional, nodes.Gather)
_LOGIC = (nodes.Conjunction, nodes.Disjunction, nodes.Conditional, nodes.Gather)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Words of the expressions of one pack in one language. *listed* is the list that is gathered just now."""

    indicators: Mapping[str, Indicator]
    language: Language
    listed: Indicator | None = None

    def say(self, zh: str, en: str) -> str:
        """Return the one of two wordings that fits the language."""
        return say(self.language, zh, en)

    def name(self, indicator: str) -> str:
        """Return an indicator's label in quotation marks."""
        return quoted(self.indicators[indicator].label.in_(self.language))

    def value(self, node: Node) -> str:
        """Return the words of a number, a date or a state; of a condition, what it says."""
        match node:
            case nodes.Negative():
                return self.say(f"负的{self.part(node.operand)}", f"minus {self.part(node.operand)}")
            case nodes.Absolute():
                return self._absolute(node.operand)
            case nodes.Arithmetic():
                return self._arithmetic(node)
            case nodes.Extreme():
                return self._extreme(node)
            case nodes.Conditional():
                return self._either(node)
            case nodes.Gather():
                return self._gathered(node)
            case nodes.Number() | nodes.State() | nodes.Day() | nodes.Given() | nodes.Target() | nodes.Due():
                return self._leaf(node)
            case nodes.Indicator() | nodes.ItemField():
                return self.condition(node) if isinstance(node.type, TruthType) else self._named(node)
            case _:
                return self.condition(node)

    def _leaf(self, node: nodes.Number | nodes.State | nodes.Day | nodes.Given | nodes.Target | nodes.Due) -> str:
        match node:
            case nodes.Number():
                return format_exact(node.value)
            case nodes.State():
                return quoted(node.value)
            case nodes.Day():
                return day_text(node.value, self.language)
            case nodes.Given():
                return GIVEN_NAMES[node.name].in_(self.language)
            case nodes.Target():
                name = self.name(node.indicator)
                return self.say(f"{name}的年度目标", f"the year's target for {name}")
            case nodes.Due():
                return self.say("本期应完成的年度份额", "the share of the year due by the period's end")

    def condition(self, node: Node, *, holds: bool = True) -> str:
        """Return what a condition says, or with *holds* false that it does not hold."""
        match node:
            case nodes.Truth():
                return self.say("恒成立", "always") if node.value == holds else self.say("恒不成立", "never")
            case nodes.TargetAsked():
                return self._asked(node, holds=holds)
            case nodes.Comparison():
                return self._compared(node, node.sign if holds else OPPOSITE[node.sign])
            case nodes.Membership():
                return self._among(node, holds=holds)
            case nodes.Negation():
                return self.condition(node.operand, holds=not holds)
            case nodes.Conjunction() | nodes.Disjunction():
                return self._joined(node, holds=holds)
            case nodes.Conditional() | nodes.Gather():
                return self.value(node) if holds else self.say("并非", "not ") + self._bracketed(self.value(node))
            case nodes.Indicator() | nodes.ItemField():
                name, truth = self._named(node), ("是", "true") if holds else ("否", "false")
                return self.say(f"{name}为{truth[0]}", f"{name} is {truth[1]}")
            case (
                nodes.Number()
                | nodes.State()
                | nodes.Day()
                | nodes.Given()
                | nodes.Target()
                | nodes.Due()
                | nodes.Negative()
                | nodes.Absolute()
                | nodes.Arithmetic()
                | nodes.Extreme()
            ):
                raise TypeError(type(node).__name__)  # no condition: refused when the pack was loaded
            case _:
                assert_never(node)

    def part(self, node: Node) -> str:
        """Return the words of a part of a number: in brackets if it has parts itself."""
        text = self.value(node)
        return self._bracketed(text) if isinstance(node, _COMPOUND) else text

    def alone(self, node: Node) -> str:
        """Return the words of a number that stands by itself: in brackets only if it is one of two."""
        return self.part(node) if isinstance(node, nodes.Conditional) else self.value(node)

    def state(self, state: str, node: Node) -> str:
        """Return the label of a *state* that *node* may have, in quotation marks."""
        labels: dict[str, Text] = dict(LEVELS) if isinstance(node, nodes.Given) else {}
        labels |= {one.id: one.text for one in self._labels(node)}
        return quoted(labels[state].in_(self.language) if state in labels else state)

    def _labels(self, node: Node) -> tuple[StateLabel, ...]:
        """Return the states of the first indicator or field in *node* that has any."""
        for one in nodes.walk(node):
            if isinstance(one, nodes.Indicator) and isinstance(one.type, StateType):
                return self.indicators[one.id].states
            if isinstance(one, nodes.ItemField) and self.listed is not None:
                return next(field.states for field in self.listed.fields if field.id == one.field)
        return ()

    def _bracketed(self, text: str) -> str:
        return self.say(f"（{text}）", f"({text})")

    def _named(self, node: nodes.Indicator | nodes.ItemField) -> str:
        if isinstance(node, nodes.Indicator):
            return self.name(node.id)
        return self.say(f"其{quoted(node.field)}", f"its {quoted(node.field)}")

    def _absolute(self, operand: Node) -> str:
        if isinstance(operand, nodes.Arithmetic) and operand.sign == "-":
            left, right = self.part(operand.left), self.part(operand.right)
            return self.say(f"{left}与{right}的差距", f"the difference between {left} and {right}")
        text = self.part(operand)
        return self.say(f"{text}的绝对值", f"{text} without its sign")

    def _arithmetic(self, node: nodes.Arithmetic) -> str:
        if isinstance(node.type, DateType):
            days, start = self.part(node.right), self.part(node.left)
            after = node.sign == "+"
            return self.say(
                f"{start}{'后' if after else '前'}{days}天", f"{days} days {'after' if after else 'before'} {start}"
            )
        if node.sign in ("+", "-"):
            return self._sum(node)
        return self._product(node) if node.sign == "*" else self._quotient(node)

    def _sum(self, node: nodes.Arithmetic) -> str:
        """Return a sum or difference: a chain runs from left to right without brackets."""
        chained = isinstance(node.left, nodes.Arithmetic) and node.left.sign in ("+", "-")
        left = self.value(node.left) if chained else self.part(node.left)
        zh, en = ("加", "plus") if node.sign == "+" else ("减", "minus")
        return self.say(f"{left}{zh}{self.part(node.right)}", f"{left} {en} {self.part(node.right)}")

    def _product(self, node: nodes.Arithmetic) -> str:
        left, right = (node.right, node.left) if isinstance(node.left, nodes.Number) else (node.left, node.right)
        if isinstance(right, nodes.Number):
            return self._times(self.part(left), right.value)
        if _is_chain(left):
            return self.say(
                f"{self.value(left)}，再乘以{self.part(right)}", f"{self.value(left)}, then times {self.part(right)}"
            )
        return self.say(f"{self.part(left)}乘以{self.part(right)}", f"{self.part(left)} times {self.part(right)}")

    def _times(self, text: str, factor: Fraction) -> str:
        if 0 < factor < 1:
            percent = format_exact(factor * 100)
            return self.say(f"{text}的{percent}%", f"{percent} % of {text}")
        return self.say(f"{text}的{format_exact(factor)}倍", f"{format_exact(factor)} times {text}")

    def _quotient(self, node: nodes.Arithmetic) -> str:
        right = self.part(node.right)
        if _is_chain(node.left):
            left = self.value(node.left)
            return self.say(f"{left}，再除以{right}", f"{left}, then divided by {right}")
        left = self.part(node.left)
        targeted = node.right.indicator if isinstance(node.right, nodes.Target) else None
        if isinstance(node.left, nodes.Indicator) and node.left.id == targeted:
            return self.say(f"{left}与其年度目标之比", f"{left} as a share of its target for the year")
        if isinstance(node.type, NumberType) and node.type.unit is not None and not node.type.unit.powers:
            return self.say(f"{left}与{right}之比", f"{left} as a share of {right}")
        return self.say(f"{left}除以{right}", f"{left} divided by {right}")

    def _extreme(self, node: nodes.Extreme) -> str:
        largest, dates = node.choice == "max", isinstance(node.type, DateType)
        zh = ("晚" if largest else "早") if dates else ("大" if largest else "小")
        en = ("lat" if largest else "earli") if dates else ("great" if largest else "small")
        two = len(node.operands) == 2
        listed = self.listing([self.part(operand) for operand in node.operands], "和", "and")
        return self.say(f"{listed}中{'较' if two else '最'}{zh}者", f"the {en}{'er' if two else 'est'} of {listed}")

    def listing(self, items: Sequence[str], zh: str, en: str) -> str:
        """Return items in a row, the last joined by *zh* or *en*."""
        if len(items) == 1:
            return items[0]
        return self.say(f"{'、'.join(items[:-1])}{zh}{items[-1]}", f"{', '.join(items[:-1])} {en} {items[-1]}")

    def _either(self, node: nodes.Conditional) -> str:
        condition = self.condition(node.condition)
        then, otherwise = (self.alone(branch) for branch in (node.then, node.otherwise))
        if isinstance(node.type, TruthType):
            then, otherwise = (self.operand(branch) for branch in (node.then, node.otherwise))
            return self.say(
                f"{condition}时须{then}，否则须{otherwise}", f"where {condition}, {then}; otherwise {otherwise}"
            )
        return self.say(
            f"{condition}时取{then}，否则取{otherwise}", f"where {condition}, {then}; otherwise {otherwise}"
        )

    def _asked(self, node: nodes.TargetAsked, *, holds: bool) -> str:
        name = self.name(node.indicator)
        if node.question == "has_target":
            return self.say(
                f"{name}{'有' if holds else '没有'}年度目标", f"{name} has {'a' if holds else 'no'} target for the year"
            )
        return self.say(
            f"{name}的年度目标数{'已知' if holds else '未知'}",
            f"the number of the year's target for {name} is {'' if holds else 'not '}known",
        )

    def _compared(self, node: nodes.Comparison, sign: ComparisonSign) -> str:
        kind = node.left.type
        if isinstance(kind, TruthType):
            return self._alike(node, same=sign == "==")
        left, right = self._side(node.left, node.right), self._side(node.right, node.left)
        return f"{left}{sign_text(sign, kind, self.language)}{right}"

    def _alike(self, node: nodes.Comparison, *, same: bool) -> str:
        left, right = (self._bracketed(self.condition(side)) for side in (node.left, node.right))
        return self.say(
            f"{left}与{right}{'一致' if same else '恰有一个成立'}",
            f"{left} and {right} {'agree' if same else 'do not agree'}",
        )

    def _side(self, node: Node, other: Node) -> str:
        """Return one side of a comparison; a state is worded by the labels of the other side."""
        if isinstance(node, nodes.State):
            return self.state(node.value, other)
        return self.alone(node)

    def _among(self, node: nodes.Membership, *, holds: bool) -> str:
        assert isinstance(node.operand.type, StateType)
        named = [self.state(one, node.operand) for one in node.operand.type.states if one in node.states]
        listed = self.listing(named, "或", "or")
        operand = self.part(node.operand)
        return self.say(
            f"{operand}{'为' if holds else '不是'}{listed}", f"{operand} is {'' if holds else 'not '}{listed}"
        )

    def _joined(self, node: nodes.Conjunction | nodes.Disjunction, *, holds: bool) -> str:
        operands = [self.operand(operand) for operand in node.operands]
        zh, en = ("且", " and ") if isinstance(node, nodes.Conjunction) else ("，或者", ", or ")
        text = self.say(zh.join(operands), en.join(operands))
        return text if holds else self.say("并非", "not ") + self._bracketed(text)

    def operand(self, node: Node, *, holds: bool = True) -> str:
        """Return one of several conditions: in brackets if it is made of several itself."""
        text = self.condition(node, holds=holds)
        return self._bracketed(text) if isinstance(node, _LOGIC) else text

    def _gathered(self, node: nodes.Gather) -> str:
        inner = replace(self, listed=self.indicators[node.list.id])
        name = self.name(node.list.id)
        where = "" if isinstance(node.condition, nodes.Truth) else inner.condition(node.condition)
        zh = f"{name}中{where}的各项" if where else f"{name}各项"
        en = f"the items of {name}" + (f" of which {where}" if where else "")
        if node.gathering == "count":
            return self.say(f"{zh}的个数", f"the number of {en}")
        if node.gathering == "sum":
            return self.say(f"{zh}{inner.value(node.element)}之和", f"the sum over {en} of {inner.value(node.element)}")
        every = node.gathering == "all"
        said = inner.condition(node.element)
        return self.say(
            f"{zh}{'都' if every else '至少有一项'}满足：{said}",
            f"for {'all' if every else 'at least one'} of {en}: {said}",
        )


def _is_chain(node: Node) -> bool:
    """Return whether *node* is a product or quotient, which a further factor follows without brackets."""
    return isinstance(node, nodes.Arithmetic) and node.sign in ("*", "/") and not isinstance(node.type, DateType)
