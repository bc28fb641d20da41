"""The read-me of a form: how to fill it in, and how to send it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsxwriter.worksheet import Worksheet

from checker.model.directive import Hedge
from checker.model.form import GUIDE as ROLE
from checker.model.number import format_exact
from checker.model.text import Text
from checker.model.words import EVIDENCE_WORDS, HEDGE_WORDS
from checker.reports.forms.book import Book, set_page, whom_line
from checker.reports.forms.heights import height_of
from checker.reports.forms.words import (
    EVIDENCE_MEANINGS,
    GUIDE,
    GUIDE_LEFT_OUT,
    GUIDE_LISTS,
    GUIDE_MANY,
    SENDING,
    SHEETS,
    TITLES,
)

_WIDTHS = (76, 104)


def write_guide(book: Book) -> None:
    """Write the read-me: both languages side by side, that of the form first."""
    request = book.request
    directive = request.pack.directive
    sheet = book.add(SHEETS["guide"])
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.write_string(0, 0, ROLE)
    sheet.set_row(1, 24)
    sheet.write_string(1, 1, directive.title.in_(book.language), book.styles["title"])
    sheet.write_string(2, 1, whom_line(request, book.language), book.styles["subtitle"])
    stamp = f"{directive.number} · {directive.id} {directive.version} · {request.pack.digest[:12]}"
    sheet.write_string(3, 1, f"{TITLES['pack'].in_(book.language)}: {stamp}", book.styles["subtitle"])
    row = 4
    for title, texts in _sections(book):
        row = _write_section(book, sheet, row + 1, (title, *texts))
    for place, width in enumerate(_widths(book), 1):
        sheet.set_column(place, place, width)
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.hide_gridlines(2)
    set_page(book, sheet)
    sheet.fit_to_pages(1, 1)


def _widths(book: Book) -> tuple[float, ...]:
    """Return the widths of the two columns, that of the form's language first."""
    return _WIDTHS if book.language == "zh" else tuple(reversed(_WIDTHS))


def _write_section(book: Book, sheet: Worksheet, row: int, texts: Iterable[Text]) -> int:
    """Write a heading and its texts, both languages side by side; return the row after it."""
    widths = _widths(book)
    for number, text in enumerate(texts):
        style = book.styles["body" if number else "section"]
        both = (text.zh, text.en) if book.language == "zh" else (text.en, text.zh)
        lines = [f"{number}. {said}" if number else said for said in both]
        sheet.set_row(row, height_of(zip(lines, widths, strict=True)))
        for place, said in enumerate(lines, 1):
            sheet.write_string(row, place, said, style)
        row += 1
    return row


def _sections(book: Book) -> Iterator[tuple[Text, list[Text]]]:
    """Yield the sections of the read-me: title and texts."""
    request = book.request
    several = len(request.localities) > 1
    names = {"sources": SHEETS["sources"], "more": SHEETS["more"], "notes": SHEETS["notes"]}
    words = names | {"end": request.period.end.isoformat()}
    yield TITLES["how"], [_filled(text, words) for text in (GUIDE_MANY if several else GUIDE)] + _lists(book)
    yield TITLES["send"], list(SENDING)
    if not several:
        yield TITLES["hedges"], [_hedge(name, hedge) for name, hedge in request.pack.directive.scoring.hedges.items()]
    yield TITLES["evidence"], [_kind(name, word) for name, word in EVIDENCE_WORDS.items()]


def _lists(book: Book) -> list[Text]:
    """Return what to do with lists, if the form asks for any."""
    lists = book.request.lists
    if not lists:
        return []
    said = GUIDE_LEFT_OUT if len(book.request.localities) > 1 else GUIDE_LISTS
    zh, en = "、".join(one.label.zh for one in lists), ", ".join(one.label.en for one in lists)
    return [Text(said.zh.format(names=zh), said.en.format(names=en))]


def _filled(text: Text, words: dict[str, str]) -> Text:
    return Text(text.zh.format_map(words), text.en.format_map(words))


def _hedge(name: str, hedge: Hedge) -> Text:
    """Return what a hedge makes of a figure, by the pack: factors of its ends."""
    word = HEDGE_WORDS.get(name, Text(name, name))
    low = None if hedge.lower is None else format_exact(hedge.lower * 100)
    high = None if hedge.upper is None else format_exact(hedge.upper * 100)
    if low is not None and high is not None:
        return Text(f"{word.zh} 100：{low} 至 {high}", f"{word.en} 100: {low} to {high}")
    if low is not None:
        return Text(f"{word.zh} 100：{low} 以上（含）", f"{word.en} 100: {low} or more")
    return Text(f"{word.zh} 100：{high} 以下（含）", f"{word.en} 100: {high} or less")


def _kind(name: str, word: Text) -> Text:
    """Return a kind of evidence, and what it cannot support."""
    meaning = EVIDENCE_MEANINGS.get(name)
    return word if meaning is None else Text(f"{word.zh}：{meaning.zh}", f"{word.en}: {meaning.en}")
