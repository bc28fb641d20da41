"""A workbook of ours: its sheets with their hidden keys, its drop-downs, its stamp."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from checker.model.form import HEADING, LIST_KEY, META_FORMAT, META_KEYS, META_SHEET, UNIT_KEY, Choice
from checker.model.text import Language, Text
from checker.reports.forms.cells import Rule
from checker.reports.forms.heights import height_of
from checker.reports.forms.page import Stamp, set_up_page
from checker.reports.forms.request import FormRequest
from checker.reports.forms.styles import build_styles
from checker.reports.forms.words import HEADERS, TITLES
from checker.reports.view import locality_name

MAX_NAME = 31
USUAL = 15.0  # points
SIGNED = 30.0  # points: room to sign by hand
MANY_PAGES = 70  # percent, where a sheet is too wide for one page
FIRST_ROW = 4  # keys, title, subtitle, headers; then the rows to fill
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: the key that reading goes by, how wide it is in characters, and its header if not ours.

    One that is not *printed* is for the screen alone; it stands before all that are.
    """

    key: str
    width: float
    header: str = ""
    printed: bool = True


class Book:
    """A workbook being written. The same request gives the same bytes: nothing in it depends on the clock."""

    def __init__(self, request: FormRequest) -> None:
        self.request = request
        self.language: Language = request.language
        self._buffer = BytesIO()
        self._book = Workbook(self._buffer, _OPTIONS)
        self._lists: dict[str, Sequence[Choice]] = {}
        self.styles: Mapping[str, Format] = build_styles(self._book)
        directive = request.pack.directive
        issued = datetime(directive.issued.year, directive.issued.month, directive.issued.day, tzinfo=UTC)
        self._book.set_properties({"title": directive.title.in_(self.language), "created": issued})

    def add(self, name: str) -> Worksheet:
        """Return a new sheet."""
        return self._book.add_worksheet(name)

    def name_for(self, wanted: str) -> str:
        """Return *wanted* as a name that a new sheet may have: no signs that Excel refuses, short, not yet taken."""
        clean = re.sub(r"[\[\]:*?/\\']", " ", wanted)[:MAX_NAME].strip()
        taken = {name.casefold() for name in self._book.sheetnames}
        numbered = (f"{clean[: MAX_NAME - 3]} {number}" for number in range(2, 100))
        return next(name for name in (clean, *numbered) if name.casefold() not in taken)

    def choices(self, name: str, choices: Sequence[Choice]) -> str:
        """Return the range of a drop-down. It is a defined name: a list in the rule itself may have 255 characters."""
        listed = "choices_" + re.sub(r"\W", "_", name, flags=re.ASCII)
        self._lists[listed] = choices
        return f"={listed}"

    def both(self, text: Text, between: str = "\n") -> str:
        """Return *text* in both languages, that of the form first."""
        first, second = (text.zh, text.en) if self.language == "zh" else (text.en, text.zh)
        return f"{first}{between}{second}"

    def close(self, meta: Mapping[str, str]) -> bytes:
        """Return the whole workbook, stamped with *meta* (some of META_KEYS)."""
        sheet = self.add(META_SHEET)
        sheet.very_hidden()
        rows = [(key, meta[key]) for key in META_KEYS if key in meta]
        rows += [(f"{UNIT_KEY}{one.id}", one.unit) for one in self.request.indicators]
        for row, cells in enumerate(rows):
            sheet.write_row(row, 0, cells)
        self._write_lists(sheet, len(rows))
        self._book.close()
        return self._buffer.getvalue()

    def _write_lists(self, sheet: Worksheet, row: int) -> None:
        """Write the drop-downs from *row* on, each under its name."""
        for name, choices in self._lists.items():
            ends = f"$C${row + 1}:$C${row + len(choices)}"
            self._book.define_name(name, f"='{META_SHEET}'!{ends}")
            for choice in choices:
                sheet.write_row(row, 0, (f"{LIST_KEY}{name}", choice.id, choice.shown))
                row += 1


