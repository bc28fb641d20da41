"""Number formats of cells: whether a number is a day, and whether what is shown is of another size than what is stored.

What is stored is read, whatever is shown. ECMA-376, part 1, 18.8.30 (numFmt) and 18.8.31 (numFmts).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from checker.model.unit import SCALE_WORDS
from checker.readers.workbook.markup import LOCAL, walk
from checker.readers.workbook.package import Package

MAX_FORMATS = 65_536  # Excel allows 64,000 in a workbook

# Formats that a file need not spell out. Those from 27 on are dates where Excel is Chinese.
_BUILT_IN: Mapping[int, str] = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    **dict.fromkeys((37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((39, 40, 43, 44), "#,##0.00"),
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)), "yyyy-mm-dd"),
}
# Quoted texts, escaped characters (! is that in Chinese formats), fillers, and what stands in brackets.
_LITERAL = re.compile(r'"([^"]*)"?|[\\!](.)|[_*].|\[([^\]]*)\]?')
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_GENERAL = re.compile("general|G/通用格式|[eE][+-]", re.IGNORECASE)
_DAY = re.compile("[ymdhs]", re.IGNORECASE)
_THOUSANDS = re.compile("[0#?],+(?![0#?,])")
_DIGITS = re.compile("[0#?]")
_PLACES = re.compile(r"\.([0#?]*)")
_SIZE_WORDS = (*SCALE_WORDS, "‰", "%")


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """What a format does to a number: ``day`` makes a day of it, ``percent`` and ``scaled`` show another size.

    *places* are the decimals that ``percent`` shows, or ``fixed``, which shows the number itself.
    """

    kind: Literal["day", "percent", "scaled", "fixed"]
    code: str
    places: int = 0


def read_formats(package: Package, part: str | None) -> list[NumberFormat | None]:
    """Return the format of each cell style; None for one that shows the number as it is. Raises InputError."""
    if part is None:
        return []
    target = _Styles()
    walk(package, part, target)
    codes = {**_BUILT_IN, **target.codes}
    return [format_of(codes.get(one, "")) for one in target.styles]


class _Styles:
    """Collects the formats that a file spells out, and which of them each cell style has."""

    def __init__(self) -> None:
        self.codes: dict[int, str] = {}
        self.styles: list[int] = []
        self._of_cells = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match LOCAL.get(name):
            case "numFmt":
                self.codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
            case "cellXfs":
                self._of_cells = True
            case "cellStyleXfs":
                self._of_cells = False
            case "xf" if self._of_cells and len(self.styles) < MAX_FORMATS:
                self.styles.append(int(attributes.get("numFmtId", "0")))

    def end(self, name: str) -> None:
        if LOCAL.get(name) == "cellXfs":
            self._of_cells = False

    def text(self, text: str) -> None:
        """Styles hold no text."""


@lru_cache(maxsize=1024)
def format_of(code: str) -> NumberFormat | None:
    """Return what a format does to a positive number: of its sections, the first that shows another size or a day."""
    found = [one for section in _sections(code[:255]) if (one := _section(section, code)) is not None]
    return next((one for one in found if one.kind != "fixed"), next(iter(found), None))


def _sections(code: str) -> list[str]:
    """Return the sections of a format: a semicolon within quotes parts nothing."""
    parts = re.findall(r'(?:"[^"]*"?|[\\!].|[^;"\\!])+', code)
    return [part.strip(";") for part in parts]


def _section(section: str, code: str) -> NumberFormat | None:
    literals = ["".join(text or char for text, char, _ in _LITERAL.findall(section))]
    if any(_ELAPSED.fullmatch(bracket) for _, _, bracket in _LITERAL.findall(section)):
        return NumberFormat("day", code)
    rest = _GENERAL.sub("", _LITERAL.sub(" ", section))
    if _DAY.search(rest):
        return NumberFormat("day", code)
    literals += re.findall("[^\x00-\x7f]+", rest)
    if _THOUSANDS.search(rest) or any(word in text for text in literals for word in _SIZE_WORDS):
        return NumberFormat("scaled", code)
    found = _PLACES.search(rest)
    places = len(found[1]) if found else 0
    if "%" in rest:
        return NumberFormat("percent", code, places)
    if _DIGITS.search(rest) and "/" not in rest and not _GENERAL.search(section):  # no fraction, no power of ten
        return NumberFormat("fixed", code, places)
    return None
