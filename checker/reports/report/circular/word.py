"""A document as a file of Word, in the style of official documents. Texts stay text: the only field is the page number.

This module alone, with ``styles``, knows python-docx.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO

import docx
from docx.document import Document as File
from docx.enum.section import WD_SECTION
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from checker.reports.report.circular.looks import MARGINS, PAGE, WIDE_MARGINS
from checker.reports.report.circular.model import (
    Attachment,
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
from checker.reports.report.circular.styles import define_styles, number_pages, set_page
from checker.reports.report.circular.tables import table_element
from checker.reports.wording import visible

_CREATED = datetime(1980, 1, 1, tzinfo=UTC)
_LONGEST_TITLE = 255  # of the file's properties
_BODY: Mapping[str, str] = {"heading": "Heading {}", "text": "Normal", "item": "Item", "detail": "Detail"}
_NOTE: Mapping[str, str] = {"heading": "Note Heading", "text": "Note", "item": "Note Item", "detail": "Note Detail"}


def to_word(document: Document) -> bytes:
    """Return *document* as a file of Word."""
    file = docx.Document()
    define_styles(file, document.language)
    _describe(file, document)
    set_page(file.sections[0])
    number_pages(file.sections[0])
    writer = _Writer(file)
    writer.text(document.title, "Title")
    if document.subtitle:
        writer.text(document.subtitle, "Subtitle")
    writer.text(document.addressee, "Addressee")
    writer.blocks(document.blocks, _BODY)
    file.paragraphs[-1].paragraph_format.keep_with_next = True  # whoever signs does not stand alone on a page
    for place, attachment in enumerate(document.attachments, 1):
        start, style = (document.listing, "Listed") if place == 1 else ("", "Listed Next")
        writer.text(f"{start}{place}. {attachment.title}", style)
    for line in document.closing:
        writer.text(line, "Closing")
    for place, attachment in enumerate(document.attachments, 1):
        _attach(writer, document, attachment, place)
    saved = BytesIO()
    file.save(saved)
    return saved.getvalue()


def _describe(file: File, document: Document) -> None:
    """Set the file's properties, without the clock, and take off the picture of an empty page."""
    core = file.core_properties
    core.title, core.author, core.comments = visible(document.title)[:_LONGEST_TITLE], "", ""
    core.created = core.modified = _CREATED
    core.last_modified_by, core.language, core.revision = "", document.language, 1
    rels = file.part.package.rels
    for name in [name for name, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del rels[name]


def _attach(writer: _Writer, document: Document, attachment: Attachment, place: int) -> None:
    section = writer.file.add_section(WD_SECTION.NEW_PAGE)
    set_page(section, wide=attachment.wide)
    writer.wide = attachment.wide
    writer.text(document.heading_of(place), "Attachment")
    writer.text(attachment.title, "Attachment Title")
    writer.blocks(attachment.blocks, _NOTE)


class _Writer:
    """Adds to the end of a file."""

    def __init__(self, file: File) -> None:
        self.file = file
        self.wide = False

    def text(self, text: str, style: str) -> None:
        """Add a paragraph."""
        self.file.add_paragraph(visible(text), style)

    def blocks(self, blocks: Iterable[Block], styles: Mapping[str, str]) -> None:
        """Add *blocks* in the *styles* of the body, or of an attachment."""
        for block in blocks:
            match block:
                case Heading():
                    self.text(block.text, styles["heading"].format(block.level))
                case Paragraph():
                    self.text(block.text, styles["text"])
                case Numbered():
                    self._numbered(block.items, styles)
                case Table():
                    self._table(block)

    def _numbered(self, items: Iterable[Item], styles: Mapping[str, str]) -> None:
        for number, item in enumerate(items, 1):
            self.text(f"{number}. {item.text}", styles["item"])
            for line in item.lines:
                self.text(line, styles["detail"])

    def _table(self, table: Table) -> None:
        if table.title:
            self.text(table.title, "Table Title")
        page, (_, right, _, left) = (PAGE[1], WIDE_MARGINS) if self.wide else (PAGE[0], MARGINS)
        kind = "Wide" if self.wide else "Table"
        styles = tuple(self.file.styles[f"{kind} {part}"].style_id for part in ("Head", "Cell"))
        made = table_element(table, page - left - right, styles, self._parts)
        last = self.file.element.body.sectPr
        assert last is not None
        last.addprevious(made)
        self.text("", "Table Cell")

    def _parts(self, cell: Cell) -> Iterator[BaseOxmlElement]:
        """Yield what stands on each line of a cell: a run, or a link around one."""
        for part in cell if isinstance(cell, tuple) else (cell,):
            if isinstance(part, Link):
                yield self._link(part)
            else:
                yield run_element(part)

    def _link(self, link: Link) -> BaseOxmlElement:
        made = OxmlElement("w:hyperlink")
        made.set(qn("r:id"), self.file.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        made.append(run_element(link.text, underlined=True))
        return made


def run_element(text: str, *, underlined: bool = False) -> BaseOxmlElement:
    """Return a run of plain *text*, which nothing in it can leave."""
    run = OxmlElement("w:r")
    if underlined:
        properties = OxmlElement("w:rPr")
        line = OxmlElement("w:u")
        line.set(qn("w:val"), "single")
        properties.append(line)
        run.append(properties)
    content = OxmlElement("w:t")
    content.set(qn("xml:space"), "preserve")
    content.text = visible(text)
    run.append(content)
    return run
