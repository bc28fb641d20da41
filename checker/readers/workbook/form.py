"""A filled form of ours -> records: by its hidden keys alone, wherever its sheets, rows and columns have gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checker.errors import InputError, Locus
from checker.model.form import FORM, MANY, SOURCES
from checker.model.pack import Pack
from checker.readers.faults import Fault
from checker.readers.files import InputFile
from checker.readers.records import Record, Records
from checker.readers.tables.draft import Draft
from checker.readers.tables.table import Table
from checker.readers.tables.tree import Cell
from checker.readers.workbook.filling import Filling, Said, named_by
from checker.readers.workbook.notices import notice
from checker.readers.workbook.pages import Numbering, Page
from checker.readers.workbook.sheet import SheetRow
from checker.readers.workbook.stamp import Stamp, check_filled, check_stamp, is_older
from checker.syntax.document import Bare

MAX_TOLD = 20  # cells or rows that are told one by one
_CODE = re.compile("[0-9]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Form:
    """The sheets of a filled form, its stamp, and how its cells are numbered."""

    file: InputFile
    stamp: Stamp
    pages: Sequence[Page]
    numbering: Numbering

    def page(self, role: str) -> Page | None:
        """Return the sheet with this role, if there is one."""
        return next((page for page in self.pages if page.role == role), None)


def read_form(form: Form, pack: Pack, told: Sequence[Fault]) -> Records:
    """Yield the submission of a form, or those of a form for many. *told* was noticed of the workbook.

    What is told of the workbook goes with the first record. Raises InputError if this pack cannot read the form, or if
    its sheets are not whole.
    """
    check_stamp(form.stamp, pack, form.file.name)
    _refuse_doubles(form)
    single, many = form.page(FORM), form.page(MANY)
    if (single is None) == (many is None):
        raise InputError("form-without-sheet", Locus(form.file.name))
    told = (*told, *_older(form, pack), *_strays(form))
    if many is None:
        yield _read_single(form, pack, told)
    else:
        yield from _read_many(form, many, pack, told)


def _read_single(form: Form, pack: Pack, told: Sequence[Fault]) -> Record:
    """Return the submission of one locality. Its hash is of the whole file, as of any file with one submission."""
    filling = Filling(pack, form.pages)
    said = list(filling.said(form.pages))
    codes = [form.stamp.locality] if form.stamp.locality else []
    check_filled(form.stamp, named_by(said, pack), codes, pack, form.file.name)
    draft = _draft(form, pack, (0, 0))
    _put(draft, "locality", form.stamp.locality)
    _put(draft, "name", form.stamp.name)
    for field, cell in said:
        draft.put(field, cell)
    record = draft.record()
    faults = (*record.faults, *told, *filling.faults, *filling.unseen.told(), *_not_filled(form, said))
    return replace(record, sha256=form.file.sha256, faults=faults)


def _not_filled(form: Form, said: Sequence[Said]) -> Iterator[Fault]:
    """Yield that a form for one locality says nothing: that is no error, but seldom what was meant."""
    page = form.page(FORM)
    if page is not None and not any(field[0] in ("claims", "notes") for field, _ in said):
        yield notice(page.number, "form-not-filled", "minor")


def _read_many(form: Form, page: Page, pack: Pack, told: Sequence[Fault]) -> Iterator[Record]:
    """Yield a record for each row in which something is filled in."""
    filling = Filling(pack, form.pages)
    sources = list(filling.said(page for page in form.pages if page.role == SOURCES))
    rows = [(key, row, list(filling.of_row(page, row))) for key, row in _keyed(page)]
    filled = [(key, row, said) for key, row, said in rows if any(field[0] == "claims" for field, _ in said)]
    names = {name for _, _, said in filled for name in named_by(said, pack)}
    check_filled(form.stamp, names, [key for key, _, _ in filled], pack, form.file.name)
    if not filled:
        raise InputError("form-not-filled", Locus(form.file.name, sheet=page.sheet.name))
    blank = [key for key, _, said in rows if not any(field[0] == "claims" for field, _ in said)]
    told = [*told, *filling.unseen.told(), *_passed_over(page)]
    told += [notice(page.number, "rows-not-filled", "note", found=", ".join(blank))] if blank else []
    for key, row, said in filled:
        record = _row_record(form, page, pack, (key, row, [*sources, *said]))
        yield replace(record, faults=(*record.faults, *told))
        told = []


def _row_record(form: Form, page: Page, pack: Pack, of: tuple[str, SheetRow, Sequence[Said]]) -> Record:
    """Return the submission of one row: its key, the row, and what it says."""
    key, row, said = of
    column = page.columns.get("locality", 0)
    line = Numbering.line(page.number, row.number)
    draft = _draft(form, pack, (line, column))
    draft.put(("locality",), Cell(Bare(key), (line, column)))
    name = row.cells.get(page.columns.get("name", 0))
    if name is not None:
        draft.put(("name",), Cell(name, (line, page.columns["name"])))
    for field, cell in said:
        draft.put(field, cell)
    return draft.record()


def _draft(form: Form, pack: Pack, start: tuple[int, int]) -> Draft:
    """Return a new submission with what the stamp says of all."""
    draft = Draft(pack, Table(iter(()), form.numbering.locus), start)
    _put(draft, "period", form.stamp.period)
    _put(draft, "origin", "filing")
    return draft


def _put(draft: Draft, key: str, text: str) -> None:
    """Note what the stamp says: it has no place but the file."""
    if text:
        draft.put((key,), Cell(Bare(text), (0, 0)))


def _keyed(page: Page) -> Iterator[tuple[str, SheetRow]]:
    """Yield the rows of localities, each with its code; in a row that was added it stands in the shown column."""
    shown = page.columns.get("locality", 0)
    for key, row in page.entries:
        added = str(row.cells.get(shown) or "").strip()
        if key or _CODE.fullmatch(added):
            yield key or added, row


def _passed_over(page: Page) -> Iterator[Fault]:
    """Yield that rows hold something and name no locality, such as sums."""
    read = {row.number for _, row in _keyed(page)}
    passed = [row.number for _, row in page.entries if row.number not in read and page.filled(row)]
    for number in passed[:MAX_TOLD]:
        yield notice(page.number, "form-row-passed-over", "minor", number)


def _refuse_doubles(form: Form) -> None:
    """Refuse two sheets with one role: which of them holds cannot be known."""
    seen: dict[tuple[str, str], Page] = {}
    for page in form.pages:
        other = seen.setdefault((page.role, page.indicator), page)
        if other is not page:
            place = Locus(form.file.name, sheet=page.sheet.name)
            raise InputError("form-sheet-twice", place, other=other.sheet.name)


def _older(form: Form, pack: Pack) -> Iterator[Fault]:
    if is_older(form.stamp, pack):
        yield notice(0, "form-older", "minor", found=form.stamp.version, expected=pack.directive.version)


def _strays(form: Form) -> Iterator[Fault]:
    """Yield what stands in no cell of the form: it is not read."""
    for page in form.pages:
        cells = list(page.strays())
        if cells:
            shown = ", ".join(cells[:MAX_TOLD])
            yield notice(page.number, "cells-unread", "minor", found=shown, count=len(cells))
