"""An official document, before it is Markdown or a file of Word: headings, paragraphs, numbered items and tables.

Its texts are in one language and final, numbers of headings included; nothing is escaped yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from checker.model.text import Language

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Link:
    """A *text* that leads to *url*, an address of the web that :func:`web_address` accepts."""

    text: str
    url: str


Cell = str | Link | tuple[str | Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of *level* 1 or 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the body."""

    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list: what it says first, then *lines* of detail."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Numbered:
    """Items in an order, numbered from 1."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; *width* is its share of the table's width."""

    head: str
    width: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """A table below its *title*. A cell of several parts has each on a line of its own."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


Block = Heading | Paragraph | Numbered | Table


@dataclass(frozen=True, slots=True)
class Attachment:
    """What stands behind the document, from a new page on; *wide*: on pages in landscape."""

    title: str
    blocks: tuple[Block, ...]
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The whole document. *closing* are the lines that the issuing body fills in: who, and on which day."""

    language: Language
    title: str
    addressee: str
    blocks: tuple[Block, ...]
    closing: tuple[str, ...]
    attachments: tuple[Attachment, ...]
    subtitle: str = ""

    @property
    def listing(self) -> str:
        """What stands before the list of the attachments at the end of the text."""
        return "附件：" if self.language == "zh" else "Attachments: "

    def heading_of(self, place: int) -> str:
        """Return what stands above the attachment at *place*, from 1."""
        return f"附件{place}" if self.language == "zh" else f"Attachment {place}"
