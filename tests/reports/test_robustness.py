"""How firm an order is, as it is read: whole sections in both languages, columns of CSV, and JSON."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.engine.robustness.robust import firmness_of_run
from checker.model.assessment import Run
from checker.model.pack import Pack
from checker.model.robustness import Firmness
from checker.model.text import LANGUAGES, Language
from checker.packs.files import DEFAULT_PACK, find_pack
from checker.reports.robustness.document import RobustnessOutput, robustness_output
from checker.reports.robustness.section import CSV_COLUMNS, MOST_NAMED, ROBUST, with_markdown, with_text
from tests import builders as build
from tests.acceptance.program import ROOT, run
from tests.standings import Credit, members_of, policy, run_of, weighing

UNKNOWN = build.span(0, 1)
SOME: dict[str, list[Credit]] = {
    "11": [1, 1, 1],
    "12": ["0.8", 1, "0.5"],
    "13": ["0.8", UNKNOWN, "0.5"],
    "14": [0, UNKNOWN, UNKNOWN],
    "15": [0, 0, 0],
}


def invented(said: dict[str, list[Credit]]) -> tuple[Run, tuple[Firmness, ...]]:
    """Return a run of localities that *said* this, and how firm their order is."""
    rules = [weighing("P1-1", 3), weighing("P1-2"), weighing("P2-1")]
    pack: Pack = build.pack({}, rules, {"1": 60, "2": 40})
    made = run_of(pack, members_of(pack, said))
    return made, firmness_of_run(made, policy(200))


def sections(said: dict[str, list[Credit]], language: Language) -> str:
    """Return what is printed after the tables, here none."""
    made, firmness = invented(said)
    return with_text("", made, firmness, language)


# --- text -------------------------------------------------------------------------------------------------------------


def test_a_section_in_english() -> None:
    assert (
        sections(SOME, "en")
        == """
2020-H1 · provinces: how firm the order is

10 pairs of provinces: 8 in a certain order whatever the unknown figures are, with the declared weights; \
2 more with the assumption below; of the other 0 no order is claimed.

 tie group   code    locality      certain rank    90% rank    median rank   above the next line
-----------  ------  -----------  --------------  ----------  -------------  ---------------------
     1       11      Province 11        1             1             1        100.0% Province 12
     2       12      Province 12       2–3            2             2        100.0% Province 13
     3       13      Province 13       2–3            3             3        100.0% Province 14
     4       14      Province 14       4–5            4             4        100.0% Province 15
     5       15      Province 15       4–5            5             5        –

tie group: the places it takes; in at least 90% of the draws everyone in the groups above scored strictly more than \
everyone below; no order within a group, which is listed by code. certain rank: the best and the worst that is \
possible. 90% rank: from 5% to 95% of the draws. above the next line: the share of draws with a strictly higher \
score than the locality on the next line.

Assumption: in each of 200 draws (seed 20200324) the weight of every point and of every rule is multiplied by a factor \
drawn evenly from 0.75 to 1.25, and every unknown credit is drawn evenly and independently from what it may be. Nobody \
knows what the unknown figures are: this is an assumption. The certain ranks, with the declared weights, do not rest \
on it.

Grades: with every weight moved by at most 10%, these ranges of grades can change (1):
  14 Province 14: now fail; its lower end fail, its upper end fail to pass

The order rests most on rule P1-2 (rule): without it the ranks by lower end change by 1 in all, most for Province 13, \
from 3 to 2.

Certain differences, point by point:
  point 1 (pairs: 8): Province 12, Province 13 certainly above Province 14, Province 15; Province 11 certainly above \
Province 12, Province 13, Province 14, Province 15
  point 2 (pairs: 5): Province 12, Province 13 certainly above Province 15; Province 11 certainly above Province 12, \
Province 13, Province 15

What each should report next:

code    locality     rule      worth up to  title    not reported
------  -----------  ------  -------------  -------  --------------
13      Province 13  P1-2            +15.0  rule     –
14      Province 14  P2-1            +40.0  rule     –
"""
    )


def test_a_section_in_chinese_markdown() -> None:
    made, firmness = invented({"11": [0, 0, 1], "12": [0, 0, 1]})
    assert (
        with_markdown("# 表\n", made, firmness, "zh")
        == """# 表

## 2020-H1 · 省级：名次稳健性

省级地区两两比较共 1 对：按既定权重，不论未报数据如何，先后都已确定的有 0 对；\
按下述假设，另有 0 对可分先后；其余 1 对不分先后。

|  并列组  | 代码   | 地区   |  确定名次  |  九成名次  |  中位名次  | 高于下一行   |
|:--------:|:-------|:-------|:----------:|:----------:|:----------:|:-------------|
|   1–2    | 11     | 11省   |    1–2     |     1      |     1      | 0.0% 12省    |
|   1–2    | 12     | 12省   |    1–2     |     1      |     1      | –            |

并列组：该组所占名次；在不少于 90% 的抽样中，前面各组每一地都严格高于后面各组每一地；组内不分先后，按代码列出。\
确定名次：可能的最好和最差名次。九成名次：抽样名次的 5% 至 95% 分位。\
高于下一行：得分严格高于表中下一行的抽样占比。

假设：抽样 200 次（种子 20200324），每次把各条、各规则的权重分别乘以 0.75 至 1.25 之间均匀抽取的系数，各项未明的得分率\
在其可能范围内独立、均匀抽取。未报数据实际如何无从得知，这只是假设；确定名次按既定权重计算，不依赖这一假设。

