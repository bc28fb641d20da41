"""How the cells of the report's workbook look: colours only where they mean something, the same as in the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from checker.reports.forms.styles import FONT, GROUP, HEADER

# The shades of a score, 0 to 100 in steps of 20, and of what is all unknown; told apart without red or green.
SHADES = ("#EDF3FA", "#C8DCF1", "#8DB8E0", "#2F6FAE", "#0F4480")
DARK_FROM = 3  # from this shade on text is white
UNKNOWN = "#D5DAE2"
SOLID, OPEN, MUTE, WARN, LINK = "#1F5FA8", "#B5CFEC", "#565E6B", "#A83D00", "#0B57A4"
LINE, INK = "#D5DAE2", "#191C21"

_MIDDLE: dict[str, Any] = {"valign": "vcenter"}
_LEFT: dict[str, Any] = {"align": "left", "indent": 1, **_MIDDLE}
ROW_LINE: dict[str, Any] = {"bottom": 1, "bottom_color": LINE}
_LINKED: dict[str, Any] = {"font_color": LINK, "underline": 1}
_HEAD: dict[str, Any] = {"bold": True, "text_wrap": True, "bg_color": HEADER, "bottom": 1}
_STYLES: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 16, "valign": "vcenter"},
    "page-title": {"bold": True, "font_size": 16, "valign": "vcenter", "text_wrap": True},
    "note": {"font_color": MUTE, "text_wrap": True},
    "section": {"bold": True, "font_size": 12, "bg_color": GROUP, "valign": "vcenter"},
    "lead": {"font_size": 12, "text_wrap": True},
    "body": {"text_wrap": True},
    "name": {"bold": True, "text_wrap": True},
    "subsection": {"bold": True, "font_size": 10, "valign": "bottom"},
    "header": {"align": "left", "indent": 1, **_HEAD},
    "header-center": {"align": "center", **_HEAD},
    "header-number": {"align": "right", **_HEAD},
    "header-point": {"align": "center", "rotation": 90, **_HEAD},
    "band": {"bold": True, "align": "center", "bg_color": GROUP, "left": 1, "left_color": LINE},
    "key": {"align": "center", "font_color": MUTE},
    **{
        f"key-{place}": {"align": "center", "bg_color": shade, "font_color": "#FFFFFF" if place >= DARK_FROM else INK}
        for place, shade in enumerate(SHADES)
    },
    "key-unknown": {"align": "center", "bg_color": UNKNOWN, "font_color": MUTE},
    "text": _LEFT,
    "wrap": {**_LEFT, "text_wrap": True},
    "center": {"align": "center", **_MIDDLE},
    "number": {"align": "right", **_MIDDLE},
    "value": {"align": "right", "text_wrap": True, **_MIDDLE},
    "cell": {"align": "center", **_MIDDLE},
    "link": {**_LEFT, **_LINKED},
    "line-text": {**_LEFT, **ROW_LINE, "text_wrap": True},
    "line-number": {"align": "right", **_MIDDLE, **ROW_LINE},
    "inside": _LINKED,
}


class Styles:
    """The styles of one workbook, each made when it is first asked for."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._made: dict[tuple[str, str, bool], Format] = {}

    def style(self, name: str, number: str = "", *, quoted: bool = False) -> Format:
        """Return the style *name* with the format *number*; *quoted*: whatever is typed over it stays text too."""
        key = (name, number, quoted)
        if key not in self._made:
            looks = {"font_name": FONT, "font_size": 9, "valign": "top", **_STYLES[name]}
            if number:
                looks["num_format"] = number
            self._made[key] = self._book.add_format(looks | ({"quote_prefix": True} if quoted else {}))
        return self._made[key]

    def shade(self, place: int) -> Format:
        """Return the look of the shade at *place*, for a condition."""
        dark = place >= DARK_FROM
        return self._book.add_format({"bg_color": SHADES[place], "font_color": "#FFFFFF" if dark else INK})

    def condition(self, **looks: object) -> Format:
        """Return *looks* for a condition."""
        return self._book.add_format(looks)
