"""What is wrong with a filled Excel form as a form: its version, its sheets, its hidden keys."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

_TEMPLATE = (
    "用 `checker template` 重新生成表格，再粘贴数值",
    "write the form anew with `checker template` and paste the values",
)

WORKBOOK_FORMS: Mapping[str, Message] = {
    "form-other-directive": message(
        "表格属于另一份文件：{found}（现用 {expected}）",
        "the form is of another directive: {found} (this pack is {expected})",
        "用 --pack 给出对应的规则包",
        "name its rule pack with --pack",
    ),
    "form-newer": message(
        "表格的版本 {found} 比规则包 {expected} 新",
        "the form is of version {found}, newer than this pack, {expected}",
        "更新规则包后再检查",
        "update the rule pack, then check again",
    ),
    "form-older": message(
        "表格是 {found} 版的，已按 {expected} 版读取",
        "the form is of version {found}; it was read by version {expected}",
        "下次用新表",
        "use the new form next time",
    ),
    "form-outdated": message(
        "表格是 {version} 版的，其中填写的指标在 {expected} 版里没有了或改了单位：{found}",
        "the form is of version {version}; version {expected} no longer asks these, or in another unit: {found}",
        "用新表：{command}，把其余数值移过去",
        "use the new form, {command}, and move the other values there",
    ),
    "form-without-stamp": message(
        "填报表的隐藏工作表应有一张，现有 {found} 张",
        "a form has one hidden sheet that says what it is for; {found} were found",
        "提交整个工作簿，不要单独复制工作表；或重新生成表格",
        "send the whole workbook, not a copy of a sheet; or write the form anew",
    ),
    "form-without-sheet": message(
        "填报表的主表缺失，或主表的隐藏首行首列被删去",
        "the main sheet of the form is missing, or its hidden first row and column were deleted",
        *_TEMPLATE,
    ),
    "form-sheet-twice": message(
        "填报表里同一张工作表有两份，另一份是“{other}”",
        "the form holds this sheet twice; the other one is {other}",
        "只保留一份；每个地区单独成文件",
        "keep one; each locality sends a file of its own",
    ),
    "form-moved": message(
        "在填报表的隐藏首行或首列之前插入了行或列",
        "a row or column was inserted before the hidden first ones of the form",
        "删去插入的行或列",
        "delete what was inserted",
    ),
    "form-broken": message(
        "填报表的结构被改动，缺少列 {found}",
        "the structure of the form was changed: columns are missing: {found}",
        *_TEMPLATE,
    ),
    "form-key-twice": message(
        "填报表里列 {found} 出现两次",
        "column {found} stands twice in the form",
        "删去复制出来的列",
        "delete the copied column",
    ),
    "form-row-unknown": message(
        "在填报表里插入的行有内容，看不出属于哪个指标或来源（{found}）",
        "a row that was inserted into the form holds something; of which indicator or source cannot be known ({found})",
        "同一指标的其他数填在“补充”表，说明填在“附注”表",
        "further figures go into the sheet More, remarks into the sheet Notes",
    ),
    "form-row-moved": message(
        "这一行显示的是 {found}，隐藏的首列却是 {expected}：排序或粘贴时错位了",
        "this row shows {found}, but its hidden first column says {expected}: a sort or a paste has parted them",
        *_TEMPLATE,
    ),
    "form-row-twice": message(
        "{found} 有两行，另一行是第 {other} 行",
        "two rows are of {found}; the other is row {other}",
        "只保留一行；同一指标的其他数填在“补充”表",
        "keep one; further figures go into the sheet More",
    ),
    "form-indicator-unknown": message(
        "没有这个指标：{found}", "no such indicator: {found}", "从下拉列表中选一个", "choose one from the list"
    ),
    "form-indicator-missing": message(
        "这一行有内容，没有选指标{found}",
        "this row holds something and names no indicator{found}",
        "从下拉列表中选一个，或清空这一行",
        "choose one from the list, or clear the row",
    ),
    "form-not-filled": message(
        "表里没有填任何数", "nothing is filled in", "填写后再提交", "fill it in and send it again"
    ),
    "rows-not-filled": message(
        "这些地区没有填任何数，没有读取：{found}",
        "nothing is filled in for these localities; they were not read: {found}",
    ),
    "form-row-passed-over": message(
        "这一行没有地区代码，没有读取",
        "this row has no locality code and was not read",
        "合计行可以删去；地区要有六位代码",
        "a sum can be deleted; a locality needs its six-digit code",
    ),
    "cells-unread": message(
        "表格以外的 {count} 个单元格有内容，没有读取：{found}",
        "cells outside the form hold something and were not read ({count}): {found}",
        "要报的填到表内，说明写进“备注”列或“附注”表",
        "enter what is to be reported in the form; remarks go into the column note or the sheet Notes",
    ),
}
