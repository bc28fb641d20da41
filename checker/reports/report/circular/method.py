"""How the scores are made, and with what: all that is needed to recompute them, as blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.model.assessment import Run
from checker.model.number import format_exact
from checker.model.text import Language, Text
from checker.reports.catalogue.page import Address, Code, Facts
from checker.reports.catalogue.page import Block as PageBlock
from checker.reports.catalogue.page import Cell as PageCell
from checker.reports.catalogue.page import Heading as PageHeading
from checker.reports.catalogue.page import Paragraph as PageParagraph
from checker.reports.catalogue.page import Table as PageTable
from checker.reports.catalogue.policy import identity_blocks, policy_blocks
from checker.reports.labels import label, say
from checker.reports.report.circular.model import Block, Column, Heading, Paragraph, Table
from checker.reports.report.view.report import origin_of
from checker.reports.report.view.words import WORDS
from checker.reports.table import count_line


def method_blocks(run: Run, language: Language) -> Iterator[Block]:
    """Yield the directive, what judged, the policy in words, the weights, and how numbers are rounded."""
    yield from _blocks(tuple(identity_blocks(run.pack))[1:], language)
    yield identity_table(run, language, count_line(run, language))
    yield Heading(2, WORDS["about-unknown"].in_(language))
    yield Paragraph(WORDS["unknown-is"].in_(language))
    yield from _blocks(tuple(policy_blocks(run.pack)), language)
    yield Heading(2, say(language, "各条权重", "Weights of the points"))
    yield _weights(run, language)
    yield Heading(2, WORDS["rounding"].in_(language))
    yield Paragraph(
        say(
            language,
            "数按原文读成精确的分数，比较从不取整。规则的得分率四舍五入到12位小数，"
            "此后只在显示时取整；显示的数不会越过等级线。",
            "Numbers are read from their text as exact fractions, and comparisons never round. A rule's credit is "
            "rounded half up to 12 decimals; after that only what is shown is rounded, and never across a grade cut.",
        )
    )


def identity_table(run: Run, language: Language, count: str = "") -> Table:
    """Return which pack, rules and program judged; *count* says how many submissions, where that is of interest."""
    origin = origin_of(run)
    facts = [
        (say(language, "规则包", "rule pack"), origin.pack),
        (WORDS["pack-digest"].in_(language), f"sha256 {origin.sha256}"),
        (WORDS["program"].in_(language), f"checker {origin.engine}"),
        (WORDS["rules-in-force"].in_(language), origin.as_of or WORDS["at-each-end"].in_(language)),
        (WORDS["reviews"].in_(language), origin.reviews.in_(language)),
        (WORDS["count"].in_(language), count),
    ]
    return _facts(facts, language)


def _weights(run: Run, language: Language) -> Table:
    columns = (
        Column(label("point", language), 8, "center"),
        Column(label("title", language), 52),
        Column(label("weight", language), 10, "center"),
        Column(label("mark", language), 30),
    )
    rows = tuple(
        (point.id, point.title.in_(language), format_exact(point.weight), label(point.mark, language))
        for point in run.pack.directive.points
    )
    return Table("", columns, rows)


def recompute_blocks(language: Language) -> Iterator[Block]:
    """Yield how anyone can make the numbers again."""
    yield Heading(2, WORDS["recompute"].in_(language))
    yield Paragraph(
        say(
            language,
            "用同一规则包、同样的报送和同一版本的程序运行：checker score 文件夹 --format json，得到每一步的精确数；"
            "checker explain 文件，得到一地逐条逐则的算式。同样的输入，结果逐字节相同。",
            "With the same pack, submissions and version of the program run: checker score FOLDER --format json for "
            "the exact numbers of every step; checker explain FILE for one locality's formulas, rule by rule. The "
            "same input gives the same result, byte for byte.",
        )
    )


# --- the catalogue's pages in one language ----------------------------------------------------------------------------


def _blocks(blocks: Sequence[PageBlock], language: Language) -> Iterator[Block]:
    for block in blocks:
        match block:
            case PageHeading():
                yield Heading(2, block.text.in_(language))
            case PageParagraph():
                yield Paragraph(block.text.in_(language))
            case Facts():
                yield _facts([(name.in_(language), _plain(value, language)) for name, value in block.rows], language)
            case PageTable():
                width = 100 // len(block.headers)
                columns = tuple(Column(head.in_(language), width) for head in block.headers)
                yield Table("", columns, tuple(tuple(_plain(one, language) for one in row) for row in block.rows))


def _facts(rows: Sequence[tuple[str, str]], language: Language) -> Table:
    columns = (Column(say(language, "项目", "item"), 24), Column(say(language, "内容", "value"), 76))
    return Table("", columns, tuple((name, value) for name, value in rows if value))


def _plain(cell: PageCell, language: Language) -> str:
    match cell:
        case Text():
            return cell.in_(language)
        case Code():
            return cell.text
        case Address():
            return cell.url
        case _:
            return say(language, "、", ", ").join(f"{link.id} {link.text.in_(language)}".strip() for link in cell)
