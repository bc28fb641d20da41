"""The Excel form of one locality: a read-me, a row an indicator, sources, further figures, lists, notes."""

from __future__ import annotations

from checker.model.form import FIELD_COLUMN, FORM, MORE, indicator_choices, items_role
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.types import ListType, NumberType, StateType
from checker.reports.forms.book import Book, Column, Sheet, meta_of, whom_line
from checker.reports.forms.cells import above_zero_rule, bounds_text, chosen_rule, source_prompt, unit_text
from checker.reports.forms.guide import write_guide
from checker.reports.forms.inputs import (
    allow_day,
    allow_value,
    blanks,
    hedge_rule,
    source_rule,
    value_style,
    write_notes,
    write_sources,
)
from checker.reports.forms.previous import latest_claim, previous_text
from checker.reports.forms.request import FormRequest
from checker.reports.forms.words import COUNTS, FIELDS, HEADERS, SHEETS, SIGNING, TITLES

MORE_ROWS = 40  # what one printed page holds
ITEM_ROWS = 60
ITEM_PAGES = 2  # 30 items on each
ITEMS_WIDTH = 132  # of all columns of a list together, in characters: a page across
_SIGNED_AT = ("unit", "value")  # where the second and third line to sign on begin; the first begins the row


def to_workbook(request: FormRequest) -> bytes:
    """Return the blank form of one locality as an Excel workbook. The same request gives the same bytes."""
    book = Book(request)
    write_guide(book)
    _write_report(book)
    write_sources(book)
    _write_more(book)
    for indicator in request.lists:
        _write_items(book, indicator)
    write_notes(book)
    return book.close(meta_of(request))


def _write_report(book: Book) -> None:
    """Write the sheet to fill: the indicators that the locality is asked, point by point."""
    request = book.request
    sheet = Sheet(book, SHEETS["form"], FORM, _report_columns(book))
    sheet.head(request.pack.directive.title.in_(book.language), whom_line(request, book.language))
    first = sheet.row
    for point, asked in request.by_point():
        sheet.group(f"{point.id}. {book.both(point.title, ' / ')}")
        for indicator in asked:
            _write_row(sheet, indicator)
    allow_day(sheet, (first, sheet.row - 1))
    sheet.allow("rounded-to", above_zero_rule(book.language), (first, sheet.row - 1))
    label = "label-zh" if book.language == "zh" else "label-en"
    places = (label, *_SIGNED_AT)
    lines = [[f"{book.both(text, ' ')}:" for text in texts] for texts in SIGNING]
    sheet.sign(dict(zip(places, texts, strict=False)) for texts in lines)
    sheet.close(label)


def _report_columns(book: Book) -> list[Column]:
    """Return the columns of the report; that of the earlier figures only if there are any."""
    labels = [Column("label-zh", 24), Column("label-en", 40)]
    last = book.request.previous
    header = "" if last is None else f"{book.both(HEADERS['previous'])}\n{last.period}"
    return [
        Column("id", 22, printed=False),
        *(labels if book.language == "zh" else reversed(labels)),
        Column("unit", 12),
        Column("counts", 16),
        Column("bounds", 34),
        *([Column("previous", 15, header)] if last is not None else []),
        Column("value", 15),
        Column("as_of", 11),
        Column("hedge", 11),
        Column("rounded-to", 9),
        Column("source", 7),
        Column("note", 22),
    ]


