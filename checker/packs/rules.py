"""``points/*.yaml`` and ``integrity/*.yaml`` -> rules with checked expressions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import PurePosixPath

from checker.errors import Locus, PackError
from checker.expression.parse import parse_condition, parse_expression
from checker.expression.scope import Scope, nearest
from checker.model.directive import FULL_SCORE, Directive
from checker.model.indicator import Indicator
from checker.model.nodes import Node
from checker.model.rule import ALWAYS, Basis, Expression, InForce, IntegrityRule, Mark, Rule, Shape
from checker.model.types import NumberType, TruthType
from checker.packs.files import PackFiles
from checker.packs.forms import IntegrityForm, RuleForm, entries, fill
from checker.packs.shapes import DUE, ShapeReader, read_keys, read_shape
from checker.syntax.document import Bare, Block, Document, Path

ANALYST_WEIGHT = Fraction(1)


@dataclass(frozen=True, slots=True)
class RuleReader:
    """Reads the rules of one file. *trees* are those it has read before: many rules say the same."""

    document: Document
    indicators: Mapping[str, Indicator]
    trees: dict[tuple[str, bool, bool], Node] = field(default_factory=dict)

    def expression(self, text: str, path: Path, *, condition: bool = False, pack_only: bool = False) -> Expression:
        """Return the checked expression at *path*. Raises PackError at the character that is wrong."""
        tree = self.trees.get((text, condition, pack_only))
        if tree is None:
            place = self.expression_place(path)
            scope = Scope(self.indicators, pack_only)
            tree = (parse_condition if condition else parse_expression)(text, scope, place)
            self.trees[text, condition, pack_only] = tree
        return Expression(" ".join(text.split()), tree, self.document.locate(path))

    def expression_place(self, path: Path) -> Locus:
        """Return the place of the first character of a text: after its quote, or its line alone for a block."""
        place = self.document.locate(path)
        value = self.document.at(path)
        if isinstance(value, Block):
            return Locus(place.file, place.line)
        return place if isinstance(value, Bare) else Locus(place.file, place.line, place.column + 1)


def read_rules(files: PackFiles, directive: Directive, indicators: Mapping[str, Indicator]) -> tuple[Rule, ...]:
    """Return the scored rules of all points, in the order of files and entries."""
    marks = {point.id: point for point in directive.points}
    rules: dict[str, Rule] = {}
    for name in files.names("points/"):
        with files.entry():
            point = point_of(name)
            document = files.document(name)
            if point not in marks:
                raise PackError("unknown-name", document.locate(()), found=point, nearest=nearest(point, marks))
            reader = RuleReader(document, indicators)
            for index in entries(document):
                with files.entry():
                    form = fill(RuleForm, document, (index,))
                    place = document.locate((index, "id"))
                    if form.id in rules:
                        raise PackError("id-twice", place, found=form.id, at=rules[form.id].locus)
                    _check_rule(form, reader, index)
                    _check_policy(form, reader, index, directive)
                    rules[form.id] = _rule(form, reader, index, point, mark=form.mark or marks[point].mark)
    return tuple(rules.values())


def read_integrity(
    files: PackFiles, indicators: Mapping[str, Indicator], scored: tuple[Rule, ...]
) -> tuple[IntegrityRule, ...]:
    """Return the integrity rules, in the order of files and entries. No id is one of a scored rule."""
    rules: dict[str, IntegrityRule] = {}
    taken = {rule.id: rule.locus for rule in scored}
    for name in files.names("integrity/"):
        with files.entry():
            reader = RuleReader(files.document(name), indicators)
            for index in entries(reader.document):
                with files.entry():
                    rule = _integrity_rule(reader, index)
                    if rule.id in taken:
                        raise PackError("id-twice", rule.locus, found=rule.id, at=taken[rule.id])
                    taken[rule.id] = rule.locus
                    rules[rule.id] = rule
    return tuple(rules.values())


def _integrity_rule(reader: RuleReader, index: int) -> IntegrityRule:
    form = fill(IntegrityForm, reader.document, (index,))
    return IntegrityRule(
        id=form.id,
        relation=form.relation,
        title=form.title.text,
        check=reader.expression(form.check, (index, "check"), condition=True),
        consequence=form.consequence,
        ask=form.ask.text,
        remedy=form.remedy.text,
        locus=reader.document.locate((index, "id")),
    )


def point_of(name: str) -> str:
    """Return the point that a file's name begins with: ``points/01-....yaml`` is point 1."""
    match = re.match(r"0*([1-9][0-9]*)", PurePosixPath(name).name)
    return match.group(1) if match else PurePosixPath(name).name


@dataclass(slots=True)
class _Parts:
    """The expressions of a rule, and its shape."""

    shape: Shape
    measure: Expression | None = None
    applies_when: Expression | None = None
    lifted_when: Expression | None = None


