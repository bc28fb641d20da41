"""One rule on one submission: does it bind, what does it measure, what is that worth."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.engine.facts import Facts
from checker.engine.pace import lights_of
from checker.engine.shapes import SHAPES, checklist, ordered, two_gates
from checker.expression.interpret import Facts as Asked
from checker.expression.interpret import interpret, join
from checker.model.assessment import Light, Outcome, RuleResult, Trace
from checker.model.interval import ONE, UNIT, ZERO, Interval, hull
from checker.model.number import CREDIT_DECIMALS, round_half_up
from checker.model.rule import Rule
from checker.model.value import FALSE, TRUE, Value


@dataclass(frozen=True, slots=True)
class Credited:
    """A credit, whether a fault is certain (None) or possible, and the traces it came from."""

    credit: Interval | None
    may_fail: bool
    traces: Mapping[str, Trace]


def judge(rule: Rule, facts: Facts) -> RuleResult:
    """Return the outcome, credit and pace of *rule*. It never raises: what cannot be evaluated is an ``error``."""
    version = rule.on(facts.frame.day)
    if version is None:
        return RuleResult(rule, "not-applicable", ZERO, frozenset(), {})
    rule = version
    facts = Facts(facts.frame, facts.values, rule.targets)
    traces: dict[str, Trace] = {}
    binds = Value(TRUE)
    if rule.applies_when is not None:
        traces["applies-when"] = interpret(rule.applies_when.tree, facts)
        binds = traces["applies-when"].value
        if binds == Value(FALSE):
            return RuleResult(rule, "not-applicable", ZERO, frozenset(), traces)
    credited = credit_of(rule, facts)
    traces |= credited.traces
    if credited.credit is None or binds.possible is None:
        return RuleResult(rule, "error", UNIT, frozenset(), traces)
    doubtful = credited.may_fail or binds.may_fail or binds.possible != TRUE
    credit = UNIT if doubtful else _rounded(credited.credit)
    band = facts.frame.pack.directive.scoring.pace_band
    lights = lights_of(rule.shape.name, traces, band) if rule.pace and band is not None else frozenset()
    return RuleResult(rule, outcome_of(credit), credit, frozenset(), traces, lights)


def credit_of(rule: Rule, facts: Asked) -> Credited:
    """Return what *rule*, with the thresholds that it has, credits if it binds; not rounded."""
    return _lifted(rule, facts, _measured(rule, facts) if rule.measure is not None else _conditions(rule, facts))


def take_at_its_word(result: RuleResult, facts: Facts) -> RuleResult:
    """Return *result* as the claimed reading has it: a locality's own word may stand for a target nobody here knows.

    Where no row states the target, that word decides whatever else is said, and unsaid it may yet: nobody gains by
    saying less. What cannot be evaluated stays an error.
    """
    rule = result.rule
    if rule.self_claim is None or not rule.targets or result.outcome in ("met", "not-applicable", "error"):
        return result
    word = facts.indicator(rule.self_claim)
    if word == FALSE or any(facts.target_stated(name) for name in rule.targets):
        return result
    if word == TRUE:
        lights = result.lights and frozenset[Light]({"green"})
        return replace(result, outcome="met", credit=ONE, overlays=frozenset({"unverified"}), lights=lights)
    return replace(result, outcome="unknown", credit=Interval(result.credit.lower, ONE.upper))


def outcome_of(credit: Interval) -> Outcome:
    """Return the name of a credit."""
    if not credit.is_point:
        return "unknown"
    return "met" if credit.lower == 1 else "unmet" if credit.lower == 0 else "partly"


def _lifted(rule: Rule, facts: Asked, credited: Credited) -> Credited:
    """Return *credited*, or full credit where the condition that lifts a veto holds."""
    if rule.lifted_when is None:
        return credited
    trace = interpret(rule.lifted_when.tree, facts)
    traces = {**credited.traces, "lifted-when": trace}
    if trace.value == Value(TRUE):
        return Credited(ONE, False, traces)
    if credited.credit is None or trace.value == Value(FALSE):
        return Credited(credited.credit, credited.may_fail, traces)
    return Credited(hull([credited.credit, ONE]), credited.may_fail, traces)


def _conditions(rule: Rule, facts: Asked) -> Credited:
    """Return the credit of a table of conditions: milestones, or two gates."""
    named = {milestone.id: milestone.when for milestone in rule.shape.milestones} or rule.shape.expressions
    traces = {name: interpret(condition.tree, facts) for name, condition in named.items()}
    values = {name: trace.value for name, trace in traces.items()}
    if any(value.possible is None for value in values.values()):
        return Credited(None, True, traces)
    holds = {name: frozenset(map(bool, value.members)) for name, value in values.items()}
    credit = checklist(rule.shape, holds) if rule.shape.milestones else two_gates(rule.shape, **holds)
    return Credited(credit, any(value.may_fail for value in values.values()), traces)


def _measured(rule: Rule, facts: Asked) -> Credited:
    """Return the credit of a measure: its value, and the parameters of the shape, through the shape's function."""
    assert rule.measure is not None
    traces = {"measure": interpret(rule.measure.tree, facts)}
    for name, expression in rule.shape.expressions.items():
        traces[name] = interpret(expression.tree, facts)
    values = {name: trace.value for name, trace in traces.items()}
    if rule.shape.credits is None:
        values["measure"] = _with_zero(rule.zero, _part_of(values["measure"], values.get("of")))
    if any(value.possible is None for value in values.values()):
        return Credited(None, True, traces)
    may_fail = any(value.may_fail for value in values.values())
    if rule.shape.credits is not None:
        credit = ordered(rule.shape, frozenset(map(str, values["measure"].members)))
    else:
        credit = SHAPES[rule.shape.name](rule.shape, {name: value.number for name, value in values.items()})
    return Credited(credit, may_fail, traces)


def _part_of(measure: Value, whole: Value | None) -> Value:
    """Return *measure* divided by *whole*, if the shape has one."""
    if whole is None or measure.possible is None or whole.possible is None:
        return measure
    quotient = measure.number.divide(whole.number)
    return Value(quotient, measure.may_fail or whole.may_fail or whole.number.contains(0))


def _with_zero(zero: Fraction | None, measure: Value) -> Value:
    """Return *measure* with what the rule declares for a zero denominator."""
    if zero is None or not measure.may_fail:
        return measure
    return Value(join([measure, Value(Interval.point(zero))]).possible)


def _rounded(credit: Interval) -> Interval:
    """Return a credit rounded half up to 12 decimals: the only rounding before display."""
    return Interval(
        round_half_up(Fraction(credit.lower), CREDIT_DECIMALS), round_half_up(Fraction(credit.upper), CREDIT_DECIMALS)
    )
