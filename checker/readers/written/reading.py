"""What a text may turn out to be, and what has to be known of a field and a pack to say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from checker.model.pack import Pack
from checker.model.unit import UnitEntry
from checker.readers.written.characters import tidy

LONGEST = 200  # characters; what is longer is prose
Value = Fraction | date | bool | str


@dataclass(frozen=True, slots=True)
class Plain:
    """The text is a value just as the submission format writes it."""

    value: Value


@dataclass(frozen=True, slots=True)
class ReadAs:
    """The text has one meaning only, but is to be written as *shown*. *facts* are for the message."""

    value: Value
    shown: str
    facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """The text is blank, or a word that the pack declares to say nothing."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The text is not read. *nearest* is what may be meant, if that is clear; *facts* are for the message."""

    code: str
    nearest: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)


Reading = Plain | ReadAs | Missing | Refused


@dataclass(frozen=True, slots=True)
class NumberField:
    """What a field expects of a number: its unit as the dictionary names it, and whether it is a share."""

    unit: str
    is_ratio: bool = False


@dataclass(frozen=True, slots=True)
class Conventions:
    """What a pack says about writing: words for missing values (tidied), its units, and the hedges it knows."""

    missing: frozenset[str]
    units: Mapping[str, UnitEntry]
    hedges: Sequence[str]

    def is_missing(self, plain: str) -> bool:
        """Return whether a tidied text says nothing."""
        return plain in ("", "null") or plain in self.missing


def conventions_of(pack: Pack) -> Conventions:
    """Return what *pack* says about writing."""
    directive = pack.directive
    missing = frozenset(tidy(word) for word in directive.missing)
    return Conventions(missing, pack.units, tuple(directive.scoring.hedges))