class Sheet:
    """A sheet with the hidden keys: row 1 of columns, column A of rows; then title, subtitle and headers."""

    def __init__(self, book: Book, name: str, role: str, columns: Sequence[Column]) -> None:
        self.book = book
        self.columns = columns
        self.role = role
        self.name = book.name_for(name)
        self.sheet = book.add(self.name)
        self.row = FIRST_ROW
        self.sheet.set_row(0, None, None, {"hidden": True})
        self.sheet.set_column(0, 0, None, None, {"hidden": True})
        self.sheet.write_string(0, 0, role)
        for place, column in enumerate(columns, 1):
            self.sheet.set_column(place, place, column.width)
            if column.key:
                self.sheet.write_string(0, place, column.key)

    def place(self, key: str) -> int:
        """Return the place of the column *key*, counted from 0."""
        return 1 + next(place for place, column in enumerate(self.columns) if column.key == key)

    @property
    def printed(self) -> int:
        """The place of the first column that is printed."""
        return 1 + sum(not column.printed for column in self.columns)

    def head(self, title: str, subtitle: str, *, beside: int = 0) -> None:
        """Write title and subtitle, *beside* the first so many printed columns, and the headers."""
        place = self.printed + beside
        styles, headers = self.book.styles, list[tuple[str, float]]()
        for row in range(1, FIRST_ROW):
            self.sheet.write_string(row, 0, HEADING)
        self.sheet.set_row(1, 24)
        self.sheet.set_row(2, 18)
        self.sheet.write_string(1, place, title, styles["title"])
        self.sheet.write_string(2, place, subtitle, styles["subtitle"])
        for number, column in enumerate(self.columns, 1):
            header = column.header or self.book.both(HEADERS[column.key])
            headers.append((header, column.width))
            self.sheet.write_string(3, number, header, styles["header"])
        self.sheet.set_row(3, height_of(headers))

    def group(self, text: str) -> None:
        """Write a heading across the row, and go to the next."""
        self.sheet.write_string(self.row, 0, HEADING)
        for place in range(1, len(self.columns) + 1):
            self.sheet.write_blank(self.row, place, None, self.book.styles["group"])
        self.sheet.write_string(self.row, self.printed, text, self.book.styles["group"])
        self.row += 1

    def sign(self, lines: Iterable[Mapping[str, str]]) -> None:
        """Write *lines* to sign on, each a row of texts by column. Reading passes them over, like headings."""
        style = self.book.styles["sign"]
        for line in lines:
            self.sheet.write_string(self.row, 0, HEADING)
            self.sheet.set_row(self.row, SIGNED)
            for place, column in enumerate(self.columns[self.printed - 1 :], self.printed):
                text = line.get(column.key, "")
                write: Callable[..., object] = self.sheet.write_string if text else self.sheet.write_blank
                write(self.row, place, text or None, style)
            self.row += 1

    def _fit(self, texts: Mapping[str, str]) -> None:
        """Make the row as high as its *texts*, by column, need; without text it keeps the usual height and can grow."""
        cells = [(texts[column.key], column.width) for column in self.columns if texts.get(column.key)]
        height = height_of(cells)
        if height > USUAL:
            self.sheet.set_row(self.row, height)

    def entry(self, key: str, cells: Mapping[str, tuple[str, str]]) -> None:
        """Write a row with its *key*: of each column the text and the style, and go to the next."""
        if key:
            self.sheet.write_string(self.row, 0, key)
        for place, column in enumerate(self.columns, 1):
            text, style = cells.get(column.key, ("", "text"))
            write: Callable[..., object] = self.sheet.write_string if text else self.sheet.write_blank
            write(self.row, place, text or None, self.book.styles[style])
        self._fit({key: text for key, (text, style) in cells.items() if style != "id"})
        self.row += 1

    def allow(self, key: str, rule: Rule, rows: tuple[int, int]) -> None:
        """Let the cells of a column, in the *rows* from first to last, hold what *rule* says."""
        place = self.place(key)
        self.sheet.data_validation(rows[0], place, rows[1], place, rule)

    def colour(self, key: str, formula: str, rows: tuple[int, int]) -> None:
        """Mark the cells of a column as unusual where *formula*, written for the first of *rows*, holds."""
        place = self.place(key)
        rule = {"type": "formula", "criteria": formula, "format": self.book.styles["unusual"]}
        self.sheet.conditional_format(rows[0], place, rows[1], place, rule)

    def close(self, frozen: str, *, pages: int | None = 0) -> None:
        """Lock the structure, freeze up to the column *frozen*, and set up the printed page.

        *pages* is how many the rows are fitted to (0: as many as they take); None if the columns need several.
        """
        sheet = self.sheet
        unlocked = {"format_columns": True, "format_rows": True, "sort": True, "autofilter": True}
        sheet.protect("", unlocked)
        sheet.freeze_panes(FIRST_ROW, self.place(frozen) + 1)
        sheet.repeat_rows(3)
        sheet.print_area(1, self.printed, max(self.row - 1, FIRST_ROW), len(self.columns))
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        set_page(self.book, sheet)
        if pages is not None:
            sheet.fit_to_pages(1, pages)
        else:
            sheet.set_print_scale(MANY_PAGES)
            sheet.repeat_columns(1, self.place(frozen))


def set_page(book: Book, sheet: Worksheet) -> None:
    """Set up the page: A4 across, the form's name above, page numbers and the version of the pack below."""
    request = book.request
    directive = request.pack.directive
    whom = locality_name(request.locality, book.language) if len(request.localities) == 1 else ""
    stamp = f"{directive.id} {directive.version} · {request.pack.digest[:12]}"
    right = f"{whom} {request.period}".strip()
    set_up_page(sheet, Stamp(directive.title.in_(book.language), right, stamp))


def whom_line(request: FormRequest, language: Language) -> str:
    """Return whom the form is for, and the days that the period spans."""
    period = request.period
    days = f"{period} ({period.start.isoformat()} – {period.end.isoformat()})"
    names: Iterable[str] = (f"{one.code} {one.name_zh} {one.name_en}".strip() for one in request.localities[:1])
    if len(request.localities) > 1:
        count = len(request.localities)
        names = (f"{count} 个地区" if language == "zh" else f"{count} localities",)
    said = "  ".join(names)
    return f"{TITLES['for'].in_(language)}: {said}    {TITLES['period'].in_(language)}: {days}"


def meta_of(request: FormRequest) -> dict[str, str]:
    """Return the stamp of a form: what reading asks for first."""
    directive = request.pack.directive
    meta = {
        "format": META_FORMAT,
        "directive": directive.id,
        "version": directive.version,
        "digest": request.pack.digest,
        "period": request.period.name,
    }
    if len(request.localities) == 1:
        meta |= {"locality": request.locality.code, "name": request.locality.name_zh}
    return meta
