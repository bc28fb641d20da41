"""What a rule can say at all, and what of that an example shows.

Only what is possible counts: ``at-least`` is never partly met, and of an open list nobody can know that it is empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

from checker.engine.evaluate import judge
from checker.engine.facts import Facts, Frame
from checker.engine.shapes import GATES, SHAPES
from checker.expression.interpret import interpret
from checker.model import nodes
from checker.model.assessment import OUTCOMES, Outcome, RuleResult
from checker.model.example import HOLDINGS
from checker.model.indicator import everything
from checker.model.interval import ANYTHING, Interval
from checker.model.locality import LEVELS, Locality
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.period import parse_period
from checker.model.rule import ALWAYS, Expression, IntegrityRule, Rule
from checker.model.trial import Aspect
from checker.model.types import DateType, StateType
from checker.model.value import EITHER, FALSE, TRUE, Possible, Truths, Value

EARLIEST_DUE = Fraction(1, 12)  # no period is shorter than a month
NEVER: Truths = frozenset()
_BETWEEN = frozenset({"ramp", "ramp-down", "share"})


@dataclass(frozen=True, slots=True)
class Anything:
    """Facts of which nothing is known but the dictionary's bounds. *stated*: whether rows state targets."""

    pack: Pack
    stated: bool

    def indicator(self, indicator: str) -> Possible:
        """Return all that it may be."""
        return self.pack.indicators[indicator].unknown

    def given(self, name: str) -> Possible:
        """Return any level, or any day."""
        return frozenset(LEVELS) if name == "level" else everything(DateType(), ANYTHING)

    def target(self, indicator: str) -> Interval:
        """Return all that it may be."""
        return self.pack.indicators[indicator].bounds

    def has_target(self, indicator: str) -> Truths:  # noqa: ARG002 - of each one alike
        """Return that it may be so or not."""
        return EITHER

    def target_stated(self, indicator: str) -> bool:  # noqa: ARG002 - of each one alike
        """Return what is taken to be so."""
        return self.stated

    def due(self) -> Interval:
        """Return any share."""
        return Interval(EARLIEST_DUE, Fraction(1))


def iter_possible(rule: Rule | IntegrityRule, pack: Pack) -> Iterator[Aspect]:
    """Yield all that *rule* can say, in a fixed order."""
    if isinstance(rule, IntegrityRule):
        settled = decidable(rule.check.tree, pack)
        unknown = [] if _is_known(rule.check) else ["unknown"]
        can = {*(str(one).lower() for one in settled), *unknown}
        yield from (Aspect("holds", name) for name in HOLDINGS if name in can)
        return
    outcomes = frozenset(_outcomes(rule, pack))
    yield from (Aspect("outcome", name) for name in OUTCOMES if name in outcomes)
    for milestone in rule.shape.milestones:
        settled = decidable(milestone.when.tree, pack)
        yield from (Aspect("on" if one else "off", milestone.id) for one in (True, False) if one in settled)
    if rule.shape.milestones == () and rule.shape.credits is not None:
        yield from _rows(rule, pack)
    if rule.lifted_when is not None:
        settled = decidable(rule.lifted_when.tree, pack)
        yield from (Aspect("lifted" if one else "standing", "") for one in (True, False) if one in settled)


def iter_shown(result: RuleResult) -> Iterator[Aspect]:
    """Yield all that one result of a scored rule shows."""
    yield Aspect("outcome", result.outcome)
    shape = result.rule.shape
    held = {name: trace.value for name, trace in result.traces.items()}
    for milestone in shape.milestones:
        decided = _decided(held.get(milestone.id))
        if decided is not None:
            yield Aspect("on" if decided else "off", milestone.id)
    states = held["measure"].possible if shape.name == "ordered" and "measure" in held else None
    if isinstance(states, frozenset) and len(states) == 1:
        yield from (Aspect("state", str(state)) for state in states)
    annual, cumulative = _decided(held.get("annual")), _decided(held.get("cumulative"))
    if annual is not None and cumulative is not None:
        yield Aspect("gate", GATES[annual, cumulative])
    lifted = _decided(held.get("lifted-when"))
    if lifted is not None:
        yield Aspect("lifted" if lifted else "standing", "")


def decidable(condition: Node, pack: Pack) -> Truths:
    """Return how a condition may come out for certain. No open list can be known to hold nothing more."""
    match condition:
        case nodes.Gather():
            return TRUE if condition.gathering == "any" else FALSE
        case nodes.Negation():
            return frozenset(not one for one in decidable(condition.operand, pack))
        case nodes.Conjunction() | nodes.Disjunction():
            ends = isinstance(condition, nodes.Disjunction)
            each = [decidable(one, pack) for one in condition.operands]
            through = frozenset({not ends}) if all((not ends) in one for one in each) else NEVER
            return through | (frozenset({ends}) if any(ends in one for one in each) else NEVER)
        case nodes.Comparison() if _is_open(condition):
            return _open_comparison(condition)
    reached: Truths = NEVER
    for stated in (True, False):
        value = interpret(condition, Anything(pack, stated)).value
        reached |= EITHER if value.possible is None else frozenset(map(bool, value.members))
    return reached


def _open_comparison(comparison: nodes.Comparison) -> Truths:
    """Return how a comparison with a count or sum over a list may come out: it may always be more."""
    if comparison.sign in ("==", "!="):
        return NEVER
    rising = _is_open(comparison.left) == (comparison.sign in (">", ">="))
    return TRUE if rising else FALSE


def _is_open(node: Node) -> bool:
    return any(isinstance(one, nodes.Gather) and one.gathering in ("count", "sum") for one in nodes.walk(node))


