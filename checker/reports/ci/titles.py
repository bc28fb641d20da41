"""Short titles of what was checked: the rule's own, a title from the table below, or what the code's message says."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from checker.model.assessment import Finding
from checker.model.rule import IntegrityRule
from checker.model.text import Text
from checker.reports.messages import MESSAGES

# For messages that say little without their parameters; any other code is titled by its message.
TITLES: Mapping[str, Text] = {
    code: Text(zh, en)
    for code, zh, en in (
        ("encoding-broken", "文字编码有误", "broken encoding"),
        ("reader-bug", "程序自身的错误，文件未能读取", "a bug of ours: the file could not be read"),
        ("key-twice", "同一个键出现两次", "a key stands twice"),
        ("key-look-alike", "两个键看起来相同", "two keys look the same"),
        ("more-faults", "问题太多，未全部列出", "too many faults to list"),
        ("locality-normalised", "地区代码经过换读", "locality code read with a change"),
        ("not-for-level", "不要求这一级填报的指标", "indicator not asked of this level"),
        ("same-locality-twice", "同一地区同一报告期报送两次", "two submissions for one locality and period"),
        ("identical-copy", "重复的副本", "identical copy"),
        ("read-as", "写法不规范，已按所示读出", "read otherwise than written"),
        ("word-read-as", "按词义读出", "read by its word"),
        ("number-as-text", "数写成了文字", "a number written as text"),
        ("read-as-missing", "按没有数据处理", "read as no data"),
        ("more-readings", "另有按同样办法读出的数据", "more values read in such a way"),
        ("scale-unclear", "数量级有两种读法", "two readings of the scale"),
        ("date-serial", "日期写成了数", "a number where a date belongs"),
        ("claim-stale", "数据不是期末的", "figure from before the period's end"),
        ("claim-outside-period", "数据日期不在报告期之内", "figure not within the period"),
        ("claim-conflict", "同一天的两个数对不上", "two figures of one day disagree"),
        ("claim-falls", "只增不减的数变小了", "a figure that cannot fall has fallen"),
        ("claim-rejected", "核查不予认定", "rejected on review"),
        ("review-unmatched", "核查记录对不上数据", "review fits no claim"),
        ("review-ambiguous", "核查记录对应多个数据", "review fits several claims"),
        ("review-contradiction", "核查意见互相矛盾", "reviews contradict each other"),
        ("review-too-early", "核查早于数据的日期", "review older than the figure"),
        ("review-against-register", "核查与台账不一致", "review and register disagree"),
        ("confirmed-conflict", "经核实的两个数互相矛盾", "confirmed figures contradict each other"),
        ("register-differs", "与台账不符", "differs from the register"),
        ("frame-not-held", "由评估方掌握的数没有记录", "no fact on record"),
        ("frame-differs", "与规则包的记录不符", "differs from the fact on record"),
        ("implausible", "不在通常范围之内", "outside the usual range"),
        ("magnitude", "数量级可疑", "doubtful order of magnitude"),
        ("pasted", "疑为误贴上期的数", "perhaps the last period's figures"),
        ("score-too-low", "得分低于要求", "score too low"),
        ("score-fell", "得分下降过多", "score fell too far"),
        ("submission-gone", "报送不见了", "submission gone"),
        ("encoding-not-allowed", "编码不符合要求", "encoding not allowed"),
        ("baseline-fixed", "已知的发现不再出现", "known finding is no more"),
        ("baseline-of-another-pack", "基线属于规则包的另一版本", "baseline of another version of the pack"),
    )
}

_ASIDE = re.compile(r"\s*[（(][^（）()]*\{[^（）()]*[）)]")
_FIRST = re.compile(r"^(\{\w+\})+")
_LAST = re.compile(r"([：:，,]?\s*\{\w+\})+$")
_PARAMETERS = re.compile(r"(\{\w+\}\s?)+")


def title_of(finding: Finding) -> Text:
    """Return a title that all findings of one kind share."""
    rule = finding.parameters.get("rule")
    return rule.title if isinstance(rule, IntegrityRule) else code_title(finding.code)


@cache
def code_title(code: str) -> Text:
    """Return the title of *code*."""
    said = MESSAGES[code].reason
    return TITLES.get(code) or Text(_general(said.zh), _general(said.en))


@cache
def code_remedy(code: str) -> Text:
    """Return how to mend what *code* says, whatever the case; empty if its message says it."""
    said = MESSAGES[code].remedy
    return Text(*(_general(_FIRST.sub("", words)) for words in (said.zh, said.en)))


def _general(template: str) -> str:
    """Return *template* without its parameters: asides and endings are left out, others become an ellipsis."""
    return _PARAMETERS.sub("… ", _LAST.sub("", _ASIDE.sub("", template))).strip()
