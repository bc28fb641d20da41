"""Numbers shown as percentages: right for a ratio; of anything else the cell shows a hundred times what is stored."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.pack import Pack
from checker.model.types import NumberType
from checker.readers.tables.fields import Field
from checker.readers.tables.table import Remark

PERCENT = "shown-percent"  # what a cell is noted with, until it is known what it is of


def told_of(remarks: Sequence[Remark], field: Field | None, pack: Pack) -> tuple[Remark, ...]:
    """Return *remarks* on a cell of *field*: that it is a percentage is told where it holds a number that is no ratio.

    *field* is None if it is not known what the cell is of: then it is not told.
    """
    if not any(one.code == PERCENT for one in remarks):
        return tuple(remarks)
    others = tuple(one for one in remarks if one.code != PERCENT)
    if not _is_plain_number(field, pack):
        return others
    scaled = (Remark("shown-scaled", "minor", one.parameters) for one in remarks if one.code == PERCENT)
    return (*others, *scaled)


def _is_plain_number(field: Field | None, pack: Pack) -> bool:
    """Return whether a field is a number with another unit than a ratio."""
    match field:
        case ("claims", str(name), _, "value") if name in pack.indicators:
            one = pack.indicators[name]
            return isinstance(one.type, NumberType) and one.unit != "ratio"
        case ("claims", str(name), _, "value", _, str(part)) if name in pack.indicators:
            parts = {one.id: one for one in pack.indicators[name].fields}
            return part in parts and isinstance(parts[part].type, NumberType) and parts[part].unit != "ratio"
    return False
