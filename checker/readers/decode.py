"""A document -> a submission, typed by the dictionary. Every fault is collected with its path; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from checker.model.indicator import Indicator
from checker.model.pack import Pack
from checker.model.period import Period
from checker.model.submission import SOURCE_NAME, TEXT_LIMIT, Claim, Evidence, Path, UnscoredNote
from checker.model.text import Text
from checker.model.types import ListType, TextType
from checker.model.value import Items, Possible
from checker.model.words import EVIDENCE_WORDS, HEDGE_WORDS
from checker.readers.faults import Faults, Remarks
from checker.readers.schema import EVIDENCE_KINDS, NAMEABLE, hedges_of
from checker.readers.values import ValueReader
from checker.readers.written.choices import read_word
from checker.syntax.document import is_missing

_CLAIM_KEYS = ("value", "unit", "as_of", "hedge", "rounded-to", "source", "note")
_SOURCE_KEYS = ("kind", "title", "url", "issued")
_NOTE_KEYS = ("fact", "value", "unit", "as_of", "source", "note")
MAX_ENTRIES = 2_000  # claims and items in all: to judge as many takes about a second, and nobody has a tenth of them
_SOURCE_NAME = re.compile(SOURCE_NAME)


class Decoder:
    """Decodes claims, sources and notes of one document; *faults* fills on the way, and so do its *remarks*."""

    def __init__(self, pack: Pack, period: Period, faults: Faults) -> None:
        self.pack = pack
        self.period = period
        self.faults = faults
        self.remarks = Remarks()
        self._values = ValueReader(pack, faults, self.remarks)
        self.sources: dict[str, Evidence | None] = {}

    def read_sources(self, tree: object) -> None:
        """Read ``sources:``; claims may cite only what stands here. A faulty source is known, but is no evidence."""
        for name, value in self._mapping(tree, ("sources",)).items():
            path = ("sources", name)
            if _SOURCE_NAME.fullmatch(name) is None:
                self.faults.add_key(path, "wrong-structure", NAMEABLE)
            self.sources[name] = self._evidence(name, value, path)

    def _evidence(self, name: str, value: object, path: Path) -> Evidence | None:
        entry = self._entry(value, path, _SOURCE_KEYS, ("kind", "title"))
        stated = entry.get("kind")
        word = self._word(stated, EVIDENCE_WORDS, (*path, "kind"))
        kind = next((known for known in EVIDENCE_KINDS if known == word), None)
        if kind is None and not is_missing(stated):
            self.faults.add((*path, "kind"), "not-one-of", stated, _choices(EVIDENCE_KINDS, EVIDENCE_WORDS))
        title, url = self._text(entry, "title", path), self._text(entry, "url", path)
        issued = self._values.date(entry.get("issued"), (*path, "issued"), None)
        return None if kind is None else Evidence(name, kind, title, url, issued)

    def read_claims(self, tree: object) -> dict[str, tuple[Claim, ...]]:
        """Return the claims by indicator. What is blank or null is missing, never zero."""
        claims: dict[str, tuple[Claim, ...]] = {}
        for name, value in self._mapping(tree, ("claims",)).items():
            indicator = self.pack.indicators.get(name)
            if indicator is None:
                self.faults.add_key(("claims", name), "unknown-field")
            elif not is_missing(value):
                found = self._claims(indicator, value, ("claims", name))
                if found:
                    claims[name] = tuple(found)
        entries = sum(_entries_in(claim) for found in claims.values() for claim in found)
        if entries > MAX_ENTRIES:
            self.faults.add(("claims",), "too-many-entries", str(entries), str(MAX_ENTRIES))
        return claims

    def read_notes(self, tree: object) -> tuple[UnscoredNote, ...]:
        """Return the facts that fit no indicator."""
        if is_missing(tree):
            return ()
        if not isinstance(tree, list):
            self.faults.add(("notes",), "wrong-structure", tree, "list")
            return ()
        notes: list[UnscoredNote] = []
        for index, value in enumerate(tree):
            path = ("notes", index)
            entry = self._entry(value, path, _NOTE_KEYS, ("fact",))
            evidence = self._source(entry, path)
            fact, stated, unit, as_of, note = (
                self._text(entry, key, path) for key in ("fact", "value", "unit", "as_of", "note")
            )
            notes.append(UnscoredNote(fact, stated, unit, note, evidence, as_of))
        return tuple(notes)

    def _claims(self, indicator: Indicator, value: object, path: Path) -> list[Claim]:
        if isinstance(value, dict):
            found = [self._claim(indicator, value, path)]
        elif isinstance(value, list):
            found = [self._claim(indicator, entry, (*path, index)) for index, entry in enumerate(value)]
        else:
            stated = self._stated(indicator, value, path)
            if stated is None:
                return []
            return [Claim(indicator.id, stated, _words(value), self.period.end, None, None, None, "", path)]
        return [claim for claim in found if claim is not None]

    def _claim(self, indicator: Indicator, value: object, path: Path) -> Claim | None:
        """Return the claim at *path*; None if it is blank or faulty."""
        if is_missing(value):
            return None
        entry = self._entry(value, path, _CLAIM_KEYS, ())
        if "value" not in entry and isinstance(value, dict):
            self.faults.add(path, "missing-field", "", "value")
        written = entry.get("value")
        stated = None if is_missing(written) else self._stated(indicator, written, (*path, "value"))
        unit = entry.get("unit")
        if not is_missing(unit) and unit != indicator.unit:
            self._values.unit(indicator, unit, (*path, "unit"))
        as_of = self._values.date(entry.get("as_of"), (*path, "as_of"), self.period.end)
        hedge = self._hedge(indicator, entry.get("hedge"), (*path, "hedge"))
        rounded = self._values.positive(indicator, entry.get("rounded-to"), (*path, "rounded-to"))
        source, note = self._source(entry, path), self._text(entry, "note", path)
        if stated is None or as_of is None:
            return None
        return Claim(indicator.id, stated, _words(written), as_of, hedge, rounded, source, note, path)

    def _stated(self, indicator: Indicator, value: object, path: Path) -> Possible | None:
        if not isinstance(indicator.type, ListType):
            return self._values.value(indicator, value, path)
        if isinstance(value, list):
            items = tuple(self._item(indicator, item, (*path, index)) for index, item in enumerate(value))
            return Items(items, tuple(_texts(indicator, item) for item in value))
        if not self._values.says_nothing(value, path):
            self.faults.add(path, "wrong-structure", value, indicator.type)
        return None

    def _item(self, indicator: Indicator, value: object, path: Path) -> dict[str, Possible]:
        """Return one item of a list; a field that is not stated may be anything its type allows."""
        entry = self._entry(value, path, tuple(field.id for field in indicator.fields), ())
        found: dict[str, Possible] = {}
        for spec in indicator.fields:
            stated = entry.get(spec.id)
            if isinstance(spec.type, TextType) and not is_missing(stated):
                self._words(stated, (*path, spec.id))
            read = None if is_missing(stated) else self._values.value(spec, stated, (*path, spec.id))
            found[spec.id] = spec.unknown if read is None else read
        return found

    def _hedge(self, indicator: Indicator, value: object, path: Path) -> str | None:
        """Return the hedge; a state knows only ``at-least``."""
        if is_missing(value):
            return None
        allowed = hedges_of(indicator.type, self.pack.directive.scoring.hedges)
        word = self._word(value, HEDGE_WORDS, path)
        if word not in allowed:
            self.faults.add(path, "not-one-of", value, _choices(allowed, HEDGE_WORDS))
            return None
        return str(word)

    def _word(self, value: object, words: Mapping[Any, Text], path: Path) -> object:
        """Return the id that *value* names by its word in either language, with a remark; else *value* itself."""
        if not isinstance(value, str) or value in words:
            return value
        named = read_word(value, words)
        if named is None:
            return value
        self.remarks.add(path, "word-read-as", "note", found=value, reading=named)
        return named

    def _source(self, entry: Mapping[str, object], path: Path) -> Evidence | None:
        """Return the source that *entry* cites."""
        cited = self._text(entry, "source", path)
        if cited and cited not in self.sources:
            self.faults.add((*path, "source"), "unknown-source", cited, ", ".join(self.sources))
        return self.sources.get(cited)

    def _text(self, entry: Mapping[str, object], key: str, path: Path) -> str:
        value = entry.get(key)
        return "" if is_missing(value) else self._words(value, (*path, key))

    def _words(self, value: object, path: Path) -> str:
        """Return a text, however it was written."""
        if isinstance(value, dict | list):
            self.faults.add(path, "wrong-structure", value, "text")
            return ""
        text = _words(value)
        if len(text) > TEXT_LIMIT:
            self.faults.add(path, "wrong-structure", text, f"≤ {TEXT_LIMIT}")
        return text

    def _mapping(self, value: object, path: Path) -> dict[str, object]:
        """Return a mapping that may be left blank; an empty one after noting a fault."""
        if is_missing(value):
            return {}
        if not isinstance(value, dict):
            self.faults.add(path, "wrong-structure", value, "mapping")
            return {}
        return value

    def _entry(self, value: object, path: Path, known: Sequence[str], required: Sequence[str]) -> Mapping[str, object]:
        """Return a mapping with *known* keys only, the *required* ones filled; an empty one after noting a fault."""
        if not isinstance(value, dict):
            self.faults.add(path, "wrong-structure", value, "mapping")
            return {}
        for key in value:
            if key not in known:
                self.faults.add_key((*path, key), "unknown-field")
        for key in required:
            if key not in value:
                self.faults.add(path, "missing-field", "", key)
            elif is_missing(value[key]):
                self.faults.add((*path, key), "missing-field", "", key)
        return value


def _choices(ids: Sequence[str], words: Mapping[Any, Text]) -> Text:
    """Return the words that may be chosen, in Chinese with what they are called."""
    named = "、".join(f"{words[one].zh}（{one}）" if one in words else one for one in ids)
    return Text(named, ", ".join(ids))


def _texts(indicator: Indicator, item: object) -> dict[str, str]:
    """Return what an item says in words, by field; what is blank says nothing."""
    texts = [spec.id for spec in indicator.fields if isinstance(spec.type, TextType)]
    found = {name: item.get(name) for name in texts} if isinstance(item, dict) else {}
    return {name: text for name, value in found.items() if not is_missing(value) and (text := _words(value))}


def _entries_in(claim: Claim) -> int:
    """Return how many things a claim says: one, or as many as its list has items."""
    return max(1, len(claim.stated.items)) if isinstance(claim.stated, Items) else 1


def _words(value: object) -> str:
    """Return a scalar as it was written; what is no scalar has no words."""
    if isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
