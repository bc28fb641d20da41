"""How an official document looks: GB/T 9704-2012 in Chinese, plain type in English. Sizes in points, lengths in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from checker.model.text import Language

Jc = Literal["both", "left", "center", "right"]

# GB/T 9704-2012, 5.2: A4, 37 mm above, 28 mm on the left, and a type area of 156 x 225 mm.
PAGE = (210, 297)
MARGINS = (37, 26, 35, 28)  # top, right, bottom, left
WIDE_MARGINS = (28, 35, 26, 37)  # the same page, turned
# 28 characters of 16 pt are wider than the 156 mm of a line; 22 lines of 28 pt fit into the 225 mm of a page.
LESS_PER_CHARACTER = 0.25

LATIN = "Times New Roman"
# The fonts that the standard names, and what stands for them where they are not installed.
SUBSTITUTES: Mapping[str, str] = {
    "方正小标宋简体": "方正小标宋_GBK",
    "仿宋_GB2312": "仿宋",
    "楷体_GB2312": "楷体",
    "黑体": "SimHei",
    "宋体": "SimSun",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A kind of paragraph. *line* is the exact height of a line, or the least with *may_grow*; *indent* in characters.

    *outline* is its level for a list of contents, from 1; 0 for text. *narrow*: closer, so that
    28 characters fit.
    """

    east: str
    size: float
    line: float
    align: Jc = "both"
    indent: int = 0
    before: float = 0
    after: float = 0
    left: int = 0
    right: int = 0
    bold: bool = False
    keep: bool = False
    outline: int = 0
    may_grow: bool = False
    narrow: bool = False


_BODY = Look("仿宋_GB2312", 16, 28, indent=2, narrow=True)
_NOTE = Look("仿宋_GB2312", 12, 20, indent=2)
_CELL = Look("仿宋_GB2312", 10.5, 15, "left", may_grow=True)
_CHINESE: Mapping[str, Look] = {
    "Normal": _BODY,
    "Title": Look("方正小标宋简体", 22, 34, "center", after=6, keep=True),
    "Subtitle": replace(_BODY, east="楷体_GB2312", align="center", indent=0, keep=True),
    "Heading 1": replace(_BODY, east="黑体", align="left", keep=True, outline=1),
    "Heading 2": replace(_BODY, east="楷体_GB2312", align="left", keep=True, outline=2),
    "Addressee": replace(_BODY, indent=0, align="left", before=28),
    "Item": replace(_BODY, align="left"),
    "Detail": replace(_BODY, size=14, line=24, align="left", narrow=False),
    "Listed": replace(_BODY, align="left", before=28, keep=True),
    "Listed Next": replace(_BODY, align="left", indent=5, keep=True),
    "Closing": Look("仿宋_GB2312", 16, 28, "right", right=4, keep=True),
    "Attachment": Look("黑体", 16, 28, "left", keep=True),
    "Attachment Title": Look("方正小标宋简体", 22, 34, "center", after=14, keep=True, outline=1),
    "Note Heading": replace(_NOTE, east="黑体", align="left", before=6, keep=True, outline=2),
    "Note": _NOTE,
    "Note Item": replace(_NOTE, align="left"),
    "Note Detail": replace(_NOTE, size=10.5, line=17, align="left"),
    "Table Title": Look("黑体", 12, 24, "center", before=8, after=2, keep=True),
    "Table Head": replace(_CELL, east="黑体", align="center", keep=True),
    "Table Cell": _CELL,
    "Wide Head": replace(_CELL, east="黑体", size=9, line=13, align="center", keep=True),
    "Wide Cell": replace(_CELL, size=9, line=13),
    "Page Number": Look("宋体", 14, 18, "left", left=1, right=1),
}


def _english(name: str, look: Look) -> Look:
    """Return a look for English: smaller type, space between paragraphs instead of an indent, bold for headings."""
    sizes = {22.0: 18.0, 16.0: 12.0, 14.0: 11.0, 12.0: 10.5, 10.5: 9.5, 9.0: 8.0}
    size = sizes[look.size]
    is_text = name in ("Normal", "Addressee", "Item", "Note", "Note Item")
    stands_out = look.east in ("黑体", "楷体_GB2312", "方正小标宋简体")
    return replace(
        look,
        size=size,
        line=round(size * (1.2 if look.may_grow else 1.4)),
        indent=5 if name == "Listed Next" else 0,
        left=2 if name in ("Detail", "Note Detail") else look.left,
        before=12 if look.outline else min(look.before, 14),
        after=6 if is_text or look.outline else min(look.after, 14),
        align="left" if look.align == "both" else look.align,
        bold=stands_out,
        narrow=False,
    )


LOOKS: Mapping[Language, Mapping[str, Look]] = {
    "zh": _CHINESE,
    "en": {name: _english(name, look) for name, look in _CHINESE.items()},
}
