"""What a rule needs for full credit: of its measure, of the one indicator that decides it; and whether it can still be.

What only grows cannot fall again, and a day that has passed stays where it is: a rule that would need that is lost for
the period.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from checker.engine.claims import only_grows
from checker.engine.evaluate import judge
from checker.engine.facts import Facts
from checker.expression.interpret import interpret
from checker.model import nodes
from checker.model.assessment import RuleResult, Trace
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.plan import Level, Need
from checker.model.rule import Milestone, Rule, Shape
from checker.model.types import DateType, ListType, NumberType, StateType, TruthType
from checker.model.value import FALSE, TRUE, Possible

FAR = Fraction(10**9)
_FALLING = frozenset({"ramp-down", "at-most", "lower-is-better"})
# Where full credit begins, by shape.
_FULL: Mapping[str, str] = {
    "ramp": "full-at",
    "ramp-down": "full-at",
    "at-least": "threshold",
    "at-most": "threshold",
    "share": "of",
}


def top_credit(shape: Shape) -> Fraction:
    """Return the most that a shape ever gives: 1, unless its own table ends below."""
    if shape.steps:
        return shape.steps[-1][1]
    return max(shape.credits.values()) if shape.credits else Fraction(1)


def need_of(result: RuleResult, facts: Facts) -> Need:
    """Return what *result* lacks for full credit, given the same *facts*."""
    rule = result.rule
    if rule.measure is None:
        conditions = [one.id for one in rule.shape.milestones] or list(rule.shape.expressions)
        return Need(failing=tuple(name for name in conditions if result.traces[name].value.possible != TRUE))
    now = result.traces["measure"].value.possible
    reported = reported_among(result.indicators, facts)
    if rule.shape.credits is not None:
        need = _next_states(rule.shape, now)
        return replace(need, indicator=reported[0].id, value=need.full) if len(reported) == 1 else need
    need = Need(
        rises=rule.shape.name not in _FALLING,
        now=now,
        following=_following(rule.shape, now),
        full=_full(rule.shape, result.traces),
    )
    if len(reported) != 1 or not result.credit.is_point:
        return need
    (indicator,) = reported
    return replace(need, indicator=indicator.id, value=value_for_full(rule, indicator, facts))


def milestone_need(milestone: Milestone, facts: Facts) -> Need | None:
    """Return the lowest state, or nearest number, of the one indicator that decides a milestone; None if unclear."""
    indicators = reported_among(indicators_in(milestone), facts)
    if len(indicators) != 1:
        return None
    (indicator,) = indicators
    now = facts.indicator(indicator.id)
    for level in _levels(indicator, now, milestone.when.tree):
        if holds(milestone, with_value(facts, indicator.id, possible_of(level))):
            return Need(now=now, indicator=indicator.id, value=level)
    return None


def holds(milestone: Milestone, facts: Facts) -> bool:
    """Return whether a milestone is certain to hold."""
    return interpret(milestone.when.tree, facts).value.possible == TRUE


def _may_hold(milestone: Milestone, facts: Facts) -> bool:
    return interpret(milestone.when.tree, facts).value.possible != FALSE


def after(need: Need, facts: Facts) -> Facts:
    """Return *facts* as they would be with the needed value of a milestone, which has one."""
    assert need.indicator is not None
    assert need.value is not None
    return with_value(facts, need.indicator, possible_of(need.value))


def with_value(facts: Facts, indicator: str, possible: Possible) -> Facts:
    """Return *facts* in which *indicator* is *possible*."""
    return replace(facts, values={**facts.values, indicator: possible})


def is_lost(result: RuleResult, facts: Facts) -> bool:
    """Return whether nothing that can still happen in the period gives a rule full credit."""
    if result.rule.shape.name == "by-date":
        return True
    top = top_credit(result.rule.shape)
    return _is_out_of_reach(result.indicators, facts, lambda tried: judge(result.rule, tried).credit.upper >= top)


def is_milestone_lost(milestone: Milestone, facts: Facts) -> bool:
    """Return whether nothing that can still happen in the period makes a milestone hold."""
    return _is_out_of_reach(indicators_in(milestone), facts, lambda tried: _may_hold(milestone, tried))


def _is_out_of_reach(names: Sequence[str], facts: Facts, is_full: Callable[[Facts], bool]) -> bool:
    """Return whether no indicator may fall, and growth of one, or of all that only grow, misses full credit."""
    growing = []
    for indicator in reported_among(names, facts):
        if isinstance(indicator.type, DateType | ListType):
            continue  # a day stays; an open list may be longer already, and what that allows is in the credit
        if not only_grows(indicator):
            return False
        growing.append((indicator, list(_grown(indicator, facts.indicator(indicator.id)))))
    tried = [with_value(facts, indicator.id, one) for indicator, more in growing for one in more]
    furthest = {indicator.id: more[-1] for indicator, more in growing}
    return not any(is_full(one) for one in [*tried, replace(facts, values={**facts.values, **furthest})])


def _grown(indicator: Indicator, now: Possible) -> Iterator[Possible]:
    """Yield what an indicator that only grows may become, the furthest last."""
    match indicator.type:
        case TruthType():
            yield TRUE
        case StateType(states=states):
            assert isinstance(now, frozenset)
            for state in states[min(states.index(str(one)) for one in now) :]:
                yield frozenset({state})
        case _:
            assert isinstance(now, Interval)
            low = Fraction(now.lower) if not isinstance(now.lower, float) else Fraction(0)
            high = indicator.bounds.upper
            yield Interval.point(low + 1)
            yield Interval.point(high if isinstance(high, Fraction) else max(low, Fraction(1)) * FAR)


def indicators_in(milestone: Milestone) -> tuple[str, ...]:
    """Return the indicators that a milestone names, in order."""
    found = [node.id for node in nodes.walk(milestone.when.tree) if isinstance(node, nodes.Indicator)]
    return tuple(dict.fromkeys(found))


def reported_among(names: Sequence[str], facts: Facts) -> list[Indicator]:
    """Return those indicators that a submission decides."""
    found = [facts.frame.pack.indicators[name] for name in names]
    return [indicator for indicator in found if not indicator.held_by_pack]


def _next_states(shape: Shape, now: Possible | None) -> Need:
    """Return the next state that earns more than *now* at its best, and the first one that earns most."""
    assert shape.credits is not None
    assert isinstance(now, frozenset)
    worth = max(shape.credits[str(state)] for state in now)
    better = [state for state, credit in shape.credits.items() if credit > worth]
    full = [state for state in better if shape.credits[state] == top_credit(shape)]
    return Need(now=now, following=better[0] if better else None, full=full[0] if full else None)


def _following(shape: Shape, now: Possible | None) -> Fraction | None:
    """Return the next threshold above *now*, where credit goes in steps."""
    if not isinstance(now, Interval) or isinstance(now.upper, float):
        return None
    if shape.steps:
        worth = max((credit for threshold, credit in shape.steps if threshold <= now.upper), default=Fraction(0))
        return next((threshold for threshold, credit in shape.steps if credit > worth), None)
    if shape.name == "bonus-steps":
        start, step = shape.numbers["start"], shape.numbers["step"]
        return start + step * (max(0, math.floor((now.upper - start) / step)) + 1)
    return None


def _full(shape: Shape, traces: Mapping[str, Trace]) -> Fraction | None:
    """Return where full credit begins on the measure's scale; None if that is not known."""
    if shape.steps:
        return next(threshold for threshold, credit in shape.steps if credit == top_credit(shape))
    if shape.name == "lower-is-better":
        return Fraction(0)
    if shape.name == "bonus-steps":
        start, step, each = (shape.numbers[name] for name in ("start", "step", "each"))
        return start + step * math.ceil(1 / each) if each else None
    limit = traces[_FULL[shape.name]].value.possible if shape.name in _FULL else None
    return Fraction(limit.lower) if isinstance(limit, Interval) and limit.is_point else None


