"""Invented fields and conventions to read by, and how a reading is told in a table."""

from __future__ import annotations

from fractions import Fraction

from checker.model.text import Text
from checker.model.unit import UnitEntry
from checker.readers.written.reading import Conventions, Missing, NumberField, Plain, ReadAs, Reading


def unit(id_: str, *words: str, base: str = "", times: int = 1) -> UnitEntry:
    """Return an invented unit, labelled by its id."""
    return UnitEntry(id_, Text(f"{id_}的", id_), Fraction(times), base or id_, words)


UNITS = (
    unit("persons", "人"),
    unit("10k persons", base="persons", times=10_000),
    unit("yuan", "元"),
    unit("10k yuan", base="yuan", times=10_000),
    unit("stations", "座", "个", "站"),
    unit("stations/10k persons", "座/万人"),
    unit("marks", "分"),
    unit("km", "公里", "千米"),
)
KNOWN = Conventions(
    frozenset({"/", "-", "N/A", "暂无"}),
    {one.id: one for one in UNITS},
    ("over", "at-least", "nearly", "about", "at-most", "under"),
)
COUNT = NumberField("stations")
RATIO = NumberField("ratio", is_ratio=True)
PERSONS = NumberField("10k persons")
YUAN = NumberField("10k yuan")
DENSITY = NumberField("stations/10k persons")
MARKS = NumberField("marks")
ROAD = NumberField("km")
UNDECLARED = NumberField("widgets")


def told(reading: Reading) -> str:
    """Return a reading in a word: ``plain``, ``missing``, ``= 89.95``, or a refusal's code and what may be meant."""
    match reading:
        case Plain():
            return "plain"
        case Missing():
            return "missing"
        case ReadAs():
            return f"= {reading.shown}"
        case _:
            return f"{reading.code} {reading.nearest}".strip()
