"""The workbook of a report as it is written: cells, sheets, and a count of what could not be held."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from checker.model.text import Text
from checker.reports.cell import FORMULA
from checker.reports.forms.page import Stamp, set_up_page
from checker.reports.report.material import Material
from checker.reports.report.xlsx.cells import FIRST_YEAR, MAX_ADDRESS, Cell, Link, Number, fitted, shown_as, text_of
from checker.reports.report.xlsx.styles import Styles

MOST_LINKS = 65_530  # of one sheet
# Row by row: memory does not grow with the number of localities.
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Book:
    """A workbook being written. The same material gives the same bytes: nothing in it depends on the clock."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.language = material.language
        self._buffer = BytesIO()
        self._book = Workbook(self._buffer, _OPTIONS)
        self.styles = Styles(self._book)
        self.sheets: list[tuple[str, Text]] = []
        self.left_out: list[Text] = []
        self._cut = 0
        self._unlinked = 0
        self._links: dict[int, int] = {}
        directive = material.run.pack.directive
        issued = datetime(directive.issued.year, directive.issued.month, directive.issued.day, tzinfo=UTC)
        self._book.set_properties({"title": text_of(self.say(directive.title)), "created": issued})

    def say(self, text: Text) -> str:
        """Return *text* in the report's language."""
        return text.in_(self.language)

    def add(self, name: Text, told: Text) -> Worksheet:
        """Return a new sheet, set up to be printed; *told* says what it holds."""
        sheet = self._book.add_worksheet(self.say(name))
        self.sheets.append((self.say(name), told))
        pack = self.material.run.pack
        stamp = f"{pack.directive.id} {pack.directive.version} · {pack.digest[:12]}"
        set_up_page(sheet, Stamp(text_of(self.say(pack.directive.title)), self.say(name), stamp))
        return sheet

    def chart(self, kind: dict[str, str]) -> object:
        """Return a new chart of *kind*, to be put on a sheet."""
        return self._book.add_chart(kind)

    def write(self, sheet: Worksheet, at: tuple[int, int], cell: Cell, style: str) -> None:
        """Write one cell at row and column *at*, which count from 0. Nothing in it becomes a formula."""
        match cell:
            case None:
                sheet.write_blank(*at, None, self.styles.style(style))
            case int():
                sheet.write_number(*at, cell, self.styles.style(style, "0"))
            case Number():
                self._number(sheet, at, cell, style)
            case date():
                self._date(sheet, at, cell, style)
            case Link():
                self._link(sheet, at, cell)
            case _:
                self._text(sheet, at, text_of(cell), style)

    def merged(self, sheet: Worksheet, row: int, columns: tuple[int, int], said: tuple[str, str]) -> None:
        """Write a text across *columns* of a row; *said* is the text and its style."""
        first, last = columns
        text, style = said
        if last > first:
            sheet.merge_range(row, first, row, last, "", self.styles.style(style))
        self._text(sheet, (row, first), text_of(text), style)

    def _number(self, sheet: Worksheet, at: tuple[int, int], number: Number, style: str) -> None:
        shown = shown_as(number)
        if shown is None:
            self._text(sheet, at, number.text, style)
        else:
            sheet.write_number(*at, shown[0], self.styles.style(style, shown[1]))

    def _date(self, sheet: Worksheet, at: tuple[int, int], day: date, style: str) -> None:
        if day.year < FIRST_YEAR:
            self._text(sheet, at, day.isoformat(), style)
        else:
            sheet.write_datetime(*at, datetime.combine(day, time.min), self.styles.style(style, "yyyy-mm-dd"))

    def _text(self, sheet: Worksheet, at: tuple[int, int], text: str, style: str) -> None:
        held = fitted(text)
        self._cut += len(held) < len(text)
        sheet.write_string(*at, held, self.styles.style(style, quoted=held.startswith(FORMULA)))

    def _link(self, sheet: Worksheet, at: tuple[int, int], link: Link) -> None:
        """Write an address, as a link where it may be one and the sheet can hold it."""
        used = self._links.get(id(sheet), 0)
        is_held = len(link.url) <= MAX_ADDRESS and used < MOST_LINKS
        self._unlinked += bool(link.url) and not is_held
        if not link.url or not is_held:
            self._text(sheet, at, text_of(link.text), "text")
            return
        self._links[id(sheet)] = used + 1
        sheet.write_url(*at, link.url, self.styles.style("link"), fitted(text_of(link.text)))

    def notes(self) -> Iterator[Text]:
        """Yield what the workbook leaves out, once all else is written."""
        yield from self.left_out
        if self._unlinked:
            yield Text(
                f"有 {self._unlinked} 个网址只列为文字：一张表至多有 {MOST_LINKS} 个链接，每个至多 {MAX_ADDRESS} 字。",
                f"{self._unlinked} addresses are listed as text alone: a sheet holds at most {MOST_LINKS:,} links, "
                f"each of at most {MAX_ADDRESS:,} characters.",
            )
        if self._cut:
            yield Text(
                f"有 {self._cut} 处文字超过单元格可容的 32767 字，已截断，以“…”收尾；全文见所报文件。",
                f"{self._cut} texts are longer than the 32,767 characters of a cell; they are cut, ending in “…”, and "
                "stand in full in the files submitted.",
            )

    def close(self) -> bytes:
        """Return the whole workbook."""
        self._book.close()
        return self._buffer.getvalue()
