"""The layout of the Excel forms: what the writer of a form and the reader of a filled one must agree on.

Reading never depends on what a person sees. Of every sheet of ours, cell A1 holds its role, the rest of row 1 the key
of each column, and the rest of column A the key of each row; both are hidden. A sheet may be renamed, a column moved, a
row sorted. Values that are chosen from a list are shown as the list shows them (``Choice``).

Row keys: ``HEADING`` marks titles and headers, which say nothing. Else: in ``FORM`` the id of an indicator, in
``SOURCES`` the id of a source, in ``MANY`` the code of a locality; in the other sheets it is blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checker.model.indicator import Indicator, ItemFieldSpec, StateLabel
from checker.model.text import Text
from checker.model.types import NumberType, StateType, TruthType, Type
from checker.model.words import EVIDENCE_WORDS, HEDGE_WORDS

ROLE_PREFIX = "checker:"
FORM = "checker:form/1"
SOURCES = "checker:sources/1"
MORE = "checker:more/1"
ITEMS = "checker:items/1"  # followed by a blank and the id of the list indicator
NOTES = "checker:notes/1"
MANY = "checker:many/1"
FIXES = "checker:fixes/1"  # the fix list of an annotated copy: never data
GUIDE = "checker:guide/1"  # the read-me: never data
ROLES = (FORM, SOURCES, MORE, ITEMS, NOTES, MANY, FIXES, GUIDE)

HEADING = "#"

# The very hidden sheet: column A a key, B its value. Rows of the drop-downs have LIST_KEY and the list's name in A, the
# id in B and the shown text in C; they serve the spreadsheet program, and reading does not need them.
META_SHEET = "_checker"
META_FORMAT = "checker-workbook/1"
META_KEYS = ("format", "directive", "version", "digest", "locality", "name", "period")  # MANY: no locality, no name
LIST_KEY = "list:"
UNIT_KEY = "unit:"  # followed by an indicator of the form; B holds the unit that its figures are asked in

# Keys of columns that are filled in. Of a list indicator the items stand in its ITEMS sheet, and date, hedge, source
# and note of the claim in its row of FORM, whose value cell is not read.
CLAIM_COLUMNS = ("value", "as_of", "hedge", "rounded-to", "source", "note")
INPUT_COLUMNS: Mapping[str, tuple[str, ...]] = {
    FORM: CLAIM_COLUMNS,
    MORE: ("indicator", *CLAIM_COLUMNS),
    SOURCES: ("kind", "title", "url", "issued"),
    NOTES: ("fact", "value", "unit", "as_of", "source", "note"),
    MANY: ("as_of", "source"),  # and one column an indicator: INDICATOR_COLUMN + its id
    ITEMS: (),  # one column a field: FIELD_COLUMN + its id
}
INDICATOR_COLUMN = "indicator:"
FIELD_COLUMN = "field:"

# Keys of columns that only show something. They are locked, and reading passes them over.
SHOWN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    FORM: ("id", "label-zh", "label-en", "unit", "counts", "bounds", "previous"),
    SOURCES: ("id",),
    MANY: ("locality", "name"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a drop-down: what the list shows, and what that means."""

    id: str
    shown: str


def role_of(text: str) -> tuple[str, str] | None:
    """Return the role that cell A1 names, and the indicator of an items sheet (else ""); None if it is none of ours."""
    role, _, indicator = text.strip().partition(" ")
    if role not in ROLES or (role == ITEMS) != bool(indicator):
        return None
    return role, indicator.strip()


def items_role(indicator: str) -> str:
    """Return what stands in A1 of the items sheet of a list indicator."""
    return f"{ITEMS} {indicator}"


def meaning_of(shown: str, choices: Iterable[Choice]) -> str | None:
    """Return the id of the choice that is shown so, or whose id it is; None if it is none of them."""
    wanted = shown.strip()
    return next((one.id for one in choices if wanted in (one.shown, one.id)), None)


TRUTH_CHOICES = (Choice("true", "是 / yes"), Choice("false", "否 / no"))
EVIDENCE_CHOICES = tuple(Choice(name, f"{word.zh} / {word.en}") for name, word in EVIDENCE_WORDS.items())


def state_choices(states: Sequence[StateLabel]) -> tuple[Choice, ...]:
    """Return the choices of a state, from the lowest."""
    return tuple(Choice(state.id, f"{state.text.zh} / {state.text.en}") for state in states)


def hedge_choices(hedges: Iterable[str], kind: Type | None = None) -> tuple[Choice, ...]:
    """Return the choices among a pack's *hedges*; those that a value of type *kind* may have, if it is given."""
    allowed = [name for name in hedges if kind is None or isinstance(kind, NumberType) or name == "at-least"]
    words = {name: HEDGE_WORDS.get(name, Text(name, name)) for name in allowed}
    return tuple(Choice(name, f"{word.zh} / {word.en}") for name, word in words.items())


def indicator_choices(indicators: Iterable[Indicator]) -> tuple[Choice, ...]:
    """Return the choices of the ``indicator`` column; labels may be equal, so the id is shown with them."""
    return tuple(Choice(one.id, f"{one.label.zh} / {one.label.en} ({one.id})") for one in indicators)


def value_choices(spec: Indicator | ItemFieldSpec) -> tuple[Choice, ...]:
    """Return the choices of a value cell: those of a truth value or a state; none for what is typed in."""
    match spec.type:
        case TruthType():
            return TRUTH_CHOICES
        case StateType():
            return state_choices(spec.states)
        case _:
            return ()
