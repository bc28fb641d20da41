"""``score:`` of a rule -> a shape: which keys each shape takes, and what they must be."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

from checker.errors import PackError
from checker.expression.scope import nearest
from checker.expression.typing import same_type
from checker.model import nodes
from checker.model.number import parse_number
from checker.model.rule import Dated, Expression, Milestone, Shape
from checker.model.types import DateType, NumberType, StateType, Type
from checker.packs.forms import Form, InForceForm, TextForm, Words, Worth, fill
from checker.syntax.document import Bare, Document, Path


@dataclass(frozen=True, slots=True)
class ShapeKeys:
    """The keys of a shape: expressions, conditions, numbers, at most one table. *measures* are types of measure."""

    expressions: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    table: str = ""
    measures: tuple[type[Any], ...] = (NumberType,)


SHAPE_KEYS: Mapping[str, ShapeKeys] = {
    "ramp": ShapeKeys(expressions=("zero-at", "full-at")),
    "ramp-down": ShapeKeys(expressions=("zero-at", "full-at")),
    "steps": ShapeKeys(table="steps"),
    "at-least": ShapeKeys(expressions=("threshold",), measures=(NumberType, DateType)),
    "at-most": ShapeKeys(expressions=("threshold",), measures=(NumberType, DateType)),
    "share": ShapeKeys(expressions=("of",)),
    "checklist": ShapeKeys(table="milestones", measures=()),
    "ordered": ShapeKeys(table="credits", measures=(StateType,)),
    "two-gate": ShapeKeys(conditions=("annual", "cumulative"), table="credits", measures=()),
    "by-date": ShapeKeys(expressions=("due",), numbers=("grace",), measures=(DateType,)),
    "lower-is-better": ShapeKeys(numbers=("lose",)),
    "bonus-steps": ShapeKeys(numbers=("start", "step", "each")),
}


# What a two-gate table knows: the annual and the cumulative target met, one of them, or neither.
GATES = ("both", "annual", "cumulative", "neither")
# The shapes with something due, against which a pace can be held.
DUE = ("ramp", "ramp-down", "at-least", "at-most")


@dataclass(frozen=True, slots=True)
class ShapeReader:
    """The place of a ``score:`` and how its expressions are read."""

    document: Document
    path: Path
    expression: Callable[..., Expression]

    def fault(self, code: str, at: str = "", /, **parameters: object) -> PackError:
        """Return an error at the key *at* of the shape."""
        return PackError(code, self.document.locate((*self.path, at) if at else self.path), **parameters)


class DatedForm(Form):
    """A value of a threshold and the days on which it binds."""

    value: Words
    in_force: InForceForm


class MilestoneForm(Form):
    """One milestone of a checklist."""

    id: Words
    when: Words
    credit: Worth
    title: TextForm


@dataclass(slots=True)
class _Tables:
    steps: tuple[tuple[Fraction, Fraction], ...] = ()
    credits: Mapping[str, Fraction] | None = None
    milestones: tuple[Milestone, ...] = field(default=())


def read_shape(reader: ShapeReader, score: Mapping[str, Any], measure: Expression | None) -> Shape:
    """Return the shape that ``score:`` describes. Raises PackError at the key that is wrong."""
    keys = read_keys(reader, score)
    name = str(score["shape"])
    _check_measure(reader, keys, measure)
    dated = {key: _dated(reader, key) for key in keys.expressions if isinstance(score[key], list)}
    expressions = {
        key: dated[key][-1].expression if key in dated else reader.expression(str(score[key]), (*reader.path, key))
        for key in keys.expressions
    }
    expressions |= {
        key: reader.expression(str(score[key]), (*reader.path, key), condition=True) for key in keys.conditions
    }
    numbers = {key: _number(reader, key, score[key]) for key in keys.numbers}
    for key in ("step", "each"):
        if numbers.get(key) == 0:
            raise reader.fault("bad-value", key, key=key, found="0", expected="> 0")
    tables = _Tables()
    if keys.table == "steps":
        tables.steps = _steps(reader, score["steps"])
    elif keys.conditions:
        tables.credits = _gates(reader, score["credits"])
    elif keys.table == "credits":
        tables.credits = _credits(reader, score["credits"], measure)
    elif keys.table == "milestones":
        tables.milestones = _milestones(reader, score["milestones"])
    for versions in _versions(expressions, dated):
        if measure is not None:
            _check_units(reader, name, measure.tree.type, versions)
        _check_direction(reader, name, versions)
    return Shape(name, expressions, numbers, tables.steps, tables.credits, tables.milestones, dated)


def read_keys(reader: ShapeReader, score: Mapping[str, Any]) -> ShapeKeys:
    """Return the keys of the shape that ``score:`` names. Raises PackError if there is none, or the keys are others."""
    name = str(score.get("shape", ""))
    keys = SHAPE_KEYS.get(name)
    if keys is None:
        raise reader.fault("unknown-shape", "shape", found=name, nearest=nearest(name, SHAPE_KEYS))
    _check_keys(reader, score, keys)
    return keys


def _dated(reader: ShapeReader, key: str) -> tuple[Dated, ...]:
    """Return the values of a threshold over time, from the earliest; no day has two of them."""
    found: list[Dated] = []
    for index in range(len(reader.document.at((*reader.path, key)))):
        path = (*reader.path, key, index)
        form = fill(DatedForm, reader.document, path)
        found.append(Dated(form.in_force.in_force, reader.expression(form.value, (*path, "value"))))
    spans = [(one.in_force.start or date.min, one.in_force.end or date.max) for one in found]
    if not spans or any(start > end for start, end in spans) or any(a[1] >= b[0] for a, b in pairwise(spans)):
        raise reader.fault("in-force-order", key, found=key)
    return tuple(found)


def _versions(
    expressions: Mapping[str, Expression], dated: Mapping[str, tuple[Dated, ...]]
) -> Iterator[Mapping[str, Expression]]:
    """Yield the thresholds as they stand, and with each of the values that one of them has had."""
    yield expressions
    for key, ways in dated.items():
        for one in ways[:-1]:
            yield {**expressions, key: one.expression}


def _check_keys(reader: ShapeReader, score: Mapping[str, Any], keys: ShapeKeys) -> None:
    wanted = {"shape", *keys.expressions, *keys.conditions, *keys.numbers, *([keys.table] if keys.table else [])}
    for key in score:
        if key not in wanted:
            place = reader.document.locate_key((*reader.path, key))
            raise PackError("unknown-key", place, found=key, nearest=nearest(key, wanted))
    for key in sorted(wanted - set(score)):
        raise reader.fault("missing-key", found=key)


def _check_measure(reader: ShapeReader, keys: ShapeKeys, measure: Expression | None) -> None:
    if (measure is None) != (not keys.measures):
        raise reader.fault("unknown-key" if measure else "missing-key", found="measure", nearest="")
    if measure is not None and not isinstance(measure.tree.type, keys.measures):
        expected = " / ".join(kind.__name__.removesuffix("Type").lower() for kind in keys.measures)
        raise PackError("expression-type", measure.locus, found=measure.tree.type, expected=expected)


def _check_units(reader: ShapeReader, name: str, measured: Type, expressions: Mapping[str, Expression]) -> None:
    """Refuse a threshold in another unit than the measure."""
    for key, expression in expressions.items():
        found = expression.tree.type
        whole_of_part = name == "share" and isinstance(found, NumberType)
        if same_type(measured, found) is None and not whole_of_part:
            raise reader.fault("expression-units", key, found=found, expected=measured)


def _check_direction(reader: ShapeReader, name: str, expressions: Mapping[str, Expression]) -> None:
    """Refuse a ramp whose plain ends run the other way."""
    if name not in ("ramp", "ramp-down"):
        return
    zero, full = expressions["zero-at"].tree, expressions["full-at"].tree
    if isinstance(zero, nodes.Number) and isinstance(full, nodes.Number):
        rises = zero.value < full.value
        if zero.value == full.value or rises != (name == "ramp"):
            raise reader.fault("ramp-direction", "full-at", found=f"{zero.value} -> {full.value}", expected=name)


def _number(reader: ShapeReader, key: str, value: object) -> Fraction:
    exact = parse_number(value) if isinstance(value, Bare) else None
    if exact is None or exact < 0:
        raise reader.fault("bad-value", key, key=key, found=str(value)[:40], expected="a number")
    return exact


def _steps(reader: ShapeReader, value: object) -> tuple[tuple[Fraction, Fraction], ...]:
    """Return (threshold, credit) pairs; both rise, credits within 0 to 1."""
    pairs = value if isinstance(value, list) else []
    steps = [tuple(_number(reader, "steps", part) for part in pair) for pair in pairs if isinstance(pair, list)]
    found = tuple((step[0], step[1]) for step in steps if len(step) == 2)
    rising = all(a[0] < b[0] and a[1] <= b[1] for a, b in pairwise(found))
    if not found or len(found) < len(pairs) or not rising or found[-1][1] > 1:
        raise reader.fault(
            "bad-value", "steps", key="steps", found=str(value)[:80], expected="[[threshold, credit], ...]"
        )
    return found


def _credits(reader: ShapeReader, value: object, measure: Expression | None) -> Mapping[str, Fraction]:
    """Return the credit of every state of the measure; a higher state is never worth less."""
    assert measure is not None
    assert isinstance(measure.tree.type, StateType)
    states = measure.tree.type.states
    if not isinstance(value, dict) or set(value) != set(states):
        found = ", ".join(map(str, value)) if isinstance(value, dict) else str(value)
        raise reader.fault("ordered-states", "credits", found=found, expected=", ".join(states))
    worth = {state: _number(reader, "credits", value[state]) for state in states}
    _check_rising(reader, value, list(worth.values()))
    return worth


def _gates(reader: ShapeReader, value: object) -> Mapping[str, Fraction]:
    """Return the credit of each way through two gates; to pass one more is never worth less."""
    if not isinstance(value, dict) or set(value) != set(GATES):
        found = ", ".join(map(str, value)) if isinstance(value, dict) else str(value)
        raise reader.fault("ordered-states", "credits", found=found, expected=", ".join(GATES))
    worth = {gate: _number(reader, "credits", value[gate]) for gate in GATES}
    for middle in ("annual", "cumulative"):
        _check_rising(reader, value, [worth["neither"], worth[middle], worth["both"]])
    return worth


def _check_rising(reader: ShapeReader, table: object, worth: Sequence[Fraction]) -> None:
    if list(worth) != sorted(worth) or worth[-1] > 1:
        raise reader.fault(
            "bad-value", "credits", key="credits", found=str(table)[:80], expected="rising, within 0 to 1"
        )


def _milestones(reader: ShapeReader, value: object) -> tuple[Milestone, ...]:
    """Return the milestones; their credits add up to 1."""
    count = len(value) if isinstance(value, list) else 0
    milestones: list[Milestone] = []
    for index in range(count):
        path = (*reader.path, "milestones", index)
        form = fill(MilestoneForm, reader.document, path)
        when = reader.expression(form.when, (*path, "when"), condition=True)
        milestones.append(Milestone(form.id, form.title.text, when, form.credit))
    total = sum((milestone.credit for milestone in milestones), Fraction(0))
    if total != 1 or len({milestone.id for milestone in milestones}) < count:
        raise reader.fault("milestone-credits", "milestones", found=str(total), expected="1")
    return tuple(milestones)