def _read_parts(form: RuleForm, reader: RuleReader, index: int) -> _Parts:
    """Return what stands in expressions. Raises PackError with the mistakes of all of them, not only of the first."""
    mistakes: list[PackError] = []
    parts = _Parts(Shape("", {}, {}))
    score = ShapeReader(reader.document, (index, "score"), reader.expression)
    with _noting(mistakes):
        if form.measure is not None:
            parts.measure = reader.expression(form.measure, (index, "measure"))
    with _noting(mistakes):
        if mistakes:  # without the measure only the keys of the shape can be read
            read_keys(score, form.score)
        else:
            parts.shape = read_shape(score, form.score, parts.measure)
    with _noting(mistakes):
        if form.applies_when is not None:
            place = (index, "applies-when")
            parts.applies_when = reader.expression(form.applies_when, place, condition=True, pack_only=True)
    with _noting(mistakes):
        if form.lifted_when is not None:
            parts.lifted_when = reader.expression(form.lifted_when, (index, "lifted-when"), condition=True)
    if mistakes:
        mistakes[0].more = tuple(mistakes[1:])
        raise mistakes[0]
    return parts


@contextmanager
def _noting(mistakes: list[PackError]) -> Iterator[None]:
    try:
        yield
    except PackError as error:
        mistakes.append(error)


def _rule(form: RuleForm, reader: RuleReader, index: int, point: str, *, mark: Mark) -> Rule:
    parts = _read_parts(form, reader, index)
    rule = Rule(
        id=form.id,
        point=point,
        title=form.title.text,
        addressee=form.addressee,
        scope=form.scope,
        mark=mark,
        basis=Basis(
            form.basis.at,
            form.basis.force,
            form.basis.number_from,
            form.basis.source,
            form.basis.argument.text if form.basis.argument else None,
        ),
        applies_when=parts.applies_when,
        measure=parts.measure,
        zero=form.zero,
        shape=parts.shape,
        self_claim=form.self_claim,
        weight=form.weight or Fraction(0),
        bonus=form.bonus or Fraction(0),
        deduct=form.deduct or Fraction(0),
        veto=form.veto or "",
        lifted_when=parts.lifted_when,
        pace=form.pace,
        in_force=_in_force(form, reader, index),
        evidence=frozenset(form.evidence),
        remedy=form.remedy.text,
        locus=reader.document.locate((index, "id")),
    )
    if rule.pace and not isinstance(rule.measure and rule.measure.tree.type, NumberType):
        raise PackError("pace-without-due", reader.document.locate((index, "pace")), found=rule.id, expected="number")
    if "press" in rule.evidence and _measures_counts(rule, reader):
        raise PackError("evidence-press", reader.document.locate((index, "evidence")), found=rule.id)
    return rule


def _check_rule(form: RuleForm, reader: RuleReader, index: int) -> None:
    """Refuse a rule without one role, or whose number is ours without an argument."""
    place = reader.document.locate((index, "id"))
    roles = [role for role in (form.weight, form.bonus, form.deduct, form.veto) if role is not None]
    if len(roles) != 1 or not roles[0]:
        raise PackError("weight-or-bonus", place, found=form.id)
    if form.deduct is not None and form.deduct > FULL_SCORE:
        raise PackError(
            "bad-value", reader.document.locate((index, "deduct")), key="deduct", found=form.deduct, expected="<= 100"
        )
    if form.lifted_when is not None and form.veto is None:
        raise PackError("lifted-without-veto", reader.document.locate((index, "lifted-when")), found=form.id)
    if form.basis.number_from == "analyst" and form.basis.argument is None:
        raise PackError("analyst-argument", reader.document.locate((index, "basis")), found=form.id)
    if form.basis.number_from == "analyst" and form.weight is not None and form.weight > ANALYST_WEIGHT:
        raise PackError(
            "analyst-weight", reader.document.locate((index, "weight")), found=str(form.weight), expected="1"
        )
    if "copy" in form.evidence:
        raise PackError("evidence-copy", reader.document.locate((index, "evidence")), found=form.id)
    if form.self_claim is not None:
        known = reader.indicators.get(form.self_claim)
        place = reader.document.locate((index, "self-claim"))
        if known is None:
            close = nearest(form.self_claim, reader.indicators)
            raise PackError("unknown-name", place, found=form.self_claim, nearest=close)
        if not isinstance(known.type, TruthType):
            raise PackError("expression-type", place, found=known.type, expected=TruthType())


def _in_force(form: RuleForm, reader: RuleReader, index: int) -> InForce:
    found = form.in_force.in_force if form.in_force else ALWAYS
    if found.start and found.end and found.start > found.end:
        place = reader.document.locate((index, "in-force"))
        raise PackError("bad-value", place, key="in-force", found=f"{found.start} > {found.end}", expected="from <= to")
    return found


def _check_policy(form: RuleForm, reader: RuleReader, index: int, directive: Directive) -> None:
    """Refuse a veto down to a grade that the policy does not have, and a pace where it has none or nothing is due."""
    grades = [grade.id for grade in directive.scoring.grades]
    if form.veto is not None and form.veto not in grades:
        place = reader.document.locate((index, "veto"))
        raise PackError("unknown-name", place, found=form.veto, nearest=nearest(form.veto, grades))
    if form.pace and (directive.scoring.pace_band is None or form.score.get("shape") not in DUE):
        raise PackError(
            "pace-without-due", reader.document.locate((index, "pace")), found=form.id, expected=", ".join(DUE)
        )


def _measures_counts(rule: Rule, reader: RuleReader) -> bool:
    """Return whether a rule measures counts alone, which press cannot support: it supports public acts."""
    submitted = [name for name in rule.indicators if not reader.indicators[name].held_by_pack]
    return bool(submitted) and all(reader.indicators[name].is_count for name in submitted)
