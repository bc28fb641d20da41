"""The report as HTML: whole, sealed, the same bytes; and every text from outside stays text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from hostile_run import HARMLESS, PAYLOAD, with_text

from checker.errors import UsageError
from checker.reports.report.html import write as writing
from checker.reports.report.html.write import write
from checker.reports.report.material import Material
from checker.use_cases import report
from checker.use_cases.judging import judge_paths, open_yardstick
from checker.use_cases.report import is_folder, material_of, pages
from checker.use_cases.reporting import firmness_of

ROOT = Path(__file__).resolve().parents[2]
STAGES = ROOT / "tests" / "packs" / "stages"  # invented: every stage of a score, with reviews and a register
VOID = {"meta", "input", "br"}


class Page(HTMLParser):
    """What a browser would make of a page: elements with their attributes, the text, and whether all are closed."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.astray: list[str] = []
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.astray.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, tag: str) -> Iterator[dict[str, str | None]]:
        return (attributes for name, attributes in self.elements if name == tag)

    @property
    def shape(self) -> list[tuple[str, tuple[str, ...]]]:
        """The elements and the names of their attributes: what no text may change."""
        return [(tag, tuple(attributes)) for tag, attributes in self.elements]


@pytest.fixture(scope="module")
def page(staged: Material) -> bytes:
    return write(staged)


def test_page_is_well_formed_and_every_reference_leads_somewhere(page: bytes) -> None:
    read = Page(page)
    assert (read.open, read.astray) == ([], [])
    names = [attributes["id"] for _, attributes in read.elements if "id" in attributes]
    assert len(names) == len(set(names))
    inside = {(link.get("href") or "")[1:] for link in read.all("a") if (link.get("href") or "").startswith("#")}
    assert inside - set(names) == set()
    described = {one["aria-labelledby"] for _, one in read.elements if "aria-labelledby" in one}
    assert described - set(names) == set()


