"""Where things are: within one file, or in a folder of pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from checker.model.directive import Point
from checker.model.pack import Pack
from checker.model.rule import Rule
from checker.model.text import Language, Text

LOCALITIES = "localities"
POINTS = "points"
INDEX = "index.html"
MATRIX = "matrix.html"


@dataclass(frozen=True, slots=True)
class Links:
    """Addresses in a report of one file: every one leads to a part of it.

    *first* is the panel it opens with, *mapped* the one whose map the menu leads to; empty where there is none.
    """

    pack: Pack
    language: Language
    first: str
    mapped: str
    places: dict[str, int] = field(default_factory=dict)
    whole: bool = True
    matrix_here: bool = True

    @property
    def points(self) -> Sequence[Point]:
        """The points, in the order of the directive."""
        return self.pack.directive.points

    def label(self, indicator: str) -> Text:
        """Return what an indicator is called."""
        return self.pack.indicators[indicator].label

    def numbered(self, point: Point) -> Text:
        """Return a point's number and title."""
        return Text(f"{point.id} {point.title.zh}", f"{point.id} {point.title.en}")

    def place(self, rule: Rule) -> int:
        """Return the place of the rule's point, from 1."""
        if not self.places:
            self.places.update({point.id: place for place, point in enumerate(self.points, start=1)})
        return self.places[rule.point]

    def part(self, name: str) -> str:
        """Return the address of a part that the menu names."""
        return f"#{self.anchor(name)}"

    def anchor(self, name: str) -> str:
        """Return the anchor of a part that the menu names."""
        if name == "map":
            return f"map-{self.mapped}"
        return f"{name}-{self.first}" if name in ("ranking", "matrix") else name

    def has(self, name: str) -> bool:
        """Return whether there is such a part."""
        if name == "map":
            return bool(self.mapped)
        return bool(self.first) or name not in ("ranking", "matrix")

    def locality(self, key: str) -> str:
        """Return the address of a locality's page."""
        return f"#l-{key}"

    def cell(self, key: str, place: int) -> str:
        """Return the address of the point at *place* on a locality's page."""
        return f"#l-{key}.p{place}"

    def figure(self, key: str, indicator: str) -> str:
        """Return the address of a figure on a locality's page."""
        return f"#l-{key}.{indicator}"

    def point(self, place: int) -> str:
        """Return the address of the page of the point at *place*."""
        return f"#p-{place}"

    def rule(self, rule: Rule) -> str:
        """Return the address of a rule on its point's page."""
        return f"#r-{rule.id}"


@dataclass(frozen=True, slots=True)
class FolderLinks(Links):
    """Addresses in a folder, as seen from a page: *up* leads to the folder's top."""

    up: str = ""
    whole: bool = False
    matrix_here: bool = False

    def part(self, name: str) -> str:
        """Return the address of a part that the menu names."""
        return f"{self.up}{MATRIX}" if name == "matrix" else f"{self.up}{INDEX}#{self.anchor(name)}"

    def locality(self, key: str) -> str:
        """Return the address of a locality's page."""
        return f"{self.up}{LOCALITIES}/{key}.html"

    def cell(self, key: str, place: int) -> str:
        """Return the address of the point at *place* on a locality's page."""
        return f"{self.locality(key)}#l-{key}.p{place}"

    def figure(self, key: str, indicator: str) -> str:
        """Return the address of a figure on a locality's page."""
        return f"{self.locality(key)}#l-{key}.{indicator}"

    def point(self, place: int) -> str:
        """Return the address of the page of the point at *place*."""
        return f"{self.up}{POINTS}/{place}.html"

    def rule(self, rule: Rule) -> str:
        """Return the address of a rule on its point's page."""
        return f"{self.point(self.place(rule))}#r-{rule.id}"
