"""A document -> a submission, typed by the dictionary. Every fault is collected with its path; nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from checker.model.indicator import Indicator
from checker.model.interval import Interval
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.period import Period, parse_date
from checker.model.submission import Claim, Evidence, Path, UnscoredNote
from checker.model.types import DateType, FieldType, ListType, NumberType, StateType, TextType, TruthType
from checker.model.value import Items, Possible, day
from checker.readers.faults import Faults
from checker.readers.schema import EVIDENCE_KINDS, NAMEABLE, SOURCE_NAME, TEXT_LIMIT, hedges_of
from checker.syntax.document import Bare, is_missing

_CLAIM_KEYS = ("value", "unit", "as_of", "hedge", "rounded-to", "source", "note")
_SOURCE_KEYS = ("kind", "title", "url", "issued")
_NOTE_KEYS = ("fact", "value", "unit", "as_of", "source", "note")
_SOURCE_NAME = re.compile(SOURCE_NAME)


class Decoder:
    """Decodes claims, sources and notes of one document; *faults* fills on the way."""

    def __init__(self, pack: Pack, period: Period, faults: Faults) -> None:
        self.pack = pack
        self.period = period
        self.faults = faults
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
        kind = next((known for known in EVIDENCE_KINDS if known == stated), None)
        if kind is None and not is_missing(stated):
            self.faults.add((*path, "kind"), "not-one-of", stated, ", ".join(EVIDENCE_KINDS))
        title, url = self._text(entry, "title", path), self._text(entry, "url", path)
        issued = self._date(entry.get("issued"), (*path, "issued"), None)
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
            fact, stated, unit, _, note = (
                self._text(entry, key, path) for key in ("fact", "value", "unit", "as_of", "note")
            )
            notes.append(UnscoredNote(fact, stated, unit, note, evidence))
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
            self.faults.add((*path, "unit"), "wrong-unit", unit, indicator.unit)
        as_of = self._date(entry.get("as_of"), (*path, "as_of"), self.period.end)
        hedge = self._hedge(indicator, entry.get("hedge"), (*path, "hedge"))
        rounded = self._positive(entry.get("rounded-to"), (*path, "rounded-to"))
        source, note = self._source(entry, path), self._text(entry, "note", path)
        if stated is None or as_of is None:
            return None
        return Claim(indicator.id, stated, _words(written), as_of, hedge, rounded, source, note, path)

    def _stated(self, indicator: Indicator, value: object, path: Path) -> Possible | None:
        if not isinstance(indicator.type, ListType):
            return self._value(indicator.type, indicator.bounds, value, path)
        if not isinstance(value, list):
            self.faults.add(path, "wrong-structure", value, indicator.type)
            return None
        return Items(tuple(self._item(indicator, item, (*path, index)) for index, item in enumerate(value)))

    def _item(self, indicator: Indicator, value: object, path: Path) -> dict[str, Possible]:
        """Return one item of a list; a field that is not stated may be anything its type allows."""
        entry = self._entry(value, path, tuple(field.id for field in indicator.fields), ())
        found: dict[str, Possible] = {}
        for spec in indicator.fields:
            stated = entry.get(spec.id)
            read = None if is_missing(stated) else self._value(spec.type, spec.bounds, stated, (*path, spec.id))
            found[spec.id] = spec.unknown if read is None else read
        return found

    def _value(self, kind: FieldType, bounds: Interval, value: object, path: Path) -> Possible | None:
        """Return one value of type *kind*, or None after noting the fault."""
        match kind:
            case NumberType():
                return self._number(kind, bounds, value, path)
            case TruthType():
                if isinstance(value, bool) or (isinstance(value, Bare) and value in ("true", "false")):
                    return frozenset({value in (True, "true")})
                self.faults.add(path, "not-one-of", value, "true, false")
            case StateType():
                if isinstance(value, str) and value in kind.states:
                    return frozenset({str(value)})
                self.faults.add(path, "not-one-of", value, ", ".join(kind.states))
            case DateType():
                found = self._date(value, path, None)
                return None if found is None else day(found)
            case TextType():
                self._words(value, path)
                return Items(())
        return None

    def _number(self, kind: NumberType, bounds: Interval, value: object, path: Path) -> Possible | None:
        exact = parse_number(value) if isinstance(value, Bare) else None
        if exact is None:
            self.faults.add(path, "wrong-type", value, kind)
        elif kind.whole and exact.denominator != 1:
            self.faults.add(path, "not-whole", value, kind)
        elif not bounds.contains(exact):
            self.faults.add(path, "out-of-bounds", value, bounds)
        else:
            return Interval.point(exact)
        return None

    def _positive(self, value: object, path: Path) -> Fraction | None:
        exact = parse_number(value) if isinstance(value, Bare) else None
        if not is_missing(value) and (exact is None or exact <= 0):
            self.faults.add(path, "wrong-type", value, "a number above 0")
        return exact

    def _date(self, value: object, path: Path, default: date | None) -> date | None:
        if is_missing(value):
            return default
        found = parse_date(value) if isinstance(value, str) else None
        if found is None:
            self.faults.add(path, "not-a-date", value, "2020-06-30")
        return found

    def _hedge(self, indicator: Indicator, value: object, path: Path) -> str | None:
        """Return the hedge; a state knows only ``at-least``."""
        if is_missing(value):
            return None
        allowed = hedges_of(indicator.type, self.pack.directive.scoring.hedges)
        if value not in allowed:
            self.faults.add(path, "not-one-of", value, ", ".join(allowed))
            return None
        return str(value)

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


def _words(value: object) -> str:
    """Return a scalar as it was written; what is no scalar has no words."""
    if isinstance(value, dict | list):
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
