"""What a comparison says: every number exact, every cause named, in words that fit what is compared."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.engine.assess import Assessor
from checker.engine.comparing.compare import compare
from checker.engine.comparing.peers import view_peers
from checker.errors import Locus
from checker.model.assessment import Reading
from checker.model.comparison import PeersBy
from checker.model.indicator import StateLabel
from checker.model.locality import Locality
from checker.model.pack import Pack
from checker.model.review import Review, Verification
from checker.model.submission import Submission
from checker.model.text import Language, Text
from checker.reports.comparing.comparison import ComparisonText
from checker.reports.comparing.peers import PeersText, Sought
from tests import builders as build
from tests.random_packs import random_pack, random_submission
from tests.strategies import repeatable

F = Fraction
STATES = tuple(StateLabel(name, Text(f"{name}(zh)", name)) for name in build.STATES)
INDICATORS = build.dictionary(
    build.counted("built", build.span(0, 100), kind="state"),
    build.counted("spare", build.span(0, 100), unit="ratio", kind="state"),
    replace(build.stated("plan"), states=STATES),
    build.yes_or_no("done"),
    build.listed("trials"),
    build.counted("resident_population", build.span(1, 9999), kind="frame"),
)
SHARE = build.shape("share", INDICATORS, of="100")
BETA = Locality("120000", "province", "", "乙省", "Beta")
TOWN = Locality("110100", "prefecture", "110000", "丙市", "Gamma")


def said(when: str = "2020-H1", place: Locality = build.PROVINCE, **values: Any) -> Submission:
    """Return a submission that makes one claim on each of the indicators named."""
    claims = [build.claim(name, value) for name, value in values.items()]
    file = f"{place.name_en}-{when}.yaml"
    made = build.submission(*claims, period=build.period(when), locality=place, file=file)
    return replace(made, sha256=repr(sorted(values.items(), key=str)))


def ruled(measure: str = "built", **changes: Any) -> Any:
    """Return a rule that gives the share of 100 that is reached."""
    return build.rule(INDICATORS, measure, SHARE, **changes)


def told(
    first: Submission,
    second: Submission,
    *rules: Any,
    language: Language = "en",
    reading: Reading = "claimed",
    **facts: Any,
) -> str:
    """Return the comparison of two submissions under a pack of *rules*, without its heading."""
    verification = facts.pop("verification", None)
    pack = build.pack(INDICATORS, rules, facts.pop("points", None), **facts)
    assessor = Assessor(pack, verification)
    found = compare(pack, assessor.assess(first), assessor.assess(second), reading)
    return ComparisonText(pack, found, language).whole()


H1, YEAR = "2020-H1", "2020"


# --- whole ------------------------------------------------------------------------------------------------------------


def test_two_periods_in_english() -> None:
    text = told(said(H1, built=30), said(YEAR, built=70), ruled(), ruled("spare", id="P1-2", weight=F(2)))
    assert text.splitlines() == [
        "Alpha 110000: two periods, 2020 against 2020-H1",
        "  2020-H1 · Alpha-2020-H1.yaml · filed by the locality",
        "  2020 · Alpha-2020.yaml · filed by the locality",
        "directive · invented 1 · 000000000000",
        "reading: claimed (all that is said counts)",
        "",
        "         reading      lower end   interval    grade",
        "-------  ---------  -----------  -----------  -----------------",
        "2020-H1  claimed           10.0  10.0 – 76.7  fail to pass",
        "2020-H1  supported          0.0  0.0 – 100.0  fail to excellent",
        "2020-H1  verified           0.0  0.0 – 100.0  fail to excellent",
        "2020     claimed           23.3  23.3 – 90.0  fail to excellent",
        "2020     supported          0.0  0.0 – 100.0  fail to excellent",
        "2020     verified           0.0  0.0 – 100.0  fail to excellent",
        "",
        "score: 10.0 – 76.7 → 23.3 – 90.0",
        "grade: fail to pass → fail to excellent",
        "interval: as wide (about 66.67 (exactly 200/3))",
        "known weight unchanged: 33.3%",
        "",
        "1 rule moved, the greatest move of the lower end first; each line is: worth at full credit × credit = points",
        "",
        "P1-1 rule",
        "  outcome unchanged: partly met",
        "  both ends 100/3×0.3 = 10 → 100/3×0.7 = about 23.33 (exactly 70/3); moves about +13.33 (exactly 40/3)",
        "  built (built, stations): 30 → 70",
        "",
        "all other rules (1): unmoved",
        "",
        "total, lower end: 10 + 40/3",
        "  = about 23.33 (exactly 70/3); moves about +13.33 (exactly 40/3)",
        "total, upper end: 230/3 + 40/3",
        "  = 90; moves about +13.33 (exactly 40/3)",
    ]


def test_two_localities_in_chinese() -> None:
    text = told(said(built=30, spare=20), said(place=BETA, built=70), ruled(), ruled("spare", id="P1-2"), language="zh")
    assert text.splitlines() == [
        "2020-H1：两个地区，乙省与甲省相比（差额是前者减后者）",
        "  乙省 · Beta-2020-H1.yaml · 该地报送",
        "  甲省 · Alpha-2020-H1.yaml · 该地报送",
        "directive(zh) · invented 1 · 000000000000",
        "口径：自报（报送所说全部计入）",
        "",
        "      口径      下端     区间      等级",
        "----  ------  ------  -----------  -----------------------",
        "乙省  自报      35.0  35.0 – 85.0  fail(zh)至good(zh)",
        "乙省  有据       0.0  0.0 – 100.0  fail(zh)至excellent(zh)",
        "乙省  核实       0.0  0.0 – 100.0  fail(zh)至excellent(zh)",
        "甲省  自报      25.0     25.0      fail(zh)",
        "甲省  有据       0.0  0.0 – 100.0  fail(zh)至excellent(zh)",
        "甲省  核实       0.0  0.0 – 100.0  fail(zh)至excellent(zh)",
        "",
        "得分：甲省 25.0，乙省 35.0 – 85.0",
        "等级：甲省 fail(zh)，乙省 fail(zh)至good(zh)",
        "乙省未报的数据较多，区间宽 50 分",
        "已知权重：甲省 100.0%，乙省 50.0%",
        "",
        "有差别的规则 2 条，按得分下端变动从大到小；每行是“满分所值 × 得分率 = 得分”",
        "",
        "P1-1 rule(zh)",
        "  结果相同：部分达到",
        "  两端 甲省 50×0.3 = 15，乙省 50×0.7 = 35；相差 +20",
        "  built(zh)（built，stations）：甲省 30，乙省 70",
        "",
        "P1-2 rule(zh)",
        "  结果：甲省 部分达到，乙省 不明",
        "  下端 甲省 50×0.2 = 10，乙省 50×0 = 0；相差 -10",
        "  上端 甲省 50×0.2 = 10，乙省 50×1 = 50；相差 +40",
        "  spare(zh)（spare）：甲省 20，乙省 没有报",
        "",
        "没有其他规则",
        "",
        "总分下端：25 + 20 - 10",
        "  = 35；相差 +10",
        "总分上端：25 + 20 + 40",
        "  = 85；相差 +60",
    ]


def test_two_identical_files_are_said_to_be_the_same() -> None:
    assert "\nthe two files are the same\n" in told(said(built=30), said(built=30), ruled())
    assert "\n两份文件内容相同\n" in told(said(built=30), said(built=30), ruled(), language="zh")
    assert "the same\nreading" not in told(said(built=30), said(built=31), ruled())


def test_nothing_moved() -> None:
    text = told(said(built=30), said(built=30), ruled())
    assert "two submissions for one period, B against A" in text
    assert "no rule moved\n" in text
    assert text.endswith("total, lower end unchanged: 30\ntotal, upper end unchanged: 30\n")
    text = told(said(built=30), said(place=BETA, built=30), ruled(), language="zh")
    assert "没有一条规则有差别\n" in text
    assert text.endswith("总分下端相同：30\n总分上端相同：30\n")


# --- the stages -------------------------------------------------------------------------------------------------------


def test_deduction_floor_and_start_are_lines_of_their_own() -> None:
    rules = [ruled(), ruled("spare", id="P1-2", deduct=F(50)), ruled("built", id="P2-1", point="2", deduct=F(10))]
    points = {"1": 50, "2": 50}
    text = told(said(built=20, spare=80), said(built=10, spare=20), *rules, points=points)
    assert "P1-2 rule (deduction)" in text
    assert "  both ends -25×(1-0.8) = -5 → -25×(1-0.2) = -20; moves -15" in text
    assert "point 1 falls no lower than 0, so not all is deducted\n  both ends 0 → 15; moves +15" in text
    rules[2] = replace(rules[2], applies_when=build.expression('level == "province"', INDICATORS))
    text = told(said(built=20, spare=80), said(place=TOWN, built=20, spare=80), *rules, points=points, language="zh")
    assert "第 2 条只扣不加，先计满分\n  两端 甲省 50，丙市 0；相差 -50" in text


def test_bonus_and_caps_are_lines_of_their_own() -> None:
    rules = [ruled(), ruled("spare", id="P1-8", bonus=F(8))]
    text = told(said(built=50, spare=50), said(built=98, spare=100), *rules)
    assert "P1-8 rule (bonus)" in text
    assert "bonus: at most 5 in all, the rest does not count\n  both ends 0 → -3; moves -3" in text
    assert "bonus: does not count while the base is below 60\n  both ends -4 → 0; moves +4" in text
    assert "total: at most 100, the rest does not count\n  both ends 0 → -3; moves -3" in text
    assert "total, lower end: 50 + 48 + 4 - 3 + 4 - 3\n  = 100; moves +50" in text


def test_rescaling_is_said_and_a_rule_without_a_move_of_its_own_is_one_line() -> None:
    unbound = ruled("built", id="P1-3", applies_when='level == "province"')
    rules = [ruled(), ruled("spare", id="P1-2"), unbound]
    text = told(said(built=60, spare=30), said(place=TOWN, built=60, spare=90), *rules)
    assert "of two levels, so not all rules bind both" in text
    assert "weight that does not apply (the rest is scaled to 100): Alpha 0.0%, Gamma 33.3%" in text
    assert '  does not apply to Gamma (level == "province")' in text
    assert "  both ends Alpha 100/3×0.6 = 20, Gamma 0; differs by -20" in text
    assert "  of this by re-scaling, as other rules apply: lower end +5, upper end +5" in text
    assert (
        "only re-scaled, as other rules apply (1): credit the same\n"
        "  P1-1 rule · worth Alpha 100/3, Gamma 50 · lower end +10, upper end +10\n"
    ) in text
    back = told(said(place=TOWN, built=60), said(built=60), *rules)
    assert '  does not apply to Gamma (level == "province")' in back


def test_a_veto_that_changes_is_said() -> None:
    veto = ruled("built", id="P1-9", veto="fail")
    checked = Review(
        "110000", YEAR, "built", None, None, "confirmed", "somebody", build.period(YEAR).end, "visit", "", Locus("r")
    )
    held = Verification({("110000", YEAR): (checked,)})
    text = told(said(H1, built=100), said(YEAR, built=0), ruled("spare"), veto, verification=held)
    assert "veto P1-9 rule: not triggered → triggered\n" in text
    text = told(said(H1, built=100), said(YEAR), ruled("spare"), veto, language="zh")
    assert "否决 P1-9 rule(zh)：没有触发 → 尚不能排除\n" in text


def test_a_narrower_interval_is_said_as_less_being_unreported() -> None:
    text = told(said(H1), said(YEAR, built=30), ruled(), language="zh")
    assert "区间收窄 100 分：未报的数据少了\n" in text
    text = told(said(), said(place=BETA, built=30), ruled())
    assert "more is unreported for Alpha: its interval is wider by 100\n" in text


# --- what is compared -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "when", "en", "zh"),
    [
        (
            TOWN,
            YEAR,
            "two localities in two periods, Gamma (2020) against Alpha (2020-H1) (differences are",
            "两个地区、两个报告期，丙市（2020）与甲省（2020-H1）相比（差额是",
        ),
        (
            Locality("120000", "province", "", "甲省", "Alpha"),
            H1,
            "2020-H1: two localities, Alpha 120000 against Alpha 110000 (differences are",
            "2020-H1：两个地区，甲省 120000与甲省 110000相比（差额是",
        ),
        (build.PROVINCE, YEAR, "Alpha 110000: two periods, 2020 against 2020-H1", "甲省 110000：两个报告期，2020 与 "),
        (build.PROVINCE, H1, "Alpha 110000 · 2020-H1: two submissions", "甲省 110000 · 2020-H1：同一报告期的两份报送"),
    ],
)
def test_what_is_compared_is_said_in_words(place: Locality, when: str, en: str, zh: str) -> None:
    for language, words in (("en", en), ("zh", zh)):
        assert told(said(), said(when, place), ruled(), language=language).startswith(words)


@pytest.mark.parametrize(
    ("reading", "words"), [("supported", "accepted evidence"), ("verified", "what the assessor checked")]
)
def test_the_reading_is_named(reading: Reading, words: str) -> None:
    assert words in told(said(), said(built=1), ruled(), reading=reading).splitlines()[4]


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "en", "zh"),
    [
        ({"built": 1}, {"built": build.span(40, 100)}, "1 → at least 40\n", "1 → 至少 40\n"),
        ({}, {"built": build.span(40, 60)}, "not reported → 40 to 60\n", "没有报 → 40 至 60\n"),
    ],
)
def test_numbers_in_words(first: Any, second: Any, en: str, zh: str) -> None:
    for language, words in (("en", en), ("zh", zh)):
        assert words in told(said(H1, **first), said(YEAR, **second), ruled(), language=language)


def test_states_truths_and_lists_in_words() -> None:
    conditions = [('plan >= "partial"', "0.2"), ("done", "0.3"), ("any(True for t in trials)", "0.5")]
    rule = build.rule(INDICATORS, None, build.shape("checklist", INDICATORS, milestones=conditions))
    first = said(H1, plan=frozenset({"none", "planned"}), done=False)
    second = said(YEAR, plan=frozenset({"partial", "full"}), done=True, trials=["trial"])
    text = told(first, second, rule)
    assert "  plan (plan): none or planned → at least partial\n" in text
    assert "  done (done): no → yes\n" in text
    assert "  trials (trials): not reported → 1 item\n" in text
    text = told(first, second, rule, language="zh")
    assert "none(zh)或planned(zh) → 至少partial(zh)\n" in text
    assert "否 → 是\n" in text
    assert "没有报 → 已报 1 项\n" in text


def test_targets_and_what_is_due_in_words() -> None:
    rule = build.rule(
        INDICATORS,
        "built / target(built) if target_stated(built) else built / resident_population",
        build.shape("ramp", INDICATORS, zero_at="0", full_at="due(period)"),
        zero=F(0),
    )
    facts = [build.frame_fact("resident_population", build.point(200), locality="120000")]
    alpha, beta = said(built=10), said(YEAR, BETA, built=10)
    text = told(alpha, beta, rule, targets=[build.target("built", 50)], frame=facts)
    assert "  target of built (target(built), stations): Alpha (2020-H1) 50, Beta (2020) not used\n" in text
    assert "  share of the year's target due (due(period)): Alpha (2020-H1) 0.5, Beta (2020) 1\n" in text
    plain = ruled("built / target(built)")
    text = told(alpha, said(place=BETA, built=10), plain, targets=[build.target("built", 50)], language="zh")
    assert "built(zh)的目标（target(built)，stations）：甲省 50，乙省 没有记录\n" in text


@given(st.randoms(use_true_random=True))
@repeatable(80)
def test_the_sum_lines_add_up_as_they_are_printed(dice: Random) -> None:
    pack = random_pack(dice)
    assessor = Assessor(pack)
    pair = [assessor.assess(random_submission(dice, pack, most=2)) for _ in range(2)]
    if any(one.scores["claimed"].total is None for one in pair):
        return
    text = ComparisonText(pack, compare(pack, pair[0], pair[1], "claimed"), dice.choice(("zh", "en"))).whole()
    sums = r"(?:端：|end: )(\S+(?: [+-] \S+)+)\n  = (?:(?:约|about)[^（(\n]*(?:（精确值 |\(exactly ))?([-\d./]+)"
    for terms, result in re.findall(sums, text):
        added = sum((F(term) for term in re.sub(r" ([+-]) ", r" \1", terms).split()), F(0))
        assert added == F(result)


# --- peers ------------------------------------------------------------------------------------------------------------

FACTS = [
    build.frame_fact("resident_population", build.point(value), locality=code)
    for code, value in (("110000", 100), ("120000", 150))
]
PEERS_PACK = build.pack(INDICATORS, [ruled(), ruled("spare", id="P2-1", point="2")], {"1": 50, "2": 50}, frame=FACTS)


def beside(
    *others: Submission,
    mine: Submission | None = None,
    by: PeersBy = "level",
    left_out: int = 0,
    itself: bool = False,
    pack: Pack = PEERS_PACK,
) -> dict[Language, str]:
    """Return in both languages what is said of *mine* beside *others*."""
    assessor = Assessor(pack)
    judged = [assessor.assess(one) for one in others]
    view = view_peers(pack, assessor.assess(mine or said(built=30)), judged, by, "claimed")
    return {language: PeersText(pack, view, Sought(left_out, itself), language).whole() for language in ("zh", "en")}


TABLE = (
    "point    title        own        median       above    equal    below    open",
    "-------  -------  -----------  -----------  -------  -------  -------  ------",
    "1        1           30.0         45.0            1        1        0       0",
    "2        2        0.0 – 100.0  0.0 – 100.0        0        0        0       2",
    "         total    15.0 – 65.0  22.5 – 72.5        0        0        0       2",
)
MEDIAN = (
    "median: of the peers' lower ends and of their upper ends. above, below: peers whose interval lies wholly above or "
    "below; open: intervals overlap, so no order is certain. –: does not apply."
)


def test_peers_in_english() -> None:
    gamma = Locality("130000", "province", "", "丙省", "Gamma")
    text = beside(said(place=BETA, built=60), said(place=gamma, built=30), left_out=2)["en"]
    assert text.splitlines() == [
        "Alpha 110000 · 2020-H1 · filed by the locality",
        "directive · invented 1 · 000000000000",
        "reading: claimed (all that is said counts)",
        "",
        "reading      lower end   interval    grade",
        "---------  -----------  -----------  -----------------",
        "claimed           15.0  15.0 – 65.0  fail to pass",
        "supported          0.0  0.0 – 100.0  fail to excellent",
        "verified           0.0  0.0 – 100.0  fail to excellent",
        "",
        "2 peers (2020-H1, provinces): Beta, Gamma",
        "rank among these 3, itself included: 1 to 3 (it overlaps with every peer, so no order is certain)",
        "left out, as they cannot be judged or are copies: 2",
        "",
        *TABLE,
        "",
        MEDIAN,
        "Scores are those of the pack: who the peers are changes none.",
        "",
        "there is no rule on which Alpha is certainly below most of its peers",
    ]


def test_oneself_among_the_others_is_left_out_and_that_is_said() -> None:
    text = beside(said(built=30), said(place=BETA, built=60), itself=True)
    assert "Alpha itself was given among the others, and is left out of the peers\n" in text["en"]
    assert "甲省自己的报送也在所给文件中，未列为同类\n" in text["zh"]


def test_rules_on_which_one_is_behind_come_with_a_remedy() -> None:
    text = beside(said(place=BETA, built=60, spare=90), mine=said(built=30, spare=10))
    assert text["en"].endswith(
        "rules on which Alpha is certainly below most peers:\n"
        "  P1-1 rule · partly met · peers above: 1 of 1\n    to earn more: mend\n"
        "  P2-1 rule · partly met · peers above: 1 of 1\n    to earn more: mend\n"
    )
    assert "在连同本地的 2 个地区中，名次：2\n" in text["zh"]
    assert "  P1-1 rule(zh) · 部分达到 · 1 个同类地区中有 1 个更高\n    怎样得更多：mend(zh)\n" in text["zh"]


@pytest.mark.parametrize(
    ("by", "place", "en", "zh"),
    [
        ("level", BETA, "no peers among the provinces in 2020", "没有同类地区：2020 除本地外没有省级行政区的报送"),
        ("region", BETA, "no peers among the provinces in North China in 2020", "没有华北的省级行政区的报送"),
        (
            "region",
            TOWN,
            "no peers among the prefectures of the same province in 2020",
            "没有同一省（自治区、直辖市）的",
        ),
        (
            "size",
            BETA,
            "no peers among the provinces with half to twice the residents in 2020",
            "没有常住人口相差不超过",
        ),
        (
            "size",
            TOWN,
            "the pack holds no population of Gamma, so there can be no peers by size",
            "规则包没有丙市的常住",
        ),
    ],
)
def test_without_peers_that_is_said(by: PeersBy, place: Locality, en: str, zh: str) -> None:
    text = beside(said(), mine=said(YEAR, place), by=by)
    assert text["en"].splitlines()[-1] == en
    assert zh in text["zh"].splitlines()[-1]


def test_localities_without_a_population_are_named() -> None:
    gamma = Locality("130000", "province", "", "丙省", "Gamma")
    text = beside(said(place=BETA), said(place=gamma), by="size")
    assert "1 peer (2020-H1, provinces with half to twice the residents): Beta\n" in text["en"]
    assert "not among the peers, as the pack holds no population of them: Gamma\n" in text["en"]
    assert "规则包没有以下地区的常住人口，未列为同类：丙省\n" in text["zh"]


def test_a_point_that_does_not_apply_is_a_dash() -> None:
    rule = ruled("spare", id="P2-1", point="2", applies_when='level == "county"')
    pack = build.pack(INDICATORS, [ruled(), rule], {"1": 50, "2": 50})
    row = next(line for line in beside(said(place=BETA), pack=pack)["en"].splitlines() if line.startswith("2   "))
    assert row.split() == ["2", "2", *["–"] * 6]
