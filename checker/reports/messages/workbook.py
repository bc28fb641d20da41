"""What is wrong with a workbook, or with its cells, and what was read of it that a person would not see."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

_AGAIN = ("在 Excel 或 WPS 中打开后另存为 .xlsx，再提交", "open it in Excel or WPS, save it as .xlsx, and send that")

FILES: Mapping[str, Message] = {
    "workbook-is-old": message("是旧式 Excel 文件（.xls）", "this is an old Excel file (.xls)", *_AGAIN),
    "workbook-is-xlsb": message("是 Excel 二进制文件（.xlsb）", "this is a binary Excel file (.xlsb)", *_AGAIN),
    "workbook-is-ods": message("是 OpenDocument 表格（.ods）", "this is an OpenDocument sheet (.ods)", *_AGAIN),
    "workbook-has-password": message(
        "文件有打开密码，无法读取",
        "the file opens only with a password",
        "去掉打开密码后保存",
        "remove the password and save it",
    ),
    "workbook-is-lock-file": message(
        "是 Excel 打开文件时的临时文件（~$），不是表格",
        "this is the file that Excel keeps while a workbook is open (~$), not a workbook",
        "关闭 Excel 后提交没有 ~$ 的那个文件",
        "close Excel and send the file without ~$",
    ),
    "workbook-is-empty": message("文件是空的", "the file is empty", "重新保存或重新发送", "save or send it again"),
    "workbook-is-html": message("是网页或 XML，不是 Excel 文件", "this is HTML or XML and not an Excel file", *_AGAIN),
    "workbook-is-text": message(
        "是文本（如 CSV），不是 Excel 文件",
        "this is text, such as CSV, and not an Excel file",
        "把文件名的后缀改成 .csv，或另存为 .xlsx",
        "name it .csv, or save it as .xlsx",
    ),
    "workbook-unknown": message("不是 Excel 文件", "this is not an Excel file", *_AGAIN),
    "workbook-cut-off": message(
        "文件不完整，后面一段缺失", "the file is cut off", "重新下载或重新发送", "download or send it again"
    ),
    "workbook-damaged": message("文件已损坏（{found}）", "the file is damaged ({found})", *_AGAIN),
    "workbook-has-entities": message(
        "{found} 中有 DTD 或实体定义，不予读取",
        "{found} declares a document type or entities; it is not read",
        *_AGAIN,
    ),
    "workbook-inflates": message(
        "解压后过大（上限 {limit} 字节，或压缩比 100）",
        "too large when unpacked (limit {limit} bytes, or 100 times its size)",
        "删去图片、附件和空白行列的格式，或拆分文件",
        "remove pictures, attachments and the formats of blank rows and columns, or split it",
    ),
    "too-many-parts": message(
        "文件内部部件过多（上限 {limit}）", "too many parts in the file (limit {limit})", *_AGAIN
    ),
    "part-twice": message(
        "文件内有同名部件：{found}、{other}", "two parts of the file have one name: {found}, {other}", *_AGAIN
    ),
    "part-outside": message(
        "文件内的部件名指向文件之外：{found}", "a part of the file is named as if outside it: {found}", *_AGAIN
    ),
    "workbook-too-many-cells": message(
        "单元格过多（上限 {limit}）",
        "too many cells (limit {limit})",
        "删去空白行列的格式，或拆分文件",
        "remove the formats of blank rows and columns, or split the file",
    ),
    "workbook-too-many-columns": message(
        "有内容的列过多（上限 {limit}）",
        "too many columns hold something (limit {limit})",
        "删去表格以外的内容，或拆分文件",
        "remove what is no part of the table, or split the file",
    ),
    "too-many-merged": message(
        "合并单元格过多（上限 {limit}）",
        "too many merged cells (limit {limit})",
        "取消合并，每格填一个值",
        "unmerge them and fill each cell",
    ),
    "table-too-wide": message(
        "各行相加占列过多（上限 {limit} 格）",
        "the rows are too wide in all (limit {limit} cells)",
        "把远离表格的单元格删去",
        "remove the cells that stand far from the table",
    ),
    "macros": message(
        "工作簿带有宏；宏没有运行，也不会运行",
        "the workbook holds macros; they were not run and never are",
        "另存为不带宏的 .xlsx",
        "save it as .xlsx, without macros",
    ),
    "outside-links": message(
        "工作簿引用其他文件；没有打开任何其他文件，只读已保存的值",
        "the workbook refers to other files; none was opened, and only stored values were read",
        "把引用的单元格改成数值",
        "turn the cells that refer elsewhere into values",
    ),
}

CELLS: Mapping[str, Message] = {
    "formula-not-computed": message(
        "公式没有保存结果：{found}",
        "a formula without a stored result: {found}",
        "用 Excel 打开并保存一次，或直接填数",
        "open it in Excel and save it, or write the number itself",
    ),
    "formula-read": message(
        "读取了公式保存的结果 {found}（{formula}）；没有重新计算",
        "the stored result {found} of a formula was read ({formula}); nothing was computed",
        "填写数值本身",
        "write the number itself",
    ),
    "cell-damaged": message(
        "单元格内容有误（发现 {found}）", "the cell is damaged (found {found})", "重新填写", "fill it in again"
    ),
    "control-character": message(
        "文字里有控制字符（{found}）", "a control character in the text ({found})", "重新录入这段文字", "type it again"
    ),
    "text-too-long": message(
        "文字过长（上限 {limit} 字）", "the text is too long (limit {limit} characters)", "缩短文字", "shorten it"
    ),
    "no-such-day": message(
        "没有这一天（Excel 日序 {found}）",
        "no such day (Excel day {found})",
        "按原始记录重新填写日期",
        "enter the date again from the record",
    ),
    "shown-rounded": message(
        "单元格显示 {shown}，实际存的是 {found}；按 {found} 读取",
        "the cell shows {shown} and stores {found}; {found} was read",
        "增加显示的小数位，或填四舍五入后的数",
        "show more decimals, or write the rounded number",
    ),
    "column-shown-rounded": message(
        "单元格显示 {shown}，实际存的是 {found}；按 {found} 读取。同一列还有 {count} 格也是这样（第 {rows} 行）",
        "the cell shows {shown} and stores {found}; {found} was read. {count} more cells of the column are rounded too"
        " (rows {rows})",
        "增加显示的小数位，或填四舍五入后的数",
        "show more decimals, or write the rounded number",
    ),
    "shown-scaled": message(
        "单元格的数字格式 {shown} 改变了数的大小；按存的 {found} 读取",
        "the number format {shown} shows another size; the stored {found} was read",
        "改用常规格式，核对数值",
        "use the format General and check the number",
    ),
    "merged-cells": message(
        "合并单元格 {found} 占了几个值的位置（内容 {value}），看不出属于哪一个",
        "the merged cell {found} covers the places of several values (it holds {value}): whose it is cannot be known",
        "取消合并，每格填自己的值；表格受保护的，先撤销工作表保护（无密码）",
        "unmerge it and fill in each cell; where the sheet is protected, unprotect it first (no password)",
    ),
    "hidden-row": message(
        "第 {found} 行是隐藏的，已经读取",
        "row {found} is hidden, and was read",
        "取消隐藏；不该报的就删去",
        "unhide it; delete it if it is not to be reported",
    ),
    "hidden-rows": message(
        "隐藏的行里有填报内容，已经读取：{found}",
        "hidden rows hold figures, which were read: {found}",
        "取消隐藏；不该报的就删去",
        "unhide them; delete what is not to be reported",
    ),
    "hidden-columns": message(
        "隐藏的列里有填报内容，已经读取：{found}",
        "hidden columns hold figures, which were read: {found}",
        "取消隐藏；不该报的就删去",
        "unhide them; delete what is not to be reported",
    ),
    "hidden-sheet": message(
        "工作表“{found}”是隐藏的，已经读取",
        "the sheet {found} is hidden, and was read",
        "取消隐藏；不该报的就删去",
        "unhide it; delete what is not to be reported",
    ),
    "hidden-table": message(
        "隐藏的工作表“{found}”里也有表格，没有读取",
        "the hidden sheet {found} holds a table too, which was not read",
        "删去它；要报的就取消隐藏，单独成文件",
        "delete it, or unhide it and send it as a file of its own",
    ),
    "sheet-unread": message(
        "工作表“{found}”有内容，没有读取",
        "the sheet {found} holds something and was not read",
        "与填报无关就不必处理",
        "leave it if it is no part of the report",
    ),
    "more-sheets-unread": message(
        "另有 {count} 张工作表有内容，没有读取", "{count} more sheets hold something and were not read"
    ),
    "several-tables": message(
        "几张工作表都像填报表：{found}",
        "several sheets look like the table to read: {found}",
        "只留一张，或把要读的那张改名为“填报”",
        "keep one, or call the one to read: data",
    ),
    "no-table": message(
        "没有一张工作表像填报表：{found}",
        "no sheet looks like a table to read: {found}",
        "表头要有地区代码、报告期和指标；或用 `checker template` 生成表格",
        "a table needs heads for locality, period and indicators; or start from the form of `checker template`",
    ),
    "workbook-is-blank": message(
        "工作簿里没有内容", "the workbook holds nothing", "填写后再提交", "fill it in and send it again"
    ),
}

WORKBOOK: Mapping[str, Message] = {**FILES, **CELLS}
