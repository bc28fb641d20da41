"""The data dictionary: what can be reported, in which unit, within which bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.model.interval import ANYTHING, Interval
from checker.model.text import Text
from checker.model.types import DateType, FieldType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.model.value import EITHER, Items, Possible

Kind = Literal["stock", "flow", "state", "derived", "frame"]
EvidenceKind = Literal[
    "ledger",
    "statistics",
    "document",
    "item-list",
    "photo",
    "grid-confirmation",
    "test-report",
    "approval-list",
    "voucher",
    "minutes",
    "incident-export",
    "press",
    "copy",
]


@dataclass(frozen=True, slots=True)
class StateLabel:
    """One state of a state indicator."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class ItemFieldSpec:
    """One field of the items of a list indicator."""

    id: str
    type: FieldType
    unit: str
    bounds: Interval
    states: tuple[StateLabel, ...]

    @property
    def unknown(self) -> Possible:
        """All that the field may be when an item does not state it."""
        return everything(self.type, self.bounds)


@dataclass(frozen=True, slots=True)
class PerHead:
    """What is usual for each head: in the indicator's unit, for one unit of the frame fact *of* that counts people."""

    of: str
    plausible: Interval


@dataclass(frozen=True, slots=True)
class Indicator:
    """One entry of the dictionary. *bounds* are hard: outside them a value is an error, not a poor result."""

    id: str
    point: str
    type: Type
    unit: str
    kind: Kind
    bounds: Interval
    plausible: Interval | None
    states: tuple[StateLabel, ...]
    fields: tuple[ItemFieldSpec, ...]
    levels: tuple[str, ...]
    evidence: tuple[EvidenceKind, ...]
    label: Text
    definition: Text
    question: Text | None
    source: str
    per_head: PerHead | None = None

    @property
    def held_by_pack(self) -> bool:
        """Whether the value comes from the pack's frame facts, never from the scored party."""
        return self.kind == "frame"

    @property
    def is_count(self) -> bool:
        """Whether press can never support it: a number, not a public act."""
        return isinstance(self.type, NumberType | ListType)

    @property
    def unknown(self) -> Possible:
        """All that the indicator may be when nothing is said of it."""
        return everything(self.type, self.bounds)


def everything(kind: Type, bounds: Interval) -> Possible:
    """Return all values of a type, within *bounds* for numbers."""
    match kind:
        case NumberType():
            return bounds
        case TruthType():
            return EITHER
        case StateType():
            return frozenset(kind.states)
        case DateType():
            return ANYTHING
        case ListType() | TextType():
            return Items(())
