"""A table as a file of Word holds it. Built from elements: python-docx takes longer for each cell than for all else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from checker.reports.report.circular.model import Align, Cell, Table

TWIPS_PER_MM = 1440 / 25.4
MARGIN, NARROW, MANY = 85, 28, 10  # twips between a text and the sides of its cell: less in a table of many columns
Parts = Callable[[Cell], Iterable[BaseOxmlElement]]
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_element(table: Table, width: int, styles: Sequence[str], parts: Parts) -> BaseOxmlElement:
    """Return *table*, *width* mm wide, its head repeated on every page.

    *styles* are the ids of those of head and cells; *parts* makes what stands on the lines of a cell.
    """
    head, body = styles
    margin = NARROW if len(table.columns) > MANY else MARGIN
    widths = _widths(table, width)
    made = OxmlElement("w:tbl")
    made.append(_properties(sum(widths), margin))
    grid = "".join(f'<w:gridCol w:w="{one}"/>' for one in widths)
    made.append(parse_xml(f"<w:tblGrid {nsdecls('w')}>{grid}</w:tblGrid>"))
    heads = tuple(column.head for column in table.columns)
    made.append(_row(heads, ["center"] * len(heads), widths, head, parts))
    made[-1].insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:cantSplit/><w:tblHeader/></w:trPr>"))
    aligned = [column.align for column in table.columns]
    for row in table.rows:
        made.append(_row(row, aligned, widths, body, parts))
        made[-1].insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:cantSplit/></w:trPr>"))
    return made


def _widths(table: Table, width: int) -> list[int]:
    whole = sum(column.width for column in table.columns)
    return [int(width * TWIPS_PER_MM * column.width / whole) for column in table.columns]


def _properties(width: int, margin: int) -> BaseOxmlElement:
    borders = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>' for side in _SIDES)
    margins = "".join(f'<w:{side} w:w="{margin}" w:type="dxa"/>' for side in ("left", "right"))
    return parse_xml(
        f'<w:tblPr {nsdecls("w")}><w:tblW w:w="{width}" w:type="dxa"/><w:jc w:val="center"/>'
        f"<w:tblBorders>{borders}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    )


def _row(
    cells: Sequence[Cell], aligned: Sequence[Align] | Sequence[str], widths: Sequence[int], style: str, parts: Parts
) -> BaseOxmlElement:
    made = OxmlElement("w:tr")
    for cell, align, width in zip(cells, aligned, widths, strict=True):
        made.append(_cell(parts(cell), align, width, style))
    return made


def _cell(lines: Iterable[BaseOxmlElement], align: str, width: int, style: str) -> BaseOxmlElement:
    made = OxmlElement("w:tc")
    properties = OxmlElement("w:tcPr")
    _add(properties, "w:tcW", w=str(width), type="dxa")
    _add(properties, "w:vAlign", val="center")
    made.append(properties)
    for line in lines:
        paragraph = OxmlElement("w:p")
        kind = OxmlElement("w:pPr")
        _add(kind, "w:pStyle", val=style)
        _add(kind, "w:jc", val=align)
        paragraph.append(kind)
        paragraph.append(line)
        made.append(paragraph)
    return made


def _add(parent: BaseOxmlElement, tag: str, **attributes: str) -> None:
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
