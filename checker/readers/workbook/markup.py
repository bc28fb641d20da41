"""The XML of a part, streamed: no document types, no entities, nothing fetched, and bounded.

A part is never held as a tree: of a sheet with a million cells only what is asked for is kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn, Protocol
from xml.parsers.expat import ExpatError, ParserCreate

from checker.errors import InputError, Locus
from checker.readers.workbook.package import Package

MAX_ELEMENTS = 5_000_000  # of one part
MAX_TOKEN = 1_000_000  # bytes of one tag: a longer one is read again and again by the parser

# The namespaces of workbooks: those of Excel, and those of the strict form of the standard.
_MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
_LINKS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
_PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
# The elements that are read, by their full name.
LOCAL: Mapping[str, str] = {
    f"{space} {name}": name
    for space in _MAIN
    for name in (
        *("workbookPr", "sheet", "sst", "si", "r", "t", "rPh", "numFmt", "cellXfs", "cellStyleXfs", "xf"),
        *("sheetFormatPr", "col", "row", "c", "v", "f", "is", "mergeCell", "sheetData"),
    )
} | {f"{_PACKAGE_LINKS} Relationship": "Relationship"}
LINK_ID = tuple(f"{space} id" for space in _LINKS)


class Enough(Exception):  # noqa: N818 - it is no error
    """What was wanted of a part is read."""


class Target(Protocol):
    """Who is told of the elements of a part, by their full names, and of the text in them."""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """Note the begin of an element."""

    def end(self, name: str) -> None:
        """Note the end of an element."""

    def text(self, text: str) -> None:
        """Note text."""


def walk(package: Package, part: str, target: Target) -> None:
    """Tell *target* what is in *part*, until it raises Enough. Raises InputError for what is not plain XML."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = target.start
    parser.EndElementHandler = target.end
    parser.CharacterDataHandler = target.text

    def refuse(*_: object) -> NoReturn:
        raise InputError("workbook-has-entities", Locus(package.name), found=part)

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    fed = 0
    try:
        for chunk in package.chunks(part):
            parser.Parse(chunk, False)
            fed += len(chunk)
            if fed - parser.CurrentByteIndex > MAX_TOKEN:
                raise InputError("workbook-damaged", Locus(package.name), found=part)
        parser.Parse(b"", True)
    except Enough:
        return
    except (ExpatError, LookupError, ValueError):
        raise InputError("workbook-damaged", Locus(package.name), found=part) from None
