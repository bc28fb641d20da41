"""How far a batch is, and what it came to: counts that must add up, and what is worth a look."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checker.model.stored import State

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
    """An input that took long, and how long in seconds."""

    seconds: float
    name: str


class Common(NamedTuple):
    """A code of findings: how often it was found, and its first places."""

    code: str
    number: int
    places: tuple[str, ...]


class Summary(NamedTuple):
    """What a batch came to. *grades* are of the lower ends of scores that count, the best first."""

    progress: Progress
    states: Mapping[State, int]
    grades: Mapping[str, int]
    common: tuple[Common, ...]
    slowest: tuple[Slow, ...]

    @property
    def read(self) -> int:
        """All submissions."""
        return sum(self.states.values())

    @property
    def judged(self) -> int:
        """Those that were judged, whether or not they contradict themselves."""
        return self.states.get(State.JUDGED, 0) + self.states.get(State.REJECTED, 0)

    @property
    def refused(self) -> int:
        """Those that could not be read, and those that do not count beside another."""
        return self.read - self.judged
