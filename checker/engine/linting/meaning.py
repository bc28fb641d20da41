"""What the rules of a pack come to within the dictionary's bounds: decided conditions, credits out of reach, zeros.

What intervals decide is proved. What only the grid of critical values did not show was searched, and is said as a note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from checker.engine.evaluate import credit_of
from checker.engine.linting.grid import Budget, grid_of
from checker.engine.linting.supposed import Supposed, iter_cases, value_in, witness_text
from checker.model import nodes
from checker.model.assessment import Finding
from checker.model.interval import Interval
from checker.model.lint import lint_finding
from checker.model.naming import AnyRule, all_rules, expressions_of
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.rule import Expression, Rule
from checker.model.types import TruthType
from checker.model.value import FALSE, TRUE, Value


def iter_meaning(pack: Pack, budget: Budget) -> Iterator[Finding]:
    """Yield the findings on single rules, in the order of the pack."""
    for rule in all_rules(pack):
        for name, expression in expressions_of(rule).items():
            if isinstance(expression.tree.type, TruthType):
                yield from _on_condition(Condition(pack, rule, name, expression), budget)
        if isinstance(rule, Rule):
            for version in _versions(pack, rule):
                yield from _on_credit(version, pack, budget)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a rule, by the key it stands under."""

    pack: Pack
    rule: AnyRule
    key: str
    expression: Expression

    @property
    def tree(self) -> Node:
        """The tree of the condition."""
        return self.expression.tree

    def found(self, code: str, **parameters: object) -> Finding:
        """Return a finding at the place of the condition."""
        told = {"key": self.key, "found": self.expression.text}
        return lint_finding(code, self.expression.locus, self.rule.id, **told, **parameters)


def _on_condition(condition: Condition, budget: Budget) -> Iterator[Finding]:
    """Yield what is wrong with a condition: it is the same in every case, or nothing tried makes it true."""
    cases = _binding(condition.pack, condition.rule, [condition.tree])
    values = [value_in(condition.tree, case) for case in cases]
    possible = {member for value in values for member in (value.members if value.possible is not None else ())}
    if len(possible) == 1:
        code = "condition-always-true" if possible == TRUE else "condition-always-false"
        if not any(value.may_fail for value in values):
            yield condition.found(code)
        return
    if _pack_only(condition):
        if not _ever_known(condition, budget):
            yield condition.found("condition-never-known")
        return
    tried = _tried(cases, [condition.tree], (), lambda case: value_in(condition.tree, case) == Value(TRUE), budget)
    if tried:
        yield condition.found("condition-unreached", count=tried)


def _pack_only(condition: Condition) -> bool:
    """Return whether a condition asks only what the pack holds."""
    named = [node for node in nodes.walk(condition.tree) if isinstance(node, nodes.Indicator)]
    return all(condition.pack.indicators[node.id].held_by_pack for node in named)


def _ever_known(condition: Condition, budget: Budget) -> bool:
    """Return whether what the tables of the pack hold decides a condition for any locality."""
    pack, tree = condition.pack, condition.tree
    rows = {name for _, name in pack.frame}
    stated = {name for _, name in pack.targets}
    for case in iter_cases(pack, [tree]):
        known = {name: target for name, target in case.targets.items() if name in stated}
        held = Supposed(pack.indicators, case.level, case.period, {}, known)
        for point in grid_of(held, [tree]).iter_points(budget):
            values = {name: value for name, value in point.values.items() if name in rows}
            value = value_in(tree, Supposed(pack.indicators, case.level, case.period, values, point.targets))
            if value in (Value(TRUE), Value(FALSE)):
                return True
    return False


def _binding(pack: Pack, rule: AnyRule, trees: Sequence[Node]) -> list[Supposed]:
    """Return the cases of *trees* in which *rule* may bind."""
    applies = rule.applies_when if isinstance(rule, Rule) else None
    if applies is None:
        return list(iter_cases(pack, trees))
    together = [applies.tree, *trees]
    return [
        case
        for case in iter_cases(pack, together)
        if applies.tree in trees or value_in(applies.tree, case) != Value(FALSE)
    ]


