"""What is wrong with a table, with its header, or with a row of it."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

TABLES: Mapping[str, Message] = {
    "no-header": message(
        "前 {limit} 行里没有表头（需要的列：{expected}）",
        "no header within the first {limit} rows (columns that are needed: {expected})",
        "在数据上方加一行表头，每列写指标编号或名称",
        "put one header row above the data: an indicator's id or label over each column",
    ),
    "missing-column": message(
        "缺少列：{expected}",
        "missing column: {expected}",
        "加上这一列；报告期相同的每行照填",
        "add the column and fill it in every row",
    ),
    "column-twice": message(
        "{here} 的列“{found}”与 {at} 的列“{other}”是同一项",
        "the columns {here} ({found}) and {at} ({other}) hold the same thing",
        "只保留一列；同一指标的第二个数用 编号#2 作表头",
        "keep one; a second claim on an indicator is headed with its id and #2",
    ),
    "unmapped-column": message(
        "不认识的列，未读：{found}{nearest}",
        "unknown column, not read: {found}{nearest}",
        "表头写指标编号，或与指标名称完全一致",
        "head it with the indicator's id or its exact label",
    ),
    "more-unmapped": message(
        "另有 {count} 列不认识，未读",
        "{count} more columns are unknown and not read",
        "表头写指标编号，或与指标名称完全一致",
        "head them with the indicators' ids or exact labels",
    ),
    "unmapped-indicator": message(
        "不认识的指标，该行未读：{found}{nearest}",
        "unknown indicator, its row was not read: {found}{nearest}",
        "写指标编号，或与指标名称完全一致",
        "write the indicator's id or its exact label",
    ),
    "more-unmapped-rows": message(
        "另有 {count} 行写的也是 {found}，同样未读",
        "{count} more rows say {found} and were not read either",
        "写指标编号，或与指标名称完全一致",
        "write the indicator's id or its exact label",
    ),
    "title-rows": message(
        "表头上方有 {count} 行不是数据（{found}）",
        "{count} rows above the header are no data ({found})",
        "可以保留；不读这些行",
        "they may stay; they are not read",
    ),
    "no-heading": message(
        "这个单元格没有表头（发现 {found}；表头应在 {at}）",
        "nothing heads this cell (found {found}; a heading belongs at {at})",
        "补上表头，或核对本行是否多出一格",
        "add the heading, or see whether the row has a cell too many",
    ),
    "no-rows": message(
        "表头下没有报送数据",
        "no submission below the header",
        "每个地区填一行，地区代码不能空",
        "fill in a row for each locality, with its code",
    ),
    "sum-row": message("合计行，未读（{found}）", "a row of sums, not read ({found})", "可以保留", "it may stay"),
    "row-passed-over": message(
        "这一行没有地区代码，未读（{found}）",
        "this row names no locality and was not read ({found})",
        "是报送数据就补上地区代码；是说明就可以保留",
        "if it is a submission, add the locality's code; a remark may stay",
    ),
    "row-without-locality": message(
        "这一行有数据，但没有地区代码（{found}）",
        "this row has a value but names no locality ({found})",
        "每一行都填地区代码；合并的单元格要拆开填满",
        "fill in the code in every row; split merged cells and fill them",
    ),
    "short-row": message(
        "这一行只有 {found} 格，表头有 {expected} 列；后面的列按空白读",
        "this row has {found} cells, the header {expected} columns; the columns after them were read as blank",
        "核对是否漏了一格；空白的格也要写分隔符",
        "see whether a cell is missing; a blank cell is kept apart by delimiters too",
    ),
    "header-again": message(
        "表头在这里重复，未读（{found}）", "the header once more, not read ({found})", "可以保留", "it may stay"
    ),
    "second-table": message(
        "从这一行起是另一张表（表头：{found}），其下 {count} 行未读",
        "another table begins here (header: {found}); the {count} rows below it were not read",
        "另存为单独的文件再报送；一张表只能有一种表头",
        "send it as a file of its own; a table has one header only",
    ),
    "more-rows": message(
        "这样的行超过 {limit} 行，其余不再列出",
        "more than {limit} such rows; the others are not listed",
        "按上面所列同样处理",
        "treat them as those above",
    ),
    "row-without-indicator": message(
        "这一行有数值，但没有写指标，未读（{found}）",
        "this row has a value but names no indicator and was not read ({found})",
        "补上指标编号或名称",
        "add the indicator's id or label",
    ),
    "cell-not-read": message(
        "这一项没有地方可放，未读（{found}）",
        "this has no place in what the row says and was not read ({found})",
        "说明数据的，和数值写在同一行；不计分的事实用 notes#1.fact 登记；其余可以删去",
        "put what explains a value in the row of that value, a fact that is not scored under notes#1.fact;"
        " else it can be left out",
    ),
    "cells-disagree": message(
        "同一项有两种写法（发现 {found}；{at} 是 {other}）",
        "said in two ways (found {found}; {at} says {other})",
        "核对后统一；同一指标的第二个数写 编号#2",
        "settle which one holds; a second claim on an indicator is written with #2",
    ),
    "cell-error": message(
        "单元格是错误值（{found}），不是数据，也不作缺失",
        "the cell holds an error ({found}): neither a value nor missing",
        "在表格程序里改正公式或引用后重新导出；没有统计的留空",
        "mend the formula or reference and export again; leave blank what was not measured",
    ),
    "source-unlisted": message(
        "来源 {found} 没有登记（本行已登记：{expected}）",
        "source {found} is not listed (listed in this row: {expected})",
        "加上 sources.编号.kind 和 sources.编号.title 两列登记来源，本列写其编号",
        "list it in columns sources.ID.kind and sources.ID.title, and write its ID here",
    ),
    "delimiter": message(
        "不支持的分隔符（发现 {found}；应为 {expected}）",
        "unknown delimiter (found {found}; expected {expected})",
        "另存为逗号分隔的 CSV（UTF-8）",
        "save it as CSV (UTF-8), kept apart by commas",
    ),
    "quote-open": message(
        "引号从这里打开，直到文件末尾没有关上",
        "a quote opens here and is never closed",
        "补上或删去引号；文字里的引号要写两个",
        "close or remove it; a quote within a text is written twice",
    ),
    "quote-stray": message(
        "引号的位置不对",
        "a quote stands where none belongs, or text follows a closed one",
        "整个单元格用引号括起来，文字里的引号要写两个",
        "put the whole cell in quotes; a quote within it is written twice",
    ),
    "line-end": message(
        "单独的回车符（CR）不是换行",
        "a carriage return alone is no line end",
        "另存为 CSV（UTF-8），换行用 LF 或 CRLF",
        "save it as CSV (UTF-8) with LF or CRLF",
    ),
    "blank-rows": message(
        "空行太多（上限 {limit} 行）",
        "too many blank rows (limit {limit})",
        "删去数据下方的空行",
        "delete the blank rows below the data",
    ),
    "too-many-columns": message(
        "列太多（上限 {limit} 列）",
        "too many columns (limit {limit})",
        "核对分隔符，删去不用的列",
        "check the delimiter, delete unused columns",
    ),
    "too-many-cells": message(
        "单元格太多（上限 {limit} 个）",
        "too many cells (limit {limit})",
        "拆分文件",
        "split the file",
    ),
    "cell-too-long": message(
        "单元格内容过长（上限 {limit} 个字符）",
        "the cell is too long (limit {limit} characters)",
        "缩短内容；核对引号是否关上",
        "shorten it; see whether a quote is left open",
    ),
    "too-many-rows": message(
        "行太多（上限 {limit} 行）", "too many rows (limit {limit})", "拆分文件", "split the file"
    ),
    "file-broken": message(
        "不是完好的 {found} 文件",
        "not a sound {found} file",
        "重新导出；仍不行则改用 CSV",
        "export it again; if that does not help, send CSV",
    ),
    "file-encrypted": message(
        "文件已加密", "the file is encrypted", "导出不加密的文件", "export it without encryption"
    ),
    "column-type": message(
        "不支持的列类型（发现 {found}）",
        "the type of this column is not supported (found {found})",
        "改成文本、整数、小数、日期或真假值，嵌套的内容拆成多列",
        "make it text, integer, decimal, date or boolean; spread what is nested over columns",
    ),
    "single-precision": message(
        "单精度浮点数，读作 {found}",
        "a number of single precision, read as {found}",
        "用小数（DECIMAL）或双精度存储",
        "store it as a decimal, or in double precision",
    ),
}
