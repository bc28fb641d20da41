"""Workbooks -> records. What a workbook is shows in its first rows: a form of ours, or tables made by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checker.errors import InputError, Locus
from checker.model.form import FIXES, FORM, GUIDE, MANY
from checker.model.pack import Pack
from checker.readers.files import InputFile
from checker.readers.records import Records
from checker.readers.workbook.book import FIRST_ROWS, Book
from checker.readers.workbook.form import Form, read_form
from checker.readers.workbook.notices import of_book, of_unread
from checker.readers.workbook.package import open_package
from checker.readers.workbook.pages import Numbering, misplaced_role, read_page, role_at
from checker.readers.workbook.sheet import Sheet
from checker.readers.workbook.stamp import is_stamp, read_stamp

_NOT_DATA = (FIXES, GUIDE)


def read_workbook(file: InputFile, pack: Pack) -> Records:
    """Yield the submissions in a workbook. Raises InputError for what is no workbook, or could do harm."""
    book = Book(open_package(file))
    first = {number: book.read(entry, FIRST_ROWS) for number, entry in enumerate(book.entries, 1)}
    roles = {number: found[0] for number, sheet in first.items() if (found := role_at(sheet)) is not None}
    if any(is_stamp(sheet) for sheet in first.values()) or FORM in roles.values() or MANY in roles.values():
        yield from _read_form(file, book, first, pack)
        return
    from checker.readers.workbook.handmade import read_tables  # noqa: PLC0415 - a form does without tables

    _refuse_moved(file, first.values())
    others = {number: sheet for number, sheet in first.items() if roles.get(number) not in _NOT_DATA}
    yield from read_tables(file, book, others, pack)


def _read_form(file: InputFile, book: Book, first: Mapping[int, Sheet], pack: Pack) -> Records:
    stamps = [number for number, sheet in first.items() if is_stamp(sheet)]
    if len(stamps) != 1:
        raise InputError("form-without-stamp", Locus(file.name), found=len(stamps))
    roles = {number: found[0] for number, sheet in first.items() if (found := role_at(sheet)) is not None}
    ours = [number for number, role in roles.items() if role not in _NOT_DATA]
    unread = {number: sheet for number, sheet in first.items() if number not in (*roles, *stamps)}
    _refuse_moved(file, unread.values())
    whole = {number: _whole(book, number, first[number]) for number in (*stamps, *ours)}
    pages = [read_page(number, whole[number], file.name) for number in ours]
    numbering = Numbering(file.name, [entry.name for entry in book.entries])
    form = Form(file, read_stamp(whole[stamps[0]]), pages, numbering)
    yield from read_form(form, pack, [*of_book(book), *of_unread(unread.items())])


def _whole(book: Book, number: int, first: Sheet) -> Sheet:
    return first if first.whole else book.read(book.entries[number - 1])


def _refuse_moved(file: InputFile, sheets: Iterable[Sheet]) -> None:
    """Refuse a sheet of a form into which a row or column was inserted before the hidden ones."""
    for sheet in sheets:
        found = misplaced_role(sheet)
        if found is not None:
            raise InputError("form-moved", Locus(file.name, *found, sheet=sheet.name))
