"""Two versions of a pack: what differs, and whether that may move a score."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from checker.model.interval import Interval
from checker.model.pack import Pack
from checker.model.rule import Expression
from checker.model.text import Text

# A change may move a score, or only what else is found (questions, verdicts, lights), or only words.
Effect = Literal["scores", "findings", "words"]
EFFECTS: tuple[Effect, ...] = ("scores", "findings", "words")
Subject = Literal["directive", "policy", "point", "rule", "integrity", "indicator", "unit", "target", "frame", "waiver"]
SUBJECTS: tuple[Subject, ...] = (
    "directive",
    "policy",
    "point",
    "rule",
    "integrity",
    "indicator",
    "unit",
    "target",
    "frame",
    "waiver",
)
ChangeKind = Literal["added", "removed", "changed", "renumbered"]
CHANGE_KINDS: tuple[ChangeKind, ...] = ("added", "removed", "changed", "renumbered")
Leaf = str | bool | int | Fraction | date | Interval | Text | Expression | tuple[str, ...]
# The id of a rule in either pack, None where it is not in it.
Pair = tuple[str | None, str | None]


@dataclass(frozen=True, slots=True)
class KeyChange:
    """One key that moved; None on the side that does not have it."""

    key: str
    before: Leaf | None
    after: Leaf | None
    effect: Effect


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. *ids* are its ids in either pack; all keys of what is added or removed are in *keys*.

    A row of a table is named by its *locality* too; *title* is then that of its indicator.
    """

    subject: Subject
    ids: Pair
    title: Text | None
    keys: tuple[KeyChange, ...]
    locality: str = ""

    @property
    def kind(self) -> ChangeKind:
        """What became of it. What was renumbered may have other keys changed as well."""
        if self.ids[0] is None:
            return "added"
        if self.ids[1] is None:
            return "removed"
        return "changed" if self.ids[0] == self.ids[1] else "renumbered"

    @property
    def id(self) -> str:
        """Its id in the first pack, or that in the second if it is new."""
        return self.ids[0] or self.ids[1] or ""

    @property
    def effect(self) -> Effect:
        """The strongest effect of its keys."""
        found = {one.effect for one in self.keys}
        return next((effect for effect in EFFECTS if effect in found), "words")

    def keys_of(self, effect: Effect) -> tuple[KeyChange, ...]:
        """Return the keys with just this effect."""
        return tuple(one for one in self.keys if one.effect == effect)


@dataclass(frozen=True, slots=True)
class PackChanges:
    """All that differs between two packs. *rules* pairs every rule of either; *same* counts what does not differ."""

    before: Pack
    after: Pack
    changes: tuple[Change, ...]
    rules: tuple[Pair, ...]
    same: Mapping[Subject, int]

    @property
    def changes_scores(self) -> bool:
        """Whether a score may move."""
        return any(one.effect == "scores" for one in self.changes)

    def of_rule(self, pair: Pair) -> Change | None:
        """Return what differs in one rule, or None."""
        return next((one for one in self.changes if one.subject == "rule" and one.ids == pair), None)
