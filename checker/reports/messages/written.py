"""What was read in another way than the format writes it, and what has more than one meaning and was not read."""

from __future__ import annotations

from collections.abc import Mapping

from checker.reports.messages.message import Message, message

WRITTEN: Mapping[str, Message] = {
    "read-as": message(
        "{found} 读作 {reading}{unit}", "{found} was read as {reading}{unit}", "写成 {reading}", "write {reading}"
    ),
    "word-read-as": message("{found} 读作 {reading}，不必改", "{found} was read as {reading}; nothing to mend"),
    "number-as-text": message(
        "{found} 是文字，读作数",
        "{found} is text and was read as a number",
        "不加引号；在表格里把单元格设为数值",
        "write it without quotes; in a workbook, make the cell a number",
    ),
    "read-as-missing": message(
        "{found} 表示没有数据，按不明处理，不作 0",
        "{found} stands for no data: it counts as unknown, not as 0",
        "没有统计的留空",
        "leave blank what was not measured",
    ),
    "more-readings": message(
        "另有 {count} 处按同样的办法读出，不再列出",
        "{count} more values were read in such a way and are not listed",
        "对照空白表改写",
        "write them as the blank form asks",
    ),
    "number-unclear": message(
        "不是写得明确的数（发现 {found}）{nearest}",
        "not a number that is written clearly (found {found}){nearest}",
        "用半角阿拉伯数字写，小数点用 .，不写千分位",
        "write plain digits with a point, without separators",
    ),
    "number-hedged": message(
        "数带着约略的字样（发现 {found}）{nearest}",
        "a number with a hedging word (found {found}){nearest}",
        "数值（value）只写数，字样写进限定词（hedge）",
        "write the number alone as value, and the word as hedge",
    ),
    "number-range": message(
        "是一个范围，不是一个数（发现 {found}）{nearest}",
        "a range and not a number (found {found}){nearest}",
        "写一个数；只知道下限时限定词（hedge）写“至少”（at-least）",
        "write one number; with hedge at-least where only the lower end is sure",
    ),
    "number-as-date": message(
        "此处应为数，发现的是日期（{found}）",
        "a date where a number belongs (found {found})",
        "表格程序会把 5-6 变成 5月6日：按原始记录重新填数",
        "spreadsheets turn 5-6 into a date: enter the number again from the record",
    ),
    "number-with-day": message(
        "这是上期的数和它的日期（发现 {found}）",
        "this is last period's figure with its date (found {found})",
        "填报本期的数，只写数；没有统计的留空",
        "write the number of this period alone; leave it blank if it was not measured",
    ),
    "scale-unclear": message(
        "有两种读法（发现 {found}）：{first}（{unit}），或 {second}（{unit}）",
        "two readings are possible (found {found}): {first} ({unit}), or {second} ({unit})",
        "按单位“{unit}”只写数，不带“万”“亿”",
        "write the number alone, in {unit}",
    ),
    "percent-not-ratio": message(
        "此处不是比例，不能用百分数（发现 {found}；应为 {expected}）",
        "no share is asked for here, so per cent does not fit (found {found}; expected {expected})",
        "写出数量；未统计的留空",
        "write the count; leave it blank if it was not measured",
    ),
    "words-after-number": message(
        "数后面有不认识的字（发现 {found}；应为 {expected}）{nearest}",
        "unknown words after the number (found {found}; expected {expected}){nearest}",
        "单位相符就只写数；说明写进备注（note）",
        "write the number alone if the unit is right; remarks go into note",
    ),
    "none-or-unknown": message(
        "看不出是没有还是不明（发现 {found}）",
        "this may mean none or unknown (found {found})",
        "确实没有就写 0，不清楚就留空",
        "write 0 if there are none, leave it blank if it is unknown",
    ),
    "date-unclear": message(
        "日期写得不明确（发现 {found}）{nearest}",
        "not a clear date (found {found}){nearest}",
        "写成 年-月-日，年份写四位",
        "write year-month-day with a year of four digits",
    ),
    "date-with-zone": message(
        "日期不带时区（发现 {found}）{nearest}",
        "a day has no time zone (found {found}){nearest}",
        "写当地日历上的那一天：年-月-日",
        "write the day of the local calendar: year-month-day",
    ),
    "date-without-day": message(
        "缺少日（发现 {found}）{nearest}",
        "the day of the month is missing (found {found}){nearest}",
        "写成 年-月-日；指月末就写月末那天",
        "write year-month-day; the last day if the end of the month is meant",
    ),
    "date-without-year": message(
        "缺少年份（发现 {found}）",
        "the year is missing (found {found})",
        "写成 年-月-日",
        "write year-month-day",
    ),
    "date-serial": message(
        "此处应为日期，发现的是数（{found}）；当作 Excel 的日序是 {day}",
        "a number where a date belongs ({found}); as an Excel day it would be {day}",
        "写成 年-月-日；在表格里把单元格设为日期",
        "write year-month-day; in a workbook, make the cell a date",
    ),
}
