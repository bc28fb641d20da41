"""Whether a pack is fair: nobody gains by hiding, by choosing what he is held against, or by listing more.

What a tree shows is read from the tree; what only its values show is searched (``checker.engine.linting.search``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.engine.facts import Facts, Frame
from checker.engine.linting.direction import BOTH, UP, any_item, credit_directions, directions, names, signs
from checker.engine.linting.scenes import CounterExample, reported_by
from checker.engine.linting.search import MOST_SEARCHED, find_hiding, find_silence, find_sum_hiding, find_turning
from checker.engine.linting.values import crediting, literals_of
from checker.errors import Locus
from checker.expression.interpret import interpret
from checker.model import nodes
from checker.model.assessment import Finding
from checker.model.directive import FULL_SCORE
from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.lint import lint_finding
from checker.model.locality import LEVELS, Locality
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.period import parse_period
from checker.model.rule import Expression, IntegrityRule, Rule
from checker.model.text import Text
from checker.model.types import ListType, NumberType, TruthType
from checker.model.value import EITHER, TRUE

# What a threshold is called in a shape; ``of`` of a share is a denominator.
THRESHOLDS = frozenset({"zero-at", "full-at", "threshold", "due"})
# Sources that confirm a public act, never a figure or an event: a veto cannot rest on them alone.
WEAK_EVIDENCE = frozenset({"press", "copy"})
TARGET_WORDS = ("target", "goal", "目标")
WAYS: Mapping[frozenset[int], Text] = {
    frozenset({1}): Text("报得越大，得分越高", "the larger it is reported, the higher the credit"),
    frozenset({-1}): Text("报得越小，得分越高", "the smaller it is reported, the higher the credit"),
    BOTH: Text("报大报小都会影响得分", "what is reported of it moves the credit"),
}


def iter_fairness_findings(pack: Pack) -> Iterator[Finding]:
    """Yield what is unfair in *pack*, rule by rule in its order; what is only to be known comes as a note.

    Of a pack of very many rules only the first are searched, and it says so.
    """
    nothing, asking = _nothing_known(pack), _asking(pack)
    hiding: set[str] = set()
    for place, rule in enumerate(pack.rules):
        fairness = RuleFairness(pack, rule, nothing, asking)
        yield from fairness.iter_read()
        for finding in fairness.iter_searched() if place < MOST_SEARCHED else ():
            hiding.update(reported_by(rule, pack) if finding.code == "fairness-hiding" else ())
            yield finding
    summed = find_sum_hiding(pack, frozenset(hiding))
    if summed is not None:
        rule, found = summed
        yield RuleFairness(pack, rule, nothing, asking).counter("fairness-sum", found)
    if len(pack.rules) > MOST_SEARCHED:
        yield lint_finding("search-cut", pack.rules[MOST_SEARCHED].locus, count=len(pack.rules) - MOST_SEARCHED)


def _nothing_known(pack: Pack) -> Facts:
    period = parse_period(pack.directive.periods[0])
    assert period is not None
    return Facts(Frame(pack, Locality("", LEVELS[0], "", "", ""), period, {}, {}), {})


def _asking(pack: Pack) -> Mapping[str, Sequence[IntegrityRule]]:
    """Return the integrity rules that do more than remark, by the indicators that they name."""
    asking: dict[str, list[IntegrityRule]] = defaultdict(list)
    for rule in pack.integrity:
        for indicator in rule.indicators if rule.consequence != "note" else ():
            asking[indicator].append(rule)
    return asking


@dataclass(frozen=True, slots=True)
class Against:
    """The expression that holds a figure against another reported one, and which figures those are."""

    expression: Expression
    own: frozenset[str]


@dataclass(frozen=True, slots=True)
class RuleFairness:
    """What is unfair in one rule.

    *nothing* are facts of which nothing is known, *asking* the integrity rules by the indicators that they name.
    """

    pack: Pack
    rule: Rule
    nothing: Facts
    asking: Mapping[str, Sequence[IntegrityRule]]

    def iter_read(self) -> Iterator[Finding]:
        """Yield what the tree and the role show."""
        for name, expression in crediting(self.rule).items():
            yield from self._thresholds(name, expression)
            yield from self._items(expression)
        yield from self._stated_target()
        yield from self._self_claim()
        yield from self._lists()
        for indicator, against in self._denominators().items():
            yield self._denominator(indicator, against)
        yield from self._veto() if self.rule.role == "veto" else self._analyst()

    def iter_searched(self) -> Iterator[Finding]:
        """Yield what only values show, each with a counter-example. A veto gives no credit."""
        found = {"fairness-hiding": find_hiding(self.pack, self.rule)}
        if self.rule.role != "veto":
            # a denominator turns every ratio whose zero is settled: that is told already
            told = self._denominators()
            along = [name for name in reported_by(self.rule, self.pack) if name not in told]
            found["fairness-silence"] = find_silence(self.pack, self.rule)
            found["fairness-turns"] = find_turning(self.pack, self.rule, along)
        yield from (self.counter(code, one) for code, one in found.items() if one is not None)

    def counter(self, code: str, found: CounterExample) -> Finding:
        """Return a finding that tells a counter-example."""
        told = {
            "known": Text(found.known, found.known),
            "added": Text(found.added, found.added),
            "before": found.before,
            "after": found.after,
        }
        return self._finding(code, self._place, indicator=found.indicator, **told)

    # --- what the score is held against -------------------------------------------------------------------------------

    def _thresholds(self, name: str, expression: Expression) -> Iterator[Finding]:
        """Yield a target that lies in the hands of the one who is held against it."""
        if name.partition("[")[0] in THRESHOLDS:
            for indicator in self._reported(expression.tree):
                yield self._of("fairness-target", expression, indicator, key=name)

    def _stated_target(self) -> Iterator[Finding]:
        """Yield a measure that is a number its own dictionary entry calls a target: progress against one's own word."""
        measure = self.rule.measure
        if measure is None:
            return
        for indicator in self._reported(measure.tree):
            one = self.pack.indicators[indicator]
            words = f"{one.id} {one.label.zh} {one.label.en}".casefold()
            if isinstance(one.type, NumberType) and any(word in words for word in TARGET_WORDS):
                yield self._of("fairness-target-stated", measure, indicator)

    def _self_claim(self) -> Iterator[Finding]:
        claim = self.rule.self_claim
        if claim is not None:
            yield self._finding("fairness-self-claim", self._place, indicator=claim, label=self._label(claim))

    def _denominators(self) -> Mapping[str, Against]:
        """Return what a reported figure is divided by or compared with, where that is another reported figure."""
        found: dict[str, Against] = {}
        for name, against in self._iter_against():
            found.setdefault(name, against)
        return found

    def _iter_against(self) -> Iterator[tuple[str, Against]]:
        """Yield each figure that is divided by, compared with or taken away, and where."""
        for name, expression in crediting(self.rule).items():
            if name.partition("[")[0] == "of" and self.rule.measure is not None:
                yield from self._divisors(self.rule.measure.tree, expression.tree, expression)
            for node in nodes.walk(expression.tree):
                if isinstance(node, nodes.Arithmetic) and node.sign == "/":
                    yield from self._divisors(node.left, node.right, expression)
                elif isinstance(node, nodes.Comparison) or (isinstance(node, nodes.Arithmetic) and node.sign == "-"):
                    yield from self._compared(node, expression)

    def _divisors(self, numerator: Node, divisor: Node, expression: Expression) -> Iterator[tuple[str, Against]]:
        """Yield the figures of a divisor, but those that only stand in it as a part stands in its whole."""
        own = frozenset(self._reported(numerator))
        for name in self._reported(divisor):
            if directions(numerator, name, self.nothing) != UP or not self._is_whole(divisor, numerator, name):
                yield name, Against(expression, own - {name})

    def _is_whole(self, node: Node, part: Node, name: str) -> bool:
        """Return whether *node* is *part*, or *part* and what is never negative, so that their ratio grows with it."""
        if node == part:
            return True
        if not names(node, name):
            return signs(node, self.nothing) == UP
        summed = isinstance(node, nodes.Arithmetic) and node.sign == "+"
        return summed and all(self._is_whole(one, part, name) for one in nodes.parts_of(node))

    def _compared(
        self, node: nodes.Comparison | nodes.Arithmetic, expression: Expression
    ) -> Iterator[tuple[str, Against]]:
        """Yield what a figure, or a field of an item, is compared with, or loses."""
        left, right = (node.right, node.left) if node.sign in ("<", "<=") else (node.left, node.right)
        if _is_of_items(right) and not _is_of_items(left):
            left, right = right, left
        own = frozenset(self._reported(left))
        against = [name for name in self._reported(right) if name not in own]
        yield from ((name, Against(expression, own)) for name in against if own or _is_of_items(left))

    def _denominator(self, indicator: str, against: Against) -> Finding:
        """Return a finding on a denominator: a note where an integrity rule asks about both, minor if only argued.

        Else it is major: whoever reports it smaller scores higher, and nothing in the pack would notice.
        """
        others = against.own or set(reported_by(self.rule, self.pack)) - {indicator}
        held = [rule.id for rule in self.asking.get(indicator, ()) if not others.isdisjoint(rule.indicators)]
        way = WAYS[credit_directions(self.rule, indicator, self.nothing) or BOTH]
        if held:
            told = {"way": way, "held": ", ".join(held)}
            return self._of("fairness-denominator-held", against.expression, indicator, **told)
        argued = self.rule.basis.argument is not None
        code = "fairness-denominator-argued" if argued else "fairness-denominator"
        return self._of(code, against.expression, indicator, way=way)

    # --- lists --------------------------------------------------------------------------------------------------------

    def _items(self, expression: Expression) -> Iterator[Finding]:
        """Yield a gathering that counts what was listed, whatever it is."""
        for node in nodes.walk(expression.tree):
            if isinstance(node, nodes.Gather) and node.gathering != "all" and not self._asks_of_items(node):
                yield self._of("fairness-items", expression, node.list.id, found=node.gathering)

    def _asks_of_items(self, node: nodes.Gather) -> bool:
        """Return whether a gathering asks of an item what not every item meets; what it sums is not asked."""
        trees = [node.condition] if node.gathering in ("count", "sum") else [node.condition, node.element]
        return any(self._asks(tree, node) for tree in trees)

    def _asks(self, tree: Node, gather: nodes.Gather) -> bool:
        """Return whether some items within the bounds of their fields meet a condition, and some do not."""
        item = any_item(gather, self.nothing)
        asked = [one for one in nodes.walk(tree) if isinstance(one.type, TruthType) and _is_of_items(one)]
        simple = [one for one in asked if isinstance(one, nodes.Comparison | nodes.Membership | nodes.ItemField)]
        whole = interpret(tree, self.nothing, item).value.possible
        return whole != TRUE and any(interpret(one, self.nothing, item).value.possible == EITHER for one in simple)

    def _lists(self) -> Iterator[Finding]:
        """Yield a credit that falls as a list grows: a list is open, so that it could never be earned for certain."""
        for name in reported_by(self.rule, self.pack):
            listed = isinstance(self.pack.indicators[name].type, ListType)
            if listed and -1 in credit_directions(self.rule, name, self.nothing):
                yield self._finding("fairness-list", self._place, indicator=name, label=self._label(name))

    # --- roles --------------------------------------------------------------------------------------------------------

    def _analyst(self) -> Iterator[Finding]:
        """Yield a bonus or a deduction on a number of our own that moves more than a rule of weight 1 would."""
        rule = self.rule
        if rule.basis.number_from != "analyst":
            return
        limit = self._carried() if rule.role == "deduct" else Fraction(1)
        size = max(rule.bonus, rule.deduct, rule.weight)
        if size > limit:
            yield self._finding("fairness-analyst", rule.locus, found=size, role=_ROLES[rule.role], most=limit)

    def _carried(self) -> Fraction:
        """Return how many of its point's 100 a rule of weight 1 would carry beside the others of the point.

        In a point of deductions alone each other one stands for a weight of 1.
        """
        others = [one for one in self.pack.rules_of(self.rule.point) if one.id != self.rule.id and one.in_sum]
        weights = [one.weight for one in others if one.weight] or [Fraction(1) for _ in others]
        return FULL_SCORE / (1 + sum(weights))

    def _veto(self) -> Iterator[Finding]:
        """Yield what of a veto can never be verified."""
        rule = self.rule
        if rule.basis.number_from == "analyst":
            yield self._finding("fairness-veto-analyst", rule.locus)
        literals = literals_of(rule).numbers
        for name in reported_by(rule, self.pack):
            indicator = self.pack.indicators[name]
            told = {"indicator": name, "label": indicator.label}
            if WEAK_EVIDENCE.issuperset(indicator.evidence):
                yield self._finding("fairness-veto-evidence", self._place, **told)
            if isinstance(indicator.type, ListType):
                yield self._finding("fairness-veto-list", self._place, **told)
            soft = _soft_ends(indicator) & literals
            if soft:
                yield self._finding("fairness-veto-plausible", self._place, **told, found=min(soft))
        if WEAK_EVIDENCE.issuperset(rule.evidence):
            yield self._finding("fairness-veto-evidence", rule.locus, indicator=rule.id, label=rule.title)
        yield from self._lifted()

    def _lifted(self) -> Iterator[Finding]:
        """Yield a way out of a veto that is a locality's own word."""
        lifted = self.rule.lifted_when
        if lifted is None:
            return
        words = {one.self_claim for one in self.pack.rules}
        for name in self._reported(lifted.tree):
            if name in words:
                yield self._of("fairness-veto-lifted", lifted, name)

    # --- findings -----------------------------------------------------------------------------------------------------

    @property
    def _place(self) -> Locus:
        """Where the rule's first expression stands."""
        return next((expression.locus for expression in crediting(self.rule).values()), self.rule.locus)

    def _label(self, indicator: str) -> Text:
        return self.pack.indicators[indicator].label

    def _reported(self, tree: Node) -> Sequence[str]:
        """Return the indicators below *tree* that a submission decides."""
        named = dict.fromkeys(node.id for node in nodes.walk(tree) if isinstance(node, nodes.Indicator))
        return [name for name in named if not self.pack.indicators[name].held_by_pack]

    def _of(self, code: str, expression: Expression, indicator: str, **parameters: object) -> Finding:
        """Return a finding on an indicator in an expression."""
        told = {"indicator": indicator, "label": self._label(indicator), "expression": expression.text}
        return self._finding(code, expression.locus, **told, **parameters)

    def _finding(self, code: str, place: Locus, **parameters: object) -> Finding:
        return lint_finding(code, place, self.rule.id, **parameters)


_ROLES: Mapping[str, Text] = {
    "weight": Text("权重", "weight"),
    "bonus": Text("附加分", "bonus"),
    "deduct": Text("扣分", "deduction"),
}


def _is_of_items(node: Node) -> bool:
    """Return whether *node* speaks of the items of a list, each or all of them."""
    return any(isinstance(one, nodes.ItemField | nodes.Gather) for one in nodes.walk(node))


def _soft_ends(indicator: Indicator) -> frozenset[Fraction]:
    """Return the ends of the soft bounds that are not hard ones too."""
    soft, hard = indicator.plausible, indicator.bounds
    if not isinstance(soft, Interval):
        return frozenset()
    return frozenset(Fraction(end) for end in (soft.lower, soft.upper) if isinstance(end, Fraction)) - {
        hard.lower,
        hard.upper,
    }
