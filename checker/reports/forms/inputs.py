"""What the sheets of a form share: the cells to fill, their drop-downs, the sheets of sources and notes."""

from __future__ import annotations

from fractions import Fraction

from xlsxwriter.utility import xl_rowcol_to_cell

from checker.model.form import EVIDENCE_CHOICES, NOTES, SOURCES, Choice, hedge_choices, value_choices
from checker.model.indicator import Indicator, ItemFieldSpec
from checker.model.number import format_exact
from checker.model.text import Text
from checker.model.types import DateType, NumberType, TruthType, Type
from checker.reports.forms.book import Book, Column, Sheet, whom_line
from checker.reports.forms.cells import Rule, chosen_rule, date_rule, prompt, value_prompt, value_rule
from checker.reports.forms.words import HEADERS, SHEETS, TITLES

SOURCE_ROWS = 40
NOTE_ROWS = 40
SOURCE_CHOICES = tuple(Choice(f"s{number}", f"s{number}") for number in range(1, SOURCE_ROWS + 1))

# The style of each column that is filled in.
STYLES = {
    "value": "input",
    "as_of": "input-date",
    "hedge": "input-choice",
    "rounded-to": "input",
    "source": "input-choice",
    "note": "input-text",
    "indicator": "input-choice",
    "kind": "input-choice",
    "title": "input-text",
    "url": "input-text",
    "issued": "input-date",
    "fact": "input-text",
    "unit": "input-text",
}


def value_style(spec: Indicator | ItemFieldSpec) -> str:
    """Return the style of a value cell."""
    return "input-choice" if value_choices(spec) else "input-date" if isinstance(spec.type, DateType) else "input"


def blanks(*keys: str) -> dict[str, tuple[str, str]]:
    """Return blank cells to fill, by column."""
    return {key: ("", STYLES[key]) for key in keys}


def allow_day(sheet: Sheet, rows: tuple[int, int]) -> None:
    """Let ``as of`` hold a day, and say what a blank means."""
    book = sheet.book
    end = book.request.period.end.isoformat()
    day = Text(f"空＝报告期末 {end}。", f"Blank: the end of the period, {end}.")
    sheet.allow("as_of", date_rule(book.language) | prompt(HEADERS["as_of"], day, book.language), rows)


def hedge_rule(book: Book, kind: Type) -> Rule:
    """Return the hedges that a value of type *kind* may have."""
    known = book.request.pack.directive.scoring.hedges
    name = "hedge" if isinstance(kind, NumberType) else "hedge_state"
    return chosen_rule(book.choices(name, hedge_choices(known, kind)), book.language)


def source_rule(book: Book) -> Rule:
    """Return the numbers of the sources."""
    return chosen_rule(book.choices("source", SOURCE_CHOICES), book.language)


def value_source(book: Book, spec: Indicator | ItemFieldSpec, owner: str = "") -> str:
    """Return the range of a value's drop-down, blank if it has none; *owner* is the list that a field belongs to."""
    choices = value_choices(spec)
    if not choices:
        return ""
    truth = isinstance(spec.type, TruthType)
    return book.choices("truth" if truth else f"value_{owner}_{spec.id}" if owner else f"value_{spec.id}", choices)


def allow_value(sheet: Sheet, key: str, spec: Indicator | ItemFieldSpec, rows: tuple[int, int]) -> None:
    """Let the cells of a column hold the values of an indicator, told by its definition, or of a field of a list."""
    book = sheet.book
    if isinstance(spec, Indicator):
        rule = value_rule(spec, value_source(book, spec), book.language) | value_prompt(spec, book.language)
        mark_unusual(sheet, key, spec, rows)
    else:
        owner = sheet.role.rpartition(" ")[2]
        rule = value_rule(spec, value_source(book, spec, owner), book.language)
    if rule != {"validate": "any"}:
        sheet.allow(key, rule, rows)


def mark_unusual(sheet: Sheet, key: str, indicator: Indicator, rows: tuple[int, int]) -> None:
    """Colour figures outside the soft bounds: they may be right. A cell has one rule, and the hard bounds are that."""
    soft = indicator.plausible
    ends = () if soft is None else ((soft.lower, "<"), (soft.upper, ">"))
    cell = xl_rowcol_to_cell(rows[0], sheet.place(key))
    tests = [f"{cell}{sign}{format_exact(end)}" for end, sign in ends if isinstance(end, Fraction)]
    if tests:
        formula = f"=AND(ISNUMBER({cell}),OR({','.join(tests)}))"
        sheet.colour(key, formula, rows)


def write_sources(book: Book) -> None:
    """Write the sheet of sources: a row each, with the number that figures cite."""
    columns = (Column("id", 6), Column("kind", 26), Column("title", 60), Column("url", 44), Column("issued", 14))
    sheet = Sheet(book, SHEETS["sources"], SOURCES, columns)
    sheet.head(book.both(TITLES["sources"], "  "), whom_line(book.request, book.language))
    first = sheet.row
    for choice in SOURCE_CHOICES:
        sheet.entry(choice.id, {"id": (choice.shown, "text"), **blanks("kind", "title", "url", "issued")})
    rows = (first, sheet.row - 1)
    sheet.allow("kind", chosen_rule(book.choices("evidence", EVIDENCE_CHOICES), book.language), rows)
    sheet.allow("issued", date_rule(book.language), rows)
    sheet.close("id")


def write_notes(book: Book) -> None:
    """Write the sheet of facts that fit no indicator."""
    columns = (
        Column("fact", 50),
        Column("value", 16),
        Column("unit", 14),
        Column("as_of", 13),
        Column("source", 9),
        Column("note", 44),
    )
    sheet = Sheet(book, SHEETS["notes"], NOTES, columns)
    sheet.head(book.both(TITLES["notes"], "  "), whom_line(book.request, book.language))
    first = sheet.row
    for _ in range(NOTE_ROWS):
        sheet.entry("", blanks("fact", "value", "unit", "as_of", "source", "note"))
    rows = (first, sheet.row - 1)
    sheet.allow("as_of", date_rule(book.language), rows)
    sheet.allow("source", source_rule(book), rows)
    sheet.close("fact")
