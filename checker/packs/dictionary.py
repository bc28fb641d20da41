"""``indicators.yaml`` -> the data dictionary."""

from __future__ import annotations

from checker.errors import Locus, PackError
from checker.model.indicator import Indicator, ItemFieldSpec, StateLabel
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

NAME = "indicators.yaml"


def read_dictionary(files: PackFiles) -> dict[str, Indicator]:
    """Return the indicators by id, in the order of the file. Raises PackError at the entry that is wrong."""
    document = files.document(NAME)
    dictionary: dict[str, Indicator] = {}
    for index in entries(document):
        form = fill(IndicatorForm, document, (index,))
        place = document.locate((index, "id"))
        if form.id in dictionary:
            raise PackError("id-twice", place, found=form.id)
        dictionary[form.id] = _indicator(form, place)
    return dictionary


def _indicator(form: IndicatorForm, place: Locus) -> Indicator:
    if "copy" in form.evidence:
        raise PackError("evidence-copy", place, found=form.id)
    unknown = [level for level in form.levels if level not in LEVELS]
    if unknown:
        raise PackError("bad-value", place, key="levels", found=unknown[0], expected=", ".join(LEVELS))
    fields = tuple(_field(name, field, place) for name, field in form.items.items())
    listed = ListType({field.id: field.type for field in fields})
    kind: Type = listed if form.type == "list" else _type(form, place)
    return Indicator(
        id=form.id,
        point=form.point,
        type=kind,
        unit=form.unit,
        kind=form.kind,
        bounds=_bounds(form, kind, place),
        plausible=_interval(form.plausible, place) if form.plausible else None,
        states=_labels(form.states),
        fields=fields,
        levels=form.levels or LEVELS,
        evidence=form.evidence,
        label=form.label.text,
        definition=form.definition.text,
        question=form.question.text if form.question else None,
        source=form.source,
    )


def _field(name: str, form: FieldForm, place: Locus) -> ItemFieldSpec:
    kind: FieldType = TextType() if form.type == "text" else _type(form, place)
    bounds = _bounds(form, kind, place)
    if isinstance(kind, NumberType) and bounds.lower < 0:
        raise PackError("bad-value", place, key=f"items.{name}.bounds", found=str(bounds.lower), expected=">= 0")
    return ItemFieldSpec(name, kind, form.unit, bounds, _labels(form.states))


def _type(form: IndicatorForm | FieldForm, place: Locus) -> FieldType:
    """Return the type that *form* names. Raises PackError if there is none, or it lacks its unit or states."""
    if form.type in ("integer", "number"):
        if not form.unit:
            raise PackError("missing-key", place, found="unit")
        return NumberType(parse_unit(form.unit), whole=form.type == "integer")
    if form.type == "bool":
        return TruthType()
    if form.type == "date":
        return DateType()
    if form.type == "state" and form.states:
        return StateType(tuple(state.id for state in form.states))
    expected = "integer, number, bool, date, state (with states), list"
    raise PackError("bad-value", place, key="type", found=form.type, expected=expected)


def _bounds(form: IndicatorForm | FieldForm, kind: Type, place: Locus) -> Interval:
    if not isinstance(kind, NumberType):
        return ANYTHING
    if form.bounds is None:
        raise PackError("missing-key", place, found="bounds")
    return _interval(form.bounds, place)


def _interval(bounds: tuple[End | None, End | None], place: Locus) -> Interval:
    lower = -INFINITY if bounds[0] is None else bounds[0]
    upper = INFINITY if bounds[1] is None else bounds[1]
    if lower > upper:
        raise PackError("bad-value", place, key="bounds", found=f"{lower} > {upper}", expected="lower <= upper")
    return Interval(lower, upper)


def _labels(states: tuple[StateForm, ...]) -> tuple[StateLabel, ...]:
    return tuple(StateLabel(state.id, state.text) for state in states)
