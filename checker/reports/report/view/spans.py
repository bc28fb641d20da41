"""Texts in both languages, and intervals of scores: exact for drawing, worded for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from checker.model.directive import Directive
from checker.model.interval import Interval
from checker.model.locality import Locality
from checker.model.number import format_fixed
from checker.model.text import Language, Text
from checker.reports.view import interval_text, locality_name, score_text


def both(worded: Callable[[Language], str]) -> Text:
    """Return what *worded* says in each language."""
    return Text(worded("zh"), worded("en"))


def same(text: str) -> Text:
    """Return a text that is the same in both languages."""
    return Text(text, text)


def joined(texts: Iterable[Text]) -> Text:
    """Return *texts* as one list."""
    kept = list(texts)
    return Text("、".join(one.zh for one in kept), ", ".join(one.en for one in kept))


def name_of(locality: Locality) -> Text:
    """Return a locality's name in both languages; the Chinese one where no English one is known."""
    return both(lambda language: locality_name(locality, language))


@lru_cache(maxsize=16_384)
def points_text(points: Fraction) -> str:
    """Return a number of points to two decimals; never 0 unless it is."""
    text = format_fixed(points, 2)
    return "0" if not points else "<0.01" if text == "0.00" else text


@dataclass(frozen=True, slots=True)
class Span:
    """An interval of scores, 0 to 100: exact ends, and how they are shown."""

    lower: Fraction
    upper: Fraction
    lower_text: str
    upper_text: str
    text: str

    @property
    def width(self) -> Fraction:
        """How many points are open."""
        return self.upper - self.lower


def span_of(interval: Interval | None, directive: Directive) -> Span | None:
    """Return *interval* with its texts; None where there is no score."""
    if interval is None:
        return None
    lower, upper = Fraction(interval.lower), Fraction(interval.upper)
    texts = (score_text(lower, directive), score_text(upper, directive))
    return Span(lower, upper, *texts, interval_text(interval, directive))
