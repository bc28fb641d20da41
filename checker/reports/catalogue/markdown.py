"""A page of two languages as Markdown (GitHub's). Texts of a pack stay text: nothing in them is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker.model.text import Text
from checker.reports.catalogue.page import Address, Block, Cell, Code, Facts, Heading, Link, Paragraph, Table
from checker.reports.wording import escaped

_MARKUP = re.compile(r"([\\`*_\[\]<>|~&])")
_OPENING = re.compile(r"^([0-9]+(?=[.)](?:\s|$))|(?=[#+=-]))")  # what would begin a list or a heading
_WEB = re.compile(r"https?://[A-Za-z0-9./_%?=&:#~,+-]+", re.ASCII)
BREAK = "<br>"
SHORT = 120


def to_markdown(title: Text, blocks: Sequence[Block]) -> str:  # noqa: ARG001 - the page's own heading is its title
    """Return *blocks* as Markdown, zh above en, with a list of contents below the title."""
    lines: list[str] = []
    for place, block in enumerate(blocks):
        lines += [*_block(block), ""]
        if place == 0:
            lines += [*_contents(blocks), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def plain(text: str) -> str:
    """Return *text* on one line as text: what would be markup is escaped."""
    shown = _MARKUP.sub(r"\\\1", escaped(text.strip(), len(text) + 1))
    return _OPENING.sub(r"\1\\", shown)


def code(text: str) -> str:
    """Return *text* as a code span that no backtick in it can end, and no bar in a table; nothing for nothing."""
    if not text:
        return ""
    shown = escaped(text, len(text) + 1).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", shown)), default=0) + 1)
    return f"{fence}{shown}{fence}" if fence == "`" else f"{fence} {shown} {fence}"


def web_address(url: str) -> str | None:
    """Return *url* if it is a plain address of http or https, which may become a link; else None."""
    return url if _WEB.fullmatch(url) else None


def _contents(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading) and block.anchor and (block.level == 2 or block.anchor.startswith("point-")):
            indent = "" if block.level == 2 else "  "
            yield f"{indent}- [{_line(block.text)}](#{block.anchor})"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            if block.anchor and block.level > 1:
                yield f'<a id="{block.anchor}"></a>'
                yield ""
            start = f"{plain(block.id)} " if block.id else ""
            yield f"{'#' * block.level} {start}{_line(block.text)}"
        case Paragraph():
            yield plain(block.text.zh)
            yield ""
            yield plain(block.text.en)
        case Facts():
            yield from (f"- **{_line(name)}**: {_fact(value)}" for name, value in block.rows if value)
        case Table():
            yield _row([_line(header) for header in block.headers])
            yield _row(["---"] * len(block.headers))
            yield from (_row(_anchored(cells) if block.anchored else map(_cell, cells)) for cells in block.rows)


def _row(cells: Sequence[str] | Iterator[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _anchored(cells: Sequence[Cell]) -> Iterator[str]:
    first = cells[0]
    if isinstance(first, Code):
        yield f'<a id="{first.text}"></a>{_cell(first)}'
    yield from map(_cell, cells[1:])


def _line(text: Text) -> str:
    """Return both languages on one line, or one if they are the same."""
    return plain(text.zh) if text.zh == text.en else f"{plain(text.zh)} · {plain(text.en)}"


def _cell(cell: Cell) -> str:
    match cell:
        case Text():
            return plain(cell.zh) if cell.zh == cell.en else f"{plain(cell.zh)}{BREAK}{plain(cell.en)}"
        case Code():
            return code(cell.text)
        case Address():
            return f"<{cell.url}>" if web_address(cell.url) else code(cell.url)
        case tuple():
            return BREAK.join(map(_link, cell)) if any(link.text.zh for link in cell) else ", ".join(map(_link, cell))


def _fact(value: Cell) -> str:
    """Return the value of a fact: what is short on one line."""
    if isinstance(value, Text):
        return _line(value) if len(value.zh) + len(value.en) <= SHORT else f"{BREAK}{_cell(value)}"
    return f"{BREAK}{_cell(value)}" if isinstance(value, tuple) and len(value) > 1 else _cell(value)


def _link(link: Link) -> str:
    words = f" {_line(link.text)}" if link.text.zh else ""
    return f"[{plain(link.id)}](#{link.anchor}){words}"
