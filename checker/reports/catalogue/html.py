"""A page of two languages as one HTML file: no scripts, nothing loaded from elsewhere, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from checker.model.text import Text
from checker.reports.catalogue.markdown import web_address
from checker.reports.catalogue.page import Address, Block, Cell, Code, Facts, Heading, Link, Paragraph, Table
from checker.reports.wording import escaped

_STYLE = """
body { font-family: system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; line-height: 1.5; color: #222;
  max-width: 75rem; margin: 0 auto; padding: 1rem; }
p { margin: 0.3rem 0; }
[lang="en"] { color: #555; }
h1 [lang="en"], h2 [lang="en"], h3 [lang="en"], h4 [lang="en"] { font-weight: normal; }
h2 { border-bottom: 1px solid #bbb; margin-top: 2.5rem; }
h4 { margin-bottom: 0.3rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.2rem 1rem; }
dt { font-weight: bold; }
dd { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.9rem; }
th, td { border: 1px solid #ccc; padding: 0.3rem 0.5rem; text-align: left; vertical-align: top; }
th { background: #f3f3f3; }
a { color: #0b57a4; }
nav ul { list-style: none; padding: 0; }
.level-3 { margin-left: 1.5rem; }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def to_html(title: Text, blocks: Sequence[Block]) -> str:
    """Return *blocks* as a whole page with a list of contents below the first heading."""
    body: list[str] = []
    for place, block in enumerate(blocks):
        body += _block(block)
        if place == 0:
            body += _contents(blocks)
    head = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_safe(title.zh)} · {_safe(title.en)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        "<body>",
    ]
    return "\n".join([*head, *body, "</body>", "</html>"]) + "\n"


def _contents(blocks: Sequence[Block]) -> Iterator[str]:
    yield "<nav><ul>"
    for block in blocks:
        if isinstance(block, Heading) and block.anchor and (block.level == 2 or block.anchor.startswith("point-")):
            yield f'<li class="level-{block.level}"><a href="#{_safe(block.anchor)}">{_spans(block.text)}</a></li>'
    yield "</ul></nav>"


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            anchor = f' id="{_safe(block.anchor)}"' if block.anchor else ""
            start = f"<code>{_safe(block.id)}</code> " if block.id else ""
            yield f"<h{block.level}{anchor}>{start}{_spans(block.text)}</h{block.level}>"
        case Paragraph():
            yield _paragraphs(block.text)
        case Facts():
            yield "<dl>"
            yield from (f"<dt>{_spans(name)}</dt><dd>{_cell(value)}</dd>" for name, value in block.rows if value)
            yield "</dl>"
        case Table():
            yield '<div class="wide"><table>'
            yield f"<thead><tr>{''.join(f'<th>{_spans(one)}</th>' for one in block.headers)}</tr></thead>"
            yield "<tbody>"
            yield from (_row(cells, anchored=block.anchored) for cells in block.rows)
            yield "</tbody></table></div>"


def _row(cells: Sequence[Cell], *, anchored: bool) -> str:
    first = cells[0]
    anchor = f' id="{_safe(first.text)}"' if anchored and isinstance(first, Code) else ""
    return f"<tr{anchor}>{''.join(f'<td>{_cell(cell)}</td>' for cell in cells)}</tr>"


def _cell(cell: Cell) -> str:
    match cell:
        case Text():
            return _paragraphs(cell)
        case Code():
            return f"<code>{_safe(cell.text)}</code>" if cell.text else ""
        case Address():
            url = web_address(cell.url)
            if url is None:
                return f"<code>{_safe(cell.url)}</code>"
            return f'<a href="{_safe(url)}" rel="noopener noreferrer">{_safe(url)}</a>'
        case tuple():
            short = not any(link.text.zh for link in cell)
            return ", ".join(map(_link, cell)) if short else "".join(f"<p>{_link(link)}</p>" for link in cell)


def _link(link: Link) -> str:
    words = f" {_spans(link.text)}" if link.text.zh else ""
    return f'<a href="#{_safe(link.anchor)}">{_safe(link.id)}</a>{words}'


def _paragraphs(text: Text) -> str:
    if text.zh == text.en:
        return f"<p>{_safe(text.zh)}</p>" if text.zh else ""
    return f'<p lang="zh-CN">{_safe(text.zh)}</p><p lang="en">{_safe(text.en)}</p>'


def _spans(text: Text) -> str:
    if text.zh == text.en:
        return _safe(text.zh)
    return f'<span lang="zh-CN">{_safe(text.zh)}</span> <span lang="en">{_safe(text.en)}</span>'


def _safe(text: str) -> str:
    """Return *text* with markup and what no eye sees escaped; a name that turns direction stays its own."""
    return escape(escaped(text, len(text) + 1))
