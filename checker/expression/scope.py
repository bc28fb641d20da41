"""What an expression may name, and how a mistake in one is reported."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from checker.errors import Locus, PackError
from checker.model.indicator import Indicator
from checker.model.locality import LEVELS
from checker.model.types import DateType, StateType, Type

GIVEN: Mapping[str, Type] = {"level": StateType(tuple(reversed(LEVELS))), "period_end": DateType()}


@dataclass(frozen=True, slots=True)
class Scope:
    """The names an expression may use. *pack_only* leaves out what the scored party submits."""

    indicators: Mapping[str, Indicator]
    pack_only: bool = False


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name most like *name*, or an empty text."""
    close = difflib.get_close_matches(name, list(known), n=1, cutoff=0.6)
    return close[0] if close else ""


def fault(code: str, place: Locus, offset: int, **parameters: object) -> PackError:
    """Return the error of an expression that starts at *place*, *offset* characters into it."""
    return PackError(code, moved(place, offset), **parameters)


def moved(place: Locus, offset: int) -> Locus:
    """Return the place *offset* characters further on; a place without a column stays."""
    return Locus(place.file, place.line, place.column + offset) if place.column else place