def test_page_has_one_language_a_title_and_headings_in_order(page: bytes) -> None:
    read = Page(page)
    assert next(read.all("html"))["lang"] == "en"
    levels = [int(tag[1]) for tag, _ in read.elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(one.get("scope") for one in read.all("th"))


def test_policy_allows_only_the_styles_and_scripts_of_the_page(page: bytes) -> None:
    text = page.decode()
    policy = next(
        one["content"] for one in Page(page).all("meta") if one.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    inline = [
        *re.findall("<style>(.*?)</style>", text, re.DOTALL),
        *re.findall("<script>(.*?)</script>", text, re.DOTALL),
    ]
    hashes = [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in inline]
    assert re.findall("'sha256-(.*?)'", policy) == hashes


def test_page_loads_nothing_and_handles_nothing_inline(page: bytes) -> None:
    for tag, attributes in Page(page).elements:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base", "form"}
        assert not {"src", "srcset", "style", "action"} & set(attributes)
        assert not [name for name in attributes if name.startswith("on")]


def test_same_run_same_bytes(staged: Material, page: bytes) -> None:
    assert write(staged) == page
    assert dict(pages(staged)) == dict(pages(staged))


def test_both_languages_are_in_the_page_and_its_own_is_shown(staged: Material, page: bytes) -> None:
    chinese = write(replace(staged, language="zh"))
    assert next(Page(chinese).all("html"))["lang"] == "zh-CN"
    for content in (page, chinese):
        listed = re.search('<script type="application/json" id="texts">(.*?)</script>', content.decode())
        assert listed is not None
        texts = json.loads(listed[1])
        assert ["总览", "Overview"] in texts
        places = {int(one["data-k"] or -1) for _, one in Page(content).elements if "data-k" in one}
        assert places == set(range(len(texts)))
    assert ">Overview<" in page.decode()
    assert ">总览<" in chinese.decode()


# --- what came from outside -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["zh", "en"])
def test_hostile_texts_change_no_element(staged: Material, language: str) -> None:
    def made(said: str) -> Page:
        run = with_text(staged.run, said)
        return Page(write(replace(staged, run=run, language=language)))  # type: ignore[arg-type]

    hostile, harmless = made(PAYLOAD), made(HARMLESS)
    assert hostile.shape == harmless.shape
    told = "".join(hostile.texts)
    assert "<img src=x onerror=alert(2)>" in told
    for mark in "\u2028\u202e\u0000\x1b\ufffe":
        assert mark not in told


def test_hostile_addresses_become_no_links(staged: Material) -> None:
    run = with_text(staged.run, PAYLOAD)
    for content in (write(replace(staged, run=run)), *dict(pages(replace(staged, run=run))).values()):
        for link in Page(content).all("a"):
            assert re.match(r"(#|https?://|(\.\./)?(index|matrix|localities/|points/))", link["href"] or "")


def test_data_for_scripts_cannot_end_the_script(staged: Material) -> None:
    text = write(replace(staged, run=with_text(staged.run, PAYLOAD))).decode()
    for data in re.findall('<script type="application/json" id="[a-z-]+">(.*?)</script>', text, re.DOTALL):
        assert not set("<>&\u2028\u2029") & set(data)
        json.loads(data)


# --- one file or a folder ---------------------------------------------------------------------------------------------


def test_folder_has_a_page_for_each_locality_and_point_and_its_links_lead_to_them(staged: Material) -> None:
    made = dict(pages(staged))
    assert list(made)[-1] == "index.html"
    keys = {f"{one.submission.locality.code}-{one.submission.period.name}" for one in staged.run.assessments}
    assert {name for name in made if name.startswith("localities/")} == {f"localities/{key}.html" for key in keys}
    ids = {name: {one.get("id") for _, one in Page(content).elements} for name, content in made.items()}
    for name, content in made.items():
        for link in Page(content).all("a"):
            path, _, fragment = (link["href"] or "").partition("#")
            if not path.startswith("http"):
                target = name if not path else str((Path("/") / name).parent.joinpath(path).resolve())[1:]
                assert target in made, (name, link)
                assert not fragment or fragment in ids[target], (name, link)


def test_pages_made_by_several_processes_are_the_same(staged: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(pages(staged))
    monkeypatch.setattr(report, "WORTH_SHARING", 1)
    monkeypatch.setattr(report, "CHUNK", 1)
    assert list(pages(staged)) == alone


def test_too_many_for_one_file_are_refused_with_the_hint(staged: Material, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writing, "MOST_IN_ONE_FILE", 1)
    with pytest.raises(UsageError) as refused:
        write(staged)
    assert refused.value.code == "report-too-large"


@pytest.mark.parametrize(("name", "folder"), [("out", True), ("out.html", False), ("OUT.HTML", False)])
def test_suffix_decides_between_file_and_folder(name: str, folder: bool) -> None:  # noqa: FBT001
    assert is_folder(name) is folder


def test_unknown_suffix_is_refused() -> None:
    with pytest.raises(UsageError):
        is_folder("out.pdf")


def test_how_firm_the_order_is_stands_in_words_and_in_the_ranking_where_asked_for(staged: Material) -> None:
    by = open_yardstick("miit-5g-2020")
    names = ("110000-beijing", "210000-liaoning", "440000-guangdong")
    run = judge_paths(by, [str(ROOT / f"submissions/2020-H1/{name}.yaml") for name in names])
    text = write(material_of(run, "en", firmness_of(run))).decode()
    for said in (
        "90% rank",
        "median rank",
        "3 pairs of provinces, of which none can be told apart: too little was reported for a ranking.",
        "Assumption: in each of 10000 draws",
    ):
        assert said in text
        assert said not in write(staged).decode()


# --- small enough, and nothing lost by it -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def as_shipped() -> Material:
    """As many localities as there are provinces."""
    paths = sorted((ROOT / "submissions" / "2020-H1").glob("*.yaml"))[:31]
    return material_of(judge_paths(open_yardstick("miit-5g-2020"), [str(path) for path in paths]), "en")


@pytest.fixture(scope="module")
def shipped(as_shipped: Material) -> bytes:
    return write(as_shipped)


def test_report_of_31_localities_is_small_in_either_language(as_shipped: Material, shipped: bytes) -> None:
    assert len(shipped) < 1_500_000
    assert len(write(replace(as_shipped, language="zh"))) < 1_500_000


def test_a_long_text_is_written_out_once_and_listed_for_the_script(shipped: bytes) -> None:
    asked = "Finish, approve and publish the site plan, and give its number and date."
    text = shipped.decode()
    body, _, rest = text.partition("</main>")
    assert body.count(asked) == 1
    assert asked in rest
    place = re.search(f"<bdi data-k=([0-9]+)>{asked}</bdi>", body)
    assert place is not None
    assert body.count(f"<bdi data-k={place[1]}></bdi>") > 20


def test_rules_that_were_not_reported_stand_with_what_they_may_be(shipped: bytes) -> None:
    text = shipped.decode()
    page = text[text.index('id="l-140100-2020-H1"') :]
    assert re.search(r"#r-P01-4.>P01-4</a> <bdi data-k=[0-9]+>[^<]*</bdi> \[0, 1\] × 1 · 2\.35</li>", page)
    assert "5G base stations built (0 – 2000000 stations)" in text


def test_page_of_taiyuan_is_the_golden_one(golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    run = judge_paths(open_yardstick("miit-5g-2020"), ["submissions/2020-H1/140100-taiyuan.yaml"])
    made = dict(pages(material_of(run, "zh")))["localities/140100-2020-H1.html"].decode()
    body = made[made.index("<main") : made.index("</main>")]
    golden("report-taiyuan.zh.html", body.replace("><", ">\n<") + "\n")
