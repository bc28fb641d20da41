"""The sheets of a form -> what they say of a submission: what a list showed is turned into what it means."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.model.form import (
    CLAIM_COLUMNS,
    EVIDENCE_CHOICES,
    FIELD_COLUMN,
    FORM,
    INDICATOR_COLUMN,
    INPUT_COLUMNS,
    ITEMS,
    MORE,
    NOTES,
    SOURCES,
    Choice,
    hedge_choices,
    indicator_choices,
    meaning_of,
    value_choices,
)
from checker.model.pack import Pack
from checker.model.types import ListType
from checker.readers.faults import Fault
from checker.readers.tables.fields import Field, FieldNames
from checker.readers.tables.tree import Cell
from checker.readers.workbook.notices import Unseen, notice
from checker.readers.workbook.pages import Marks, Numbering, Page
from checker.readers.workbook.percents import told_of
from checker.readers.workbook.sheet import SheetRow
from checker.syntax.document import Bare

# A list of indicators shows their ids in brackets: labels change from version to version.
_SHOWN_ID = re.compile(r".*\(([A-Za-z0-9_]+)\)", re.ASCII | re.DOTALL)

Said = tuple[Field, Cell]
NO_CHOICE: tuple[Choice, ...] = ()


class Filling:
    """Reads the sheets of one form.

    *unseen* fills with what was read of hidden rows, columns and sheets, *faults* with rows that name no indicator.
    """

    def __init__(self, pack: Pack, pages: Sequence[Page]) -> None:
        self._pack = pack
        self._marks: Mapping[int, Marks] = {page.number: page.marks() for page in pages}
        self._lists = {page.indicator for page in pages if page.role == ITEMS}
        self._hedges = hedge_choices(pack.directive.scoring.hedges)
        self._indicators = indicator_choices(pack.indicators.values())
        self._names = FieldNames(pack)
        self._values = {("claims", name, 1, "value") for name in pack.indicators}
        self.unseen = Unseen()
        self.faults: list[Fault] = []

    def said(self, pages: Iterable[Page]) -> Iterator[Said]:
        """Yield what the sheets of a form for one locality say, or the sheet of sources of any form."""
        for page in pages:
            match page.role:
                case role if role == FORM:
                    yield from self._of_form(page)
                case role if role == MORE:
                    yield from self._of_more(page)
                case role if role == ITEMS:
                    yield from self._of_items(page)
                case role if role == NOTES:
                    yield from self._of_notes(page)
                case role if role == SOURCES:
                    yield from self._of_sources(page)

    def of_row(self, page: Page, row: SheetRow) -> Iterator[Said]:
        """Yield what a row of a form for many localities says of its claims."""
        for key in ("as_of", "source"):
            yield from self._cell(("row", key), page, row, key)
        for key in page.inputs:
            if key.startswith(INDICATOR_COLUMN):
                name = key.removeprefix(INDICATOR_COLUMN)
                yield from self._cell(("claims", name, 1, "value"), page, row, key)

    def _of_form(self, page: Page) -> Iterator[Said]:
        for name, row in page.entries:
            passed = "value" if self._is_list(name) else ""
            yield from self._claim(name, 1, page, row, passed)

    def _of_more(self, page: Page) -> Iterator[Said]:
        """Yield further claims: they are numbered from 2 on."""
        numbers: Counter[str] = Counter()
        for _, row in page.entries:
            if not page.filled(row):
                continue
            column = page.columns["indicator"]
            shown = str(row.cells.get(column) or "")
            name = self._indicator(shown)
            if name is None:
                code = "form-indicator-unknown" if shown else "form-indicator-missing"
                self.faults.append(notice(page.number, code, "critical", row.number, column, found=shown))
                continue
            numbers[name] += 1
            yield from self._claim(name, numbers[name] + 1, page, row)

    def _claim(self, name: str, number: int, page: Page, row: SheetRow, passed: str = "") -> Iterator[Said]:
        for key in CLAIM_COLUMNS:
            if key != passed:
                yield from self._cell(("claims", name, number, key), page, row, key)

    def _of_items(self, page: Page) -> Iterator[Said]:
        filled = [row for _, row in page.entries if page.filled(row)]
        for number, row in enumerate(filled, 1):
            for key in page.inputs:
                if key.startswith(FIELD_COLUMN):
                    name = key.removeprefix(FIELD_COLUMN)
                    yield from self._cell(("claims", page.indicator, 1, "value", number, name), page, row, key)

    def _of_notes(self, page: Page) -> Iterator[Said]:
        filled = [row for _, row in page.entries if page.filled(row)]
        for number, row in enumerate(filled, 1):
            for key in INPUT_COLUMNS[NOTES]:
                yield from self._cell(("notes", number, key), page, row, key)

    def _of_sources(self, page: Page) -> Iterator[Said]:
        for name, row in page.entries:
            for key in INPUT_COLUMNS[SOURCES]:
                yield from self._cell(("sources", name, key), page, row, key)

    def _cell(self, field: Field, page: Page, row: SheetRow, key: str) -> Iterator[Said]:
        """Yield what a cell says of *field*, unless it is blank and nothing is to be said of it."""
        column = page.columns[key]
        value = row.cells.get(column)
        place = row.number, column
        remarks = (*self._marks[page.number].get(place, ()), *page.sheet.remarks.get(place, ()))
        remarks = told_of(remarks, field, self._pack)
        if value is None and not remarks:
            return
        self.unseen.note(page.number, page.sheet, row, column)
        if isinstance(value, str) and (meaning := self._meaning(value, field)):
            value = Bare(meaning)
        yield field, Cell(value, (Numbering.line(page.number, row.number), column), remarks)

    def _meaning(self, text: str, field: Field) -> str | None:
        """Return the id of what a list showed; a hedge or a kind of evidence may also be named in one language."""
        found = meaning_of(text, self._choices(field))
        if found is None and field[-1] in ("hedge", "kind"):
            halves = [one.id for one in self._choices(field) if text.strip() in one.shown.split(" / ")]
            found = halves[0] if len(halves) == 1 else None
        return found

    def _choices(self, field: Field) -> tuple[Choice, ...]:
        """Return what the list of a cell offers, by the field that the cell is of."""
        match field:
            case ("claims", str(name), _, "value") if name in self._pack.indicators:
                return value_choices(self._pack.indicators[name])
            case ("claims", str(name), _, "value", _, str(part)) if name in self._pack.indicators:
                fields = self._pack.indicators[name].fields
                return next((value_choices(one) for one in fields if one.id == part), NO_CHOICE)
            case ("claims", _, _, "hedge"):
                return self._hedges
            case ("sources", _, "kind"):
                return EVIDENCE_CHOICES
        return NO_CHOICE

    def _indicator(self, shown: str) -> str | None:
        """Return the indicator that a list showed so, or that is named; of an older form, the id in brackets."""
        known = meaning_of(shown, self._indicators)
        named = self._names.find(shown) if known is None else None
        if named is not None and named.field in self._values and not named.wrong_unit:
            return str(named.field[1])
        in_brackets = _SHOWN_ID.fullmatch(shown.strip())
        return known or (in_brackets[1] if in_brackets else None)

    def _is_list(self, name: str) -> bool:
        """Return whether an indicator is a list, by the dictionary or by the form."""
        known = self._pack.indicators.get(name)
        return name in self._lists or (known is not None and isinstance(known.type, ListType))


def named_by(said: Iterable[Said], pack: Pack) -> set[str]:
    """Return the indicators of which something is said, and the fields of lists that the dictionary does not know."""
    found: set[str] = set()
    for field, _ in said:
        match field:
            case ("claims", str(name), _, "value", _, str(part)) if name in pack.indicators:
                known = {one.id for one in pack.indicators[name].fields}
                found |= {name} if part in known else {f"{name}.{part}"}
            case ("claims", str(name), *_):
                found.add(name)
    return found
