"""What cells say -> a tree in the shape of the YAML form, in its order, whatever the order of the cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checker.model.pack import Pack
from checker.model.submission import FORMAT, Path
from checker.readers.faults import Fault
from checker.readers.tables.fields import Field
from checker.readers.tables.headings import FIXED, NOTES, PARTS, SOURCES
from checker.readers.tables.table import Remark, Scalar
from checker.syntax.document import Bare

Place = tuple[int, int]  # row and column
NO_ITEMS = "[]"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says, where it stands, and what was noticed of it. With a critical remark it says nothing."""

    value: Scalar
    place: Place
    remarks: Sequence[Remark] = ()


@dataclass(frozen=True, slots=True)
class _Claim:
    """The cells of one claim: its parts, and the fields of its items by number."""

    parts: dict[str, Cell] = field(default_factory=dict)
    items: dict[int, dict[str, Cell]] = field(default_factory=lambda: defaultdict(dict))


class Tree:
    """Builds the tree of one submission. *places* and *faults* of its values fill on the way."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.places: dict[Path, Place] = {}
        self.faults: list[Fault] = []

    def build(self, said: Mapping[Field, Cell]) -> dict[str, object]:
        """Return the tree of the cells that say something. Its claims are in the order of the dictionary."""
        tree: dict[str, object] = {"format": FORMAT, "directive": self._pack.directive.id}
        for key in FIXED:
            if (key,) in said:
                self._cell((key,), said[key,])
                tree[key] = said[key,].value  # whatever is wrong with it: without it, nothing could be said of the rest
        made: dict[str, object] = {"sources": self._sources(said), "notes": self._notes(said)}
        tree |= {key: value for key, value in made.items() if value}
        tree["claims"] = self._claims(said)
        return tree

    def _sources(self, said: Mapping[Field, Cell]) -> dict[str, object]:
        cells: dict[str, dict[str, Cell]] = defaultdict(dict)
        for named, cell in said.items():
            if named[0] == "sources":
                cells[str(named[1])][str(named[2])] = cell
        return {name: self._entry(("sources", name), cells[name], SOURCES) for name in sorted(cells)}

    def _notes(self, said: Mapping[Field, Cell]) -> list[object]:
        cells: dict[int, dict[str, Cell]] = defaultdict(dict)
        for named, cell in said.items():
            if named[0] == "notes":
                cells[int(named[1])][str(named[2])] = cell
        return [self._entry(("notes", place), cells[number], NOTES) for place, number in enumerate(sorted(cells))]

    def _claims(self, said: Mapping[Field, Cell]) -> dict[str, object]:
        found: dict[str, dict[int, _Claim]] = defaultdict(lambda: defaultdict(_Claim))
        for named, cell in said.items():
            if named[0] == "claims":
                claim = found[str(named[1])][int(named[2])]
                if len(named) == 4:
                    claim.parts[str(named[3])] = cell
                else:
                    claim.items[int(named[4])][str(named[5])] = cell
        return {name: self._numbered(("claims", name), found[name]) for name in self._pack.indicators if name in found}

    def _numbered(self, path: Path, claims: Mapping[int, _Claim]) -> object:
        """Return the one claim, or the list of several; a single one that is only a value is that value."""
        if len(claims) == 1:
            (claim,) = claims.values()
            return self._cell(path, claim.parts["value"]) if _is_plain(claim) else self._claim(path, claim)
        made = [self._claim((*path, place), claims[number]) for place, number in enumerate(sorted(claims))]
        self._begins(path, ((*path, place) for place in range(len(made))))
        return made

    def _claim(self, path: Path, claim: _Claim) -> object:
        """Return a claim with all its parts."""
        made: dict[str, object] = {"value": self._value((*path, "value"), claim)}
        for key in PARTS:
            if key != "value" and key in claim.parts:
                made[key] = self._cell((*path, key), claim.parts[key])
        self._begins(path, ((*path, key) for key in made))
        return made

    def _value(self, path: Path, claim: _Claim) -> object:
        """Return the value, or the items, of a claim; what stands in the value's own cell is never passed over."""
        stated = claim.parts.get("value")
        if stated is None:
            return self._items(path, claim.items) if claim.items else None
        found = self._cell(path, stated)
        return [] if found == NO_ITEMS else found

    def _items(self, path: Path, items: Mapping[int, Mapping[str, Cell]]) -> list[object]:
        made: list[object] = [
            self._entry((*path, place), items[number], items[number]) for place, number in enumerate(sorted(items))
        ]
        self._begins(path, ((*path, place) for place in range(len(made))))
        return made

    def _entry(self, path: Path, cells: Mapping[str, Cell], keys: Iterable[str]) -> dict[str, object]:
        """Return a mapping of *cells* in the order of *keys*."""
        made: dict[str, object] = {key: self._cell((*path, key), cells[key]) for key in keys if key in cells}
        self._begins(path, ((*path, key) for key in made))
        return made

    def _begins(self, path: Path, parts: Iterable[Path]) -> None:
        """Note that what is at *path* begins where the first of its parts stands."""
        self.places[path] = min(self.places[part] for part in parts if part in self.places)

    def _cell(self, path: Path, cell: Cell) -> Scalar:
        """Return what a cell says, after noting where it stands and what was noticed of it."""
        self.places[path] = cell.place
        for remark in cell.remarks:
            self.faults.append(Fault(path, remark.code, remark.parameters, severity=remark.severity))
        return None if any(remark.severity == "critical" for remark in cell.remarks) else cell.value


def _is_plain(claim: _Claim) -> bool:
    """Return whether nothing but a value is said."""
    return set(claim.parts) == {"value"} and not claim.items and not _is_list_text(claim.parts["value"])


def _is_list_text(cell: Cell) -> bool:
    return isinstance(cell.value, Bare) and cell.value == NO_ITEMS
