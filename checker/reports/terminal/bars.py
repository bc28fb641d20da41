"""An interval of scores drawn in blocks: solid up to its lower end, light from there up to its upper end."""

from __future__ import annotations

import math

from checker.model.directive import FULL_SCORE
from checker.model.interval import Interval
from checker.reports.terminal.screen import Screen

EIGHTHS = " ▏▎▍▌▋▊▉"
SOLID, LIGHT = "█", "░"
PLAIN_SOLID, PLAIN_LIGHT = "#", "."


def bar(interval: Interval | None, width: int, screen: Screen) -> str:
    """Return *interval*, within 0 to 100, in *width* columns, coloured if the screen is; blank where there is none.

    The solid part is never longer than what is proven, and never nothing where something is; the light part ends with
    the column in which the upper end lies.
    """
    if interval is None:
        return " " * width
    solid = _solid(interval, width, plain=screen.plain)
    to = math.ceil(interval.upper * width / FULL_SCORE)
    light = (PLAIN_LIGHT if screen.plain else LIGHT) * max(0, to - len(solid))
    blank = " " * (width - len(solid) - len(light))
    return screen.painted(solid, "proven") + screen.painted(light, "faint") + blank


def axis(width: int) -> str:
    """Return what stands above the bars: 0 and 100 at their ends, and 50 in the middle where there is room."""
    ends = "0" + "100".rjust(width - 1)
    middle = width // 2
    return ends[: middle - 1] + "50" + ends[middle + 1 :] if width >= 12 else ends


def _solid(interval: Interval, width: int, *, plain: bool) -> str:
    eighths = math.floor(interval.lower * width * 8 / FULL_SCORE) or int(interval.lower > 0)
    whole, rest = divmod(eighths, 8)
    if plain:
        return PLAIN_SOLID * (whole or int(eighths > 0))
    return SOLID * whole + (EIGHTHS[rest] if rest else "")
