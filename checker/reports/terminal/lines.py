"""Texts and tables as lines of a terminal, none wider than it.

Text is broken between words. A table that is too wide breaks its headings first; then it cuts its longest texts, down
to a share of the width; then it leaves out columns, the least needed first, and says below which; at last it cuts
texts further. Numbers are never cut. The table is drawn here and not by tabulate, which neither fits a table into a
width nor draws bars.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checker.model.interval import Interval
from checker.reports.labels import say
from checker.reports.terminal.bars import axis, bar
from checker.reports.terminal.blocks import Grid, Toned
from checker.reports.terminal.screen import Screen, Tone
from checker.reports.terminal.widths import cut, padded, width_of, wrapped

GAP = 2
BAR, NARROWEST_BAR, WIDEST_BAR = "bar", 10, 40
# Columns of texts that may be cut, and the eighths of the terminal's width that are left of them before others go.
TEXTS = {"locality": 2, "province": 2, "title": 3, "grade": 2, "grades": 2, "above": 2, "missing": 3}
SHORTEST = 4  # columns that are left of a text at last
LONG_HEADING = 4  # wide characters from which on a heading may be broken
_NOTHING = frozenset({"0", "–", "-", ""})


@dataclass(frozen=True, slots=True)
class Column:
    """A column: what it holds, its heading and cells. Of the column of bars *spans* are what is drawn."""

    id: str
    heading: str
    cells: Sequence[str]
    align: str
    spans: Sequence[Interval | None] = ()

    @property
    def full(self) -> int:
        """The width at which neither heading nor cell is broken or cut."""
        return max(width_of(self.heading), self.need)

    @property
    def need(self) -> int:
        """The width at which the heading is broken and no cell is cut."""
        if self.id == BAR:
            return NARROWEST_BAR
        return max([_longest_part(self.heading), *map(width_of, self.cells)])

    def floor(self, width: int) -> int:
        """Return the width down to which cells may be cut before columns are left out: numbers never are."""
        return min(self.need, width * TEXTS[self.id] // 8) if self.id in TEXTS else self.need

    @property
    def least(self) -> int:
        """The width down to which cells may be cut when nothing else is left."""
        return min(self.need, SHORTEST) if self.id in TEXTS else self.need


def to_lines(block: str, screen: Screen) -> Iterator[str]:
    """Yield the lines of a text or a table."""
    if isinstance(block, Grid):
        yield from _table(block, screen)
        return
    for text in block.split("\n"):
        lines = wrapped(screen.worded(text), screen.width)
        yield from _toned(lines, block, screen) if isinstance(block, Toned) else lines


def _toned(lines: Sequence[str], block: Toned, screen: Screen) -> Iterator[str]:
    """Yield *lines* with what is marked in its colour: a mark that was broken stays as it is."""
    mark = screen.worded(block.mark)
    for place, line in enumerate(lines):
        if not mark:
            yield screen.painted(line, block.tone)
        elif place == 0:
            yield line.replace(mark, screen.painted(mark, block.tone), 1)
        else:
            yield line


# --- tables -----------------------------------------------------------------------------------------------------------


def _table(table: Grid, screen: Screen) -> Iterator[str]:
    columns = _columns(table, screen)
    if table.layout.lead:
        for place, part in enumerate(_parts(columns, table.layout.lead, screen.width)):
            if place:
                yield ""
            yield from _drawn(part, _allotted(part, screen.width) or _least(part), screen)
        return
    kept, left_out = _fitted(columns, table.layout.drops, screen.width)
    yield from _drawn(kept, _allotted(kept, screen.width) or _least(kept), screen)
    names = [one for one in left_out if one.id != BAR]
    if names:
        yield from (screen.painted(line, "faint") for line in wrapped(_left_out(names, screen), screen.width))


def _fitted(columns: Sequence[Column], drops: Sequence[str], width: int) -> tuple[list[Column], list[Column]]:
    """Return the columns that there is room for, and those that are left out: by *drops*, then from the end."""
    kept, left_out = list(columns), list[Column]()
    for name in drops:
        if _allotted(kept, width) is not None:
            return kept, left_out
        left_out += [one for one in kept if one.id == name]
        kept = [one for one in kept if one.id != name]
    while len(kept) > 1 and _allotted(kept, width) is None and _total(_least(kept)) > width:
        left_out.append(kept.pop())
    return kept, left_out


def _least(columns: Sequence[Column]) -> list[int]:
    return [column.least for column in columns]


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _left_out(columns: Sequence[Column], screen: Screen) -> str:
    names = say(screen.language, "、", ", ").join(one.heading for one in columns)
    zh, en = f"终端宽 {screen.width} 列，略去：{names}", f"{screen.width} columns wide; left out: {names}"
    return screen.worded(say(screen.language, zh, en))


def _columns(table: Grid, screen: Screen) -> list[Column]:
    """Return the columns of a table in their order, with one of bars before the interval if any are drawn."""
    layout, found = table.layout, list[Column]()
    for place, (name, heading) in enumerate(zip(layout.columns, table.headers, strict=True)):
        if name == "interval" and layout.spans:
            found.append(Column(BAR, "", [""] * len(layout.spans), "left", layout.spans))
        cells = [screen.worded(row[place]) for row in table.rows]
        # Below one another intervals are compared by their ends.
        align = "right" if name == "interval" else table.align[place]
        found.append(Column(name, screen.worded(heading), cells, align))
    return found


def _parts(columns: Sequence[Column], lead: int, width: int) -> Iterator[list[Column]]:
    """Yield as many columns at a time as there is room for, each time after the first *lead* of them."""
    first, part = list(columns[:lead]), list[Column]()
    for column in columns[lead:]:
        if part and _allotted([*first, *part, column], width) is None:
            yield [*first, *part]
            part = []
        part.append(column)
    yield [*first, *part]


def _allotted(columns: Sequence[Column], width: int) -> list[int] | None:
    """Return the width of each column so that they fit into *width*; None if they do not."""
    widths = [column.full for column in columns]
    room = width - GAP * (len(columns) - 1)
    for lowest in ([column.need for column in columns], [column.floor(width) for column in columns]):
        widths = _reduced(widths, lowest, sum(widths) - room)
    spare = room - sum(widths)
    if spare < 0:
        return None
    return [
        min(WIDEST_BAR, one + spare) if column.id == BAR else one for column, one in zip(columns, widths, strict=True)
    ]


def _reduced(widths: Sequence[int], lowest: Sequence[int], excess: int) -> list[int]:
    """Return *widths* less *excess* in all, taken column by column from the widest that is above its *lowest*."""
    made = list(widths)
    for _ in range(excess):
        wide = [place for place, width in enumerate(made) if width > lowest[place]]
        if not wide:
            break
        made[max(wide, key=lambda place: made[place])] -= 1
    return made


def _drawn(columns: Sequence[Column], widths: Sequence[int], screen: Screen) -> Iterator[str]:
    """Yield the lines of a table with these widths, cut at the edge where even its least is too wide."""
    widths = [min(width, screen.width) for width in widths]
    gap, heads = " " * GAP, [_heading(column, width) for column, width in zip(columns, widths, strict=True)]
    height = max(map(len, heads))
    for line in range(height):
        cells = [
            padded(cut(([""] * (height - len(head)) + head)[line], width, ""), width, column.align)
            for column, head, width in zip(columns, heads, widths, strict=True)
        ]
        yield screen.painted(cut(gap.join(cells).rstrip(), screen.width, ""), "strong")
    yield cut(gap.join(screen.worded("─") * width for width in widths), screen.width, "")
    for row in range(max(len(column.cells) for column in columns)):
        cells = [_cell(column, row, width, screen) for column, width in zip(columns, widths, strict=True)]
        yield gap.join(cells).rstrip()


def _heading(column: Column, width: int) -> list[str]:
    """Return a heading in lines that are about as long as one another."""
    if column.id == BAR:
        return [axis(width)]
    count = len(wrapped(column.heading, width))
    narrow = next(one for one in range(1, width + 1) if len(wrapped(column.heading, one)) <= count)
    return wrapped(column.heading, narrow)


def _cell(column: Column, row: int, width: int, screen: Screen) -> str:
    if column.id == BAR:
        return bar(column.spans[row], width, screen)
    text = column.cells[row]
    shown = padded(cut(text, width, screen.ellipsis), width, column.align)
    tone = _tone(column.id, text)
    return shown.replace(text, screen.painted(text, tone), 1) if tone else shown


def _tone(name: str, cell: str) -> Tone | None:
    """Return the meaning of a cell: something waits to be answered."""
    return "warn" if name == "findings" and cell not in _NOTHING else None


def _longest_part(heading: str) -> int:
    """Return the width of the longest part of a heading that stays whole: a word, or half of one in wide characters."""
    if heading.isascii():
        return max(map(len, heading.split()), default=0)
    width = width_of(heading)
    return width if len(heading) < LONG_HEADING else (width // 2 + 1) // 2 * 2
