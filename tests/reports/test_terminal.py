"""Tables and texts on a terminal: never wider than it, nothing cut in a character, and nothing that it would obey."""

from __future__ import annotations

import re
from fractions import Fraction

import pytest
from wcwidth import wcswidth

from checker.model.interval import Interval
from checker.reports.terminal.bars import axis, bar
from checker.reports.terminal.blocks import Layout, Toned, grid
from checker.reports.terminal.screen import Screen
from checker.reports.terminal.show import laid_out
from checker.reports.terminal.widths import cut, padded, width_of, wrapped

SGR = re.compile(r"\x1b\[[0-9;]*m")
GREY = Screen(80, colour=False, plain=False, language="en")
PLAIN = Screen(80, colour=False, plain=True, language="en")


def screen(width: int, *, colour: bool = False, plain: bool = False) -> Screen:
    return Screen(width, colour, plain, "en")


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("太原市", 6, "太原市"),
        ("太原市", 5, "太原…"),
        ("太原市", 4, "太…"),
        ("太原市", 1, "…"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("ab  cd", 5, "ab…"),
    ],
    ids=["fits", "narrow", "wide fits", "wide", "never half a character", "no room", "with its mark", "no blank"],
)
def test_a_text_is_cut_between_characters(text: str, width: int, shown: str) -> None:
    assert cut(text, width, "…") == shown
    assert wcswidth(cut(text, width, "…")) <= width


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("太原", 4), ("e\u0301", 1), ("❤\ufe0f", 2), ("·–", 2), ("", 0)]
)
def test_width_is_in_columns(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("align", "shown"), [("left", "太   "), ("right", "   太"), ("center", " 太  ")], ids=["left", "right", "center"]
)
def test_wide_characters_are_aligned(align: str, shown: str) -> None:
    assert padded("太", 5, align) == shown


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 8, ["one two", "three"]),
        ("  1. one two three", 12, ["  1. one two", "     three"]),
        ("     → one two six", 15, ["     → one two", "       six"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("名次为可能范围，重叠。", 14, ["名次为可能范", "围，重叠。"]),
        ("（甲乙丙）", 6, ["（甲乙", "丙）"]),
        ("", 4, [""]),
        ("   ", 2, []),
    ],
    ids=[
        "words",
        "a list hangs",
        "a remedy hangs",
        "a long word",
        "no line begins with a comma",
        "brackets",
        "",
        "blank",
    ],
)
def test_a_line_breaks_between_words(text: str, width: int, lines: list[str]) -> None:
    assert wrapped(text, width) == lines
    assert all(wcswidth(line) <= width for line in wrapped(text, width))


@pytest.mark.parametrize(
    ("lower", "upper", "shown", "plain"),
    [
        (0, 0, "          ", "          "),
        (100, 100, "██████████", "##########"),
        (0, 100, "░░░░░░░░░░", ".........."),
        (50, 80, "█████░░░  ", "#####...  "),
        (Fraction(1, 1000), 100, "▏░░░░░░░░░", "#........."),
        (Fraction(999, 10), 100, "█████████▉", "#########."),
        (25, 25, "██▌       ", "##.       "),
    ],
    ids=["nothing", "all", "unknown", "both", "hardly anything is not nothing", "nearly all is not all", "an eighth"],
)
def test_a_bar_is_solid_to_what_is_proven_and_light_to_what_is_possible(
    lower: Fraction, upper: Fraction, shown: str, plain: str
) -> None:
    interval = Interval(Fraction(lower), Fraction(upper))
    assert bar(interval, 10, GREY) == shown
    assert bar(interval, 10, PLAIN) == plain


def test_without_a_score_there_is_no_bar() -> None:
    assert bar(None, 10, GREY) == " " * 10
    assert (axis(10), axis(12)) == ("0      100", "0    50  100")


ROWS = [
    ["1–2", "110000", "北京市", "10.5", "10.5 – 100.0", "3"],
    ["1–2", "310117", "A locality with a name that is long", "8.4", "8.4 – 100.0", "0"],
]
HEADERS = ["rank", "code", "locality", "score", "interval", "findings"]
ALIGN = ["left", "left", "left", "right", "center", "right"]
SPANS = (Interval(Fraction(21, 2), Fraction(100)), None)
LAYOUT = Layout(tuple(HEADERS), ("code", "bar"), SPANS)
TABLE = grid(ROWS, HEADERS, "simple", ALIGN, LAYOUT)


