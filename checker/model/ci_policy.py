"""The policy of a build: what is checked, what it is judged by, and what fails it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from checker.errors import Locus
from checker.model.assessment import Severity
from checker.model.locality import Locality
from checker.model.text import Language

Source = Literal["default", "file", "command line"]
OVERALL = "overall"


@dataclass(frozen=True, slots=True)
class Setting:
    """A value of the policy as it was written, and where it comes from. *value* None: it is not set.

    *place* is where it stands in the policy's file; its paths start from the folder *base*.
    """

    value: object
    source: Source = "default"
    place: Locus | None = None
    base: str = "."


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds on scores, 0 to 100. That of a locality goes before that of its level, and both before *overall*.

    *place* is where they are set; None on the command line.
    """

    overall: Fraction | None = None
    levels: Mapping[str, Fraction] = field(default_factory=dict)
    localities: Mapping[str, Fraction] = field(default_factory=dict)
    place: Locus | None = None

    def of(self, locality: Locality) -> Fraction | None:
        """Return the bound on *locality*'s score; None if there is none."""
        return self.localities.get(locality.code, self.levels.get(locality.level, self.overall))

    @property
    def are_set(self) -> bool:
        """Whether there is any."""
        return self.overall is not None or bool(self.levels) or bool(self.localities)


@dataclass(frozen=True, slots=True)
class PinnedPack:
    """A pack by name or folder. *version* and *sha256* (or its beginning) are what it has to be; empty: any will do."""

    name: str
    version: str = ""
    sha256: str = ""
    place: Locus | None = None


@dataclass(frozen=True, slots=True)
class Policy:
    """What a build holds to. Paths start from the root of the repository.

    *as_of* is the day whose rules and waivers hold, in ISO form; None: the end of each period. *named* are files that
    the command line asks for by name: *exclude* does not hold for them. *compare_with* is the
    commit whose scores *max_drop* starts from. Of *encodings*, *formats* and *outputs* none means that nothing is said.
    *own_files* are the build's own, and no submissions; *basis* are files and folders of the repository that judge.
    """

    pack: PinnedPack
    as_of: str | None
    paths: tuple[str, ...]
    named: tuple[str, ...]
    exclude: tuple[str, ...]
    fail_from: Severity
    min_score: Bounds
    max_drop: Bounds
    compare_with: str | None
    encodings: tuple[str, ...]
    encodings_place: Locus | None
    language: Language | None
    formats: tuple[str, ...]
    outputs: Mapping[str, str]
    reviews: str | None
    baseline: str | None
    own_files: tuple[str, ...]
    basis: tuple[str, ...]
