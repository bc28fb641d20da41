"""A document -> a submission, typed by the dictionary. Every fault is collected with its path; nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from checker.model.indicator import EvidenceKind, Indicator
from checker.model.interval import Interval
from checker.model.number import parse_number
from checker.model.pack import Pack
from checker.model.period import Period, parse_date
from checker.model.submission import Claim, Evidence, Path, UnscoredNote
from checker.model.types import DateType, ListType, NumberType, StateType, TextType, TruthType, Type
from checker.model.value import Items, Possible, day
from checker.readers.schema import EVIDENCE_KINDS
from checker.syntax.document import Bare, is_missing

_CLAIM_KEYS = {"value", "unit", "as_of", "hedge", "rounded-to", "source", "note"}
_SOURCE_KEYS = {"kind", "title", "url", "issued"}
_NOTE_KEYS = {"fact", "value", "unit", "as_of", "source", "note"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a document is not what the dictionary asks for."""

    path: Path
    code: str
    parameters: Mapping[str, object] = field(default_factory=dict)


class Decoder:
    """Decodes claims, sources and notes of one document; *faults* fills on the way."""

    def __init__(self, pack: Pack, period: Period) -> None:
        self.pack = pack
        self.period = period
        self.faults: list[Fault] = []
        self.sources: dict[str, Evidence] = {}

    def read_sources(self, tree: object) -> None:
        """Read ``sources:``; claims may cite only what stands here."""
        for name, value in self._mapping(tree, ("sources",)).items():
            path = ("sources", name)
            entry = self._mapping(value, path, _SOURCE_KEYS)
            kind: EvidenceKind | None = next((known for known in EVIDENCE_KINDS if known == entry.get("kind")), None)  # type: ignore[misc]
            if kind is None:
                self._fault((*path, "kind"), "not-one-of", entry.get("kind"), ", ".join(EVIDENCE_KINDS))
            elif is_missing(entry.get("title")):
                self._fault((*path, "title"), "missing-field", "", "title")
            else:
                issued = self._date(entry.get("issued"), (*path, "issued"), None)
                self.sources[name] = Evidence(
                    name, kind, self._text(entry, "title", path), self._text(entry, "url", path), issued
                )

    def read_claims(self, tree: object) -> dict[str, tuple[Claim, ...]]:
        """Return the claims by indicator. What is blank or null is missing, never zero."""
        claims: dict[str, tuple[Claim, ...]] = {}
        for name, value in self._mapping(tree, ("claims",)).items():
            indicator = self.pack.indicators.get(name)
            if indicator is None:
                self._fault(("claims", name), "unknown-field", name, "")
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
            self._fault(("notes",), "wrong-type", tree, "list")
            return ()
        notes: list[UnscoredNote] = []
        for index, value in enumerate(tree):
            path = ("notes", index)
            entry = self._mapping(value, path, _NOTE_KEYS)
            evidence = self._source(entry.get("source"), (*path, "source"))
            fact, stated, unit, note = (self._text(entry, key, path) for key in ("fact", "value", "unit", "note"))
            notes.append(UnscoredNote(fact, stated, unit, note, evidence))
        return tuple(notes)

    def _claims(self, indicator: Indicator, value: object, path: Path) -> list[Claim]:
        if isinstance(value, dict):
            found = [self._claim(indicator, value, path)]
        elif isinstance(value, list):
            found = [self._claim(indicator, entry, (*path, index)) for index, entry in enumerate(value)]
        else:
            stated = self._value(indicator.type, indicator.bounds, value, path)
            if stated is None:
                return []
            return [Claim(indicator.id, stated, str(value), self.period.end, None, None, None, "", path)]
        return [claim for claim in found if claim is not None]

    def _claim(self, indicator: Indicator, value: object, path: Path) -> Claim | None:
        """Return the claim at *path*; None if it is blank or faulty."""
        entry = self._mapping(value, path, _CLAIM_KEYS)
        if is_missing(entry.get("value")):
            if "value" not in entry and isinstance(value, dict):
                self._fault(path, "missing-field", "", "value")
            return None
        stated = self._stated(indicator, entry["value"], (*path, "value"))
        unit = entry.get("unit")
        if not is_missing(unit) and unit != indicator.unit:
            self._fault((*path, "unit"), "wrong-unit", unit, indicator.unit)
        as_of = self._date(entry.get("as_of"), (*path, "as_of"), self.period.end)
        hedge = self._hedge(indicator, entry.get("hedge"), (*path, "hedge"))
        rounded = self._positive(entry.get("rounded-to"), (*path, "rounded-to"))
        source = self._source(entry.get("source"), (*path, "source"))
        if stated is None or as_of is None:
            return None
        text = str(entry["value"]) if isinstance(entry["value"], str | bool) else ""
        return Claim(indicator.id, stated, text, as_of, hedge, rounded, source, self._text(entry, "note", path), path)

    def _stated(self, indicator: Indicator, value: object, path: Path) -> Possible | None:
        if not isinstance(indicator.type, ListType):
            return self._value(indicator.type, indicator.bounds, value, path)
        if not isinstance(value, list):
            self._fault(path, "wrong-type", value, indicator.type)
            return None
        return Items(tuple(self._item(indicator, item, (*path, index)) for index, item in enumerate(value)))

    def _item(self, indicator: Indicator, value: object, path: Path) -> dict[str, Possible]:
        """Return one item of a list; a field that is not stated may be anything its type allows."""
        entry = self._mapping(value, path, {field.id for field in indicator.fields})
        found: dict[str, Possible] = {}
        for spec in indicator.fields:
            stated = entry.get(spec.id)
            read = None if is_missing(stated) else self._value(spec.type, spec.bounds, stated, (*path, spec.id))
            found[spec.id] = spec.unknown if read is None else read
        return found

    def _value(self, kind: Type, bounds: Interval, value: object, path: Path) -> Possible | None:
        """Return one value of type *kind*, or None after noting the fault."""
        match kind:
            case NumberType():
                return self._number(kind, bounds, value, path)
            case TruthType():
                if isinstance(value, bool) or (isinstance(value, Bare) and value in ("true", "false")):
                    return frozenset({value in (True, "true")})
            case StateType():
                if isinstance(value, str) and value in kind.states:
                    return frozenset({str(value)})
                self._fault(path, "not-one-of", value, ", ".join(kind.states))
                return None
            case DateType():
                found = self._date(value, path, None)
                return None if found is None else day(found)
            case TextType():
                return Items(())
            case ListType():
                pass
        self._fault(path, "wrong-type", value, kind)
        return None

    def _number(self, kind: NumberType, bounds: Interval, value: object, path: Path) -> Possible | None:
        exact = parse_number(value) if isinstance(value, Bare) else None
        if exact is None:
            self._fault(path, "wrong-type", value, kind)
        elif kind.whole and exact.denominator != 1:
            self._fault(path, "not-whole", value, kind)
        elif not bounds.contains(exact):
            self._fault(path, "out-of-bounds", value, bounds)
        else:
            return Interval.point(exact)
        return None

    def _positive(self, value: object, path: Path) -> Fraction | None:
        exact = parse_number(value) if isinstance(value, Bare) else None
        if not is_missing(value) and (exact is None or exact <= 0):
            self._fault(path, "wrong-type", value, "a number above 0")
        return exact

    def _date(self, value: object, path: Path, default: date | None) -> date | None:
        if is_missing(value):
            return default
        found = parse_date(value) if isinstance(value, str) else None
        if found is None:
            self._fault(path, "not-a-date", value, "2020-06-30")
        return found

    def _hedge(self, indicator: Indicator, value: object, path: Path) -> str | None:
        """Return the hedge; a state knows only ``at-least``."""
        if is_missing(value):
            return None
        known = set(self.pack.directive.scoring.hedges)
        allowed = known if isinstance(indicator.type, NumberType) else known & {"at-least"}
        if value not in allowed:
            self._fault(path, "not-one-of", value, ", ".join(sorted(allowed)))
            return None
        return str(value)

    def _source(self, value: object, path: Path) -> Evidence | None:
        if is_missing(value):
            return None
        found = self.sources.get(str(value))
        if found is None:
            self._fault(path, "unknown-source", value, ", ".join(self.sources))
        return found

    def _text(self, entry: Mapping[str, object], key: str, path: Path) -> str:
        value = entry.get(key)
        if is_missing(value):
            return ""
        if isinstance(value, dict | list):
            self._fault((*path, key), "wrong-type", value, "text")
            return ""
        return str(value).lower() if isinstance(value, bool) else str(value)

    def _mapping(self, value: object, path: Path, known: set[str] | None = None) -> dict[str, object]:
        """Return a mapping with *known* keys only; an empty one after noting a fault."""
        if is_missing(value):
            return {}
        if not isinstance(value, dict):
            self._fault(path, "wrong-type", value, "mapping")
            return {}
        for key in value:
            if known is not None and key not in known:
                self._fault((*path, key), "unknown-field", key, ", ".join(sorted(known)))
        return value

    def _fault(self, path: Path, code: str, found: object, expected: object) -> None:
        self.faults.append(Fault(path, code, {"found": found, "expected": expected}))