def value_for_full(rule: Rule, indicator: Indicator, facts: Facts) -> Fraction | None:
    """Return the value of *indicator* from which on credit is full; None if it cannot be told, or lies out of bounds.

    Measures are nearly always affine in an indicator. So the line through two values is solved, rounded for a whole
    number, and tried: credit must be full there, and for a whole number not yet full one before.
    """
    now = facts.indicator(indicator.id)
    kind = indicator.type
    if not isinstance(kind, NumberType) or not isinstance(now, Interval) or not now.is_point:
        return None
    start = Fraction(now.lower)
    lacks = [_lack(rule, indicator, facts, value) for value in (start, start + 1)]
    if lacks[0] is None or lacks[1] is None or lacks[0] == lacks[1]:
        return None
    root = start + lacks[0] / (lacks[0] - lacks[1])
    toward = 1 if root > start else -1
    value = Fraction(math.ceil(root * toward) * toward) if kind.whole else root
    if not indicator.bounds.contains(value) or not _is_full(rule, indicator, facts, value):
        return None
    return None if kind.whole and _is_full(rule, indicator, facts, value - toward) else value


def _lack(rule: Rule, indicator: Indicator, facts: Facts, value: Fraction) -> Fraction | None:
    """Return how far the measure is from full credit if *indicator* has *value*."""
    traces = judge(rule, with_value(facts, indicator.id, Interval.point(value))).traces
    full, measure = _full(rule.shape, traces), traces["measure"].value.possible
    if full is None or not isinstance(measure, Interval) or not measure.is_point:
        return None
    return full - Fraction(measure.lower)


def _is_full(rule: Rule, indicator: Indicator, facts: Facts, value: Fraction) -> bool:
    credit = judge(rule, with_value(facts, indicator.id, Interval.point(value))).credit
    return credit.lower == top_credit(rule.shape)


def _levels(indicator: Indicator, now: Possible, condition: nodes.Node) -> Iterator[Level]:
    """Yield the values to try on a condition: states from the lowest; numbers that it names, the nearest first."""
    match indicator.type:
        case TruthType():
            yield from (True, False)
        case StateType(states=states):
            yield from states
        case NumberType(whole=whole):
            assert isinstance(now, Interval)
            named = [node.value for node in nodes.walk(condition) if isinstance(node, nodes.Number)]
            near = {value + shift for value in named for shift in ((-1, 0, 1) if whole else (0,))}
            start = Fraction(now.upper) if not isinstance(now.upper, float) else Fraction(0)
            yield from sorted(near, key=lambda value: (abs(value - start), value))


def possible_of(level: Level) -> Possible:
    """Return a value as what an indicator may be."""
    match level:
        case Fraction():
            return Interval.point(level)
        case bool():
            return frozenset({level})
        case _:
            return frozenset({level})
