"""Integrity rules in pairs: two that cannot both hold, and one that holds wherever another does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator
from dataclasses import dataclass, field

from checker.engine.linting.grid import Budget, grid_of
from checker.engine.linting.supposed import iter_cases, limit_of, narrowed, value_in
from checker.model import nodes
from checker.model.assessment import Finding
from checker.model.lint import lint_finding
from checker.model.nodes import Node
from checker.model.pack import Pack
from checker.model.rule import Consequence, IntegrityRule
from checker.model.types import NumberType
from checker.model.value import FALSE, TRUE, Value

MOST_FOUND = 200  # findings on pairs: whoever has so many reads no more of them


def iter_pairs(pack: Pack, budget: Budget) -> Iterator[Finding]:
    """Yield contradictions and implications among the integrity rules that share an indicator.

    A rule is said once to follow from another. Where that is proved, the rule is held against no third one:
    whatever it contradicts or implies, the narrower one does as well.
    """
    proved: set[str | None] = set()
    searched: set[str | None] = set()
    count = 0
    for first, second in _sharing(pack.integrity, proved):
        if budget.left <= 0 or count >= MOST_FOUND:
            budget.cut += 1
            return
        budget.left -= 1
        same = first.check.text == second.check.text
        for one in () if same else _Pair(pack, first, second).judged(budget):
            if one.code == "check-implied":
                proved.add(one.rule)
            elif one.code == "check-implied-searched":
                if one.rule in searched:
                    continue
                searched.add(one.rule)
            count += 1
            yield one


def _sharing(
    rules: tuple[IntegrityRule, ...], without: Container[str | None]
) -> Iterator[tuple[IntegrityRule, IntegrityRule]]:
    """Yield each pair that names an indicator in common, once; none of a rule from when its id is in *without*."""
    earlier: dict[str, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        for name in rule.indicators:
            earlier[name] = [other for other in earlier[name] if rules[other].id not in without]
        for other in sorted({other for name in rule.indicators for other in earlier[name]}):
            yield rules[other], rule
            if rule.id in without:
                break
        else:
            for name in rule.indicators:
                earlier[name].append(place)


@dataclass(slots=True)
class _Pair:
    """Two rules, and in which ways both were seen to come out."""

    pack: Pack
    first: IntegrityRule
    second: IntegrityRule
    seen: set[tuple[bool, bool]] = field(default_factory=set)
    tried: int = 0

    def judged(self, budget: Budget) -> Iterator[Finding]:
        """Yield what is proved of the pair; else what the search did not find."""
        forward, back = (
            self._proved(self.first, self.second, budget),
            self._proved(self.second, self.first, budget),
        )
        if False in (forward, back):
            yield self._found("checks-contradict", self.second, self.first)
        elif True in (forward, back):
            yield from self._implied("check-implied", second=forward is True)
        elif self._searched(budget):
            yield from self._missing()

    def _proved(self, given: IntegrityRule, other: IntegrityRule, budget: Budget) -> bool | None:
        """Return whether *other* holds (or fails) wherever *given* holds, in every case; None if bounds do not say."""
        plain = _by_one_bound(given.check.tree, other.check.tree)
        if plain is not None:
            return plain
        answers: set[Value | None] = set()
        for case in iter_cases(self.pack, [given.check.tree, other.check.tree]):
            budget.left -= 1
            bounded = narrowed(case, given.check.tree)
            answers.add(None if bounded is None else value_in(other.check.tree, bounded))
        if answers == {Value(TRUE)}:
            return True
        return False if answers == {Value(FALSE)} else None

    def _searched(self, budget: Budget) -> bool:
        """Note in which ways both come out; return whether the search came to its end."""
        trees = [self.first.check.tree, self.second.check.tree]
        cut = budget.cut
        for case in iter_cases(self.pack, trees):
            for point in grid_of(case, trees).iter_points(budget):
                self.tried += 1
                pair = [value_in(tree, point) for tree in trees]
                if all(value in (Value(TRUE), Value(FALSE)) for value in pair):
                    self.seen.add((pair[0] == Value(TRUE), pair[1] == Value(TRUE)))
                if self.seen >= {(True, True), (True, False), (False, True)}:
                    return True
        return budget.cut == cut

    def _missing(self) -> Iterator[Finding]:
        """Yield what no point showed, provided that each of the two was seen to hold and to fail."""
        if {one for one, _ in self.seen} != {True, False} or {two for _, two in self.seen} != {True, False}:
            return
        if (True, True) not in self.seen:
            yield self._found("checks-contradict-searched", self.second, self.first, count=self.tried)
        elif (True, False) not in self.seen or (False, True) not in self.seen:
            second = (True, False) not in self.seen
            yield from self._implied("check-implied-searched", second=second, count=self.tried)

    def _implied(self, code: str, *, second: bool, **parameters: object) -> Iterator[Finding]:
        """Yield that the second rule (or the first) follows from the other, unless it asks for more than that one."""
        one, other = (self.second, self.first) if second else (self.first, self.second)
        if _HARSHNESS.index(one.consequence) <= _HARSHNESS.index(other.consequence):
            yield self._found(code, one, other, **parameters)

    def _found(self, code: str, one: IntegrityRule, other: IntegrityRule, **parameters: object) -> Finding:
        return lint_finding(code, one.check.locus, one.id, found=other.id, at=other.check.locus, **parameters)


# A wider condition may well ask for more than a narrower one: then both are meant.
_HARSHNESS: tuple[Consequence, ...] = ("note", "confirm", "reject")


def _is_outer(node: Node) -> bool:
    """Return whether a bound is a little wider than its condition: a strict one, not of whole numbers."""
    assert isinstance(node, nodes.Comparison)
    return node.sign in ("<", ">") and not all(
        isinstance(side.type, NumberType) and side.type.whole for side in (node.left, node.right)
    )


def _by_one_bound(given: Node, other: Node) -> bool | None:
    """Return what the bound of one expression says of another bound of the same; None if they bound others."""
    first, second = limit_of(given), limit_of(other)
    if first is None or second is None or first[0] != second[0]:
        return None
    if second[1].covers(first[1]) and not _is_outer(other):
        return True
    return False if first[1].meet(second[1]) is None else None
