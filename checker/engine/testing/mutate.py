"""Mutants of a rule: copies with one slip each, such as an author makes. Examples and stories ought to notice all.

They are made on the checked rule and its typed trees, never from text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from checker.engine.testing.slips import by_tenth, iter_slips, moved, negated
from checker.errors import Locus
from checker.model.nodes import Node
from checker.model.number import format_exact
from checker.model.pack import Pack
from checker.model.rule import Consequence, Dated, Expression, IntegrityRule, Milestone, Rule, Shape
from checker.model.trial import Mutant, MutantKind

ONE = Fraction(1)
_OPPOSITES: Mapping[str, str] = {
    "ramp": "ramp-down",
    "ramp-down": "ramp",
    "at-least": "at-most",
    "at-most": "at-least",
}
_SWAPPED: Mapping[str, str] = {"zero-at": "full-at", "full-at": "zero-at"}
# Numbers of a shape that are credits, not counts: a tenth of them is a likely slip.
_CREDITS = ("lose", "each")


@dataclass(frozen=True, slots=True)
class Edit:
    """One expression of a rule: where it is shown, whether it is a condition, and how another tree is put in."""

    name: str
    expression: Expression
    condition: bool

    def with_tree(self, tree: Node) -> Expression:
        """Return the expression with another tree. Its text stays: it says what the author wrote."""
        return replace(self.expression, tree=tree)


def iter_mutants(rule: Rule | IntegrityRule, pack: Pack) -> Iterator[Mutant]:
    """Yield all mutants of *rule*, which is one of *pack*, in a fixed order; their ids differ."""
    if isinstance(rule, IntegrityRule):
        for name, kind, tree, texts in _of_expression(Edit("check", rule.check, True)):
            changed = replace(rule, check=replace(rule.check, tree=tree))
            yield Mutant(f"{rule.id}/{name}", kind, changed, rule.check.locus, *texts)
        yield _of_consequence(rule)
        return
    yield from _of_expressions(rule)
    yield from _of_shape(rule)
    yield from _of_rule(rule)
    yield from _of_score(rule, pack)


Change = tuple[str, MutantKind, Node, tuple[str, str]]


def _of_expression(edit: Edit) -> Iterator[Change]:
    """Yield the name, kind, tree and texts of each slip in one expression."""
    tree = edit.expression.tree
    for slip, changed in iter_slips(tree):
        path = ".".join(map(str, slip.path)) or "-"
        yield f"{edit.name}/{path}/{slip.kind}-{slip.name}", slip.kind, changed, (slip.before, slip.after)
    other = negated(tree) if edit.condition else None
    if other is not None:
        yield f"{edit.name}/-/negated", "negated", other, ("", "not")


def _of_expressions(rule: Rule) -> Iterator[Mutant]:
    """Yield the slips in all expressions of a rule and its shape, those of other times included."""
    for edit in _edits(rule):
        for name, kind, tree, texts in _of_expression(edit):
            changed = _put(rule, edit.name, edit.with_tree(tree))
            yield Mutant(f"{rule.id}/{name}", kind, changed, edit.expression.locus, *texts)


def _edits(rule: Rule) -> Iterator[Edit]:
    conditions = {"applies-when", "lifted-when", "annual", "cumulative", *(one.id for one in rule.shape.milestones)}
    for name, expression in rule.named_expressions.items():
        if name not in rule.shape.dated:
            yield Edit(name, expression, name in conditions)
    for name, ways in rule.shape.dated.items():
        yield from (Edit(f"{name}@{index}", one.expression, False) for index, one in enumerate(ways))


def _put(rule: Rule, name: str, expression: Expression) -> Rule:
    """Return *rule* with another expression under *name*: a key of the rule, of its shape, or a milestone's id."""
    shape = rule.shape
    key, _, index = name.partition("@")
    if index:
        ways = list(shape.dated[key])
        ways[int(index)] = replace(ways[int(index)], expression=expression)
        return replace(rule, shape=replace(shape, dated={**shape.dated, key: tuple(ways)}))
    if name == "measure":
        return replace(rule, measure=expression)
    if name == "applies-when":
        return replace(rule, applies_when=expression)
    if name == "lifted-when":
        return replace(rule, lifted_when=expression)
    if name in shape.expressions:
        return replace(rule, shape=replace(shape, expressions={**shape.expressions, name: expression}))
    kept = tuple(replace(one, when=expression) if one.id == name else one for one in shape.milestones)
    return replace(rule, shape=replace(shape, milestones=kept))


