"""The list of administrative divisions that ships with the rules."""

from __future__ import annotations

import csv
from functools import cache

from checker.model.locality import Gazetteer, Locality
from checker.packs.files import rules_folder


@cache
def read_gazetteer() -> Gazetteer:
    """Return all divisions of China at the end of 2020 (see ``rules/divisions/README.md``)."""
    path = rules_folder() / "divisions" / "cn-2020.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        return Gazetteer({row[0]: Locality(*row) for row in rows})
