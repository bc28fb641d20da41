"""What a rule can say at all, and what of that an example shows.

Only what is possible counts: ``at-least`` is never partly met, and of an open list nobody can know that it is empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import product

from checker.engine.evaluate import judge
from checker.engine.facts import Facts, Frame
from checker.engine.shapes import GATES, SHAPES
from checker.engine.testing.joint import clusters, decided, entangled, iter_together
from checker.expression.interpret import interpret
from checker.model import nodes
from checker.model.assessment import OUTCOMES, Outcome, RuleResult
from checker.model.example import HOLDINGS
from checker.model.indicator import everything
from checker.model.interval import ANYTHING, Interval
from checker.model.locality import LEVELS, Locality
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.rule import Expression, IntegrityRule, Rule
from checker.model.trial import Aspect
from checker.model.types import DateType, StateType
from checker.model.value import EITHER, FALSE, TRUE, Possible, Truths

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
        reached = decided(held.get(milestone.id))
        if reached is not None:
            yield Aspect("on" if reached else "off", milestone.id)
    states = held["measure"].possible if shape.name == "ordered" and "measure" in held else None
    if isinstance(states, frozenset) and len(states) == 1:
        yield from (Aspect("state", str(state)) for state in states)
    annual, cumulative = decided(held.get("annual")), decided(held.get("cumulative"))
    if annual is not None and cumulative is not None:
        yield Aspect("gate", GATES[annual, cumulative])
    lifted = decided(held.get("lifted-when"))
    if lifted is not None:
        yield Aspect("lifted" if lifted else "standing", "")


def decidable(condition: Node, pack: Pack) -> Truths:
    """Return how a condition may come out for certain. No open list can be known to hold nothing more."""
    if isinstance(condition, nodes.Negation):
        return frozenset(not one for one in decidable(condition.operand, pack))
    if isinstance(condition, nodes.Conjunction | nodes.Disjunction):
        groups = clusters(condition.operands)
        if len(groups) > 1:
            parts = [one[0] if len(one) == 1 else replace(condition, operands=one) for one in groups]
            return _of_sides(condition, [decidable(part, pack) for part in parts])
    free = _free(condition, pack)
    return _reached(condition, free, pack) if entangled(condition) else free


def _reached(condition: Node, free: Truths, pack: Pack) -> Truths:
    """Return what *condition* comes to somewhere on the grid, of all that its sides, each taken for itself, allow."""
    reached: Truths = NEVER
    for (found,) in iter_together([condition], pack):
        if found is not None:
            reached |= {found} & free
        if reached == free:
            break
    return reached


def _of_sides(condition: nodes.Conjunction | nodes.Disjunction, each: Sequence[Truths]) -> Truths:
    """Return how a condition of independent sides may come out."""
    ends = isinstance(condition, nodes.Disjunction)
    through = frozenset({not ends}) if all((not ends) in one for one in each) else NEVER
    return through | (frozenset({ends}) if any(ends in one for one in each) else NEVER)


def _free(condition: Node, pack: Pack) -> Truths:
    """Return how a condition may come out if all that it names, at every place, may be anything."""
    match condition:
        case nodes.Gather():
            return TRUE if condition.gathering == "any" else FALSE
        case nodes.Conjunction() | nodes.Disjunction():
            return _of_sides(condition, [decidable(one, pack) for one in condition.operands])
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


def _rows(rule: Rule, pack: Pack) -> Iterator[Aspect]:
    """Yield the states of a measure, or the ways through two gates, that can be."""
    if rule.measure is not None:
        assert isinstance(rule.measure.tree.type, StateType)
        yield from (Aspect("state", state) for state in rule.measure.tree.type.states)
        return
    yield from (Aspect("gate", name) for name in _gates(rule, pack))


def _gates(rule: Rule, pack: Pack) -> list[str]:
    sides = [rule.shape.expressions[name].tree for name in ("annual", "cumulative")]
    possible: set[tuple[bool | None, ...]] = set(product(*(decidable(side, pack) for side in sides)))
    if len(clusters(sides)) == 1:
        possible &= set(iter_together(sides, pack))
    return [name for key, name in GATES.items() if key in possible]


def _outcomes(rule: Rule, pack: Pack) -> Iterator[Outcome]:
    """Yield the outcomes that *rule* can have."""
    yield from _settled(rule, pack)
    if not all(_is_known(one) for one in rule.named_expressions.values()):
        yield "unknown"
    applies = rule.applies_when
    leaves = applies is not None and False in decidable(applies.tree, pack)
    if leaves or any(rule.on(period.end) is None for period in pack.directive.known_periods):
        yield "not-applicable"
    if _may_fail(rule, pack):
        yield "error"


def _settled(rule: Rule, pack: Pack) -> Iterator[Outcome]:
    """Yield the outcomes of a rule whose facts are all known."""
    if rule.lifted_when is not None and True in decidable(rule.lifted_when.tree, pack):
        yield "met"
    if rule.shape.milestones:
        yield from _of_checklist([one.when.tree for one in rule.shape.milestones], pack)
    elif rule.shape.credits is not None:
        names = _gates(rule, pack) if rule.measure is None else rule.shape.credits
        yield from (_outcome_of(rule.shape.credits[name]) for name in names)
    elif rule.measure is not None and _is_open(rule.measure.tree):
        yield "unmet" if rule.shape.name in ("ramp-down", "at-most", "lower-is-better") else "met"
    else:
        for stated in (True, False):
            yield from _of_measure(rule, Anything(pack, stated))


def _of_checklist(conditions: Sequence[Node], pack: Pack) -> frozenset[Outcome]:
    """Return the outcomes of a list: of each group of its conditions, and of those all together."""
    first, *others = [_of_group(group, pack) for group in clusters(conditions)]
    for other in others:
        first = frozenset(one if one == two else "partly" for one in first for two in other)
    return first


def _of_group(group: Sequence[Node], pack: Pack) -> frozenset[Outcome]:
    """Return whether conditions that name the same things can all be reached, none of them, or only some."""
    if len(group) == 1:
        return _in_all([(one,) for one in decidable(group[0], pack)])
    return _in_all(iter_together(group, pack))


def _in_all(ways: Iterable[tuple[bool | None, ...]]) -> frozenset[Outcome]:
    known = {way for way in ways if None not in way}
    return frozenset("met" if all(way) else "partly" if any(way) else "unmet" for way in known)


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
    period = pack.directive.known_periods[-1]
    for level in LEVELS:
        frame = Frame(pack, Locality("", level, "", "", ""), period, values, targets)
        if judge(rule, Facts(frame, values)).outcome == "error":
            return True
    return False


def _can_be_zero(name: str, pack: Pack) -> bool:
    return pack.indicators[name].bounds.contains(0)
