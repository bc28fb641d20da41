"""How far a batch is, and what it came to: counts that must add up, and what is worth a look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from checker.model.stored import WAS_JUDGED, State

COMMONEST = 5  # codes of findings that a summary names
PLACES = 3  # of each of them


class Progress(NamedTuple):
    """How far a batch is: submissions judged and refused; of these *resumed* and *reused* were judged before.

    *resumed* are from an earlier try of the same run, *reused* from an earlier run that met the same bytes.
    """

    judged: int = 0
    refused: int = 0
    resumed: int = 0
    reused: int = 0

    @property
    def read(self) -> int:
        """All submissions that were read."""
        return self.judged + self.refused

    def plus(self, judged: int, refused: int, resumed: int = 0, reused: int = 0) -> Progress:
        """Return the progress with more of each."""
        return Progress(self.judged + judged, self.refused + refused, self.resumed + resumed, self.reused + reused)


class Slow(NamedTuple):
    """A stretch of input that took long: *seconds* for *number* submissions together, the first of them at *name*."""

    seconds: float
    name: str
    number: int


class Common(NamedTuple):
    """A code of findings: how often it was found, and its first places."""

    code: str
    number: int
    places: tuple[str, ...]


def first_places(places: Iterable[str]) -> tuple[str, ...]:
    """Return the first of *places*, each once: many findings may stand at one. No more of them is read than needed."""
    first: dict[str, None] = {}
    for place in places:
        first[place] = None
        if len(first) == PLACES:
            break
    return tuple(first)


class Some(NamedTuple):
    """How many there are of something, and the first of them."""

    number: int = 0
    first: tuple[str, ...] = ()


class Coverage(NamedTuple):
    """How many localities of a level were *expected* to report for a period, and how many of them were *judged*."""

    period: str
    level: str
    expected: int
    judged: int


class Summary(NamedTuple):
    """What a batch came to. *grades* are of the lower ends of scores that count, the best first.

    *coverage* is by period; *waived* are waivers that excuse something, *given_up* files that were not read to the end.
    """

    progress: Progress
    states: Mapping[State, int]
    grades: Mapping[str, int]
    common: tuple[Common, ...]
    slowest: tuple[Slow, ...]
    coverage: tuple[Coverage, ...] = ()
    waived: Some = Some()
    given_up: Some = Some()

    @property
    def read(self) -> int:
        """All submissions."""
        return sum(self.states.values())

    @property
    def judged(self) -> int:
        """Those that were judged, whether or not they contradict themselves."""
        return sum(self.states.get(state, 0) for state in WAS_JUDGED)

    @property
    def refused(self) -> int:
        """Those that could not be read, and those that do not count beside another."""
        return self.read - self.judged
