"""The stamp of a form: which pack, locality and period it was made for, and whether this pack can still read it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from checker.errors import InputError, Locus
from checker.model.form import META_FORMAT, META_KEYS, UNIT_KEY
from checker.model.pack import Pack
from checker.model.text import Text
from checker.readers.workbook.sheet import Sheet

MAX_NAMED = 20  # localities that a command names one by one
_VERSION = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,6})*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the hidden sheet of a form says. *units* are those that its figures were asked in, by indicator."""

    format: str
    directive: str
    version: str
    locality: str
    name: str
    period: str
    units: Mapping[str, str]


def is_stamp(sheet: Sheet) -> bool:
    """Return whether a sheet is the hidden one with the stamp, whatever its name."""
    family = META_FORMAT.partition("/")[0]
    return sheet.cell(1, 1) == META_KEYS[0] and str(sheet.cell(1, 2) or "").startswith(f"{family}/")


def read_stamp(sheet: Sheet) -> Stamp:
    """Return the stamp; what it lacks is blank."""
    said = {str(row.cells.get(1) or ""): str(row.cells.get(2) or "") for row in sheet.rows}
    units = {key.removeprefix(UNIT_KEY): unit for key, unit in said.items() if key.startswith(UNIT_KEY)}
    known = {key: said.get(key, "") for key in META_KEYS if key != "digest"}
    return Stamp(**known, units=units)


def check_stamp(stamp: Stamp, pack: Pack, file: str) -> None:
    """Refuse a form of another directive, or one that is newer than this pack. Raises InputError."""
    directive = pack.directive
    if stamp.directive != directive.id:
        raise InputError("form-other-directive", Locus(file), found=stamp.directive, expected=directive.id)
    theirs, ours = _numbers(stamp.version), _numbers(directive.version)
    if stamp.format != META_FORMAT or (theirs is not None and ours is not None and theirs > ours):
        raise InputError("form-newer", Locus(file), found=stamp.version, expected=directive.version)


def is_older(stamp: Stamp, pack: Pack) -> bool:
    """Return whether a form that was not refused is of another version."""
    return stamp.version != pack.directive.version


def check_filled(stamp: Stamp, filled: Collection[str], codes: Collection[str], pack: Pack, file: str) -> None:
    """Refuse a form with figures that the pack no longer asks for, or asks for in another unit. Raises InputError.

    *filled* are the indicators that say something, *codes* the localities that do.
    """
    known = pack.indicators
    gone = [name for name in sorted(filled) if name not in known]
    changed = [
        f"{name} ({stamp.units[name]} → {known[name].unit})"
        for name in sorted(filled)
        if name in known and name in stamp.units and stamp.units[name] != known[name].unit
    ]
    if gone or changed:
        facts = {"found": ", ".join([*gone, *changed]), "version": stamp.version, "expected": pack.directive.version}
        raise InputError("form-outdated", Locus(file), **facts, command=_command(codes, stamp))


def _command(codes: Collection[str], stamp: Stamp) -> Text:
    """Return the command that writes the form anew."""
    named = " ".join(sorted(codes)) if 0 < len(codes) <= MAX_NAMED else "LOCALITY..."
    command = f"`checker template {named} --period {stamp.period} -o form.xlsx`"
    return Text(command, command)


def _numbers(version: str) -> tuple[int, ...] | None:
    return tuple(int(part) for part in version.split(".")) if _VERSION.fullmatch(version) else None