def test_the_same_table_as_text_is_that_text() -> None:
    assert laid_out([Toned("title", "strong"), TABLE], None).splitlines()[:3] == [
        "title",
        "rank    code    locality                               score    interval      findings",
        "------  ------  -----------------------------------  -------  ------------  ----------",
    ]


@pytest.mark.parametrize("width", range(20, 140, 3))
@pytest.mark.parametrize("plain", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, plain: bool) -> None:  # noqa: FBT001
    shown = laid_out([TABLE, "a line of words, " * 9], screen(width, plain=plain))
    assert max(wcswidth(line) for line in shown.splitlines()) <= width
    assert "10.5" in shown


def test_columns_go_in_the_stated_order_and_it_is_said_which() -> None:
    wide, middle, narrow = (laid_out([TABLE], screen(width)) for width in (100, 70, 40))
    assert "█" in wide
    assert "left out" not in wide
    assert middle.splitlines()[-1] == "70 columns wide; left out: code"
    assert "░" in middle
    assert "110000" not in middle
    assert "░" not in narrow
    assert "…" in narrow


def test_at_80_columns_it_looks_like_this() -> None:
    assert laid_out([TABLE], screen(80)).splitlines() == [
        "rank  code    locality                 score  0      100      interval  findings",
        "────  ──────  ───────────────────────  ─────  ──────────  ────────────  ────────",
        "1–2   110000  北京市                    10.5  █░░░░░░░░░  10.5 – 100.0         3",
        "1–2   310117  A locality with a name…    8.4               8.4 – 100.0         0",
    ]


def test_a_table_with_a_lead_comes_in_parts() -> None:
    names = ["code", *map(str, range(1, 13))]
    table = grid([["110000", *["50-100"] * 12]], names, "simple", None, Layout(tuple(names), lead=1))
    shown = laid_out([table], screen(40)).splitlines()
    heads = [line.split() for line in shown if line.startswith("code")]
    assert [head[0] for head in heads] == ["code"] * len(heads)
    assert [name for head in heads for name in head[1:]] == names[1:]
    assert max(map(len, shown)) <= 40


def test_a_table_without_rows_has_its_head() -> None:
    empty = grid([], ["a", "b"], "simple", ["left", "right"], Layout(("a", "b")))
    assert laid_out([empty], GREY) == "a  b\n─  ─\n"


def test_colour_says_something_or_is_not_there() -> None:
    blocks = [TABLE, Toned("1. [major] mend", "warn", "[major]"), Toned("Verdict: sound", "good"), "plain words"]
    coloured = laid_out(blocks, screen(100, colour=True))
    assert SGR.sub("", coloured) == laid_out(blocks, screen(100))
    assert "1. \x1b[33m[major]\x1b[0m mend" in coloured
    assert "\x1b[32mVerdict: sound\x1b[0m" in coloured
    assert "\x1b[36m█" in coloured
    assert "\x1b[33m3\x1b[0m" in coloured
    assert "\x1b[33m0" not in coloured
    assert coloured.count("\x1b[") % 2 == 0


def test_plain_characters_are_those_of_every_encoding() -> None:
    shown = laid_out([TABLE, "a – b → c · d…", "“甲”"], screen(100, plain=True))
    assert shown.replace("北京市", "").replace("甲", "").isascii()
    assert "北京市".encode("gbk") in shown.encode("gbk")


@pytest.mark.parametrize("encoding", ["ascii", "gbk", "latin-1"])
def test_what_an_encoding_does_not_have_is_an_escape_within_the_width(encoding: str) -> None:
    narrow = Screen(60, colour=False, plain=True, language="zh", encoding=encoding)
    shown = laid_out([TABLE, "北京市 กรุงเทพ " * 5], narrow)
    assert max(wcswidth(line) for line in shown.splitlines()) <= 60
    assert "\\u0e01" in shown
    assert ("北京市" in shown) == (encoding == "gbk")
    shown.encode(encoding)


@pytest.mark.parametrize("text", ["\x1b[31mred\x1b]0;title\x07", "\u202egnp.exe", "a\x9b31m", "x\rforged", "a\u200bb"])
def test_what_a_terminal_would_obey_is_shown_as_an_escape(text: str) -> None:
    rows = [["1", "110000", text, "1", "1", "0"], *ROWS]
    table = grid(rows, HEADERS, "simple", ALIGN, Layout(tuple(HEADERS), ("code",), (None, *SPANS)))
    shown = laid_out([table, text, Toned(text, "bad")], screen(160, colour=True))
    assert [char for char in SGR.sub("", shown) if not char.isprintable() and char != "\n"] == []
    assert "\\u" in shown
