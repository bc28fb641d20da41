"""Words that only the workbook has: its sheets, what each holds, and heads of columns."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.text import Text
from checker.reports.report.view.words import WORDS

# A name has at most 31 characters, and none of []:*?/\ in it.
SHEETS: Mapping[str, tuple[Text, Text]] = {
    name: (title, Text(zh, en))
    for name, title, zh, en in (
        (
            "overview",
            WORDS["overview"],
            "各期各级的结论、依据和说明",
            "what each period and level comes to, and on what basis",
        ),
        (
            "ranking",
            WORDS["ranking"],
            "名次、得分区间、三种口径、等级",
            "ranks, score intervals, the three readings, grades",
        ),
        (
            "charts",
            Text("名次图", "Charts"),
            "得分区间图，按名次",
            "score intervals, drawn in the order of the ranking",
        ),
        (
            "points",
            WORDS["points-by-locality"],
            "各地各条得分，下端和上端",
            "scores by locality and point, lower and upper ends",
        ),
        ("years", Text("年度", "Years"), "年度得分和名次", "the year's scores and ranks"),
        ("tallies", Text("规则汇总", "Rules"), "每条规则有多少地区达到", "how many localities meet each rule"),
        (
            "outcomes",
            Text("逐地规则", "Outcomes"),
            "每地每条规则：得分率、算式、数据所在",
            "a line a locality and rule: credit, numbers, where they stand",
        ),
        (
            "findings",
            Text("待处理", "Findings"),
            "须修改或说明的，及其所在",
            "what is to be mended or answered, and where it stands",
        ),
        (
            "evidence",
            Text("数据和证据", "Evidence"),
            "所报数据、出处和链接",
            "figures reported, their sources and links",
        ),
        (
            "submissions",
            Text("报送文件", "Submissions"),
            "每份报送的文件和摘要",
            "the file of each submission, and its digest",
        ),
        ("method", WORDS["method"], "怎样计分，怎样重算", "how the score is made, and how to recompute it"),
    )
}

HEADS: Mapping[str, Text] = {
    name: Text(zh, en)
    for name, zh, en in (
        ("best", "名次最好", "best rank"),
        ("worst", "名次最差", "worst rank"),
        ("lower", "得分\n下端", "score,\nlower end"),
        ("upper", "得分\n上端", "score,\nupper end"),
        ("width", "区间\n宽度", "width"),
        ("supported-lower", "有据\n下端", "supported,\nlower end"),
        ("supported-upper", "有据\n上端", "supported,\nupper end"),
        ("verified-lower", "核实\n下端", "verified,\nlower end"),
        ("verified-upper", "核实\n上端", "verified,\nupper end"),
        ("group", "并列组", "tie group"),
        ("likely-best", "九成名次\n最好", "90% rank,\nbest"),
        ("likely-worst", "九成名次\n最差", "90% rank,\nworst"),
        ("unknown-count", "不明", "unknown"),
        ("outcome", "结果", "outcome"),
        ("overlays", "另注", "also"),
        ("credit-lower", "得分率\n下端", "credit,\nlower end"),
        ("credit-upper", "得分率\n上端", "credit,\nupper end"),
        ("supported-credit", "有据得分率\n下端", "supported\ncredit, lower"),
        ("verified-credit", "核实得分率\n下端", "verified\ncredit, lower"),
        ("gained", "得分\n（分）", "points\ngained"),
        ("unknown-points", "不明\n（分）", "points\nunknown"),
        ("expression", "算式", "expression"),
        ("numbers", "代入数值", "with its numbers"),
        ("place", "所在位置", "place"),
        ("missing", "没有报的数据", "not reported"),
        ("severity", "轻重", "severity"),
        ("message-code", "编号", "message"),
        ("reason", "问题", "what is wrong"),
        ("remedy", "怎样改", "how to mend it"),
        ("waived", "豁免", "waived"),
        ("indicator", "指标", "indicator"),
        ("unit", "单位", "unit"),
        ("decides", "决定结果", "decides"),
        ("kind", "证据种类", "kind of evidence"),
        ("source-title", "出处", "source"),
        ("issued", "出具日期", "issued"),
        ("address", "网址", "address"),
        ("note", "备注", "remark"),
        ("checks", "核查", "checked"),
        ("origin", "来历", "origin"),
        ("verdict", "结论", "verdict"),
        ("judged", "是否评判", "judged"),
    )
}
YES = Text("是", "yes")
NOT_JUDGED = Text("不能评判", "could not be judged")
REJECTED = Text("自相矛盾，不计分", "contradicts itself, not scored")
SCORED = Text("已计分", "scored")
NO_SCORE = Text("没有适用的规则", "no rule applies")