def _of_shape(rule: Rule) -> Iterator[Mutant]:
    """Yield the slips in the numbers of a shape, and its opposite."""
    shape = rule.shape
    made = [*_numbers(shape), *_steps(shape), *_credits(shape), *_milestones(shape)]
    for name, kind, before, after, changed in made:
        texts = (format_exact(before), format_exact(after))
        yield Mutant(f"{rule.id}/{name}", kind, replace(rule, shape=changed), rule.locus, *texts)
    opposite = _OPPOSITES.get(shape.name)
    if opposite is not None:
        changed = _turned(shape, opposite)
        yield Mutant(
            f"{rule.id}/shape/{opposite}", "direction", replace(rule, shape=changed), rule.locus, shape.name, opposite
        )


Turn = tuple[str, MutantKind, Fraction, Fraction, Shape]


def _numbers(shape: Shape) -> Iterator[Turn]:
    for key, value in shape.numbers.items():
        ways = by_tenth(value, ONE) if key in _CREDITS else moved(value, least=Fraction(0))
        for name, other in ways:
            if key == "step" and other == 0:  # nothing can be counted in steps of nothing
                continue
            yield f"{key}/{name}", "parameter", value, other, replace(shape, numbers={**shape.numbers, key: other})


def _steps(shape: Shape) -> Iterator[Turn]:
    for index, (threshold, credit) in enumerate(shape.steps):
        before, after = shape.steps[:index], shape.steps[index + 1 :]
        for name, other in moved(threshold):
            steps = (*before, (other, credit), *after)
            yield f"steps/{index}/threshold-{name}", "parameter", threshold, other, replace(shape, steps=steps)
        for name, other in by_tenth(credit, ONE):
            steps = (*before, (threshold, other), *after)
            yield f"steps/{index}/credit-{name}", "credit", credit, other, replace(shape, steps=steps)


def _credits(shape: Shape) -> Iterator[Turn]:
    """Yield slips in a table of credits: of states, or of ways through two gates."""
    worth = shape.credits or {}
    for key, value in worth.items():
        for name, other in by_tenth(value, ONE):
            yield f"credits/{key}/{name}", "credit", value, other, replace(shape, credits={**worth, key: other})


def _milestones(shape: Shape) -> Iterator[Turn]:
    for index, one in enumerate(shape.milestones):
        for name, other in by_tenth(one.credit, ONE):
            changed: tuple[Milestone, ...] = (
                *shape.milestones[:index],
                replace(one, credit=other),
                *shape.milestones[index + 1 :],
            )
            yield f"{one.id}/credit-{name}", "credit", one.credit, other, replace(shape, milestones=changed)


def _turned(shape: Shape, opposite: str) -> Shape:
    """Return the opposite shape; a ramp keeps its place, and what was full credit is none."""
    expressions = {_SWAPPED.get(name, name): one for name, one in shape.expressions.items()}
    dated: dict[str, tuple[Dated, ...]] = {_SWAPPED.get(name, name): ways for name, ways in shape.dated.items()}
    return replace(shape, name=opposite, expressions=expressions, dated=dated)


