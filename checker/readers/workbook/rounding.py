"""Columns whose cells show rounded numbers: told once for a column, at the first such cell, which names the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker.readers.tables.table import Remark
from checker.readers.workbook.cells import ROUNDED

MAX_NAMED = 10  # other rows that are named


class Rounding:
    """Collects the rounded cells of a sheet."""

    def __init__(self) -> None:
        self._first: dict[int, int] = {}
        self._others: dict[int, list[int]] = {}

    def without_more(self, remarks: Sequence[Remark], row: int, column: int) -> tuple[Remark, ...]:
        """Note a cell; return *remarks* on it, without that on rounding if another cell of the column has it."""
        if not any(one.code == ROUNDED for one in remarks):
            return tuple(remarks)
        if self._first.setdefault(column, row) == row:
            return tuple(remarks)
        self._others.setdefault(column, []).append(row)
        return tuple(one for one in remarks if one.code != ROUNDED)

    def told(self, place: tuple[int, int], remarks: Sequence[Remark]) -> tuple[Remark, ...]:
        """Return *remarks* on the cell at *place*: at the first of a column, how many more there are, and where."""
        row, column = place
        others = self._others.get(column)
        if not others or self._first[column] != row:
            return tuple(remarks)
        rows = ", ".join(str(one) for one in others[:MAX_NAMED]) + (", …" if len(others) > MAX_NAMED else "")
        more = {"count": len(others), "rows": rows}
        return tuple(
            replace(one, code="column-shown-rounded", parameters={**one.parameters, **more})
            if one.code == ROUNDED
            else one
            for one in remarks
        )
