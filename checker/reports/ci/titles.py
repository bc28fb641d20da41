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
        ("integrity", "所报数字对不上", "figures that do not agree"),
        ("waiver-expired", "豁免不生效", "a waiver that does not hold"),
        ("waiver-unused", "豁免没有用上", "a waiver that excuses nothing"),
        ("corrected", "已被更正，不计分", "corrected by another, not scored"),
        ("yaml-tag", "不支持 YAML 标签", "a YAML tag"),
        ("source-unlisted", "来源没有登记", "a source that is not listed"),
        ("single-precision", "单精度浮点数", "a number of single precision"),
        ("file-broken", "文件不完好", "a file that is not sound"),
        ("part-twice", "文件内有同名部件", "two parts of one name"),
        ("workbook-has-entities", "文件内有 DTD 或实体定义", "a document type or entities in a workbook"),
        ("column-twice", "两列是同一项", "two columns of one thing"),
        ("no-header", "没有表头", "no header"),
        ("short-row", "这一行格数不够", "a row with too few cells"),
        ("title-rows", "表头上方有不是数据的行", "rows above the header"),
        ("second-table", "下方另有一张表，未读", "another table below, not read"),
        ("sheet-unread", "有内容的工作表没有读取", "a sheet that was not read"),
        ("more-sheets-unread", "另有工作表没有读取", "more sheets that were not read"),
        ("cells-unread", "表格以外的内容没有读取", "cells outside the form, not read"),
        ("more-rows", "这样的行太多，未全部列出", "too many such rows to list"),
        ("more-unmapped", "另有不认识的列，未读", "more unknown columns, not read"),
        ("more-unmapped-rows", "另有不认识的行，未读", "more unknown rows, not read"),
        ("merged-cells", "合并单元格占了几个值的位置", "a merged cell over several values"),
        ("hidden-row", "隐藏的行已经读取", "a hidden row was read"),
        ("hidden-sheet", "隐藏的工作表已经读取", "a hidden sheet was read"),
        ("hidden-table", "隐藏的工作表里也有表格，未读", "a table on a hidden sheet, not read"),
        ("formula-read", "读取了公式保存的结果", "the stored result of a formula was read"),
        ("shown-rounded", "单元格显示的是约数", "a cell shows a rounded number"),
        ("column-shown-rounded", "整列显示的是约数", "a column shows rounded numbers"),
        ("shown-scaled", "数字格式改变了数的大小", "a number format shows another size"),
        ("form-key-twice", "填报表里同一列出现两次", "a column of the form stands twice"),
        ("form-newer", "表格比规则包新", "the form is newer than the pack"),
        ("form-older", "表格是旧版的，已读取", "an older form, which was read"),
        ("form-outdated", "表格是旧版的，有的指标已改", "an older form with indicators that have changed"),
        ("form-row-moved", "排序或粘贴时行错位了", "a row that a sort or a paste has parted"),
        ("form-row-twice", "填报表里同一行出现两次", "a row of the form stands twice"),
        ("form-sheet-twice", "填报表里同一张工作表有两份", "a sheet of the form stands twice"),
        ("form-without-stamp", "填报表的隐藏工作表不对", "the hidden sheet of the form is not as it was"),
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
