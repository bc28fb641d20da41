"""Expressions in words, both languages: what is worked out first is never in doubt, and no kind of node is left out."""

from __future__ import annotations

from dataclasses import fields
from fractions import Fraction
from typing import get_args

import pytest
from hypothesis import given

from checker.expression.functions import FUNCTIONS
from checker.expression.parse import parse_expression
from checker.expression.scope import Scope
from checker.model import nodes
from checker.model.indicator import Indicator, ItemFieldSpec, StateLabel
from checker.model.interval import ANYTHING, Interval
from checker.model.text import Language, Text
from checker.model.types import ListType, NumberType, StateType, Unit, parse_unit
from checker.reports.sentences.phrase import Phrases
from tests.builders import PLACE, counted, dated, dictionary, listed, stated, yes_or_no
from tests.strategies import DICTIONARY, any_expression, parse, repeatable

STAGES = (StateLabel("trial", Text("试点", "on trial")), StateLabel("use", Text("使用", "in use")))


def named(indicator: Indicator, zh: str, en: str, **changes: object) -> Indicator:
    told = {one.name: getattr(indicator, one.name) for one in fields(indicator)}
    return Indicator(**told | {"label": Text(zh, en)} | changes)


def words_of_items() -> tuple[ItemFieldSpec, ...]:
    number, stage = NumberType(parse_unit("sites"), whole=True), StateType(("trial", "use"))
    return (
        ItemFieldSpec("sites", number, "sites", Interval(Fraction(0), Fraction(99)), ()),
        ItemFieldSpec("stage", stage, "", ANYTHING, STAGES),
    )


def item_type() -> ListType:
    return ListType({field.id: field.type for field in words_of_items()})


INDICATORS = dictionary(
    named(counted("built"), "建成数", "Built", type=NumberType(Unit(), whole=True)),
    named(counted("open"), "开通数", "Open", type=NumberType(Unit(), whole=True)),
    named(counted("people"), "人口", "People", type=NumberType(parse_unit("10k persons"))),
    named(stated("plan", ("none", "issued")), "方案", "Plan", states=(
        StateLabel("none", Text("无", "none")), StateLabel("issued", Text("已印发", "issued"))
    )),
    named(yes_or_no("done"), "“任务”完成", "Task done"),
    named(yes_or_no("kept"), "守时", "Kept"),
    named(dated("sent"), "送达日", "Sent"),
    named(listed("trials"), "试点", "Trials", type=item_type(), fields=words_of_items()),
)  # fmt: skip

