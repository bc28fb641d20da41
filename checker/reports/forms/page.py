"""The printed page of a sheet: A4 across, what it is above, and page numbers below."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

MAX_HEADER = 255
A4 = 9
SMALL = "&8 "  # the size of what follows; the blank keeps it apart from a number


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands on every page: *left* and *right* above, *below* beside the page numbers. All of it is text."""

    left: str
    right: str
    below: str


def set_up_page(sheet: Worksheet, stamp: Stamp) -> None:
    """Set up the printed page of *sheet*."""
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
    sheet.set_header(_page_line(stamp.left, stamp.right))
    sheet.set_footer(f"&L{SMALL}{_plain(stamp.below)}&R{SMALL}&P / &N")
    sheet.set_zoom(100)


def _page_line(left: str, right: str) -> str:
    """Return a header with two ends; the left one is cut to what fits."""
    end = f"&R{SMALL}{_plain(right)}"
    return f"&L{SMALL}{_plain(left)[: MAX_HEADER - len(end) - 5].rstrip('&')}{end}"


def _plain(text: str) -> str:
    """Return *text* so that a header shows it: & begins a code there."""
    return text.replace("&", "&&")
