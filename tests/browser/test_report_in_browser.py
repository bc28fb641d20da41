"""The report in a real browser: silent, sealed, and usable by mouse, keyboard, address and printer."""

from __future__ import annotations

import base64
import json
import os
import re
from pathlib import Path
from typing import Any

import pytest

AXE = Path(os.environ.get("AXE_CORE", "build/browser/node_modules/axe-core/axe.min.js"))
ROWS = "return [...document.querySelectorAll('.chosen table.rank tbody th a')].map(one => one.innerText)"
SEEN = "return [...document.querySelectorAll('.view')].filter(one => one.offsetParent).map(one => one.id)"


def go(page: Any, fragment: str) -> None:
    """Open another part of the same page."""
    page.execute_script("location.hash = arguments[0]", fragment)
    page.execute_script("return new Promise(done => setTimeout(done, 50))")


def click(page: Any, selector: str) -> None:
    page.execute_script("document.querySelector(arguments[0]).click()", selector)


def shown(page: Any, selector: str) -> str:
    return str(page.execute_script("return document.querySelector(arguments[0]).innerText", selector))


def test_page_opens_without_a_word_and_asks_nothing_of_the_network(page: Any) -> None:
    for fragment in ("l-140100-2020-H1.p1", "p-2", "method", "home?lang=zh&theme=dark", "matrix-2020-Q3.province"):
        go(page, fragment)
    assert [entry for entry in page.get_log("browser") if "favicon" not in entry["message"]] == []
    messages = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = {
        message["params"]["request"]["url"].partition("#")[0]
        for message in messages
        if message["method"] == "Network.requestWillBeSent"
    }
    assert {url for url in asked if not url.startswith(("file://", "about:"))} == set()
    assert len([url for url in asked if url.startswith("file://")]) <= 1


def test_policy_forbids_what_the_page_does_not_hold(page: Any) -> None:
    page.execute_script(
        "const one = document.createElement('script'); one.textContent = 'window.broken = 1'; document.body.append(one)"
    )
    assert page.execute_script("return window.broken === undefined")
    assert any("Content Security Policy" in entry["message"] for entry in page.get_log("browser"))


def test_report_opens_with_the_last_period_and_other_panels_can_be_chosen(page: Any) -> None:
    assert page.execute_script(ROWS) == ["Liaoning", "Beijing", "Shanghai"]
    click(page, "input[name=panel][value='2020-H1.prefecture']")
    assert page.execute_script(ROWS) == ["Taiyuan"]
    assert "panel=2020-H1.prefecture" in page.current_url


def test_sorting_says_its_order_and_keeps_it_in_the_address(page: Any) -> None:
    page.execute_script("document.querySelector('.chosen th[data-sort=known] button').focus()")
    active = page.switch_to.active_element
    active.send_keys("\ue007")  # Enter
    cells = "[...document.querySelectorAll('.chosen .rank td:nth-last-child(2)')]"
    known = f"return {cells}.map(one => parseFloat(one.innerText))"
    found = page.execute_script(known)
    assert found == sorted(found, reverse=True)
    state = "return document.querySelector('.chosen th[data-sort=known]').getAttribute('aria-sort')"
    assert page.execute_script(state) == "descending"
    assert "sort=-known" in page.current_url
    page.refresh()
    assert page.execute_script(state) == "descending"
    page.switch_to.active_element.send_keys("")
    click(page, ".chosen th[data-sort=known] button")
    assert page.execute_script(state) == "ascending"


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("code", ["Beijing", "Liaoning", "Shanghai"]),
        ("score", ["Liaoning", "Beijing", "Shanghai"]),
    ],
)
def test_every_column_sorts_its_way_first(page: Any, column: str, found: list[str]) -> None:
    click(page, f".chosen th[data-sort={column}] button")
    assert page.execute_script(ROWS) == found


def test_what_has_no_grade_comes_last_whichever_way_grades_are_sorted(page: Any) -> None:
    graded = "[...document.querySelectorAll('.chosen .rank tbody tr')].map(one => one.cells[7].dataset)"
    page.execute_script(f"{graded}.forEach((data, place) => {{ data.v = ['', '5', '3'][place] }})")
    for found in (["Shanghai", "Beijing", "Liaoning"], ["Beijing", "Shanghai", "Liaoning"]):
        click(page, ".chosen th[data-sort=grade] button")
        assert page.execute_script(ROWS) == found


@pytest.mark.parametrize(
    ("asked", "found"), [("shang", ["Shanghai"]), ("北京", ["Beijing"]), ("2100", ["Liaoning"]), ("x", [])]
)
def test_search_by_pinyin_name_and_code(page: Any, asked: str, found: list[str]) -> None:
    field = page.find_element("css selector", ".chosen input[name=q]")
    field.send_keys(asked)
    assert page.execute_script(ROWS) == found
    assert shown(page, ".chosen .found") == f"{len(found)} / 3"


