"""What the Excel form says outside its cells: sheet names, column headers, how to fill it."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.text import Text
from checker.model.words import HEADERS as HEADERS  # noqa: PLC0414 - told as one of these words

# Names of sheets are in both languages whatever the language of the form: reading goes by roles, people by these.
SHEETS: Mapping[str, str] = {
    "guide": "说明 Read me",
    "form": "填报 Report",
    "sources": "来源 Sources",
    "more": "补充 More",
    "notes": "附注 Notes",
    "many": "填报 Report",
    "fixes": "修改清单 Fix list",
}

# What the dictionary gives no label: the usual fields of the items of a list. Any other is shown by its id.
FIELDS: Mapping[str, Text] = {
    "sector": Text("行业", "sector"),
    "stage": Text("阶段", "stage"),
    "name": Text("名称", "name"),
    "firm": Text("企业", "firm"),
    "place": Text("地点", "place"),
    "status": Text("状态", "status"),
    "date": Text("日期", "date"),
    "sites": Text("站址", "sites"),
}

# The lines to sign on, at the end of the printed report: two rows.
SIGNING: tuple[tuple[Text, ...], ...] = (
    (Text("填报单位（章）", "Reporting unit (seal)"), Text("填报人", "Filled in by"), Text("审核人", "Checked by")),
    (Text("联系电话", "Telephone"), Text("填报日期", "Date")),
)

COUNTS: Mapping[str, Text] = {
    "flow": Text("1 月 1 日起累计", "from 1 January on"),
    "stock": Text("期末总数", "all so far"),
    "state": Text("期末状况", "as it stands"),
}

TYPES: Mapping[str, Text] = {
    "truth": Text("是 / 否", "yes / no"),
    "state": Text("从列表选", "from the list"),
    "date": Text("日期", "date"),
    "list": Text("逐项填写", "item by item"),
    "whole": Text("整数", "whole number"),
    "number": Text("数", "number"),
    "ratio": Text("小数", "decimal"),
    "text": Text("文字", "text"),
}

RATIO = Text("比值", "ratio")
RATIO_HINT = Text("85% 写 0.85。", "Write 85 % as 0.85.")

# How to fill the form. Braces are filled by our own words.
GUIDE: tuple[Text, ...] = (
    Text(
        "只填浅黄色的格子；其余已锁定，不需要密码即可解锁，但请不要改动。",
        "Fill in the pale yellow cells only. The others are locked; there is no password, but leave them as they are.",
    ),
    Text(
        "没有统计的留空，不要填 0：留空是“不明”，0 是“没有”。不明既不算 0，也不略过。",
        "Leave blank what was not measured; do not write 0. Blank is unknown, 0 is none. Unknown is neither"
        " counted as 0 nor passed over.",
    ),
    Text(
        "数值只写数字，单位以“单位”一栏为准：单位带“万”的，32 万只写 32；单位是比值的，85% 写 0.85。",
        "Write the number alone, in the unit of its row: where that begins with 10k, 320,000 is 32; where it is a"
        " ratio, 85 % is 0.85.",
    ),
    Text(
        "“累计”指标从当年 1 月 1 日算起，不是单月数，也不是历年总数。",
        "Figures that count from 1 January are neither those of one month nor those of all years.",
    ),
    Text(
        "“截至日期”留空即为报告期末 {end}；数字截至别的日子，请写明。",
        "A blank `as of` means the end of the period, {end}; write the day if the figure is of another.",
    ),
    Text(
        "数字不精确时用“限定词”：超过、至少、近、约、至多、不到；不要写进数值格。"
        "来源四舍五入的，“取整到”写进位单位，如 100。",
        "Where a figure is not exact choose a hedge (over, at least, nearly, about, at most, under), never inside the"
        " value. Where the source rounds, write to what in `rounded to`, such as 100.",
    ),
    Text(
        "来源先填在“{sources}”，每个来源一行（s1、s2……），再在指标行选编号。没有来源的数只算自报，不算有据。",
        "Enter sources in `{sources}`, one a row (s1, s2 ...), and choose the number in the row of the figure. A figure"
        " without a source counts as claimed, not as supported.",
    ),
    Text(
        "同一指标有两个来源、两个日期，或要补充一个数，写在“{more}”；装不进任何指标的事实写在“{notes}”，会保留，不计分。",
        "A second figure of an indicator, of another source or day, goes to `{more}`. Facts that fit no indicator go to"
        " `{notes}`: they are kept, and not scored.",
    ),
    Text(
        "选中格子可看到指标的定义和可接受的证据。数值偏离常见范围时格子变橙色：请核对，属实即可保留。",
        "Select a cell to see what it means and which evidence is accepted. A cell that turns orange holds an unusual"
        " figure: check it, and leave it if it is right.",
    ),
    Text(
        "不要写公式，不要合并单元格；可以调整列宽、给工作表改名、移动整列，不影响读取。",
        "No formulas, no merged cells. Column widths, names of sheets and the order of columns may change.",
    ),
)

GUIDE_LISTS = Text(
    "清单类指标（{names}）每项一行，写在各自的清单表；日期、来源、备注写在填报表的那一行。",
    "Lists ({names}) have sheets of their own, an item a row; date, source and note go to their row of the report.",
)

GUIDE_MANY: tuple[Text, ...] = (
    GUIDE[0],
    GUIDE[1],
    GUIDE[2],
    GUIDE[3],
    Text(
        "每个地区一行，每个指标一列；灰色格子是该地区不需要填的。"
        "整行共用一个截至日期和一个来源；需要分别写明的，请用单个地区的表。",
        "A row a locality, a column an indicator; grey cells are not asked of that locality. One date and one source"
        " hold for the whole row: where they differ, use the form for one locality.",
    ),
    Text(
        "“截至日期”留空即为报告期末 {end}。来源先填在“{sources}”，再在地区行选编号。",
        "A blank `as of` means the end of the period, {end}. Enter sources in `{sources}`, then choose the number in"
        " the row of the locality.",
    ),
    GUIDE[9],
)

GUIDE_LEFT_OUT = Text(
    "清单类指标（{names}）不在本表，请用单个地区的表。",
    "Lists ({names}) are not in this workbook: use the form for one locality.",
)

SENDING: tuple[Text, ...] = (
    Text(
        "报送前自查：checker validate 本文件.xlsx --annotate 批注.xlsx",
        "Before sending: checker validate THIS.xlsx --annotate ANNOTATED.xlsx",
    ),
    Text(
        "批注副本标出要改的格子，并有修改清单；改好保存，再查一遍，直到没有问题，"
        "然后报送 .xlsx 文件（不要另存为 .xls 或 PDF）。",
        "The annotated copy marks the cells to mend and lists them. Mend, save, check again until it is clean, then"
        " send the .xlsx file (not .xls, not PDF).",
    ),
)

TITLES: Mapping[str, Text] = {
    "how": Text("怎么填", "How to fill it in"),
    "hedges": Text("限定词", "Hedges"),
    "evidence": Text("证据种类", "Kinds of evidence"),
    "send": Text("怎么报送", "How to send it"),
    "for": Text("填报地区", "For"),
    "period": Text("报告期", "Period"),
    "pack": Text("规则包", "Rule pack"),
    "more": Text("同一指标的第二个及更多数字", "Second and further figures of an indicator"),
    "notes": Text("装不进任何指标的事实：保留，不计分", "Facts that fit no indicator: kept, not scored"),
    "sources": Text("来源：每个来源一行，在填报表里选编号", "Sources: one a row; choose the number in the report"),
    "items": Text("清单：每项一行", "List: an item a row"),
    "see-list": Text("→ 见清单表", "→ see its sheet"),
    "not-asked": Text("不适用", "not asked"),
}

EVIDENCE_MEANINGS: Mapping[str, Text] = {
    "press": Text("只能支持协议、规划等公开行为，不能支持数量", "supports public acts such as plans, never counts"),
    "copy": Text("转载，不能支持任何数据；请找原件", "a mirror: supports nothing; look for the original"),
}

FAULTS: Mapping[str, Text] = {
    "title": Text("请核对", "Please check"),
    "whole": Text(
        "应为 {low} 至 {high} 的整数，没有统计的留空。", "A whole number from {low} to {high}; blank if unknown."
    ),
    "number": Text("应为 {low} 至 {high} 的数，没有统计的留空。", "A number from {low} to {high}; blank if unknown."),
    "choice": Text("请从列表中选。", "Choose from the list."),
    "date": Text("应为日期，如 2020-06-30。", "A date, like 2020-06-30."),
    "above-zero": Text("应为大于 0 的数，如 100。", "A number above 0, like 100."),
}
