"""Localities: who reports, with codes of GB/T 2260 as they stood at the end of 2020."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

LEVELS = ("province", "prefecture", "county")

_SUFFIXES = ("省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "地区", "盟", "县", "区")


@dataclass(frozen=True, slots=True)
class Locality:
    """An administrative division. *parent* is the code of the division above, empty for a province."""

    code: str
    level: str
    parent: str
    name_zh: str
    name_en: str

    def is_called(self, name: str) -> bool:
        """Return whether *name* is the locality's name, whole or without its suffix, in zh or en."""
        wanted = name.strip()
        short = {self.name_zh.removesuffix(suffix) for suffix in _SUFFIXES}
        return wanted == self.name_zh or wanted in short or wanted.casefold() == self.name_en.casefold() != ""

    def is_named_in(self, body: str) -> bool:
        """Return whether the name of *body* begins with the locality's: its government, or a bureau of its own."""
        short = {self.name_zh.removesuffix(suffix) for suffix in _SUFFIXES}
        if self.name_en and body.strip().casefold().startswith(self.name_en.casefold()):
            return True
        return any(body.strip().startswith(name) for name in short)


class Gazetteer:
    """All localities by code, with the readings of a code that spreadsheets and statistics produce."""

    def __init__(self, localities: Mapping[str, Locality]) -> None:
        self._localities = localities

    def __iter__(self) -> Iterator[Locality]:
        return iter(self._localities.values())

    def find(self, code: str) -> Locality | None:
        """Return the locality with exactly this six-digit code."""
        return self._localities.get(code)

    def at_level(self, level: str) -> tuple[Locality, ...]:
        """Return all localities of *level*, by code."""
        return tuple(sorted((item for item in self._localities.values() if item.level == level), key=lambda x: x.code))

    def resolve(self, text: str) -> tuple[Locality, bool] | None:
        """Return the locality that *text* means and whether it had to be normalised.

        Read besides the code itself: 140100.0 from a spreadsheet, twelve digits ending in zeros from
        statistics, and 110100 or 500100/500200, under which statistics file a municipality's districts.
        """
        exact = self._localities.get(text)
        if exact is not None:
            return exact, False
        code = re.sub(r"(?<=^[0-9]{6})(\.0+|0{6})$", "", text.strip())
        found = self._localities.get(code)
        if found is None and re.fullmatch(r"(11|12|31|50)0[12]00", code, re.ASCII):
            found = self._localities.get(code[:2] + "0000")
        return None if found is None else (found, True)

    def named(self, name: str) -> tuple[Locality, ...]:
        """Return the localities that are called *name*."""
        return tuple(item for item in self._localities.values() if item.is_called(name))