def _is_known(expression: Expression) -> bool:
    """Return whether nothing in it can be unknown."""
    unsure = nodes.Indicator | nodes.Target | nodes.TargetAsked | nodes.Gather
    return not any(isinstance(node, unsure) for node in nodes.walk(expression.tree))


def _decided(value: Value | None) -> bool | None:
    if value is None or value.may_fail or value.possible not in (TRUE, FALSE):
        return None
    return value.possible == TRUE


def _rows(rule: Rule, pack: Pack) -> Iterator[Aspect]:
    """Yield the states of a measure, or the ways through two gates, that can be."""
    if rule.measure is not None:
        assert isinstance(rule.measure.tree.type, StateType)
        yield from (Aspect("state", state) for state in rule.measure.tree.type.states)
        return
    yield from (Aspect("gate", name) for name in _gates(rule, pack))


def _gates(rule: Rule, pack: Pack) -> list[str]:
    sides = [decidable(rule.shape.expressions[name].tree, pack) for name in ("annual", "cumulative")]
    return [name for key, name in GATES.items() if key in set(product(*sides))]


def _outcomes(rule: Rule, pack: Pack) -> Iterator[Outcome]:
    """Yield the outcomes that *rule* can have."""
    yield from _settled(rule, pack)
    if not all(_is_known(one) for one in rule.named_expressions.values()):
        yield "unknown"
    applies = rule.applies_when
    leaves = applies is not None and False in decidable(applies.tree, pack)
    if leaves or rule.in_force != ALWAYS or rule.shape.dated:
        yield "not-applicable"
    if _may_fail(rule, pack):
        yield "error"


def _settled(rule: Rule, pack: Pack) -> Iterator[Outcome]:
    """Yield the outcomes of a rule whose facts are all known."""
    if rule.lifted_when is not None and True in decidable(rule.lifted_when.tree, pack):
        yield "met"
    if rule.shape.milestones:
        yield from _of_checklist([decidable(one.when.tree, pack) for one in rule.shape.milestones])
    elif rule.shape.credits is not None:
        names = _gates(rule, pack) if rule.measure is None else rule.shape.credits
        yield from (_outcome_of(rule.shape.credits[name]) for name in names)
    elif rule.measure is not None and _is_open(rule.measure.tree):
        yield "unmet" if rule.shape.name in ("ramp-down", "at-most", "lower-is-better") else "met"
    else:
        for stated in (True, False):
            yield from _of_measure(rule, Anything(pack, stated))


def _of_checklist(settled: list[Truths]) -> Iterator[Outcome]:
    if all(True in one for one in settled):
        yield "met"
    if all(False in one for one in settled):
        yield "unmet"
    pairs = [(a, b) for a, one in enumerate(settled) if True in one for b, two in enumerate(settled) if False in two]
    if any(a != b for a, b in pairs) and all(settled):
        yield "partly"


def _of_measure(rule: Rule, facts: Anything) -> Iterator[Outcome]:
    """Yield the outcomes within the range of credits that the dictionary's bounds leave."""
    assert rule.measure is not None
    values = {"measure": interpret(rule.measure.tree, facts).value}
    values |= {name: interpret(one.tree, facts).value for name, one in rule.shape.expressions.items()}
    if any(value.possible is None for value in values.values()):
        return
    operands = {name: value.number for name, value in values.items()}
    if "of" in operands:
        operands["measure"] = operands["measure"].divide(operands["of"]) or ANYTHING
    if rule.zero is not None:
        operands["measure"] = Interval(
            min(operands["measure"].lower, rule.zero), max(operands["measure"].upper, rule.zero)
        )
    credit = SHAPES[rule.shape.name](rule.shape, operands)
    if credit.upper == 1:
        yield "met"
    if credit.lower == 0:
        yield "unmet"
    if _outcome_of(Fraction(credit.lower)) == "partly" or (not credit.is_point and _has_between(rule)):
        yield "partly"


def _has_between(rule: Rule) -> bool:
    """Return whether a shape gives anything between none and full credit."""
    shape, numbers = rule.shape, rule.shape.numbers
    if shape.steps:
        return any(0 < credit < 1 for _, credit in shape.steps)
    if "grace" in numbers:
        return numbers["grace"] > 1
    part = numbers.get("lose") or numbers.get("each")
    return shape.name in _BETWEEN or (part is not None and part < 1)


def _outcome_of(credit: Fraction) -> Outcome:
    return "met" if credit == 1 else "unmet" if credit == 0 else "partly"


def _may_fail(rule: Rule, pack: Pack) -> bool:
    """Return whether the rule is an error where all that a division can have as its zero is zero."""
    for expression in rule.named_expressions.values():
        for node in nodes.walk(expression.tree):
            if isinstance(node, nodes.Arithmetic) and node.sign == "/" and _fails_at_zero(rule, node.right, pack):
                return True
    of = rule.shape.expressions.get("of")
    return of is not None and _fails_at_zero(rule, of.tree, pack)


def _fails_at_zero(rule: Rule, divisor: Node, pack: Pack) -> bool:
    zero = Interval.point(0)
    below = nodes.walk(divisor)
    named = [node.id for node in below if isinstance(node, nodes.Indicator)]
    values: Mapping[str, Possible] = {name: zero for name in named if _can_be_zero(name, pack)}
    asked = [node.indicator for node in below if isinstance(node, nodes.Target)]
    targets = {name: Fraction(0) for name in asked if _can_be_zero(name, pack)}
    period = parse_period(pack.directive.periods[-1])
    assert period is not None
    for level in LEVELS:
        frame = Frame(pack, Locality("", level, "", "", ""), period, values, targets)
        if judge(rule, Facts(frame, values)).outcome == "error":
            return True
    return False


def _can_be_zero(name: str, pack: Pack) -> bool:
    return pack.indicators[name].bounds.contains(0)
