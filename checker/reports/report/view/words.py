"""Words of the report that more than one format shows: headings, heads of columns, and how to read it all."""

from __future__ import annotations

from collections.abc import Mapping

from checker.model.text import Text

WORDS: Mapping[str, Text] = {
    name: Text(zh, en)
    for name, zh, en in (
        ("overview", "总览", "Overview"),
        ("map", "地图", "Map"),
        ("ranking", "名次", "Ranking"),
        ("points-by-locality", "各条对照", "Points by locality"),
        ("method", "方法", "Method"),
        ("how-localities-comply", "：各地落实情况评估", ": how localities comply"),
        ("spread", "得分怎样分布", "How the scores are spread"),
        ("lower-ends", "下端（未报的按最差计）", "lower ends (unknown at its worst)"),
        ("upper-ends", "上端（未报的按最好计）", "upper ends (unknown at its best)"),
        ("to-lower", "到下端", "up to the lower end"),
        ("to-upper", "到上端", "on to the upper end"),
        ("shortfalls", "最常见的差距", "The commonest shortfalls"),
        (
            "shortfalls-are",
            "已能认定未达到或只部分达到的地区数",
            "localities that are known to fall short, in whole or in part",
        ),
        ("no-shortfall", "还没有能认定的差距：", "None is established yet: "),
        ("unknown-not-missed", "未报的是不明，不是未达到。", "what was not reported is unknown, not missed."),
        ("unknowns", "最影响得分的不明之处", "The unknowns that cost most"),
        (
            "unknowns-are",
            "每条规则的结果（地区数），以及因不明平均少计的分数",
            "how each rule came out (localities), and the points that its being unknown costs on average",
        ),
        ("nothing-sent", "应报未报", "Expected, nothing sent"),
        ("not-judged", "不能评判的文件", "Files that could not be judged"),
        (
            "ranking-note",
            (
                "得分是区间：未报的按最差计为下端，按最好计为上端。名次是可能的范围，区间重叠的不分先后；"
                "底色和粗线分开的是并列组。"
            ),
            (
                "A score is an interval: its lower end counts every unknown at its worst, its upper end at its best. "
                "Ranks are ranges; where intervals overlap no order is claimed. Shading and heavy lines part tie "
                "groups."
            ),
        ),
        ("all-unknown", "· 全不明", "· all unknown"),
        ("does-not-apply", "– 不适用", "– does not apply"),
        ("out-of-100", "分，满分 100", "points of 100"),
        ("upper", "上端", "up to"),
        ("to-answer", "待说明", "to answer"),
        ("likely-rank", "九成名次", "90% rank"),
        ("median-rank", "中位名次", "median rank"),
        ("bound", "适用", "applies to"),
        ("cost", "平均少计，分", "cost, points"),
        ("outcomes", "结果", "outcomes"),
        ("credit", "得分率", "credit"),
        ("pace", "进度", "pace"),
        ("not-reported", "没有报：", "not reported: "),
        ("figure", "数据", "figure"),
        ("value", "值", "value"),
        ("as-of", "截至", "as of"),
        ("source", "出处", "source"),
        ("used-by", "用于", "used by"),
        ("no-evidence", "没有证据", "no evidence"),
        ("file", "文件", "file"),
        (
            "same-result",
            "同样的报送和同一规则包，任何时候算出的结果都相同，逐字节不变。",
            "The same submissions and the same rule pack give the same result at any time, byte for byte.",
        ),
        ("pack-digest", "规则包摘要", "digest of the pack"),
        ("program", "程序", "program"),
        ("rules-in-force", "所用规则", "rules in force"),
        ("at-each-end", "各期期末有效的", "those at each period's end"),
        ("reviews", "核查", "reviews"),
        ("count", "清点", "count"),
        ("about-unknown", "不明怎样对待", "What is unknown"),
        (
            "unknown-is",
            (
                "没有报的是不明：既不是零，也不从合计中剔除，也不取平均。得分因此是区间，下端把不明全按最差计，"
                "上端全按最好计；补报任何符合要求的数，区间只会收窄，下端不会降低。"
            ),
            (
                "What was not reported is unknown: it is neither zero nor left out nor an average. So a score is an "
                "interval, which counts every unknown at its worst at the lower end and at its best at the upper. "
                "Reporting any sound figure can only narrow it, and never lowers the lower end."
            ),
        ),
        ("weights", "权重", "Weights"),
        ("rounding", "取整", "Rounding"),
        (
            "rounding-is",
            (
                "数按原文读成精确的分数，比较从不取整。规则的得分率按半入舍到 12 位小数，此后只在显示时取整；"
                "显示的数不会越过等级线。颜色、条形和图都按精确值画。"
            ),
            (
                "Numbers are read from their text as exact fractions, and comparisons never round. A rule's credit is "
                "rounded half up to 12 decimals; after that only what is shown is rounded, and never across a grade "
                "cut. Colours, bars and charts are drawn from the exact values."
            ),
        ),
        ("limits", "局限", "Known limits"),
        ("marks", "文本核实：", "Reading marks: "),
        ("recompute", "怎样重算", "To recompute"),
    )
}


def some_reconstructed(count: int) -> Text:
    """Return how many of the submissions just counted are reconstructed."""
    return Text(f"其中 {count} 份根据公开报道整理", f"{count} reconstructed from public reports")


def limit_of_reconstructed(count: int) -> Text:
    """Return what it limits that so many submissions are reconstructed."""
    return Text(
        f"{count} 份报送根据公开报道整理，并非该地自行报送。",
        f"{count} submissions were reconstructed from public reports and not filed by the localities.",
    )
