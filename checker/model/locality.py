"""Localities: who reports, with codes of GB/T 2260 as they stood at the end of 2020."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

LEVELS = ("province", "prefecture", "county")

_SUFFIXES = ("省", "市", "自治区", "壮族自治区", "回族自治区", "维吾尔自治区", "特别行政区", "地区", "盟", "县", "区")

# A code of six digits as spreadsheets show it in a narrow column: with all its digits, else it may be another one.
_SCIENTIFIC = re.compile(r"([1-9])\.([0-9]{5})[eE]\+?0?5", re.ASCII)


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
        return wanted in self.names_zh or wanted.casefold() == self.name_en.casefold() != ""

    @property
    def names_zh(self) -> frozenset[str]:
        """The name, and the name without its suffix."""
        return frozenset([self.name_zh, *(self.name_zh.removesuffix(suffix) for suffix in _SUFFIXES)])

    def is_named_in(self, body: str) -> bool:
        """Return whether the name of *body* begins with the locality's: its government, or a bureau of its own."""
        short = {self.name_zh.removesuffix(suffix) for suffix in _SUFFIXES}
        if self.name_en and body.strip().casefold().startswith(self.name_en.casefold()):
            return True
        return any(body.strip().startswith(name) for name in short)


def plain_code(text: str) -> str:
    """Return the six digits of a code that a spreadsheet or statistics wrote otherwise; any other text without blanks.

    Read are 140100.0 and 1.40105E+05 from a spreadsheet, and twelve digits that end in zeros from statistics.
    """
    code = text.strip()
    if len(code) > 6:
        code = re.sub(r"(?<=^[0-9]{6})(\.0+|0{6})$", "", code)
    shown = _SCIENTIFIC.fullmatch(code)
    return shown[1] + shown[2] if shown else code


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

        Read besides the code itself: what ``plain_code`` reads, and 110100 or 500100/500200, under which
        statistics file a municipality's districts.
        """
        exact = self._localities.get(text)
        if exact is not None:
            return exact, False
        code = plain_code(text)
        found = self._localities.get(code)
        if found is None and re.fullmatch(r"(11|12|31|50)0[12]00", code, re.ASCII):
            found = self._localities.get(code[:2] + "0000")
        return None if found is None else (found, True)

    def named(self, name: str) -> tuple[Locality, ...]:
        """Return the localities that are called *name*."""
        wanted = name.strip()
        found = [item for key in (wanted, wanted.casefold()) for item in self._by_name.get(key, ())]
        return tuple({item.code: item for item in found if item.is_called(name)}.values())

    @cached_property
    def _by_name(self) -> Mapping[str, list[Locality]]:
        """Localities by what they may be called; names in English in lower case."""
        found: dict[str, list[Locality]] = defaultdict(list)
        for item in self:
            for name in item.names_zh | ({item.name_en.casefold()} - {""}):
                found[name].append(item)
        return found
