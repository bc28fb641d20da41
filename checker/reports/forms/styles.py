"""How the cells of a form look: colours only where they mean something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

FONT = "Microsoft YaHei"
INPUT, HEADER, GROUP, NOT_ASKED, UNUSUAL = "#FFFBE0", "#E4E7EC", "#F3F5F8", "#D0D3D9", "#F8B878"

_LINES: dict[str, Any] = {"border": 1, "border_color": "#B8BEC8"}
_INPUT: dict[str, Any] = {"bg_color": INPUT, "locked": False, "valign": "vcenter", **_LINES}

_STYLES: Mapping[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "valign": "vcenter"},
    "subtitle": {"font_size": 10, "font_color": "#444B57", "valign": "vcenter"},
    "body": {"text_wrap": True},
    "sign": {"valign": "bottom", "bottom": 1, "border_color": "#6B7280"},
    "section": {"bold": True, "bg_color": GROUP},
    "header": {"bold": True, "text_wrap": True, "align": "center", "valign": "vcenter", "bg_color": HEADER, **_LINES},
    "group": {"bold": True, "bg_color": GROUP, "valign": "vcenter", "top": 1, "bottom": 1, "border_color": "#B8BEC8"},
    "text": {"text_wrap": True, "valign": "vcenter", **_LINES},
    "id": {"font_size": 8, "font_color": "#444B57", "shrink": True, "valign": "vcenter", **_LINES},
    "previous": {"align": "right", "font_color": "#444B57", "text_wrap": True, "valign": "vcenter", **_LINES},
    "see": {"font_color": "#1F4E9E", "text_wrap": True, "valign": "vcenter", **_LINES},
    "not-asked": {"bg_color": NOT_ASKED, **_LINES},
    # General shows a number as it was typed; a format with fixed digits would hide what is wrong with 12.7.
    "input": {"num_format": "General", **_INPUT},
    "input-choice": {"text_wrap": True, **_INPUT},
    "input-date": {"num_format": "yyyy-mm-dd", "align": "center", **_INPUT},
    # As text: what begins with = stays what was typed.
    "input-text": {"num_format": "@", "text_wrap": True, **_INPUT},
    "unusual": {"bg_color": UNUSUAL},
}


def build_styles(book: Workbook) -> Mapping[str, Format]:
    """Return the styles of *book* by name."""
    plain = {"font_name": FONT, "font_size": 9, "valign": "top"}
    return {
        name: book.add_format(style if name == "unusual" else {**plain, **style}) for name, style in _STYLES.items()
    }