def _of_rule(rule: Rule) -> Iterator[Mutant]:
    """Yield the rule without one of its conditions, with another zero, or without the locality's own word."""
    if rule.applies_when is not None:
        yield _dropped(rule, "applies-when", replace(rule, applies_when=None), rule.applies_when.locus)
    if rule.lifted_when is not None:
        yield _dropped(rule, "lifted-when", replace(rule, lifted_when=None), rule.lifted_when.locus)
    if rule.self_claim is not None:
        yield _dropped(rule, "self-claim", replace(rule, self_claim=None), rule.locus)
    if rule.zero is not None:
        before = format_exact(rule.zero)
        yield Mutant(f"{rule.id}/zero/dropped", "zero", replace(rule, zero=None), rule.locus, before, "")
        other = ONE if rule.zero == 0 else Fraction(0)
        changed = replace(rule, zero=other)
        yield Mutant(f"{rule.id}/zero/other", "zero", changed, rule.locus, before, format_exact(other))


def _of_consequence(rule: IntegrityRule) -> Mutant:
    """Return the relation with another consequence: one that rejects, or no longer does. Only that changes a score."""
    other: Consequence = "confirm" if rule.consequence == "reject" else "reject"
    changed, texts = replace(rule, consequence=other), (rule.consequence, other)
    return Mutant(f"{rule.id}/consequence/{other}", "literal", changed, rule.locus, *texts, by_story=True)


def _dropped(rule: Rule, kind: MutantKind, changed: Rule, locus: Locus) -> Mutant:
    return Mutant(f"{rule.id}/{kind}/dropped", kind, changed, locus, "", "")


def _of_score(rule: Rule, pack: Pack) -> Iterator[Mutant]:
    """Yield what only a whole submission can show: other weights, and evidence that is no longer accepted."""
    role, worth = rule.role, rule.weight or rule.bonus or rule.deduct
    if worth and not (role == "weight" and _alone(rule, pack)):
        for name, other in by_tenth(worth):
            texts = (format_exact(worth), format_exact(other))
            yield Mutant(f"{rule.id}/{role}/{name}", "weight", _worth(rule, other), rule.locus, *texts, by_story=True)
    if rule.veto:
        yield from _of_veto(rule, [grade.id for grade in pack.directive.scoring.grades])
    for kind in sorted(rule.evidence):
        changed = replace(rule, evidence=rule.evidence - {kind})
        yield Mutant(f"{rule.id}/evidence/without-{kind}", "evidence", changed, rule.locus, kind, "", by_story=True)


def _of_veto(rule: Rule, grades: Sequence[str]) -> Iterator[Mutant]:
    """Yield a veto that holds the grade down to the next better one; if there is none, to the next worse."""
    place = grades.index(rule.veto)
    for other in grades[place - 1 : place] if place else grades[1:2]:
        changed = replace(rule, veto=other)
        yield Mutant(f"{rule.id}/veto/{other}", "literal", changed, rule.locus, rule.veto, other, by_story=True)


def iter_point_mutants(pack: Pack) -> Iterator[Mutant]:
    """Yield the directive with another weight for one of its points; what one point alone weighs is of no account."""
    points = pack.directive.points
    if sum(1 for one in points if one.weight) < 2 or not pack.rules:
        return
    # A point does not know its place: it stands in the file beside the folder of the rules.
    place = Locus(f"{pack.rules[0].locus.file.split('/')[0]}/directive.yaml")
    for index, point in enumerate(points):
        for name, other in by_tenth(point.weight) if point.weight else ():
            changed = (*points[:index], replace(point, weight=other), *points[index + 1 :])
            directive, texts = (
                replace(pack.directive, points=changed),
                (format_exact(point.weight), format_exact(other)),
            )
            yield Mutant(f"point-{point.id}/weight/{name}", "weight", directive, place, *texts, by_story=True)


def _worth(rule: Rule, worth: Fraction) -> Rule:
    """Return *rule* with another weight, bonus or deduction: the one that it has."""
    if rule.weight:
        return replace(rule, weight=worth)
    return replace(rule, bonus=worth) if rule.bonus else replace(rule, deduct=worth)


def _alone(rule: Rule, pack: Pack) -> bool:
    """Return whether no other rule of the point has a weight: then its own is of no account."""
    return not any(one.point == rule.point and one.weight and one.id != rule.id for one in pack.rules)
