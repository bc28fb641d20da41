"""The catalogue holds all of a pack, in both languages, and nothing that a pack says is markup in it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from checker.model.directive import Unseen
from checker.model.pack import Pack
from checker.model.text import Text
from checker.reports.catalogue.build import FORMATS, to_catalogue
from checker.reports.catalogue.html import to_html
from checker.reports.catalogue.markdown import to_markdown
from checker.reports.catalogue.page import Address, Block, Code, Facts, Heading, Link, Paragraph, Table
from checker.reports.sentences.sentence import sentence

HOSTILE = '<script>alert(1)</script> & "quoted" | [a](javascript:x) `code` *bold* _under_\u202e\x1b[31m'
VOID = {"meta", "br"}


class Page(HTMLParser):
    """Reads a page: its ids, the anchors it links to, its tags, languages and text. A tag that is not closed fails."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.tags: set[str] = set()
        self.languages: set[str] = set()
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.ids += [told["id"]] if "id" in told else []
        self.targets += [told["href"]] if "href" in told else []
        self.languages |= {told["lang"]} if "lang" in told else set()
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("form", FORMATS)
def test_everything_of_a_pack_is_in_its_catalogue(form: str, tiny: Pack) -> None:
    page = to_catalogue(tiny, form)
    text = "".join(Page(page).words) if form == "html" else page.replace("\\", "")
    told: list[Text] = []
    for rule in (*tiny.rules, *tiny.integrity):
        told += [rule.title, sentence(tiny, rule), rule.remedy]
    for indicator in tiny.indicators.values():
        told += [indicator.label, indicator.definition]
    for point in tiny.directive.points:
        told += [point.title, point.summary]
    assert [one for one in told if one.zh not in text or one.en not in text] == []
    assert [name for name in tiny.indicators if name not in text] == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_version_stands_in_it_and_the_digest_does_not(form: str, tiny: Pack) -> None:
    page = to_catalogue(tiny, form)
    assert "tiny 0.1.0" in page
    assert page == to_catalogue(replace(tiny, digest="f" * 64), form)


def test_every_link_of_the_markdown_arrives(pack: Pack) -> None:
    page = to_catalogue(pack, "md")
    ids = re.findall(r'<a id="([^"]+)"></a>', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(ids)
    assert {rule.id for rule in (*pack.rules, *pack.integrity)} | set(pack.indicators) <= set(ids)


def test_every_link_of_the_page_arrives(pack: Pack) -> None:
    page = Page(to_catalogue(pack, "html"))
    assert len(page.ids) == len(set(page.ids))
    inner = [target for target in page.targets if target.startswith("#")]
    assert {target[1:] for target in inner} <= set(page.ids)
    assert [target for target in page.targets if target not in inner] == [pack.directive.source_url]


def test_the_page_is_whole_and_needs_no_script(pack: Pack) -> None:
    html = to_catalogue(pack, "html")
    page = Page(html)
    assert page.languages == {"zh-CN", "en"}
    assert "nav" in page.tags
    assert page.tags.isdisjoint({"script", "link", "img", "iframe", "object", "form"})
    assert "default-src &#x27;none&#x27;" in html


def hostile_blocks() -> tuple[Block, ...]:
    text = Text(HOSTILE, HOSTILE + " en")
    cells = (text, Code(HOSTILE), Address('javascript:alert("x")'), (Link("top", HOSTILE, text),))
    return (
        Heading(1, "top", HOSTILE, text),
        Paragraph(text),
        Facts(tuple((text, cell) for cell in cells)),
        Table((text,) * 4, (cells,)),
    )


def test_what_a_pack_says_is_no_markup_in_html() -> None:
    html = to_html(Text(HOSTILE, HOSTILE), hostile_blocks())
    page = Page(html)
    assert "script" not in page.tags
    assert [target for target in page.targets if not target.startswith("#")] == []
    assert not {"\u202e", "\x1b"} & set(html)
    assert "<script>alert(1)</script>" in "".join(page.words)


def test_what_a_pack_says_is_no_markup_in_markdown() -> None:
    page = to_markdown(Text("", ""), hostile_blocks())
    bare = re.sub(r"(`+).*?[^`]\1(?!`)", "", page)  # code spans take nothing for markup
    assert re.search(r"(?<!\\)<script", bare) is None
    assert re.search(r"(?<!\\)\]\(javascript", bare) is None
    assert not {"\u202e", "\x1b"} & set(page)
    row = page.splitlines()[-1]
    assert len(re.findall(r"(?<!\\)\|", row)) == 5


@pytest.mark.parametrize("start", ["# a", "- a", "+ a", "1. a", "12) a", "= a"])
def test_a_paragraph_begins_no_list_or_heading(start: str) -> None:
    line = to_markdown(Text("", ""), (Paragraph(Text(start, start)),)).splitlines()[0]
    assert line == re.sub(r"([#+=.)-])", r"\\\1", start, count=1)


def test_a_date_is_left_as_it_is() -> None:
    assert to_markdown(Text("", ""), (Paragraph(Text("2020-03-24", "1.5")),)) == "2020-03-24\n\n1.5\n"


def test_a_point_says_what_no_rule_sees_and_why(tiny: Pack) -> None:
    unseen = (Unseen(Text("甲", "this"), Text("乙", "because")), Unseen(Text("丙", "that"), Text("丁", "since")))
    points = tuple(replace(point, unseen=unseen if point.id == "1" else ()) for point in tiny.directive.points)
    page = to_catalogue(replace(tiny, directive=replace(tiny.directive, points=points)), "md")
    rows = [row for row in page.partition('id="coverage"')[2].splitlines() if row.startswith("|")][2:]
    assert rows[0].startswith("| [1](#point-1) 建站 · Stations | [P01-1](#P01-1)")
    assert rows[0].endswith("| 甲<br>this | 乙<br>because |")
    assert rows[1] == "|  |  | 丙<br>that | 丁<br>since |"


def test_a_point_without_rule_and_reason_says_so(tiny: Pack) -> None:
    without = replace(tiny, rules=tuple(rule for rule in tiny.rules if rule.point != "3"))
    row = to_catalogue(without, "md").splitlines()[-1]
    assert row == "| [3](#point-3) 额外 · Extras | 没有规则<br>no rule |  | 未说明理由<br>no reason is given |"


def test_every_point_of_the_shipped_pack_says_what_no_rule_sees(pack: Pack) -> None:
    assert [point.id for point in pack.directive.points if not point.unseen] == []
