"""A page in two languages, as blocks: what a catalogue says, before it is Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.text import Text


@dataclass(frozen=True, slots=True)
class Code:
    """A name or id, the same in every language."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A way to an *anchor* of the page, by an *id*, and what stands there; *anchor* empty: only the words."""

    anchor: str
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Address:
    """An address on the web. It is a link only if it is one of http or https."""

    url: str


Cell = Text | Code | Address | tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of *level* 1 to 4, which links reach by *anchor*; *id* stands before its text."""

    level: int
    anchor: str
    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, zh first."""

    text: Text


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of one thing: a name and a value each."""

    rows: tuple[tuple[Text, Cell], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table. A row may have an *anchor*: that of its first cell, which is then Code."""

    headers: tuple[Text, ...]
    rows: tuple[tuple[Cell, ...], ...]
    anchored: bool = False


Block = Heading | Paragraph | Facts | Table
EMPTY = Text("", "")


def joined(items: tuple[Text, ...]) -> Text:
    """Return *items* in a row."""
    return Text("、".join(item.zh for item in items), ", ".join(item.en for item in items))
