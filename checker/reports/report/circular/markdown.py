"""A document as Markdown (GitHub's), readable as it stands. Texts stay text: nothing in them is markup."""

from __future__ import annotations

from collections.abc import Iterator

from tabulate import tabulate

from checker.reports.catalogue.markdown import BREAK, plain
from checker.reports.report.circular.build import build_document
from checker.reports.report.circular.model import (
    Block,
    Cell,
    Document,
    Heading,
    Item,
    Link,
    Numbered,
    Paragraph,
    Table,
)
from checker.reports.report.material import Material
from checker.reports.wording import visible


def write(material: Material) -> bytes:
    """Return the circular, or the notice to the locality that *material* names, as Markdown."""
    return to_markdown(build_document(material)).encode()


def to_markdown(document: Document) -> str:
    """Return *document* as Markdown: its attachments follow, each below a heading of its own."""
    lines = [f"# {_text(document.title)}", ""]
    lines += [line for text in (document.subtitle, document.addressee) if text for line in (_text(text), "")]
    for block in document.blocks:
        lines += [*_block(block), ""]
    listed = [Item(one.title) for one in document.attachments]
    lines += [_text(document.listing), "", *_block(Numbered(tuple(listed))), ""]
    for line in document.closing:
        lines += [_text(line), ""]
    for place, attachment in enumerate(document.attachments, 1):
        lines += [f"## {_text(document.heading_of(place))} {_text(attachment.title)}", ""]
        for block in attachment.blocks:
            lines += [*_block(block), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _text(text: str) -> str:
    return plain(visible(text))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_text(block.text)}"
        case Paragraph():
            yield _text(block.text)
        case Numbered():
            for number, item in enumerate(block.items, 1):
                yield from _item(number, item)
        case Table():
            if block.title:
                yield f"**{_text(block.title)}**"
                yield ""
            yield _table(block)


def _item(number: int, item: Item) -> Iterator[str]:
    start = f"{number}. "
    yield start + _text(item.text)
    yield from (f"{' ' * len(start)}- {_text(line)}" for line in item.lines)


def _table(table: Table) -> str:
    heads = [_text(column.head) for column in table.columns]
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    align = [column.align for column in table.columns] if rows else None
    return tabulate(rows, heads, tablefmt="pipe", colalign=align, disable_numparse=True)


def _cell(cell: Cell) -> str:
    if isinstance(cell, tuple):
        return BREAK.join(map(_part, cell))
    return _part(cell)


def _part(part: str | Link) -> str:
    if isinstance(part, Link):
        return f"[{_text(part.text)}](<{part.url}>)"
    return _text(part)