CASES = [
    # precedence, in brackets
    ("built - (open - 1)", "“建成数”减（“开通数”减1）", "“Built” minus (“Open” minus 1)"),
    ("built - open - 1", "“建成数”减“开通数”减1", "“Built” minus “Open” minus 1"),
    ("built + 2 * open", "“建成数”加（“开通数”的2倍）", "“Built” plus (2 times “Open”)"),
    ("2 * (built + open)", "（“建成数”加“开通数”）的2倍", "2 times (“Built” plus “Open”)"),
    ("built / people / 2", "“建成数”除以“人口”，再除以2", "“Built” divided by “People”, then divided by 2"),
    ("built / (people / 2)", "“建成数”除以（“人口”除以2）", "“Built” divided by (“People” divided by 2)"),
    ("built * people / open", "“建成数”乘以“人口”，再除以“开通数”", "“Built” times “People”, then divided by “Open”"),
    ("built * people * open", "“建成数”乘以“人口”，再乘以“开通数”", "“Built” times “People”, then times “Open”"),
    ("built / open", "“建成数”与“开通数”之比", "“Built” as a share of “Open”"),
    ("built / target(built)", "“建成数”与其年度目标之比", "“Built” as a share of its target for the year"),
    ("open / target(built)", "“开通数”与“建成数”的年度目标之比", "“Open” as a share of the year's target for “Built”"),
    ("0.05 * built", "“建成数”的5%", "5 % of “Built”"),
    ("-built", "负的“建成数”", "minus “Built”"),
    ("-(built + 1)", "负的（“建成数”加1）", "minus (“Built” plus 1)"),
    ("abs(built - open)", "“建成数”与“开通数”的差距", "the difference between “Built” and “Open”"),
    ("abs(built)", "“建成数”的绝对值", "“Built” without its sign"),
    ("max(built, open)", "“建成数”和“开通数”中较大者", "the greater of “Built” and “Open”"),
    ("min(built, open, 3)", "“建成数”、“开通数”和3中最小者", "the smallest of “Built”, “Open” and 3"),
    ("min(sent, period_end)", "“送达日”和报告期末日中较早者", "the earlier of “Sent” and the last day of the period"),
    ("max(sent, sent, sent)", "“送达日”、“送达日”和“送达日”中最晚者", "the latest of “Sent”, “Sent” and “Sent”"),
    ("period_end + 30", "报告期末日后30天", "30 days after the last day of the period"),
    ('date("2020-09-30") - 2', "2020年9月30日前2天", "2 days before 2020-09-30"),
    ("due(period) * 2", "本期应完成的年度份额的2倍", "2 times the share of the year due by the period's end"),
    ("built if done else open", "“‘任务’完成”为是时取“建成数”，否则取“开通数”",
     "where “Task done” is true, “Built”; otherwise “Open”"),
    ("(1 if done else 0) + built", "（“‘任务’完成”为是时取1，否则取0）加“建成数”",
     "(where “Task done” is true, 1; otherwise 0) plus “Built”"),
    ("count(t for t in trials)", "“试点”各项的个数", "the number of the items of “Trials”"),
    ('count(t for t in trials if t.stage == "use")', "“试点”中其“stage”为“使用”的各项的个数",
     "the number of the items of “Trials” of which its “stage” is “in use”"),
    ("sum(t.sites for t in trials)", "“试点”各项其“sites”之和", "the sum over the items of “Trials” of its “sites”"),
    # conditions
    ("done", "“‘任务’完成”为是", "“Task done” is true"),
    ("not done", "“‘任务’完成”为否", "“Task done” is false"),
    ("not built > 3", "“建成数”不超过3", "“Built” is at most 3"),
    ("not (done and kept)", "并非（“‘任务’完成”为是且“守时”为是）", "not (“Task done” is true and “Kept” is true)"),
    ("done and (kept or built > 3)", "“‘任务’完成”为是且（“守时”为是，或者“建成数”大于3）",
     "“Task done” is true and (“Kept” is true, or “Built” is more than 3)"),
    ("0 <= built <= 3", "0不超过“建成数”且“建成数”不超过3", "0 is at most “Built” and “Built” is at most 3"),
    ("built + open == 3", "“建成数”加“开通数”等于3", "“Built” plus “Open” equals 3"),
    ('plan >= "issued"', "“方案”至少为“已印发”", "“Plan” is at least “issued”"),
    ('"none" < plan', "“无”低于“方案”", "“none” is below “Plan”"),
    ('plan in ("issued", "none")', "“方案”为“无”或“已印发”", "“Plan” is “none” or “issued”"),
    ('not plan in ("issued",)', "“方案”不是“已印发”", "“Plan” is not “issued”"),
    ('level != "county"', "地区级别不是“县级”", "the locality's level is not “county”"),
    ("sent <= period_end", "“送达日”不晚于报告期末日", "“Sent” is not after the last day of the period"),
    ("has_target(built)", "“建成数”有年度目标", "“Built” has a target for the year"),
    ("not has_target(built)", "“建成数”没有年度目标", "“Built” has no target for the year"),
    ("target_stated(built)", "“建成数”的年度目标数已知", "the number of the year's target for “Built” is known"),
    ("not target_stated(built)", "“建成数”的年度目标数未知",
     "the number of the year's target for “Built” is not known"),
    ("done == kept", "（“‘任务’完成”为是）与（“守时”为是）一致", "(“Task done” is true) and (“Kept” is true) agree"),
    ("done != kept", "（“‘任务’完成”为是）与（“守时”为是）恰有一个成立",
     "(“Task done” is true) and (“Kept” is true) do not agree"),
    ("kept if done else built > 3", "“‘任务’完成”为是时须“守时”为是，否则须“建成数”大于3",
     "where “Task done” is true, “Kept” is true; otherwise “Built” is more than 3"),
    ("True", "恒成立", "always"),
    ("not True", "恒不成立", "never"),
    ("any(t.sites > 2 for t in trials)", "“试点”各项至少有一项满足：其“sites”大于2",
     "for at least one of the items of “Trials”: its “sites” is more than 2"),
    ('not all(t.stage == "use" for t in trials)', "并非（“试点”各项都满足：其“stage”为“使用”）",
     "not (for all of the items of “Trials”: its “stage” is “in use”)"),
]  # fmt: skip


def phrase(written: str, language: str) -> str:
    tree = parse_expression(written, Scope(INDICATORS), PLACE)
    return Phrases(INDICATORS, "zh" if language == "zh" else "en").value(tree)


@pytest.mark.parametrize(("written", "zh", "en"), CASES, ids=[case[0] for case in CASES])
def test_an_expression_reads_as_it_is_worked_out(written: str, zh: str, en: str) -> None:
    assert (phrase(written, "zh"), phrase(written, "en")) == (zh, en)


def test_every_kind_of_node_has_words() -> None:
    trees = [parse_expression(case[0], Scope(INDICATORS), PLACE) for case in CASES]
    met = {type(node) for tree in trees for node in nodes.walk(tree)}
    assert met == set(get_args(nodes.Node))


def test_every_function_has_words() -> None:
    written = " ".join(case[0] for case in CASES)
    assert [name for name in FUNCTIONS if f"{name}(" not in written] == []


def test_a_number_is_no_condition() -> None:
    with pytest.raises(TypeError):
        Phrases(INDICATORS, "zh").condition(nodes.Number(Fraction(1), NumberType(None)))


@pytest.mark.parametrize("language", get_args(Language))
@given(written=any_expression())
@repeatable(60)
def test_any_expression_has_words_with_balanced_brackets(language: Language, written: str) -> None:
    said = Phrases(DICTIONARY, language).value(parse(written))
    assert said
    assert [said.count(one) for one in "（("] == [said.count(one) for one in "）)"]
