"""What a report is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from checker.model.assessment import Assessment, Run
from checker.model.plan import Step
from checker.model.robustness import Firmness
from checker.model.text import Language
from checker.model.tile import Tile


@dataclass(frozen=True, slots=True)
class Advice:
    """What would lift one score: *steps* in the claimed reading, and *supporting* evidence, in the supported one.

    Both the largest gain first.
    """

    steps: tuple[Step, ...]
    supporting: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Material:
    """A run, what to do about each score, the tile grid, and how firm each order is, where that was asked for.

    *advise* is called for an assessment with a total. *firmness* is by period and level. *language* is the one that
    the report opens in. *locality* is the code of the one that a notice goes to; empty for a report on all.
    """

    run: Run
    advise: Callable[[Assessment], Advice]
    tiles: tuple[Tile, ...]
    firmness: Mapping[tuple[str, str], Firmness] = field(default_factory=dict)
    language: Language = "en"
    locality: str = ""
