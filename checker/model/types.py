"""Types of values: what an indicator holds and what an expression yields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

_PLAIN = {"", "1", "ratio"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of powers of opaque names. ``stations`` and ``10k stations`` are different: nothing is converted."""

    powers: tuple[tuple[str, int], ...] = ()

    def times(self, other: Unit, sign: int = 1) -> Unit:
        """Return the unit of a product, or of a quotient for ``sign=-1``."""
        powers = Counter(dict(self.powers))
        for name, power in other.powers:
            powers[name] += sign * power
        return Unit(tuple(sorted((name, power) for name, power in powers.items() if power)))

    def __str__(self) -> str:
        over = " * ".join(_power(name, power) for name, power in self.powers if power > 0)
        under = " * ".join(_power(name, -power) for name, power in self.powers if power < 0)
        if not under:
            return over or "1"
        return f"{over or '1'}/{under}"


def _power(name: str, power: int) -> str:
    return name if power == 1 else f"{name}^{power}"


def parse_unit(text: str) -> Unit:
    """Return the unit that *text* names: ``ratio``, ``stations``, ``yuan/kWh``."""
    over, *under = (Unit() if part.strip() in _PLAIN else Unit(((part.strip(), 1),)) for part in text.split("/"))
    for unit in under:
        over = over.times(unit, -1)
    return over


@dataclass(frozen=True, slots=True)
class NumberType:
    """A number with a unit. ``unit=None`` is a bare number of an author: it takes the unit of what it meets."""

    unit: Unit | None
    whole: bool = False

    def __str__(self) -> str:
        return "number" if self.unit is None else f"number of {self.unit}" if self.unit.powers else "ratio"


@dataclass(frozen=True, slots=True)
class TruthType:
    """True or false."""

    def __str__(self) -> str:
        return "truth value"


@dataclass(frozen=True, slots=True)
class DateType:
    """A calendar day, kept as its ordinal."""

    def __str__(self) -> str:
        return "date"


@dataclass(frozen=True, slots=True)
class StateType:
    """One of *states*, ordered from the lowest to the highest."""

    states: tuple[str, ...]

    def __str__(self) -> str:
        return "state of " + " < ".join(self.states)


@dataclass(frozen=True, slots=True)
class TextType:
    """Free text: shown, never compared."""

    def __str__(self) -> str:
        return "text"


@dataclass(frozen=True, slots=True, eq=False)
class ListType:
    """An open list of items: there may be more than the submission names."""

    fields: Mapping[str, FieldType]

    def __str__(self) -> str:
        return "list of items"


FieldType = NumberType | TruthType | DateType | StateType | TextType
Type = FieldType | ListType
