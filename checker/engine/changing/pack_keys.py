"""What the parts of a pack consist of: named keys, and for each whether it may change a score.

What is not certain to leave scores alone counts as changing them. Examples, comments and places judge nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction

from checker.model.changes import Effect, Leaf
from checker.model.directive import Directive, Point, Scoring
from checker.model.indicator import Indicator
from checker.model.interval import INFINITY, Interval
from checker.model.nodes import Node, parts_of
from checker.model.number import format_exact
from checker.model.pack import FrameFact, TargetRow
from checker.model.rule import Expression, InForce, IntegrityRule, Rule, Shape
from checker.model.types import NumberType, Type
from checker.model.unit import UnitEntry
from checker.model.value import Possible
from checker.model.waiver import Waiver


@dataclass(frozen=True, slots=True)
class Key:
    """The value of a key, and what a change of it does."""

    value: Leaf
    effect: Effect


Keys = Mapping[str, Key]
_Values = Mapping[str, Leaf | None]


def is_same(old: Leaf | None, new: Leaf | None) -> bool:
    """Return whether two values mean the same: of expressions, whether their trees are alike."""
    if isinstance(old, Expression) and isinstance(new, Expression):
        return form_of(old.tree) == form_of(new.tree)
    return old == new


def form_of(node: Node) -> tuple[object, ...]:
    """Return a tree as nested tuples. Types are left out (they are the dictionary's), and names of loop variables."""
    own = (getattr(node, one.name) for one in fields(node) if one.name not in ("type", "variable"))
    plain = tuple(value for value in own if isinstance(value, str | Fraction | date | frozenset | bool))
    return (type(node).__name__, plain, *(form_of(part) for part in parts_of(node)))


# --- rules ------------------------------------------------------------------------------------------------------------


def rule_keys(rule: Rule) -> Keys:
    """Return the keys of a scored rule, as its author writes them."""
    basis = rule.basis
    scores: _Values = {
        "point": rule.point,
        "applies-when": rule.applies_when,
        "measure": rule.measure,
        "zero": rule.zero,
        **dict(_shape_values(rule.shape)),
        "self-claim": rule.self_claim,
        "weight": rule.weight or None,
        "bonus": rule.bonus or None,
        "deduct": rule.deduct or None,
        "veto": rule.veto or None,
        "lifted-when": rule.lifted_when,
        "in-force.from": rule.in_force.start,
        "in-force.to": rule.in_force.end,
        "evidence": tuple(sorted(rule.evidence)),
    }
    findings: _Values = {
        "basis.force": basis.force,
        "basis.number-from": basis.number_from,
        "mark": rule.mark,
        "pace": rule.pace or None,
    }
    words: _Values = {
        "title": rule.title,
        "addressee": rule.addressee,
        "scope": rule.scope,
        "basis.at": basis.at,
        "basis.source": basis.source or None,
        "basis.argument": basis.argument,
        **{f"score.milestones.{one.id}.title": one.title for one in rule.shape.milestones},
        "remedy": rule.remedy,
    }
    return _keys(scores, findings, words)


def rule_content(rule: Rule) -> tuple[object, ...]:
    """Return what makes a rule the same under another id: title, measure, shape and role."""
    shape = {name: _form(value) for name, value in _shape_values(rule.shape)}
    return rule.title, _form(rule.measure), tuple(sorted(shape.items())), rule.role


def integrity_keys(rule: IntegrityRule) -> Keys:
    """Return the keys of an integrity rule: only one that rejects decides about a score."""
    judging: _Values = {"check": rule.check, "consequence": rule.consequence}
    words: _Values = {"relation": rule.relation, "title": rule.title, "ask": rule.ask, "remedy": rule.remedy}
    return _keys(judging, {}, words) if rule.consequence == "reject" else _keys({}, judging, words)


def integrity_content(rule: IntegrityRule) -> tuple[object, ...]:
    """Return what makes an integrity rule the same under another id."""
    return rule.title, form_of(rule.check.tree), rule.consequence


def _shape_values(shape: Shape) -> Iterator[tuple[str, Leaf]]:
    """Yield what decides the credit; a threshold that changes with time is named by its days."""
    yield "score.shape", shape.name
    for name, expression in shape.expressions.items():
        if name not in shape.dated:
            yield f"score.{name}", expression
    for name, ways in shape.dated.items():
        for one in ways:
            yield f"score.{name} {_days(one.in_force)}", one.expression
    for name, number in shape.numbers.items():
        yield f"score.{name}", number
    if shape.steps:
        yield "score.steps", tuple(f"[{format_exact(at)}, {format_exact(credit)}]" for at, credit in shape.steps)
    for state, credit in (shape.credits or {}).items():
        yield f"score.credits.{state}", credit
    for milestone in shape.milestones:
        yield f"score.milestones.{milestone.id}.when", milestone.when
        yield f"score.milestones.{milestone.id}.credit", milestone.credit


def _days(in_force: InForce) -> str:
    return "..".join("" if day is None else day.isoformat() for day in (in_force.start, in_force.end))


def _form(value: Leaf | None) -> object:
    return form_of(value.tree) if isinstance(value, Expression) else value


# --- the directive and its policy -------------------------------------------------------------------------------------


def directive_keys(directive: Directive) -> Keys:
    """Return what identifies the directive. Its version is no key: that it moves is what a version is for."""
    scores: _Values = {
        "id": directive.id,
        "periods": tuple(sorted(directive.periods)),
        "missing": tuple(sorted(directive.missing)) or None,
    }
    words: _Values = {
        "title": directive.title,
        "number": directive.number,
        "issued": directive.issued,
        "issuer": directive.issuer,
        "source.title": directive.source_title,
        "source.url": directive.source_url,
        **{f"parts.{part.id}": part.title for part in directive.parts},
    }
    return _keys(scores, {"expected-level": directive.expected_level}, words)


def point_keys(point: Point) -> Keys:
    """Return the keys of a point."""
    words: _Values = {
        "part": point.part,
        "title": point.title,
        "summary": point.summary,
        "addressee": point.addressee,
        "scope": point.scope,
    }
    unseen = {f"unseen.{place}.what": one.what for place, one in enumerate(point.unseen, 1)}
    unseen |= {f"unseen.{place}.why": one.why for place, one in enumerate(point.unseen, 1)}
    return _keys({"weight": point.weight or None}, {"mark": point.mark}, {**words, **unseen})


def policy_keys(policy: Scoring) -> Keys:
    """Return the keys of the scoring policy. Rounding is for display: scores are exact."""
    scores: _Values = {
        "supported-within-days": policy.supported_within_days,
        "bonus.cap": policy.bonus_cap or None,
        "bonus.above": policy.bonus_above if policy.bonus_cap else None,
        "year-end": policy.year_end,
        "bodies": policy.bodies,
        "independent": policy.independent or None,
        **{
            f"hedges.{name}": Interval(
                -INFINITY if hedge.lower is None else hedge.lower, INFINITY if hedge.upper is None else hedge.upper
            )
            for name, hedge in policy.hedges.items()
        },
        **{f"grades.{grade.id}.from": grade.floor for grade in policy.grades},
    }
    tried = policy.robustness
    names = () if tried is None else tuple(one.name for one in fields(tried))
    findings: _Values = {
        "pace.band": policy.pace_band,
        **{f"robustness.{name}": getattr(tried, name) for name in names},
    }
    words: _Values = {
        "rounding.digits": policy.digits,
        **{f"grades.{grade.id}.title": grade.title for grade in policy.grades},
    }
    return _keys(scores, findings, words)


# --- the dictionary and the tables ------------------------------------------------------------------------------------


def indicator_keys(indicator: Indicator) -> Keys:
    """Return the keys of an indicator. *evidence*, levels and questions steer the form and what is asked."""
    scores: _Values = {
        "type": _type(indicator.type),
        "unit": indicator.unit or None,
        "kind": indicator.kind,
        "bounds": indicator.bounds,
        **{f"fields.{one.id}.type": _type(one.type) for one in indicator.fields},
        **{f"fields.{one.id}.unit": one.unit or None for one in indicator.fields},
        **{f"fields.{one.id}.bounds": one.bounds for one in indicator.fields},
    }
    usual = indicator.per_head
    findings: _Values = {
        "plausible": indicator.plausible,
        "per-head.of": None if usual is None else usual.of,
        "per-head.plausible": None if usual is None else usual.plausible,
        "levels": tuple(sorted(indicator.levels)),
    }
    words: _Values = {
        "point": indicator.point,
        "evidence": tuple(sorted(indicator.evidence)) or None,
        "label": indicator.label,
        "definition": indicator.definition,
        "question": indicator.question,
        "source": indicator.source or None,
        **{f"states.{one.id}": one.text for one in indicator.states},
        **{f"fields.{one.id}.states.{state.id}": state.text for one in indicator.fields for state in one.states},
    }
    return _keys(scores, findings, words)


def unit_keys(unit: UnitEntry) -> Keys:
    """Return the keys of a unit: its words and its scale decide what a number with a word after it is read as."""
    scores: _Values = {
        "times": unit.times if unit.is_scaled else None,
        "base": unit.base if unit.is_scaled else None,
        "words": tuple(sorted(unit.words)) or None,
    }
    return _keys(scores, {}, {"label": unit.label})


def target_keys(row: TargetRow) -> Keys:
    """Return the keys of a target; its line does not matter."""
    scores: _Values = {
        "value": "none" if row.value is None else row.value,
        "basis": row.basis,
        "body": row.body,
        "announced_on": row.announced_on,
        "due_by": row.due_by,
    }
    words: _Values = {"set_by": row.set_by, "source_title": row.source_title, "source_url": row.source_url}
    return _keys(scores, {}, words)


def frame_keys(fact: FrameFact) -> Keys:
    """Return the keys of a frame fact; that it was verified is shown, and judges nothing."""
    status = "verified" if fact.verified else "unverified"
    words: _Values = {"source_title": fact.source_title, "source_url": fact.source_url}
    return _keys({"value": _possible(fact.value)}, {"status": status}, words)


def waiver_keys(waiver: Waiver) -> Keys:
    """Return the keys of a waiver: it marks what is found, and moves no score."""
    findings: _Values = {"granted-on": waiver.granted_on, "until": waiver.until}
    return _keys({}, findings, {"reason": waiver.reason, "granted-by": waiver.granted_by})


def _possible(value: Possible) -> Leaf:
    """Return a stated value: a number, or the one truth value or state."""
    if isinstance(value, Interval):
        return Fraction(value.lower)
    assert isinstance(value, frozenset)
    return ", ".join(sorted(str(one).lower() if isinstance(one, bool) else one for one in value))


def _type(kind: Type) -> str:
    return f"whole {kind}" if isinstance(kind, NumberType) and kind.whole else str(kind)


def _keys(scores: _Values, findings: _Values, words: _Values) -> Keys:
    """Return the keys that are there, with their effects."""
    by_effect: tuple[tuple[Effect, _Values], ...] = (("scores", scores), ("findings", findings), ("words", words))
    return {
        name: Key(value, effect)
        for effect, values in by_effect
        for name, value in values.items()
        if value is not None and value != ""
    }
