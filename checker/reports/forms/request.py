"""What a blank form is made from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checker.model.directive import Point
from checker.model.indicator import Indicator
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.submission import Submission
from checker.model.text import Language
from checker.model.types import ListType


@dataclass(frozen=True, slots=True)
class FormRequest:
    """Whom a form is for. *asked* are the ids of the indicators that may bear on each locality's rules, by its code.

    *previous* is an earlier submission of the same locality: its figures stand beside the cells to fill.
    """

    pack: Pack
    localities: tuple[Locality, ...]
    period: Period
    language: Language
    asked: Mapping[str, frozenset[str]]
    previous: Submission | None = None

    @property
    def locality(self) -> Locality:
        """The locality of a form for one."""
        return self.localities[0]

    def is_asked(self, indicator: Indicator, locality: Locality) -> bool:
        """Return whether *locality* reports *indicator*: its level does, and a rule may turn on it."""
        if indicator.kind in ("frame", "derived") or locality.level not in indicator.levels:
            return False
        return indicator.id in self.asked[locality.code]

    def by_point(self) -> Iterator[tuple[Point, tuple[Indicator, ...]]]:
        """Yield the points of the directive, each with the indicators asked of any of the localities."""
        for point in self.pack.directive.points:
            entries = [one for one in self.pack.indicators.values() if one.point == point.id]
            asked = tuple(one for one in entries if any(self.is_asked(one, where) for where in self.localities))
            if asked:
                yield point, asked

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators asked of any of the localities, point by point."""
        return tuple(indicator for _, asked in self.by_point() for indicator in asked)

    @property
    def lists(self) -> tuple[Indicator, ...]:
        """Those of them that are lists of items."""
        return tuple(one for one in self.indicators if isinstance(one.type, ListType))