def _write_row(sheet: Sheet, indicator: Indicator) -> None:
    """Write the row of one indicator, and what its cells let in."""
    book, row = sheet.book, sheet.row
    language = book.language
    is_list, is_number = isinstance(indicator.type, ListType), isinstance(indicator.type, NumberType)
    cells = {
        "id": (indicator.id, "id"),
        "label-zh": (indicator.label.zh, "text"),
        "label-en": (indicator.label.en, "text"),
        "unit": (unit_text(book.request.pack, indicator.unit, language), "text"),
        "counts": (COUNTS[indicator.kind].in_(language), "text"),
        "bounds": (bounds_text(indicator, language), "text"),
        "previous": (_previous(book, indicator), "previous"),
        **blanks("as_of", "source", "note"),
        "value": (TITLES["see-list"].in_(language), "see") if is_list else ("", value_style(indicator)),
        "hedge": ("", "input-choice" if is_number or isinstance(indicator.type, StateType) else "not-asked"),
        "rounded-to": ("", "input" if is_number else "not-asked"),
    }
    sheet.entry(indicator.id, cells)
    if not is_list:
        allow_value(sheet, "value", indicator, (row, row))
    if cells["hedge"][1] != "not-asked":
        sheet.allow("hedge", hedge_rule(book, indicator.type), (row, row))
    sheet.allow("source", source_rule(book) | source_prompt(indicator, language), (row, row))


def _previous(book: Book, indicator: Indicator) -> str:
    last = book.request.previous
    claim = None if last is None else latest_claim(last, indicator)
    return "" if claim is None else previous_text(claim, indicator, book.language)


def _write_more(book: Book) -> None:
    """Write the sheet of second and further figures. A value may be of any type here: reading checks it."""
    columns = (
        Column("indicator", 60),
        Column("value", 16),
        Column("as_of", 13),
        Column("hedge", 18),
        Column("rounded-to", 10),
        Column("source", 9),
        Column("note", 40),
    )
    sheet = Sheet(book, SHEETS["more"], MORE, columns)
    sheet.head(book.both(TITLES["more"], "  "), whom_line(book.request, book.language))
    rows = (sheet.row, sheet.row + MORE_ROWS - 1)
    for _ in range(MORE_ROWS):
        sheet.entry("", blanks("indicator", "value", "as_of", "hedge", "rounded-to", "source", "note"))
    single = [one for one in book.request.indicators if not isinstance(one.type, ListType)]
    listed = book.choices("indicator", indicator_choices(single))
    sheet.allow("indicator", chosen_rule(listed, book.language), rows)
    allow_day(sheet, rows)
    sheet.allow("rounded-to", above_zero_rule(book.language), rows)
    sheet.allow("hedge", hedge_rule(book, NumberType(None)), rows)
    sheet.allow("source", source_rule(book), rows)
    sheet.close("indicator", pages=1)


def _write_items(book: Book, indicator: Indicator) -> None:
    """Write the sheet of a list: a column a field, an item a row."""
    width = max(ITEMS_WIDTH / len(indicator.fields), 14)
    columns = [Column(f"{FIELD_COLUMN}{field.id}", width, _field_header(book, field)) for field in indicator.fields]
    sheet = Sheet(book, f"清单 {indicator.label.zh}", items_role(indicator.id), columns)
    told = f"{TITLES['items'].in_(book.language)} ({indicator.id})    {whom_line(book.request, book.language)}"
    sheet.head(book.both(indicator.label, " / "), told)
    rows = (sheet.row, sheet.row + ITEM_ROWS - 1)
    for _ in range(ITEM_ROWS):
        sheet.entry("", {f"{FIELD_COLUMN}{field.id}": ("", value_style(field)) for field in indicator.fields})
    for field in indicator.fields:
        allow_value(sheet, f"{FIELD_COLUMN}{field.id}", field, rows)
    sheet.close(columns[0].key, pages=ITEM_PAGES)


def _field_header(book: Book, field: ItemFieldSpec) -> str:
    """Return the header of a field: its name, what may be chosen, and its unit."""
    name = FIELDS.get(field.id)
    lines = [field.id if name is None else book.both(name, " ")]
    lines += [" · ".join(state.text.in_(book.language) for state in field.states)]
    unit = unit_text(book.request.pack, field.unit, book.language)
    lines += [f"({unit})" if unit else ""]
    return "\n".join(line for line in lines if line)
