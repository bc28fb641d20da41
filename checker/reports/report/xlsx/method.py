"""The last sheet: how the scores are made, and everything needed to recompute them."""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.text import Text
from checker.reports.catalogue.page import Address, Block, Cell, Code, Facts, Heading, Paragraph, Table
from checker.reports.labels import LABELS
from checker.reports.report.view.report import ReportView
from checker.reports.report.view.spans import joined, same
from checker.reports.report.view.words import WORDS, limit_of_reconstructed
from checker.reports.report.xlsx.basis import basis_of
from checker.reports.report.xlsx.book import Book
from checker.reports.report.xlsx.cells import Number
from checker.reports.report.xlsx.page import COLUMNS, Page

_HALVES = ((0, 1), (2, COLUMNS - 1))
_WEIGHTS = ((0, 6), (7, 7), (8, COLUMNS - 1))
_COMMANDS = "checker score PATH... · checker explain FILE · checker score --format json PATH..."


def write_method(book: Book, report: ReportView) -> None:
    """Write the sheet."""
    page = Page(book, "method")
    page.title(f"{book.say(WORDS['method'])} · {book.say(report.title)}")
    page.line(book.say(WORDS["same-result"]), "lead")
    _write_blocks(page, report.identity[1:])
    for name, value in basis_of(report)[1:]:
        page.fact(book.say(name), book.say(value))
    page.section(book.say(WORDS["about-unknown"]))
    page.line(book.say(WORDS["unknown-is"]))
    _write_blocks(page, report.policy)
    _write_weights(page, report)
    page.section(book.say(WORDS["rounding"]))
    page.line(book.say(WORDS["rounding-is"]))
    _write_limits(page, report)
    page.section(book.say(WORDS["recompute"]))
    page.line(_COMMANDS)


def _write_weights(page: Page, report: ReportView) -> None:
    page.section(page.book.say(WORDS["weights"]))
    rows = (
        (f"{one.point.id} {page.book.say(one.point.title)}", Number(one.point.weight, one.weight), one.point.mark)
        for one in report.points
    )
    page.table(_WEIGHTS, (LABELS["point"], LABELS["weight"], LABELS["mark"]), rows)


def _write_limits(page: Page, report: ReportView) -> None:
    say = page.book.say
    page.section(say(WORDS["limits"]))
    if report.origin.reconstructed:
        page.line(say(limit_of_reconstructed(report.origin.reconstructed)))
    marks = [LABELS[mark] for mark in ("A", "B", "C")]
    page.line(say(WORDS["marks"]) + say(joined(marks)))
    for one in report.points:
        for unseen in one.point.unseen:
            page.fact(f"{one.point.id} {say(one.point.title)}", f"{say(unseen.what)}: {say(unseen.why)}")


def _write_blocks(page: Page, blocks: Sequence[Block]) -> None:
    """Write what the catalogue of the pack says."""
    for block in blocks:
        match block:
            case Heading():
                page.section(page.book.say(block.text))
            case Paragraph():
                page.line(page.book.say(block.text))
            case Facts():
                for name, value in block.rows:
                    page.fact(page.book.say(name), page.book.say(_text(value)))
            case Table():
                rows = [[page.book.say(_text(cell)) for cell in row] for row in block.rows]
                page.table(_HALVES, block.headers, rows)


def _text(cell: Cell) -> Text:
    """Return a cell of the catalogue as text: its addresses stay text, too."""
    match cell:
        case Text():
            return cell
        case Code():
            return same(cell.text)
        case Address():
            return same(cell.url)
        case _:
            return joined(Text(f"{link.id} {link.text.zh}", f"{link.id} {link.text.en}") for link in cell)