HITS = "return [...document.querySelectorAll('.hits li')].map(one => one.innerText)"


def test_a_locality_is_found_whatever_its_period_and_level(page: Any) -> None:
    field = page.find_element("css selector", "#find")
    field.send_keys("beijing")
    assert page.execute_script(HITS) == ["Beijing 2020-H1 · provinces", "Beijing 2020-Q3 · provinces"]
    field.clear()
    field.send_keys("nowhere")
    assert page.execute_script(HITS) == []
    assert shown(page, "#no-hits") == "There is no such locality."
    field.clear()
    field.send_keys("太原\ue007")  # Enter
    page.execute_script("return new Promise(done => setTimeout(done, 50))")
    assert page.execute_script(SEEN) == ["l-140100-2020-H1"]
    assert "built this year" in shown(page, "#l-140100-2020-H1")
    assert "3944" in shown(page, "#l-140100-2020-H1")


def test_every_text_is_put_in_by_the_script(page: Any) -> None:
    empty = "return [...document.querySelectorAll('[data-k]')].filter(one => !one.textContent).length"
    assert page.execute_script(empty) == 0


def test_languages_and_themes_switch_and_stay_in_the_address(page: Any) -> None:
    assert page.title.startswith("MIIT notice")
    click(page, "button[data-lang=zh]")
    assert page.execute_script("return document.documentElement.lang") == "zh-CN"
    assert page.title == "工业和信息化部关于推动5G加快发展的通知"
    assert shown(page, ".chosen table.rank tbody th a") == "辽宁省"
    assert not re.search(r"\b(Ranking|points|locality)\b", page.execute_script("return document.body.innerText"))
    before = page.execute_script("return getComputedStyle(document.body).backgroundColor")
    click(page, "button[data-do=theme]")
    assert page.execute_script("return getComputedStyle(document.body).backgroundColor") != before
    assert "lang=zh" in page.current_url
    assert "theme=" in page.current_url


def test_deep_link_opens_the_rules_behind_a_cell(page: Any) -> None:
    click(page, "input[name=panel][value='2020-H1.prefecture']")
    click(page, ".chosen table.heat td:nth-of-type(1) a")
    page.execute_script("return new Promise(done => setTimeout(done, 50))")
    assert page.execute_script(SEEN) == ["l-140100-2020-H1"]
    assert page.execute_script("return document.getElementById('l-140100-2020-H1.p1').open")
    assert "P01-2" in shown(page, "#l-140100-2020-H1 .rule:nth-of-type(2)")
    page.back()
    page.execute_script("return new Promise(done => setTimeout(done, 50))")
    assert page.execute_script(SEEN) == ["home"]


def test_map_is_coloured_by_score_width_and_point(page: Any) -> None:
    value = "return document.querySelector('.chosen [data-code=\"110000\"] .value').innerText"
    assert page.execute_script(value) == "9.2"
    click(page, ".chosen input[data-mode=width]")
    assert page.execute_script(value) == "90.8"
    assert "map=width" in page.current_url
    click(page, ".chosen input[data-mode=point]")
    assert page.execute_script(value) == page.execute_script(
        "return document.querySelector('.chosen .heat tbody tr:nth-child(2) td a').innerText"
    )


def test_keyboard_reaches_the_content_first(page: Any) -> None:
    body = page.find_element("css selector", "body")
    body.send_keys("\ue004")  # Tab
    assert page.switch_to.active_element.get_attribute("class") == "skip"
    page.switch_to.active_element.send_keys("\ue004")
    assert page.switch_to.active_element.get_attribute("data-part") == "home"


@pytest.mark.parametrize("width", [390, 1024, 1600])
def test_nothing_is_wider_than_the_window(page: Any, width: int) -> None:
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    for fragment in ("home", "l-140100-2020-H1", "p-1", "points", "method"):
        go(page, fragment)
        assert page.execute_script("return document.documentElement.scrollWidth") <= width, fragment
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_printed_whole_it_has_every_part(page: Any) -> None:
    page.execute_script("document.documentElement.classList.add('whole')")
    printed = page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True, "printBackground": True})
    whole = base64.b64decode(printed["data"])
    page.execute_script("document.documentElement.classList.remove('whole')")
    part = base64.b64decode(page.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
    parts = page.execute_script("return document.querySelectorAll('.view').length")
    assert _pages(whole) > parts > _pages(part) > 1


def _pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.mark.skipif(not AXE.exists(), reason="needs axe-core; see `make browser`")
@pytest.mark.parametrize("fragment", ["home", "l-140100-2020-H1", "p-1", "method", "home?theme=dark"])
def test_axe_finds_no_serious_violation(page: Any, fragment: str) -> None:
    go(page, fragment)
    page.execute_cdp_cmd("Page.setBypassCSP", {"enabled": True})
    page.execute_cdp_cmd("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    found = page.execute_async_script(
        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(r => done(r.violations))"
    )
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in serious] == []
