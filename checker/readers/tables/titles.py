"""What stands above a header: titles, and lines that give a unit for the whole table, ``单位：万座``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model.pack import Pack
from checker.model.types import NumberType
from checker.readers.faults import Fault
from checker.readers.tables.draft import fault_of_cell
from checker.readers.tables.fields import Field, FieldNames, is_share
from checker.readers.tables.table import Row, Scalar
from checker.readers.written.characters import tidy

# 填报单位 and the like say who reports: a unit is 单位 alone, or one of these few compounds.
_UNIT_LINE = re.compile(r"(?<!\w)(?:计量|金额|数量)?(?:单位|units?) ?(?:: ?([^()\[\]\r\n]*)|\Z)", re.IGNORECASE)
_NEXT = re.compile(r"\s{2,}|\s(?=\S+:)")  # what else stands in the cell: a date, who reports
_BETWEEN = re.compile(r"[、,;]|和|及|或")


@dataclass(frozen=True, slots=True)
class UnitLine:
    """A line above the header that gives units: as it is written, and each unit in it."""

    written: str
    units: tuple[str, ...]

    def refuses(self, field: Field, pack: Pack, names: FieldNames) -> bool:
        """Return whether the line gives another unit for the number in *field* than the dictionary asks for.

        With several units each of them must be one of the dictionary, and the field's own among them.
        """
        indicator = pack.indicators[str(field[1])]
        kinds = {one.id: one.type for one in indicator.fields}
        kind = kinds.get(str(field[-1])) if len(field) > 4 else indicator.type
        if not isinstance(kind, NumberType):
            return False
        if not all(self._is_asked(unit, pack, names) for unit in self.units):
            return True
        is_ratio = kind.unit is not None and not kind.unit.powers
        return not is_ratio and not any(names.is_unit(unit, names.unit_of(field)) for unit in self.units)

    def _is_asked(self, unit: str, pack: Pack, names: FieldNames) -> bool:
        """Return whether the dictionary asks for something in *unit*; per cents it writes as shares."""
        return not is_share(unit) and any(names.is_unit(unit, one.unit) for one in pack.indicators.values())


def unit_lines(above: Sequence[Row]) -> tuple[UnitLine, ...]:
    """Return the lines above a header that give units."""
    return tuple(line for row in above for line in _unit_lines(row))


def _unit_lines(row: Row) -> Iterator[UnitLine]:
    """Yield the units that the cells of *row* give: after the word, or in the next cell that is filled."""
    cells = [str(cell).strip() for cell in row.cells if _is_filled(cell)]
    for cell, following in zip(cells, [*cells[1:], ""], strict=True):
        match = _UNIT_LINE.search(tidy(cell))
        said = (match[1] or "").strip() if match else ""
        if match is not None and not said:
            said = tidy(following)
        units = tuple(filter(None, (unit.strip() for unit in _BETWEEN.split(_NEXT.split(said)[0]))))
        if units:
            yield UnitLine(cell if match and match[1] else f"{cell} {following}", units)


def told_titles(above: Sequence[Row]) -> Iterator[Fault]:
    """Yield a note that quotes all that stands above the header."""
    filled = [(row, column) for row in above for column, cell in enumerate(row.cells, 1) if _is_filled(cell)]
    if filled:
        row, column = filled[0]
        texts = " / ".join(str(one.cells[place - 1]).strip() for one, place in filled)
        facts = {"found": texts, "count": len({one.number for one, _ in filled})}
        yield fault_of_cell((row.number, column), "title-rows", "note", **facts)


def _is_filled(cell: Scalar) -> bool:
    return cell is not None and (not isinstance(cell, str) or bool(cell.strip()))
