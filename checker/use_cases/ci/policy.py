"""The settings that hold: the command line's before the file's, the file's before the default."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from checker.errors import Locus, UsageError
from checker.model.ci_policy import OVERALL, Setting
from checker.model.number import parse_number
from checker.packs.files import DEFAULT_PACK
from checker.use_cases.ci.policy_file import Workplace
from checker.use_cases.ci.policy_form import KEYS, check_policy

Settings = Mapping[str, Setting]

DEFAULTS: Mapping[str, object] = {
    "pack": DEFAULT_PACK,
    "paths": ["submissions"],
    "exclude": [],
    "fail-on": "major",
    "outputs": {},
}


def read_bounds(values: Sequence[str]) -> object:
    """Return what ``--min-score 60`` or ``--min-score province=55`` say, as the policy's file would hold it."""
    table: dict[str, object] = {}
    for value in values:
        key, sign, number = value.rpartition("=")
        table[key if sign else OVERALL] = number if parse_number(number) is None else Decimal(number)
    return table[OVERALL] if set(table) == {OVERALL} else table


def read_outputs(values: Sequence[str]) -> Mapping[str, str]:
    """Return the files that ``--output FORMAT=FILE`` names, by format. Raises UsageError if one names no format."""
    found: dict[str, str] = {}
    for value in values:
        form, sign, file = value.partition("=")
        if not sign or form in found:
            raise UsageError("output-form", found=value)
        found[form] = file
    return found


def resolve_settings(place: Workplace, given: Mapping[str, Any]) -> Settings:
    """Return each key with its value and source; *given* is what the command line says.

    Raises UsageError at a key that is unknown or holds what it may not.
    """
    file = place.policy
    told = check_policy(given, None)
    base = place.start if file is None else file.folder
    made = {key: Setting(DEFAULTS.get(key), base=base) for key in KEYS}
    if file is not None:
        written, lines = check_policy(file.table, file), file.lines()
        for key, value in written.items():
            made[key] = Setting(value, "file", Locus(file.name, lines.get((key,), 0)), base)
    return made | {key: Setting(value, "command line", base=place.start) for key, value in told.items()}