等级：各条、各规则的权重上下浮动不超过 10%，没有一地的等级范围改变。

去掉任何一项有权重的规则，按得分下端排的名次都不变。

各条上都没有确定的差别。
"""
    )


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Only one has a score: there is no order to try."),
        ("zh", "只有一地有得分，无从比较先后。"),
    ],
)
def test_of_one_there_is_no_order(language: Language, expected: str) -> None:
    text = sections({"11": [1, 1, 1], "12": [None, None, None]}, language)
    assert expected in text
    assert not any(word in text for word in ("Assumption", "假设", "pairs", "对："))


def test_nobody_has_a_section_of_their_own() -> None:
    assert sections({}, "en") == ""


def test_a_long_list_of_names_is_cut() -> None:
    said: dict[str, list[Credit]] = {"10": [1, 0, 0]}
    said |= {str(code): [0, 0, 0] for code in range(11, 12 + MOST_NAMED)}
    text = sections(said, "en")
    assert "Province 10 certainly above Province 11" in text
    assert "Province 20 and 1 more" in text
    assert "points 2: no certain difference" in text
    assert "20省等 11 地" in sections(said, "zh")


# --- CSV and JSON -----------------------------------------------------------------------------------------------------


def test_columns_are_added_by_period_level_and_code() -> None:
    made, firmness = invented({"11": [1, 1, 1], "12": ["0.5", 0, 0], "13": [None, None, None]})
    rows = "\ufeffperiod,level,code,locality\r\n" + "".join(
        f"{period},province,{code},x\r\n"
        for period, code in (("2020-H1", 12), ("2020-H1", 11), ("2020-H1", 13), ("2020", 11))
    )
    (header, *cells) = csv.reader(io.StringIO(ROBUST["csv"](rows, made, firmness, "en"), newline=""))
    assert header[:4] == ["\ufeffperiod", "level", "code", "locality"]
    assert header[4:] == [*CSV_COLUMNS]
    assert [row[4:] for row in cells] == [
        ["2", "2", "2", "2", "2", "2", "", ""],
        ["1", "1", "1", "1", "1", "1", "12", "1"],
        [""] * 8,
        [""] * 8,
    ]


def test_json_holds_all_of_it() -> None:
    _, (firmness,) = invented(SOME)
    found = robustness_output(firmness)
    assert RobustnessOutput.model_validate_json(found.model_dump_json()) == found
    assert (found.period, found.level, found.draws.draws, found.draws.sure) == ("2020-H1", "province", 200, "0.9")
    assert found.pairs.model_dump() == {"whole": 10, "certain": 8, "more": 2}
    assert found.placings[1].model_dump() == {
        "code": "12",
        "tie_group": 2,
        "places": (2, 2),
        "certain_ranks": (2, 3),
        "likely_ranks": (2, 2),
        "median_rank": 2,
        "next": "13",
        "above_next": "1",
    }
    (shift,) = found.grade_shifts
    assert (shift.code, shift.declared, shift.lower, shift.upper) == (
        "14",
        ["fail"],
        ("fail", "fail"),
        ("fail", "pass"),
    )
    assert found.decisive_rule is not None
    assert found.decisive_rule.model_dump() == {"rule": "P1-2", "moved": 1, "most": "13", "before": 3, "after": 2}
    assert [(one.point, one.pairs, len(one.steps)) for one in found.points] == [("1", 8, 2), ("2", 5, 2)]
    assert [(one.code, one.rule, one.cost) for one in found.next_reports] == [
        ("13", "P1-2", "15"),
        ("14", "P2-1", "40"),
    ]


def test_json_of_an_order_that_no_rule_changes() -> None:
    _, (firmness,) = invented({"11": [1, 1, 1]})
    assert robustness_output(firmness).decisive_rule is None


# --- the program ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_says_the_same_whatever_the_order_of_files(language: Language) -> None:
    files = ["submissions/2020-H1/140100-taiyuan.yaml", "submissions/2020-H1/460200-sanya.yaml"]
    first, second = (run("score", *some, "--robust", "--lang", language) for some in (files, files[::-1]))
    assert (first.code, first.err) == (0, "")
    assert first.out == second.out
    assert {"en": "Sanya certainly above Taiyuan", "zh": "三亚市确定高于太原市"}[language] in first.out


def test_a_pack_that_does_not_say_how_cannot_be_tried(tmp_path: Path) -> None:
    folder = tmp_path / "pack"
    shutil.copytree(find_pack(DEFAULT_PACK), folder)
    directive = folder / "directive.yaml"
    lines = directive.read_text(encoding="utf-8").splitlines(keepends=True)
    directive.write_text("".join(one for one in lines if "robustness:" not in one), encoding="utf-8")
    ended = run("score", "submissions/2020-H1/140100-taiyuan.yaml", "--robust", "--pack", str(folder), "--lang", "en")
    assert (ended.code, ended.out) == (2, "")
    assert (
        ended.err
        == "robustness-undeclared: the pack's scoring policy declares no robustness, so the order cannot be tried\n"
    )


def test_numpy_is_loaded_for_nothing_else() -> None:
    source = (
        "import sys; from checker.use_cases import judging as jobs, reporting; import checker.cli.score;"
        "made = jobs.judge_paths(jobs.open_yardstick('miit-5g-2020'), ['submissions/2020-H1/140100-taiyuan.yaml']);"
        "reporting.score_report(made, 'table', 'en', 'locality'); print('numpy' in sys.modules);"
        "reporting.firmness_of(made); print('numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.split() == ["False", "True"]
