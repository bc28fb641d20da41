"""What is wrong with a file, or with what stands in it."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

READING: Mapping[str, Message] = {
    "cannot-read": message(
        "无法读取文件（{found}）",
        "the file cannot be read ({found})",
        "核对路径和权限",
        "check the path and its permissions",
    ),
    "not-a-file": message(
        "不是普通文件（{what}）",
        "not a regular file ({what})",
        "给出文件本身，不要给链接、文件夹或管道",
        "name the file itself, not a link, folder or pipe",
    ),
    "unknown-format": message(
        "不认识的格式（发现 {found}；应为 {expected}）",
        "unknown format (found {found}; expected {expected})",
        "另存为其中一种格式",
        "save it in one of these formats",
    ),
    "encoding-unclear": message(
        "编码不明（自第 {at} 字节起；{found}）",
        "encoding unclear (from byte {at} on; {found})",
        "用 --encoding 写明编码，或另存为 UTF-8",
        "give the encoding with --encoding, or save the file as UTF-8",
    ),
    "encoding-broken": message(
        "不是 {found}：第 {at} 字节有误",
        "not {found}: broken at byte {at}",
        "用 --encoding 写明实际编码，或另存为 UTF-8",
        "give the real encoding with --encoding, or save the file as UTF-8",
    ),
    "encoding": message(
        "文字编码有误（{found}）",
        "broken characters ({found})",
        "另存为 UTF-8；仍不行则重新录入这段文字",
        "save the file as UTF-8; if that does not help, type this text again",
    ),
    "too-large": message(
        "文件过大（上限 {limit} 字节）", "file too large (limit {limit} bytes)", "拆分文件", "split the file"
    ),
    "too-many-values": message(
        "内容过多（上限 {limit} 个值）",
        "too much in one document (limit {limit} values)",
        "去掉多余的内容，或拆成几份",
        "remove what does not belong there, or split it",
    ),
    "line-too-long": message(
        "一行过长（上限 {limit} 字节）",
        "line too long (limit {limit} bytes)",
        "每行一份报送，去掉多余的内容",
        "one submission a line; remove what does not belong there",
    ),
    "no-records": message(
        "文件里没有一份报送", "no submission in the file", "每行写一份报送", "write a submission on each line"
    ),
    "glued-records": message(
        "一行里有两份报送，第二份从这里开始",
        "two records on one line: the second begins here",
        "在此处换行，每行一份报送",
        "break the line here: one submission a line",
    ),
    "one-document": message(
        "看来是一份写成多行的 JSON 文档，不是每行一份报送",
        "looks like one JSON document over several lines, not a record a line",
        "把文件名改成 .json 结尾，或把每份报送写在一行里",
        "name it .json, or write each submission on one line",
    ),
    "took-too-long": message(
        "读取超时（上限 {limit} 秒）",
        "reading took too long (limit {limit} s)",
        "拆分文件；仍不行则用 `checker template` 的空白表重填",
        "split the file; if that does not help, fill in the form that `checker template` writes",
    ),
    "too-much-memory": message(
        "读取占用内存过多（上限 {limit} MB）",
        "reading took too much memory (limit {limit} MB)",
        "拆分文件；仍不行则用 `checker template` 的空白表重填",
        "split the file; if that does not help, fill in the form that `checker template` writes",
    ),
    "reader-died": message(
        "读取程序中途停止（内存上限 {limit} MB）",
        "the reader died on this file (memory limit {limit} MB)",
        "用 `checker template` 的空白表重填",
        "fill in the form that `checker template` writes",
    ),
    "reader-bug": message(
        "程序自身的错误：{found}；该文件未能读取，其余不受影响",
        "a bug of ours: {found}; this file could not be read, the others are not affected",
        "请把文件和这行文字发给维护者",
        "please send the file and this line to the maintainers",
    ),
    "too-deep": message(
        "嵌套过深（上限 {limit} 层）",
        "nested too deep (limit {limit} levels)",
        "去掉多余的括号和层次",
        "remove the extra brackets or levels",
    ),
    "syntax": message(
        "语法错误：此处读不下去（{found}）",
        "syntax error: {found}",
        "核对此处的缩进、引号和括号",
        "check indentation, quotes and brackets here",
    ),
    "several-documents": message(
        "一个文件里有多份文档",
        "several documents in one file",
        "每份报送单独成文件",
        "give each submission its own file",
    ),
    "yaml-alias": message(
        "不支持 YAML 锚点、引用和合并键",
        "YAML anchors, aliases and merge keys are not supported",
        "把内容写全",
        "write the content out",
    ),
    "yaml-tag": message("不支持 YAML 标签 {found}", "YAML tag {found} is not supported", "去掉标签", "remove the tag"),
    "yaml-key": message("键必须是文字", "a key must be plain text", "把键改成一个名称", "make the key a name"),
    "key-twice": message(
        "键 {found} 出现两次（另见 {at}）",
        "key {found} stands twice (see {at})",
        "只保留一处；同一指标的多个数写成列表",
        "keep one; several claims on one indicator go into a list",
    ),
    "key-look-alike": message(
        "键 {found} 与 {other}（{at}）看起来相同",
        "key {found} looks the same as {other} ({at})",
        "用同一种写法，只保留一处",
        "spell it one way and keep one",
    ),
    "not-a-submission": message(
        "不是报送文件（发现 {what}）",
        "not a submission (found {what})",
        "用 `checker template` 生成空白表",
        "start from the blank form that `checker template` writes",
    ),
    "not-a-record": message(
        "这一行不是一份报送（发现 {what}）",
        "this line is no submission (found {what})",
        "这一行写一个 JSON 对象（{{…}}），或删去这一行",
        "write one JSON object ({{…}}) on this line, or delete the line",
    ),
    "unknown-field": message(
        "没有这个字段：{found}{nearest}",
        "unknown field: {found}{nearest}",
        "改成已有的字段名；没有对应指标的事实写进附注（notes）",
        "use a known name; a fact that fits no indicator goes into notes",
    ),
    "missing-field": message("缺少字段 {field}", "missing field {field}", "补上该字段", "add the field"),
    "wrong-type": message(
        "类型不符（发现 {found}；应为 {expected}）",
        "wrong type (found {found}; expected {expected})",
        "数字不加引号、单位和千分位；未统计的留空",
        "write a number without quotes, unit or separators; leave it blank if it was not measured",
    ),
    "not-whole": message(
        "应为整数（发现 {found}）", "not a whole number (found {found})", "填写整数", "write a whole number"
    ),
    "not-one-of": message(
        "不在可选值之内（发现 {found}；应为 {expected}）",
        "not one of the choices (found {found}; expected {expected})",
        "从可选值中选一个",
        "choose one of them",
    ),
    "out-of-bounds": message(
        "超出合理范围（发现 {found}；应在 {expected} 之内）{nearest}",
        "outside the bounds (found {found}; expected {expected}){nearest}",
        "核对数值和单位（万、亿、百分数）",
        "check the value and its unit (ten thousands, per cent)",
    ),
    "wrong-unit": message(
        "单位不符（发现 {found}；应为 {expected}）",
        "wrong unit (found {found}; expected {expected})",
        "按要求的单位换算后填写",
        "convert to the unit that is asked for",
    ),
    "not-a-date": message(
        "不是日期（发现 {found}；应如 {expected}）",
        "not a date (found {found}; expected like {expected})",
        "写成 年-月-日",
        "write year-month-day",
    ),
    "unknown-source": message(
        "没有这个来源：{found}（已有：{expected}）",
        "unknown source {found} (known: {expected})",
        "在来源清单（sources）中登记该来源",
        "enter the source under sources",
    ),
    "wrong-structure": message(
        "结构不符（发现 {found}；应为 {asked}）",
        "wrong structure (found {found}; expected {asked})",
        "对照空白表修改",
        "compare with the blank form",
    ),
    "more-faults": message(
        "问题太多，只列出前 {limit} 个",
        "too many faults; only the first {limit} are listed",
        "先改正所列问题，再检查一次",
        "mend these first, then check again",
    ),
    "too-many-entries": message(
        "数据和清单条目过多（共 {found}；上限 {expected}）",
        "too many claims and list items ({found} in all; limit {expected})",
        "每个指标只报所需的数；清单只列要求的条目",
        "report what each indicator needs; list only the items that are asked for",
    ),
    "bad-period": message(
        "没有这个报告期：{found}（应为 {expected}）",
        "unknown period {found} (expected {expected})",
        "改成所列报告期之一",
        "use one of these periods",
    ),
    "unknown-locality": message(
        "没有这个地区代码：{found}{perhaps}",
        "unknown locality {found}{perhaps}",
        "填写 2020 年底的六位行政区划代码",
        "write the six-digit code of the end of 2020 (GB/T 2260)",
    ),
    "name-mismatch": message(
        "名称与代码不符（名称 {found}；代码属于 {expected}）",
        "name and code disagree (name {found}; the code is {expected})",
        "改正其中一个；该名称的代码：{hints}",
        "correct one of them; the name's code: {hints}",
    ),
    "locality-normalised": message(
        "地区代码 {found} 读作 {expected}",
        "locality {found} was read as {expected}",
        "改用六位代码",
        "use the six-digit code",
    ),
    "not-for-level": message(
        "{label}（{indicator}）不要求这一级（{found}）填报",
        "{label} ({indicator}) is not asked of this level ({found})",
        "可以删去",
        "it can be left out",
    ),
    "same-locality-twice": message(
        "同一地区同一报告期有两份不同的报送：{found}，另一份是 {other}；都不计分",
        "two different submissions for one locality and period: {found}, the other is {other}; neither is scored",
        "确认哪一份有效，只保留一份；或在更正件中写明 corrects（被更正件的 SHA-256）",
        "settle which one holds and keep that one; or let the correction say `corrects:` with the other's SHA-256",
    ),
    "identical-copy": message(
        "与 {other} 内容相同，只计一次", "says the same as {other}; counted once", "删去其中一份", "remove one of them"
    ),
    "corrected": message(
        "已由 {other} 更正（{found}），本件不计分",
        "corrected by {other} ({found}); this one is not scored",
        "如更正有误，撤回更正件",
        "if the correction is wrong, take it back",
    ),
}