def _versions(pack: Pack, rule: Rule) -> list[Rule]:
    """Return *rule* with the thresholds of each period; once, if they do not change."""
    found = [rule.on(period.end) for period in pack.directive.known_periods]
    distinct: list[Rule] = []
    for version in found:
        if version is not None and version not in distinct:
            distinct.append(version)
    return distinct


def _on_credit(rule: Rule, pack: Pack, budget: Budget) -> Iterator[Finding]:
    """Yield the ends of the credit that are out of reach, and a division by zero that nothing prevents."""
    trees = [expression.tree for expression in rule.expressions]
    cases = _binding(pack, rule, trees)
    credited = [credit_of(rule, case) for case in cases]
    numbers = [*rule.shape.numbers.values(), *(threshold for threshold, _ in rule.shape.steps)]
    search = _CreditSearch(rule, cases, trees, numbers, budget)
    yield from search.ends([one.credit for one in credited if one.credit is not None])
    if rule.zero is None and any(one.may_fail for one in credited):
        yield from search.zeros()


@dataclass(frozen=True, slots=True)
class _CreditSearch:
    """A search for values that give a rule full credit, none, or no credit at all."""

    rule: Rule
    cases: Sequence[Supposed]
    trees: Sequence[Node]
    numbers: Sequence[Fraction]
    budget: Budget

    def ends(self, found: Sequence[Interval]) -> Iterator[Finding]:
        """Yield the ends of the credit that intervals rule out, or that no value tried gives."""
        if not found:
            return
        top, bottom = max(one.upper for one in found), min(one.lower for one in found)
        if top != 1:
            yield self._found("credit-never-full", found=top)
        if bottom != 0:
            yield self._found("credit-never-zero", found=bottom)
        sought = {code for code, there in (("full", top == 1), ("zero", bottom == 0)) if there}
        tried = _tried(self.cases, self.trees, self.numbers, lambda case: self._reaches(case, sought), self.budget)
        for code in sorted(sought) if tried else ():
            yield self._found(f"credit-{code}-unreached", count=tried)

    def _reaches(self, case: Supposed, sought: set[str]) -> bool:
        """Strike off what the credit of one point reaches; return whether nothing is left."""
        credit = credit_of(self.rule, case).credit
        if credit is not None:
            sought -= {code for code, there in (("full", credit.upper == 1), ("zero", credit.lower == 0)) if there}
        return not sought

    def zeros(self) -> Iterator[Finding]:
        """Yield values that leave the rule without a result although it binds."""
        applies = self.rule.applies_when
        trees = [*self.trees, *([applies.tree] if applies else [])]
        for case in self.cases:
            for point in grid_of(case, trees, self.numbers).iter_points(self.budget):
                binds = applies is None or value_in(applies.tree, point) == Value(TRUE)
                if binds and credit_of(self.rule, point).credit is None:
                    yield self._found("divides-by-zero", found=witness_text(point))
                    return

    def _found(self, code: str, **parameters: object) -> Finding:
        place = (self.rule.measure or self.rule.expressions[0]).locus
        return lint_finding(code, place, self.rule.id, **parameters)


def _tried(
    cases: Sequence[Supposed],
    trees: Sequence[Node],
    numbers: Sequence[Fraction],
    wanted: Callable[[Supposed], bool],
    budget: Budget,
) -> int:
    """Return how many points were tried without one that is *wanted*; 0 if one is found, or the budget ended."""
    count, cut = 0, budget.cut
    for case in cases:
        for point in grid_of(case, trees, numbers).iter_points(budget):
            count += 1
            if wanted(point):
                return 0
    return count if budget.cut == cut else 0
