"""What the end of a batch says of times and gaps, in both languages. All invented."""

from __future__ import annotations

import pytest

from checker.model.batch import Coverage, Progress, Slow, Some, Summary
from checker.model.pack import Pack
from checker.model.rollup import Rollup
from checker.model.stored import State
from checker.model.text import LANGUAGES, Language
from checker.reports.rollup.summary import to_summary

NOTHING = Summary(Progress(), {}, {}, (), ())
COVERED = Coverage("2020-H1", "county", 2844, 2790)
MONTHS = tuple(Coverage(f"2020-M{month:02}", "county", 9, 9 - month // 5) for month in range(1, 7))

SAID: dict[str, tuple[Summary, tuple[str, ...], tuple[str, ...]]] = {
    "nothing": (NOTHING, (), ()),
    "one file that took long": (
        NOTHING._replace(slowest=(Slow(3.21, "a.xlsx", 1),)),
        ("最慢 3.2 秒：a.xlsx",),
        ("slowest 3.2 s: a.xlsx",),
    ),
    "files that are judged in one go": (
        NOTHING._replace(slowest=(Slow(3.21, "a.yaml", 32),)),
        ("最慢 3.2 秒：从 a.yaml 起的 32 份合计",),
        ("slowest 3.2 s: 32 submissions together, from a.yaml on",),
    ),
    "files not read to the end": (
        NOTHING._replace(given_up=Some(4, ("a.csv", "b.csv", "c\n.csv"))),
        ("没有读完的文件（超过限制，其余未读，请拆分后重新评分）× 4：a.csv、b.csv、c\\u000a.csv、…",),
        ("not read to the end (a limit was broken; split and score again) x 4: a.csv, b.csv, c\\u000a.csv, …",),
    ),
    "waivers": (
        NOTHING._replace(waived=Some(1, ("140100 2020-H1 P01-1",))),
        ("豁免 1 项，得分不因此改变：140100 2020-H1 P01-1",),
        ("waivers: 1; no score moves by them: 140100 2020-H1 P01-1",),
    ),
    "some that do not count": (
        NOTHING._replace(states={State.REFUSED: 2, State.CONFLICT: 4}),
        (
            "其中：无法读取 2，冲突 4",
            "逐份及原因：--format json 全部列出；加 --store 结果.sqlite 则留在结果库中，用 checker results 查看",
        ),
        (
            "of these: refused 2, conflict 4",
            "which, and why: --format json lists all; --store FILE.sqlite keeps them for checker results",
        ),
    ),
    "one period": (
        NOTHING._replace(coverage=(COVERED,)),
        (
            "2020-H1：应报的县级地区 2844 个，评判 2790 个",
            "要列出应报而未评判的地区，加 --store 结果.sqlite，再用 checker results missing",
        ),
        (
            "2020-H1: counties expected 2844, judged 2790",
            "to list who is missing, add --store FILE.sqlite, then use checker results missing",
        ),
    ),
    "nobody missing": (
        NOTHING._replace(coverage=(COVERED._replace(judged=2844),)),
        ("2020-H1：应报的县级地区 2844 个，评判 2844 个",),
        ("2020-H1: counties expected 2844, judged 2844",),
    ),
    "many periods": (
        NOTHING._replace(coverage=MONTHS),
        (
            "每期应报的县级地区 9 个；6 期中 4 期全部评判（--period 只看一期）",
            "要列出应报而未评判的地区，加 --store 结果.sqlite，再用 checker results missing",
        ),
        (
            "counties expected each period 9, all judged in 4 of 6 periods (--period: only one)",
            "to list who is missing, add --store FILE.sqlite, then use checker results missing",
        ),
    ),
}


@pytest.mark.parametrize("name", SAID)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_end_of_a_batch_says_what_is_worth_a_look(tiny: Pack, name: str, language: Language) -> None:
    summary, zh, en = SAID[name]
    lines = to_summary(Rollup(tiny, "province", (), summary=summary), language).splitlines()
    assert lines[1:] == list(zh if language == "zh" else en)


STORED: dict[Language, list[str]] = {
    "zh": [
        "其中：无法读取 2，冲突 4",
        "逐份及原因：checker results export 结果库 --what findings --state refused（或 conflict）",
        "2020-H1：应报的县级地区 2844 个，评判 2790 个",
        "应报而未评判的地区：checker results missing 结果库",
    ],
    "en": [
        "of these: refused 2, conflict 4",
        "which, and why: checker results export STORE --what findings --state refused (or conflict)",
        "2020-H1: counties expected 2844, judged 2790",
        "who is missing: checker results missing STORE",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_a_store_it_says_how_to_ask_it_and_not_how_to_have_one(tiny: Pack, language: Language) -> None:
    summary = NOTHING._replace(states={State.REFUSED: 2, State.CONFLICT: 4}, coverage=(COVERED,))
    lines = to_summary(Rollup(tiny, "province", (), summary=summary, stored=True), language).splitlines()
    assert lines[1:] == STORED[language]
