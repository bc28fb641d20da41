"""Random scenes for a rule: what a pack may hold of a locality, what may be submitted, and how both are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from checker.engine.facts import Facts, Frame
from checker.engine.linting.values import Literals, crediting, literals_of, number_points, values_of
from checker.expression.render import to_value
from checker.model import nodes
from checker.model.interval import Interval
from checker.model.locality import LEVELS, Locality
from checker.model.pack import Pack
from checker.model.period import parse_period
from checker.model.rule import Rule
from checker.model.value import Items, Possible, Value

SEED = 20200324
KNOWN = 3 / 4  # the share of what a pack may hold that it does hold
MOST_TOLD = 8
Values = Mapping[str, Sequence[Possible]]


@dataclass(frozen=True, slots=True)
class CounterExample:
    """What was known, which figure was added (*indicator* is empty where none was), and the ends before and after."""

    known: str
    indicator: str
    added: str
    before: Interval
    after: Interval


def dice_of(*names: str) -> Random:
    """Return dice for one search, so that what it finds does not depend on the others."""
    return Random(f"{SEED} {' '.join(names)}")  # noqa: S311 - the same draws in every run are meant


def reported_by(rule: Rule, pack: Pack) -> tuple[str, ...]:
    """Return the indicators of *rule* that a submission decides, the word that may stand for a target included."""
    named = [node.id for node in _nodes(rule) if isinstance(node, nodes.Indicator)]
    word = [rule.self_claim] if rule.self_claim and rule.targets else []
    return tuple(name for name in dict.fromkeys([*named, *word]) if not pack.indicators[name].held_by_pack)


def draw_scene(pack: Pack, rules: Iterable[Rule], dice: Random) -> Facts:
    """Return a level, a period, and what the pack may hold of a locality for *rules*; nothing is submitted yet."""
    period = parse_period(dice.choice(pack.directive.periods))
    assert period is not None
    held: dict[str, Possible] = {}
    targets: dict[str, Fraction | None] = {}
    for rule in rules:
        literals = literals_of(rule)
        for node in _nodes(rule, *([rule.applies_when.tree] if rule.applies_when else [])):
            if dice.random() >= KNOWN:
                continue
            if isinstance(node, nodes.Indicator) and pack.indicators[node.id].held_by_pack:
                held.setdefault(node.id, dice.choice(values_of(pack.indicators[node.id], literals, dice)))
            elif isinstance(node, nodes.Target | nodes.TargetAsked):
                points = number_points(pack.indicators[node.indicator], literals.numbers, dice)
                # a target of nothing is met by anybody: that is the assessor's doing
                targets.setdefault(node.indicator, dice.choice([None, *(one for one in points if one > 0)]))
    locality = Locality("", dice.choice(LEVELS), "", "", "")
    return Facts(Frame(pack, locality, period, held, targets), {})


def draw_values(facts: Facts, rules: Iterable[Rule], names: Iterable[str], dice: Random) -> Values:
    """Return values to try of each of *names*: those where *rules* may turn, the targets of the scene among them."""
    found = [literals_of(rule, [facts.frame.period.end]) for rule in rules]
    targets = [value for value in (facts.frame.targets or {}).values() if value is not None]
    literals = Literals(
        frozenset(targets).union(*(one.numbers for one in found)), frozenset(day for one in found for day in one.days)
    )
    return {name: values_of(facts.frame.pack.indicators[name], literals, dice) for name in names}


def example(facts: Facts, indicator: str, added: Possible | None, before: Interval, after: Interval) -> CounterExample:
    """Return a counter-example: *facts* are what was known, *added* is the value of *indicator* that came to it."""
    shown = "" if added is None else _told(facts.frame.pack, indicator, added)
    return CounterExample("; ".join(_known(facts)), indicator, shown, before, after)


def _known(facts: Facts) -> Iterator[str]:
    """Yield what is known, name by name."""
    pack, frame = facts.frame.pack, facts.frame
    yield f"level = {frame.locality.level}"
    yield f"period = {frame.period}"
    said = [_told(pack, name, value) for name, value in (*frame.values.items(), *facts.values.items())]
    said += [f"target({name}) = {_target(pack, name, value)}" for name, value in (frame.targets or {}).items()]
    yield from said[:MOST_TOLD]
    if len(said) > MOST_TOLD:
        yield f"... (+{len(said) - MOST_TOLD})"


def _told(pack: Pack, name: str, value: Possible) -> str:
    indicator = pack.indicators[name]
    if not isinstance(value, Items):
        return f"{name} = {to_value(Value(value), indicator.type)}"
    kinds = {one.id: one.type for one in indicator.fields}
    items = [
        "{" + ", ".join(f"{key}: {to_value(Value(part), kinds[key])}" for key, part in item.items()) + "}"
        for item in value.items
    ]
    return f"{name} = [{', '.join(items)}]"


def _target(pack: Pack, name: str, value: Fraction | None) -> str:
    return "none" if value is None else to_value(Value(Interval.point(value)), pack.indicators[name].type)


def _nodes(rule: Rule, *more: nodes.Node) -> Iterator[nodes.Node]:
    for tree in (*(expression.tree for expression in crediting(rule).values()), *more):
        yield from nodes.walk(tree)
