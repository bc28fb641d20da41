"""The tile grid of the provinces that ships with the rules."""

from __future__ import annotations

import csv
from functools import cache

from checker.model.tile import Tile
from checker.packs.files import rules_folder
from checker.packs.gazetteer import read_gazetteer

_NOT_COVERED = ("71", "81", "82")


@cache
def read_tiles() -> tuple[Tile, ...]:
    """Return the 34 units at province level, by code (see ``rules/divisions/README.md``)."""
    places = read_gazetteer().at_level("province")
    with (rules_folder() / "divisions" / "tiles-cn.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["code"]: row for row in csv.DictReader(file)}
    return tuple(
        Tile(
            locality=place,
            row=int(rows[place.code]["row"]),
            column=int(rows[place.code]["column"]),
            short_zh=rows[place.code]["short_zh"],
            letters=rows[place.code]["letters"],
            pinyin=rows[place.code]["pinyin"],
            covered=not place.code.startswith(_NOT_COVERED),
        )
        for place in places
    )
