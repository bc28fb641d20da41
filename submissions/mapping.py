"""The fact table and its mapping: what each sourced fact gives, and how its note is read. Used by `reconstruct.py`."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, TypeAlias

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
FACTS_FILE: Final = "submissions/sources/facts-2020.csv"
MAPPING_FILE: Final = "submissions/sources/mapping.yaml"

YEAR_START: Final = "2019-12-31"
MIRROR: Final = "[mirror]"
QUOTED: Final = re.compile(r'"([a-z][a-z ]*?)(?: \d[^"]*)?"')  # "over", "over 50%"
OUTPUTS: Final = ("note", "reject", "reject-frame", "ignore")

Fact: TypeAlias = Mapping[str, str]  # a row of the table
Raw: TypeAlias = Mapping[str, Any]
Text: TypeAlias = Mapping[str, str]  # zh and en


class UnmappedError(Exception):
    """A fact, a note or a target has no place in the mapping."""


@dataclass(frozen=True, slots=True)
class Spec:
    """What a fact gives for an indicator: `factor` times its value, the constant `value`, or a list of `items`."""

    indicator: str
    factor: Decimal
    value: str
    items: tuple[Mapping[str, str], ...]
    hedge: str
    basis: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Where facts go: the conditions under which the entry takes a fact, and what the fact then gives."""

    facts: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]]
    claims: tuple[Spec, ...]
    target: Spec | None
    frame: Spec | None
    reasons: Mapping[str, str]  # one of OUTPUTS -> id of the reason
    standing: bool
    in_force: bool

    def takes(self, fact: Fact) -> bool:
        """Return whether the entry is about *fact*."""
        return ("*" in self.facts or fact["indicator"] in self.facts) and all(
            any(text in fact[column] if column == "note" else text == fact[column] for text in texts)
            for column, texts in self.when.items()
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A fact with the entry that takes it."""

    fact: Fact
    entry: Entry

    @property
    def locality(self) -> str:
        """The code of the locality."""
        return self.fact["locality_code"]

    @property
    def is_lasting(self) -> bool:
        """Whether the fact holds until revoked."""
        return self.entry.standing or self.fact["period"].startswith("policy")

    @property
    def is_copy(self) -> bool:
        """Whether the page is a copy on an unrelated domain."""
        return self.fact["note"].startswith(MIRROR)

    def holds_by(self, end: str) -> bool:
        """Return whether the fact belongs into a submission for a period that ends on *end*."""
        submitted = bool(self.entry.claims) or "note" in self.entry.reasons
        return submitted and self.fact["as_of"] <= end and (self.is_lasting or self.fact["as_of"] >= YEAR_START)


@dataclass(frozen=True, slots=True)
class Cycle:
    """A reporting period, and what makes a submission for it: a fact of one of *periods*, or a measure in force."""

    name: str
    end: str
    periods: frozenset[str]
    counts_measures: bool

    def is_founded_by(self, item: Placed) -> bool:
        """Return whether *item* alone is reason enough for a submission; a target never is."""
        if item.fact["period"].endswith("-target") or not item.holds_by(self.end):
            return False
        in_force = self.counts_measures and item.is_lasting and item.entry.in_force
        return in_force or item.fact["period"] in self.periods


HALF: Final = frozenset({"2020-Q1", "2020-H1", "2020-M01", "2020-M02", "2020-M03", "2020-M04", "2020-M05", "2020-M06"})
CYCLES: Final = (
    Cycle("2020-H1", "2020-06-30", HALF, counts_measures=True),
    Cycle("2020-Q3", "2020-09-30", frozenset({"2020-M07", "2020-M08", "2020-M09"}), counts_measures=False),
)


@dataclass(frozen=True, slots=True)
class FactMapping:
    """The mapping: entries, and how notes and numbers are read."""

    entries: tuple[Entry, ...]
    hedges: Mapping[str, str]  # word of a note -> hedge
    rounding: Mapping[str, tuple[Decimal, Decimal]]  # unit -> least and greatest place
    reasons: Mapping[str, Text]
    remarks: Mapping[str, str]  # note of the table -> ours; empty: it says nothing more
    setters: Sequence[Raw]
    zones: Raw

    def place(self, fact: Fact) -> Placed:
        """Return *fact* with the first entry that takes it."""
        for entry in self.entries:
            if entry.takes(fact):
                return Placed(fact, entry)
        raise UnmappedError(_named(fact, "no entry takes this fact"))

    def indicators(self) -> list[str]:
        """Return the indicators that are claimed, in the order of the mapping."""
        return list(dict.fromkeys(spec.indicator for entry in self.entries for spec in entry.claims))

    def hedge_of(self, fact: Fact) -> str:
        """Return the hedge that the note of *fact* has in quotation marks, or ""."""
        return next((self.hedges[word] for word in QUOTED.findall(fact["note"]) if word in self.hedges), "")

    def remark_on(self, fact: Fact) -> str:
        """Return our wording of the note of *fact*, or "" if it says no more than the claim and its source do."""
        note = fact["note"].removeprefix(MIRROR).strip()
        only = QUOTED.fullmatch(note)
        if not note or (only is not None and only[1] in self.hedges):
            return ""
        if note not in self.remarks:
            raise UnmappedError(_named(fact, f"no remark for the note {note!r}"))
        return self.remarks[note]

    def rounded_at(self, fact: Fact) -> Decimal | None:
        """Return the place at which the source rounds the value of *fact*, or None if the value is taken as exact."""
        if fact["unit"] not in self.rounding:
            return None
        least, greatest = self.rounding[fact["unit"]]
        place = Decimal(1).scaleb(int(Decimal(fact["value"]).normalize().as_tuple().exponent))
        return None if place < least else min(place, greatest)

    def setter_of(self, fact: Fact) -> Raw:
        """Return who set the target *fact*."""
        for setter in self.setters:
            same = (
                setter["locality"] == fact["locality_code"]
                and setter.get("title", fact["source_title"]) == fact["source_title"]
            )
            if same and setter.get("note", "") in fact["note"]:
                return setter
        raise UnmappedError(_named(fact, "no setter for this target"))


def _named(fact: Fact, fault: str) -> str:
    return f"{fact['locality_code']} {fact['indicator']} {fact['as_of']}: {fault}"


def bilingual(text: Text) -> str:
    """Return both languages in one line."""
    return f"{text['zh']} / {text['en']}"


def read_table(name: str) -> list[dict[str, str]]:
    """Return the rows of a CSV file of the project."""
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def read_mapping() -> FactMapping:
    """Return the mapping."""
    raw: Raw = yaml.safe_load((ROOT / MAPPING_FILE).read_text(encoding="utf-8"))
    remarks = {remark["note"]: bilingual(remark) for remark in raw["remarks"]}
    return FactMapping(
        entries=tuple(_read_entry(entry) for entry in raw["facts"]),
        hedges={word: hedge for hedge, words in raw["hedges"].items() for word in words},
        rounding={unit: (Decimal(least), Decimal(greatest)) for unit, (least, greatest) in raw["rounding"].items()},
        reasons=raw["reasons"],
        remarks=remarks | dict.fromkeys(raw["silent"], ""),
        setters=raw["setters"],
        zones=raw["pilot-zones"],
    )


def _read_entry(raw: Raw) -> Entry:
    return Entry(
        facts=_several(raw["fact"]),
        when={column: _several(texts) for column, texts in raw.get("when", {}).items()},
        claims=tuple(_read_spec(claim) for claim in raw.get("claims", ())),
        target=_read_spec(raw["target"]) if "target" in raw else None,
        frame=_read_spec(raw["frame"]) if "frame" in raw else None,
        reasons={output: raw[output] for output in OUTPUTS if output in raw},
        standing=raw.get("standing", False),
        in_force=raw.get("in-force", True),
    )


def _read_spec(raw: Raw) -> Spec:
    return Spec(
        indicator=raw["indicator"],
        factor=Decimal(raw.get("factor", "1")),
        value=raw.get("value", ""),
        items=tuple(raw.get("items", ())),
        hedge=raw.get("hedge", ""),
        basis=raw.get("basis", ""),
    )


def _several(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)
