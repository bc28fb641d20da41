"""``indicators.yaml`` -> the data dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checker.errors import Locus, PackError
from checker.expression.scope import nearest
from checker.model.directive import Directive
from checker.model.indicator import Indicator, ItemFieldSpec, PerHead, StateLabel
from checker.model.interval import ANYTHING, INFINITY, End, Interval
from checker.model.locality import LEVELS
from checker.model.types import (
    DateType,
    FieldType,
    ListType,
    NumberType,
    StateType,
    TextType,
    TruthType,
    Type,
    parse_unit,
)
from checker.packs.files import PackFiles
from checker.packs.forms import FieldForm, IndicatorForm, StateForm, entries, fill
from checker.syntax.document import Document, Path

NAME = "indicators.yaml"
FRAME = "frame"


def read_dictionary(files: PackFiles, directive: Directive) -> dict[str, Indicator]:
    """Return the indicators by id, in the order of the file. Raises PackError at the entry that is wrong."""
    document = files.document(NAME)
    points = [*(point.id for point in directive.points), FRAME]
    dictionary: dict[str, Indicator] = {}
    read: dict[str, Entry] = {}
    for index in entries(document):
        with files.entry():
            form = fill(IndicatorForm, document, (index,))
            entry = Entry(document, (index,))
            if form.id in dictionary:
                raise entry.fault("id-twice", "id", found=form.id, at=read[form.id].place("id"))
            if form.point not in points:
                raise entry.fault("unknown-name", "point", found=form.point, nearest=nearest(form.point, points))
            read[form.id] = entry
            dictionary[form.id] = _indicator(form, entry)
    if not files.mistakes:  # else what is named may be in an entry that could not be read
        for indicator in dictionary.values():
            with files.entry():
                _check_heads(indicator, dictionary, read[indicator.id])
    return dictionary


@dataclass(frozen=True, slots=True)
class Entry:
    """Where an indicator, or a field of its items, stands."""

    document: Document
    path: Path

    def place(self, *steps: str | int) -> Locus:
        """Return the place of a value of the entry, or of the nearest above it."""
        return self.document.locate((*self.path, *steps))

    def fault(self, code: str, key: str, /, **parameters: object) -> PackError:
        """Return an error at the value of *key*."""
        return PackError(code, self.place(key), **parameters)


def _indicator(form: IndicatorForm, entry: Entry) -> Indicator:
    if "copy" in form.evidence:
        raise entry.fault("evidence-copy", "evidence", found=form.id)
    for level in form.levels:
        if level not in LEVELS:
            raise entry.fault("bad-value", "levels", key="levels", found=level, expected=", ".join(LEVELS))
    fields = tuple(
        _field(name, field, Entry(entry.document, (*entry.path, "items", name))) for name, field in form.items.items()
    )
    listed = ListType({field.id: field.type for field in fields})
    kind: Type = listed if form.type == "list" else _type(form, entry)
    return Indicator(
        id=form.id,
        point=form.point,
        type=kind,
        unit=form.unit,
        kind=form.kind,
        bounds=_bounds(form, kind, entry),
        plausible=_interval(form.plausible, entry, "plausible") if form.plausible else None,
        states=_labels(form.states),
        fields=fields,
        levels=form.levels or LEVELS,
        evidence=form.evidence,
        label=form.label.text,
        definition=form.definition.text,
        question=form.question.text if form.question else None,
        source=form.source,
        per_head=_per_head(form, Entry(entry.document, (*entry.path, "per-head"))),
    )


def _per_head(form: IndicatorForm, entry: Entry) -> PerHead | None:
    usual = form.per_head
    return None if usual is None else PerHead(usual.of, _interval(usual.plausible, entry, "plausible"))


def _check_heads(indicator: Indicator, dictionary: Mapping[str, Indicator], entry: Entry) -> None:
    """Raise PackError if an indicator is no number, or if what its heads are counted by is no number of the frame."""
    usual = indicator.per_head
    if usual is None:
        return
    if not isinstance(indicator.type, NumberType):
        raise entry.fault("bad-value", "per-head", key="per-head", found=indicator.id, expected="integer, number")
    heads = [one.id for one in dictionary.values() if one.held_by_pack and isinstance(one.type, NumberType)]
    if usual.of not in heads:
        place = entry.place("per-head", "of")
        raise PackError("unknown-name", place, found=usual.of, nearest=nearest(usual.of, heads))


def _field(name: str, form: FieldForm, entry: Entry) -> ItemFieldSpec:
    kind: FieldType = TextType() if form.type == "text" else _type(form, entry)
    bounds = _bounds(form, kind, entry)
    if isinstance(kind, NumberType) and bounds.lower < 0:
        raise entry.fault("bad-value", "bounds", key="bounds", found=bounds, expected=">= 0")
    return ItemFieldSpec(name, kind, form.unit, bounds, _labels(form.states))


def _type(form: IndicatorForm | FieldForm, entry: Entry) -> FieldType:
    """Return the type that *form* names. Raises PackError if there is none, or it lacks its unit or states."""
    if form.type in ("integer", "number"):
        if not form.unit:
            raise entry.fault("missing-key", "type", found="unit")
        return NumberType(parse_unit(form.unit), whole=form.type == "integer")
    if form.type == "bool":
        return TruthType()
    if form.type == "date":
        return DateType()
    if form.type == "state" and form.states:
        states = [state.id for state in form.states]
        for index, state in enumerate(states):
            if state in states[:index]:
                raise PackError("id-twice", entry.place("states", index), found=state, at=entry.place("states"))
        return StateType(tuple(states))
    expected = "integer, number, bool, date, state (with states), list"
    raise entry.fault("bad-value", "type", key="type", found=form.type, expected=expected)


def _bounds(form: IndicatorForm | FieldForm, kind: Type, entry: Entry) -> Interval:
    if not isinstance(kind, NumberType):
        return ANYTHING
    if form.bounds is None:
        raise entry.fault("missing-key", "type", found="bounds")
    return _interval(form.bounds, entry, "bounds")


def _interval(bounds: tuple[End | None, End | None], entry: Entry, key: str) -> Interval:
    lower = -INFINITY if bounds[0] is None else bounds[0]
    upper = INFINITY if bounds[1] is None else bounds[1]
    if lower > upper:
        raise entry.fault("bad-value", key, key=key, found=f"{lower} > {upper}", expected="lower <= upper")
    return Interval(lower, upper)


def _labels(states: tuple[StateForm, ...]) -> tuple[StateLabel, ...]:
    return tuple(StateLabel(state.id, state.text) for state in states)
